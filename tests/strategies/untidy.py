"""Hypothesis strategies for contracts that are correct and badly laid out.

In: a text without a mistake of syntax. Out: the same words with other spaces, line ends, empty lines and comments
between them, wherever the language allows.
Relies on the lexer for where words end. Guarantees: what was drawn reads as the same tree, save where a word that
looks like an operator is a name, behind which a line may not end.
"""

from __future__ import annotations

from hypothesis import strategies as st

from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import JOINING_SIGNS, JOINING_WORDS, Lexer, Token

COMMENTS = ("# a reason", "#", "## a heading", '# "quoted" { not } a block,', "#!", "#close", '# """', "# é 🙂  ")
SPACES = ("", " ", "  ", "\t", "\u00a0", "   \t ")


@st.composite
def untidy(draw: st.DrawFn, text: str) -> str:
    """`text`, badly laid out."""
    author = _Untidy(draw)
    written: list[str] = [author.between_statements()]
    brackets = 0
    tokens = _tokens(text)
    for at, (kind, start, end, _) in enumerate(tokens):
        if kind == kinds.LINE_END:
            closing = tokens[at + 1][0] == kinds.CLOSING_BRACE
            written.append(author.before_closing_brace() if closing else author.at_statement_end())
            continue
        written.append(text[start:end])
        brackets += (kind == kinds.OPENING_BRACKET) - (kind == kinds.CLOSING_BRACKET)
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following is None or following[0] == kinds.LINE_END:
            continue
        if kind == kinds.OPENING_BRACE:
            written.append(author.behind_opening_brace())
        elif brackets or kind in JOINING_SIGNS or kind in JOINING_WORDS:
            written.append(author.where_lines_may_end(text[end : following[1]]))
        else:
            written.append(author.spaces(text[end : following[1]]))
    return "".join([*written, author.at_the_end()])


def _tokens(text: str) -> list[Token]:
    source = SourceFile("", text)
    lexer = Lexer(source, Sink())
    tokens: list[Token] = []
    for declaration in iter(lexer.next_declaration, None):
        # Behind each declaration stands the end of it, which is the end of a line.
        tokens += [token for token in declaration[:-1] if token[0] != kinds.PASSED_OVER]
        tokens.append((kinds.LINE_END, declaration[-1][1], declaration[-1][2], "\n"))
    return tokens[:-1]


class _Untidy:
    """Somebody who lays out a text at random."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._often = draw(st.sampled_from((2, 5, 20)))

    def _chance(self) -> bool:
        return self._draw(st.integers(1, self._often)) == 1

    def _one_of(self, *texts: str) -> str:
        return self._draw(st.sampled_from(texts))

    def spaces(self, before: str) -> str:
        """White space within a line; none where there was none, since that may join two words."""
        if not self._chance():
            return before
        return before + self._one_of(*SPACES) if before else before

    def where_lines_may_end(self, before: str) -> str:
        return self._line_ends(before) if self._chance() else self.spaces(before)

    def behind_opening_brace(self) -> str:
        return self._line_ends(" ") if self._chance() else self._one_of("\n", " ", "")

    def before_closing_brace(self) -> str:
        return self._line_ends(" ") if self._chance() else self._one_of("\n", "\n  ", " ")

    def at_statement_end(self) -> str:
        return self._line_ends("") if self._chance() else "\n" + self._one_of("", " ", "\t")

    def between_statements(self) -> str:
        return self._line_ends("") if self._chance() else ""

    def at_the_end(self) -> str:
        return self._line_ends("") if self._chance() else self._one_of("", "\n", "  ", "\n\n", "\n# the end")

    def _line_ends(self, before: str) -> str:
        """One line end or several, with comments before them."""
        pieces = [before]
        for _ in range(self._draw(st.integers(1, 3))):
            pieces += (self._one_of(*SPACES), self._one_of("", "", *COMMENTS), "\n")
        return "".join([*pieces, self._one_of(*SPACES)])
