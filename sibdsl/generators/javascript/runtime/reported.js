// Settling evidence that was reported.

/** Settles reported evidence. */
function settleReported(prepared, rules, { observations = [], facts = [], events = [], cards = null }, asOf) {
  const problems = [];
  const { plan } = prepared;
  const evidence = {
    observations: new Map(),
    facts: new Map(),
    termination: null,
    calculated: new Map(),
    findings: [],
  };
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
