// Settling: evidence in, statement out. More evidence never changes a determination that was not waiting for it.

const FAULT = "this is a fault in sib, not in your evidence: please report it, with the contract and this message";

/** Determines every payment that the evidence allows; with a day, as it was known then. */
function settlement(prepared, rules, given, asOf) {
  const evidence = asOf === null ? given : knownOn(prepared, given, asOf);
  const result = { prepared, asOf, lines: [], pending: [], lapsed: [], findings: [...evidence.findings] };
  result.ended = dayOfTermination(prepared.plan, evidence, result.findings);
  const book = new Book();
  for (const occasion of occasionsOf(prepared, result.ended)) {
    const reason = reasonToLapse(occasion, result.ended);
    if (reason) {
      result.lapsed.push({ occasion, reason });
      continue;
    }
    const at = new Case(prepared, occasion, evidence, book);
    let waitsFor = waitingFor(at, asOf);
    if (!waitsFor.length) {
      waitsFor = determine(at, rules.get(occasion.payment.name), result.findings);
    }
    if (waitsFor.length) {
      book.waitFor(occasion);
      result.pending.push({ occasion, waitsFor });
    } else {
      result.lines.push(...at.amounts.map((amount, payer) => ({ at, payer, amount })));
    }
  }
  return result;
}

/** Leaves out what was not known on a day, with a note on each piece left out. */
function knownOn(prepared, evidence, asOf) {
  const findings = [...evidence.findings];
  const leaveOut = (what, { file, row }, column) => {
    const message = `${what}, after ${asOf}, so this statement as of ${asOf} does not use it`;
    findings.push(finding("SIB971", "note", message, { file, row, column }));
  };
  const observations = new Map();
  for (const [key, row] of evidence.observations) {
    if (row.verified_on === null || row.verified_on <= asOf) {
      observations.set(key, row);
    } else {
      const { name, title } = prepared.metrics.get(row.name) ?? { name: row.name, title: "" };
      leaveOut(`${withTitle(name, title)} was verified on ${row.verified_on}`, row, "verified_on");
    }
  }
  const facts = new Map();
  for (const [key, row] of evidence.facts) {
    if (row.date === null || row.date <= asOf) {
      facts.set(key, row);
    } else {
      const { name, title } = prepared.facts.get(row.name) ?? { name: row.name, title: "" };
      leaveOut(`a value of ${withTitle(name, title)} is for ${row.date}`, row, "date");
    }
  }
  let { termination } = evidence;
  if (termination !== null && termination.date > asOf) {
    leaveOut(`the contract ends early on ${termination.date}`, termination, "date");
    termination = null;
  }
  return { ...evidence, observations, facts, termination, findings };
}

/** The day on which the contract ended early, if it lawfully did. */
function dayOfTermination({ termination: allowed }, { termination: event }, findings) {
  if (event === null) {
    return null;
  }
  if (allowed !== null && allowed.first <= event.date && event.date <= allowed.last) {
    return event.date;
  }
  const message = allowed
    ? `the contract cannot be ended early on ${event.date}`
    : "the contract does not say that it may be ended early";
  const expected = allowed ? `a day from ${allowed.first} to ${allowed.last}` : "no early termination";
  const { file, row } = event;
  const help = "check the date of the termination";
  findings.push(finding("SIB960", "error", message, { expected, help, file, row, column: "date" }));
  return null;
}

function finding(code, severity, message, { file = null, row = null, column = null, expected = "", help = "" } = {}) {
  return { code, severity, file, row, column, message, expected, help };
}

/** Lists in words all that a determination waits for, and looks up the evidence that is there. */
function waitingFor(at, asOf) {
  const { occasion, book, evidence } = at;
  const words = asOf !== null && at.day > asOf ? [`not due before ${at.day}`] : [];
  for (const need of occasion.needs) {
    if (!at.arrived(need)) {
      words.push(...missingWords(at, need));
    }
  }
  if (occasion.payment.reads.some(({ kind }) => kind === "claims") && !evidence.cards?.has(occasion)) {
    words.push("claims");
  }
  words.push(
    ...book.pendingBefore(occasion).map((earlier) => `the earlier determination of ${occasionWords(earlier)}`),
  );
  return [...new Set(words)];
}

