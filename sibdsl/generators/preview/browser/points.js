// Points of a curve: close to one another wherever it is no straight line.

const FIRST_POINTS = 33;
const MOST_POINTS = 420;

/**
 * Computes the points of a curve.
 *
 * @param {Trial} trial Gives the amounts; everything but what lies along the axis is as chosen.
 * @param {Object} payment What is drawn.
 * @param {Object} axis The input that lies along the axis.
 * @returns {?Object[]} Points with `text` and `amount`, which are exact, and `x` and `y` for drawing; null while
 *   another value cannot be.
 */
function pointsOf(trial, payment, axis) {
  const inside = axis.breakpoints.filter(
    (text) => !text.includes("/") && numberOf(text) > numberOf(axis.low) && numberOf(text) < numberOf(axis.high),
  );
  const values = [...trial.valuesBetween(axis, axis.low, axis.high, FIRST_POINTS), ...inside];
  const distinct = [...new Map(values.map((text) => [numberOf(text), text])).values()];
  const points = distinct
    .sort((first, second) => numberOf(first) - numberOf(second))
    .map((text) => pointAt(trial, payment, axis, text))
    .filter((point) => point !== null);
  return points.length < 2 ? null : refined(trial, payment, axis, points);
}

function pointAt(trial, payment, axis, text) {
  const amount = trial.amountAt(payment, axis, text);
  return amount === null ? null : { text, x: numberOf(text), amount, y: numberOf(amount) };
}

function refined(trial, payment, axis, points) {
  const found = [points[0]];
  const waiting = points.slice(1).reverse();
  while (waiting.length) {
    const [from, to] = [found.at(-1), waiting.at(-1)];
    const middle = found.length + waiting.length < MOST_POINTS ? middleOf(trial, payment, axis, from, to) : null;
    if (middle === null) {
      found.push(waiting.pop());
    } else {
      waiting.push(middle);
    }
  }
  return found;
}

/** The point in the middle of two, where the line between them is not straight. */
function middleOf(trial, payment, axis, from, to) {
  if (from.amount === to.amount || to.x - from.x < lengthOf(axis) / 1e6) {
    return null;
  }
  const between = trial.valuesBetween(axis, from.text, to.text, 3);
  const point = between.length < 3 ? null : pointAt(trial, payment, axis, between[1]);
  if (point === null) {
    return null;
  }
  const straight = from.y + ((to.y - from.y) * (point.x - from.x)) / (to.x - from.x);
  const tolerance = 2 / 10 ** trial.contract.digits + Math.abs(to.y - from.y) / 1e4;
  return Math.abs(point.y - straight) > tolerance ? point : null;
}

/** Whether the amount leaps behind a point: the next one is near, and the line to it much steeper than those around. */
function leapsBehind(points, index, axis) {
  const [from, to] = [points[index], points[index + 1]];
  if (from.amount === to.amount) {
    return false;
  }
  const before = index > 0 ? steepness(points[index - 1], from) : 0;
  const after = index + 2 < points.length ? steepness(to, points[index + 2]) : 0;
  return to.x - from.x <= lengthOf(axis) / 50 && steepness(from, to) > 4 * Math.max(before, after);
}

function steepness(from, to) {
  return Math.abs((to.y - from.y) / (to.x - from.x));
}

function lengthOf(axis) {
  return numberOf(axis.high) - numberOf(axis.low);
}
