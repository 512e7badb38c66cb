// The two axes of a curve: round numbers along them, and marks where the contract changes course.

/** A round number somewhat above the greatest amount. */
function roundTop(greatest) {
  if (greatest <= 0) {
    return 1;
  }
  const size = 10 ** Math.floor(Math.log10(greatest));
  return size * [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((factor) => factor * size >= greatest * 1.001);
}

/** About so many round numbers from one to another. */
function roundNumbers([low, high], wanted) {
  const rough = (high - low) / wanted;
  const size = 10 ** Math.floor(Math.log10(rough || 1));
  const step = size * [1, 2, 5, 10].find((factor) => factor * size >= rough);
  const found = [];
  for (let count = Math.ceil(low / step); count * step <= high + step / 1e6; count++) {
    found.push(count * step);
  }
  return found;
}

/** Amounts beside a sheet, each with a line across it. */
function amountScale(sheet, currency) {
  return roundNumbers(sheet.up, 4).flatMap((amount) => {
    const y = sheet.y(amount);
    return [
      sheet.line(sheet.left, y, sheet.right, y, amount === 0 ? "zero" : "grid"),
      sheet.words(sheet.left - 8, y + 4, `${currency} ${shortNumber(amount)}`, "end", "tick"),
    ];
  });
}

/** Values below a sheet, and what they are values of. */
function valueScale(sheet, axis) {
  const [low, high] = sheet.across;
  const sign = axis.unit.kind === "percent" ? "%" : "";
  const labels = roundNumbers(sheet.across, sheet.width > 500 ? 7 : 4).flatMap((value) => {
    const x = sheet.x(value);
    return [
      sheet.line(x, sheet.bottom, x, sheet.bottom + 4, "zero"),
      sheet.words(x, sheet.bottom + 18, `${shortNumber(value)}${sign}`, "middle", "tick"),
    ];
  });
  const changes = axis.breakpoints.map(numberOf).filter((value) => value > low && value < high);
  const marks = changes.map((value) => {
    const x = sheet.x(value);
    return sheet.line(x, sheet.bottom - 5, x, sheet.bottom, "change");
  });
  const middle = (sheet.left + sheet.right) / 2;
  return [...labels, ...marks, sheet.words(middle, sheet.bottom + 38, nameOfAxis(axis), "middle", "tick")];
}

function nameOfAxis(axis) {
  const words = { percent: "", points: "percentage points" }[axis.unit.kind] ?? axis.unit.text;
  return words && words !== "number" ? `${titleOf(axis)}, in ${words}` : titleOf(axis);
}
