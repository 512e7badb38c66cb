"""What a declared name stands for, in words, for each kind of declaration.

In: a view and a name. Out: Markdown: the kind, the title, what it is, its clause and source.
Relies on: the tree; the checker for units, values and dates.
Guarantees: every kind of declaration has words; what is not known is left out.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from sibdsl.ide.hover_claims import card_words, outcome_words
from sibdsl.ide.hover_parties import PLACING, is_placing, party_words, some, waterfall_words
from sibdsl.ide.hover_payments import cap_words, payment_words, value_words
from sibdsl.ide.hover_text import bullets, code, escaped, joined, money, paragraphs, sentence, with_title, written
from sibdsl.semantics.conditions import described
from sibdsl.semantics.scope import kind_of
from sibdsl.surface import declarations as surface
from sibdsl.surface import items
from sibdsl.surface.capital import Waterfall
from sibdsl.surface.cards import Category
from sibdsl.surface.node import Node
from sibdsl.values.interval import EVERYTHING
from sibdsl.workspace.view import View


def declaration_words(view: View, node: surface.Declaration) -> str:
    """What a declaration says, in words."""
    if isinstance(node, surface.Scenario):
        return paragraphs((f"scenario **{escaped(node.name.text)}**", _listed(view, node)))
    head = f"{kind_of(node)} {code(node.name.text)}"
    title = f"{head} — **{escaped(node.title.value)}**" if node.title is not None else head
    words = _WORDS.get(type(node), _listed)
    return paragraphs((title, words(view, node), _placed(node)))


def _placed(node: surface.Declaration) -> str:
    """Where the declaration stands in the agreement, and where it comes from."""
    found = [item for item in node.items if isinstance(item, items.TextItem) and item.keyword in PLACING]
    return "  \n".join(f"*{item.keyword.capitalize()}: {escaped(item.text.value)}*" for item in found)


def _listed(view: View, node: surface.Declaration) -> str:
    """The statements of a declaration as they are written."""
    return bullets(code(written(view, item)) for item in node.items if not is_placing(item))


def _contract(view: View, node: surface.Contract) -> str:
    known = view.known
    counts = ""
    if known is not None:
        scope = known.scope
        counts = sentence(
            joined(
                f"{len(found):,} {noun}{'' if len(found) == 1 else 's'}"
                for found, noun in (
                    (scope.payments, "payment"),
                    (scope.metrics, "metric"),
                    (scope.outcomes, "outcome"),
                    (scope.scenarios, "scenario"),
                )
                if found
            )
        )
    return paragraphs((_listed(view, node), counts))


def _metric(view: View, node: surface.Metric) -> str:
    return paragraphs(
        (_definition(node), bullets(_metric_facts(view, node)), _calculation(view, node), _readers(view, node))
    )


def _definition(node: surface.Declaration) -> str:
    for item in node.items:
        if isinstance(item, items.TextItem) and item.keyword == "definition":
            return sentence(escaped(item.text.value))
    return ""


def _metric_facts(view: View, node: surface.Declaration) -> Iterator[str]:
    known = view.known
    for item in node.items:
        if isinstance(item, items.WordsItem) and item.keyword == "of":
            yield f"of {with_title(view, item.words[0])}"
        elif isinstance(item, items.WordsItem) and item.keyword == "verified by":
            yield f"verified by {joined(with_title(view, name) for name in item.words)}"
        elif isinstance(item, items.TextItem) and item.keyword == "evidence":
            yield f"evidence: {escaped(item.text.value)}"
        elif not isinstance(item, (items.CalculatedItem, items.TextItem, items.RangeItem)) and not is_placing(item):
            yield escaped(written(view, item))
        elif isinstance(item, items.TextItem) and item.keyword == "not payable":
            yield f"not payable: {escaped(item.text.value)}"
    meaning = None
    if known is not None:
        meaning = known.metrics.get(node.name.text) or known.facts.get(node.name.text)
    if meaning is not None and meaning.unit is not None and meaning.interval != EVERYTHING:
        yield f"values: {described(meaning.interval, meaning)}"


def _calculation(view: View, node: surface.Metric) -> str:
    for item in node.items:
        if isinstance(item, items.CalculatedItem):
            return value_words(view, item.value, "Calculated")
    return ""


def _readers(view: View, node: surface.Declaration) -> str:
    readers = view.known.readers.get(node.name.text, []) if view.known is not None else []
    return f"Decides {some(readers)}." if readers else ""


def _fact(view: View, node: surface.Fact) -> str:
    return paragraphs((bullets(_metric_facts(view, node)), _readers(view, node)))


def _parameter(view: View, node: surface.Parameter) -> str:
    if node.value is None:
        unit = f", in {written(view, node.unit)}" if node.unit is not None else ""
        return f"Not published{unit}: it is given with the evidence."
    return f"Value: {code(written(view, node.value))}."


def _threshold(view: View, node: surface.Threshold) -> str:
    return f"Met when {code(written(view, node.condition))}."


def _population(view: View, node: surface.Population) -> str:
    inner = [item for item in node.items if isinstance(item, (surface.Cohort, surface.Group))]
    size = [written(view, item) for item in node.items if isinstance(item, items.NumberItem)]
    parts = [f"{kind_of(item)} {with_title(view, item.name)}{_days_of(item)}" for item in inner[:12]]
    return paragraphs((_definition(node), sentence(joined(size)), bullets(parts)))


def _days_of(node: surface.Declaration) -> str:
    return f": {node.start.text} to {node.end.text}" if isinstance(node, surface.Cohort) else ""


def _cohort(view: View, node: surface.Cohort) -> str:
    people = f"People who join from {node.start.text} to {node.end.text}, both days included."
    return paragraphs((people, _listed(view, node)))


def _group(view: View, node: surface.Group) -> str:
    return "A named part of the population."


def _category(view: View, node: Category) -> str:
    return f"Outcomes {joined(with_title(view, name) for name in node.outcomes)}."


def _finance(view: View, node: surface.Finance) -> str:
    kind = " ".join(name.text for name in node.kind) or node.name.text.replace("_", " ")
    givers = joined(with_title(view, name) for name in node.providers)
    every = f" a {node.every.text}" if node.every is not None else ""
    covering = f", covering {joined(code(name.text) for name in node.covering)}" if node.covering else ""
    lead = f"{kind} of {written(view, node.amount)}{every} from {givers} to {with_title(view, node.receiver)}{covering}"
    return paragraphs((sentence(lead), _listed(view, node)))


def _report(view: View, node: surface.Report) -> str:
    receivers = joined(with_title(view, name) for name in node.receivers)
    return paragraphs((sentence(f"From {with_title(view, node.sender)} to {receivers}"), _listed(view, node)))


def _cap(view: View, node: surface.ContractCap) -> str:
    known = view.known
    words = cap_words(view, node)
    if known is None or node.payments is not None or node.scope is None or node.scope.kind != "in total":
        return words
    from sibdsl.ide.hover_limits import whole_caps

    amount = whole_caps(known, node)
    return paragraphs((words, f"**In total: at most {money(view, amount)}** under the contract." if amount else ""))


_WORDS: Final[dict[type[Node], Callable[[View, Any], str]]] = {
    surface.Contract: _contract,
    surface.Party: party_words,
    surface.Metric: _metric,
    surface.Fact: _fact,
    surface.Parameter: _parameter,
    surface.Threshold: _threshold,
    surface.Population: _population,
    surface.Cohort: _cohort,
    surface.Group: _group,
    surface.Outcome: outcome_words,
    surface.RateCard: card_words,
    Category: _category,
    surface.Payment: payment_words,
    surface.ContractCap: _cap,
    surface.Report: _report,
    surface.Finance: _finance,
    Waterfall: waterfall_words,
}