/** Computes a determination and enters it; what it waits for when its rule fails. */
function determine(at, rule, findings) {
  const what = `the amount of ${occasionWords(at.occasion)}`;
  try {
    const amount = rule(at);
    if (amount.atLeast(ZERO)) {
      at.due = dueDay(at, findings);
      at.close(partsOfPayers(at, amount));
      return [];
    }
    findings.push(finding("SIB980", "error", `${what} comes out below zero, at ${amount}`, { help: FAULT }));
  } catch (error) {
    if (error instanceof NotArrived) {
      return [`what ${error.message} needs`];
    }
    if (!(error instanceof ArithmeticFault)) {
      throw error;
    }
    findings.push(finding("SIB981", "error", `${what} cannot be computed: ${error.message}`, { help: FAULT }));
  }
  return ["a correction of the rule, which cannot be computed"];
}

/** Rounds the amount, splits it, and cuts each payer's part to its caps. */
function partsOfPayers(at, amount) {
  const { plan, scale } = at.prepared;
  const { payment, caps } = at.occasion;
  const total = minorUnits(amount, scale, plan.rounding);
  const { payers } = payment;
  let parts = [total];
  if (at.card !== null && payment.card_shares.length) {
    // The first share of the card stands for all: nobody has said which outcomes an assumed amount is for.
    const shares = new Map(payment.card_shares[0].payers.map(({ party, share }) => [party, exact(share ?? "0")]));
    parts = splitWhole(
      total,
      payers.map(({ party }) => shares.get(party) ?? ZERO),
    );
  } else if (payers.length > 1 || payers[0].limit !== null) {
    const byShare = payers[0].share !== null;
    parts = byShare
      ? splitWhole(
          total,
          payers.map(({ share }) => exact(share ?? "0")),
        )
      : partsInTurns(at, total);
  }
  for (const name of payment.payer_caps) {
    const { cap, key } = caps.get(name);
    const left = leftOf(at, cap.limit, at.book.used.get(key) ?? 0n);
    payers.forEach(({ party }, index) => {
      if (party === cap.payer && parts[index] > left) {
        parts[index] = cap.whole ? 0n : left;
      }
    });
  }
  return parts;
}

/** Lets each payer pay up to its limit over all determinations, then the next. */
function partsInTurns(at, total) {
  const { payment } = at.occasion;
  let left = total;
  return payment.payers.map(({ party, limit }) => {
    let part = left;
    if (limit !== null) {
      const room = leftOf(at, exact(limit), at.book.turns.get(`${payment.name}\n${party}`) ?? 0n);
      part = left < room ? left : room;
    }
    left -= part;
    return part;
  });
}

/** What is left of a limit, in minor units; what does not fill one is not available. */
function leftOf(at, limit, used) {
  const left = (limit.n * at.prepared.scale) / limit.d - used;
  return left > 0n ? left : 0n;
}

/** The day on which the amount is due. */
function dueDay(at, findings) {
  const { occasion, prepared } = at;
  const { payment } = occasion;
  if (payment.payable?.of_validation) {
    const days = at.verified.filter((day) => day !== null).sort();
    if (days.length < at.verified.length) {
      findings.push(
        finding(
          "SIB982",
          "warning",
          `the due date of ${named(payment.name, payment.title)} on ${at.day} counts from the days of verification ` +
            "that are known, because some of its evidence has none",
          {
            expected: "a day of verification for every observation",
            help: "add the date to the column `verified_on`",
          },
        ),
      );
    }
    return dueDate(prepared, payment.payable, days.length ? days[days.length - 1] : at.day);
  }
  occasion.due ??= dueDate(prepared, payment.payable, at.day);
  return occasion.due;
}
