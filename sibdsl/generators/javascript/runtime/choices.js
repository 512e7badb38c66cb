// Values that somebody chooses, or reports: read exactly, checked, and settled.

const LONGEST_NUMBER = 100;

/** What rate cards come to: an amount in minor units for each determination. */
class CardAmounts {
  constructor(amounts, otherwise) {
    this.amounts = amounts;
    this.otherwise = otherwise;
  }

  has(occasion) {
    return this.otherwise !== null || this.amounts.has(cardKey(occasion.payment.name, occasion.cohort, occasion.day));
  }

  amountOf({ payment, cohort, day }) {
    return this.amounts.get(cardKey(payment.name, cohort, day)) ?? this.otherwise;
  }
}

function cardKey(payment, cohort, day) {
  return observationKey(payment, cohort, day);
}

/** Reads a number as it is written in its unit (`12.5` or `12.5%`, `1,250`, `1/3`); null when it is none. */
function readWritten(text, unit) {
  let written = `${text}`.trim();
  const [currency, ...rest] = unit.kind === "money" ? unit.text.split(" ") : [""];
  const endings = { percent: ["%"], points: [" percentage points", " points", " percentage point", " point"] };
  for (const ending of endings[unit.kind] ?? [` ${unit.kind === "money" ? rest.join(" ") : unit.text}`]) {
    if (ending.trim() && written.endsWith(ending)) {
      written = written.slice(0, -ending.length).trim();
    }
  }
  if (currency && written.replace(/^-/, "").startsWith(currency)) {
    written = written.replace(currency, "").replace(/^-\s+/, "-").trim();
  }
  if (/^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/.test(written)) {
    written = written.replaceAll(",", "");
  }
  return written.length > LONGEST_NUMBER ? null : exactOrNull(written);
}

function problem(name, message) {
  return { name, message };
}

/** Reads a chosen value of a metric, fact or calculation; what is wrong with it goes to the problems. */
function readChoice(input, text, problems) {
  const title = named(input.name, input.title);
  const written = readWritten(text, input.unit);
  if (written === null) {
    problems.push(problem(input.name, `${title}: ${JSON.stringify(`${text}`)} is not a number. Write digits, such as 12.5.`));
    return null;
  }
  const low = exactOrOpen(input.low);
  const high = exactOrOpen(input.high);
  const step = exactOrOpen(input.step);
  let value = written;
  if (step !== null && written.over(step).d !== 1n) {
    if (input.rounding === null) {
      const why = `has more digits than it is reported with: a multiple of ${input.precision} is expected`;
      problems.push(problem(input.name, `${title}: ${text} ${why}. Round it.`));
      return null;
    }
    value = rounded(written, step, input.rounding);
  }
  if (!within(value, low, input.low_closed, high, input.high_closed)) {
    problems.push(problem(input.name, `${title}: ${text} cannot be. A value ${input.allowed} is expected. Change it.`));
    return null;
  }
  return value;
}

/** Divides a total into equal parts, as even as a precision allows; what is finer goes into the first. */
function spread(total, count, step) {
  const shares = Array(count).fill(ONE);
  if (step === null) {
    return shares.map(() => total.over(new Exact(BigInt(count), 1n)));
  }
  const quotient = total.over(step);
  const steps = (quotient.n - (((quotient.n % quotient.d) + quotient.d) % quotient.d)) / quotient.d;
  const size = steps < 0n ? -steps : steps;
  const parts = splitWhole(size, shares).map((part) => step.times(new Exact(steps < 0n ? -part : part, 1n)));
  parts[0] = parts[0].plus(total.minus(step.times(new Exact(steps, 1n))));
  return parts;
}

/** What is needed to ask what the contract comes to: everything at the value that it has where nobody chooses. */
function prepareChoices(prepared) {
  const verified = new Map();
  for (const { needs, day } of prepared.scheduled) {
    for (const key of needs.flatMap(({ observations }) => observations)) {
      // Evidence is taken to be verified in time for the first determination that reads it.
      verified.set(key, verified.get(key) ?? day);
    }
  }
  const keys = new Map(prepared.plan.metrics.map((metric) => [metric.name, keysOf(metric)]));
  const choices = { prepared, verified, keys };
  choices.neutral = new Map(
    prepared.plan.metrics.flatMap((metric) => [...observationsOf(choices, metric, exact(metric.start))]),
  );
  choices.facts = new Map(prepared.plan.facts.flatMap((fact) => factValues(prepared, fact, exact(fact.start))));
  return choices;
}

function keysOf({ name, periods, cohorts }) {
  return (periods ?? [null]).flatMap((period) =>
    (cohorts ?? [null]).map((cohort) => observationKey(name, cohort, period ? period.end : null)),
  );
}

function observationsOf({ prepared, verified, keys }, metric, chosen) {
  const scale = prepared.units.get(metric.name);
  const found = keys.get(metric.name);
  const parts = metric.adds_up ? spread(chosen, found.length, exactOrOpen(metric.step)) : found.map(() => chosen);
  return new Map(
    found.map((key, index) => [
      key,
      { name: metric.name, value: parts[index].times(scale), verified_on: verified.get(key) ?? null },
    ]),
  );
}

function factValues(prepared, fact, chosen) {
  const value = chosen.times(prepared.units.get(fact.name));
  return (fact.dates ?? [null]).map((date) => [factKey(fact.name, date), { name: fact.name, value, date }]);
}

