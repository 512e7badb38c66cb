// Elements of the page.

/**
 * Makes an element of HTML.
 *
 * @param {Document} page Where it will stand.
 * @param {string} kind Its tag.
 * @param {Object} properties What the element knows as a property is set as one, everything else as an attribute.
 * @param {...(Node|string)} children What stands in it.
 */
function element(page, kind, properties = {}, ...children) {
  const made = page.createElement(kind);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) {
      made[name] = value;
    } else {
      made.setAttribute(name, value);
    }
  }
  made.append(...children);
  return made;
}

/** Makes an element of SVG. */
function shape(page, kind, attributes = {}) {
  const made = page.createElementNS("http://www.w3.org/2000/svg", kind);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}
