"""What happens when a token does not fit: one report, and back to the nearest place to go on from.

In: the driver with its stacks, the tokens, the index of the token that does not fit.
Out: the index to go on from, the stacks mended; or the bitwise complement of the index of the next
declaration, when this one cannot be read.
Relies on: `unexpected` for the words of the reports, `blocks` for where statements and blocks end.
Guarantees: reading always goes forward; a broken statement costs that statement, a broken head costs the
declaration; a name that either declares is kept in `broken`; after `LIMIT` reports the rest of the text is left unread.
"""

from typing import TYPE_CHECKING, Final

from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import end_of, start_of
from sibdsl.surface.node import Name
from sibdsl.syntax import kinds
from sibdsl.syntax.indentation import indentation_of
from sibdsl.syntax.lexer import JOINING_WORDS, Token
from sibdsl.syntax.tables import TERMINALS

if TYPE_CHECKING:
    from sibdsl.syntax.driver import Driver
    from sibdsl.syntax.mending import Mending

LIMIT: Final = 100
"""After so many mistakes of syntax the text is probably no contract."""

# A statement with more mistakes than this is not put right one by one.
_MOST_MENDINGS: Final = 4

_DECLARING: Final = frozenset(TERMINALS.index(word) for word in ("cohort", "group", "category"))
"""What begins a statement that declares a name for all of the contract."""

_BETWEEN: Final = frozenset((kinds.END, kinds.LINE_END, kinds.PASSED_OVER))


