"""The most and the least that a payment can come to, once and over the whole contract.

In: a view and the name of a payment. Out: exact amounts, None where there is no limit that is known.
Relies on: the checker, which has worked out every value of a payment.
Guarantees: no payment can come to more than is said here; it may never come to as much, where limits on what is
counted, or caps on its parts, cut it before.
"""

from collections.abc import Iterator
from fractions import Fraction

import msgspec

from sibdsl.semantics.checks.contract_caps import capped_payments
from sibdsl.semantics.literals import value_of_money
from sibdsl.semantics.meaning import Known
from sibdsl.surface.declarations import ContractCap, Payment
from sibdsl.surface.expressions import Money, Reference
from sibdsl.surface.items import CapItem, PayerCapItem
from sibdsl.workspace.view import View


class Extremes(msgspec.Struct, frozen=True):
    """What a payment can come to: in one determination (`least`, `most`), and in `total` over `times` of them.

    `cap` names the cap of the contract that makes the total what it is, if one does.
    """

    least: Fraction | None = None
    most: Fraction | None = None
    total: Fraction | None = None
    times: int | None = None
    cap: str = ""


def extremes_of(view: View, name: str) -> Extremes:
    """The extremes of a payment."""
    known = view.known
    payment = known.scope.payments.get(name) if known is not None else None
    if known is None or payment is None:
        return Extremes()
    times = _times(known, name)
    meaning = known.payments.get(name)
    by_itself = total_by_itself(view, name)
    has_parts = meaning is not None and bool(meaning.parts)
    most = meaning.total.high if meaning is not None and has_parts else None
    least = meaning.total.low if meaning is not None and has_parts else None
    total, cap = by_itself, ""
    for shared_cap, amount in _contract_caps(known, name):
        if total is None or amount < total:
            total, cap = amount, shared_cap
    if total is not None and most is not None:
        most = min(most, total)
    return Extremes(None if least is None else max(least, Fraction(0)), most, total, times, cap)


def uncapped_total(view: View, name: str) -> Fraction | None:
    """The most that a payment comes to over the whole contract before caps over more than one determination."""
    known = view.known
    meaning = known.payments.get(name) if known is not None else None
    times = _times(known, name) if known is not None else None
    if meaning is None or times is None or not meaning.parts or meaning.total.high is None:
        return None
    return meaning.total.high * times


def total_by_itself(view: View, name: str) -> Fraction | None:
    """The most that a payment comes to over the whole contract, caps of the contract left out."""
    known = view.known
    payment = known.scope.payments.get(name) if known is not None else None
    if known is None or payment is None:
        return None
    uncapped = uncapped_total(view, name)
    return min([*_own_caps(known, payment), *([] if uncapped is None else [uncapped])], default=None)


def amount_of(known: Known, node: Money | Reference) -> Fraction | None:
    """The amount of a cap: written, or the value of a parameter."""
    if isinstance(node, Money):
        return value_of_money(node)
    meaning = known.parameters.get(node.name.text)
    return None if meaning is None else meaning.interval.high


def whole_caps(known: Known, cap: ContractCap) -> Fraction | None:
    """What a cap of the contract allows over the whole contract; None where it allows so much again and again."""
    if cap.scope is None or cap.scope.kind != "in total" or cap.scope.further:
        return None
    return amount_of(known, cap.amount)


def _times(known: Known, name: str) -> int | None:
    due = known.dues.get(name)
    if due is None:
        return None
    if due.on_termination:
        return 1
    cohorts = len(due.frame.cohorts) if due.frame.cohorts and due.frame.periods else 1
    return len(due.dates) * cohorts


def _own_caps(known: Known, payment: Payment) -> Iterator[Fraction]:
    """The caps of the payment over the whole contract, and those of all its payers together."""
    by_payer: dict[str, Fraction] = {}
    for item in payment.items:
        if isinstance(item, CapItem) and not item.on and item.cohort is None and item.scope.kind == "in total":
            amount = amount_of(known, item.amount)
            if amount is not None and not item.scope.further:
                yield amount
        if isinstance(item, PayerCapItem):
            amount = amount_of(known, item.amount)
            if amount is not None:
                by_payer[item.payer.text] = amount
    if by_payer and {payer.text for payer in payment.payers} <= by_payer.keys():
        yield sum(by_payer.values(), Fraction(0))


def _contract_caps(known: Known, name: str) -> Iterator[tuple[str, Fraction]]:
    for cap_name, cap in known.scope.caps.items():
        amount = whole_caps(known, cap)
        if amount is not None and name in capped_payments(known, cap):
            yield cap_name, amount
