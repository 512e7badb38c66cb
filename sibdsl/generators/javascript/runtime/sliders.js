// Ranges and values for sliders and curves.

const MOST_DOUBLINGS = 40;
const POSITIONS = 200n;
const ROUND = { percent: "100", points: "20" };

function inputOf(plan, name) {
  const inputs = [...plan.metrics, ...plan.facts, ...plan.calculations, ...plan.cards];
  const found = inputs.find((input) => input.name === name);
  if (found === undefined) {
    throw new TypeError(`the contract has no ${name} whose value could be chosen`);
  }
  return found;
}

/** The finite part of a range that is worth showing. */
function rangeOfSlider(choices, rules, name) {
  const input = inputOf(choices.prepared.plan, name);
  const edges = input.breakpoints.map(exact);
  const low = exactOrOpen(input.low) ?? least(ZERO, ...edges.map((edge) => edge.minus(ONE)));
  const top = exactOrOpen(input.high);
  const wished = top ?? greatest(beyondEdges(low, edges), whereNothingChanges(choices, rules, input, low));
  const step = roundStep(exactOrOpen(input.step), wished.minus(low));
  const count = ceiling(wished.minus(low).over(step));
  const high = top ?? low.plus(step.times(new Exact(count, 1n)));
  return { low: decimalText(low), high: decimalText(high), step: decimalText(step) };
}

/** A quarter more than the way to the last edge. */
function beyondEdges(low, edges) {
  return edges.length ? low.plus(greatest(...edges).minus(low).times(ratio(5n, 4n))) : low;
}

/** The value, found by doubling, above which amounts stay as they are; a round one where they never do. */
function whereNothingChanges(choices, rules, input, low) {
  const round = exact(ROUND[input.unit.kind] ?? (input.unit.kind === "money" ? "1000" : "100"));
  const amounts = (distance) => {
    const { total, by_payer: byPayer, problems } = settleChoices(
      choices,
      rules,
      { [input.name]: decimalText(low.plus(distance)) },
      null,
    );
    return JSON.stringify([total, byPayer, problems.length > 0]);
  };
  let distance = round;
  let before = amounts(distance);
  if (before === amounts(ZERO)) {
    return low.plus(round);
  }
  for (let doublings = 0; doublings < MOST_DOUBLINGS; doublings++) {
    const twice = distance.plus(distance);
    const now = amounts(twice);
    if (now === before) {
      return low.plus(distance.times(ratio(5n, 4n)));
    }
    [distance, before] = [twice, now];
  }
  return low.plus(round.times(new Exact(10n, 1n)));
}

/** A step of 1, 2 or 5 times a power of ten, on the grid, with at most two hundred positions in the range. */
function roundStep(grid, size) {
  const wanted = size.over(new Exact(POSITIONS, 1n));
  const factors = [1n, 2n, 5n].map((factor) => new Exact(factor, 1n));
  let unit = grid ?? ratio(1n, 100n);
  for (;;) {
    const found = factors.map((factor) => unit.times(factor)).find((step) => step.atLeast(wanted));
    if (found !== undefined) {
      return found;
    }
    unit = unit.times(new Exact(10n, 1n));
  }
}

function ceiling(value) {
  return value.n % value.d === 0n || value.n < 0n ? value.n / value.d : value.n / value.d + 1n;
}

/** Values in equal steps on the grid of an input. */
function valuesOnGrid(input, low, high, most) {
  const grid = exactOrOpen(input.step);
  const size = high.minus(low);
  let step = size.over(new Exact(BigInt(most - 1), 1n));
  if (grid !== null) {
    step = grid.times(new Exact(ceiling(step.over(grid)), 1n));
  }
  const found = [];
  for (let value = low; step.above(ZERO) && value.below(high); value = value.plus(step)) {
    found.push(decimalText(value));
  }
  return [...found, decimalText(high)];
}
