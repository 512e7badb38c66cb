"""One cell of a file about people, read exactly: a day, a number, a name, several names.

In: the text of a cell. Out: its value, or the code of what is wrong with it.
Relies on nothing but the standard library.
Guarantees: no float and no guess. The patterns and limits here are also those of the set-wise readers, so they use
only what regular expressions mean alike everywhere. A code says what is wrong without repeating the cell, which
may hold what is known about a person.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from sibdsl.runtime.claims_sheets import NumberCell

CELL_BLANKS = " \t\r\n"
"""What is not part of a cell at its ends."""

PLAIN_NUMBER = r"[+-]?[0-9]+(\.[0-9]+)?"
"""A number with a decimal point."""

GROUPED_NUMBER = r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"
"""A number with commas before each three digits."""

SHORT_NUMBER = r"[+-]?[0-9]{1,12}(\.[0-9]{1,6})?"
"""A number, its commas taken out, that every engine can hold exactly."""

DAY_IN_OTHER_FORM = r"[0-9]{1,4}[/. -][0-9]{1,2}[/. -][0-9]{1,4}"
"""A day that is written in another way than year-month-day, or with fewer digits."""

DAY_IN_FORM = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
"""A day as it must be written, in the calendar or not."""

FIRST_YEAR_OF_CLAIMS, LAST_YEAR_OF_CLAIMS = 1900, 2999
"""Days of claims lie in these years, both included."""

_is_plain_number = re.compile(PLAIN_NUMBER)
_is_grouped_number = re.compile(GROUPED_NUMBER)
_is_short_number = re.compile(SHORT_NUMBER)
_is_day = re.compile(DAY_IN_FORM)
_is_other_day = re.compile(DAY_IN_OTHER_FORM)


class CellFault(Exception):
    """A cell that cannot be used; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def day_of_cell(text: str) -> date:
    """Read a day.

    Raises:
        CellFault: SIB940 not a day of the calendar in the years of claims, SIB941 written in another way.
    """
    if _is_day.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise CellFault("SIB940") from None
        if not FIRST_YEAR_OF_CLAIMS <= day.year <= LAST_YEAR_OF_CLAIMS:
            raise CellFault("SIB940")
        return day
    raise CellFault("SIB941" if _is_other_day.fullmatch(text) else "SIB940")


def number_of_cell(text: str, cell: NumberCell) -> Fraction:
    """Read a number in its unit, as an exact value in base measure.

    Raises:
        CellFault: SIB931 no number, SIB932 a percentage where none is wanted, SIB933 a percentage without its sign,
            SIB935 more digits than can be held or than the contract asks for.
    """
    percent = cell.unit.kind == "percent"
    signed = text.endswith("%")
    if signed and not percent:
        raise CellFault("SIB932")
    number = text[:-1].rstrip(CELL_BLANKS) if signed else text
    if not _is_plain_number.fullmatch(number) and not _is_grouped_number.fullmatch(number):
        raise CellFault("SIB931")
    if percent and not signed:
        raise CellFault("SIB933")
    number = number.replace(",", "")
    if not _is_short_number.fullmatch(number):
        raise CellFault("SIB935")
    value = Fraction(number) * cell.unit.scale
    if cell.step is not None and (value / cell.step).denominator != 1:
        raise CellFault("SIB935")
    return value


def names_of_cell(text: str) -> frozenset[str]:
    """Read several names with ``;`` between them."""
    return frozenset(name for part in text.split(";") if (name := part.strip(CELL_BLANKS)))
