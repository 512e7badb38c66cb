"""Finance as a whole: a way back for what is owed, one way only, and returns that do not contradict each other.

In: `known.capital`, with its waterfalls. Out: findings in the sink.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from sibdsl.diagnostics.rules import capital as rules
from sibdsl.runtime.exact import percent_text
from sibdsl.semantics.capital.found import RISKED, Instrument, Waterfall
from sibdsl.semantics.capital.money import words_of
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import find_item
from sibdsl.surface.capital import CreditedItem, DebitedItem, InterestItem, RepaidItem, RewardedItem, StopItem
from sibdsl.surface.declarations import Payment
from sibdsl.surface.items import TextItem
from sibdsl.surface.node import Name

_DAYS_A_YEAR = 365


def check(known: Known) -> None:
    """Check every instrument against the waterfalls, the payments and the terms of the contract."""
    for instrument in known.capital.instruments.values():
        if instrument.is_owed:
            steps = _steps_of(known, instrument.node.name.text)
            _check_one_way(known, instrument, steps)
            _check_way_back(known, instrument, steps)
            _check_return(known, instrument)
            _check_payments(known, instrument)
        _check_stop(known, instrument)


def _steps_of(known: Known, name: str) -> dict[str, Waterfall]:
    """By kind of step, a waterfall that has such a step for an instrument."""
    return {
        step.kind: waterfall
        for waterfall in known.capital.waterfalls.values()
        for step in waterfall.steps
        if name in step.names
    }


def _check_one_way(known: Known, instrument: Instrument, steps: dict[str, Waterfall]) -> None:
    ways = (
        ("principal", "principal", RepaidItem),
        ("interest", "interest", InterestItem),
        ("principal", "pay", RepaidItem),
    )
    for what, kind, statement in ways:
        item = find_item(instrument.node, statement)
        if item is not None and kind in steps:
            waterfall = steps[kind].node
            known.sink.report(
                rules.REPAID_IN_TWO_WAYS, item.span, others=[(waterfall.name.span, "this waterfall")], what=what,
                name=instrument.node.name.text, waterfall=waterfall.name.text,
            )  # fmt: skip
            return


def _check_way_back(known: Known, instrument: Instrument, steps: dict[str, Waterfall]) -> None:
    """Warn of money at risk of which nothing says how it comes back."""
    node = instrument.node
    if instrument.kind not in RISKED or {"principal", "pay", "rest"} & set(steps) or not known.is_whole(node):
        return
    marked = find_item(node, TextItem, "at risk") is not None
    if marked or known.unread or find_item(node, CreditedItem) is not None:
        return
    amounts = [part.amount for part in instrument.repaid]
    back = instrument.amount if None in amounts else sum((part for part in amounts if part is not None), Fraction(0))
    if back >= instrument.amount or (find_item(node, RepaidItem) is not None and not amounts):
        return
    missing = words_of(known, instrument.amount - back)
    known.sink.report(
        rules.NO_WAY_BACK, node.name.span, name=node.name.text, amount=missing, receiver=node.receiver.text,
        providers=" and ".join(f"`{holder.party}`" for holder in instrument.providers),
    )  # fmt: skip


def _check_return(known: Known, instrument: Instrument) -> None:
    coupon, cap = instrument.coupon, instrument.return_cap
    if coupon is None or coupon.rate is None or cap is None:
        return
    item, share = cap
    if item.a_year:
        if share < coupon.rate:
            _report_return(known, instrument, f"{percent_text(share)} a year", f"{percent_text(coupon.rate)} a year")
        return
    earned, until = _simple_interest(instrument, coupon.rate), "until it is repaid"
    first = _first_receipt(known, instrument)
    if earned is None and first is not None:
        parts = ((amount, (first - day).days) for day, amount in instrument.drawn if day < first)
        earned = sum((amount * coupon.rate * days / _DAYS_A_YEAR for amount, days in parts), Fraction(0))
        until = f"by {first}, before which it cannot be paid"
    if earned is not None and earned > share * instrument.amount:
        _report_return(
            known, instrument, f"{percent_text(share)} of what is drawn ({words_of(known, share * instrument.amount)})",
            f"about {words_of(known, Fraction(int(earned)))} {until}",
        )  # fmt: skip


def _first_receipt(known: Known, instrument: Instrument) -> date | None:
    """The first day on which waterfalls can repay an instrument; None where it may be paid otherwise."""
    name = instrument.node.name.text
    paying = [item for item in known.capital.waterfalls.values() if any(name in step.names for step in item.steps)]
    if instrument.credited or instrument.interest_paid:
        return None
    days: list[date] = []
    for received in (received for waterfall in paying for received in waterfall.receives):
        payment = known.payments.get(received)
        if payment is None or payment.due is None or payment.due.on_termination or not payment.due.dates:
            return None
        days += payment.due.dates
    return min(days, default=None)


def _report_return(known: Known, instrument: Instrument, cap: str, coupon: str) -> None:
    item = instrument.return_cap
    assert item is not None, "only a limit is reported"
    others = [] if instrument.coupon is None else [(instrument.coupon.item.span, "the coupon")]
    known.sink.report(
        rules.RETURN_BELOW_COUPON, item[0].span, others=others, name=instrument.node.name.text, cap=cap, coupon=coupon
    )


def _simple_interest(instrument: Instrument, rate: Fraction) -> Fraction | None:
    """Simple interest if all is repaid on its days, by days of a year; None without such days."""
    if not instrument.repaid:
        return None
    left = instrument.amount
    last = instrument.repaid[-1].day
    interest = sum((amount * rate * (last - day).days / _DAYS_A_YEAR for day, amount in instrument.drawn), Fraction(0))
    for part in instrument.repaid:
        amount = left if part.amount is None else part.amount
        left -= amount
        interest -= amount * rate * (last - part.day).days / _DAYS_A_YEAR
    return interest


def _check_payments(known: Known, instrument: Instrument) -> None:
    """A payment that repays an instrument goes to its provider, one that lessens its return comes from him."""
    providers = {holder.party for holder in instrument.providers}
    received = (find_item(instrument.node, CreditedItem), find_item(instrument.node, RewardedItem))
    debited = find_item(instrument.node, DebitedItem)
    for name in (name for item in received if item is not None for name in item.payments):
        payment = known.scope.payments.get(name.text)
        if payment is not None and payment.payee.text not in providers:
            _report_payment(known, name, payment, f"goes to `{payment.payee.text}`", "to", providers)
    for name in () if debited is None else debited.payments:
        payment = known.scope.payments.get(name.text)
        if payment is not None and not any(payer.text in providers for payer in payment.payers):
            _report_payment(known, name, payment, f"comes from `{payment.payers[0].text}`", "from", providers)


def _report_payment(known: Known, name: Name, payment: Payment, found: str, way: str, providers: set[str]) -> None:
    known.sink.report(
        rules.NOT_ITS_PAYMENT, name.span, others=[(payment.name.span, "this payment")], payment=name.text, found=found,
        expectation=f"{way} {' or '.join(f'`{party}`' for party in sorted(providers))}",
    )  # fmt: skip


def _check_stop(known: Known, instrument: Instrument) -> None:
    item, day = find_item(instrument.node, StopItem), instrument.may_stop_after
    if item is None or day is None or not known.terms.known:
        return
    early = known.terms.early_termination
    following = day + timedelta(days=1)
    if early is not None and early[0] <= following <= early[1]:
        return
    reason = "has no `early termination`" if early is None else f"may end early from {early[0]} to {early[1]}"
    known.sink.report(
        rules.NO_RIGHT_TO_STOP, item.span, name=instrument.node.name.text, day=day.isoformat(), reason=reason,
        next_day=following.isoformat(), party=instrument.providers[0].party,
    )  # fmt: skip
