"""Inlay hints: what a contract manager would otherwise look up, shown behind the words.

In: a view, a stretch of a file, and which hints are wanted. Out: `Hint`s in the order of the text.
Relies on: the tree and the checker; only declarations that touch the stretch are looked at.
Guarantees: never raises; a hint is shown only where what it says is known, and never repeats what stands there.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from sibdsl.ide.hint_amounts import bracket_hints, limit_hints
from sibdsl.ide.hint_units import implied_units
from sibdsl.ide.names import Mention, names_of
from sibdsl.semantics.scope import KINDS
from sibdsl.source.span import Span, end_of, start_of
from sibdsl.surface.declarations import Declaration, Import, Scenario
from sibdsl.surface.expressions import Reference
from sibdsl.surface.items import TextItem
from sibdsl.values import units
from sibdsl.workspace.view import View

UNIT: Final = "unit"
CUMULATIVE: Final = "cumulative"
LIMIT: Final = "limit"
CLAUSE: Final = "clause"

_OWN_ASPECTS: Final = ("sample", "p-value", "paid so far")


class HintSettings(msgspec.Struct, frozen=True):
    """Which hints are shown.

    `units`: the unit behind the name of a metric, and behind a number that is written without one. `cumulative`:
    behind each bracket, what it comes to with those above. `limits`: the most that a payment comes to, and what a cap
    leaves of it. `clauses`: the clause of a payment behind its name, once in each declaration, because a worked example
    may name it in every line.
    """

    units: bool = True
    cumulative: bool = True
    limits: bool = True
    clauses: bool = True


class Hint(msgspec.Struct, frozen=True, gc=False):
    """A few words behind an offset of a file; `kind` is `unit`, `cumulative`, `limit` or `clause`."""

    offset: int
    text: str
    kind: str
    tooltip: str = ""


def hints_in(view: View, path: str, start: int, end: int, settings: HintSettings | None = None) -> tuple[Hint, ...]:
    """The hints between two offsets of a file."""
    wanted = settings or HintSettings()
    found: list[Hint] = []
    for declaration in _declarations(view, path, start, end):
        for span, text, kind, tooltip in _hints_of(view, declaration, wanted):
            place = view.place_of(span)
            if place.path == path and start <= place.end <= end:
                found.append(Hint(place.end, text, kind, tooltip))
    return tuple(sorted(set(found), key=_by_offset))


def _by_offset(hint: Hint) -> tuple[int, str]:
    return hint.offset, hint.text


def _by_start(mention: Mention) -> int:
    return start_of(mention.span)


def _declarations(view: View, path: str, start: int, end: int) -> Iterator[Declaration]:
    first, last = view.offset_of(path, start), view.offset_of(path, end)
    if first is None or last is None:
        return
    for declaration in view.written.get(path, ()):
        touches = start_of(declaration.span) <= last and end_of(declaration.span) >= first
        if touches and not isinstance(declaration, Import):
            yield declaration


def _hints_of(view: View, declaration: Declaration, wanted: HintSettings) -> Iterator[tuple[Span, str, str, str]]:
    """Span behind which the hint stands, its text, kind and tooltip."""
    known = view.known
    if known is None:
        return
    if wanted.units or wanted.clauses:
        told: set[str] = set()
        for mention in sorted(names_of(view).mentions_in(declaration), key=_by_start):
            if not mention.declares:
                yield from _behind_name(view, mention, wanted, told)
    if wanted.units:
        for span, unit in implied_units(known, declaration):
            yield span, unit, UNIT, "the unit that this number takes where it stands"
    if wanted.cumulative:
        for span, text, tooltip in bracket_hints(known, declaration):
            yield span, text, CUMULATIVE, tooltip
    if wanted.limits:
        for span, text, tooltip in limit_hints(view, declaration):
            yield span, text, LIMIT, tooltip


def _behind_name(
    view: View, mention: Mention, wanted: HintSettings, told: set[str]
) -> Iterator[tuple[Span, str, str, str]]:
    """The hints behind one name; `told` are the payments of which the clause was said."""
    known = view.known
    if known is None or mention.key is None:
        return
    if wanted.units and _wants_unit(mention):
        meaning = known.metrics.get(mention.text) or known.facts.get(mention.text) or known.parameters.get(mention.text)
        if meaning is not None and meaning.unit is not None and meaning.unit != units.NUMBER:
            unit = units.describe(meaning.unit)
            if not _names_unit(mention.text, unit):
                yield mention.node.span, f": {unit}", UNIT, f"`{mention.text}` is measured in {unit}"
    if wanted.clauses and mention.wanted == ("payment",) and mention.text not in told:
        told.add(mention.text)
        clause = _clause_of(known.scope.payments.get(mention.text))
        if clause:
            yield mention.span, f" ({clause})", CLAUSE, f"`{mention.text}` stands in {clause}"


def _wants_unit(mention: Mention) -> bool:
    """Whether a name is read in an amount; in a scenario the value behind it has the unit already."""
    node = mention.node
    is_read = isinstance(node, Reference) and node.aspect not in _OWN_ASPECTS
    return is_read and not isinstance(mention.owner, Scenario)


def _names_unit(name: str, unit: str) -> bool:
    """Whether a name already says what is counted."""
    words = set(name.lower().split("_"))
    return any(word.lower() in words for word in unit.split()[:1])


def _clause_of(declaration: Declaration | None) -> str:
    if declaration is None or type(declaration) not in KINDS:
        return ""
    found = [item for item in declaration.items if isinstance(item, TextItem) and item.keyword == "clause"]
    return found[0].text.value if found else ""