class Recovery:
    """Mends the driver's stacks; one for each text that is read."""

    __slots__ = ("_mendings", "broken", "exhausted", "outside", "passed_over", "reports", "sink", "source")

    def __init__(self, source: SourceFile, sink: Sink, broken: list[str]) -> None:
        self.source = source
        self.sink = sink
        self.broken = broken
        self.exhausted = False
        self.reports = 0
        # How often the statement that begins at an offset was mended.
        self._mendings: dict[int, int] = {}
        # Whether the last thing read was no declaration: one closing brace too many puts every statement
        # behind it outside of a block, and that is one mistake.
        self.outside = False
        # The stretches of text that belong to a statement already reported, as pairs of offsets.
        self.passed_over: list[tuple[int, int]] = []

    def recover(self, driver: "Driver", tokens: list[Token], index: int) -> int:
        """Where to go on after `tokens[index]` did not fit."""
        kind = tokens[index][0]
        if kind == kinds.PASSED_OVER or (kind == kinds.LINE_END and _is_joined(driver)):
            return index + 1
        height = statement_height(driver)
        if not height and kind == kinds.LINE_END:
            # Outside of every block the end of a line is the end of a declaration.
            tokens[index] = (kinds.END, *tokens[index][1:])
            return index
        if self._is_enough(tokens[index]):
            return ~len(tokens)
        if not driver.values:
            return self._pass_over_what_is_no_declaration(driver, tokens, index)
        if not height:
            return self._leave_declaration(driver, tokens, index)
        return self._leave_statement(driver, tokens, index, height)

    def report_unexpected(self, driver: "Driver", tokens: list[Token], index: int, height: int) -> "Mending | None":
        """Report that `tokens[index]` does not fit, where `height` of the stack is around the statement.

        The result is the statement as it was evidently meant.
        """
        from sibdsl.syntax.unexpected import report_unexpected

        return report_unexpected(self.source, self.sink, driver, tokens, index, height)

    def _mended(self, driver: "Driver", tokens: list[Token], mending: "Mending | None", height: int) -> int | None:
        """Put the mended statement in place of the broken one, and return where it begins; None without one."""
        if mending is None:
            return None
        start = tokens[mending.first][1]
        if self._mendings.get(start, 0) >= _MOST_MENDINGS:
            return None
        self._mendings[start] = self._mendings.get(start, 0) + 1
        edit = mending.edit.span
        # What was misprinted inside of the change has been told with it.
        self.passed_over.append((start_of(edit) - 1, end_of(edit)))
        tokens[mending.first : mending.stop] = mending.tokens
        drop_statement(driver, height)
        return mending.first

    def _is_enough(self, token: Token) -> bool:
        self.reports += 1
        if self.reports > LIMIT and not self.exhausted:
            from sibdsl.syntax.unexpected import report_too_many

            self.exhausted = True
            report_too_many(self.sink, token[1])
        return self.exhausted

    def _pass_over_what_is_no_declaration(self, driver: "Driver", tokens: list[Token], index: int) -> int:
        from sibdsl.syntax.blocks import end_of_statement
        from sibdsl.syntax.outside import is_misspelt_declaration, report_outside

        misspelt = is_misspelt_declaration(tokens, index)
        # A brace that closes what was outside already belongs to the same mistake.
        if misspelt or not self.outside:
            mending = report_outside(self.source, self.sink, driver, tokens, index)
            mended = self._mended(driver, tokens, mending, 0)
            if mended is not None:
                return mended
        else:
            self.reports -= 1
        self.outside = not misspelt
        if misspelt:
            self.broken.append(tokens[index + 1][3])
        if tokens[index][0] == kinds.CLOSING_BRACE:
            return ~next_declaration(tokens, index + 1)
        end = end_of_statement(self.source.code, tokens, index)
        self._pass_over(tokens, index, end)
        return ~next_declaration(tokens, end + (tokens[end][0] == kinds.CLOSING_BRACE))

    def _pass_over(self, tokens: list[Token], index: int, end: int) -> None:
        self.passed_over.append((tokens[index][1], tokens[end][1]))

    def _leave_declaration(self, driver: "Driver", tokens: list[Token], index: int) -> int:
        from sibdsl.syntax import blocks

        indented = indentation_of(self.source.code, tokens[driver.first][1]) > 0
        if self.outside and indented:
            # A statement of a block that was not opened, which begins like a declaration.
            return ~len(tokens)
        # Where the block is not opened, all of its statements are outside.
        self.outside = driver.automaton.advance(driver.states[:], kinds.OPENING_BRACE)
        is_brace = tokens[index][0] == kinds.CLOSING_BRACE
        complete = _could_end(driver)
        bracket = blocks.leave_forgotten_bracket(self, driver, tokens, index, 0)
        if bracket is None and not (complete and is_brace):
            mended = self._mended(driver, tokens, self.report_unexpected(driver, tokens, index, 0), 0)
            if mended is not None:
                return mended
        end = bracket or index
        if not (bracket or is_brace):
            end = blocks.end_of_statement(self.source.code, tokens, index, blocks.open_brackets(driver, 0))
        self._pass_over(tokens, index, end)
        if complete:
            # Too much stands behind a whole declaration: keep the declaration. A closing brace too many
            # is reported where nothing is open, which is where it now is.
            tokens[end:end] = [(kinds.END, driver.last_end, driver.last_end, "")]
            return end
        if len(driver.values) > 1 and isinstance(driver.values[1], Name):
            self.broken.append(driver.values[1].text)
        return ~next_declaration(tokens, end + is_brace)

    def _leave_statement(self, driver: "Driver", tokens: list[Token], index: int, height: int) -> int:
        from sibdsl.syntax import blocks

        if blocks.is_put_in(tokens[index]):
            drop_statement(driver, height)
            return index
        closed = blocks.close_forgotten(self, driver, tokens, index, height)
        if closed is not None:
            return closed
        end = blocks.leave_forgotten_bracket(self, driver, tokens, index, height)
        if end is None:
            mending = self.report_unexpected(driver, tokens, index, height)
            mended = self._mended(driver, tokens, mending, height)
            if mended is not None:
                return mended
            end = blocks.end_of_statement(self.source.code, tokens, index, blocks.open_brackets(driver, height))
        self._pass_over(tokens, index, end)
        self._remember_name(driver, height)
        drop_statement(driver, height)
        return end + (tokens[end][0] == kinds.LINE_END)

    def _remember_name(self, driver: "Driver", height: int) -> None:
        """Keep the name that a broken statement declares, such as a cohort: using it is no second mistake."""
        begun = driver.values[height : height + 2]
        if len(begun) == 2 and isinstance(begun[1], Name) and begun[0] in _DECLARING:
            self.broken.append(begun[1].text)


def _is_joined(driver: "Driver") -> bool:
    last = driver.values[-1] if driver.values else None
    return type(last) is int and last in JOINING_WORDS


def _could_end(driver: "Driver") -> bool:
    return driver.automaton.advance(driver.states[:], kinds.END)


def statement_height(driver: "Driver") -> int:
    """How much of the stack belongs to what is around the current statement; 0 in the head of a declaration."""
    closed = 0
    for position in range(len(driver.values) - 1, -1, -1):
        value = driver.values[position]
        if type(value) is not int:
            continue
        if not closed and value in (kinds.OPENING_BRACE, kinds.LINE_END):
            return position + 1
        closed += (value == kinds.CLOSING_BRACE) - (value == kinds.OPENING_BRACE)
    return 0


def drop_statement(driver: "Driver", height: int) -> None:
    """Take the unfinished statement off the stacks."""
    del driver.values[height:]
    del driver.starts[height:]
    del driver.states[height + 1 :]


def next_declaration(tokens: list[Token], index: int) -> int:
    """The index of the first token from `index` on that could begin a declaration."""
    while index < len(tokens) and tokens[index][0] in _BETWEEN:
        index += 1
    return index
