// The determinations of the contract, in the order in which they count, and what each reads and falls under.

/** Makes what every settlement needs from the contract, once. */
function prepare(plan) {
  const prepared = {
    plan,
    scale: 10n ** BigInt(plan.digits),
    holidays: new Set(plan.holidays),
    metrics: byName(plan.metrics),
    facts: byName(plan.facts),
    payments: byName(plan.payments),
    cohortTitles: new Map(plan.cohorts.map(({ name, title }) => [name, title])),
    units: new Map(
      [...plan.metrics, ...plan.facts, ...plan.calculations].map(({ name, unit }) => [name, exact(unit.scale)]),
    ),
    caps: plan.caps.map((cap) => ({ ...cap, limit: exact(cap.limit) })),
    counts: plan.counts.map((count) => ({ ...count, limit: exact(count.limit) })),
  };
  prepared.scheduled = scheduled(prepared).sort(inOrder);
  return prepared;
}

function byName(items) {
  return new Map(items.map((item) => [item.name, item]));
}

function inOrder(one, other) {
  if (one.day !== other.day) {
    return one.day < other.day ? -1 : 1;
  }
  return one.paymentIndex - other.paymentIndex || one.cohortIndex - other.cohortIndex;
}

/** The determinations in order; a contract that ended early has those of its termination too. */
function occasionsOf(prepared, ended) {
  if (ended === null) {
    return prepared.scheduled;
  }
  const extra = prepared.plan.payments.flatMap((payment, index) =>
    payment.timing.on_termination ? [occasion(prepared, payment, index, ended, null, null, 0)] : [],
  );
  return [...prepared.scheduled, ...extra].sort(inOrder);
}

function scheduled(prepared) {
  const cohortIndexes = new Map(prepared.plan.cohorts.map(({ name }, index) => [name, index]));
  return prepared.plan.payments.flatMap((payment, index) => {
    const { timing } = payment;
    if (timing.on_termination) {
      return [];
    }
    return (timing.periods ?? [null]).flatMap((period) =>
      (timing.cohorts ?? [null]).flatMap((cohort, position) => {
        const day = period ? period.end : timing.cohort_dates ? timing.cohort_dates[position] : timing.day;
        const cohortIndex = cohortIndexes.get(cohort) ?? 0;
        return day === null ? [] : [occasion(prepared, payment, index, day, cohort, period, cohortIndex)];
      }),
    );
  });
}

function occasion(prepared, payment, paymentIndex, day, cohort, period, cohortIndex) {
  const found = { payment, paymentIndex, day, cohort, period, cohortIndex, due: null };
  const limited = (limit) => bucket(prepared.plan, limit, found);
  found.caps = new Map(
    prepared.caps.filter((cap) => appliesTo(cap, payment)).map((cap) => [cap.name, { cap, key: limited(cap) }]),
  );
  found.counts = new Map(
    prepared.counts
      .filter((count) => count.payment === payment.name)
      .map((count) => [count.name, { count, key: limited(count) }]),
  );
  const limits = [...found.caps.values(), ...found.counts.values()].map(({ key }) => key);
  const reads = payment.reads.filter(({ kind }) => kind === "payment").map(({ name }) => paymentBucket(name));
  const turns = payment.payers.some(({ limit }) => limit !== null) ? [paymentBucket(payment.name)] : [];
  found.waitsOn = new Set([...reads, ...turns, ...limits]);
  found.belongsTo = [paymentBucket(payment.name), ...limits];
  // Claims are settled before the determinations that pay them, so none waits for them.
  found.needs = payment.reads
    .filter(({ kind }) => kind !== "payment" && kind !== "claims")
    .map((read) => needOf(prepared, read, found));
  found.suspended = payment.suspended.find(({ start, end }) => start <= day && day <= end) ?? null;
  return found;
}

/** Whether a cap limits a payment; what a party does not pay cannot be cut. */
function appliesTo(cap, payment) {
  const isNamed = cap.payments.includes(payment.name) || payment.payer_caps.includes(cap.name);
  return isNamed && (cap.payer === null || payment.payers.some(({ party }) => party === cap.payer));
}

function paymentBucket(payment) {
  return `payment ${payment}`;
}

/** Names the part of the contract in which amounts under a limit add up. */
function bucket(plan, { name, scope }, { day, cohort }) {
  const places = {
    total: () => "",
    cohort: () => cohort ?? "",
    determination: () => `${day} ${cohort ?? ""}`,
    "contract year": () => yearSinceStart(plan, day),
    "calendar year": () => Number(day.slice(0, 4)),
    "financial year": () => yearOfAccounts(plan, day),
  };
  return `limit ${name} ${places[scope]()}`;
}

function needOf(prepared, read, at) {
  if (read.kind === "fact") {
    return { read, fact: factRead(prepared.facts.get(read.name), read.on ?? at.day), observations: [] };
  }
  return { read, fact: null, observations: observationsRead(prepared, read, at) };
}

/** The observations that a rule reads together: one, or those that it adds up. */
function observationsRead(prepared, { name, over }, at) {
  const metric = prepared.metrics.get(name);
  let cohorts = [at.cohort];
  if (metric.cohorts === null) {
    cohorts = [null];
  } else if (over === "all cohorts" || (at.cohort === null && over !== "here")) {
    cohorts = metric.cohorts;
  }
  let ends = [at.day];
  if (metric.periods === null) {
    ends = [null];
  } else if (over === "so far") {
    ends = metric.periods.filter(({ end }) => end <= at.day).map(({ end }) => end);
  } else if (over === "period") {
    const whole = at.period ?? { start: prepared.plan.term.start, end: at.day };
    ends = metric.periods.filter(({ start, end }) => whole.start <= start && end <= whole.end).map(({ end }) => end);
  }
  return cohorts.flatMap((cohort) => ends.map((end) => observationKey(name, cohort, end)));
}

/** The value of a fact that is in force on a day; null when the first is for a later day. */
function factRead(fact, on) {
  if (fact.dates === null) {
    return factKey(fact.name, null);
  }
  const dates = fact.dates.filter((day) => day <= on).sort();
  return dates.length ? factKey(fact.name, dates[dates.length - 1]) : null;
}

function observationKey(metric, cohort, end) {
  return `${metric}\n${cohort ?? ""}\n${end ?? ""}`;
}

function factKey(fact, day) {
  return `${fact}\n${day ?? ""}`;
}

/** Why a determination does not take place; empty when it does. */
function reasonToLapse({ payment, day, suspended }, ended) {
  if (ended !== null && day > ended && !payment.continues) {
    return `the contract ended early on ${ended}`;
  }
  return suspended ? `the payment is suspended from ${suspended.start} to ${suspended.end}` : "";
}
