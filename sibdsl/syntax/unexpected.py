"""The words for a token that does not fit.

In: the driver's stacks, the tokens, the index of the token. Out: one report in the sink; and, where it is
evident what was meant, the statement as it should be, so that what else is wrong in it is found in the same run.
Relies on: `misplaced`, `line_ends` and `rephrasing` for what people write, `mistakes` for sentences written by
hand, `expectations` for what could have stood there.
Guarantees: one report a call, or none if the token was reported when it was read. No word of the
report is a term of programming.
"""

from typing import TYPE_CHECKING, Final

from sibdsl.diagnostics.diagnostic import Applicability, Edit, Fix
from sibdsl.diagnostics.rules.syntax import COMMON_MISTAKE, CUT_SHORT, MISSPELT_KEYWORD, TOO_MANY_MISTAKES, UNEXPECTED
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import Span, end_of, make, start_of
from sibdsl.syntax import kinds
from sibdsl.syntax.automaton import original_kind
from sibdsl.syntax.expectations import accepted_kinds, in_words, shown, states_before
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.line_ends import (
    new_declaration,
    tell_broken_line,
    tell_comma_too_many,
    tell_leading_comma,
    tell_second_statement,
)
from sibdsl.syntax.meant import is_near, meant_keyword
from sibdsl.syntax.mending import Mending, is_word
from sibdsl.syntax.misplaced import (
    Situation,
    Told,
    tell_below_nothing,
    tell_date,
    tell_glued,
    tell_only_date,
    tell_placeholder,
    tell_quoted_name,
)
from sibdsl.syntax.rephrasing import Rephrased, find_phrase

if TYPE_CHECKING:
    from sibdsl.syntax.driver import Driver

_LINE_RULE: Final = (
    "a statement ends where its line ends, unless the line ends with a comma or an operator, or inside round brackets"
)
_LONGEST_SHOWN: Final = 60
_CERTAIN: Final = "change"
_NEW_LINE: Final = "new line"
_DELETED: Final = "delete"
_BEFORE: Final = "before "
_INSTEAD: Final = "instead "


def report_too_many(sink: Sink, position: int) -> None:
    """Say that the text from `position` on was not read."""
    sink.report(TOO_MANY_MISTAKES, make(position, position), primary="here reading stopped")


def place_of_mistake(driver: "Driver", tokens: list[Token], index: int, height: int) -> tuple[int, int, int, str]:
    """What sentences written by hand are found by; see `sentences`."""
    kind, _, _, text = tokens[index]
    return states_before(driver, tokens, index, height)[-1], driver.states[-1], original_kind(kind), text


def report_unexpected(
    source: SourceFile, sink: Sink, driver: "Driver", tokens: list[Token], index: int, height: int
) -> Mending | None:
    """Report that `tokens[index]` does not fit; `height` of the stack belongs to what is around the statement."""
    kind = tokens[index][0]
    if kind == kinds.UNREADABLE or (index and _is_unclosed(source, tokens[index - 1])):
        return None
    accepted = accepted_kinds(states_before(driver, tokens, index, height))
    situation = Situation(source, sink, driver, tokens, index, height, accepted)
    for tell in _TELLERS:
        told = tell(situation)
        if told is not None:
            return told.mending
    return None


def _is_unclosed(source: SourceFile, token: Token) -> bool:
    """Whether a text was never closed, which was reported: then it has taken in what stood behind it."""
    from sibdsl.syntax.misprinted_texts import CLOSING_QUOTES

    kind, start, end, _ = token
    return kind == kinds.STRING and (end - start < 2 or source.code[end - 1] not in CLOSING_QUOTES)


def _tell_phrase(situation: Situation) -> Told | None:
    phrase = find_phrase(situation.driver, situation.tokens, situation.at, situation.height)
    if phrase is None or (_drops_all(phrase) and _meant(situation)):
        return None
    situation.sink.report(
        COMMON_MISTAKE,
        phrase.span,
        sentence=phrase.message,
        expectation=phrase.expected,
        advice=phrase.help,
        fix=_fix_of(situation, phrase.mending, phrase.safe),
    )
    return Told(phrase.mending)


def _drops_all(phrase: Rephrased) -> bool:
    """Whether nothing is left of the statement, which a misspelt word at its beginning does not deserve."""
    return phrase.mending is not None and not phrase.mending.tokens


def _meant(situation: Situation) -> str | None:
    """The keyword that the word which does not fit was probably meant to be."""
    kind, _, _, text = situation.token
    return meant_keyword(text, situation.accepted) if is_word(kind) else None


def _tell_misspelt(situation: Situation) -> Told | None:
    _, start, end, text = situation.token
    meant = _meant(situation)
    if not meant or _place_of(situation) in _recorded():
        return None
    edit = Edit(make(start, end), meant)
    mending = situation.mended(edit)
    if mending is None and not is_near(text, meant):
        return None
    applicability: Applicability = "safe" if mending and mending.whole else "unsafe"
    situation.sink.report(
        MISSPELT_KEYWORD,
        edit.span,
        found=text,
        meant=meant,
        expectation=_expectation(situation),
        fix=Fix(f"write `{meant}`", applicability, (edit,)),
    )
    return Told(mending)


