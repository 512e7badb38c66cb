// Settling values that somebody chooses, with everything else at a neutral value.

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
    problems.push(
      problem(name, `The contract has no ${JSON.stringify(name)} whose value could be chosen. Leave it out.`),
    );
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
  const parts = places.length
    ? splitWhole(
        minor,
        places.map(() => ONE),
      )
    : [];
  return places.map(({ cohort, day }, index) => [cardKey(payment, cohort, day), parts[index]]);
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
