"""Limits, minimums, indexation, rounding and the split between payers, in words.

In: the parts of a checked payment. Out: sentences, in the order in which they apply.
Relies on ``quantities`` for amounts and ``names`` for titles.
Guarantees: every limit says what it limits, over what, and what happens to the amount it cuts.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.generators.documents.english.dates import day_of_year_words, day_words
from sibdsl.generators.documents.english.lists import joined, joined_names
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import amount_words, money_unit, value_words
from sibdsl.model.declarations import Cap, Count, Indexation, Minimum, Payer, Payment
from sibdsl.runtime.exact import decimal_text, percent_text

_ROUNDING = {
    "half up": "an exact half is rounded up",
    "half even": "an exact half is rounded to the even number",
    "half down": "an exact half is rounded down",
}


def money_words(amount: Fraction, names: Names, currency: str | None = None) -> str:
    """Write an amount in the contract's currency."""
    return amount_words(amount, money_unit(currency or names.currency), names.digits)


def scope_words(scope: str, names: Names) -> str:
    """Say over what a limit holds."""
    match scope:
        case "determination":
            return "at any one determination"
        case "cohort":
            return "for any one cohort"
        case "contract year":
            start = day_of_year_words(names.contract.term.start.month, names.contract.term.start.day)
            return f"in any one contract year (a year that starts on {start})"
        case "calendar year":
            return "in any one calendar year"
        case "financial year":
            return (
                f"in any one financial year (a year that starts on {day_of_year_words(*names.contract.financial_year)})"
            )
    return "over the whole contract"


def cap_sentence(cap: Cap, names: Names, *, own: bool) -> str:
    """Say what a cap limits. ``own``: it is a cap of the payment that is being described."""
    limit = money_words(cap.limit, names, cap.currency)
    scope = scope_words(cap.scope, names)
    what = "under this payment" if own else _under(cap, names)
    if cap.metrics:
        measures = joined([names.term(metric) for metric in cap.metrics])
        what += f" for {measures}"
    if cap.payer is not None:
        return f"No more than {limit} is paid by {names.party(cap.payer)} {what} {scope}. {cut_words(cap)}"
    return f"No more than {limit} is paid {what} {scope}. {cut_words(cap)}"


def cut_words(cap: Cap) -> str:
    """Say what happens to an amount that goes beyond a cap."""
    if cap.whole:
        return "An amount that would go beyond this limit is not paid at all."
    return "An amount that would go beyond this limit is paid up to it, and the rest is not paid."


def count_sentence(count: Count, names: Names) -> str:
    """Say up to what quantity a payment counts a metric."""
    unit = names.metrics[count.metric].unit
    limit = value_words(count.limit, unit, names.digits)
    return (
        f"{names.term(count.metric)} counts for this payment up to {limit} {scope_words(count.scope, names)}; "
        "what goes beyond is not counted."
    )


def adjustment_sentence(adjustment: Indexation | Minimum, names: Names) -> str:
    """Say how an amount is changed before it is paid, other than by a cap."""
    if isinstance(adjustment, Minimum):
        return f"If the amount is less than {money_words(adjustment.amount, names)}, it is raised to that amount."
    fact = names.term(adjustment.fact)
    return (
        f"The amount is multiplied by {fact} in force on the determination date and divided by "
        f"{fact} on {day_words(adjustment.base)}."
    )


def rounding_sentence(names: Names) -> str:
    """Say how a payment is rounded to the currency's smallest unit."""
    mode = names.contract.rounding
    unit = smallest_unit(names)
    if mode in _ROUNDING:
        how = f"to the nearest {unit}; {_ROUNDING[mode]}"
    else:
        how = f"{mode} to a whole multiple of {unit}"
    if any(payment.card is not None for payment in names.contract.payments):
        claims = (
            "What each claim asks for is rounded in the same way, before any limit applies. Nothing else is rounded"
        )
        return f"Each payment is rounded {how}. {claims} unless this summary says so."
    return f"Each payment is rounded {how}. Nothing is rounded before that unless this summary says so."


def smallest_unit(names: Names) -> str:
    """Write the smallest amount of the contract's currency: ``USD 0.01``."""
    return f"{names.currency} {decimal_text(Fraction(1, 10**names.digits), names.digits)}"


def split_sentences(payment: Payment, names: Names) -> list[str]:
    """Say how several payers share a payment; empty for a single payer without a limit."""
    payers = payment.payers
    if len(payers) == 1 and payers[0].limit is None:
        return []
    if all(payer.share is not None for payer in payers):
        shares = [f"{percent_text(payer.share or Fraction(0))} by {names.party(payer.party)}" for payer in payers]
        return [
            f"The amount is paid {joined_names(shares)}.",
            f"Each share is rounded down to a whole multiple of {smallest_unit(names)}. What then remains of the "
            f"amount goes, {smallest_unit(names)} at a time, to the payers whose shares were cut most by that "
            "rounding (in the order written here if they were cut equally), so that the shares add up to the amount.",
        ]
    return [_turns(payers, names)]


def _turns(payers: tuple[Payer, ...], names: Names) -> str:
    turns = []
    for position, payer in enumerate(payers):
        limit = ""
        if payer.limit is not None:
            limit = f", up to {money_words(payer.limit, names)} over all determinations"
        turns.append(f"{'then' if position else 'first'} by {names.party(payer.party)}{limit}")
    sentence = f"The amount is paid {'; '.join(turns)}."
    if payers[-1].limit is not None:
        sentence += " What goes beyond these limits is not paid."
    return sentence


def _under(cap: Cap, names: Names) -> str:
    every = {payment.name for payment in names.contract.payments}
    if set(cap.payments) == every and len(every) > 1:
        return "under all payments together"
    terms = [names.term(payment) for payment in cap.payments]
    return f"under {joined(terms)}" + (" together" if len(terms) > 1 else "")
