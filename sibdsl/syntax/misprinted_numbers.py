"""Numbers that run on, percent signs that stand elsewhere, digits of other scripts.

In: the text, an offset, the tokens, the sink. Out: the offset behind the number; a token for the number
that was probably meant, so that the rest of the statement is read.
Relies on: `misprints`, which calls it. Guarantees: as `misprints`.
"""

import re
import unicodedata
from typing import Final

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules.syntax import (
    COMMON_MISTAKE,
    MALFORMED_NUMBER,
    OTHER_DATE_ORDER,
    OTHER_DIGITS,
    PLACEHOLDER,
    SUPERFLUOUS_SIGN,
)
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.placeholders import is_placeholder
from sibdsl.source.span import Span, make
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.rewriting import LETTERS_LIKE_DIGITS

# No unbounded repetition stands next to another one that could match the same digits.
RUN: Final = re.compile(r"[0-9]+(?:[.,'\u2019][0-9]+)*")
_PERCENT: Final = re.compile(r"[ \t]?[%\uff05]")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2,}")
_DOTTED_DATE: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?![0-9.,])")
_DECIMAL_COMMA: Final = re.compile(r"[0-9]+,[0-9]{1,2}|[0-9]{1,3}(?:[.\u2019'][0-9]{3})+,[0-9]+")
_ONE_DECIMAL: Final = re.compile(r",[0-9]\Z")
_OTHER_GROUPS: Final = re.compile(
    r"[0-9]{1,3}(?:[.\u2019'][0-9]{3}){2,}(?:\.[0-9]+)?|[0-9]{1,3}(?:[\u2019'][0-9]{3})+(?:\.[0-9]+)?"
)
AMOUNT: Final = re.compile(r"[ \t\u00a0]?([0-9]{1,3}(?:,[0-9]{3}){1,9}|[0-9]{1,30})(\.[0-9]{1,30})?(?![.,]?[0-9])")
_DIGITS_AND_LETTERS: Final = re.compile(r"[0-9OolI]+")
_MOST_DIGITS: Final = 30
_OTHER_RUN: Final = re.compile(r"[\d.,\uff0c\uff0e]*\d")


def read_number(text: str, position: int, tokens: list[Token], sink: Sink) -> int:
    """Read digits that are neither a number nor a date."""
    date = _DATE.match(text, position)
    if date:
        advice = "delete what does not belong to the date"
        sink.report(OTHER_DATE_ORDER, make(*date.span()), date=date[0], reason="it has too many digits", advice=advice)
        tokens.append((kinds.DATE, *date.span(), date[0][:10]))
        return date.end()
    dotted = _DOTTED_DATE.match(text, position)
    if dotted:
        return _read_dotted_date(dotted, tokens, sink)
    match = RUN.match(text, position)
    run = match[0] if match else text[position]
    end = position + len(run)
    reason, plain, safe = plain_number(run)
    if safe and _ONE_DECIMAL.search(run) and tokens and is_currency_code(tokens[-1][3]):
        # Money has two decimals: in `GBP 80,0` rather zeros are missing than the sign is the wrong one.
        safe = False
    span = make(position, end)
    fix = Fix(f"write `{plain}`", "safe" if safe else "unsafe", (Edit(span, plain),)) if plain else None
    advice = (
        f"write `{plain}`" if safe else f"if that is what is meant, write `{plain}`" if plain else "write it out again"
    )
    sink.report(MALFORMED_NUMBER, span, number=run, reason=reason, advice=advice, fix=fix)
    return _add_number(text, position, end, plain or "0", tokens)


def _read_dotted_date(match: re.Match[str], tokens: list[Token], sink: Sink) -> int:
    day, month, year = match.groups()
    first, second = int(day), int(month)
    plain = f"{year}-{second:02}-{first:02}" if second <= 12 < first <= 31 else ""
    span = make(*match.span())
    sink.report(
        OTHER_DATE_ORDER,
        span,
        date=match[0],
        reason="the year comes last",
        advice=f"write `{plain}`" if plain else "write the year first, then the month, then the day",
        fix=Fix(f"write `{plain}`", "safe", (Edit(span, plain),)) if plain else None,
    )
    tokens.append((kinds.DATE, *match.span(), plain or f"{year}-01-01"))
    return match.end()


def plain_number(run: str) -> tuple[str, str, bool]:
    """Why the run of digits is no number, the number that was probably meant, and whether that is certain."""
    if len(digits_of(run)) > _MOST_DIGITS:
        return f"it has {len(digits_of(run))} digits, and no amount has more than {_MOST_DIGITS}", "", False
    if _DECIMAL_COMMA.fullmatch(run):
        whole, decimals = run.rsplit(",", 1)
        return "a comma stands before the decimals", f"{grouped(digits_of(whole))}.{decimals}", True
    if _OTHER_GROUPS.fullmatch(run):
        points = run.count(".") > 1
        whole, _, decimals = (run, "", "") if points else run.partition(".")
        number = grouped(digits_of(whole)) + (f".{decimals}" if decimals else "")
        return "its groups of three digits are not parted by commas", number, True
    if run.count(".") > 1:
        return "it has more than one point", "", False
    whole, _, decimals = run.partition(".")
    if "," in decimals:
        return "a comma stands behind the point", "", False
    number = grouped(digits_of(whole)) + (f".{decimals}" if decimals else "")
    return "its commas do not part groups of three digits", number, False


