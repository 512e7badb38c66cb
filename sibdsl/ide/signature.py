"""Signature help: the parts of the statement that is being typed, and which of them the caret is in.

In: a view, a path and an offset of that file. Out: `Signature`, None where there is nothing to say.
Relies on: the words of the statement in front of the caret; the checker for outcomes, units and columns.
Guarantees: never raises, whatever the text; `parts` are stretches of `label`, in order.
"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from sibdsl.ide.completion_caret import CODE, Caret, read_caret
from sibdsl.ide.signature_subjects import outcome_help, price_columns, shares_left, table_subject, value_wanted
from sibdsl.ide.wording_signatures import BOUNDED, FORMS, Form
from sibdsl.workspace.view import View

_TABLES: Final = {
    "steps": ("RANGE", "AMOUNT", BOUNDED),
    "points": ("at VALUE", "AMOUNT", re.compile(r"(?:at|above|below) (?:- )?(?:# N|#|%|\$|N|\( .* \))(?= |$)")),
    "brackets": ("first COUNT", "PRICE", re.compile(r"(?:(?:first|next) (?:# N|#)|rest)(?= |$)")),
    "dates": ("on DATE", "AMOUNT", re.compile(r"on D(?= |$)")),
}
_TERM: Final = re.compile(r"^N(?: (?:\$|N|nothing)(?: per (?:# )?(?:N|percentage point))?)?(?: , (?:\$|N|nothing))*"
                          r" (?:, )?(?:once|at|after|within)\b")  # fmt: skip
_TERMS: Final = "once, at most N times, after OUTCOME"
_TERMS_SAY: Final = (
    "terms, with commas between them: `once`, `at most 3 times`, `at most 12 meetings`, `after A and B`,"
    " `at least 13 weeks after A`, `within 12 months of A`"
)


class SignaturePart(msgspec.Struct, frozen=True, gc=False):
    """A part of a signature: from `start` to `end` of its label, and what it says."""

    start: int
    end: int
    documentation: str


class Signature(msgspec.Struct, frozen=True):
    """A statement with its parts; `active` is the index of the part that the caret is in."""

    label: str
    documentation: str
    parts: tuple[SignaturePart, ...]
    active: int


def signature_at(view: View, path: str, offset: int) -> Signature | None:
    """The statement that is being typed at an offset of a file."""
    caret = read_caret(view, path, offset)
    if caret.within != CODE or not caret.words or "{}" in caret.words:
        return None
    if caret.block == "rate card" and caret.words[0] == "N":
        return _priced(view, caret)
    if caret.block in _TABLES:
        return _row(view, caret)
    form = _form_of(caret)
    return _of_form(view, caret, form) if form is not None else None


def _signature(pieces: Iterable[tuple[str, str]], active: int, documentation: str = "") -> Signature:
    label = ""
    parts: list[SignaturePart] = []
    for text, says in pieces:
        start = len(label) + len(text) - len(text.lstrip(" "))
        label += text
        parts.append(SignaturePart(start, len(label), says))
    return Signature(label, documentation, tuple(parts), max(min(active, len(parts) - 1), 0))


def _priced(view: View, caret: Caret) -> Signature:
    """An outcome of a rate card: its price for each column, then its terms."""
    outcome = caret.names[0]
    columns = price_columns(view, caret)
    prices = [(f"  PRICE for {name}" if number == 0 else f", PRICE for {name}", f"what a claim pays in column `{name}`")
              for number, name in enumerate(columns)] or [("  PRICE", "what a claim pays, or `nothing`")]  # fmt: skip
    pieces = [(outcome, "the outcome"), *prices, (f"  {_TERMS}", _TERMS_SAY)]
    if _TERM.match(caret.statement):
        active = len(pieces) - 1
    else:
        active = min(1 + caret.words.count(","), len(pieces) - 1)
    return _signature(pieces, active, outcome_help(view, outcome))


def _row(view: View, caret: Caret) -> Signature:
    """A row of a table: what it is for, then what it pays."""
    first, second, complete = _TABLES[caret.block]
    reads, says = table_subject(view, caret)
    pieces = [(first, says), (f"  {second}", "what is paid: an amount of money, or `nothing`")]
    return _signature(pieces, int(complete.match(caret.statement) is not None), reads)


def _form_of(caret: Caret) -> Form | None:
    for form in FORMS:
        if caret.block in form.block.split("|") and f"{caret.statement} ".startswith(f"{form.words} "):
            return form
    return None


def _of_form(view: View, caret: Caret, form: Form) -> Signature:
    active = 0
    for index, part in enumerate(form.parts):
        if part.begins.search(caret.statement):
            active = index
    pieces = [(part.label, part.says) for part in form.parts]
    documentation = ""
    if form.words == "shared by":
        documentation = shares_left(caret)
    elif form.words in ("given", "expect"):
        documentation = value_wanted(view, caret)
    return _signature(pieces, active, documentation)
