"""The grammar run by Lark itself: the definition that the fast parser must agree with.

In: the grammar files. Out: a Lark parser, of one declaration or of a whole file.
Relies on: Lark, which takes longer to import than a contract to check; so this module serves the
preparation of the tables, the tests and the benchmarks, and a check never loads it.
Guarantees: keywords are whole words, and line ends that end nothing are dropped, as the grammar says.
"""

from collections.abc import Iterator

from lark import Lark, Token
from lark.lexer import PatternRE, PatternStr, TerminalDef

from sibdsl.syntax.grammar import load_grammar

CONTINUED_AFTER = frozenset(("COMMA", "PLUS", "MINUS", "LESS", "TIMES", "AND", "OR", "SLASH", "STAR", "+", "-", "×"))
"""Terminals, or signs that Lark has no name for, after which a line end ends nothing."""


class LineEnds:
    """Drops the line ends that end no statement, on the way from Lark's lexer to its parser."""

    always_accept = ("_NL",)

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """The tokens without superfluous line ends."""
        depth = 0
        previous = "_NL"
        for token in stream:
            kind = token.value if token.value in "+-×" else token.type
            if kind == "_NL" and (depth > 0 or previous in CONTINUED_AFTER or previous in ("_NL", "LBRACE")):
                continue
            depth += (kind == "LPAR") - (kind == "RPAR")
            previous = kind
            yield token


def build_reference(start: tuple[str, ...] = ("file",), *, whole_words: bool = True, debug: bool = False) -> Lark:
    """Lark over the grammar, with rules `start` to begin from.

    `whole_words` False leaves Lark's own reading of keywords: where no name may stand, `tox` is `to`
    and `x`. That is a little faster and good for nothing but timing. `debug` lets Lark say in its log what
    the grammar leaves open.
    """
    text = "\n".join(load_grammar().values())
    return Lark(
        text,
        parser="lalr",
        start=list(start),
        maybe_placeholders=True,
        debug=debug,
        postlex=LineEnds(),
        edit_terminals=_as_whole_word if whole_words else None,
    )


def _as_whole_word(terminal: TerminalDef) -> None:
    if isinstance(terminal.pattern, PatternStr) and terminal.pattern.value[0].isalpha():
        terminal.pattern = PatternRE(terminal.pattern.value + r"\b")
        terminal.priority = 1
