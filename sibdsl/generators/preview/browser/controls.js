// Sliders, each with a field for the exact value and a place for what is wrong with it.

class Control {
  /**
   * @param {Document} page Where it will stand.
   * @param {Trial} trial What it chooses a value for.
   * @param {Object} input What is chosen.
   * @param {Function} whenChosen Called after each change.
   */
  constructor(page, trial, input, whenChosen) {
    [this.trial, this.input] = [trial, input];
    const id = `choose-${input.name}`;
    this.field = exactField(page, id, input, trial.chosen.get(input.name));
    this.slider = sliderFor(page, id, input, trial.chosen.get(input.name), this.field.value);
    this.trouble = element(page, "p", { id: `${id}-problem`, className: "problem", role: "status" });
    const title = `${titleOf(input)}${input.adds_up ? " in all" : ""}`;
    const label = element(page, "label", { htmlFor: id, textContent: title });
    const allowed = input.allowed ? `${valueText(input, input.low)} to ${valueText(input, input.high)}` : "";
    const range = element(page, "p", { className: "range", textContent: allowed });
    this.element = element(page, "div", { className: "control" }, label, this.field, this.slider, range, this.trouble);
    this.slider.addEventListener("input", () => {
      this.takePosition();
      whenChosen();
    });
    this.field.addEventListener("input", () => {
      this.takeText();
      whenChosen();
    });
  }

  takePosition() {
    const value = this.input.positions[this.slider.value];
    this.trial.chosen.set(this.input.name, value);
    this.field.value = valueText(this.input, value);
    this.slider.setAttribute("aria-valuetext", this.field.value);
  }

  /** Moves the slider to what was typed, unless that cannot be. */
  takeText() {
    this.trial.chosen.set(this.input.name, this.field.value);
    if (this.problemIn(this.trial.statement()) === undefined) {
      this.slider.value = nearestPosition(this.input, plainNumber(this.field.value));
      this.slider.setAttribute("aria-valuetext", this.field.value);
    }
  }

  /** Shows what a statement says of the value. */
  update(statement) {
    const problem = this.problemIn(statement);
    this.trouble.textContent = problem ? problem.message : "";
    this.field.setAttribute("aria-invalid", problem ? "true" : "false");
  }

  problemIn(statement) {
    return statement.problems.find(({ name }) => name === this.input.name);
  }
}

function exactField(page, id, input, value) {
  return element(page, "input", {
    type: "text",
    id: `${id}-exactly`,
    inputMode: "decimal",
    autocomplete: "off",
    value: valueText(input, value),
    "aria-label": `Exact value: ${titleOf(input)}`,
    "aria-describedby": `${id}-problem`,
  });
}

function sliderFor(page, id, input, value, valueInWords) {
  return element(page, "input", {
    type: "range",
    id,
    min: 0,
    max: input.positions.length - 1,
    step: 1,
    value: nearestPosition(input, value),
    "aria-valuetext": valueInWords,
  });
}
