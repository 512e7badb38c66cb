"""Outcomes of the model.

In: what was worked out of the outcomes of a contract without errors. Out: model outcomes.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.model import outcomes as model
from sibdsl.model.quantities import Precision, Range
from sibdsl.semantics.building.context import Context, declared, range_model, text_of, unit_model, word
from sibdsl.semantics.cards import found
from sibdsl.semantics.cards.lengths import words_of
from sibdsl.semantics.meaning import Meaning
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.surface import items
from sibdsl.surface.declarations import Outcome
from sibdsl.surface.expressions import Expression
from sibdsl.surface.outcomes import QuantityItem, RecordsItem, RequiresItem
from sibdsl.values.interval import Interval


def outcome(context: Context, node: Outcome) -> model.Outcome:
    """An outcome."""
    known = context.known.outcomes[node.name.text]
    verified = find_item(node, items.WordsItem, "verified by")
    quantity = find_item(node, QuantityItem)
    return model.Outcome(
        **declared(context, node),
        population=known.population,
        definition=text_of(node, "definition"),
        evidence=text_of(node, "evidence"),
        verified_by=() if verified is None else tuple(name.text for name in verified.words),
        documents=tuple(
            model.Documents(
                count=len(item.names) if item.count is None else int(item.count.replace(",", "")),
                names=tuple(name.text for name in item.names),
                words=context.words(item),
            )
            for item in known.documents
        ),
        claimed_within=length(known.claimed),
        reached=None if known.reached is None else _reached(context, known.reached),
        sustained=None if known.sustained is None else _sustained(context, known.sustained),
        records=tuple(_recorded(context, item, meaning) for item, meaning in known.recorded),
        requires=tuple(_alternative(context, known, ways) for ways in known.requires),
        requires_words=tuple(context.words(item.condition) for item in items_of(node, RequiresItem)),
        unit=None if known.unit is None else unit_model(known.unit, context.known.terms.currency),
        precision=None if quantity is None else _precision(context, quantity.precision, known.step),
        range=Range() if known.unit is None else _range(context, node, known),
    )


def length(known: found.Length | None) -> model.Length | None:
    """A length of time."""
    return None if known is None else model.Length(count=known.count, unit=word(known.unit), words=words_of(known))


def _range(context: Context, node: Outcome, known: found.Outcome) -> Range:
    item = find_item(node, items.RangeItem)
    words = None if item is None else context.words(item.test)
    return range_model(known.values, Meaning(known.unit, known.values), words)


def _precision(context: Context, node: Expression | None, step: Fraction | None) -> Precision | None:
    return None if node is None or step is None else Precision(step=step, words=context.words(node))


def _reached(context: Context, known: found.Reached) -> model.Reached:
    return model.Reached(earliest=length(known.earliest), latest=length(known.latest), words=context.words(known.item))


def _sustained(context: Context, known: found.Sustained) -> model.Sustained:
    lasted = length(known.length)
    assert lasted is not None, "a state lasts for some time"
    return model.Sustained(
        state=known.item.state.text,
        length=lasted,
        within=length(known.within),
        gap_days=known.gap,
        forfeited=known.item.forfeited,
        words=context.words(known.item),
    )


def _recorded(context: Context, item: RecordsItem, meaning: Meaning) -> model.Recorded:
    words = item.name.text.replace("_", " ")
    return model.Recorded(
        name=item.name.text,
        title=words[:1].upper() + words[1:] if item.title is None else item.title.value,
        unit=unit_model(meaning.unit, context.known.terms.currency),
        precision=_precision(context, item.precision, meaning.step),
    )


def _alternative(context: Context, known: found.Outcome, ways: dict[str, Interval]) -> tuple[model.Requirement, ...]:
    meanings = {item.name.text: meaning for item, meaning in known.recorded}
    return tuple(
        model.Requirement(recorded=name, range=range_model(values, meanings[name])) for name, values in ways.items()
    )
