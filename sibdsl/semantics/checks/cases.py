"""Conditions that exclude or imply one another: cases that are never reached, and combinations that never vary.

In: the known contract, whose comparisons with fixed bounds were worked out. Out: warnings in the sink.
Relies on: what is compared with fixed bounds passes or fails on whole stretches between those bounds. So it is
enough to try one stretch after another, in every combination.
Guarantees: what is reported is so for every value; conditions with too many combinations are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import prod

from sibdsl.diagnostics.rules import tables as rules
from sibdsl.semantics import every, literals
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import items_of
from sibdsl.semantics.tables import FoundTable
from sibdsl.semantics.written import text_of
from sibdsl.surface import expressions as surface
from sibdsl.surface import items, tables
from sibdsl.surface.declarations import Payment, Threshold
from sibdsl.values import interval as ranges
from sibdsl.values.coverage import has_value
from sibdsl.values.interval import Interval

Key = tuple[object, ...]
Situation = dict[Key, "Interval | bool"]
"""What is tried: for each thing that is compared a stretch of its values, for any other test its outcome."""
Test = Callable[[Situation], bool]

_MOST_SITUATIONS = 4096
_P_VALUES = Interval(Fraction(0), True, Fraction(1), True)


def _check_found(known: Known, found: FoundTable) -> None:
    """Check the cases of a table of conditions."""
    if isinstance(found.node, tables.ConditionTable):
        _check_cases(known, [row.condition for row in found.node.rows if row.condition is not None])


def _check_threshold(known: Known, threshold: Threshold) -> None:
    """Check the conditions of a threshold together."""
    _check_together(known, threshold.condition)


def _check_payment(known: Known, payment: Payment) -> None:
    """Check the conditions together on which a payment is made."""
    for gate in items_of(payment, items.ProvidedItem):
        _check_together(known, gate.condition)


def _check_cases(known: Known, conditions: Sequence[surface.Condition]) -> None:
    constant = {place for place, condition in enumerate(conditions) if _check_together(known, condition)}
    if len(conditions) < 2:
        return
    trial = _Trial(known)
    tests = [trial.test(condition) for condition in conditions]
    reached = {next((place for place, test in enumerate(tests) if test(at)), None) for at in trial.situations()}
    written = [text_of(known, condition) for condition in conditions]
    for place, condition in enumerate(conditions):
        # The same condition twice is reported as such.
        if reached and place not in reached | constant and written[place] not in written[:place]:
            known.sink.report(rules.CASE_NEVER_REACHED, condition.span, words=written[place])


def _check_together(known: Known, condition: surface.Condition) -> bool:
    """Report a combination that always holds, or never; a single comparison is checked where it is read."""
    if isinstance(condition, surface.Comparison | surface.IsSignificant | surface.HasBeenPaid | surface.IsMet):
        return False
    trial = _Trial(known)
    test = trial.test(condition)
    outcomes = {test(at) for at in trial.situations()}
    if len(outcomes) != 1 or not trial.varies():
        return False
    outcome = "always" if outcomes == {True} else "never"
    known.sink.report(
        rules.CONDITIONS_TOGETHER_CONSTANT, condition.span, words=text_of(known, condition), outcome=outcome,
    )  # fmt: skip
    return True


class _Trial:
    """Conditions as tests, and the situations in which to try them."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._passing: dict[Key, list[Interval]] = {}
        self._domains: dict[Key, tuple[Interval, Fraction | None]] = {}
        self._others: dict[Key, None] = {}

    def test(self, node: surface.Condition, within: frozenset[str] = frozenset()) -> Test:
        """A condition as a function of the situation. ``within`` are the thresholds it is part of."""
        match node:
            case surface.BracketedCondition():
                return self.test(node.condition, within)
            case surface.Not():
                return _opposite(self.test(node.condition, within))
            case surface.Junction():
                tests = [self.test(item, within) for item in node.items]
                return _at_least(len(tests) if node.word in ("and", "all of") else 1, tests)
            case surface.CountOf():
                return _at_least(literals.number(node.count), [self.test(item, within) for item in node.items])
            case surface.IsMet():
                declared = self.known.scope.thresholds.get(node.name.text)
                if declared is None or node.name.text in within:
                    return self._other(("threshold", node.name.text))
                met = self.test(declared.condition, within | {node.name.text})
                return _opposite(met) if node.negated else met
            case surface.HasBeenPaid():
                paid = self._other(("payment", node.name.text))
                return _opposite(paid) if node.negated else paid
            case surface.IsSignificant():
                passing = Interval(Fraction(0), True, literals.percent(node.level), True)
                return self._compared((node.name.text, "p-value", None), passing, _P_VALUES, None)
            case surface.Comparison():
                return self._comparison(node)
        return self._other(("condition", node.span))

    def _comparison(self, node: surface.Comparison) -> Test:
        passing, subject = self.known.comparisons.get(node.span, (None, None))
        read = node.subject
        if passing is None or subject is None or not isinstance(read, surface.Reference):
            return self._other(("comparison", node.span))
        day = None if read.day is None else text_of(self.known, read.day)
        return self._compared((read.name.text, read.aspect, day), passing, subject.interval, subject.step)

    def _compared(self, key: Key, passing: Interval, domain: Interval, step: Fraction | None) -> Test:
        self._passing.setdefault(key, []).append(passing)
        self._domains[key] = (domain, step)
        return lambda at: isinstance(stretch := at[key], Interval) and ranges.encloses(passing, stretch)

    def _other(self, key: Key) -> Test:
        self._others[key] = None
        return lambda at: at[key] is True

    def situations(self) -> Iterator[Situation]:
        """Every combination that can be; none where there are too many to try."""
        choices: dict[Key, Sequence[Interval | bool]] = {key: self._stretches(key) for key in self._passing}
        choices |= dict.fromkeys(self._others, (False, True))
        if prod(len(choice) for choice in choices.values()) <= _MOST_SITUATIONS:
            for chosen in product(*choices.values()):
                yield dict(zip(choices, chosen, strict=True))

    def varies(self) -> bool:
        """Whether each comparison, by itself, holds for some values and not for others."""
        return bool(self._others) or all(
            {ranges.encloses(passing, stretch) for stretch in self._stretches(key)} == {False, True}
            for key, found in self._passing.items()
            for passing in found
        )

    def _stretches(self, key: Key) -> list[Interval]:
        """What lies at, below, between and above the bounds, as far as the subject can take it."""
        domain, step = self._domains[key]
        bounds = {bound for passing in self._passing[key] for bound in (passing.low, passing.high) if bound is not None}
        ordered: list[Fraction | None] = [None, *sorted(bounds), None]
        found = [Interval(bound, True, bound, True) for bound in ordered[1:-1]]
        found += [Interval(low, False, high, False) for low, high in pairwise(ordered)]
        return [stretch for stretch in found if has_value(ranges.intersect(stretch, domain), step)]


def _opposite(test: Test) -> Test:
    return lambda at: not test(at)


def _at_least(count: Fraction | int, tests: Sequence[Test]) -> Test:
    return lambda at: sum(test(at) for test in tests) >= count


CHECKS: tuple[Check, ...] = (
    Each(every.tables, _check_found),
    Each(every.thresholds, _check_threshold),
    Each(every.payments, _check_payment),
)
