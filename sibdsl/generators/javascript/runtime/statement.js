// The statement as plain data, and what it comes to.

/** The statement as plain data, with amounts as texts; the names are those of a statement of `sib settle`. */
function statementData(result) {
  const { prepared, lines } = result;
  const { plan } = prepared;
  const money = (minor) => moneyText(minor, plan.digits);
  const totals = new Map();
  for (const { at, payer, amount } of lines) {
    const { payers, payee } = at.occasion.payment;
    const key = JSON.stringify([payers[payer].party, payee]);
    totals.set(key, (totals.get(key) ?? 0n) + amount);
  }
  return {
    contract: plan.name,
    title: plan.title,
    currency: plan.currency,
    as_of: result.asOf,
    payments: lines.map((line) => lineData(plan, line)),
    pending: result.pending.map(({ occasion, waitsFor }) => ({
      ...headOf(occasion),
      waits_for: waitsFor,
      text: pendingText(prepared, occasion, waitsFor),
    })),
    lapsed: result.lapsed.map(({ occasion, reason }) => ({
      ...headOf(occasion),
      reason,
      text: `${occasionTitle(prepared, occasion)} has lapsed: ${reason}.`,
    })),
    findings: result.findings,
    totals: [...totals].map(([key, total]) => {
      const [payer, payee] = JSON.parse(key);
      return { payer, payee, amount: money(total) };
    }),
    ended: result.ended,
    ...sumsOf(plan, lines, money),
  };
}

/** What each payment, each payer and all of them come to. */
function sumsOf(plan, lines, money) {
  const total = (chosen) => lines.filter(chosen).reduce((found, { amount }) => found + amount, 0n);
  const payers = new Set(plan.payments.flatMap((payment) => payment.payers.map(({ party }) => party)));
  return {
    by_payment: plan.payments.map(({ name, title }) => ({
      payment: name,
      title: named(name, title),
      amount: money(total(({ at }) => at.occasion.payment.name === name)),
    })),
    by_payer: plan.parties
      .filter(({ name }) => payers.has(name))
      .map(({ name, title }) => ({
        payer: name,
        title: named(name, title),
        amount: money(total(({ at, payer }) => at.occasion.payment.payers[payer].party === name)),
      })),
    total: money(total(() => true)),
  };
}

function lineData(plan, { at, payer, amount }) {
  const { payment } = at.occasion;
  const { payment: name, title, determination } = headOf(at.occasion);
  return {
    payment: name,
    title,
    clause: payment.clause,
    determination,
    payer: payment.payers[payer].party,
    payee: payment.payee,
    amount: moneyText(amount, plan.digits),
    currency: plan.currency,
    due: at.due,
  };
}

function headOf({ payment, day, cohort, period }) {
  return {
    payment: payment.name,
    title: named(payment.name, payment.title),
    determination: { date: day, cohort, period },
  };
}
