"""Conditions of outcomes as SQL: numbers within ranges, requirements, documents.

In: what an outcome asks of a claim, and columns of the claims table. Out: conditions.
Relies on ``trees``. Guarantees: bounds are compared as exact decimals or as whole numbers, never divided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from sibdsl.generators.sql.cards import LARGEST_QUANTITY, MILLION, Cards
from sibdsl.generators.sql.trees import quoted
from sibdsl.runtime.claims_plan import Documents, OutcomePlan, Requirement
from sibdsl.runtime.exact import decimal_text
from sibdsl.runtime.plan import Range

NEVER = "1 = 0"
ALWAYS = "1 = 1"


def in_range(column: str, allowed: Range, scale: Fraction) -> str:
    """Write that a number as written lies in a range of base measure; it is ``ALWAYS`` when any number does."""
    conditions: list[str] = []
    if allowed.low is not None:
        conditions.append(_compared(column, ">=" if allowed.low_closed else ">", allowed.low / scale))
    if allowed.high is not None:
        conditions.append(_compared(column, "<=" if allowed.high_closed else "<", allowed.high / scale))
    return " AND ".join(condition for condition in conditions if condition != ALWAYS) or ALWAYS


def _compared(column: str, sign: str, bound: Fraction) -> str:
    if abs(bound) > LARGEST_QUANTITY:
        # No number of the evidence is as large.
        return ALWAYS if (bound > 0) == sign.startswith("<") else NEVER
    if MILLION % bound.denominator == 0:
        return f"{column} {sign} {_literal(bound)}"
    return f"CAST({column} AS DECIMAL(38, 6)) * {bound.denominator} {sign} {bound.numerator}"


def _literal(bound: Fraction) -> str:
    digits = next(digits for digits in range(7) if 10**digits % bound.denominator == 0)
    return decimal_text(bound, digits)


def too_fine(column: str, step: Fraction, scale: Fraction) -> str:
    """Write that a number as written is no multiple of a step of base measure."""
    millionths = step / scale * MILLION
    if millionths == 1:
        return NEVER
    number = f"CAST(CAST({column} AS DECIMAL(38, 6)) * {MILLION * millionths.denominator} AS BIGINT)"
    return f"{number} % {millionths.numerator} <> 0"


def meets(requires: tuple[tuple[Requirement, ...], ...], outcome: OutcomePlan, claim: str) -> str:
    """Write that all requirements of one alternative are met; a number that is missing meets none."""
    units = {recorded.name: recorded.unit.scale for recorded in outcome.recorded}
    alternatives = [
        " AND ".join(
            _number_in_range(f'{claim}."recorded_{item.recorded}"', item.range, units[item.recorded])
            for item in alternative
        )
        for alternative in requires
    ]
    return "COALESCE(" + " OR ".join(f"({alternative})" for alternative in alternatives) + ", 1 = 0)"


def _number_in_range(column: str, allowed: Range, scale: Fraction) -> str:
    condition = in_range(column, allowed, scale)
    return f"NOT {column} IS NULL" if condition == ALWAYS else condition


def documents_complete(documents: tuple[Documents, ...], column: str) -> str:
    """Write that enough of the documents are there."""
    held = f"';' || COALESCE({column}, '') || ';'"
    conditions = []
    for needed in documents:
        names = list(dict.fromkeys(needed.names))
        there = [f"STRPOS({held}, {quoted(f';{name};')}) > 0" for name in names]
        if needed.count == len(needed.names) == len(names):
            conditions += there
        else:
            found = " + ".join(
                f"CASE WHEN {one} THEN {needed.names.count(name)} ELSE 0 END"
                for one, name in zip(there, names, strict=True)
            )
            conditions.append(f"{found} >= {needed.count}")
    return " AND ".join(conditions)


def by_outcome(
    cards: Cards, term: Callable[[OutcomePlan], str], column: str, outcomes: Iterable[OutcomePlan] | None = None
) -> Iterator[tuple[str, str]]:
    """Give each different term with the condition on the outcome for which it holds; ``""`` where all have it."""
    found: dict[str, list[str]] = {}
    for outcome in cards.claims.outcomes if outcomes is None else outcomes:
        written = term(outcome)
        if written:
            found.setdefault(written, []).append(outcome.name)
    for written, names in found.items():
        yield cards.condition(names, column), written


def both(*conditions: str) -> str:
    """Join conditions with AND, leaving out empty ones."""
    kept = [f"({condition})" if " OR " in condition else condition for condition in conditions if condition]
    return " AND ".join(kept) or ALWAYS
