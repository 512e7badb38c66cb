// Exact numbers: fractions of whole numbers of any size. No amount ever passes through a binary float.

/** A computation that has no result; the statement says so, and nothing is paid. */
class ArithmeticFault extends Error {}

/** A table without a row for a value. */
class NoRow extends Error {}

/** An exact number: `n` over `d`, in lowest terms, with `d` above zero. */
class Exact {
  constructor(n, d) {
    this.n = n;
    this.d = d;
  }

  plus(other) {
    if (this.d === other.d) {
      return this.d === 1n ? new Exact(this.n + other.n, 1n) : ratio(this.n + other.n, this.d);
    }
    return ratio(this.n * other.d + other.n * this.d, this.d * other.d);
  }

  minus(other) {
    return this.plus(new Exact(-other.n, other.d));
  }

  times(other) {
    return ratio(this.n * other.n, this.d * other.d);
  }

  over(other) {
    if (other.n === 0n) {
      throw new ArithmeticFault("a number is divided by zero");
    }
    return ratio(this.n * other.d, this.d * other.n);
  }

  /** Below zero, zero or above zero, as this number is below, equal to or above the other. */
  compared(other) {
    const left = this.n * other.d;
    const right = other.n * this.d;
    return left < right ? -1 : left > right ? 1 : 0;
  }

  above(other) {
    return this.compared(other) > 0;
  }

  atLeast(other) {
    return this.compared(other) >= 0;
  }

  below(other) {
    return this.compared(other) < 0;
  }

  atMost(other) {
    return this.compared(other) <= 0;
  }

  equals(other) {
    return this.n === other.n && this.d === other.d;
  }

  /** `12` or `1/3`: every digit of it. */
  toString() {
    return this.d === 1n ? `${this.n}` : `${this.n}/${this.d}`;
  }
}

const ZERO = new Exact(0n, 1n);
const ONE = new Exact(1n, 1n);
const NUMBER = /^([+-]?)([0-9]+)(?:\.([0-9]+))?(?:\/([0-9]+))?$/;

/** The fraction of two whole numbers, in lowest terms. */
function ratio(n, d) {
  if (d === 1n) {
    return new Exact(n, 1n);
  }
  const divisor = greatestDivisor(n < 0n ? -n : n, d < 0n ? -d : d) * (d < 0n ? -1n : 1n);
  return new Exact(n / divisor, d / divisor);
}

function greatestDivisor(first, second) {
  while (second) {
    [first, second] = [second, first % second];
  }
  return first;
}

/** Reads `12`, `-12.5` or `1/3`; null for anything else. */
function exactOrNull(text) {
  const found = NUMBER.exec(text);
  if (!found || (found[4] !== undefined && /^0*$/.test(found[4]))) {
    return null;
  }
  const decimals = found[3] ?? "";
  const value = ratio(BigInt(found[2] + decimals), 10n ** BigInt(decimals.length) * BigInt(found[4] ?? 1));
  return found[1] === "-" ? ZERO.minus(value) : value;
}

/** Reads a number that is known to be one. */
function exact(text) {
  const value = exactOrNull(text);
  if (value === null) {
    throw new TypeError(`${text} is not a number`);
  }
  return value;
}

function exactOrOpen(text) {
  return text === null ? null : exact(text);
}

function sum(...terms) {
  return terms.reduce((total, term) => total.plus(term), ZERO);
}

function product(...factors) {
  return factors.reduce((result, factor) => result.times(factor), ONE);
}

function least(...items) {
  return items.reduce((found, item) => (item.below(found) ? item : found));
}

function greatest(...items) {
  return items.reduce((found, item) => (item.above(found) ? item : found));
}

/** Whether a value lies in a range; null is an open end. */
function within(value, low, lowClosed, high, highClosed) {
  if (low !== null && !(lowClosed ? value.atLeast(low) : value.above(low))) {
    return false;
  }
  return high === null || (highClosed ? value.atMost(high) : value.below(high));
}

/** Whether at least so many of some tests hold; the rest is not asked. */
function enoughHold(count, tests) {
  let found = 0;
  return tests.some((test) => {
    found += test() ? 1 : 0;
    return found >= count;
  });
}

/** Rounds to a multiple of a step. Modes treat both signs alike: `up` is away from zero. */
function rounded(value, step, mode) {
  return ratio(roundedQuotient(value.n * step.d, value.d * step.n, mode) * step.n, step.d);
}

/** Rounds an amount to whole minor units, such as pence. */
function minorUnits(amount, scale, mode) {
  return roundedQuotient(amount.n * scale, amount.d, mode);
}

function roundedQuotient(n, d, mode) {
  const size = n < 0n ? -n : n;
  const whole = size / d;
  const remainder = size % d;
  const up = remainder !== 0n && goesUp(whole, 2n * remainder - d, mode) ? whole + 1n : whole;
  return n < 0n ? -up : up;
}

function goesUp(whole, pastHalf, mode) {
  if (mode === "up" || mode === "down") {
    return mode === "up";
  }
  if (pastHalf !== 0n) {
    return pastHalf > 0n;
  }
  return mode === "half up" || (mode === "half even" && whole % 2n === 1n);
}

/** Splits a whole number in proportion to shares, by largest remainder, ties in written order. */
function splitWhole(total, shares) {
  const scale = shares.reduce((found, share) => (found * share.d) / greatestDivisor(found, share.d), 1n);
  const weights = shares.map((share) => share.n * (scale / share.d));
  const whole = weights.reduce((found, weight) => found + weight, 0n);
  const parts = weights.map((weight) => (total * weight) / whole);
  const remainders = weights.map((weight) => (total * weight) % whole);
  const byRemainder = [...parts.keys()].sort((one, other) =>
    remainders[one] === remainders[other] ? one - other : remainders[one] > remainders[other] ? -1 : 1,
  );
  let left = parts.reduce((found, part) => found - part, total);
  for (const index of byRemainder) {
    if (left === 0n) {
      break;
    }
    parts[index] += 1n;
    left -= 1n;
  }
  return parts;
}

/** Writes minor units with the decimals of the currency: 1171200000 is `11712000.00`. */
function moneyText(minor, digits) {
  const size = `${minor < 0n ? -minor : minor}`.padStart(digits + 1, "0");
  const whole = digits ? `${size.slice(0, -digits)}.${size.slice(-digits)}` : size;
  return minor < 0n ? `-${whole}` : whole;
}

/** Writes a value with its decimals where they end, such as `12.5`, else as a fraction such as `1/3`. */
function decimalText(value) {
  let digits = 0;
  let scale = 1n;
  while (scale % value.d !== 0n) {
    if (++digits > 40) {
      return value.toString();
    }
    scale *= 10n;
  }
  return moneyText(value.n * (scale / value.d), digits);
}
