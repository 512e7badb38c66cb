// A contract and what is chosen for it: whoever wants to know what something comes to asks here.

class Trial {
  /**
   * @param {Object} module The module of the contract: `contract`, `settle`, `sliderRange`, `valuesBetween`.
   * @param {Map<string, string>} chosen What was chosen before, by name. It is changed: what this contract does not
   *   know goes, and what nobody has chosen begins where its slider begins.
   */
  constructor(module, chosen) {
    this.contract = module.contract;
    this.inputs = inputsOf(module);
    this.chosen = chosen;
    this.module = module;
    const known = new Set(this.inputs.map(({ name }) => name));
    [...chosen.keys()].filter((name) => !known.has(name)).forEach((name) => chosen.delete(name));
    this.inputs.filter(({ name }) => !chosen.has(name)).forEach((input) => chosen.set(input.name, startOf(input)));
  }

  /** The statement on what is chosen. */
  statement() {
    return this.module.settle(Object.fromEntries(this.chosen));
  }

  /** What a payment comes to where one value is another than the chosen one; null where that value cannot be. */
  amountAt(payment, input, text) {
    const statement = this.module.settle({ ...Object.fromEntries(this.chosen), [input.name]: text });
    return statement.problems.length ? null : paidFor(statement, payment);
  }

  /** Values that can be reported, from one to another in equal steps. */
  valuesBetween(input, low, high, most) {
    return this.module.valuesBetween(input.name, low, high, most);
  }
}

function paidFor(statement, payment) {
  return statement.by_payment.find((found) => found.payment === payment.name)?.amount ?? "0";
}
