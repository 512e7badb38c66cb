"""What phrases stand for: numbers in words, amounts in millions, periods, shares, written as the language has them.

In: matches of the patterns of `phrases`. Out: what is written in their place, or None where nobody can tell.
Relies on: `fractions` for shares, so that 1/8 is 12.5% and 1/3 is nothing that could be written.
Guarantees: exact; two ways of saying a number that do not agree are never settled here.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty".split(),
        1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
NUMBER_WORDS: Final = "|".join(sorted(_NUMBERS, key=len, reverse=True))
"""A pattern for the numbers that people write as words."""

WORDS_AND_OTHER_FIGURES: Final = r"\b(?:" + "|".join(rf"{w} \((?!{n}\))[0-9]+\)" for w, n in _NUMBERS.items()) + ")"
"""A pattern for a number in words with other figures behind it."""

_THOUSANDS: Final = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "million": 6, "bn": 9, "billion": 9}
_CURRENCIES: Final = {"£": "GBP", "€": "EUR", "$": "USD"}
_SCHEDULES: Final = {
    "month": "monthly",
    "quarter": "quarterly",
    "half year": "half-yearly",
    "half-year": "half-yearly",
    "year": "annually",
    "yearly": "annually",
    "annual": "annually",
    "biannually": "half-yearly",
    "bi-annually": "half-yearly",
    "semiannually": "half-yearly",
    "semi-annually": "half-yearly",
    "twice a year": "half-yearly",
}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROW_BEGINS: Final = (
    r"\s*(?:at least |from |between |exactly |at |>= ?|\u2265 ?)?(?:[A-Z]{{3}} )?{}(?![0-9]|[.,][0-9])"
    r"(?! ?%? ?(?:or|and) (?:less|below|lower|fewer|under))"
)
"""A row of a table to which the value in the middle belongs as its lowest."""

_FIGURES: Final = re.compile(r"[0-9][0-9.,]*")
LETTERS_LIKE_DIGITS: Final = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
"""Letters that are typed for digits."""

_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+([0-9]{4})")
_MONTH_FIRST: Final = re.compile(r"([A-Za-z]{3,9})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,\s+([0-9]{4})")
_IN_FIGURES: Final = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")


def in_figures(word: str, figures: str | None, unit: str) -> str | None:
    """A number in words as figures; None when the figures beside it say something else."""
    number = _NUMBERS[word.lower()]
    return None if figures is not None and int(figures) != number else f"{number}{unit}"


def in_full(currency: str, number: str, scale: str) -> str:
    """`GBP 1.2 million` as `GBP 1,200,000`."""
    amount = Decimal(number.replace(",", "")).scaleb(_THOUSANDS[scale.lower().rstrip(".")])
    whole = amount == amount.to_integral_value()
    return f"{currency} {amount:,.0f}" if whole else f"{currency} {amount:,.2f}"


def capped(match: re.Match[str]) -> str:
    """`maximum of £1.2 million` as `cap GBP 1,200,000 in total`."""
    return f"cap {_amount(match)} in total"


def capped_overall(match: re.Match[str]) -> str:
    """`cap of £1 million over the term` as `cap overall GBP 1,000,000 on all payments in total`."""
    scope = match["scope"] or " in total"
    name = "yearly" if scope.lower().endswith(" year") else "overall"
    return f"cap {name} {_amount(match)} on all payments{scope.lower()}"


def _amount(match: re.Match[str]) -> str:
    currency = match["currency"] or _CURRENCIES[match["sign"]]
    number, scale = match["number"], match["scale"]
    return in_full(currency, number, scale) if scale else f"{currency} {number}"


def role(words: str) -> str:
    """`Outcome Payer` as `outcome_payer`."""
    joined = re.sub(r"[\s-]+", "_", words.lower())
    return {"outcomes_payer": "outcome_payer", "topup_fund": "top_up_fund"}.get(joined, joined)


def letter_first(kind: str, written: str) -> str:
    """`cohort 1st` as `cohort cohort_1`: a name that begins with a digit as one that does not."""
    digits = re.sub(r"\D", "", written)
    named = kind if kind in ("cohort", "group", "metric", "party", "payment") else "cohort"
    return f"{kind} {named}_{digits}"


def grouped_by_spaces(match: re.Match[str]) -> str | None:
    """`EUR 750 000,00` and `750 000 €` as `EUR 750,000.00`."""
    number = ",".join(match[2].split()) + (f".{match[3][1:]}" if match[3] else "")
    currency = match[1] or ("EUR" if match[4] else "")
    return f"{currency} {number}" if currency else None if number.startswith("0") else number


def letters_as_digits(match: re.Match[str]) -> str:
    """`8OO,000` as `800,000`."""
    currency, _, number = match[1].rpartition(" ")
    return f"{currency} {number.translate(LETTERS_LIKE_DIGITS)}".strip()


def iso(written: str) -> str | None:
    """A date with its month in words, or the year last, as year-month-day; None when it can be read in two ways."""
    day_first, month_first = _DAY_FIRST.fullmatch(written), _MONTH_FIRST.fullmatch(written)
    if day_first:
        return _date(day_first[3], _month(day_first[2]), int(day_first[1]))
    if month_first:
        return _date(month_first[3], _month(month_first[1]), int(month_first[2]))
    figures = _IN_FIGURES.fullmatch(written)
    if not figures:
        return written
    first, second = int(figures[1]), int(figures[2])
    if first > 12 >= second:
        return _date(figures[3], second, first)
    return _date(figures[3], first, second) if second > 12 >= first or first == second else None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1 if name[:3].lower() in _MONTHS else 0


def _date(year: str, month: int, day: int) -> str | None:
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def period(match: re.Match[str]) -> str | None:
    """Two dates with `to` between them. Where one of them shows which number is the day, so it is in the other."""
    first, last = iso(match[1]), iso(match[2])
    if first is None and last is not None and (figures := _IN_FIGURES.fullmatch(match[1])):
        first = _in_the_order_of(match[2], figures)
    if last is None and first is not None and (figures := _IN_FIGURES.fullmatch(match[2])):
        last = _in_the_order_of(match[1], figures)
    return None if first is None or last is None else f"{first} to {last}"


def _in_the_order_of(other: str, figures: re.Match[str]) -> str | None:
    found = _IN_FIGURES.fullmatch(other)
    if found is None:
        return None
    if int(found[1]) > 12:
        return _date(figures[3], int(figures[2]), int(figures[1]))
    return _date(figures[3], int(figures[1]), int(figures[2])) if int(found[2]) > 12 else None


def every(match: re.Match[str]) -> str:
    """`due each quarter` as `due quarterly`."""
    word = " ".join(match[1].lower().split())
    return f"due {_SCHEDULES.get(word, word)}"


def per_each(match: re.Match[str]) -> str:
    """`in respect of each participant` as `per person`."""
    word = (match[1] or match[2]).lower()
    return f"per {word if word in ('claim', 'outcome', 'cohort') else 'person'}"


def equal_shares(match: re.Match[str]) -> str | None:
    """`shared equally by a and b` as `shared by a 50%, b 50%`; None where the shares cannot be written."""
    names = re.split(r", | and ", match[1])
    share = _percent(Fraction(1, len(names)))
    return f"shared by {', '.join(f'{name} {share}' for name in names)}" if share else None


def shares_in_percent(match: re.Match[str]) -> str | None:
    """`shared by a 4/5, b 1/5` in percent; None where a share cannot be written."""
    fractions = re.findall(r"[0-9]+/[0-9]+", match[1])
    if any(fraction.endswith("/0") or not _percent(Fraction(fraction)) for fraction in fractions):
        return None
    return re.sub(r"[0-9]+/[0-9]+", lambda found: _percent(Fraction(found[0])), match[1])


def significance(match: re.Match[str]) -> str:
    """`significant at 0.05` as `significant at 5%`."""
    return f"significant at {_percent(Fraction(match[1]))}"


def is_met(match: re.Match[str]) -> str:
    """`is not achieved` as `is not met`."""
    return f"is {match[1] or ''}met"


def value_range(match: re.Match[str]) -> str:
    """`5-10%` as `from 5% to 10%`."""
    first, last = match[1], match[2]
    if last.endswith("%") and not first.endswith("%"):
        first += "%"
    return f"from {first} to {last.replace(' %', '%')}"


def range_among_rows(match: re.Match[str], above: str, below: str) -> str:
    """`10% - 15%` as `from 10% to below 15%` where the row above or below begins at 15%, to which it belongs then."""
    first, to, last = value_range(match).rpartition(" to ")
    begins = _ROW_BEGINS.format(re.escape(_bare(last)))
    taken = any(re.match(begins, row, re.IGNORECASE) for row in (above, below))
    return f"{first}{to}{'below ' if taken else ''}{last}"


def _bare(value: str) -> str:
    """The figures of a value, without its unit."""
    found = _FIGURES.search(value)
    return found[0] if found else value


def bracket(match: re.Match[str]) -> str:
    """`1 to 200 people` as `first 200 people`, `201 to 300 people` as `next 100 people`."""
    first, last = int(match[1].replace(",", "")), int(match[2].replace(",", ""))
    count = last - first + 1 if first else last
    return f"{'first' if first <= 1 else 'next'} {count:,} {match[3]}"


def as_remark(match: re.Match[str]) -> str:
    """A line, or the rest of one, as a remark."""
    written = match[0].strip()
    return "# " + written.removeprefix("//").removeprefix("/*").removeprefix("--").removesuffix("*/").strip()


def _percent(share: Fraction) -> str:
    """A share in percent; empty when it has no end."""
    percent = share * 100
    for digits in range(7):
        scaled = percent * 10**digits
        if scaled.denominator == 1:
            text = f"{scaled.numerator:0{digits + 1}}"
            return f"{text[: len(text) - digits]}{'.' if digits else ''}{text[len(text) - digits :]}%"
    return ""
