"""The meaning of conditions: that their sides can be compared, and what they read.

In: a surface condition and its place. Out: what it reads. Comparisons that hold for every value of their subject, or
for none, are reported, and so are boundaries that the subject is never measured to.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sibdsl.diagnostics.rules import tables as table_rules
from sibdsl.semantics import amounts, literals, references
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import UNKNOWN, Known, Meaning, Place
from sibdsl.semantics.require import check_measurable, fits, shown
from sibdsl.surface import expressions as surface
from sibdsl.surface.node import Name
from sibdsl.values import interval as ranges
from sibdsl.values.coverage import has_value
from sibdsl.values.interval import Interval

_PERCENT_LIMIT = 1


def condition(known: Known, node: surface.Condition, place: Place) -> tuple[str, ...]:
    """The reported metrics that a condition reads for the determination at hand."""
    here: list[str] = []
    for single in singles(node):
        here.extend(_single(known, single, place))
    return tuple(dict.fromkeys(here))


def singles(node: surface.Condition) -> Iterator[surface.Condition]:
    """The comparisons and tests that a condition is made of, each ``at least n of`` before its own."""
    waiting: list[surface.Condition] = [node]
    while waiting:
        found = waiting.pop(0)
        if isinstance(found, (surface.Junction, surface.CountOf)):
            waiting = [*found.items, *waiting]
            if isinstance(found, surface.CountOf):
                yield found
        elif isinstance(found, (surface.Not, surface.BracketedCondition)):
            waiting.insert(0, found.condition)
        else:
            yield found


def _single(known: Known, node: surface.Condition, place: Place) -> tuple[str, ...]:
    if isinstance(node, surface.Comparison):
        return _comparison(known, node, place)
    if isinstance(node, surface.IsSignificant):
        return _significant(known, node, place)
    if isinstance(node, surface.IsMet):
        return _met(known, node, place)
    if isinstance(node, surface.HasBeenPaid):
        find_named(known, node.name, "payment")
    elif isinstance(node, surface.CountOf):
        check_count(known, node)
    return ()


def check_count(known: Known, node: surface.CountOf) -> None:
    """Report a number of conditions that is always or never reached, or that is no number of conditions."""
    wanted, listed = literals.number(node.count), len(node.items)
    if wanted.denominator == 1 and 1 <= wanted <= listed:
        return
    outcome = "always" if wanted < 1 else "never"
    known.sink.report(
        table_rules.CONSTANT_COMPARISON, node.span, outcome=outcome, range=f"{listed} conditions at most",
        expected=f"a whole number from 1 to {listed}", help="count the conditions in the brackets",
    )  # fmt: skip


def _comparison(known: Known, node: surface.Comparison, place: Place) -> tuple[str, ...]:
    subject = amounts.amount(known, node.subject, msgspec.structs.replace(place, want=None))
    low, high = (_bound(known, bound, subject, place) for bound in (node.test.low, node.test.high))
    if subject is UNKNOWN or low is UNKNOWN or high is UNKNOWN:
        return subject.here
    _check_can_vary(known, node, subject, low, high)
    return subject.here + (low.here if low else ()) + (high.here if high else ())


def _bound(known: Known, node: surface.Expression | None, subject: Meaning, place: Place) -> Meaning | None:
    if node is None:
        return None
    what = f"`{subject.here[0]}`" if subject.here else "this"
    bound = amounts.amount(known, node, msgspec.structs.replace(place, want=subject.unit, what=what))
    return bound if bound is not UNKNOWN and fits(known, node, bound, subject.unit, what) else UNKNOWN


def _check_can_vary(
    known: Known, node: surface.Comparison, subject: Meaning, low: Meaning | None, high: Meaning | None
) -> None:
    """Report a comparison with fixed values that holds for every value of its subject, or for none."""
    if any(bound is not None and not ranges.is_point(bound.interval) for bound in (low, high)):
        return
    bottom = None if low is None else low.interval.low
    top = None if high is None else high.interval.low
    passing = Interval(
        bottom, bottom is not None and node.test.low_closed, top, top is not None and node.test.high_closed
    )
    known.comparisons[node.span] = (passing, subject)
    if not has_value(ranges.intersect(passing, subject.interval), subject.step):
        outcome = "never"
    elif ranges.encloses(passing, subject.interval):
        outcome = "always"
    else:
        for bound, value in ((node.test.low, bottom), (node.test.high, top)):
            check_measurable(known, bound, value, subject)
        return
    known.sink.report(
        table_rules.CONSTANT_COMPARISON, node.span, outcome=outcome, range=described(subject.interval, subject),
    )  # fmt: skip


def described(interval: Interval, meaning: Meaning) -> str:
    """An interval in words: ``from 0% to 100%``, ``at least 0 hours``, ``any value``."""
    low = None if interval.low is None else shown(interval.low, meaning.unit)
    high = None if interval.high is None else shown(interval.high, meaning.unit)
    above = "at least" if interval.low_closed else "above"
    below = "at most" if interval.high_closed else "below"
    if low is None and high is None:
        return "any value"
    if low is None or high is None:
        return f"{above} {low}" if high is None else f"{below} {high}"
    if low == high:
        return f"exactly {low}"
    if interval.low_closed:
        return f"from {low} to {high}" if interval.high_closed else f"from {low} to below {high}"
    return f"above {low} to {high}" if interval.high_closed else f"above {low} to below {high}"


def _significant(known: Known, node: surface.IsSignificant, place: Place) -> tuple[str, ...]:
    reference = surface.Reference(node.span, node.name, "p-value")
    meaning = references.read(known, reference, place)
    if literals.percent(node.level) > _PERCENT_LIMIT:
        known.sink.report(
            table_rules.CONSTANT_COMPARISON, node.level.span, outcome="always", range="from 0 to 1",
        )  # fmt: skip
    return meaning.here


def _met(known: Known, node: surface.IsMet, place: Place) -> tuple[str, ...]:
    if find_named(known, node.name, "threshold") is None:
        return ()
    here = known.thresholds.get(node.name.text, ())
    for name in here:
        leaf = name.partition(".")[0]
        reference = surface.Reference(node.span, Name(node.name.span, leaf)) if leaf in known.scope.metrics else None
        if reference is not None and place.frame is not None:
            references.check_frame(known, reference, place)
    return here
