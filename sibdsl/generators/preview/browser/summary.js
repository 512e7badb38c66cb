// The summary of the contract inside the page.

/**
 * Shows the summary where its style touches nothing else.
 *
 * @param {Element} place Where it goes.
 * @param {string} html The summary as a page of its own.
 */
function showSummary(place, html) {
  const read = new DOMParser().parseFromString(html, "text/html");
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  const body = element(place.ownerDocument, "div", { className: "summary-page" }, ...read.body.childNodes);
  const styles = [...read.querySelectorAll("style")].map(({ textContent }) =>
    element(place.ownerDocument, "style", { textContent: styleInside(textContent) }),
  );
  root.replaceChildren(...styles, body);
  root.onclick = (event) => followLink(root, event);
}

/** The style of a page, for a page that stands inside another. */
function styleInside(style) {
  return style
    .replaceAll(":root", ":host")
    .replace(/(^|[\s,}])body(?=[\s,{])/g, "$1.summary-page")
    .replace(/(^|[\s,}])html(?=[\s,{])/g, "$1:host");
}

/** Browsers look for the target of a link in the page only, not in what stands inside it. */
function followLink(root, event) {
  const link = event.target.closest?.('a[href^="#"]');
  const target = link && root.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
  if (target) {
    event.preventDefault();
    target.scrollIntoView();
  }
}
