"""Lines that end too early or too late: what is told of them, and how the statement goes on.

In: a `Situation`. Out: `Told`, or None where the end of the line is not what is wrong.
Relies on: `mending`, and on people indenting what belongs to the line before.
Guarantees: as `misplaced`.
"""

from typing import Final

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules.syntax import COMMON_MISTAKE
from sibdsl.source.span import make
from sibdsl.syntax import kinds
from sibdsl.syntax.automaton import original_kind, own_action
from sibdsl.syntax.blocks import is_head
from sibdsl.syntax.indentation import indentation_of
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.mending import Mending, end_of_statement_head, first_of_statement, fits, is_word
from sibdsl.syntax.misplaced import Situation, Told
from sibdsl.syntax.tables import FIRST_WORD

# In tokens: a declaration that is longer is not gone through for each of its mistakes.
_LONGEST: Final = 20_000
_LEADING: Final = frozenset((kinds.COMMA,))


def tell_second_statement(situation: Situation) -> Told | None:
    """Report a statement that begins in the line of another one."""
    kind, start, _, text = situation.token
    if kinds.LINE_END not in situation.accepted or kind < FIRST_WORD or not situation.height:
        return None
    states = situation.driver.states[:]
    if not situation.driver.automaton.advance(states, kinds.LINE_END) or not own_action(states[-1], kind):
        return None
    stop = end_of_statement_head(situation.tokens, situation.at)
    if stop - situation.at > _LONGEST or not fits(states, situation.tokens[situation.at : stop + 1]):
        return None
    source = situation.source
    blank = " " * indentation_of(source.code, start)
    at = make(situation.tokens[situation.at - 1][2], start)
    fix = Fix("begin a new line", "safe", (Edit(at, f"\n{blank}"),))
    situation.sink.report(
        COMMON_MISTAKE,
        make(start, start + len(text)),
        sentence=f"`{text}` begins a statement of its own",
        expectation="each statement on a line of its own",
        advice=f"begin a new line before `{text}`",
        fix=fix,
    )
    tokens, index = situation.tokens, situation.at
    first = first_of_statement(situation.driver, tokens, index, situation.height)
    line_end: Token = (kinds.LINE_END, start, start, "\n")
    return Told(Mending(first, index, [*tokens[first:index], line_end], True, fix.edits[0]))


def new_declaration(situation: Situation) -> Mending:
    """The declaration that ends before this token, with which another one begins in the same line."""
    tokens, index = situation.tokens, situation.at
    end = tokens[index - 1][2]
    first = first_of_statement(situation.driver, tokens, index, situation.height)
    ended: Token = (kinds.END, end, end, "")
    return Mending(first, index, [*tokens[first:index], ended], True, Edit(make(end, tokens[index][1]), "\n"))


def tell_comma_too_many(situation: Situation) -> Told | None:
    """Report a comma at the end of a line that has drawn the next declaration into this one."""
    tokens = situation.tokens
    for index in range(situation.at, max(situation.at - 4, 1), -1):
        comma = tokens[index - 2]
        if tokens[index - 1][0] != kinds.PASSED_OVER or original_kind(comma[0]) != kinds.COMMA:
            continue
        if not is_word(tokens[index][0]) or not is_head(situation.source.code, tokens, index):
            continue
        edit = Edit(make(comma[1], comma[2]), "")
        situation.sink.report(
            COMMON_MISTAKE,
            edit.span,
            sentence="the comma at the end of this line draws the next line into it",
            expectation="no comma behind the last word",
            advice="delete the comma",
            fix=Fix("delete it", "safe", (edit,)),
        )
        first = first_of_statement(situation.driver, tokens, situation.at, situation.height)
        end: Token = (kinds.END, comma[1], comma[1], "")
        return Told(Mending(first, index, [*tokens[first : index - 2], end], True, edit))
    return None


def tell_broken_line(situation: Situation) -> Told | None:
    """Report a line that ends before its statement does, where the next line goes on with it."""
    tokens, index = situation.tokens, situation.at
    if situation.token[0] != kinds.LINE_END or index + 1 >= len(tokens):
        return None
    _, start, _, _ = tokens[index + 1]
    text = situation.source.code
    if indentation_of(text, start) <= indentation_of(text, tokens[index - 1][1]):
        return None
    if len(tokens) > _LONGEST:
        return None
    joined = [*tokens[:index], *tokens[index + 1 :]]
    at = tokens[index - 1][2]
    edit = Edit(make(at, start), " ")
    mending = situation._replace(tokens=joined).mended(Edit(make(start, start), ""))
    if mending is None or not mending.whole:
        return None
    situation.sink.report(
        COMMON_MISTAKE,
        make(at, at),
        sentence="this line ends before its statement does",
        expectation="the whole statement in one line, or a line that ends with a comma or an operator",
        advice="join the next line to this one",
        others=[(make(start, tokens[index + 1][2]), "this belongs to it")],
        fix=Fix("join the two lines", "safe", (edit,)),
    )
    return Told(mending._replace(stop=mending.stop + 1, edit=edit))


def tell_leading_comma(situation: Situation) -> Told | None:
    """Report a line that begins with a comma, which ends the line before where a statement goes on."""
    kind, start, end, _ = situation.token
    if kind not in _LEADING or len(situation.driver.values) != situation.height or not situation.at:
        return None
    before = situation.tokens[situation.at - 1]
    if before[0] != kinds.LINE_END or situation.at < 2:
        return None
    at = situation.tokens[situation.at - 2][2]
    situation.sink.report(
        COMMON_MISTAKE,
        make(start, end),
        sentence="a line does not begin with a comma",
        expectation="the comma at the end of the line before, where the statement goes on in this line",
        advice="move the comma to the end of the line before",
        others=[(make(at, at), "here")],
        fix=Fix("move the comma up", "safe", (Edit(make(at, at), ","), Edit(make(start, end), ""))),
    )
    return Told()
