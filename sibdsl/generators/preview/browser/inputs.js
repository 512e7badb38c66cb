// What can be chosen: metrics, facts and what rate cards come to, each with the positions of its slider.

const POSITIONS = 200;

/** Everything that a contract lets people choose; what only bears on how sure a result is has no slider. */
function inputsOf(module) {
  const { metrics, facts, cards } = module.contract;
  const measured = metrics.filter(({ name }) => !/\.(sample|p-value)$/.test(name));
  return [...measured, ...facts, ...cards.map((card) => ({ ...card, isCard: true }))].map((input) => ({
    ...input,
    ...sliderPositions(module, input),
  }));
}

/** The part of the range in which something changes, and a little more: what is above it can be typed. */
function sliderPositions({ sliderRange, valuesBetween }, { name, breakpoints }) {
  const { low, high } = sliderRange(name);
  const last = breakpoints.length ? Math.max(...breakpoints.map(numberOf)) : Infinity;
  const enough = last + (last - numberOf(low)) * 0.35;
  const top = valuesBetween(name, low, high, POSITIONS + 1).find((text) => numberOf(text) >= enough) ?? high;
  return { low, high: top, positions: valuesBetween(name, low, top, POSITIONS + 1) };
}

/** Where a slider begins: at the middle one of the values at which the contract changes course, or in the middle. */
function startOf(input) {
  const inside = input.breakpoints.filter(
    (text) => numberOf(text) >= numberOf(input.low) && numberOf(text) <= numberOf(input.high) && !text.includes("/"),
  );
  if (inside.length) {
    return inside[Math.floor(inside.length / 2)];
  }
  return input.dates === undefined ? input.positions[Math.floor(input.positions.length / 2)] : input.start;
}

/** The position of a slider that is nearest to a value. */
function nearestPosition(input, text) {
  const wanted = numberOf(text);
  const distances = input.positions.map((position) => Math.abs(numberOf(position) - wanted));
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}
