// The figure of a payment: its heading, a choice of what it is drawn against, and its curve.

class Figure {
  /**
   * @param {Document} page Where it will stand.
   * @param {Trial} trial What it is drawn from.
   * @param {Object} payment What is drawn.
   * @param {Object[]} possible Inputs that it can be drawn against, one at least.
   * @param {Map<string, string>} axes What each payment is drawn against; kept by the caller, and changed here.
   * @param {Function} whenChosen Called when another input is chosen.
   */
  constructor(page, trial, payment, possible, axes, whenChosen) {
    [this.trial, this.payment, this.possible] = [trial, payment, possible];
    this.title = payment.title || inWords(payment.name);
    this.axis =
      possible.find(({ name }) => name === axes.get(payment.name)) ??
      possible.find(({ breakpoints }) => breakpoints.length) ??
      possible[0];
    this.drawn = shape(page, "svg", { role: "img" });
    this.told = element(page, "span", { className: "told" });
    const against = this.against(page, (axis) => {
      this.axis = axis;
      axes.set(payment.name, axis.name);
      this.draw();
      whenChosen();
    });
    const caption = element(page, "figcaption", {}, element(page, "strong", { textContent: this.title }), ...against);
    this.element = element(page, "figure", { "data-payment": payment.name }, caption, this.told, this.drawn);
    [this.last, this.points] = ["", []];
  }

  /** Words in the caption, with a choice where there are several. */
  against(page, whenChosen) {
    if (this.possible.length === 1) {
      return [` against ${titleOf(this.axis)}`];
    }
    const choice = element(page, "select", { id: `axis-${this.payment.name}` });
    const option = (input) => element(page, "option", { value: input.name, textContent: titleOf(input) });
    choice.append(...this.possible.map(option));
    choice.value = this.axis.name;
    choice.addEventListener("change", () => whenChosen(this.possible.find(({ name }) => name === choice.value)));
    return [element(page, "label", { htmlFor: choice.id, textContent: " against " }), choice];
  }

  /** Draws the curve for what is chosen; while another value cannot be, the curve from before stays. */
  draw() {
    if (!this.findPoints()) {
      return;
    }
    const { trial, payment, axis, title } = this;
    const value = `${trial.chosen.get(axis.name)}`;
    const amount = trial.amountAt(payment, axis, value);
    const money = moneyText(trial.contract.currency, amount ?? "0");
    drawCurve(this.drawn, trial.contract, payment, axis, this.points, { value, amount });
    this.told.textContent = amount === null ? "" : `${money} at ${valueText(axis, plainNumber(value))}`;
    this.drawn.setAttribute("aria-label", `${title} against ${titleOf(axis)}: ${money} at ${value}`);
  }

  /** Computes the points anew if anything they depend on has changed; whether there are any. */
  findPoints() {
    const { trial, axis } = this;
    const read = namesRead(this.payment);
    const others = trial.inputs.filter(({ name }) => name !== axis.name && read.has(name));
    const key = JSON.stringify([axis.name, others.map(({ name }) => trial.chosen.get(name))]);
    const found = key === this.last ? this.points : pointsOf(trial, this.payment, axis);
    if (found !== null) {
      [this.last, this.points] = [key, found];
    }
    return found !== null;
  }
}

/** One figure for each payment that depends on something that can be chosen. */
function figuresOf(page, trial, axes, whenChosen) {
  return trial.contract.payments.flatMap((payment) => {
    const read = namesRead(payment);
    const isPossible = ({ name }) => read.has(name) || (read.size === 0 && name === payment.name);
    const possible = trial.inputs.filter(isPossible);
    return possible.length ? [new Figure(page, trial, payment, possible, axes, whenChosen)] : [];
  });
}

function namesRead(payment) {
  return new Set(payment.reads.map(({ name }) => name));
}
