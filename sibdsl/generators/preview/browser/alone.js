// The page in one file, whose contract does not change.

/**
 * Shows the contract and its summary. Who shows the page inside another program may say before in `chosenEarlier` what
 * was chosen then, and hears of each choice.
 *
 * @param {Document} page With the summary in a template.
 * @param {Object} module The module of the contract.
 */
function showAlone(page, module) {
  const { values, axes } = globalThis.chosenEarlier ?? { values: {}, axes: {} };
  showPreview(page, module, new Map(Object.entries(values)), new Map(Object.entries(axes)));
  showSummary(page.querySelector("#summary"), page.querySelector("#summary-page").innerHTML);
}
