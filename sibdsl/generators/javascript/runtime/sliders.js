// Ranges and values for sliders and curves.

const MOST_DOUBLINGS = 30;
const MOST_HALVINGS = 5;
const MOST_POSITIONS = 250n;
const TWO = new Exact(2n, 1n);
const TEN = new Exact(10n, 1n);
const HUNDRED = new Exact(100n, 1n);

function inputOf(plan, name) {
  const found = [...plan.metrics, ...plan.facts, ...plan.calculations, ...plan.cards].find(
    (input) => input.name === name,
  );
  if (found === undefined) {
    throw new TypeError(`the contract has no ${name} whose value could be chosen`);
  }
  return found;
}

/** The finite part of a range that is worth showing, and steps in it. */
function rangeOfSlider(choices, rules, name, values) {
  const input = inputOf(choices.prepared.plan, name);
  const grid = exactOrOpen(input.step);
  const low =
    input.low === null ? onGrid(lowEdge(input), grid, true, 1n) : onGrid(exact(input.low), grid, input.low_closed, 1n);
  const top = exactOrOpen(input.high ?? input.most ?? null);
  const high = top ?? greatest(farEdge(input, low), whereNothingChanges(choices, rules, input, low, values));
  const step = roundStep(grid, high.minus(low));
  const isClosed = input.high === null || input.high_closed;
  const last = top === null ? low.plus(onGrid(high.minus(low), step, true, 1n)) : onGrid(top, grid, isClosed, -1n);
  return { low: decimalText(low), high: decimalText(greatest(low, last)), step: decimalText(step) };
}

/** The lowest value that is worth showing of a range without a low end. */
function lowEdge(input) {
  const edges = [...input.breakpoints, ...(input.start === null ? [] : [input.start])].map(exact);
  const lowest = least(ZERO, ...edges);
  return lowest.equals(ZERO) ? ZERO : lowest.times(ratio(5n, 4n));
}

/** A value beyond the last edge of a table, and as far again as the one that is taken where nobody chooses. */
function farEdge(input, low) {
  const edges = input.breakpoints.map((edge) => low.plus(exact(edge).minus(low).times(ratio(5n, 4n))));
  const starts = input.start === null ? [] : [exact(input.start).times(TWO)];
  return greatest(low, ...edges, ...starts);
}

/** A value somewhat above that from which on no sum changes; a round one where there is none, or where none changes. */
function whereNothingChanges(choices, rules, input, low, values) {
  const round = exact({ percent: "100", points: "20", money: "1000" }[input.unit.kind] ?? "100");
  const sums = (distance) => {
    const asked = { ...values, [input.name]: low.plus(distance).toString() };
    const { by_payment: byPayment, by_payer: byPayer, problems } = settleChoices(choices, rules, asked, null);
    return JSON.stringify([byPayment, byPayer, problems]);
  };
  let above = round;
  let reached = sums(above);
  if (reached === sums(ZERO)) {
    return low.plus(round);
  }
  for (let doublings = 0; doublings < MOST_DOUBLINGS; doublings++) {
    const twice = above.times(TWO);
    const now = sums(twice);
    if (now === reached) {
      const distance = firstAt(above, (tried) => sums(tried) === reached).times(ratio(5n, 4n));
      return low.plus(greatest(round, distance));
    }
    [above, reached] = [twice, now];
  }
  return low.plus(round.times(TEN));
}

/** About the first distance at which a test holds that holds at the given one. */
function firstAt(distance, test) {
  let [below, above] = [ZERO, distance];
  for (let halvings = 0; halvings < MOST_HALVINGS; halvings++) {
    const middle = ratio(below.plus(above).n / (below.plus(above).d * 2n), 1n);
    [below, above] = test(middle) ? [below, middle] : [middle, above];
  }
  return above;
}

/** The nearest multiple of a step that a range has, upwards (1) or downwards (-1) from its end. */
function onGrid(end, step, isClosed, direction) {
  const size = step ?? ratio(1n, 100n);
  const steps = end.over(size);
  const whole = direction > 0n ? ceiling(steps) : -ceiling(ZERO.minus(steps));
  const found = step === null && isClosed ? end : size.times(new Exact(whole, 1n));
  return isClosed || !found.equals(end) ? found : found.plus(size.times(new Exact(direction, 1n)));
}

function ceiling({ n, d }) {
  return n % d === 0n || n < 0n ? n / d : n / d + 1n;
}

/** A step of 1, 2 or 5 times a power of ten, on the grid, with few positions in the range. */
function roundStep(grid, size) {
  const wanted = size.over(new Exact(MOST_POSITIONS, 1n));
  const factors = [1n, 2n, 5n].map((factor) => new Exact(factor, 1n));
  let unit = grid ?? ratio(1n, 100n);
  for (;;) {
    const found = factors.map((factor) => unit.times(factor)).find((step) => step.atLeast(wanted));
    if (found !== undefined) {
      return found;
    }
    unit = unit.times(TEN);
  }
}

/** Values in equal steps on the grid of an input, the last one among them. */
function valuesOnGrid(input, low, high, most) {
  const found = [];
  if (low.below(high)) {
    const even = high.minus(low).over(new Exact(BigInt(Math.max(most, 2) - 1), 1n));
    const grid = exactOrOpen(input.step) ?? decimalGrid(even);
    const step = grid.times(new Exact(ceiling(even.over(grid)), 1n));
    for (let value = low; value.below(high); value = value.plus(step)) {
      found.push(decimalText(value));
    }
  }
  return [...found, decimalText(high)];
}

/** A power of ten that divides a step finely enough, so that values have few decimals. */
function decimalGrid(step) {
  let grid = ONE;
  while (grid.times(HUNDRED).above(step)) {
    grid = grid.over(TEN);
  }
  return grid;
}
