// What is paid: each payment, each payer, and all of it.

/**
 * Shows the amounts of a statement; where a value cannot be, those from before stay, and look it.
 *
 * @param {Document} page With the tables to fill.
 * @param {Object} contract For titles and the currency.
 * @param {Object} statement As `settle` gives it.
 */
function showAmounts(page, contract, statement) {
  const isKnown = statement.problems.length === 0;
  page.querySelector("#amounts").classList.toggle("unknown", !isKnown);
  if (isKnown) {
    fillAmounts(page, contract, statement);
  }
}

function fillAmounts(page, contract, statement) {
  const titles = new Map(contract.parties.map(({ name, title }) => [name, title || inWords(name)]));
  const row = (title, amount, data) => amountRow(page, title, moneyText(contract.currency, amount), amount, data);
  const payments = contract.payments.map((payment) =>
    row(payment.title || inWords(payment.name), paidFor(statement, payment), { "data-payment": payment.name }),
  );
  const payers = statement.by_payer.map(({ payer, amount }) =>
    row(titles.get(payer) ?? inWords(payer), amount, { "data-payer": payer }),
  );
  page.querySelector("#by-payment").replaceChildren(...payments);
  page.querySelector("#by-payer").replaceChildren(...payers);
  const total = page.querySelector("#total");
  total.textContent = moneyText(contract.currency, statement.total);
  total.dataset.amount = statement.total;
}

function amountRow(page, title, words, amount, data) {
  const heading = element(page, "th", { scope: "row", textContent: title });
  return element(page, "tr", data, heading, element(page, "td", { textContent: words, "data-amount": amount }));
}
