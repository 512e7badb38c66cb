"""What payments come to: money of the contract, never less than nothing.

In: the known contract. Out: ``known.payments``, the meaning of each payment, worked out here once, and findings
in the sink.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules import payments as rules
from sibdsl.diagnostics.rules import types as type_rules
from sibdsl.semantics import every
from sibdsl.semantics.amounts import constant
from sibdsl.semantics.arithmetic import singular_of
from sibdsl.semantics.checks.examples import negative_example
from sibdsl.semantics.conditions import condition
from sibdsl.semantics.dependencies import names_read
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.growth import goes_too_far
from sibdsl.semantics.meaning import UNKNOWN, Known, Meaning, PaymentMeaning, Place
from sibdsl.semantics.measures import value_meaning
from sibdsl.semantics.payable import check_payable
from sibdsl.semantics.require import fits
from sibdsl.semantics.scope import items_of
from sibdsl.semantics.timing import payment_due
from sibdsl.source.span import Span, end_of, make
from sibdsl.surface import items, tables
from sibdsl.surface.declarations import Payment
from sibdsl.surface.expressions import Bounded, Expression, Money
from sibdsl.surface.node import Node
from sibdsl.values import interval as ranges
from sibdsl.values import units
from sibdsl.values.interval import Interval

ZERO = Fraction(0)
# Payments that read nothing deeper than this cannot go too far.
_SHALLOW = 30


def _check_growth(known: Known) -> None:
    """Report payments that build on too many other calculations; most contracts have none deep enough."""
    if any(extent.levels > _SHALLOW or extent.factors > 1 for extent in known.extents.values()):
        for payment in known.scope.payments.values():
            goes_too_far(known, payment)


def _check_amount(known: Known, payment: Payment) -> None:
    """Work out a payment; report what is not money, can be negative, or is always nothing."""
    meaning = known.payments[payment.name.text] = _payment(known, payment)
    known.scope.used.update(meaning.reads)


def _note_readers(known: Known) -> None:
    """Note which payments depend on a metric or fact."""
    readers: dict[str, list[str]] = {}
    for name in known.scope.payments:
        for read in sorted(known.payments[name].reads):
            readers.setdefault(read, []).append(name)
    known.readers.update(readers)


def _payment(known: Known, payment: Payment) -> PaymentMeaning:
    name = payment.name.text
    due = payment_due(known, name)
    frame = None if due is None else due.frame
    want = units.money(known.terms.currency) if known.terms.currency else None
    place = Place(f"payment `{name}`", frame=frame, want=want)
    gate = Place(place.reader, frame=frame)
    for gated in items_of(payment, items.ProvidedItem):
        condition(known, gated.condition, gate)
    parts = items_of(payment, items.PaysItem)
    meanings = tuple(_part(known, item, place) for item in parts)
    uncapped, total = _check_sum(known, payment, parts, meanings)
    conditions = (item.condition for item in items_of(payment, items.ProvidedItem))
    direct = frozenset(name.text for root in (*parts, *conditions) for name in names_read(root))
    return PaymentMeaning(due, meanings, uncapped, total, direct, _closure(known, direct))


def _part(known: Known, item: items.PaysItem, place: Place) -> Meaning:
    meaning = value_meaning(known, item.value, place)
    if meaning is UNKNOWN or not _is_money(known, item.value, meaning, place):
        return UNKNOWN
    for amount in fixed_amounts(item.value):
        check_payable(known, amount)
    return meaning


def _is_money(known: Known, node: Node, meaning: Meaning, place: Place) -> bool:
    """Whether an amount is in the contract's currency; reported if not."""
    found = meaning.unit
    if found is None or place.want is None or units.same(found, place.want):
        return True
    currencies = units.currencies_of(found)
    foreign = bool(currencies) and currencies != units.currencies_of(place.want)
    if foreign and isinstance(node, Expression):
        return fits(known, node, meaning, place.want)
    counted = units.Unit(found.denominator) if currencies else found
    sample = f"multiply by what is priced, for example `... for {units.spell(counted)}`" if currencies else None
    if currencies and len(found.numerator) > 1:
        noun = singular_of(units.Unit(tuple(word for word in found.numerator if word not in currencies)))
        sample = f"write the price as a rate, for example `{known.terms.currency} 5 per {noun} for ...`"
    known.sink.report(
        type_rules.UNKNOWN_UNIT_KIND, head_of(node), primary=f"in {units.describe(found)}",
        found=units.describe(found), currency=known.terms.currency, singular=singular_of(counted), help=sample,
    )  # fmt: skip
    return False


