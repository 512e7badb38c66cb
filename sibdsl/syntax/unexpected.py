"""The words for a token that does not fit.

In: the driver's stacks, the tokens, the index of the token. Out: one report in the sink.
Relies on: `expectations` for what could have stood there, `mistakes` for sentences written by hand.
Guarantees: one report a call, or none if the token was reported when it was read. No word of the
report is a term of programming.
"""

import re
from typing import TYPE_CHECKING, Final

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules.syntax import (
    COMMON_MISTAKE,
    CUT_SHORT,
    GLUED_AMOUNT,
    MISSPELT_KEYWORD,
    OTHER_DATE_ORDER,
    OUTSIDE_OF_A_BLOCK,
    STRAY_CLOSING_BRACE,
    TOO_MANY_MISTAKES,
    UNEXPECTED,
)
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import make
from sibdsl.syntax import kinds
from sibdsl.syntax.automaton import original_kind
from sibdsl.syntax.expectations import accepted_kinds, in_words, shown, states_before
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.meant import DECLARATIONS, meant_declaration, meant_keyword
from sibdsl.syntax.tables import FIRST_WORD, WORDS

if TYPE_CHECKING:
    from sibdsl.syntax.driver import Driver

_LINE_RULE: Final = (
    "a statement ends where its line ends, unless the line ends with a comma or an operator, or inside round brackets"
)


def report_too_many(sink: Sink, position: int) -> None:
    """Say that the text from `position` on was not read."""
    sink.report(TOO_MANY_MISTAKES, make(position, position), primary="here reading stopped")


def is_misspelt_declaration(tokens: list[Token], index: int) -> bool:
    """Whether `tokens[index]` is nearly the first word of a declaration, and a name or a title follows."""
    kind, _, _, text = tokens[index]
    following = tokens[index + 1][0] if index + 1 < len(tokens) else kinds.END
    names_follow = following in (kinds.NAME, kinds.STRING) or following >= FIRST_WORD
    return _is_word(kind) and names_follow and meant_declaration(text) is not None


def report_outside(source: SourceFile, sink: Sink, tokens: list[Token], index: int) -> None:
    """Report what stands where a declaration should begin."""
    kind, start, end, text = tokens[index]
    span = make(start, end)
    if kind == kinds.UNREADABLE:
        return
    if kind == kinds.CLOSING_BRACE:
        sink.report(STRAY_CLOSING_BRACE, span, fix=Fix("delete it", "unsafe", (Edit(span, ""),)))
        return
    expectation = ", ".join(f"`{word}`" for word in DECLARATIONS)
    meant = meant_declaration(text) if is_misspelt_declaration(tokens, index) else None
    if meant:
        fix = Fix(f"write `{meant}`", "safe", (Edit(span, meant),))
        sink.report(MISSPELT_KEYWORD, span, found=text, meant=meant, expectation=expectation, fix=fix)
        return
    advice = "move it into the block of the declaration it belongs to, or delete it"
    if kind == kinds.OPENING_BRACE:
        advice = "write `{` at the end of the line that begins the declaration"
    sink.report(
        OUTSIDE_OF_A_BLOCK, span, found=shown(source.code, tokens[index]), expectation=expectation, advice=advice
    )


def _is_unclosed(source: SourceFile, token: Token) -> bool:
    """Whether a text was never closed, which was reported: then it has taken in what stood behind it."""
    from sibdsl.syntax.misprinted_texts import CLOSING_QUOTES

    kind, start, end, _ = token
    return kind == kinds.STRING and (end - start < 2 or source.code[end - 1] not in CLOSING_QUOTES)


def place_of_mistake(driver: "Driver", tokens: list[Token], index: int, height: int) -> tuple[int, int, int, str]:
    """What sentences written by hand are found by; see `sentences`."""
    kind, _, _, text = tokens[index]
    return states_before(driver, tokens, index, height)[-1], driver.states[-1], original_kind(kind), text


