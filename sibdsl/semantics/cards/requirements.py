"""What an outcome requires of the numbers that its claims record: conditions as alternatives of ranges.

In: a condition and the recorded numbers. Out: alternatives, each a range for some of the numbers; None after a report.
Guarantees: a claim meets the condition exactly if its numbers lie in all ranges of one alternative.
"""

from __future__ import annotations

from itertools import combinations
from math import comb

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.diagnostics.rules import tables as table_rules
from sibdsl.semantics.conditions import check_count, described, singles
from sibdsl.semantics.literals import number
from sibdsl.semantics.lookup import either
from sibdsl.semantics.meaning import Known, Meaning, Place
from sibdsl.semantics.ranges import interval_of
from sibdsl.surface import expressions as surface
from sibdsl.values import interval as ranges
from sibdsl.values.coverage import has_value
from sibdsl.values.interval import Interval

Alternatives = tuple[dict[str, Interval], ...]

_MOST_ALTERNATIVES = 64


def alternatives_of(
    known: Known, node: surface.Condition, recorded: dict[str, Meaning], outcome: str
) -> Alternatives | None:
    """The ways in which a condition can be met."""
    if not _can_be_shown(known, node, recorded, outcome):
        return None
    found = None if _has_too_many_ways(node) else _met(known, node, recorded, wanted=True)
    if _has_too_many_ways(node) or (found is not None and len(found) > _MOST_ALTERNATIVES):
        known.sink.report(
            rules.REQUIRES_SOMETHING_ELSE, node.span, next_step="write the condition with fewer `or` and `at least`",
            found=f"there are more than {_MOST_ALTERNATIVES} ways to meet what `{outcome}` requires",
        )  # fmt: skip
        return None
    return found


def joined(first: Alternatives, second: Alternatives) -> Alternatives:
    """The ways to meet both of two conditions, without those in which a number would lie in no range."""
    found: dict[tuple[tuple[str, Interval], ...], dict[str, Interval]] = {}
    for one in first:
        for other in second:
            both = dict(one)
            for name, values in other.items():
                both[name] = ranges.intersect(both[name], values) if name in both else values
            if not any(ranges.is_empty(values) for values in both.values()):
                found.setdefault(tuple(sorted(both.items(), key=_by_name)), both)
            if len(found) > _MOST_ALTERNATIVES:
                return tuple(found.values())
    return tuple(found.values())


def _has_too_many_ways(node: surface.Condition) -> bool:
    """Whether some items of the condition can be chosen in too many ways to try."""
    counted = [single for single in singles(node) if isinstance(single, surface.CountOf)]
    choices = [(len(one.items), chosen) for one in counted for chosen in (_count(one), _count(one) - 1)]
    return any(comb(listed, max(chosen, 0)) > _MOST_ALTERNATIVES for listed, chosen in choices)


def _by_name(pair: tuple[str, Interval]) -> str:
    return pair[0]


def _can_be_shown(known: Known, node: surface.Condition, recorded: dict[str, Meaning], outcome: str) -> bool:
    """Whether the condition is made of comparisons of recorded numbers; reported if not."""
    for single in singles(node):
        if isinstance(single, surface.CountOf):
            check_count(known, single)
            continue
        subject = single.subject if isinstance(single, surface.Comparison) else None
        if isinstance(subject, surface.Reference) and not subject.aspect and subject.name.text in recorded:
            continue
        found = f"`{outcome}` requires something that its claims do not record"
        if isinstance(subject, surface.Reference) and not subject.aspect:
            found = f"claims of `{outcome}` record no `{subject.name.text}`"
        step = f"name {either(tuple(f'`{name}`' for name in recorded))}" if recorded else "add `records NAME in UNIT`"
        known.sink.report(rules.REQUIRES_SOMETHING_ELSE, single.span, found=found, next_step=step)
        return False
    return True


def _met(known: Known, node: surface.Condition, recorded: dict[str, Meaning], *, wanted: bool) -> Alternatives | None:
    """The ways in which a condition holds or, where that is wanted, does not hold."""
    match node:
        case surface.BracketedCondition():
            return _met(known, node.condition, recorded, wanted=wanted)
        case surface.Not():
            return _met(known, node.condition, recorded, wanted=not wanted)
        case surface.Comparison():
            return _compared(known, node, recorded, wanted)
        case surface.Junction():
            count = len(node.items) if node.word in ("and", "all of") else 1
            return _count_met(known, node.items, count, recorded, wanted)
        case surface.CountOf():
            return _count_met(known, node.items, _count(node), recorded, wanted)
        case _:
            return None


def _count(node: surface.CountOf) -> int:
    wanted = number(node.count)
    return int(wanted) if wanted.denominator == 1 else 0


def _count_met(
    known: Known, items: tuple[surface.Condition, ...], count: int, recorded: dict[str, Meaning], wanted: bool
) -> Alternatives | None:
    """At least ``count`` of the items hold; that they do not means that enough of the others fail."""
    if not 1 <= count <= len(items):
        # Reported where the number of conditions is checked.
        return None
    single = [_met(known, item, recorded, wanted=wanted) for item in items]
    needed = count if wanted else len(items) - count + 1
    found: Alternatives = ()
    for chosen in combinations(single, needed):
        ways: Alternatives = ({},)
        for item in chosen:
            if item is None:
                return None
            ways = joined(ways, item)
        found += tuple(way for way in ways if way not in found)
        if len(found) > _MOST_ALTERNATIVES:
            break
    return found


def _compared(
    known: Known, node: surface.Comparison, recorded: dict[str, Meaning], wanted: bool
) -> Alternatives | None:
    assert isinstance(node.subject, surface.Reference), "only recorded numbers are compared"
    name = node.subject.name.text
    meaning = recorded[name]
    values = interval_of(known, node.test, Place("a requirement", want=meaning.unit, what=f"`{name}`"))
    if values is None:
        return None
    outcome = "" if has_value(ranges.intersect(values, meaning.interval), meaning.step) else "never"
    outcome = outcome or ("always" if ranges.encloses(values, meaning.interval) else "")
    if outcome:
        known.sink.report(
            table_rules.CONSTANT_COMPARISON, node.span, outcome=outcome, range=described(meaning.interval, meaning)
        )
        return None
    if wanted:
        return ({name: values},)
    outside = []
    if values.low is not None:
        outside.append(Interval(high=values.low, high_closed=not values.low_closed))
    if values.high is not None:
        outside.append(Interval(low=values.high, low_closed=not values.high_closed))
    return tuple({name: part} for part in outside)
