"""The text of one cell of evidence, read exactly.

In: texts as people and spreadsheets write them, and the unit they should be in.
Out: exact values in base measure, dates, or a ``Problem`` in words.
Relies on ``wording``. Guarantees: no float, no guess: a text with two readings is a problem that names both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sibdsl.runtime.plan import Range, Unit
from sibdsl.runtime.wording import exact_number, quantity_text, quoted

_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}([. '][0-9]{3})+),[0-9]+")
_SPACED = re.compile(r"[+-]?[0-9]{1,3}([\s'_][0-9]{3})+(\.[0-9]+)?")
_SCIENTIFIC = re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]+")
_CURRENCY_FIRST = re.compile(r"(?P<sign>-?)(?P<currency>[A-Z]{3})\s*(?P<number>.*)")
_CURRENCY_LAST = re.compile(r"(?P<number>.*[0-9])\s*(?P<currency>[A-Z]{3})")
_SYMBOL = re.compile(r"(?P<sign>-?)(?P<symbol>[$£€¥₹])\s*(?P<number>.*)")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_OTHER_DATE = re.compile(r"([0-9]{1,4})[/. -]([0-9]{1,2})[/. -]([0-9]{1,4})")
_LONGEST_NUMBER = 40
# A due date that is counted from a day of evidence must still be in the calendar.
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell: a code, what was found, what was expected, and one next step."""

    code: str
    message: str
    expected: str
    help: str


def read_value(text: str, unit: Unit) -> Fraction | Problem:
    """Read a value in its unit, as an exact value in base measure."""
    text = text.strip()
    if unit.kind == "percent":
        found = _read_percent(text)
    elif unit.kind == "points":
        found = _read_points(text)
    elif unit.kind == "money":
        found = _read_money(text, unit)
    else:
        found = _read_count(text, unit)
    return found if isinstance(found, Problem) else found * unit.scale


def read_date(text: str) -> date | Problem:
    """Read a date, which is written with the year first."""
    text = text.strip()
    iso = _ISO_DATE.fullmatch(text)
    expected = "a date as year-month-day, such as 2016-08-31"
    if iso:
        year, month, day = (int(part) for part in iso.groups())
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            message = f"{quoted(text)} is not in the years {_FIRST_YEAR} to {_LAST_YEAR}"
            return Problem("SIB940", message, expected, "check the year")
        try:
            return date(year, month, day)
        except ValueError:
            help = "check the day and the month"
            return Problem("SIB940", f"there is no day {quoted(text)} in the calendar", expected, help)
    other = _OTHER_DATE.fullmatch(text)
    if other:
        example = _date_example(*(int(part) for part in other.groups()))
        message = f"the date {quoted(text)} is not written as year-month-day"
        return Problem("SIB941", message, expected, f"write it as YYYY-MM-DD{example}")
    return Problem("SIB940", f"{quoted(text)} is not a date", expected, "write it as YYYY-MM-DD")


def range_text(range: Range, unit: Unit, digits: int) -> str:
    """Write a range in the words of a contract: ``from 0% to 100%``, ``at least 0 hours``."""
    low = None if range.low is None else quantity_text(range.low, unit, digits)
    high = None if range.high is None else quantity_text(range.high, unit, digits)
    if low is not None and high is not None and range.low_closed:
        return f"from {low} to {'' if range.high_closed else 'below '}{high}"
    words = []
    if low is not None:
        words.append(f"{'at least' if range.low_closed else 'above'} {low}")
    if high is not None:
        words.append(f"{'at most' if range.high_closed else 'below'} {high}")
    return " and ".join(words)


def is_in_range(value: Fraction, range: Range) -> bool:
    """Say whether a value lies in a range."""
    if range.low is not None and (value < range.low or (value == range.low and not range.low_closed)):
        return False
    return range.high is None or value < range.high or (value == range.high and range.high_closed)


def _read_number(text: str) -> Fraction | Problem:
    """Read a number with a decimal point, with or without commas between thousands."""
    if len(text) > _LONGEST_NUMBER:
        return _not_a_number(text, f"it has {len(text)} characters", "a number", "check the cell")
    if _PLAIN.fullmatch(text):
        return Fraction(text)
    if _GROUPED.fullmatch(text):
        return Fraction(text.replace(",", ""))
    expected = "a number such as 9240, 9,240 or 12.5"
    if _DECIMAL_COMMA.fullmatch(text):
        whole, _, part = text.rpartition(",")
        whole = re.sub(r"[. ']", "", whole)
        reason = "a comma stands only before each three digits, never for the decimal point"
        return _not_a_number(text, reason, expected, f"write {whole}.{part} or {whole}{part}, whichever is meant")
    if _SPACED.fullmatch(text):
        plain = re.sub(r"[\s'_]", "", text)
        return _not_a_number(text, "thousands are separated by commas or not at all", expected, f"write {plain}")
    if _SCIENTIFIC.fullmatch(text):
        reason = "a spreadsheet may have shortened it"
        return _not_a_number(text, reason, expected, "write all its digits")
    if "," in text and re.fullmatch(r"[+-]?[0-9,.]+", text):
        return _not_a_number(text, "its commas are not before each three digits", expected, "write it without commas")
    return _not_a_number(text, "", expected, "write the number alone, or leave the cell empty if it is not known yet")


