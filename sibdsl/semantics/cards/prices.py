"""Prices on a rate card: how much, for whom and when.

In: a line of a card and what its outcome's claims state. Out: its prices in written order, in base measure.
Guarantees: a price is a fixed amount of the contract's currency that is not below nothing; every other is reported.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.semantics.amounts import amount
from sibdsl.semantics.cards.found import Price
from sibdsl.semantics.days import read_day, read_period
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import UNKNOWN, Known, Meaning, Place
from sibdsl.semantics.payable import check_payable
from sibdsl.semantics.require import fits, shown
from sibdsl.source.span import cover
from sibdsl.surface.cards import PriceCase, PricedByCaseItem, PricedItem
from sibdsl.surface.expressions import Expression, Money, Reference
from sibdsl.surface.node import Name
from sibdsl.values import interval as ranges
from sibdsl.values import units
from sibdsl.values.units import Unit

_ZERO = Fraction(0)


def prices_of(
    known: Known, item: PricedItem | PricedByCaseItem, unit: Unit | None, columns: tuple[Name, ...]
) -> tuple[Price, ...] | None:
    """The prices of a line; None after a report. ``unit`` is what a claim's quantity is counted in, if it has one."""
    if isinstance(item, PricedByCaseItem):
        found = [_case(known, item, case, unit) for case in item.cases]
    elif columns:
        found = _in_columns(known, item, unit, columns)
    else:
        _check_single(known, item)
        found = [_price(known, item.outcome.text, item.prices[0], unit)]
    prices = [price for price in found if price is not None]
    return tuple(prices) if len(prices) == len(found) else None


def _check_single(known: Known, item: PricedItem) -> None:
    if len(item.prices) > 1:
        known.sink.report(
            rules.PRICES_AND_COLUMNS, cover(item.prices[1].span, item.prices[-1].span), outcome=item.outcome.text,
            found=f"{len(item.prices)} prices", columns="no columns",
            next_step="say what the columns are for: `prices for round_1, round_2`",
        )  # fmt: skip


def _in_columns(known: Known, item: PricedItem, unit: Unit | None, columns: tuple[Name, ...]) -> list[Price | None]:
    if len(item.prices) != len(columns):
        count = len(item.prices)
        known.sink.report(
            rules.PRICES_AND_COLUMNS, cover(item.prices[0].span, item.prices[-1].span), outcome=item.outcome.text,
            found=f"{count} prices" if count > 1 else "1 price", columns=f"{len(columns)}: "
            + ", ".join(column.text for column in columns),
            next_step="write a price for each column; `nothing` is a price too",
        )  # fmt: skip
        return [None]
    found: list[Price | None] = []
    for column, node in zip(columns, item.prices, strict=True):
        price = _price(known, item.outcome.text, node, unit)
        cohort = column.text if column.text in known.scope.cohorts else None
        groups = (column.text,) if column.text in known.scope.groups else ()
        found.append(
            None if price is None else Price(price.amount, price.node, column.span, cohort=cohort, groups=groups)
        )
    return found


def _case(known: Known, item: PricedByCaseItem, case: PriceCase, unit: Unit | None) -> Price | None:
    cohorts: list[str] = []
    groups: list[str] = []
    known_all = True
    for name in case.who:
        found = find_named(known, name, "cohort", "group")
        known_all = known_all and found is not None
        (cohorts if name.text in known.scope.cohorts else groups).append(name.text)
    start, end, readable = _period(known, case, item.outcome.text)
    price = _price(known, item.outcome.text, case.price, unit)
    if price is None or not known_all or not readable:
        return None
    if len(set(cohorts)) > 1:
        known.sink.report(
            rules.PRICE_NEVER_HOLDS, cover(case.who[0].span, case.who[-1].span), outcome=item.outcome.text,
            reason=f"nobody is in {' and '.join(dict.fromkeys(cohorts))} at once",
        )  # fmt: skip
        return None
    condition = cover(case.span, case.who[-1].span if case.who else case.span) if case.who or start or end else None
    return Price(
        price.amount, case.price, condition, cohorts[0] if cohorts else None, tuple(dict.fromkeys(groups)), start, end
    )


def _period(known: Known, case: PriceCase, outcome: str) -> tuple[date | None, date | None, bool]:
    """The first and last day of a case, and whether both could be read."""
    if case.start is not None and case.end is not None:
        period = read_period(case.start, case.end, f"this price of `{outcome}`", known.sink)
        return (None, None, False) if period is None else (*period, True)
    start = None if case.start is None else read_day(case.start, known.sink)
    end = None if case.end is None else read_day(case.end, known.sink)
    return start, end, (start is None) == (case.start is None) and (end is None) == (case.end is None)


def _price(known: Known, outcome: str, node: Expression, unit: Unit | None) -> Price | None:
    """A fixed price; None after a report."""
    if not known.terms.currency:
        return None
    money = units.money(known.terms.currency)
    wanted = money if unit is None else units.rate(money, unit)
    meaning = amount(known, node, Place("a rate card", want=wanted, what=f"the price of `{outcome}`"))
    if meaning is UNKNOWN or not _is_price(known, outcome, node, meaning, unit):
        return None
    value = meaning.interval.low
    if not ranges.is_point(meaning.interval) or value is None or not meaning.constant or value < _ZERO:
        _report_not_fixed(known, node, meaning)
        return None
    if isinstance(node, Money):
        check_payable(known, node)
    return Price(value, node)


def _is_price(known: Known, outcome: str, node: Expression, meaning: Meaning, unit: Unit | None) -> bool:
    """Whether an amount is a price for one claim, or for one unit of what it states."""
    money = units.money(known.terms.currency)
    found = meaning.unit
    if found is None:
        return True
    if units.currencies_of(found) != (known.terms.currency,):
        return fits(known, node, meaning, money, f"the price of `{outcome}`")
    wanted = money if unit is None else units.rate(money, unit)
    if units.same(found, wanted):
        return True
    counted = "no quantity" if unit is None else f"{units.describe(unit)}"
    per = "one claim" if units.is_money(found) else units.describe(found).partition(" per ")[2]
    step = (
        f"write `per {units.describe(units.rate(money, unit)).partition(' per ')[2]}` behind it"
        if unit
        else (f"write the price of one claim, or add `quantity` and its unit to `{outcome}`")
    )
    known.sink.report(
        rules.PRICE_PER_SOMETHING_ELSE, node.span, others=[(known.scope.names[outcome].name.span, "this outcome")],
        found=f"this is the price of {per}, and claims of `{outcome}` state {counted}", next_step=step,
        expectation="the price of one claim" if unit is None else f"a price in {units.describe(wanted)}",
    )  # fmt: skip
    return False


def _report_not_fixed(known: Known, node: Expression, meaning: Meaning) -> None:
    reason = "depends on evidence"
    if meaning.supplied:
        reason = f"is that of parameter `{meaning.supplied[0]}`, which has no value in the contract"
    elif meaning.constant and meaning.interval.low is not None:
        reason = f"is {shown(meaning.interval.low, meaning.unit)}, which is below nothing"
    elif isinstance(node, Reference):
        reason = f"is that of `{node.name.text}`, which is reported"
    known.sink.report(rules.PRICE_NOT_FIXED, node.span, reason=reason, sample=f"{known.terms.currency} 500")
