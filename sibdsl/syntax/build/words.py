"""Tokens -> the leaves of the tree: names, texts, days, amounts; and the lists and phrases made of them.

In: the span of a token and its text. Out: nodes; the text of a number stays a text.
Relies on: the lexer, for texts that have the shape of their kind.
Guarantees: escapes are resolved and the white space of long texts is folded; nothing else is changed.
"""

import re
from collections.abc import Callable
from typing import Final

from sibdsl.source.span import Span
from sibdsl.surface.expressions import Money, Percent
from sibdsl.surface.node import Day, Text
from sibdsl.syntax.kinds import DATE, LONG_STRING, MONEY, NUMBER, PERCENT, STRING

_ESCAPED: Final = re.compile(r"\\(.)")
_WHITE_SPACE: Final = re.compile(r"[ \t\f\r\n]+")


def _number(_span: Span, text: str) -> str:
    return text


def _percent(span: Span, text: str) -> Percent:
    return Percent(span, text[:-1].rstrip())


def _money(span: Span, text: str) -> Money:
    return Money(span, text[:3], text[3:].lstrip())


def _short_text(span: Span, text: str) -> Text:
    if "\\" in text:
        return Text(span, _ESCAPED.sub(_unescape, text[1:-1]))
    return Text(span, text[1:-1])


def _unescape(escape: re.Match[str]) -> str:
    return "\n" if escape[1] == "n" else escape[1]


def _long_text(span: Span, text: str) -> Text:
    return Text(span, _WHITE_SPACE.sub(" ", text[3:-3]).strip(" "))


LEAVES: Final[dict[int, Callable[[Span, str], object]]] = {
    NUMBER: _number,
    PERCENT: _percent,
    MONEY: _money,
    DATE: Day,
    STRING: _short_text,
    LONG_STRING: _long_text,
}
"""How the token of each kind becomes a leaf; a token that is not here and is kept becomes a Name."""


def _list(_span: Span, *items: object) -> tuple[object, ...]:
    return items


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "names": _list,
    "dates": _list,
    "phrase": _list,
    "rounding_mode": _list,
    "roll_rule": _list,
    "month_end_rule": _list,
    "annotations": _list,
    "population_terms": _list,
    "cohort_terms": _list,
}
