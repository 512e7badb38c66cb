/**
 * What the contract comes to with chosen values; what nobody chooses is neutral, and nothing is pending.
 *
 * @param {Object} values By the name of a metric, fact, calculation or card of `contract`: a number as it is written in
 *   its unit, as a text with all its digits ("12.5" or "12.5%", "1/3"). Of a metric that `adds_up` it is the sum of all
 *   observations, of a card what its claims come to in all.
 * @param {{ ended?: string }} options The day ("2030-06-30") on which the contract ends early.
 * @returns {Object} The statement, with the names of a statement of `sib settle` and amounts as texts; besides,
 *   `by_payment`, `by_payer`, `total`, and `problems`: values that cannot be, each with `name` and `message`. With a
 *   problem there is no amount.
 */
export function settle(values = {}, { ended = null } = {}) {
  return settleChoices(choices, rules, values, ended);
}

/**
 * What is owed on reported evidence, which `sib settle` has checked.
 *
 * @param {Object} evidence Lists of rows as in JSON files of evidence: `observations` (metric, cohort, period_end,
 *   value, verified_on), `facts` (fact, date, value), `events` (event, date); and, where rate cards are paid, `cards`
 *   (payment, cohort, date, amount) with what the claims came to in each determination.
 * @param {?string} asOf The day as of which the statement is made: what was not known then does not count.
 * @returns {Object} A statement as `settle` gives it.
 */
export function settleEvidence(evidence, asOf = null) {
  return settleReported(prepared, rules, evidence, asOf);
}

/**
 * A range in which a slider shows what a value does: all that can be reported, or what reaches beyond every edge of a
 * table, every cap and the value taken where nobody chooses. Every position can be reported.
 *
 * @param {string} name Of a metric, fact, calculation or card.
 * @param {Object} values What is chosen besides: more may change with it.
 * @returns {{ low: string, high: string, step: string }} Texts with all digits.
 */
export function sliderRange(name, values = {}) {
  return rangeOfSlider(choices, rules, name, values);
}

/**
 * Values from one to another in equal steps, each of which can be reported.
 *
 * @param {string} name Of a metric, fact, calculation or card.
 * @param {string} low The first value.
 * @param {string} high The last value.
 * @param {number} most How many values at most; at least 2.
 * @returns {string[]} Texts with all digits, in order, the last value among them.
 */
export function valuesBetween(name, low, high, most) {
  return valuesOnGrid(inputOf(prepared.plan, name), exact(low), exact(high), most);
}