def _tell_mistake(situation: Situation) -> Told | None:
    mistake = _mistake_at(situation)
    if mistake is None:
        return None
    sentence, expectation, advice, recorded = mistake
    reading, _, change = recorded.partition(": ")
    if change == _NEW_LINE:
        mending: Mending | None = new_declaration(situation)
    else:
        mending = situation.mended(_edit(situation, change)) if change else None
    situation.sink.report(
        COMMON_MISTAKE,
        _place(situation),
        sentence=sentence,
        expectation=expectation,
        advice=advice,
        fix=_fix_of(situation, mending, reading == _CERTAIN),
    )
    return Told(mending)


def _tell_anything(situation: Situation) -> Told:
    found = shown(situation.source.code, situation.token)
    expectation = _expectation(situation)
    if _is_end(situation) or situation.token[0] == kinds.CLOSING_BRACE:
        situation.sink.report(CUT_SHORT, _place(situation), found=found, expectation=expectation, advice=_LINE_RULE)
    else:
        advice = f"replace or delete {found}"
        situation.sink.report(UNEXPECTED, _place(situation), found=found, expectation=expectation, advice=advice)
    return Told()


_TELLERS: Final = (
    tell_placeholder,
    tell_quoted_name,
    tell_comma_too_many,
    tell_only_date,
    _tell_phrase,
    tell_date,
    tell_glued,
    tell_below_nothing,
    tell_second_statement,
    tell_broken_line,
    tell_leading_comma,
    _tell_misspelt,
    _tell_mistake,
    _tell_anything,
)


def _mistake_at(situation: Situation) -> tuple[str, str, str, str] | None:
    """The sentence written by hand for this place."""
    place, recorded = _place_of(situation), _recorded()
    mistake = recorded.get(place) or recorded.get((*place[:3], ""))
    if mistake is None and is_word(situation.token[0]) and _only_a_text_fits(situation.accepted):
        # Where only a text can stand, a keyword is as wrong as any other word.
        mistake = recorded.get((*place[:2], kinds.NAME, ""))
    return mistake


def _place_of(situation: Situation) -> tuple[int, int, int, str]:
    return place_of_mistake(situation.driver, situation.tokens, situation.at, situation.height)


def _recorded() -> dict[tuple[int, int, int, str], tuple[str, str, str, str]]:
    from sibdsl.syntax.mistakes import MISTAKES

    return MISTAKES


def _only_a_text_fits(accepted: list[int]) -> bool:
    return kinds.STRING in accepted and len(accepted) == 2


def _edit(situation: Situation, change: str) -> Edit:
    """The change that a sentence written by hand knows: `delete`, `before TEXT` or `instead TEXT`."""
    _, start, end, _ = situation.token
    if change == _DELETED:
        text = situation.source.code
        while end < len(text) and text[end] in " \t":
            end += 1
        return Edit(make(start, end), "")
    if change.startswith(_BEFORE):
        text = change.removeprefix(_BEFORE)
        at = situation.driver.last_end if _is_end(situation) else start
        # A comma stands right behind the word before it.
        if text == "," or _is_end(situation):
            at = situation.tokens[situation.at - 1][2]
            return Edit(make(at, at), text if text == "," else f" {text}")
        return Edit(make(at, at), f"{text} ")
    text = change.removeprefix(_INSTEAD)
    if text == ",":
        start = situation.tokens[situation.at - 1][2]
    # A comma stands right behind the word before it; a word does not.
    return Edit(make(start, end), f" {text}" if situation.token[0] == kinds.COMMA and text.isalpha() else text)


def _fix_of(situation: Situation, mending: Mending | None, safe: bool) -> Fix | None:
    """What is offered for a change that makes the statement fit."""
    if mending is None:
        return None
    edit = mending.edit
    text = edit.text.strip()
    begins, ends = start_of(edit.span), end_of(edit.span)
    if not edit.text:
        # What is deleted at the beginning of a line leaves no blank behind.
        while ends < len(situation.source.code) and situation.source.code[ends] in " \t" and begins < ends:
            ends += 1
        edit = Edit(make(begins, ends), edit.text)
    what = f"write `{text}`" if len(text) <= _LONGEST_SHOWN else "write it as it is written here"
    if not text:
        what = "begin a new line" if "\n" in edit.text else "delete it"
    return Fix(what, "safe" if safe and mending.whole else "unsafe", (edit,))


def _is_end(situation: Situation) -> bool:
    return situation.token[0] in (kinds.LINE_END, kinds.END)


def _place(situation: Situation) -> Span:
    """What is marked: the token, or the end of the line that comes too early."""
    if _is_end(situation):
        return make(situation.driver.last_end, situation.driver.last_end)
    return make(situation.token[1], situation.token[2])


def _expectation(situation: Situation) -> str:
    previous = situation.tokens[situation.at - 1][0] if situation.at else kinds.LINE_END
    return in_words(situation.accepted, previous)