def head_of(node: Node) -> Span:
    """Where to mark an amount: the whole of an expression, but only the first row of a table."""
    rows: tuple[Node, ...] = getattr(node, "rows", ()) or getattr(node, "stages", ())
    return rows[0].span if isinstance(node, tables.Table) and rows else node.span


def fixed_amounts(value: Expression | tables.Table) -> list[Money]:
    """The amounts of money that are paid as they are written: alone, or alone in a row."""
    if isinstance(value, tables.Table):
        rows = getattr(value, "rows", ())
        return [row.amount for row in rows if isinstance(getattr(row, "amount", None), Money)]
    return [value] if isinstance(value, Money) else []


def _check_sum(
    known: Known, payment: Payment, parts: list[items.PaysItem], meanings: tuple[Meaning, ...]
) -> tuple[Interval, Interval]:
    """Every value of the payment before and after its caps per determination; reported if it can be negative."""
    if UNKNOWN in meanings or not meanings:
        return ranges.EVERYTHING, ranges.EVERYTHING
    total = ranges.point(ZERO)
    for meaning in meanings:
        total = ranges.add(total, meaning.interval)
    uncapped, total = _adjusted(known, payment, total)
    if total.low is None or total.low < 0:
        _report_negative(known, payment, parts, meanings)
    elif total.high == 0 and known.is_whole(payment):
        known.sink.report(rules.ALWAYS_NOTHING, payment.name.span, payment=payment.name.text)
    return uncapped, total


def _adjusted(known: Known, payment: Payment, total: Interval) -> tuple[Interval, Interval]:
    """The total after indexation and a minimum, without and with the caps that hold whatever was paid before."""
    uncapped = total
    for item in payment.items:
        if isinstance(item, items.IndexedItem):
            uncapped, total = _indexed(uncapped), _indexed(total)
        if not isinstance(item, (items.MinimumItem, items.CapItem)):
            continue
        limit = _quiet_limit(known, item)
        if limit is None:
            continue
        if isinstance(item, items.MinimumItem):
            uncapped, total = ranges.greatest(uncapped, limit), ranges.greatest(total, limit)
        elif item.scope.kind == "per determination" and not item.on:
            total = ranges.least(total, limit)
    return uncapped, total


def _indexed(total: Interval) -> Interval:
    """What an amount can become by indexation: any multiple of it."""
    return ranges.multiply(total, ranges.above(ZERO))


def _quiet_limit(known: Known, item: items.MinimumItem | items.CapItem) -> Interval | None:
    """The amount of a minimum or cap, whose errors ``limits`` reports."""
    value = constant(known.quiet(), item.amount, Place("a limit", want=units.money(known.terms.currency)))
    return None if value is None else ranges.point(value)


def _report_negative(
    known: Known, payment: Payment, parts: list[items.PaysItem], meanings: tuple[Meaning, ...]
) -> None:
    """Report the first part that can be negative, with an example of how."""
    for item, meaning in zip(parts, meanings, strict=True):
        low = meaning.interval.low
        if low is None or low < 0:
            span, example = negative_example(known, item.value, meaning)
            name, fix = payment.name.text, _with_floor(item.value)
            known.sink.report(rules.CAN_BE_NEGATIVE, span, payment=name, example=example, fix=fix)
            return


def _with_floor(value: Expression | tables.Table) -> Fix | None:
    """A fix that keeps an amount from going below nothing; none where it is a table or has limits already."""
    if isinstance(value, (tables.Table, Bounded)):
        return None
    end = end_of(value.span)
    return Fix("add `, not below nothing`", "unsafe", (Edit(make(end, end), ", not below nothing"),))


def _closure(known: Known, direct: frozenset[str]) -> frozenset[str]:
    """What a payment depends on, through calculated metrics and thresholds too: metrics and facts, by name."""
    scope = known.scope
    found: set[str] = set()
    waiting = list(direct)
    while waiting:
        name = waiting.pop()
        if name in found or name not in scope.names:
            continue
        found.add(name)
        if name in scope.metrics or name in scope.thresholds:
            waiting.extend(reader.name.text for reader in known.reads[name])
    return frozenset(name for name in found if name in scope.metrics or name in scope.facts)


CHECKS: tuple[Check, ...] = (
    _check_growth,
    Each(every.payments, _check_amount),
    _note_readers,
)
