"""What brackets come to with those above them, what a payment comes to at most, and what a cap leaves of it.

In: a view and a declaration. Out: spans, each with the words behind it and what they mean.
Relies on: the checker's tables, and `hover_limits` for the most that a payment comes to.
Guarantees: exact amounts; where a rate is not fixed, or there is no limit, nothing is said.
"""

from collections.abc import Iterator
from fractions import Fraction

from sibdsl.ide.hover_limits import amount_of, extremes_of, total_by_itself, uncapped_total, whole_caps
from sibdsl.ide.hover_text import money
from sibdsl.runtime.exact import percent_text, round_to
from sibdsl.semantics.checks.contract_caps import capped_payments
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.require import shown
from sibdsl.source.span import Span
from sibdsl.surface.declarations import ContractCap, Declaration, Payment
from sibdsl.surface.items import CapItem, PaysItem
from sibdsl.surface.tables import BracketTable
from sibdsl.values import interval as ranges
from sibdsl.values import units
from sibdsl.workspace.view import View

_STEP = Fraction(1, 1000)
Words = tuple[Span, str, str]


def bracket_hints(known: Known, declaration: Declaration) -> Iterator[Words]:
    """Behind each bracket of fixed width and price: how many that makes, and what they come to together."""
    for item in declaration.items:
        if isinstance(item, PaysItem) and isinstance(item.value, BracketTable):
            yield from _cumulative(known, item.value)


def _cumulative(known: Known, node: BracketTable) -> Iterator[Words]:
    found = known.tables.get(node.span)
    if found is None or found.subject.unit is None:
        return
    count, amount = Fraction(0), Fraction(0)
    for row, width, rate in zip(node.rows, found.bounds, found.amounts, strict=False):
        price = rate.interval.low
        if width is None or price is None or not ranges.is_point(rate.interval):
            return
        count, amount = count + width, amount + width * price
        unit = rate.unit and units.multiply(rate.unit, found.subject.unit)
        if unit is None and amount:
            return
        words = shown(amount, unit or units.money(known.terms.currency))
        yield row.span, f"  → {words}", f"{words} for the first {shown(count, found.subject.unit)}"


def limit_hints(view: View, declaration: Declaration) -> Iterator[Words]:
    """The most behind a payment's head; behind a cap the share that it leaves."""
    if isinstance(declaration, Payment):
        yield from _of_payment(view, declaration)
    elif isinstance(declaration, ContractCap):
        yield from _of_contract_cap(view, declaration)


def _of_payment(view: View, payment: Payment) -> Iterator[Words]:
    known = view.known
    found = extremes_of(view, payment.name.text)
    if found.total is not None:
        most = money(view, found.total)
        yield (
            payment.payee.span,
            f"  at most {most}",
            f"`{payment.name.text}` comes to at most {most} under the contract",
        )
    uncapped = uncapped_total(view, payment.name.text)
    for item in payment.items:
        whole = isinstance(item, CapItem) and item.scope.kind == "in total" and not item.on and item.cohort is None
        if known is not None and uncapped and whole and isinstance(item, CapItem):
            yield from _share(view, item.span, amount_of(known, item.amount), uncapped)


def _of_contract_cap(view: View, cap: ContractCap) -> Iterator[Words]:
    known = view.known
    amount = whole_caps(known, cap) if known is not None else None
    if known is None or amount is None or cap.scope is None:
        return
    totals = [total_by_itself(view, name) for name in capped_payments(known, cap)]
    found = [total for total in totals if total is not None]
    if totals and len(found) == len(totals):
        yield from _share(view, cap.scope.span, amount, sum(found, Fraction(0)))


def _share(view: View, span: Span, amount: Fraction | None, whole: Fraction) -> Iterator[Words]:
    if amount is None or not whole:
        return
    words = money(view, whole)
    if amount >= whole:
        yield span, f"  (all of {words})", f"without the cap it is at most {words}: the cap cuts nothing"
        return
    share = percent_text(round_to(amount / whole, _STEP, "half up"))
    yield span, f"  ({share} of {words})", f"without the cap it is at most {words}"
