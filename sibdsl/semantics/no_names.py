"""Words that were read as names and are none: `GBP500`, `Nil`, `TBC`, a currency without its amount.

In: a name that is not declared, and the kinds that are possible there. Out: whether it was reported as what it is.
Relies on: being asked only about names that stand for nothing.
Guarantees: one report at most; a name that somebody could have forgotten to declare is left to the caller.
"""

from __future__ import annotations

import re
from typing import Final

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules import names, syntax
from sibdsl.semantics.meaning import Known
from sibdsl.source.placeholders import is_placeholder
from sibdsl.surface.node import Name
from sibdsl.values.currencies import find_currency

_GLUED: Final = re.compile(r"([A-Z]{3})([0-9]+)")
_NOTHING: Final = frozenset(("nil", "none", "zero", "nought", "null", "nothing"))
_OF_AMOUNTS: Final = "parameter"


def tell_what_is_no_name(known: Known, name: Name, kinds: tuple[str, ...]) -> bool:
    """Report a name that stands for an amount, for nothing, or for what is still to be filled in."""
    word = name.text
    if is_placeholder(word):
        known.sink.report(syntax.PLACEHOLDER, name.span, found=word)
        return True
    if _OF_AMOUNTS not in kinds:
        return False
    glued = _GLUED.fullmatch(word)
    if glued and find_currency(glued[1]):
        plain = f"{glued[1]} {glued[2]}"
        fix = Fix(f"write `{plain}`", "safe", (Edit(name.span, plain),))
        known.sink.report(syntax.GLUED_AMOUNT, name.span, found=word, plain=plain, fix=fix)
        return True
    if word.lower() in _NOTHING:
        fix = Fix("write `nothing`", "safe", (Edit(name.span, "nothing"),))
        _report(known, name, kinds, "`nothing`, where nothing is paid", "write `nothing`", fix)
        return True
    if find_currency(word):
        example = f"`{word} 500`"
        _report(known, name, kinds, f"an amount right behind its currency, such as {example}",
                "write the amount behind the currency, without a sign")  # fmt: skip
        return True
    return False


def is_no_name(word: str) -> bool:
    """Whether nobody would declare something of that name: an amount, a currency, `nil`, what is to be filled in."""
    glued = _GLUED.fullmatch(word)
    return is_placeholder(word) or word.lower() in _NOTHING or find_currency(glued[1] if glued else word) is not None


# A name, what stands there instead, and the next step.
def _report(
    known: Known, name: Name, kinds: tuple[str, ...], expectation: str, next_step: str, fix: Fix | None = None
) -> None:
    kind = f"{', '.join(kinds[:-1])} or {kinds[-1]}"
    known.sink.report(
        names.UNKNOWN_NAME, name.span, fix=fix, kind=kind, name=name.text, expectation=expectation, next_step=next_step,
    )  # fmt: skip
