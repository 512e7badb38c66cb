"""Outcomes: whose they are, what a claim must show, and times and documents that can be met.

In: the known contract. Out: ``known.outcomes``, worked out here once, and findings in the sink.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.semantics.cards.found import Outcome
from sibdsl.semantics.cards.outcomes import read_outcome
from sibdsl.semantics.checks.closed_sets import check_no_doubles
from sibdsl.semantics.checks.parties import check_parties
from sibdsl.semantics.literals import number
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.require import shown
from sibdsl.semantics.scope import find_item
from sibdsl.surface import items
from sibdsl.surface.outcomes import DocumentsItem, RecordsItem
from sibdsl.values import units
from sibdsl.values.units import Unit


def check(known: Known) -> None:
    """Work out every outcome; report what cannot be met or cannot be read."""
    recorded: dict[str, tuple[RecordsItem, Unit | None]] = {}
    for name, node in known.scope.outcomes.items():
        outcome = known.outcomes[name] = read_outcome(known, node)
        for item in outcome.documents:
            _check_documents(known, item)
        _check_recorded(known, outcome, recorded)
        verified = find_item(node, items.WordsItem, "verified by")
        if verified is not None:
            check_parties(known, verified.words)
            check_no_doubles(known, verified.words)


def _check_documents(known: Known, item: DocumentsItem) -> None:
    check_no_doubles(known, item.names)
    if item.count is None:
        return
    count, listed = number(item.count), len({name.text for name in item.names})
    if count.denominator != 1 or not 1 <= count <= listed:
        known.sink.report(rules.DOCUMENTS_COUNT, item.span, found=shown(count, None), listed=listed)


def _check_recorded(known: Known, outcome: Outcome, recorded: dict[str, tuple[RecordsItem, Unit | None]]) -> None:
    """Report a number that two outcomes record under one name in different units: the file has one column for it."""
    for item, meaning in outcome.recorded:
        first, unit = recorded.setdefault(item.name.text, (item, meaning.unit))
        if first is item or unit is None or meaning.unit is None or unit == meaning.unit:
            continue
        known.sink.report(
            rules.RECORDED_NAME_TAKEN, item.span, others=[(first.span, f"recorded in {units.describe(unit)} here")],
            name=item.name.text, reason=f"it is recorded in {units.describe(unit)} elsewhere",
            next_step="record it in the same unit, or give it another name",
        )  # fmt: skip
