// One determination while it is computed: what the rules of the contract call.

/** A rule needs what is not there yet; the determination waits for it. */
class NotArrived extends Error {}

/** What the determinations so far have paid and used up. */
class Book {
  constructor() {
    this.paid = new Map();
    this.used = new Map();
    this.turns = new Map();
    this.partUsed = new Map();
    this.counted = new Map();
    this.pending = new Map();
  }

  waitFor(occasion) {
    for (const key of occasion.belongsTo) {
      this.pending.set(key, [...(this.pending.get(key) ?? []), occasion]);
    }
  }

  pendingBefore(occasion) {
    const found = new Set([...occasion.waitsOn].flatMap((key) => this.pending.get(key) ?? []));
    return [...found].sort(inOrder);
  }

  /** Notes what each payer of a determination pays, in minor units. */
  enter({ payment, caps }, amounts) {
    const total = amounts.reduce((found, amount) => found + amount, 0n);
    this.paid.set(payment.name, (this.paid.get(payment.name) ?? 0n) + total);
    for (const { cap, key } of caps.values()) {
      const counts = payment.payers.reduce(
        (found, { party }, index) => (cap.payer === null || party === cap.payer ? found + amounts[index] : found),
        0n,
      );
      if (cap.part === null) {
        this.used.set(key, (this.used.get(key) ?? 0n) + counts);
      }
    }
    payment.payers.forEach(({ party, limit }, index) => {
      const turn = `${payment.name}\n${party}`;
      if (limit !== null) {
        this.turns.set(turn, (this.turns.get(turn) ?? 0n) + amounts[index]);
      }
    });
  }
}

/** A determination at hand. The rules of the contract are functions of it. */
class Case {
  constructor(prepared, occasion, evidence, book) {
    this.prepared = prepared;
    this.occasion = occasion;
    this.evidence = evidence;
    this.book = book;
    this.day = occasion.day;
    this.due = occasion.day;
    this.amounts = [];
    this.card = null;
    this.verified = [];
    this.values = new Map();
    this.calculations = new Map();
    this.taken = new Map();
    this.partAmounts = new Map();
  }

  /** Looks up a piece of evidence and keeps its value; false while any of it is missing. */
  arrived({ read, fact, observations }) {
    const { evidence } = this;
    const rows =
      read.kind === "fact" ? [evidence.facts.get(fact)] : observations.map((key) => evidence.observations.get(key));
    if (rows.includes(undefined)) {
      return false;
    }
    if (read.kind === "metric") {
      this.verified.push(...rows.map((row) => row.verified_on));
    }
    this.values.set(readKey(read), sum(...rows.map((row) => row.value)));
    return true;
  }

  read(read) {
    const key = readKey(read);
    if (!this.values.has(key) && !this.arrived(needOf(this.prepared, read, this.occasion))) {
      throw new NotArrived(read.name);
    }
    return this.values.get(key);
  }

  /** The reported value of a metric: `here`, `so far`, over `all cohorts`, or in this `period`. */
  metric(name, over) {
    return this.read({ kind: "metric", name, over, on: null });
  }

  /** The value of a fact on a day, or (null) the one in force at the determination. */
  fact(name, on) {
    return this.read({ kind: "fact", name, over: "here", on });
  }

  /** A metric that the contract calculates, computed at its first use, or the value chosen for it. */
  calculation(name, compute) {
    if (!this.calculations.has(name)) {
      this.calculations.set(name, this.evidence.calculated.get(name) ?? compute(this));
    }
    return this.calculations.get(name);
  }

  /** What earlier determinations of a payment have paid. */
  paidSoFar(payment) {
    if (this.book.pending.has(paymentBucket(payment))) {
      throw new NotArrived(payment);
    }
    return ratio(this.book.paid.get(payment) ?? 0n, this.prepared.scale);
  }

  hasBeenPaid(payment) {
    return this.paidSoFar(payment).above(ZERO);
  }

  elapsedMonths() {
    return new Exact(BigInt(monthsElapsed(this.prepared.plan, this.day)), 1n);
  }

  elapsedDays() {
    return new Exact(BigInt(daysElapsed(this.prepared.plan, this.day)), 1n);
  }

  /** The value, but no more than a count still allows; it counts once a determination. */
  counted(name, value) {
    if (!this.taken.has(name)) {
      const { count, key } = this.occasion.counts.get(name);
      const left = greatest(count.limit.minus(this.book.counted.get(key) ?? ZERO), ZERO);
      this.taken.set(name, least(value, left));
    }
    return this.taken.get(name);
  }

  /** The amount, cut to what a cap still allows; a cap on whole payments allows all or nothing. */
  capped(name, amount) {
    const { cap, key } = this.occasion.caps.get(name);
    const { book, prepared } = this;
    const used = cap.part === null ? ratio(book.used.get(key) ?? 0n, prepared.scale) : (book.partUsed.get(key) ?? ZERO);
    const left = greatest(cap.limit.minus(used), ZERO);
    const after = amount.atMost(left) ? amount : cap.whole ? ZERO : left;
    if (cap.part !== null) {
      this.partAmounts.set(name, after);
    }
    return after;
  }

  /** The amount times the fact in force now over its value on the base date. */
  indexed(fact, base, amount) {
    const now = this.fact(fact, null);
    return amount.times(now).over(this.fact(fact, base));
  }

  /** The sum of each bracket's rate times the units in it; a bracket is a width (null: the rest) and a rate. */
  brackets(subject, brackets) {
    let left = subject;
    let total = ZERO;
    for (const [width, rate] of brackets) {
      const taken = width === null ? left : least(left, width);
      total = total.plus(taken.times(rate));
      left = left.minus(taken);
    }
    return total;
  }

  /** A share of the base that switches once the payment has paid a sum; a stage is a share and that sum. */
  stages(base, stages, isWithin) {
    const before = this.paidSoFar(this.occasion.payment.name);
    let total = ZERO;
    let left = base;
    for (const [share, until] of stages) {
      let taken = left;
      if (until !== null) {
        const room = until.minus(before).minus(total);
        if (room.atMost(ZERO)) {
          continue;
        }
        if (isWithin && share.times(left).above(room)) {
          taken = room.over(share);
        }
      }
      total = total.plus(share.times(taken));
      left = left.minus(taken);
      if (!isWithin || left.equals(ZERO)) {
        break;
      }
    }
    return total;
  }

  /** What the claims on the rate card of this payment come to. */
  cardAmount(payment) {
    const { cards } = this.evidence;
    if (cards === null || payment !== this.occasion.payment.name) {
      throw new NotArrived(payment);
    }
    this.card = cards.amountOf(this.occasion);
    return ratio(this.card, this.prepared.scale);
  }

  /** Enters what each payer pays, in minor units, and what was counted, into the book. */
  close(amounts) {
    const { book, occasion } = this;
    this.amounts = amounts;
    book.enter(occasion, amounts);
    for (const [name, amount] of this.partAmounts) {
      const { key } = occasion.caps.get(name);
      book.partUsed.set(key, (book.partUsed.get(key) ?? ZERO).plus(amount));
    }
    for (const [name, taken] of this.taken) {
      const { key } = occasion.counts.get(name);
      book.counted.set(key, (book.counted.get(key) ?? ZERO).plus(taken));
    }
  }
}

function readKey({ kind, name, over, on }) {
  return `${kind}\n${name}\n${over}\n${on ?? ""}`;
}
