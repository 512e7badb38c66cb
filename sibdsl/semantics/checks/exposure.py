"""What a payment can come to: amounts without an upper limit, and steps that move most of it.

In: the known contract, with the meanings of payments and tables. Out: warnings in the sink.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from sibdsl.diagnostics.rules import risk as rules
from sibdsl.runtime.exact import percent_text, round_to
from sibdsl.semantics import every
from sibdsl.semantics.checks.contract_caps import capped_payments
from sibdsl.semantics.checks.incentives import steps_of
from sibdsl.semantics.conditions import described
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import UNKNOWN, Known, PaymentMeaning
from sibdsl.semantics.require import shown
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.semantics.tables import FoundTable, Piece
from sibdsl.surface import items, tables
from sibdsl.surface.declarations import Payment
from sibdsl.values import units

_HALF = Fraction(1, 2)
_PERCENT = Fraction(1, 100)
_ALL_OR_NOTHING = 2


def _note_capped(known: Known) -> None:
    known.capped.update(_capped(known))


def _check_payment(known: Known, payment: Payment) -> None:
    """Report a payment without an upper limit, and a table with a cliff."""
    if payment.name.text not in known.capped:
        _check_limit(known, payment, known.payments[payment.name.text])
    for part in items_of(payment, items.PaysItem):
        found = known.tables.get(part.value.span)
        if found is not None and isinstance(found.node, tables.StepTable):
            _check_cliff(known, found)


def _capped(known: Known) -> set[str]:
    """The payments that caps of the contract limit: one as a whole, or one for each of their payers."""
    found: set[str] = set()
    limited: dict[str, set[str]] = {}
    for cap in known.scope.caps.values():
        for name in capped_payments(known, cap):
            if cap.payer is None:
                found.add(name)
            else:
                limited.setdefault(name, set()).add(cap.payer.text)
    payments = known.scope.payments
    return found | {name for name, payers in limited.items() if {p.text for p in payments[name].payers} <= payers}


def _check_limit(known: Known, payment: Payment, meaning: PaymentMeaning) -> None:
    unlimited = [part for part in meaning.parts if part is not UNKNOWN and part.interval.high is None]
    if not unlimited or _is_limited(payment) or not known.is_whole(payment):
        return
    what = " and ".join(f"`{name}`" for name in dict.fromkeys(unlimited[0].here)) or "what it is calculated from"
    known.sink.report(
        rules.NO_UPPER_LIMIT, payment.name.span, payment=payment.name.text, what=what, currency=known.terms.currency
    )


def _is_limited(payment: Payment) -> bool:
    """Whether the payment itself limits what it pays: by a cap, a count, or turns that all end."""
    payers = {payer.text for payer in payment.payers}
    ended = {item.payer.text for item in items_of(payment, items.PayerCapItem)}
    turns = find_item(payment, items.FirstMoneyItem)
    return (
        any(isinstance(item, (items.CapItem, items.CountsItem)) for item in payment.items)
        # A cap on somebody who pays nothing is reported elsewhere; whom it should limit is not known.
        or payers <= ended
        or bool(ended - payers)
        or (turns is not None and all(turn.limit is not None for turn in turns.turns))
    )


def _check_cliff(known: Known, found: FoundTable) -> None:
    """Report the largest step of a table of three rows or more, if it is more than half of the table's maximum."""
    if found.resolved is None or len(found.resolved.rows) <= _ALL_OR_NOTHING:
        return
    steps = steps_of(found)
    if {step.span for step in steps} != {row.row.amount.span for row in found.resolved.rows}:
        # Between two rows lies one whose amount depends on something else: the step may be no step at all.
        return
    most = max((step.amount for step in steps), default=Fraction(0))
    if most <= 0:
        return
    # Along a slope the amount rises with the result, however far: only between two rows is there a step.
    between = [(one, other) for one, other in pairwise(steps) if one.span != other.span]
    before, step = max(between, key=lambda pair: abs(pair[1].amount - pair[0].amount), default=(None, None))
    if before is None or step is None or abs(step.amount - before.amount) <= most * _HALF:
        return
    pieces = {found.resolved.rows[piece.row].row.amount.span: piece for piece in found.pieces}
    jump = abs(step.amount - before.amount)
    known.sink.report(
        rules.CLIFF, step.span, others=[(before.span, shown(before.amount, units.money(known.terms.currency)))],
        below=_words(found, pieces[before.span]), above=_words(found, pieces[step.span]),
        jump=shown(jump, units.money(known.terms.currency)),
        share=percent_text(round_to(jump / most, _PERCENT, "half up")),
    )  # fmt: skip


def _words(found: FoundTable, piece: Piece) -> str:
    """Where a row applies, in the words of the row where it has some."""
    row = None if found.resolved is None else found.resolved.rows[piece.row]
    written = piece.part if row is None or row.row.test is None else row.written
    return f"`{described(written, found.subject)}`"


CHECKS: tuple[Check, ...] = (
    _note_capped,
    Each(every.payments, _check_payment),
)