def report_unexpected(
    source: SourceFile, sink: Sink, driver: "Driver", tokens: list[Token], index: int, height: int
) -> None:
    """Report that `tokens[index]` does not fit; `height` of the stack belongs to what is around the statement."""
    kind, start, end, text = tokens[index]
    if kind == kinds.UNREADABLE or (index and _is_unclosed(source, tokens[index - 1])):
        return
    accepted = accepted_kinds(states_before(driver, tokens, index, height))
    span = make(start, end)
    date_fits = kinds.DATE in accepted or WORDS["on"] in accepted
    if date_fits and _report_date(source, sink, start):
        return
    if _report_glued(source, sink, tokens, index):
        return
    if kinds.MONEY in accepted and _report_below_nothing(source, sink, start):
        return
    from sibdsl.syntax.mistakes import MISTAKES

    place = place_of_mistake(driver, tokens, index, height)
    expectation = in_words(accepted, tokens[index - 1][0] if index else kinds.LINE_END)
    meant = meant_keyword(text, accepted) if _is_word(kind) and place not in MISTAKES else None
    if meant:
        fix = Fix(f"write `{meant}`", "safe", (Edit(span, meant),))
        sink.report(MISSPELT_KEYWORD, span, found=text, meant=meant, expectation=expectation, fix=fix)
        return
    is_end = kind in (kinds.LINE_END, kinds.END, kinds.CLOSING_BRACE)
    at = make(driver.last_end, driver.last_end) if is_end and kind != kinds.CLOSING_BRACE else span
    mistake = MISTAKES.get(place) or MISTAKES.get((*place[:3], ""))
    if mistake is None and _is_word(kind) and kinds.STRING in accepted and len(accepted) == 2:
        # Where only a text can stand, a keyword is as wrong as any other word.
        mistake = MISTAKES.get((*place[:2], kinds.NAME, ""))
    if mistake:
        sentence, expectation, advice = mistake
        sink.report(COMMON_MISTAKE, at, sentence=sentence, expectation=expectation, advice=advice)
        return
    found = shown(source.code, tokens[index])
    if is_end:
        sink.report(CUT_SHORT, at, found=found, expectation=expectation, advice=_LINE_RULE)
        return
    sink.report(UNEXPECTED, span, found=found, expectation=expectation, advice=f"replace or delete {found}")


def _report_glued(source: SourceFile, sink: Sink, tokens: list[Token], index: int) -> bool:
    """Report `GBP5,000`, which reads as a name up to its first comma or point, if that is what came before."""
    for kind, start, _, _ in tokens[max(index - 3, 0) : index]:
        glued = _GLUED.match(source.code, start) if kind == kinds.NAME else None
        if glued:
            found = glued[0]
            fix = Fix("write a space", "safe", (Edit(make(start + 3, start + 3), " "),))
            plain = f"{found[:3]} {found[3:]}"
            sink.report(GLUED_AMOUNT, make(start, glued.end()), found=found, plain=plain, fix=fix)
            return True
    return False


def _report_below_nothing(source: SourceFile, sink: Sink, start: int) -> bool:
    """Report `GBP -5,000`, if it begins at `start`."""
    match = _BELOW_NOTHING.match(source.code, start)
    if not match:
        return False
    sink.report(
        COMMON_MISTAKE, make(start, match.end()), sentence=f"`{match[0]}` is below nothing",
        expectation=f"an amount without a sign, such as `{match[1]} {match[2]}`",
        advice="delete the minus sign; who pays whom is said by `from` and `to`",
    )  # fmt: skip
    return True


def _is_word(kind: int) -> bool:
    return kind == kinds.NAME or original_kind(kind) >= FIRST_WORD


_GLUED: Final = re.compile(r"[A-Z]{3}[0-9]+(?:[.,][0-9]+)*(?!\w)")
_BELOW_NOTHING: Final = re.compile(r"([A-Z]{3}) ?- ?([0-9]+(?:[.,][0-9]+)*)(?!\w)")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHER_DATE: Final = re.compile(
    r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})"
    r"|([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})"
    r"|([0-9]{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+([0-9]{4})"
    r"|([A-Za-z]{3,9})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})"
)


def _report_date(source: SourceFile, sink: Sink, start: int) -> bool:
    """Report a date in another order, if one begins at `start`."""
    match = _OTHER_DATE.match(source.code, start)
    if not match:
        return False
    reason, plain = _reading(match)
    if not reason:
        return False
    span = make(start, match.end())
    fix = Fix(f"write {plain}", "safe", (Edit(span, plain),)) if plain else None
    advice = f"write `{plain}`" if plain else "write the year first, then the month, then the day"
    sink.report(OTHER_DATE_ORDER, span, date=match[0], reason=reason, advice=advice, fix=fix)
    return True


def _reading(match: re.Match[str]) -> tuple[str, str]:
    """Why the date is not one, and the date as it should be if there is no doubt about it."""
    if match[1]:
        first, second, year = int(match[1]), int(match[3]), match[4]
        if first > 12 >= second:
            return "the day comes first", _plain(year, second, first)
        if second > 12 >= first:
            return "the month comes first", _plain(year, first, second)
        return "nobody can tell the day from the month", ""
    if match[5]:
        if len(match[0]) == 10 and match[0].count("-") == 2:
            return "", ""
        return "it has other signs or single digits", _plain(match[5], int(match[6]), int(match[7]))
    day, month, year = (match[8], match[9], match[10]) if match[8] else (match[12], match[11], match[13])
    if month[:3].lower() not in _MONTHS:
        return "", ""
    return "the month is written as a word", _plain(year, _MONTHS.index(month[:3].lower()) + 1, int(day))


def _plain(year: str, month: int, day: int) -> str:
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
