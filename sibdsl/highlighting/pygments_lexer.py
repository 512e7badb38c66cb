"""A Pygments lexer for contracts.

In: text. Out: a stream of Pygments tokens; the extra `highlight` installs Pygments.
Relies on: `vocabulary`, which is generated from the grammar.
Guarantees: every contract that the compiler can read is coloured without an Error token; a keyword is coloured
where it can be one, so that a metric called `size` or `total` keeps the colour of a name.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from pygments.lexer import RegexLexer, bygroups, default, include
from pygments.token import (
    Comment,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Whitespace,
    _TokenType,
)

from sibdsl.highlighting import vocabulary
from sibdsl.highlighting.vocabulary import TOKENS

__all__ = ["SibLexer"]

_SPACE: Final = r"[ \t\f\u00a0\u202f]"
_NAME: Final = TOKENS["NAME"]
_NUMBER: Final = TOKENS["NUMBER"]
_UP_TO_LINE_END: Final = rf"(?={_SPACE}*(?:#[^\r\n]*)?[\r\n])"
_INSIDE_STATEMENTS: Final = (
    (vocabulary.OPERATORS, Operator.Word),
    (vocabulary.CONSTANTS, Keyword.Constant),
    (vocabulary.CONNECTIVES, Keyword.Pseudo),
)


def _groups(*tokens: _TokenType) -> Any:
    """One token for each group of a pattern."""
    return bygroups(*tokens)  # type: ignore[no-untyped-call]


def _run(run: str) -> str:
    """A run of keywords, with any space between its words."""
    return run.replace(" ", rf"{_SPACE}+")


def _any_of(runs: Iterable[str]) -> str:
    return "|".join(map(_run, runs))


def _beginning_with(word: str) -> str:
    """The runs of several words that begin with `word`."""
    found = _any_of(run for runs, _ in _INSIDE_STATEMENTS for run in runs if run.startswith(f"{word} "))
    return rf"(?:{found})(?!\w)"


_KEYWORD: Final = rf"(?:{_any_of(run for runs, _ in _INSIDE_STATEMENTS for run in runs)})(?!\w)"

_PER: Final = _beginning_with("per")
_IS: Final = _beginning_with("is")
_AMOUNT: Final = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"


def _by_length(classes: Iterable[tuple[tuple[str, ...], _TokenType]]) -> Iterable[tuple[str, _TokenType]]:
    """Each class in pieces of as many words, the longest pieces first."""
    classes = tuple(classes)
    for count in range(max(run.count(" ") for runs, _ in classes for run in runs), -1, -1):
        for runs, token in classes:
            several = [run for run in runs if run.count(" ") == count]
            if several:
                yield _any_of(several), token


def _at_start(classes: Iterable[tuple[tuple[str, ...], _TokenType]], naming: tuple[str, ...]) -> list[tuple[str, Any]]:
    """What begins a declaration or a statement: at the start of a line, or right behind a brace."""
    start = rf"((?:^|(?<=\{{)){_SPACE}*)"
    with_name = (
        rf"{start}({_any_of(naming)})({_SPACE}+)({_NAME})",
        _groups(Whitespace, Keyword.Declaration, Whitespace, Name.Class),
    )
    with_unit = (
        rf"{start}(currency|quantity|unit)({_SPACE}+)(?!{_KEYWORD})({_NAME})",
        _groups(Whitespace, Keyword, Whitespace, Keyword.Type),
    )
    rules: list[tuple[str, Any]] = [with_name, with_unit]
    rules += [(rf"{start}({runs})(?!\w)", _groups(Whitespace, token)) for runs, token in _by_length(classes)]
    return rules


class SibLexer(RegexLexer):
    """Contracts in the sib language."""

    name = "sib"
    aliases: ClassVar = ["sib"]
    filenames: ClassVar = ["*.sib"]
    mimetypes: ClassVar = ["text/x-sib"]
    url = "https://pypi.org/project/sibdsl/"

    tokens: ClassVar = {
        "root": [
            *_at_start([(vocabulary.DECLARATIONS, Keyword.Declaration)], vocabulary.NAMING_DECLARATIONS),
            (r"\{", Punctuation, "block"),
            (r"[)}]", Punctuation),
            include("statement"),
        ],
        "block": [
            *_at_start(
                [(vocabulary.ROWS, Keyword.Reserved), (vocabulary.STATEMENTS, Keyword)], vocabulary.NAMING_STATEMENTS
            ),
            (r"\{", Punctuation, "#push"),
            (r"\}", Punctuation, "#pop"),
            (r"\)", Punctuation),
            include("statement"),
        ],
        "brackets": [
            (r"\)", Punctuation, "#pop"),
            # No block stands inside round brackets: a bracket that is open here was forgotten.
            (r"(?=[{}])", Whitespace, "#pop"),
            include("statement"),
        ],
        # `is evaluator, independent`, `is recoverable grant`
        "kinds": [
            (rf"{_SPACE}+", Whitespace),
            (rf"(?!{_KEYWORD}){_NAME}", Name.Builtin),
            (rf",(?!{_SPACE}*[#\r\n])", Punctuation),
            default("#pop"),
        ],
        # A statement goes on in the next line behind a comma or an operator.
        "continuation": [
            (r"\s+", Whitespace),
            (TOKENS["COMMENT"], Comment.Single),
            default("#pop"),
        ],
        "statement": [
            (TOKENS["COMMENT"], Comment.Single),
            (r"[\r\n]+", Whitespace),
            (rf"{_SPACE}+", Whitespace),
            (TOKENS["LONG_STRING"], String.Doc),
            (TOKENS["STRING"], String),
            (rf"(?={TOKENS['MONEY']})([A-Z]{{3}})({_SPACE}+)({_AMOUNT})", _groups(Keyword.Type, Whitespace, Number)),
            (TOKENS["DATE"], Literal.Date),
            (TOKENS["PERCENT"], Number.Float),
            # What stands right behind a number is what it counts, unless it is a keyword there.
            (rf"({_NUMBER})({_SPACE}+)(?!{_KEYWORD})({_NAME})", _groups(Number, Whitespace, Keyword.Type)),
            (_NUMBER, Number),
            (
                rf"(?!{_PER})(per|unit)({_SPACE}+)(?!{_KEYWORD})({_NAME})",
                _groups(Keyword.Pseudo, Whitespace, Keyword.Type),
            ),
            (rf"(?!{_IS})is(?!\w)", Keyword.Pseudo, "kinds"),
            *((rf"\b(?:{runs})(?!\w)", token) for runs, token in _by_length(_INSIDE_STATEMENTS)),
            (rf",{_UP_TO_LINE_END}", Punctuation, "continuation"),
            (rf"[-+*×/]{_UP_TO_LINE_END}", Operator, "continuation"),
            (r",", Punctuation),
            (r"\(", Punctuation, "brackets"),
            (r"=(?!=)|[-+*×/]", Operator),
            (_NAME, Name),
        ],
    }
