"""Whether a text still says what it said, comments included.

In: a stretch of declarations before and after it was laid out, its lines ended by line feeds. Out: yes or no.
Relies on: both being whole declarations, and the one before having no mistake of syntax.
Guarantees: yes only if both read as the same trees, and have the same comments in the same order between and inside
of the same statements. Where little but white space changed, which is nearly always, finding that out takes a tenth
of the time of reading; else the tokens are compared, and where they differ, the trees.
"""

import re
from typing import Final

from sibdsl.diagnostics.sink import Sink
from sibdsl.formatter.comments import marks_of
from sibdsl.source.file import SourceFile
from sibdsl.surface.compare import without_spans
from sibdsl.surface.declarations import SourceTree
from sibdsl.syntax.kinds import CLOSING_BRACE, END, LINE_END, LONG_STRING, OPENING_BRACE, PASSED_OVER, STRING
from sibdsl.syntax.lexer import JOINING_WORDS, Lexer
from sibdsl.syntax.parse import parse_text

_LONG_TEXT: Final = re.compile(r'"""([^"\\#]*)"""')
_NOT_SIMPLE: Final = re.compile(r'"""|\\|#[^\n]*"')
_LONG_SPACE: Final = re.compile(r"[ \t\f\r\n]+")
_WHITE_SPACE: Final = re.compile(r"[ \t\f\r\n\u00a0\u202f]+")

_GOES_ON: Final = re.compile(r"#[^\n]*+|([,(+*/×-])[ \t]*+\n[ \t\n]*+(?!#)")
# No sign that may be part of a number or a word.
_PLAIN: Final = (
    ("+", " plus "),
    ("*", " times "),
    ("×", " times "),
    ("(", " ( "),
    (")", " ) "),
    ("{", " {\n"),
    ("}", "\n} "),
)

_BOUNDARIES: Final = frozenset((LINE_END, OPENING_BRACE, CLOSING_BRACE, END))

Word = tuple[int, str]
# Greater than any kind of token: a comment comes behind the end of the line that it stands in.
_COMMENT: Final = 1 << 16


def says_the_same(before: str, after: str) -> bool:
    """Whether the declarations `after` are those `before`."""
    if before == after or _differ_in_layout_only(before, after):
        return True
    words, new_words = _words(before), _words(after)
    if words is None or new_words is None:
        return False
    if words == new_words:
        return True
    return _places_of_comments(words) == _places_of_comments(new_words) and _tree(before) == _tree(after)


def _differ_in_layout_only(before: str, after: str) -> bool:
    """Whether the lines hold the same words, and the texts in quotes are the same; False may only mean "not sure".

    Lines are compared as they are, and then without the line ends that end nothing, and with words for signs.
    """
    if '"""' in before:
        before, after = _LONG_TEXT.sub(_on_one_line, before), _LONG_TEXT.sub(_on_one_line, after)
    if _NOT_SIMPLE.search(before) or _NOT_SIMPLE.search(after):
        return False
    # Between quotation marks is every second piece, as there is none in a comment and none is escaped.
    if before.split('"')[1::2] != after.split('"')[1::2]:
        return False
    return _lines(before) == _lines(after) or _lines(_plainly_written(before)) == _lines(_plainly_written(after))


def _plainly_written(text: str) -> str:
    # Behind these signs a statement goes on, and around braces a line may end or not.
    text = _GOES_ON.sub(_without_line_end, text)
    for sign, plainly in _PLAIN:
        text = text.replace(sign, plainly)
    return text


def _without_line_end(found: re.Match[str]) -> str:
    return f"{found[1]} " if found[1] else found[0]


def _on_one_line(text: re.Match[str]) -> str:
    """A long text as a short one that says the same."""
    return f'"{_LONG_SPACE.sub(" ", text[1]).strip(" ")}"'


def _lines(text: str) -> list[list[str]]:
    return list(filter(None, map(str.split, text.split("\n"))))


def _words(text: str) -> list[Word] | None:
    """The words and comments of declarations; None if something in there is no word."""
    source = SourceFile("", text)
    sink = Sink(source)
    lexer = Lexer(source, sink)
    tokens = [
        (start, kind, word)
        for declaration in iter(lexer.next_declaration, None)
        for kind, start, _, word in declaration
    ]
    if sink.has_errors:
        return None
    comments = [(offset, _COMMENT, comment) for offset, comment, _ in marks_of(text) if comment]
    words: list[Word] = []
    for _, kind, word in sorted(tokens + comments) if comments else tokens:
        if kind == PASSED_OVER:
            continue
        # The line end before a closing brace may be left out.
        if kind == CLOSING_BRACE and words and words[-1][0] == LINE_END:
            words.pop()
        words.append((kind, word if kind in (STRING, LONG_STRING, _COMMENT) else _WHITE_SPACE.sub("", word)))
    return words


def _places_of_comments(words: list[Word]) -> list[tuple[int, str]]:
    """The comments, and how many statements begin and end before each."""
    places: list[tuple[int, str]] = []
    passed = 0
    previous = END
    for at, (kind, word) in enumerate(words):
        if kind == _COMMENT:
            places.append((passed, word))
            continue
        if kind == CLOSING_BRACE and words[at - 1][0] == OPENING_BRACE:
            # A block with nothing in it may be left out.
            passed -= 1
            continue
        # Behind `plus` and the like a statement goes on, as it does behind the signs for them.
        passed += kind in _BOUNDARIES and not (kind == LINE_END and previous in JOINING_WORDS)
        previous = kind
    return places


def _tree(text: str) -> SourceTree:
    return without_spans(parse_text(SourceFile("", text), Sink()))
