"""What stands where no token begins: other quotes, dashes, currency signs, numbers that run on.

In: the text, the offset, the tokens read so far, the sink. Out: the offset to go on from; tokens for what
was evidently meant, added to the list, so that one misprint is one report and not two.
Relies on: being asked only where the lexer's pattern matches nothing else.
Guarantees: each call reports once and goes forward; a fix is called safe only if it cannot change what
the parties agreed.
"""

import re
import unicodedata
from typing import Final

from sibdsl.diagnostics.diagnostic import Applicability, Edit, Fix
from sibdsl.diagnostics.rules.syntax import (
    BRACE_ON_ITS_OWN_LINE,
    COMMON_MISTAKE,
    COMPARISON_SIGN,
    HIDDEN_CHARACTER,
    SUPERFLUOUS_SIGN,
    TYPOGRAPHIC_SIGN,
    UNKNOWN_CHARACTER,
)
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.span import make
from sibdsl.syntax import kinds
from sibdsl.syntax.indentation import indentation_of
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.misprinted_marks import read_arrow, read_dash_for_pence, read_dots, read_mark
from sibdsl.syntax.misprinted_money import read_currency_sign
from sibdsl.syntax.misprinted_numbers import read_number, read_other_digits, read_percent_sign
from sibdsl.syntax.misprinted_texts import OPENING_QUOTES, read_quoted, read_unclosed
from sibdsl.syntax.tables import WORDS

_COMPARISONS: Final = {
    ">=": "at least",
    "=>": "at least",
    "≥": "at least",
    "<=": "at most",
    "=<": "at most",
    "≤": "at most",
    ">": "above",
    "<": "below",
    "==": "exactly",
}
_COMPARISON: Final = re.compile("|".join(sorted(map(re.escape, _COMPARISONS), key=len, reverse=True)))
_DASHES: Final = {
    "\u2010": "a hyphen of its own kind",
    "\u2011": "a hyphen that does not break",
    "\u2012": "a dash",
    "\u2013": "a dash",
    "\u2014": "a long dash",
    "\u2212": "a minus sign of its own kind",
}
_DASHED_DATE: Final = re.compile("([0-9]{4})[-\u2010-\u2014\u2212]([0-9]{2})[-\u2010-\u2014\u2212]([0-9]{2})(?![0-9])")
_SUPERFLUOUS: Final = {
    ";": ("semicolon", "each statement on a line of its own"),
    ":": ("colon", "a space after the word"),
    ".": ("full stop", "the end of the line"),
}
_BETWEEN_DATES: Final = "a dash stands between two dates"
_REST_IS_EMPTY: Final = re.compile(r"[ \t]*+(?:#|[\r\n]|\Z)")
_LINE_SEPARATORS: Final = "\x0b\x1c\x1d\x1e\x85\u2028\u2029"
_ADVICE: Final = {
    "[": "write `(` or, for a block, `{`",
    "]": "write `)` or, for a block, `}`",
    "&": "write `and`",
    "|": "write `or`",
    "%": "write a percentage as a number followed by `%`",
    "?": "delete it; a value that is not known yet is a parameter that is `not published`",
    "@": "put addresses and other text in double quotes",
    "\\": "write `/` or `divided by` for a division",
}


def read_misprint(text: str, position: int, tokens: list[Token], sink: Sink) -> int:
    """Report what stands at `position`, add the tokens it should have been, and return where to go on."""
    character = text[position]
    if character.isdecimal():
        read = read_number if character.isascii() else read_other_digits
        return read(text, position, tokens, sink)
    if character == '"':
        return read_unclosed(text, position, tokens, sink)
    if character == "%":
        return read_percent_sign(text, position, tokens, sink)
    if character in OPENING_QUOTES:
        return read_quoted(text, position, tokens, sink)
    if character in _DASHES:
        return _read_dash(text, position, tokens, sink)
    if (behind_arrow := read_arrow(text, position, tokens, sink)) is not None:
        return behind_arrow
    comparison = _COMPARISON.match(text, position)
    if comparison:
        return _read_comparison(comparison, tokens, sink)
    category = unicodedata.category(character)
    if category == "Sc":
        return read_currency_sign(text, position, tokens, sink)
    if character in _LINE_SEPARATORS or category in ("Cc", "Cf", "Zs", "Zl", "Zp"):
        return _read_hidden(text, position, tokens, sink)
    plain = unicodedata.normalize("NFKC", character)
    if not character.isascii() and (plain in kinds.SIGNS or plain in ";:."):
        return _read_lookalike(plain, position, tokens, sink)
    if character in _SUPERFLUOUS:
        return _read_superfluous(text, position, tokens, sink)
    return read_mark(text, position, tokens, sink) or _read_unknown(text, position, tokens, sink)


def report_brace_on_its_own_line(sink: Sink, end_of_line: int, brace: int) -> None:
    """Report the opening brace at `brace`, which belongs behind `end_of_line`."""
    fix = Fix("move it up", "safe", (Edit(make(end_of_line, brace), " "),))
    sink.report(BRACE_ON_ITS_OWN_LINE, make(brace, brace + 1), fix=fix)


