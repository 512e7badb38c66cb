// The page put together: sliders, amounts and curves.

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
function showPreview(page, module, chosen, axes) {
  const trial = new Trial(module, chosen);
  const tell = () => {
    const detail = { values: Object.fromEntries(chosen), axes: Object.fromEntries(axes) };
    page.dispatchEvent(new CustomEvent("chosen", { detail }));
  };
  const controls = trial.inputs.map((input) => new Control(page, trial, input, () => {
    update();
    tell();
  }));
  const figures = figuresOf(page, trial, axes, tell);
  const drawing = new Drawing(page, figures);
  const update = () => {
    const statement = trial.statement();
    controls.forEach((control) => control.update(statement));
    showAmounts(page, trial.contract, statement);
    drawing.start();
  };
  page.querySelector("#controls").replaceChildren(...controls.map((control) => control.element));
  page.querySelector("#curves").replaceChildren(...figures.map((figure) => figure.element));
  page.querySelector("#curves-section").hidden = figures.length === 0;
  page.querySelector("#no-controls").hidden = controls.length > 0;
  update();
  page.defaultView.onresize = update;
}

/** Draws one figure after the other, so that a slider can be moved on meanwhile; each move begins anew. */
class Drawing {
  constructor(page, figures) {
    [this.page, this.figures, this.turn] = [page, figures, 0];
  }

  start() {
    this.turn += 1;
    this.drawFrom(0, this.turn);
  }

  drawFrom(index, turn) {
    if (turn !== this.turn) {
      return;
    }
    if (index === this.figures.length) {
      // Whoever looks at the page from outside can tell that it is complete.
      this.page.documentElement.dataset.drawn = `${turn}`;
      return;
    }
    this.figures[index].draw();
    setTimeout(() => this.drawFrom(index + 1, turn), 0);
  }
}
