"""Amounts, percentages, dates and texts that could stand at a caret.

In: a view, a caret, what the parser would take there. Out: items with placeholders for what the author fills in.
Relies on: the parser's tables for what may stand there; the checker for the unit of what something is compared with.
Guarantees: what is compared with a percentage is not offered as money, nor the other way round; where an amount is
all that is missing of a row or a price, it comes first.
"""

import re
from collections.abc import Iterator
from typing import Final

from sibdsl.ide.completion_caret import Caret
from sibdsl.ide.completion_items import FITTING, LIKELY, POSSIBLE, UNLIKELY, Item
from sibdsl.ide.completion_names import begins_a_person
from sibdsl.ide.completion_reading import NAME
from sibdsl.ide.completion_scenarios import as_written, day_items, round_amount, value_items
from sibdsl.semantics.meaning import Meaning
from sibdsl.syntax import kinds
from sibdsl.values import units
from sibdsl.values.currencies import currency_codes
from sibdsl.workspace.view import View

_ONE_CURRENCY: Final = "GBP"
_FOR_COHORTS: Final = re.compile(r"due for (?:each cohort|cohorts N(?: , N)*)$")
_COMPARING: Final = re.compile(r"(?:.* )?(?:at least|above|at most|below|exactly|from|to)")
_TABLES: Final = ("steps", "cases", "dates", "rate card", "prices")
_BEFORE_A_UNIT: Final = frozenset(("unit", "currency", "quantity", "in"))
"""The words behind which a currency stands without an amount."""


def lacks_amount(caret: Caret) -> bool:
    """Whether the three letters of a currency stand in front of the caret, and its amount is still to come."""
    if len(caret.words) < 2 or caret.words[-1] != NAME or caret.words[-2] in _BEFORE_A_UNIT:
        return False
    return caret.tokens[-1][3] in currency_codes()


def amount_items() -> Iterator[Item]:
    """The amount behind the three letters of a currency."""
    yield Item("100,000", "value", "${1:100,000}", "the amount", rank=FITTING)


def typed_items(view: View, caret: Caret, accepted: list[int]) -> Iterator[Item]:
    """What the author types out: with a placeholder, in the unit that is wanted."""
    compared = _compared(view, caret)
    if caret.block == "scenario" and kinds.EQUALS in accepted and not begins_a_person(caret):
        yield _equal(view, caret)
    if caret.block == "scenario" and caret.statement.startswith("given") and caret.words[-1] == "=":
        yield from value_items(view, next(iter(caret.names), ""))
    if kinds.MONEY in accepted and _takes_money(compared):
        yield Item(f"{_currency(view)} …", "value", f"{_currency(view)} ${{1:100,000}}", "an amount of money",
                   rank=_rank_of_money(caret))  # fmt: skip
    if kinds.PERCENT in accepted and (compared is None or compared.unit == units.PERCENT):
        yield Item("…%", "value", "${1:10}%", "a percentage", rank=FITTING if compared is not None else POSSIBLE)
    if kinds.NUMBER in accepted and compared is not None and not _has_sign(compared):
        value = as_written(round_amount(compared), compared)
        yield Item(value, "value", f"${{1:{value}}}", "so much", rank=FITTING)
    if kinds.STRING in accepted:
        yield Item('"…"', "value", '"${1:text}"', "a text in quotes", rank=POSSIBLE)
    if kinds.DATE in accepted:
        yield from _days(view, caret)
    if kinds.NUMBER in accepted and caret.block == "payment" and _FOR_COHORTS.match(caret.statement):
        says = "so long after the last day of each cohort"
        yield Item("12 months after it ends", "value", "${1:12} months after it ends", says, rank=LIKELY)


def _currency(view: View) -> str:
    return (view.known.terms.currency if view.known is not None else "") or _ONE_CURRENCY


def _equal(view: View, caret: Caret) -> Item:
    """`= GBP 100,000` behind what is expected, `= ...` behind what is given."""
    if caret.statement.startswith("expect"):
        return Item(f"= {_currency(view)} …", "value", f"= {_currency(view)} ${{1:100,000}}", "so much is owed",
                    rank=FITTING)  # fmt: skip
    values = [item.label for item in value_items(view, next(iter(caret.names), ""))]
    return Item("= …", "value", f"= ${{1:{values[0] if values else '100'}}}", "the value", rank=FITTING)


def _rank_of_money(caret: Caret) -> int:
    """First where a row has its comparison, or an outcome has no price yet."""
    if caret.block == "rate card":
        return FITTING if caret.words == (NAME,) else POSSIBLE
    begun = bool(caret.words) and not _COMPARING.fullmatch(caret.statement)
    return FITTING if caret.block in _TABLES and begun else POSSIBLE


def _compared(view: View, caret: Caret) -> Meaning | None:
    """What a value at the caret would be compared with, where that is one name that has a unit."""
    known = view.known
    if known is None or not _COMPARING.fullmatch(caret.statement):
        return None
    names = caret.names[-1:] or (caret.blocks[-1].names if caret.block in ("steps", "points") else ())
    if len(names) != 1:
        return None
    meaning = known.metrics.get(names[0]) or known.facts.get(names[0]) or known.parameters.get(names[0])
    return meaning if meaning is not None and meaning.unit is not None else None


def _has_sign(compared: Meaning) -> bool:
    """Whether an amount of it is written with a currency or a percent sign."""
    return compared.unit == units.PERCENT or _takes_money(compared)


def _takes_money(compared: Meaning | None) -> bool:
    return compared is None or compared.unit is None or bool(units.currencies_of(compared.unit))


def _days(view: View, caret: Caret) -> Iterator[Item]:
    known = view.known
    names = caret.blocks[0].names if caret.block == "dates" else caret.names
    name = next(iter(names), "")
    if caret.block in ("scenario", "dates") and name:
        yield from day_items(view, name)
    if known is None or not known.terms.known:
        return
    for day, what in ((known.terms.start, "the first day of the term"), (known.terms.end, "the last day of the term")):
        yield Item(day.isoformat(), "value", day.isoformat(), what, rank=UNLIKELY)