def _read_percent(text: str) -> Fraction | Problem:
    number = _read_number(text.removesuffix("%").rstrip())
    expected = "a percentage such as 12.5%"
    if isinstance(number, Problem):
        if _names_other_unit(text):
            return _wrong_unit(text, "is not a percentage", expected, "write the number with a % sign")
        return number
    if text.endswith("%"):
        return number
    hundredfold = exact_number(number * 100)
    message = f"{quoted(text)} has no % sign: it could mean {exact_number(number)}% or {hundredfold}%"
    return Problem("SIB933", message, expected, f'write "{exact_number(number)}%" if that is meant')


def _read_points(text: str) -> Fraction | Problem:
    expected = "percentage points such as 5 or 5 points"
    if text.endswith("%"):
        help = f"write {text.removesuffix('%').strip()} points if percentage points are meant"
        return _wrong_unit(text, "is a percentage, not percentage points", expected, help)
    return _read_number(re.sub(r"\s*(percentage )?points?$", "", text))


def _read_money(text: str, unit: Unit) -> Fraction | Problem:
    currency, _, rest = unit.text.partition(" ")
    expected = f"an amount such as {currency} 1,234.50 or 1234.50"
    if rest and text.endswith(f" {rest}"):
        text = text[: -len(rest)].rstrip()
    if text.endswith("%"):
        return _wrong_unit(text, "is a percentage, not an amount of money", expected, f"write it in {currency}")
    if found := _CURRENCY_FIRST.fullmatch(text):
        if found["currency"] != currency:
            message = f"{quoted(text)} is in {found['currency']}, but the contract counts in {currency}"
            return Problem("SIB934", message, expected, f"report the amount in {currency}")
        return _read_number(found["sign"] + found["number"])
    if found := _SYMBOL.fullmatch(text):
        help = f"write {currency} {found['sign']}{found['number']} if {currency} is meant"
        return Problem("SIB934", f"the sign {found['symbol']} stands for several currencies", expected, help)
    if found := _CURRENCY_LAST.fullmatch(text):
        help = f"write {currency} {found['number']} if {currency} is meant"
        return Problem("SIB934", f"{quoted(text)} has its currency behind the number", expected, help)
    return _read_number(text)


def _read_count(text: str, unit: Unit) -> Fraction | Problem:
    name = unit.text if unit.text not in ("", "number") else "a number"
    expected = f"a number of {unit.text} such as 9,240" if name == unit.text else "a number such as 9,240"
    for ending in (unit.text, quantity_text(unit.scale, unit, 0).removeprefix("1 ")):
        if ending and text.endswith(f" {ending}"):
            return _read_number(text[: -len(ending)].rstrip())
    if text.endswith("%"):
        return _wrong_unit(text, f"is a percentage, not {name}", expected, "write the number without the % sign")
    number = _read_number(text)
    if isinstance(number, Problem) and _names_other_unit(text):
        return _wrong_unit(text, f"is not in {name}", expected, f"write the number of {unit.text or 'units'} alone")
    return number


def _names_other_unit(text: str) -> bool:
    """Say whether a text is a number with a word before or behind it."""
    found = re.fullmatch(r"(?:[A-Z]{3}|[$£€¥₹])?\s*[+-]?[0-9][0-9,.]*\s*%?\s*[A-Za-z ]*", text[:_LONGEST_NUMBER])
    return found is not None and re.search(r"[A-Za-z$£€¥₹]", text) is not None


def _not_a_number(text: str, reason: str, expected: str, help: str) -> Problem:
    because = f": {reason}" if reason else ""
    return Problem("SIB931", f"{quoted(text)} is not a number{because}", expected, help)


def _wrong_unit(text: str, why: str, expected: str, help: str) -> Problem:
    return Problem("SIB932", f"{quoted(text)} {why}", expected, help)


def _date_example(first: int, second: int, third: int) -> str:
    """Write a date in another order with the year first, where only one reading is possible."""
    if first > 31:
        return f": {first:04}-{second:02}-{third:02}"
    if third < 1000:
        return ""
    day, month = (first, second) if second <= 12 else (second, first)
    # Without a number above 12, the day and the month could be either way round.
    return f": {third:04}-{month:02}-{day:02}" if max(first, second) > 12 or first == second else ""
