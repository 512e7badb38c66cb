"""Where statements and blocks end when something is missing: braces, brackets, ends of lines.

In: the tokens, the stacks of the driver, the text for its indentation.
Out: indexes to go on from; tokens put in for braces that were forgotten.
Relies on: people indenting what stands inside a block. Indentation has no meaning in the language; it is
only ever asked when a text is already known to be wrong.
Guarantees: at most one report for a forgotten brace or bracket, at the one that was opened.
"""

from typing import TYPE_CHECKING

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules.syntax import UNCLOSED_BLOCK, UNCLOSED_BRACKET
from sibdsl.source.span import make
from sibdsl.syntax import kinds
from sibdsl.syntax.automaton import START_STATE, Automaton, load_automaton, original_kind, own_action
from sibdsl.syntax.indentation import indentation_of, line_start
from sibdsl.syntax.lexer import JOINING_SIGNS, JOINING_WORDS, Token

if TYPE_CHECKING:
    from sibdsl.syntax.driver import Driver
    from sibdsl.syntax.recovery import Recovery


def end_of_statement(text: str, tokens: list[Token], index: int, brackets: int = 0) -> int:
    """The index of the line end, closing brace or END behind the statement that `tokens[index]` is in.

    `brackets` are open before it. Blocks that the statement opens belong to it, and so do lines that
    are indented further than its first one.
    """
    first, depth = index, 0
    indentation = indentation_of(text, tokens[index][1])
    while True:
        kind = tokens[index][0]
        brackets += (kind == kinds.OPENING_BRACKET) - (kind == kinds.CLOSING_BRACKET)
        if kind in (kinds.OPENING_BRACE, kinds.CLOSING_BRACE, kinds.LINE_END, kinds.END) and brackets > 0:
            return end_of_first_line(tokens, first, index)
        if kind == kinds.END or (kind == kinds.CLOSING_BRACE and depth == 0):
            return index
        depth += (kind == kinds.OPENING_BRACE) - (kind == kinds.CLOSING_BRACE)
        # A line end that a semicolon stood for does not end a line that is wrong anyway.
        if kind == kinds.LINE_END and tokens[index][3] != ";":
            if depth and is_head(text, tokens, index + 1):
                return index
            if depth == 0 and not _goes_on(text, tokens, index, first, indentation):
                return index
        index += 1


def _goes_on(text: str, tokens: list[Token], line_end: int, first: int, indentation: int) -> bool:
    following = tokens[line_end + 1]
    if tokens[line_end - 1][0] == kinds.CLOSING_BRACE or tokens[line_end][3] != "\n":
        return False
    if following[0] in (kinds.CLOSING_BRACE, kinds.END):
        return False
    return indentation_of(text, following[1]) > indentation


def end_of_first_line(tokens: list[Token], index: int, limit: int) -> int:
    """The first line end between `index` and `limit` that was passed over because of a bracket; or `limit`.

    That one and those behind it end statements now, since the bracket was never closed.
    """
    found = limit
    for position in range(index, limit):
        kind, start, end, text = tokens[position]
        if kind != kinds.PASSED_OVER or text != "\n":
            continue
        before = tokens[position - 1][0]
        if before not in JOINING_SIGNS and before not in JOINING_WORDS:
            tokens[position] = (kinds.LINE_END, start, end, text)
            found = min(found, position)
    return found


def open_brackets(driver: "Driver", height: int) -> int:
    """How many round brackets of the unfinished statement are open."""
    return sum(type(value) is int and value == kinds.OPENING_BRACKET for value in driver.values[height:])


def leave_forgotten_bracket(
    recovery: "Recovery", driver: "Driver", tokens: list[Token], index: int, height: int
) -> int | None:
    """Report the bracket that was never closed and return where its line ends; None if none was forgotten."""
    if not open_brackets(driver, height):
        return None
    opened = max(
        position
        for position in range(height, len(driver.values))
        if type(driver.values[position]) is int and driver.values[position] == kinds.OPENING_BRACKET
    )
    bracket = index
    while tokens[bracket][1] > driver.starts[opened]:
        bracket -= 1
    limit = index
    depth = open_brackets(driver, height)
    while tokens[limit][0] not in (kinds.OPENING_BRACE, kinds.CLOSING_BRACE, kinds.LINE_END, kinds.END):
        depth += (tokens[limit][0] == kinds.OPENING_BRACKET) - (tokens[limit][0] == kinds.CLOSING_BRACKET)
        limit += 1
    if depth <= 0:
        return None
    end = end_of_first_line(tokens, bracket, limit)
    if end > index:
        end = _first_joined_line(tokens, bracket, index)
    if end > index or (end == limit == index and tokens[index][0] == kinds.OPENING_BRACE):
        # The mistake is in the line of the bracket itself, and not that the bracket was forgotten.
        return None
    recovery.sink.report(
        UNCLOSED_BRACKET,
        make(driver.starts[opened], driver.starts[opened] + 1),
        primary="opened here",
        others=[(make(tokens[end][1], tokens[end][1]), "the line ends here")] if end < limit else [],
    )
    return end


def _first_joined_line(tokens: list[Token], bracket: int, index: int) -> int:
    """The first line end between the bracket and `index`, which ends a statement now; or beyond `index`."""
    for position in range(bracket, index):
        kind, start, end, text = tokens[position]
        if kind == kinds.PASSED_OVER and text == "\n":
            tokens[position] = (kinds.LINE_END, start, end, text)
            return position
    return index + 1


