"""What limits the payments of a contract together: caps, counts and stages, as constraints on their sums.

In: a program and its outcomes. Out: constraints on elements, one element for each part of each outcome.
Relies on ``course`` and ``bounds``.
Guarantees: sound. A limit that something later in the order of a rule can undo is left out, or widened by
as much as that can add: a minimum, or rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sibdsl.analysis.bounds import Constraint, Element
from sibdsl.analysis.counting import price_of_count
from sibdsl.analysis.course import Course, Outcome, has_open_bucket
from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Capped, Indexed, Minimum, Part, Rule
from sibdsl.runtime.determinations import BucketKey

_FROM_PART = -1
# What rounding can add to an amount, in minor units.
_HALF = Fraction(1, 2)
_ROUNDING_ERROR = {"half up": _HALF, "half even": _HALF, "half down": _HALF, "down": Fraction(0), "up": Fraction(1)}


class Constraints:
    """The constraints of a program, in amounts of payments before they are shared between payers."""

    def __init__(self, course: Course, outcomes: Sequence[Outcome]) -> None:
        self._course = course
        self._outcomes = outcomes
        self._rules = {rule.payment: rule for rule in course.program.rules}

    def elements_of(self, place: int) -> list[Element]:
        """List the elements of an outcome: its place, with that of each of its parts."""
        return [(place, part) for part in range(max(len(self._outcomes[place].parts), 1))]

    def all(self) -> list[Constraint]:
        """List every constraint."""
        return [*self._of_caps(), *self._of_cards(), *self._of_parts()]

    def _of_caps(self) -> list[Constraint]:
        """Limit what is paid under each cap in each of its buckets."""
        sums: dict[BucketKey, set[Element]] = {}
        limits: dict[BucketKey, Fraction] = {}
        kinds: dict[BucketKey, str] = {}
        broken: set[BucketKey] = set()
        for place, outcome in enumerate(self._outcomes):
            rule = self._rules[outcome.payment]
            for cap, key in outcome.occasion.caps.values():
                if cap.part is not None or cap.payer is not None or has_open_bucket(outcome.occasion, cap.scope):
                    continue
                added = self._added_after(rule, _position(rule, cap.name))
                if added is None:
                    broken.add(key)
                    continue
                sums.setdefault(key, set()).update(self.elements_of(place))
                limits[key] = limits.get(key, cap.limit) + added
                kinds[key] = f"cap {cap.scope}"
        return [Constraint(kinds[key], frozenset(sums[key]), limits[key]) for key in sums if key not in broken]

    def _of_cards(self) -> list[Constraint]:
        """Limit what rate cards come to over the whole contract: each payment, and payments under one limit."""
        cards = self._course.ranges.cards
        elements: dict[str, set[Element]] = {}
        for place, outcome in enumerate(self._outcomes):
            elements.setdefault(outcome.payment, set()).update(self.elements_of(place))
        paying = {read.name for payment in self._course.program.plan.payments for read in payment.reads
                  if read.kind == "claims"}  # fmt: skip
        found = []
        for payment, own in elements.items():
            most = cards.total(payment) if payment in paying else None
            if most is not None:
                found.append(Constraint("card", frozenset(own), most))
        for payments, limit in cards.together():
            together = frozenset().union(*(elements.get(payment, set()) for payment in sorted(payments)))
            found.append(Constraint("cards", together, limit))
        return found

    def _of_parts(self) -> list[Constraint]:
        """Limit what a part of a payment adds up to: by its own caps, by counts, by stages that end."""
        sums: dict[BucketKey, set[Element]] = {}
        limits: dict[BucketKey, Fraction] = {}
        broken: set[BucketKey] = set()
        for place, outcome in enumerate(self._outcomes):
            rule = self._rules[outcome.payment]
            added = self.added_to_part(outcome)
            for number, part in enumerate(rule.parts):
                for key, limit in self._limits_of(part, number, outcome):
                    low = outcome.parts[number].low
                    if limit is None or added is None or low is None or low < 0:
                        broken.add(key)
                        continue
                    sums.setdefault(key, set()).add((place, number))
                    limits[key] = limits.get(key, limit) + added
        return [Constraint("part", frozenset(sums[key]), limits[key]) for key in sums if key not in broken]

    def _limits_of(self, part: Part, number: int, outcome: Outcome) -> list[tuple[BucketKey, Fraction | None]]:
        """List what limits a part over time: the bucket and the limit in money; None where there is none."""
        found: list[tuple[BucketKey, Fraction | None]] = []
        for name in part.caps:
            cap, key = outcome.occasion.caps[name]
            found.append((key, cap.limit))
        for name, (count, key) in outcome.occasion.counts.items():
            price = price_of_count(part.value, name)
            if price is not None:
                limit = None if price.high is None else max(price.high, Fraction(0)) * count.limit
                found.append(((f"{key[0]} in part {number}", key[1]), limit))
        until = _end_of_stages(part.value)
        if until is not None:
            found.append(((f"stages {part.name}", None), until))
        return found

    def added_to_part(self, outcome: Outcome) -> Fraction | None:
        """Give what adjustments and rounding can add to a part of an outcome; None when there is no limit to it."""
        added = self._added_after(self._rules[outcome.payment], _FROM_PART)
        return None if added is None else added + self._rounding_of(outcome)

    def _added_after(self, rule: Rule, position: int) -> Fraction | None:
        """Give what adjustments after a position can add to each amount; None when there is no limit to it."""
        added = Fraction(0)
        for adjustment in rule.adjustments[position + 1 :]:
            match adjustment:
                case Indexed():
                    return None
                case Minimum():
                    added += adjustment.amount
        return added

    def _rounding_of(self, outcome: Outcome) -> Fraction:
        """Give what rounding can add to each amount."""
        if outcome.exact:
            return Fraction(0)
        return _ROUNDING_ERROR[self._course.program.plan.rounding] * self._course.minor


def _position(rule: Rule, cap: str) -> int:
    """Find the last place at which a cap applies."""
    return max((place for place, item in enumerate(rule.adjustments) if item == Capped(cap)), default=_FROM_PART)


def _end_of_stages(value: ir.Expression) -> Fraction | None:
    """Give the sum at which a share ends for good; None where it goes on."""
    if not isinstance(value, ir.Stages) or not value.within or len(value.stages) < 2:
        return None
    last = value.stages[-1].share
    return value.stages[-2].until if isinstance(last, ir.Number) and not last.value else None
