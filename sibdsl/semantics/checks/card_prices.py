"""Prices of one outcome: a price for everybody on every day, and no price that never holds.

In: the known contract, with its rate cards. Out: findings in the sink.
"""

from __future__ import annotations

from datetime import date, timedelta

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.semantics import every
from sibdsl.semantics.cards.found import Card, Line, Price
from sibdsl.semantics.cards.people import cohorts_of
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Known
from sibdsl.source.span import Span
from sibdsl.surface.cards import PriceCase, PricedByCaseItem

_DAY = timedelta(days=1)


def _check_card(known: Known, card: Card) -> None:
    """Check the cases and columns of every price of a card."""
    for line in card.lines.values():
        if line.sound and known.terms.known:
            _check_line(known, card, line)


def _check_line(known: Known, card: Card, line: Line) -> None:
    if isinstance(line.node, PricedByCaseItem):
        _check_otherwise(known, line, line.node)
    population = known.outcomes[line.name.text].population
    cohorts: list[str | None] = list(cohorts_of(known, () if population is None else (population,))) or [None]
    for place, price in enumerate(line.prices):
        if price.condition is None and place:
            # `otherwise` may stand there in case anybody is left.
            continue
        earlier = line.prices[:place]
        if all(_is_covered(known, price, earlier, cohort) for cohort in cohorts if price.cohort in (None, cohort)):
            _report_never(known, line, price, earlier)
    # Who is in none of the groups that the columns are for is not claimed for: no line could say it otherwise.
    if not (card.columns and card.columns[0].text in known.scope.groups) or isinstance(line.node, PricedByCaseItem):
        _check_gap(known, line, cohorts)


def _check_otherwise(known: Known, line: Line, item: PricedByCaseItem) -> None:
    for case in item.cases[:-1]:
        if _is_otherwise(case):
            known.sink.report(rules.OTHERWISE_NOT_LAST, case.span, outcome=line.name.text)


def _is_otherwise(case: PriceCase) -> bool:
    return not case.who and case.start is None and case.end is None


def _is_covered(known: Known, price: Price, earlier: tuple[Price, ...], cohort: str | None) -> bool:
    """Whether prices before it hold on all days of a price, for everybody of the cohort for whom it would hold."""
    before = [other for other in earlier if _holds_for(other, cohort, price.groups)]
    return _first_day_without(known, before, price.start, price.end) is None


def _holds_for(price: Price, cohort: str | None, groups: tuple[str, ...]) -> bool:
    return price.cohort in (None, cohort) and set(price.groups) <= set(groups)


def _first_day_without(known: Known, prices: list[Price], start: date | None, end: date | None) -> date | None:
    """The first day from ``start`` to ``end`` (None: of the term) on which none of the prices holds."""
    day, last = start or known.terms.start, end or known.terms.end
    for price in sorted(prices, key=_start):
        if price.start is not None and price.start > day:
            break
        if price.end is None:
            return None
        day = max(day, price.end + _DAY)
    return day if day <= last else None


def _start(price: Price) -> date:
    return price.start or date.min


def _report_never(known: Known, line: Line, price: Price, earlier: tuple[Price, ...]) -> None:
    span = price.condition or price.node.span
    if any(other.condition is None for other in earlier):
        # What stands behind `otherwise` never holds; that `otherwise` is not the last was reported.
        return
    taken: list[tuple[Span, str]] = [
        (other.condition or other.node.span, "holds before it")
        for other in earlier
        if set(other.groups) <= set(price.groups) and (other.cohort is None or price.cohort in (None, other.cohort))
    ]
    reason = "an earlier one holds for the same people on the same days"
    if not taken:
        reason = "its days are outside the term of the contract"
    known.sink.report(rules.PRICE_NEVER_HOLDS, span, others=taken[:1], outcome=line.name.text, reason=reason)


def _check_gap(known: Known, line: Line, cohorts: list[str | None]) -> None:
    """Report the first people or days without a price."""
    for cohort in cohorts:
        prices = [price for price in line.prices if _holds_for(price, cohort, ())]
        day = _first_day_without(known, prices, None, None)
        if day is None:
            continue
        grouped = any(price.groups for price in line.prices)
        who = f"people of `{cohort}`" if cohort else "people"
        if grouped:
            who += " who are in none of the groups that it names"
        if prices or day != known.terms.start:
            who += f" on {day.isoformat()}"
        known.sink.report(rules.NO_PRICE_FOR, line.name.span, outcome=line.name.text, who=_in_short(who, line))
        return


def _in_short(who: str, line: Line) -> str:
    """``people`` alone says nothing: then there are no prices at all for anybody without a group or a cohort."""
    return who if who != "people" or not line.prices else "people for whom none of its cases holds"


CHECKS: tuple[Check, ...] = (Each(every.cards, _check_card),)