def _read_dash(text: str, position: int, tokens: list[Token], sink: Sink) -> int:
    sign = _DASHES[text[position]]
    date = _DASHED_DATE.match(text, position - 4) if position >= 4 else None
    if date and tokens and tokens[-1][:3] == (kinds.NUMBER, position - 4, position):
        plain, start, end = "-".join(date.groups()), position - 4, date.end()
        tokens[-1] = (kinds.DATE, start, end, plain)
    elif tokens and tokens[-1][0] == kinds.DATE:
        plain, start, end = "to", position, position + 1
        tokens.append((WORDS["to"], start, end, plain))
    else:
        plain, start, end = "-", position, position + 1
        tokens.append((kinds.HYPHEN, start, end, plain))
    span = make(start, end)
    if plain == "to":
        expected = "`to` between the first and the last day"
        fix = _replace(span, plain)
        sink.report(COMMON_MISTAKE, span, sentence=_BETWEEN_DATES, expectation=expected, advice="write `to`", fix=fix)
        return end
    if plain != "-":
        sign = "a date with dashes of another kind"
    sink.report(TYPOGRAPHIC_SIGN, span, sign=sign, plain=plain, fix=_replace(span, plain))
    return end


def _read_comparison(match: re.Match[str], tokens: list[Token], sink: Sink) -> int:
    sign, span = match[0], make(*match.span())
    words = _COMPARISONS[sign]
    if sign == "==":
        fix = _replace(span, "=", "unsafe")
        sink.report(COMPARISON_SIGN, span, sign=sign, words="`exactly`, or in a scenario `=`", fix=fix)
        tokens.append((kinds.EQUALS, *match.span(), "="))
        return match.end()
    close = match.string[match.end() : match.end() + 1].isalnum()
    fix = Fix(f"write `{words}`", "safe", (Edit(span, f"{words} " if close else words),))
    sink.report(COMPARISON_SIGN, span, sign=sign, words=f"`{words}`", fix=fix)
    tokens += [(WORDS[word], *match.span(), word) for word in words.split()]
    return match.end()


def _read_hidden(text: str, position: int, tokens: list[Token], sink: Sink) -> int:
    character = text[position]
    end = position + 1
    while end < len(text) and text[end] == character:
        end += 1
    name = unicodedata.name(character, "").lower()
    code = f"U+{ord(character):04X}"
    plain = "\n" if character in _LINE_SEPARATORS else " " if character.isspace() else ""
    span = make(position, end)
    shown = f"{name}, {code}" if name else code
    sink.report(HIDDEN_CHARACTER, span, character=shown, fix=_replace(span, plain))
    if plain == "\n" and tokens and tokens[-1][0] not in (kinds.LINE_END, kinds.OPENING_BRACE):
        tokens.append((kinds.LINE_END, position, end, "\n"))
    return end


def _read_lookalike(plain: str, position: int, tokens: list[Token], sink: Sink) -> int:
    span = make(position, position + 1)
    sink.report(TYPOGRAPHIC_SIGN, span, sign="a wide sign", plain=plain, fix=_replace(span, plain))
    if plain in kinds.SIGNS:
        tokens.append((kinds.SIGNS[plain], position, position + 1, plain))
    return position + 1


def _read_superfluous(text: str, position: int, tokens: list[Token], sink: Sink) -> int:
    name, expectation = _SUPERFLUOUS[text[position]]
    behind_dash = read_dash_for_pence(text, position, tokens, sink)
    if behind_dash is not None:
        return behind_dash
    end = position + 1
    while end < len(text) and text[end] == text[position]:
        end += 1
    if end - position > 1 and text[position] == ".":
        return read_dots(text, position, end, tokens, sink)
    at_end = _REST_IS_EMPTY.match(text, end) is not None
    span = make(position, end)
    fix = _replace(span, "") if at_end or text[position] == ":" else None
    if text[position] == ";" and not at_end:
        blank = " " * indentation_of(text, position)
        behind = end + len(text[end:]) - len(text[end:].lstrip(" \t"))
        fix = Fix("begin a new line", "safe", (Edit(make(position, behind), f"\n{blank}"),))
    sink.report(SUPERFLUOUS_SIGN, span, sign=name, expectation=expectation, fix=fix)
    if text[position] == ";" and not at_end:
        tokens.append((kinds.LINE_END, position, end, ";"))
    return end


def _read_unknown(text: str, position: int, tokens: list[Token], sink: Sink) -> int:
    end = position + 1
    while end < len(text) and _is_unknown(text[end]):
        end += 1
    run = text[position:end]
    shown = run if len(run) <= 12 else run[:12] + "…"
    advice = _ADVICE.get(text[position], "delete it, or put it in double quotes if it belongs to a text")
    sink.report(UNKNOWN_CHARACTER, make(position, end), sign=f"`{shown}`", advice=advice)
    tokens.append((kinds.UNREADABLE, position, end, run))
    return end


def _is_unknown(character: str) -> bool:
    return (
        not character.isalnum()
        and character not in '_"#;:. \t\f\u00a0\u202f\r\n<>='
        and character not in kinds.SIGNS
        and character not in OPENING_QUOTES
        and character not in _DASHES
        and unicodedata.category(character)[0] not in "ZC"
        and unicodedata.category(character) != "Sc"
    )


def _replace(span: int, plain: str, applicability: Applicability = "safe") -> Fix:
    what = {"": "delete it", " ": "write a space", "\n": "begin a new line"}.get(plain, f"write `{plain}`")
    return Fix(what, applicability, (Edit(span, plain),))  # type: ignore[arg-type]
