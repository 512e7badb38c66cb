// Names, values and amounts as people write them. A number of JavaScript is for drawing only: what is paid stays the
// text that the contract's module gave.

function inWords(name) {
  return name.replaceAll("_", " ");
}

/** The heading of a slider or of the axis of a curve. */
function titleOf(input) {
  const title = input.title && input.title !== input.name ? input.title : inWords(input.name);
  return input.isCard ? `What the claims on ${title} come to` : title;
}

/** How far along an axis an exact text lies: `12.5`, `1/3`. */
function numberOf(text) {
  const [numerator, denominator = "1"] = `${text}`.split("/");
  return Number(numerator) / Number(denominator);
}

/** What a person typed, without unit and commas. */
function plainNumber(typed) {
  return `${typed}`.replace(/[^0-9./-]/g, "");
}

function grouped(text) {
  const [, sign, whole, rest] = /^(-?)([0-9]+)(.*)$/.exec(text) ?? [null, "", text, ""];
  return sign + whole.replace(/\B(?=([0-9]{3})+$)/g, ",") + rest;
}

/** An amount in a currency, or in a currency per something: `GBP 1,234.50 per day`. */
function moneyText(unit, amount) {
  const [currency, ...rest] = unit.split(" ");
  const plain = grouped(`${amount}`.replace(/\.0+$/, ""));
  const sign = plain.startsWith("-") ? "-" : "";
  return [`${sign}${currency}`, plain.replace(/^-/, ""), ...rest].join(" ");
}

/** A value with the unit of what it is a value of. */
function valueText({ unit }, text) {
  if (unit.kind === "money") {
    return moneyText(unit.text, text);
  }
  if (unit.kind === "percent") {
    return `${grouped(text)}%`;
  }
  const words = ["number", "ratio"].includes(unit.text) ? "" : unit.text;
  return `${grouped(text)} ${unit.kind === "points" ? "percentage points" : words}`.trim();
}

/** A number beside an axis: `250k`, `1.5m`. */
function shortNumber(value) {
  const sizes = [[1e9, "bn"], [1e6, "m"], [1e3, "k"]];
  const [size, letter] = sizes.find(([least]) => Math.abs(value) >= least) ?? [];
  return size === undefined ? `${Number(value.toPrecision(6))}` : `${Number((value / size).toPrecision(4))}${letter}`;
}
