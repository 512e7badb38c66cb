"""The meaning of expressions: units, possible values, and what they read.

In: a surface expression and its place. Out: its ``Meaning``. Everything wrong inside it is reported once, where it
stands; the rest goes on with ``UNKNOWN``, which fits anywhere, so that one mistake gives one message.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import msgspec

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules import tables as table_rules
from sibdsl.diagnostics.rules import types as rules
from sibdsl.semantics import arithmetic, literals, references
from sibdsl.semantics.meaning import UNKNOWN, Known, Meaning, Place
from sibdsl.semantics.require import check_per, fits, report_bare_number
from sibdsl.semantics.thousands import check_thousands
from sibdsl.surface import expressions as surface
from sibdsl.values import interval as ranges
from sibdsl.values import units

ZERO = Fraction(0)
_ONE = ranges.point(Fraction(1))
NOTHING = Meaning(None, ranges.point(ZERO), constant=True)


def amount(known: Known, node: surface.Expression, place: Place) -> Meaning:
    """The meaning of an expression."""
    return _KINDS[type(node)](known, node, place)


def constant(known: Known, node: surface.Expression, place: Place) -> Fraction | None:
    """The value of an expression that must not depend on evidence, in base measure; None after a report.

    A parameter without a value gives None without a report where ``place`` allows it to be supplied later:
    callers that cannot wait for it report it themselves.
    """
    meaning = amount(known, node, place)
    if meaning is UNKNOWN or not fits(known, node, meaning, place.want, place.what):
        return None
    if not meaning.constant:
        depends = f"`{meaning.here[0]}`" if meaning.here else "evidence"
        known.sink.report(rules.NOT_CONSTANT, node.span, what="a boundary", depends=depends)
        return None
    if not ranges.is_point(meaning.interval):
        depends = f"parameter `{meaning.supplied[0]}`, which has no value here" if meaning.supplied else "evidence"
        known.sink.report(rules.NOT_CONSTANT, node.span, what="a boundary", depends=depends)
        return None
    return meaning.interval.low


def _number(known: Known, node: surface.Number, place: Place) -> Meaning:
    if node.unit is not None and units.is_money_noun(node.unit.numerator):
        _report_backwards(known, node, node.unit)
        return UNKNOWN
    if node.unit is not None and not check_per(known, node, node.unit.count):
        return UNKNOWN
    if node.unit is None and place.want is not None and place.want != units.NUMBER:
        if place.want in (units.PERCENT, units.PERCENTAGE_POINT) or units.currencies_of(place.want):
            report_bare_number(known, node, place.want, place.what)
            return UNKNOWN
        value = literals.number(node.text) * units.scale(place.want)
        return Meaning(place.want, ranges.point(value), constant=True)
    return Meaning(literals.unit_of_number(node), ranges.point(literals.value_of_number(node)), constant=True)


def _report_backwards(known: Known, node: surface.Number, unit: surface.UnitText) -> None:
    """Report ``5,000 GBP``: there is one way to write an amount of money."""
    rate = "" if unit.denominator is None else f" per {unit.count + ' ' if unit.count else ''}{unit.denominator}"
    right = f"{unit.numerator} {node.text}{rate}"
    fix = Fix(f"write `{right}`", "safe", (Edit(node.span, right),))
    known.sink.report(rules.CURRENCY_BEHIND_AMOUNT, node.span, fix=fix, currency=unit.numerator, right=right)


def _percent(known: Known, node: surface.Percent, place: Place) -> Meaning:
    return Meaning(units.PERCENT, ranges.point(literals.percent(node)), constant=True)


def _money(known: Known, node: surface.Money, place: Place) -> Meaning:
    if not _is_currency(known, node):
        return UNKNOWN
    check_thousands(known, node)
    return Meaning(units.money(node.currency), ranges.point(literals.value_of_money(node)), constant=True)


def _is_currency(known: Known, node: surface.Money) -> bool:
    if units.is_money_noun(node.currency):
        return True
    suggestion = (
        f"the contract pays in {known.terms.currency}" if known.terms.currency else "use the letters of ISO 4217"
    )
    right = f"{known.terms.currency} {node.text}"
    fix = Fix(f"write `{right}`", "unsafe", (Edit(node.span, right),)) if known.terms.currency else None
    known.sink.report(rules.UNKNOWN_CURRENCY, node.span, found=node.currency, suggestion=suggestion, fix=fix)
    return False


def _rate(known: Known, node: surface.Rate, place: Place) -> Meaning:
    if not _is_currency(known, node.money) or not check_per(known, node, node.count):
        return UNKNOWN
    return Meaning(literals.unit_of_rate(node), ranges.point(literals.value_of_rate(node)), constant=True)


def _nothing(known: Known, node: surface.Nothing, place: Place) -> Meaning:
    return NOTHING


def _reference(known: Known, node: surface.Reference, place: Place) -> Meaning:
    return references.read(known, node, place)


def _binary(known: Known, node: surface.Binary, place: Place) -> Meaning:
    additive = node.operator in ("plus", "minus")
    inner = place if additive else msgspec.structs.replace(place, want=None)
    left = amount(known, node.left, inner)
    beside = msgspec.structs.replace(place, want=left.unit) if additive else inner
    right = amount(known, node.right, beside)
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    result = arithmetic.combine(known, node, left, right)
    if node.operator == "divided by" and place.want == units.PERCENT and result.unit == units.NUMBER:
        # 60 of 100 people are 60%: a quotient of like things is a share, as no bare number is.
        return msgspec.structs.replace(result, unit=units.PERCENT)
    return result


def _negative(known: Known, node: surface.Negative, place: Place) -> Meaning:
    inner = amount(known, node.value, place)
    if inner is UNKNOWN:
        return UNKNOWN
    return msgspec.structs.replace(inner, interval=ranges.negate(inner.interval))


def _bracketed(known: Known, node: surface.Bracketed, place: Place) -> Meaning:
    return amount(known, node.value, place)


def _extreme(known: Known, node: surface.Extreme, place: Place) -> Meaning:
    choose = ranges.least if node.kind == "lower" else ranges.greatest
    first = amount(known, node.items[0], place)
    for item in node.items[1:]:
        other = amount(known, item, msgspec.structs.replace(place, want=first.unit))
        if first is UNKNOWN or other is UNKNOWN or not fits(known, item, other, first.unit):
            first = UNKNOWN
            continue
        unit = first.unit if first.unit is not None else other.unit
        first = arithmetic.joined(unit, choose(first.interval, other.interval), first, other)
    return first


def _bounded(known: Known, node: surface.Bounded, place: Place) -> Meaning:
    result = amount(known, node.value, place)
    for limit, choose in ((node.low, ranges.greatest), (node.high, ranges.least)):
        if limit is None:
            continue
        bound = amount(known, limit, msgspec.structs.replace(place, want=result.unit))
        if result is UNKNOWN or bound is UNKNOWN or not fits(known, limit, bound, result.unit):
            result = UNKNOWN
            continue
        unit = result.unit if result.unit is not None else bound.unit
        result = arithmetic.joined(unit, choose(result.interval, bound.interval), result, bound)
    return result


def _change(known: Known, node: surface.Change, place: Place) -> Meaning:
    inner = msgspec.structs.replace(place, want=None)
    base = amount(known, node.base, inner)
    result = amount(known, node.result, msgspec.structs.replace(inner, want=base.unit))
    if base is UNKNOWN or result is UNKNOWN or not fits(known, node.result, result, base.unit):
        return UNKNOWN
    if node.kind.startswith("point "):
        if not fits(known, node.base, base, units.PERCENT, "a change in percentage points"):
            return UNKNOWN
        change = ranges.subtract(base.interval, result.interval)
        unit = units.PERCENTAGE_POINT
    else:
        ratio = arithmetic.quotient(known, node.base, result.interval, base)
        if ratio is None:
            return UNKNOWN
        change = ranges.subtract(_ONE, ratio)
        unit = units.PERCENT
    if node.kind.endswith("increase"):
        change = ranges.negate(change)
    return arithmetic.joined(unit, change, base, result)


def _elapsed(known: Known, node: surface.Elapsed, place: Place) -> Meaning:
    unit = units.MONTH if node.unit == "months" else units.DAY
    return Meaning(unit, ranges.at_least(ZERO), step=Fraction(1))


def _slope(known: Known, node: surface.Slope, place: Place) -> Meaning:
    subject = place.subject
    if subject is None:
        known.sink.report(table_rules.SLOPE_WITHOUT_VALUE, node.span, direction=node.direction)
        return UNKNOWN
    rate = amount(known, node.rate, msgspec.structs.replace(place, want=None))
    if subject.unit is None or rate is UNKNOWN:
        return UNKNOWN
    bound = constant(known, node.bound, msgspec.structs.replace(place, want=subject.unit))
    if bound is None or rate.unit is None:
        return UNKNOWN
    distance = ranges.subtract(subject.interval, ranges.point(bound))
    if node.direction == "below":
        distance = ranges.negate(distance)
    counted = units.PERCENTAGE_POINT if subject.unit == units.PERCENT else subject.unit
    unit = units.multiply(rate.unit, counted)
    if unit.denominator:
        noun = units.describe(counted)
        known.sink.report(
            rules.NOT_A_RATE, node.rate.span, primary=f"in {units.describe(rate.unit)}", noun=noun,
            singular=arithmetic.singular_of(counted), found=units.describe(rate.unit),
            currency=node.rate.money.currency,
        )  # fmt: skip
        return UNKNOWN
    sloped = arithmetic.joined(unit, ranges.multiply(rate.interval, distance), subject, rate)
    if node.base is None:
        return sloped
    base = amount(known, node.base, msgspec.structs.replace(place, want=unit))
    if base is UNKNOWN or not fits(known, node.base, base, unit):
        return UNKNOWN
    return arithmetic.joined(unit, ranges.add(base.interval, sloped.interval), base, sloped)


_KINDS: dict[type[surface.Expression], Callable[..., Meaning]] = {
    surface.Number: _number,
    surface.Percent: _percent,
    surface.Money: _money,
    surface.Rate: _rate,
    surface.Nothing: _nothing,
    surface.Reference: _reference,
    surface.Binary: _binary,
    surface.Negative: _negative,
    surface.Bracketed: _bracketed,
    surface.Extreme: _extreme,
    surface.Bounded: _bounded,
    surface.Change: _change,
    surface.Elapsed: _elapsed,
    surface.Slope: _slope,
}
