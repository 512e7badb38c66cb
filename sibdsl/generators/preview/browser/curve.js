// A curve on its sheet: the payment, its cap, and where the chosen value stands.

/**
 * Draws a curve in the place of the one before.
 *
 * @param {SVGElement} drawn Where.
 * @param {Object} contract For caps and the currency.
 * @param {Object} payment What is drawn.
 * @param {Object} axis The input that lies along the axis.
 * @param {Object[]} points As `pointsOf` gives them.
 * @param {{ value: string, amount: ?string }} here What is chosen, and what the payment comes to with it.
 */
function drawCurve(drawn, contract, payment, axis, points, here) {
  const amounts = points.map(({ y }) => y);
  const up = [Math.min(...amounts, 0), roundTop(Math.max(...amounts, 0))];
  const width = Math.max(drawn.clientWidth || 640, 280);
  const sheet = new Sheet(drawn.ownerDocument, width, [points[0].x, points.at(-1).x], up);
  const marker = markerParts(sheet, here);
  drawn.setAttribute("viewBox", sheet.viewBox);
  if (marker.length) {
    drawn.dataset.amount = here.amount;
  }
  drawn.replaceChildren(
    ...amountScale(sheet, contract.currency),
    ...valueScale(sheet, axis),
    ...capParts(sheet, contract, payment),
    ...curveParts(sheet, points, axis),
    ...marker,
  );
}

/** Lines at the caps of a payment alone on all that is paid. */
function capParts(sheet, contract, payment) {
  const isOfPayment = ({ scope, payments, payer, part }) =>
    scope === "total" && payer === null && !part && payments.length === 1 && payments[0] === payment.name;
  const limits = contract.caps.filter(isOfPayment).map(({ limit }) => numberOf(limit));
  const inSight = limits.filter((limit) => limit > 0 && limit <= sheet.up[1]);
  return inSight.flatMap((limit) => {
    const y = sheet.y(limit);
    const amount = Number.isInteger(limit) ? `${limit}` : limit.toFixed(contract.digits);
    return [
      sheet.line(sheet.left, y, sheet.right, y, "cap"),
      sheet.words(sheet.right, y - 5, `cap ${moneyText(contract.currency, amount)}`, "end", "note"),
    ];
  });
}

/** The curve in pieces, with an open and a closed dot wherever it leaps. */
function curveParts(sheet, points, axis) {
  const parts = [];
  let piece = [points[0]];
  const finishPiece = () => {
    if (piece.length > 1) {
      parts.push(sheet.path(piece, "curve"));
    }
    piece = [];
  };
  points.slice(1).forEach((next, index) => {
    if (leapsBehind(points, index, axis)) {
      finishPiece();
      parts.push(...leapParts(sheet, points[index], next));
    }
    piece.push(next);
  });
  finishPiece();
  return parts;
}

function leapParts(sheet, from, to) {
  const [x, before, after] = [sheet.x(to.x), sheet.y(from.y), sheet.y(to.y)];
  return [
    sheet.line(x, before, x, after, "leap"),
    sheet.dot(sheet.x(from.x), before, 3, "open"),
    sheet.dot(x, after, 3, "closed"),
  ];
}

/** Where the chosen value stands, if it lies on the sheet. */
function markerParts(sheet, { value, amount }) {
  const [low, high] = sheet.across;
  const at = numberOf(plainNumber(value));
  if (amount === null || !(at >= low && at <= high)) {
    return [];
  }
  const x = sheet.x(at);
  return [sheet.line(x, sheet.top, x, sheet.bottom, "here"), sheet.dot(x, sheet.y(numberOf(amount)), 5, "marker")];
}
