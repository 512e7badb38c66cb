// What a curve is drawn on: its margins, its two scales, and the shapes that lie on it.

const HEIGHT = 260;
const MARGIN = { left: 92, right: 20, top: 14, bottom: 46 };

class Sheet {
  /**
   * @param {Document} page Where it stands.
   * @param {number} width In the units in which its height is 260.
   * @param {number[]} across The first and the last value along it.
   * @param {number[]} up The least and the greatest amount on it.
   */
  constructor(page, width, across, up) {
    [this.page, this.width, this.across, this.up] = [page, width, across, up];
    this.left = MARGIN.left;
    this.right = width - MARGIN.right;
    this.top = MARGIN.top;
    this.bottom = HEIGHT - MARGIN.bottom;
  }

  get viewBox() {
    return `0 0 ${this.width} ${HEIGHT}`;
  }

  /** Where a value lies. */
  x(value) {
    const [low, high] = this.across;
    return this.left + ((value - low) / (high - low || 1)) * (this.right - this.left);
  }

  /** Where an amount lies. */
  y(amount) {
    const [least, greatest] = this.up;
    return this.bottom - ((amount - least) / (greatest - least || 1)) * (this.bottom - this.top);
  }

  /** A line between two places; `kind` is what the style calls it. */
  line(x1, y1, x2, y2, kind) {
    return shape(this.page, "line", { ...rounded({ x1, y1, x2, y2 }), class: kind });
  }

  dot(cx, cy, r, kind) {
    return shape(this.page, "circle", { ...rounded({ cx, cy, r }), class: kind });
  }

  /** A line through points of a curve. */
  path(points, kind) {
    const places = points.map(({ x, y }) => `${this.x(x).toFixed(2)},${this.y(y).toFixed(2)}`);
    return shape(this.page, "polyline", { points: places.join(" "), class: kind });
  }

  /** Words that begin, end or have their middle at a place. */
  words(x, y, text, anchor, kind) {
    const made = shape(this.page, "text", { ...rounded({ x, y }), "text-anchor": anchor, class: kind });
    made.textContent = text;
    return made;
  }
}

function rounded(places) {
  return Object.fromEntries(Object.entries(places).map(([name, value]) => [name, value.toFixed(2)]));
}