/** Settles the contract with chosen values, everything else being neutral. */
function settleChoices(choices, rules, values, ended) {
  const { prepared } = choices;
  const { plan } = prepared;
  const problems = [];
  const observations = new Map(choices.neutral);
  const facts = new Map(choices.facts);
  const calculated = new Map();
  const amounts = new Map();
  const takers = new Map([
    ...plan.metrics.map((metric) => [metric, (value) => setAll(observations, observationsOf(choices, metric, value))]),
    ...plan.facts.map((fact) => [fact, (value) => setAll(facts, factValues(prepared, fact, value))]),
    ...plan.calculations.map((item) => [
      item,
      (value) => calculated.set(item.name, value.times(prepared.units.get(item.name))),
    ]),
    ...plan.cards.map((card) => [card, (value) => setAll(amounts, cardParts(prepared, card.name, value))]),
  ]);
  const chosen = new Map(Object.entries(values));
  for (const [input, take] of takers) {
    const value = chosen.has(input.name) ? readChoice(input, chosen.get(input.name), problems) : null;
    chosen.delete(input.name);
    if (value !== null) {
      take(value);
    }
  }
  for (const name of chosen.keys()) {
    problems.push(problem(name, `The contract has no ${JSON.stringify(name)} whose value could be chosen. Leave it out.`));
  }
  const cards = plan.cards.length ? new CardAmounts(amounts, 0n) : null;
  const termination = ended === null ? null : { date: ended, file: null, row: null };
  const evidence = { observations, facts, termination, cards, calculated, findings: [] };
  return settled(prepared, rules, evidence, null, problems);
}

function setAll(map, entries) {
  for (const [key, value] of entries) {
    map.set(key, value);
  }
}

/** Divides what a rate card comes to equally over the determinations of its payment. */
function cardParts(prepared, payment, total) {
  const places = prepared.scheduled.filter((occasion) => occasion.payment.name === payment);
  const minor = minorUnits(total, prepared.scale, prepared.plan.rounding);
  const parts = places.length ? splitWhole(minor, places.map(() => ONE)) : [];
  return places.map(({ cohort, day }, index) => [cardKey(payment, cohort, day), parts[index]]);
}

/** Settles reported evidence. */
function settleReported(prepared, rules, { observations = [], facts = [], events = [], cards = null }, asOf) {
  const problems = [];
  const { plan } = prepared;
  const evidence = { observations: new Map(), facts: new Map(), termination: null, calculated: new Map(), findings: [] };
  for (const row of observations) {
    const found = reportedRow(prepared.metrics.get(row.metric), row.metric, row, problems);
    if (found !== null) {
      const key = observationKey(row.metric, row.cohort || null, row.period_end || null);
      evidence.observations.set(key, { ...found, verified_on: row.verified_on || null });
    }
  }
  for (const row of facts) {
    const found = reportedRow(prepared.facts.get(row.fact), row.fact, row, problems);
    if (found !== null) {
      evidence.facts.set(factKey(row.fact, row.date || null), { ...found, date: row.date || null });
    }
  }
  for (const { event, date, file = null, row = null } of events) {
    if (event === "termination") {
      evidence.termination = { date, file, row };
    } else {
      problems.push(problem(event, `The event ${JSON.stringify(event)} is not known. Only "termination" is.`));
    }
  }
  evidence.cards = cards && new CardAmounts(new Map(), null);
  for (const { payment, cohort, date, amount } of cards ?? []) {
    const value = readWritten(amount, { kind: "money", text: plan.currency });
    if (value === null || value.below(ZERO)) {
      problems.push(problem(payment, `${payment}: ${JSON.stringify(amount)} is not an amount of zero or more.`));
    } else {
      const minor = minorUnits(value, prepared.scale, plan.rounding);
      evidence.cards.amounts.set(cardKey(payment, cohort || null, date), minor);
    }
  }
  return settled(prepared, rules, evidence, asOf, problems);
}

/** Reads one row; its value must lie in the range of one report. */
function reportedRow(input, name, row, problems) {
  if (input === undefined) {
    problems.push(problem(name, `The contract has no ${JSON.stringify(name)} that is reported. Check the name.`));
    return null;
  }
  const { low, low_closed, high, high_closed, allowed } = input.each ?? input;
  const written = readWritten(row.value, input.unit);
  const title = named(input.name, input.title);
  if (written === null) {
    problems.push(problem(name, `${title}: ${JSON.stringify(`${row.value}`)} is not a number.`));
    return null;
  }
  if (!within(written, exactOrOpen(low), low_closed, exactOrOpen(high), high_closed)) {
    problems.push(problem(name, `${title}: ${row.value} cannot be. A value ${allowed} is expected.`));
    return null;
  }
  return { name, value: written.times(exact(input.unit.scale)), file: row.file ?? null, row: row.row ?? null };
}

/** The statement, or (where a value has a problem) one without any amount that says so. */
function settled(prepared, rules, evidence, asOf, problems) {
  const nothing = { prepared, asOf, lines: [], pending: [], lapsed: [], findings: [], ended: null };
  if (problems.length) {
    return { ...statementData(nothing), problems };
  }
  try {
    return { ...statementData(settlement(prepared, rules, evidence, asOf)), problems };
  } catch (error) {
    if (!(error instanceof NoRow)) {
      throw error;
    }
    return { ...statementData(nothing), problems: [problem(null, error.message)] };
  }
}
