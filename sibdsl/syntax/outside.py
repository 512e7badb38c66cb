"""The words for what stands where a declaration should begin.

In: the tokens, and the index of the one that begins no declaration. Out: one report in the sink, and the
declaration as it should be begun where that is evident.
Relies on: `meant` for misspelt words, `rephrasing` for numbers of clauses and the like.
Guarantees: as `unexpected`.
"""

from typing import TYPE_CHECKING, Final

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules.syntax import COMMON_MISTAKE, MISSPELT_KEYWORD, OUTSIDE_OF_A_BLOCK, STRAY_CLOSING_BRACE
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import make
from sibdsl.syntax import kinds
from sibdsl.syntax.expectations import shown
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.meant import meant_declaration
from sibdsl.syntax.mending import Mending, end_of_statement_head, is_word, mend
from sibdsl.syntax.rephrasing import find_phrase
from sibdsl.syntax.tables import FIRST_WORD

if TYPE_CHECKING:
    from sibdsl.syntax.driver import Driver

_DECLARATIONS: Final = "a declaration, such as `party`, `metric`, `payment` or `scenario`"

_BLOCKS: Final = {
    word: block
    for block, words in {
        "contract": ("currency", "term", "jurisdiction", "goal", "rounding", "calendar"),
        "population": ("cohort", "group", "size"),
        "metric": ("unit", "better", "window", "measured", "compared", "calculated"),
        "payment": ("due", "pays", "provided", "minimum", "counts", "suspended", "indexed", "shared"),
        "outcome": ("claimed", "sustains", "documents", "reached", "requires", "records"),
        "finance": ("drawn", "coupon", "repaid", "covers", "rank"),
        "waterfall": ("receives", "distributes", "principal", "reimbursement", "reserve"),
        "scenario": ("given", "expect"),
    }.items()
    for word in words
}
"""The block that statements belong to which begin with a word that no other block has."""


def is_misspelt_declaration(tokens: list[Token], index: int) -> bool:
    """Whether `tokens[index]` is nearly the first word of a declaration, and a name or a title follows."""
    kind, _, _, text = tokens[index]
    following = tokens[index + 1][0] if index + 1 < len(tokens) else kinds.END
    names_follow = following in (kinds.NAME, kinds.STRING) or following >= FIRST_WORD
    return is_word(kind) and names_follow and meant_declaration(text) is not None


def report_outside(source: SourceFile, sink: Sink, driver: "Driver", tokens: list[Token], index: int) -> Mending | None:
    """Report what stands where a declaration should begin."""
    kind, start, end, text = tokens[index]
    span = make(start, end)
    if kind == kinds.UNREADABLE:
        return None
    if kind == kinds.CLOSING_BRACE:
        sink.report(STRAY_CLOSING_BRACE, span, fix=Fix("delete it", "unsafe", (Edit(span, ""),)))
        return None
    meant = meant_declaration(text) if is_misspelt_declaration(tokens, index) else None
    if meant:
        edit = Edit(span, meant)
        mending = mend(driver, tokens, index, 0, edit)
        fix = Fix(f"write `{meant}`", "safe" if mending and mending.whole else "unsafe", (edit,))
        sink.report(MISSPELT_KEYWORD, span, found=text, meant=meant, expectation=_DECLARATIONS, fix=fix)
        return mending
    phrase = find_phrase(driver, tokens, index, 0)
    if phrase:
        fix_of_phrase = None
        if phrase.mending:
            text = phrase.mending.edit.text
            what = f"write `{text}`" if text else "delete it"
            fix_of_phrase = Fix(what, "safe" if phrase.safe else "unsafe", (phrase.mending.edit,))
        sink.report(
            COMMON_MISTAKE,
            phrase.span,
            sentence=phrase.message,
            expectation=phrase.expected,
            advice=phrase.help,
            fix=fix_of_phrase,
        )
        return phrase.mending
    _report_stray(source, sink, tokens, index)
    return None


def _report_stray(source: SourceFile, sink: Sink, tokens: list[Token], index: int) -> None:
    kind, start, end, text = tokens[index]
    advice, fix = "move it into the block of the declaration it belongs to, or delete it", None
    if kind == kinds.OPENING_BRACE:
        advice = "write `{` at the end of the line that begins the declaration"
    elif text.partition(" ")[0] in _BLOCKS:
        advice = f"move it into the block of a `{_BLOCKS[text.partition(' ')[0]]}`, or delete it"
    elif kind < FIRST_WORD:
        # Nothing that a statement begins with: a heading, or a sentence of the agreement.
        advice = "write `# ` before a heading or an explanation, which then is for readers only"
        line_end = end_of_statement_head(tokens, index)
        if tokens[line_end][0] == kinds.END:
            fix = Fix("make it a remark", "unsafe", (Edit(make(start, start), "# "),))
    sink.report(
        OUTSIDE_OF_A_BLOCK,
        make(start, end),
        found=shown(source.code, tokens[index]),
        expectation=_DECLARATIONS,
        advice=advice,
        fix=fix,
    )
