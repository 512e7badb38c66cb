// The page on which people try a contract out. Amounts come from the contract's own module, which computes them
// exactly; numbers of JavaScript are for drawing only.

/**
 * Fills the page, or fills it again after the contract has changed.
 *
 * @param {Document} page With the places that the template makes.
 * @param {Object} module The module of the contract: `contract`, `settle`, `sliderRange`, `valuesBetween`.
 * @param {Map<string, string>} chosen The value of each slider by its name; kept by the caller, and changed here.
 * @param {Map<string, string>} axes What each payment is drawn against, by its name; kept and changed likewise.
 *
 * Whenever something is chosen, the document hears of it: an event `chosen`, with both maps as objects in `detail`.
 */
export function showPreview(page, module, chosen, axes) {
  const { contract, settle, sliderRange, valuesBetween } = module;
  const SVG = "http://www.w3.org/2000/svg";
  const HEIGHT = 260;
  const EDGE = { left: 92, right: 20, top: 14, bottom: 46 };
  const POSITIONS = 200;
  const FIRST_POINTS = 33;
  const MOST_POINTS = 420;

  const partyTitles = new Map(contract.parties.map(({ name, title }) => [name, title || inWords(name)]));
  const inputs = contract.metrics
    .filter(({ name }) => !/\.(sample|p-value)$/.test(name))
    .concat(contract.facts, contract.cards.map((card) => ({ ...card, isCard: true })))
    .map((input) => ({ ...input, ...sliderPositions(input) }));
  const known = new Set(inputs.map(({ name }) => name));
  for (const name of [...chosen.keys()]) {
    if (!known.has(name)) {
      chosen.delete(name);
    }
  }
  for (const input of inputs) {
    if (!chosen.has(input.name)) {
      chosen.set(input.name, startOf(input));
    }
  }
  let drawing = 0;
  const controls = inputs.map(makeControl);
  const curves = contract.payments.map(makeCurve).filter((curve) => curve !== null);
  page.querySelector("#controls").replaceChildren(...controls.map(({ element }) => element));
  page.querySelector("#curves").replaceChildren(...curves.map(({ element }) => element));
  page.querySelector("#curves-section").hidden = curves.length === 0;
  page.querySelector("#no-controls").hidden = inputs.length > 0;
  update();
  page.defaultView.onresize = update;

  function tell() {
    const detail = { values: Object.fromEntries(chosen), axes: Object.fromEntries(axes) };
    page.dispatchEvent(new CustomEvent("chosen", { detail }));
  }

  function inWords(name) {
    return name.replaceAll("_", " ");
  }

  function titleOf(input) {
    const title = input.title && input.title !== input.name ? input.title : inWords(input.name);
    return input.isCard ? `What the claims on ${title} come to` : title;
  }

  /** The part of the range in which something changes, and a little more: what is above it can be typed. */
  function sliderPositions({ name, breakpoints }) {
    const { low, high } = sliderRange(name);
    const last = breakpoints.length ? Math.max(...breakpoints.map(numberOf)) : Infinity;
    const enough = last + (last - numberOf(low)) * 0.35;
    const top = valuesBetween(name, low, high, POSITIONS + 1).find((text) => numberOf(text) >= enough) ?? high;
    return { low, high: top, positions: valuesBetween(name, low, top, POSITIONS + 1) };
  }

  // ---------------------------------------------------------------- values as people write them

  function numberOf(text) {
    const [numerator, denominator = "1"] = `${text}`.split("/");
    return Number(numerator) / Number(denominator);
  }

  function grouped(text) {
    const [, sign, whole, rest] = /^(-?)([0-9]+)(.*)$/.exec(text) ?? [null, "", text, ""];
    return sign + whole.replace(/\B(?=([0-9]{3})+$)/g, ",") + rest;
  }

  function moneyText(text, unit = contract.currency) {
    const [currency, ...rest] = unit.split(" ");
    const plain = grouped(`${text}`.replace(/\.0+$/, ""));
    return `${plain.startsWith("-") ? "-" : ""}${currency} ${plain.replace(/^-/, "")}${rest.length ? ` ${rest.join(" ")}` : ""}`;
  }

  function valueText({ unit }, text) {
    if (unit.kind === "money") {
      return moneyText(text, unit.text);
    }
    if (unit.kind === "percent") {
      return `${grouped(text)}%`;
    }
    const words = unit.kind === "points" ? "percentage points" : ["number", "ratio"].includes(unit.text) ? "" : unit.text;
    return `${grouped(text)} ${words}`.trim();
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

  function nearestPosition(input, text) {
    const wanted = numberOf(text);
    let nearest = 0;
    input.positions.forEach((position, index) => {
      if (Math.abs(numberOf(position) - wanted) < Math.abs(numberOf(input.positions[nearest]) - wanted)) {
        nearest = index;
      }
    });
    return nearest;
  }

  // ---------------------------------------------------------------- sliders

  function element(kind, properties = {}, ...children) {
    const made = page.createElement(kind);
    for (const [name, value] of Object.entries(properties)) {
      if (name in made && name !== "list") {
        made[name] = value;
      } else {
        made.setAttribute(name, value);
      }
    }
    made.append(...children);
    return made;
  }

  function makeControl(input) {
    const id = `choose-${input.name}`;
    const slider = element("input", {
      type: "range",
      id,
      min: 0,
      max: input.positions.length - 1,
      step: 1,
      value: nearestPosition(input, chosen.get(input.name)),
    });
    const field = element("input", {
      type: "text",
      id: `${id}-exactly`,
      inputMode: "decimal",
      autocomplete: "off",
      value: valueText(input, chosen.get(input.name)),
      "aria-label": `Exact value: ${titleOf(input)}`,
      "aria-describedby": `${id}-problem`,
    });
    const trouble = element("p", { id: `${id}-problem`, className: "problem", role: "status" });
    slider.setAttribute("aria-valuetext", field.value);
    slider.addEventListener("input", () => {
      chosen.set(input.name, input.positions[slider.value]);
      field.value = valueText(input, chosen.get(input.name));
      slider.setAttribute("aria-valuetext", field.value);
      update();
      tell();
    });
    field.addEventListener("input", () => {
      chosen.set(input.name, field.value);
      if (!settle(Object.fromEntries(chosen)).problems.some(({ name }) => name === input.name)) {
        const plain = field.value.replace(/[^0-9./-]/g, "");
        slider.value = nearestPosition(input, plain);
        slider.setAttribute("aria-valuetext", field.value);
      }
      update();
      tell();
    });
    const scope = input.adds_up ? " in all" : "";
    const allowed = input.allowed ? `${valueText(input, input.low)} to ${valueText(input, input.high)}` : "";
    const made = element(
      "div",
      { className: "control" },
      element("label", { htmlFor: id, textContent: `${titleOf(input)}${scope}` }),
      field,
      slider,
      element("p", { className: "range", textContent: allowed }),
      trouble,
    );
    return { input, element: made, trouble, field };
  }

  // ---------------------------------------------------------------- amounts

  function update() {
    const statement = settle(Object.fromEntries(chosen));
    for (const { input, trouble, field } of controls) {
      const found = statement.problems.find(({ name }) => name === input.name);
      trouble.textContent = found ? found.message : "";
      field.setAttribute("aria-invalid", found ? "true" : "false");
    }
    const amounts = page.querySelector("#amounts");
    amounts.classList.toggle("unknown", statement.problems.length > 0);
    if (statement.problems.length === 0) {
      fillAmounts(statement);
    }
    const turn = ++drawing;
    let waiting = [...curves];
    const drawNext = () => {
      if (turn === drawing && waiting.length) {
        const [curve, ...rest] = waiting;
        waiting = rest;
        curve.draw();
        setTimeout(drawNext, 0);
      } else if (turn === drawing) {
        page.documentElement.dataset.drawn = `${turn}`;
      }
    };
    drawNext();
  }

  function fillAmounts(statement) {
    const row = (name, amount, data) =>
      element(
        "tr",
        data,
        element("th", { scope: "row", textContent: name }),
        element("td", { textContent: moneyText(amount), "data-amount": amount }),
      );
    const payments = contract.payments.map(({ name, title }) =>
      row(title || inWords(name), paidFor(statement, name), { "data-payment": name }),
    );
    const payers = statement.by_payer.map(({ payer, amount }) =>
      row(partyTitles.get(payer) ?? inWords(payer), amount, { "data-payer": payer }),
    );
    page.querySelector("#by-payment").replaceChildren(...payments);
    page.querySelector("#by-payer").replaceChildren(...payers);
    const total = page.querySelector("#total");
    total.textContent = moneyText(statement.total);
    total.dataset.amount = statement.total;
  }

  function paidFor(statement, payment) {
    return statement.by_payment.find((found) => found.payment === payment)?.amount ?? "0";
  }

  // ---------------------------------------------------------------- curves

  function makeCurve(payment) {
    const read = new Set(payment.reads.map(({ name }) => name));
    const possible = inputs.filter(({ name }) => read.has(name) || (read.size === 0 && name === payment.name));
    if (possible.length === 0) {
      return null;
    }
    let axis =
      possible.find(({ name }) => name === axes.get(payment.name)) ??
      possible.find(({ breakpoints }) => breakpoints.length) ??
      possible[0];
    const title = payment.title || inWords(payment.name);
    const drawn = page.createElementNS(SVG, "svg");
    drawn.setAttribute("role", "img");
    const caption = element("figcaption", {}, element("strong", { textContent: title }));
    if (possible.length > 1) {
      const choice = element("select", { id: `axis-${payment.name}` });
      choice.append(...possible.map((input) => element("option", { value: input.name, textContent: titleOf(input) })));
      choice.value = axis.name;
      choice.addEventListener("change", () => {
        axis = possible.find(({ name }) => name === choice.value);
        axes.set(payment.name, axis.name);
        draw();
        tell();
      });
      caption.append(element("label", { htmlFor: choice.id, textContent: " against " }), choice);
    } else {
      caption.append(` against ${titleOf(axis)}`);
    }
    const told = element("span", { className: "told" });
    const made = element("figure", { "data-payment": payment.name }, caption, told, drawn);
    let last = "";
    let points = [];

    function draw() {
      const others = inputs.filter(({ name }) => name !== axis.name && read.has(name)).map(({ name }) => chosen.get(name));
      const key = JSON.stringify([axis.name, others]);
      if (key !== last) {
        const found = pointsOf(payment, axis);
        if (found === null) {
          return;
        }
        [last, points] = [key, found];
      }
      drawCurve(drawn, told, payment, axis, points, title);
    }

    return { element: made, draw };
  }

  function amountAt(payment, axis, text) {
    const statement = settle({ ...Object.fromEntries(chosen), [axis.name]: text });
    return statement.problems.length ? null : paidFor(statement, payment.name);
  }

  /** Points of a curve, close to one another wherever it is no straight line; null while a value cannot be. */
  function pointsOf(payment, axis) {
    const inside = axis.breakpoints.filter(
      (text) => !text.includes("/") && numberOf(text) > numberOf(axis.low) && numberOf(text) < numberOf(axis.high),
    );
    const values = [...valuesBetween(axis.name, axis.low, axis.high, FIRST_POINTS), ...inside];
    const sorted = [...new Map(values.map((text) => [numberOf(text), text])).values()].sort((a, b) => numberOf(a) - numberOf(b));
    const points = [];
    for (const text of sorted) {
      const amount = amountAt(payment, axis, text);
      if (amount !== null) {
        points.push({ text, x: numberOf(text), amount, y: numberOf(amount) });
      }
    }
    if (points.length < 2) {
      return null;
    }
    return refined(payment, axis, points);
  }

  function refined(payment, axis, points) {
    const found = [points[0]];
    const waiting = points.slice(1).reverse();
    while (waiting.length) {
      const [from, to] = [found[found.length - 1], waiting[waiting.length - 1]];
      const middle = found.length + waiting.length < MOST_POINTS ? middleOf(payment, axis, from, to) : null;
      if (middle === null) {
        found.push(waiting.pop());
      } else {
        waiting.push(middle);
      }
    }
    return found;
  }

  /** The point in the middle of two, where the line between them is not straight. */
  function middleOf(payment, axis, from, to) {
    const between = valuesBetween(axis.name, from.text, to.text, 3);
    if (from.amount === to.amount || between.length < 3 || to.x - from.x < (numberOf(axis.high) - numberOf(axis.low)) / 1e6) {
      return null;
    }
    const text = between[1];
    const amount = amountAt(payment, axis, text);
    if (amount === null) {
      return null;
    }
    const point = { text, x: numberOf(text), amount, y: numberOf(amount) };
    const straight = from.y + ((to.y - from.y) * (point.x - from.x)) / (to.x - from.x);
    const tolerance = 2 / 10 ** contract.digits + Math.abs(to.y - from.y) / 1e4;
    return Math.abs(point.y - straight) > tolerance ? point : null;
  }

  /** Where the amount leaps: between neighbours on the grid whose amounts differ more than the line around them does. */
  function leaps(points, index, axis) {
    const [from, to] = [points[index], points[index + 1]];
    if (from.amount === to.amount) {
      return false;
    }
    const slope = (first, second) => (second.y - first.y) / (second.x - first.x);
    const steep = Math.abs(slope(from, to));
    const before = index > 0 ? Math.abs(slope(points[index - 1], from)) : 0;
    const after = index + 2 < points.length ? Math.abs(slope(to, points[index + 2])) : 0;
    const narrow = to.x - from.x <= (numberOf(axis.high) - numberOf(axis.low)) / 50;
    return narrow && steep > 4 * Math.max(before, after);
  }

  function drawCurve(drawn, told, payment, axis, points, title) {
    const WIDTH = Math.max(drawn.clientWidth || 640, 280);
    drawn.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    const [low, high] = [points[0].x, points[points.length - 1].x];
    const caps = contract.caps.filter(
      ({ scope, payments, payer, part }) =>
        scope === "total" && payer === null && !part && payments.length === 1 && payments[0] === payment.name,
    );
    const most = Math.max(...points.map(({ y }) => y), 0);
    const least = Math.min(...points.map(({ y }) => y), 0);
    const top = niceTop(most);
    const x = (value) => EDGE.left + ((value - low) / (high - low || 1)) * (WIDTH - EDGE.left - EDGE.right);
    const y = (value) => HEIGHT - EDGE.bottom - ((value - least) / (top - least || 1)) * (HEIGHT - EDGE.top - EDGE.bottom);
    const parts = [...verticalAxis(y, least, top, WIDTH), ...horizontalAxis(x, axis, low, high, WIDTH)];
    for (const cap of caps) {
      const limit = numberOf(cap.limit);
      if (limit <= top && limit > 0) {
        parts.push(line(EDGE.left, y(limit), WIDTH - EDGE.right, y(limit), "cap"));
        parts.push(text(WIDTH - EDGE.right, y(limit) - 5, `cap ${moneyText(decimal(cap.limit))}`, "end", "note"));
      }
    }
    parts.push(...curveParts(points, axis, x, y));
    const here = amountAt(payment, axis, chosen.get(axis.name));
    const at = numberOf(`${chosen.get(axis.name)}`.replace(/[^0-9./-]/g, ""));
    if (here !== null && at >= low && at <= high) {
      parts.push(line(x(at), EDGE.top, x(at), HEIGHT - EDGE.bottom, "here"));
      parts.push(dot(x(at), y(numberOf(here)), 5, "marker"));
      drawn.dataset.amount = here;
    }
    told.textContent = here === null ? "" : `${moneyText(here)} at ${valueText(axis, chosen.get(axis.name).replace(/[^0-9./-]/g, ""))}`;
    drawn.replaceChildren(...parts);
    drawn.setAttribute("aria-label", `${title} against ${titleOf(axis)}: ${moneyText(here ?? "0")} at ${chosen.get(axis.name)}`);
  }

  function decimal(limit) {
    const value = numberOf(limit);
    return Number.isInteger(value) ? `${value}` : value.toFixed(contract.digits);
  }

  function curveParts(points, axis, x, y) {
    const parts = [];
    let run = [points[0]];
    const finish = () => {
      if (run.length > 1) {
        const path = page.createElementNS(SVG, "polyline");
        path.setAttribute("points", run.map((point) => `${x(point.x).toFixed(2)},${y(point.y).toFixed(2)}`).join(" "));
        path.setAttribute("class", "curve");
        parts.push(path);
      }
    };
    for (let index = 0; index + 1 < points.length; index++) {
      const next = points[index + 1];
      if (leaps(points, index, axis)) {
        finish();
        parts.push(line(x(next.x), y(points[index].y), x(next.x), y(next.y), "leap"));
        parts.push(dot(x(points[index].x), y(points[index].y), 3, "open"), dot(x(next.x), y(next.y), 3, "closed"));
        run = [];
      }
      run.push(next);
    }
    finish();
    return parts;
  }

  function niceTop(most) {
    if (most <= 0) {
      return 1;
    }
    const size = 10 ** Math.floor(Math.log10(most));
    return size * [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((factor) => factor * size >= most * 1.001);
  }

  function ticks(low, high, wanted) {
    const rough = (high - low) / wanted;
    const size = 10 ** Math.floor(Math.log10(rough || 1));
    const step = size * [1, 2, 5, 10].find((factor) => factor * size >= rough);
    const found = [];
    for (let count = Math.ceil(low / step); count * step <= high + step / 1e6; count++) {
      found.push(count * step);
    }
    return found;
  }

  function shortNumber(value) {
    for (const [size, letter] of [[1e9, "bn"], [1e6, "m"], [1e3, "k"]]) {
      if (Math.abs(value) >= size) {
        return `${Number((value / size).toPrecision(4))}${letter}`;
      }
    }
    return `${Number(value.toPrecision(6))}`;
  }

  function verticalAxis(y, least, top, width) {
    return ticks(least, top, 4).flatMap((value) => [
      line(EDGE.left, y(value), width - EDGE.right, y(value), value === 0 ? "zero" : "grid"),
      text(EDGE.left - 8, y(value) + 4, `${contract.currency} ${shortNumber(value)}`, "end", "tick"),
    ]);
  }

  function horizontalAxis(x, axis, low, high, width) {
    const unit = axis.unit.kind === "percent" ? "%" : "";
    const words = axis.unit.kind === "percent" ? "" : axis.unit.kind === "points" ? "percentage points" : axis.unit.text;
    const labels = ticks(low, high, width > 500 ? 7 : 4).flatMap((value) => [
      line(x(value), HEIGHT - EDGE.bottom, x(value), HEIGHT - EDGE.bottom + 4, "zero"),
      text(x(value), HEIGHT - EDGE.bottom + 18, `${shortNumber(value)}${unit}`, "middle", "tick"),
    ]);
    const marks = axis.breakpoints
      .map(numberOf)
      .filter((value) => value > low && value < high)
      .map((value) => line(x(value), HEIGHT - EDGE.bottom - 5, x(value), HEIGHT - EDGE.bottom, "change"));
    const name = words && words !== "number" ? `${titleOf(axis)}, in ${words}` : titleOf(axis);
    return [...labels, ...marks, text((EDGE.left + width - EDGE.right) / 2, HEIGHT - 8, name, "middle", "tick")];
  }

  function line(x1, y1, x2, y2, kind) {
    const made = page.createElementNS(SVG, "line");
    Object.entries({ x1, y1, x2, y2 }).forEach(([name, value]) => made.setAttribute(name, value.toFixed(2)));
    made.setAttribute("class", kind);
    return made;
  }

  function dot(cx, cy, r, kind) {
    const made = page.createElementNS(SVG, "circle");
    Object.entries({ cx, cy, r }).forEach(([name, value]) => made.setAttribute(name, value.toFixed(2)));
    made.setAttribute("class", kind);
    return made;
  }

  function text(x, y, words, anchor, kind) {
    const made = page.createElementNS(SVG, "text");
    made.setAttribute("x", x.toFixed(2));
    made.setAttribute("y", y.toFixed(2));
    made.setAttribute("text-anchor", anchor);
    made.setAttribute("class", kind);
    made.textContent = words;
    return made;
  }
}

/**
 * Shows the summary inside the page, where its style touches nothing else.
 *
 * @param {Element} place Where it goes.
 * @param {string} html The summary as a page of its own.
 */
export function showSummary(place, html) {
  const read = new DOMParser().parseFromString(html, "text/html");
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  const body = place.ownerDocument.createElement("div");
  body.className = "summary-page";
  body.append(...read.body.childNodes);
  const styles = [...read.querySelectorAll("style")].map(({ textContent }) => {
    const style = place.ownerDocument.createElement("style");
    style.textContent = textContent
      .replaceAll(":root", ":host")
      .replace(/(^|[\s,}])body(?=[\s,{])/g, "$1.summary-page")
      .replace(/(^|[\s,}])html(?=[\s,{])/g, "$1:host");
    return style;
  });
  root.replaceChildren(...styles, body);
  root.onclick = (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    const target = link && root.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (target) {
      event.preventDefault();
      target.scrollIntoView();
    }
  };
}
