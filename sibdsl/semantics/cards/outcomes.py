"""What a claim of an outcome must show.

In: an outcome as written. Out: a ``found.Outcome``; what is wrong in it is reported, and left out.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.diagnostics.rules import names as name_rules
from sibdsl.semantics import literals
from sibdsl.semantics.cards.found import Length, Outcome, Reached, Sustained
from sibdsl.semantics.cards.lengths import is_shorter, length_of, words_of
from sibdsl.semantics.cards.requirements import Alternatives, alternatives_of, joined
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Known, Meaning, Place
from sibdsl.semantics.measures import range_of, step_of
from sibdsl.semantics.ranges import interval_of
from sibdsl.semantics.require import check_per
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.surface import declarations, items
from sibdsl.surface import outcomes as surface
from sibdsl.surface.expressions import Expression, UnitText
from sibdsl.values import interval as ranges
from sibdsl.values.interval import Interval
from sibdsl.values.units import Unit

COLUMNS = (
    "claim", "person", "outcome", "reached_on", "submitted_on", "validated_on", "rejected_on", "quantity", "documents",
)  # fmt: skip
"""The columns that every file of claims may have, whose names no recorded number can have."""

_ZERO = Fraction(0)


def read_outcome(known: Known, node: declarations.Outcome) -> Outcome:
    """Work out an outcome."""
    unit, step, values = _quantity(known, node)
    recorded = _recorded(known, node)
    claimed = find_item(node, surface.ClaimedItem)
    return Outcome(
        node,
        population=_population(known, node),
        unit=unit,
        step=step,
        values=values,
        documents=tuple(items_of(node, surface.DocumentsItem)),
        claimed=None if claimed is None else length_of(known, claimed.within),
        reached=_reached(known, node),
        sustained=_sustained(known, node),
        recorded=recorded,
        requires=_requires(known, node, {item.name.text: meaning for item, meaning in recorded}),
    )


def _population(known: Known, node: declarations.Outcome) -> str | None:
    """Whose outcome it is: the population that it names, else the only one."""
    item = find_item(node, items.WordsItem, "of")
    populations = list(known.scope.populations)
    if item is not None:
        return item.words[0].text if find_named(known, item.words[0], "population") is not None else None
    if len(populations) == 1:
        return populations[0]
    if populations and known.is_whole(node):
        known.sink.report(
            rules.OF_WHOM, node.name.span, outcome=node.name.text, choices=", ".join(populations),
            sample=populations[0],
        )  # fmt: skip
    return None


def _quantity(known: Known, node: declarations.Outcome) -> tuple[Unit | None, Fraction | None, Interval]:
    item = find_item(node, surface.QuantityItem)
    written = find_item(node, items.RangeItem)
    if item is None:
        if written is not None:
            known.sink.report(
                name_rules.NOT_WANTED_HERE, written.span, keyword="range",
                reason=f"claims of `{node.name.text}` state no quantity", expectation="`quantity` and a unit before it",
                help="add `quantity` and its unit, or delete the line",
            )  # fmt: skip
        return None, None, ranges.EVERYTHING
    unit = unit_of(known, item.unit)
    step = _step(known, item.unit, item.precision, unit)
    # More than nothing is claimed: `range at most 400` does not mean that nothing may be.
    values = ranges.above(_ZERO)
    if written is not None:
        place = Place("the range", want=unit, what=f"`{node.name.text}`")
        found = interval_of(known, written.test, place) or ranges.EVERYTHING
        values = found if found.low is not None else ranges.intersect(found, values)
    return unit, step, values


def unit_of(known: Known, node: UnitText) -> Unit:
    """The unit of what a claim states; reported where it counts by something that is no whole number."""
    check_per(known, node, node.count)
    return literals.unit_of(node)


def _step(known: Known, node: UnitText, precision: Expression | None, unit: Unit) -> Fraction | None:
    return step_of(known, items.UnitItem(node.span, node, precision, None), unit)


def _recorded(known: Known, node: declarations.Outcome) -> tuple[tuple[surface.RecordsItem, Meaning], ...]:
    found: dict[str, tuple[surface.RecordsItem, Meaning]] = {}
    for item in items_of(node, surface.RecordsItem):
        name = item.name.text
        unit = unit_of(known, item.unit)
        meaning = Meaning(unit, _values(known, node, unit), step=_step(known, item.unit, item.precision, unit))
        if name in COLUMNS:
            known.sink.report(
                rules.RECORDED_NAME_TAKEN, item.name.span, name=name, next_step="give the number another name",
                reason=f"`{name}` is a column of every file of claims",
            )  # fmt: skip
        elif name in found:
            known.sink.report(
                rules.RECORDED_NAME_TAKEN, item.name.span, name=name, next_step="delete one of the two",
                reason="it is recorded already", others=[(found[name][0].span, "already recorded here")],
            )  # fmt: skip
        # A name that is taken is known all the same, so that what is required of it is not reported too.
        found.setdefault(name, (item, meaning))
    return tuple(found.values())


def _values(known: Known, node: declarations.Outcome, unit: Unit) -> Interval:
    """The values that a recorded number can take: those of a metric in that unit that says nothing of its range."""
    unbounded = declarations.Metric(node.span, node.name, None, ())
    return range_of(known, unbounded, unit)


def _requires(known: Known, node: declarations.Outcome, recorded: dict[str, Meaning]) -> Alternatives:
    found: Alternatives = ({},)
    name = node.name.text
    wanted = items_of(node, surface.RequiresItem)
    for item in wanted:
        ways = alternatives_of(known, item.condition, recorded, name)
        if ways is None:
            return ()
        found = joined(found, ways)
        if not found:
            known.sink.report(
                rules.REQUIRES_SOMETHING_ELSE, item.span, found=f"nobody can meet all that `{name}` requires",
                next_step="correct the requirement, or delete it",
            )  # fmt: skip
            return ()
    return found if wanted else ()


def _reached(known: Known, node: declarations.Outcome) -> Reached | None:
    item = find_item(node, surface.ReachedItem)
    if item is None:
        return None
    earliest, latest = length_of(known, item.low), length_of(known, item.high)
    _check_order(known, node, earliest, latest, "is reached from {0} to {1} after enrolment")
    return Reached(item, earliest, latest)


def _sustained(known: Known, node: declarations.Outcome) -> Sustained | None:
    item = find_item(node, surface.SustainsItem)
    length = None if item is None else length_of(known, item.length)
    if item is None or length is None:
        return None
    within = length_of(known, item.within)
    _check_order(known, node, length, within, "must last {0} within {1}")
    gap = length_of(known, item.gap)
    if gap is not None and gap.unit != "days":
        known.sink.report(
            name_rules.UNKNOWN_WORD, gap.node.span, found=words_of(gap), what="a length of a gap",
            choices="days, weeks", next_step="count the days of a gap",
        )  # fmt: skip
    return Sustained(item, length, within, 0 if gap is None else gap.count)


def _check_order(
    known: Known, node: declarations.Outcome, first: Length | None, second: Length | None, words: str
) -> None:
    """Report a length that is longer than the time that there is for it."""
    if first is None or second is None or not is_shorter(second, first):
        return
    known.sink.report(
        rules.TIMES_CONTRADICT, second.node.span, others=[(first.node.span, words_of(first))],
        found=f"`{node.name.text}` {words.format(words_of(first), words_of(second))}",
        expectation=f"a time of {words_of(first)} or more",
    )  # fmt: skip