def is_put_in(token: Token) -> bool:
    """Whether the token is a closing brace that stands in for a forgotten one."""
    return token[0] == kinds.CLOSING_BRACE and not token[3]


def close_forgotten(recovery: "Recovery", driver: "Driver", tokens: list[Token], index: int, height: int) -> int | None:
    """Put in the closing braces that were forgotten before `tokens[index]`; None if none was.

    They were if the text ends, if the statement turns out to be a declaration, or if it begins a line,
    is indented no further than the line that opened the block, and fits behind the closed block.
    """
    text = recovery.source.code
    opened = _open_braces(driver)
    at = index
    if tokens[index][0] == kinds.END:
        forgotten = len(opened)
    else:
        while tokens[at - 1][0] not in (kinds.LINE_END, kinds.OPENING_BRACE, kinds.CLOSING_BRACE):
            at -= 1
        forgotten = len(opened) if is_head(text, tokens, at) else 0
        if not forgotten and at == index:
            forgotten = _closed_before(text, driver, tokens[index], opened)
    if not forgotten:
        return None
    _report_unclosed(recovery, driver, tokens, at, opened[-forgotten:])
    if at < index:
        del driver.values[height:], driver.starts[height:], driver.states[height + 1 :]
    end = tokens[at - 1][2]
    put_in: list[Token] = []
    for _ in range(forgotten):
        put_in += [(kinds.CLOSING_BRACE, end, end, ""), (kinds.LINE_END, end, end, "")]
    if forgotten == len(opened):
        put_in[-1] = (kinds.END, end, end, "")
    tokens[at:at] = put_in
    return at


def _open_braces(driver: "Driver") -> list[int]:
    opened: list[int] = []
    for start, value in zip(driver.starts, driver.values, strict=True):
        if type(value) is int and value == kinds.OPENING_BRACE:
            opened.append(start)
        elif type(value) is int and value == kinds.CLOSING_BRACE:
            opened.pop()
    return opened


def _closed_before(text: str, driver: "Driver", token: Token, opened: list[int]) -> int:
    """How many blocks must have been closed before `token` for it to fit; 0 when that does not help."""
    automaton, states = driver.automaton, driver.states[:]
    indentation = indentation_of(text, token[1])
    for count, brace in enumerate(reversed(opened[1:]), start=1):
        if indentation > indentation_of(text, brace):
            return 0
        automaton.advance(states, kinds.CLOSING_BRACE)
        automaton.advance(states, kinds.LINE_END)
        if own_action(states[-1], original_kind(token[0])):
            return count
    return 0


def _report_unclosed(
    recovery: "Recovery", driver: "Driver", tokens: list[Token], index: int, opened: list[int]
) -> None:
    text = recovery.source.code
    following = tokens[index]
    end = tokens[index - 1][2] if tokens[index - 1][0] != kinds.LINE_END else tokens[index - 1][1]
    blamed = _by_indentation(text, tokens, index, driver.first)
    what = "the text ends here" if following[0] == kinds.END else "and here something else begins"
    if following[0] == kinds.END and blamed is None and len(opened) > 1:
        _report_half_finished(recovery, end, opened)
        return
    for brace in [blamed] if blamed is not None else opened:
        blank = text[line_start(text, brace) :][: indentation_of(text, brace)]
        recovery.sink.report(
            UNCLOSED_BLOCK,
            make(brace, brace + 1),
            primary="opened here",
            others=[(make(following[1], following[2]), what)],
            fix=Fix("close the block", "unsafe", (Edit(make(end, end), f"\n{blank}}}"),)),
        )


def _report_half_finished(recovery: "Recovery", end: int, opened: list[int]) -> None:
    """Report a text that ends inside of several blocks, at the innermost."""
    text = recovery.source.code
    blanks = [text[line_start(text, brace) :][: indentation_of(text, brace)] for brace in reversed(opened)]
    recovery.sink.report(
        UNCLOSED_BLOCK,
        make(opened[-1], opened[-1] + 1),
        primary="opened here",
        others=[(make(brace, brace + 1), "nor this one") for brace in opened[:-1]],
        fix=Fix("close the blocks", "unsafe", (Edit(make(end, end), "".join(f"\n{blank}}}" for blank in blanks)),)),
    )


def _by_indentation(text: str, tokens: list[Token], index: int, first: int) -> int | None:
    """The brace whose closing one is missing, if the indentation of a later closing brace gives it away."""
    opened: list[int] = []
    for position in range(first, index):
        kind, start, _, _ = tokens[position]
        if kind == kinds.OPENING_BRACE:
            opened.append(start)
        elif kind == kinds.CLOSING_BRACE and opened:
            brace = opened.pop()
            begins_line = tokens[position - 1][0] in (kinds.LINE_END, kinds.OPENING_BRACE)
            if opened and begins_line and indentation_of(text, start) < indentation_of(text, brace):
                return brace
    return None


def is_head(text: str, tokens: list[Token], index: int) -> bool:
    """Whether a declaration begins at `tokens[index]`: at the very start of a line, with a name or a title."""
    start = tokens[index][1]
    if start and text[start - 1] not in "\r\n":
        return False
    automaton: Automaton = load_automaton()
    states = [START_STATE]
    return automaton.advance(states, tokens[index][0]) and bool(automaton.row(states[-1])[tokens[index + 1][0]])
