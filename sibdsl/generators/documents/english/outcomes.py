"""What an example leads to, in words: who pays what, from the data of a statement.

In: the data of a settled statement. Out: short texts.
Relies on the keys of the statement JSON.
Guarantees: every amount is repeated from the statement, none is computed but sums of its lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from sibdsl.generators.documents.english.caps import money_words
from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.lists import counted, joined_names
from sibdsl.generators.documents.english.names import Names


def lines_about(statement: Mapping[str, Any], payments: Iterable[str]) -> list[Mapping[str, Any]]:
    """List the lines of some payments."""
    wanted = set(payments)
    return [line for line in statement["payments"] if line["payment"] in wanted]


def paid_words(lines: Sequence[Mapping[str, Any]], names: Names) -> str:
    """Say what lines of one payment pay together, and who pays what where several pay."""
    total = sum((Fraction(line["amount"]) for line in lines), Fraction(0))
    words = money_words(total, names)
    words = words[:1].upper() + words[1:]
    payers = list(dict.fromkeys(line["payer"] for line in lines))
    if len(payers) > 1 and total:
        parts = [
            f"{money_words(_sum(line for line in lines if line['payer'] == payer), names)} by {names.party(payer)}"
            for payer in payers
        ]
        words += f" ({joined_names(parts)})"
    days = {(line["determination"]["date"], line["determination"]["cohort"]) for line in lines}
    return f"{words} in {counted(len(days), 'determination')}" if len(days) > 1 else words


def determination_words(determination: Mapping[str, Any], names: Names) -> str:
    """Name a determination: ``30 September 2016``, with its cohort."""
    day = day_words(date.fromisoformat(determination["date"]))
    cohort = determination["cohort"]
    return f"{day}, {names.term(cohort)}" if cohort else day


def _sum(lines: Iterable[Mapping[str, Any]]) -> Fraction:
    return sum((Fraction(line["amount"]) for line in lines), Fraction(0))
