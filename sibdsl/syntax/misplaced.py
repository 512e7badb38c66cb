"""Dates in another order, amounts without a space, placeholders: what is told of them where they do not fit.

In: a `Situation`: the text, the sink, the driver, the tokens, and which of them does not fit.
Out: `Told`: that it was reported, and what the statement is when it is written right.
Relies on: `mending`. Guarantees: one report a call, or None; a fix is safe only where nobody can read it otherwise.
"""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules.syntax import COMMON_MISTAKE, GLUED_AMOUNT, OTHER_DATE_ORDER, PLACEHOLDER
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.placeholders import is_placeholder
from sibdsl.source.span import make
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.mending import Mending, mend
from sibdsl.syntax.tables import WORDS

if TYPE_CHECKING:
    from sibdsl.syntax.driver import Driver


class Situation(NamedTuple):
    """A token that does not fit: `tokens[at]`. `accepted` would fit; `height` is what lies around the statement."""

    source: SourceFile
    sink: Sink
    driver: "Driver"
    tokens: list[Token]
    at: int
    height: int
    accepted: list[int]

    @property
    def token(self) -> Token:
        """The token that does not fit."""
        return self.tokens[self.at]

    def mended(self, edit: Edit) -> Mending | None:
        """The statement after `edit`, if it fits better then."""
        return mend(self.driver, self.tokens, self.at, self.height, edit)


class Told(NamedTuple):
    """It was reported; `mending` is the statement to go on with."""

    mending: Mending | None = None


_GLUED: Final = re.compile(r"[A-Z]{3}[0-9]+(?:[.,][0-9]+)*(?!\w)")
_BELOW_NOTHING: Final = re.compile(r"([A-Z]{3}) ?- ?([0-9]+(?:[.,][0-9]+)*)(?!\w)")
_LONGEST_TITLE: Final = 200
_TITLED: Final = r'^[ \t]*\w[\w ]*?[ \t]([^\W\d]\w*)[ \t]+"%s"'
_QUOTED_NAMES: Final = re.compile(r'"[^\W\d]\w*"(?:(?:[ \t]*,[ \t]*|[ \t]+(?:to|and|from)[ \t]+)"[^\W\d]\w*")*')
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHER_DATE: Final = re.compile(
    r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})"
    r"|([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})"
    r"|([0-9]{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+([0-9]{4})"
    r"|([A-Za-z]{3,9})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})"
    r"|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2}(?![0-9])"
    r"|(?:[0-9]{1,3}|[0-9]{5,6})-[0-9]{2}-[0-9]{2}(?![0-9])"
)


def tell_only_date(situation: Situation) -> Told | None:
    """Report a date in another order, if nothing else is wrong with its statement."""
    return tell_date(situation, alone=True)


def tell_date(situation: Situation, *, alone: bool = False) -> Told | None:
    """Report a date in another order, if one begins here."""
    if kinds.DATE not in situation.accepted and WORDS["on"] not in situation.accepted:
        return None
    start = situation.token[1]
    match = _OTHER_DATE.match(situation.source.code, start)
    if not match:
        return None
    reason, plain = _reading(match)
    if not reason:
        return None
    edit = Edit(make(start, match.end()), plain)
    mending = situation.mended(edit) if plain else None
    if alone and (mending is None or not mending.whole):
        return None
    situation.sink.report(
        OTHER_DATE_ORDER,
        edit.span,
        date=match[0],
        reason=reason,
        advice=f"write `{plain}`" if plain else "write the year with four digits first, then the month, then the day",
        fix=Fix(f"write `{plain}`", "safe", (edit,)) if plain else None,
    )
    return Told(mending)


def _reading(match: re.Match[str]) -> tuple[str, str]:
    """Why the date is not one, and the date as it should be if there is no doubt about it."""
    if match[1]:
        first, second, year = int(match[1]), int(match[3]), match[4]
        if first == second:
            return "the year comes last", _plain(year, second, first)
        if first > 12 >= second:
            return "the day comes first", _plain(year, second, first)
        if second > 12 >= first:
            return "the month comes first", _plain(year, first, second)
        return "nobody can tell the day from the month", ""
    if match[5]:
        if len(match[0]) == 10 and match[0].count("-") == 2:
            return "", ""
        return "it has other signs or single digits", _plain(match[5], int(match[6]), int(match[7]))
    if not (match[8] or match[11]):
        return "its year does not have four digits", ""
    day, month, year = (match[8], match[9], match[10]) if match[8] else (match[12], match[11], match[13])
    if month[:3].lower() not in _MONTHS:
        return "", ""
    return "the month is written as a word", _plain(year, _MONTHS.index(month[:3].lower()) + 1, int(day))


def _plain(year: str, month: int, day: int) -> str:
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def tell_glued(situation: Situation) -> Told | None:
    """Report `GBP5,000`, which reads as a name up to its first comma or point, if that is what came before."""
    for kind, start, _, _ in situation.tokens[max(situation.at - 3, 0) : situation.at]:
        glued = _GLUED.match(situation.source.code, start) if kind == kinds.NAME else None
        if glued:
            found = glued[0]
            plain = f"{found[:3]} {found[3:]}"
            fix = Fix("write a space", "safe", (Edit(make(start + 3, start + 3), " "),))
            situation.sink.report(GLUED_AMOUNT, make(start, glued.end()), found=found, plain=plain, fix=fix)
            return Told(situation.mended(Edit(make(start, glued.end()), plain)))
    return None


def tell_below_nothing(situation: Situation) -> Told | None:
    """Report `GBP -5,000`, if it begins here."""
    match = _BELOW_NOTHING.match(situation.source.code, situation.token[1])
    if kinds.MONEY not in situation.accepted or not match:
        return None
    situation.sink.report(
        COMMON_MISTAKE,
        make(situation.token[1], match.end()),
        sentence=f"`{match[0]}` is below nothing",
        expectation=f"an amount without a sign, such as `{match[1]} {match[2]}`",
        advice="delete the minus sign; who pays whom is said by `from` and `to`",
    )
    return Told()


def tell_placeholder(situation: Situation) -> Told | None:
    """Report `TBC` and its kind, if it stands here or right before, as in `GBP XX`."""
    for kind, start, end, text in situation.tokens[situation.at : max(situation.at - 2, -1) : -1]:
        if kind == kinds.NAME and is_placeholder(text):
            situation.sink.report(PLACEHOLDER, make(start, end), found=text)
            return Told()
    return None


def tell_quoted_name(situation: Situation) -> Told | None:
    """Report a name in quotes, or the title of something where its name is wanted."""
    kind, start, end, text = situation.token
    if kind != kinds.STRING or kinds.NAME not in situation.accepted or end - start > _LONGEST_TITLE:
        return None
    content = text[1:-1]
    titled = re.search(
        rf'^[ \t]*\w[\w ]*?[ \t]([^\W\d]\w*)[ \t]+"{re.escape(content)}"', situation.source.code, re.MULTILINE
    )
    name = titled[1] if titled else content
    several = _QUOTED_NAMES.match(situation.source.code, start)
    if several and not titled:
        end, name = several.end(), several[0].replace('"', "")
    edit = Edit(make(start, end), name)
    mending = situation.mended(edit) if titled or several else None
    if mending is None:
        return None
    situation.sink.report(
        COMMON_MISTAKE,
        edit.span,
        sentence=f"the title of `{name}` stands here instead of its name" if titled else "a name is not quoted",
        expectation=f"`{name}`",
        advice=f"write `{name}`",
        fix=Fix(f"write `{name}`", "safe" if mending.whole else "unsafe", (edit,)),
    )
    return Told(mending)