def digits_of(run: str) -> str:
    """The digits alone."""
    return "".join(character for character in run if character.isdecimal())


def grouped(digits: str) -> str:
    """Digits with commas between groups of three."""
    # Not through int(): a number of more than 4,300 digits may be nonsense, but it must not raise.
    first = len(digits) % 3 or 3
    return ",".join([digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))])


def _add_number(text: str, position: int, end: int, plain: str, tokens: list[Token]) -> int:
    if len(digits_of(plain)) > _MOST_DIGITS:
        plain = "0"
    percent = _PERCENT.match(text, end)
    if percent:
        tokens.append((kinds.PERCENT, position, percent.end(), plain + "%"))
        return percent.end()
    before = tokens[-1] if tokens else (kinds.END, 0, 0, "")
    if before[0] == kinds.NAME and len(before[3]) == 3 and before[3].isascii() and before[3].isupper():
        tokens[-1] = (kinds.MONEY, before[1], end, f"{before[3]} {plain}")
    else:
        tokens.append((kinds.NUMBER, position, end, plain))
    return end


def read_other_digits(text: str, position: int, tokens: list[Token], sink: Sink) -> int:
    """Read a number in digits other than 0 to 9."""
    match = _OTHER_RUN.match(text, position)
    end = match.end() if match else position + 1
    run = text[position:end]
    plain = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else unicodedata.normalize("NFKC", character)
        for character in run
    )
    percent = _PERCENT.match(text, end)
    shown_end = percent.end() if percent else end
    span = make(position, shown_end)
    shown = plain + "%" if percent else plain
    fix = Fix(f"write `{shown}`", "safe", (Edit(span, shown),))
    sink.report(OTHER_DIGITS, span, number=text[position:shown_end], plain=shown, fix=fix)
    return _add_number(text, position, end, plain, tokens)


def is_currency_code(word: str) -> bool:
    """Whether a word looks like the three letters of a currency."""
    return len(word) == 3 and word.isascii() and word.isupper()


def read_percent_sign(text: str, position: int, tokens: list[Token], sink: Sink) -> int:
    """Read `%` that stands behind no number: twice, before its number, or behind letters."""
    before = tokens[-1] if tokens else (kinds.END, 0, 0, "")
    span = make(position, position + 1)
    if before[0] == kinds.PERCENT and before[2] == position:
        fix = Fix("delete it", "safe", (Edit(span, ""),))
        sink.report(SUPERFLUOUS_SIGN, span, sign="second `%`", expectation=f"`{before[3]}`", fix=fix)
        return position + 1
    behind = AMOUNT.match(text, position + 1)
    if behind and not _PERCENT.match(text, behind.end()):
        plain = f"{behind[0].strip()}%"
        whole = make(position, behind.end())
        _report_percent(whole, text[position : behind.end()], plain, "the sign stands behind the number", True, sink)
        tokens.append((kinds.PERCENT, position, behind.end(), plain))
        return behind.end()
    if before[0] == kinds.NAME and is_placeholder(before[3]):
        sink.report(PLACEHOLDER, make(before[1], position + 1), found=text[before[1] : position + 1])
        tokens[-1] = (kinds.UNREADABLE, before[1], position + 1, before[3])
        return position + 1
    if before[0] == kinds.NAME and before[2] == position and _DIGITS_AND_LETTERS.fullmatch(before[3]):
        plain = before[3].translate(LETTERS_LIKE_DIGITS) + "%"
        whole = make(before[1], position + 1)
        _report_percent(whole, f"{before[3]}%", plain, "it has a letter among its digits", False, sink)
        tokens[-1] = (kinds.PERCENT, before[1], position + 1, plain)
        return position + 1
    if before[3] == "unit":
        fix = Fix("write `percent`", "safe", (Edit(span, "percent"),))
        sink.report(
            COMMON_MISTAKE, span, sentence="a unit is written as a word", expectation="`unit percent`",
            advice="write `percent`", fix=fix,
        )  # fmt: skip
        tokens.append((kinds.NAME, position, position + 1, "percent"))
        return position + 1
    sink.report(
        COMMON_MISTAKE, span, sentence="the number of this percentage is missing",
        expectation="a percentage such as `8.5%`", advice="write the number right before `%`",
    )  # fmt: skip
    tokens.append((kinds.UNREADABLE, position, position + 1, "%"))
    return position + 1


# A percentage, as it is and as it should be, why, and how sure that is.
def _report_percent(span: Span, number: str, plain: str, reason: str, safe: bool, sink: Sink) -> None:
    fix = Fix(f"write `{plain}`", "safe" if safe else "unsafe", (Edit(span, plain),))
    sink.report(MALFORMED_NUMBER, span, number=number, reason=reason, advice=f"write `{plain}`", fix=fix)
