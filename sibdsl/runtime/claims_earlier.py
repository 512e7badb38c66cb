"""What a person reached before: section 8 of the reference of claims.

In: claims that are ready, determination by determination. Out: the code of a reason to reject one, or nothing.
Relies on outcomes that do not wait for each other in a circle. Guarantees: the answer does not depend on the order
of the claims file; a claim that was taken back counts no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sibdsl.runtime.claims import ClaimLine
from sibdsl.runtime.claims_lengths import day_after
from sibdsl.runtime.claims_plan import After, ClaimsPlan


def outcomes_in_order(plan: ClaimsPlan) -> list[tuple[str, ...]]:
    """Put outcomes behind those that come before them; outcomes of which only one is paid stand together.

    Raises:
        ValueError: outcomes wait for each other, which the checker excludes.
    """
    alternatives = {name: group for group in plan.only_one_of for name in group}
    waiting = list(dict.fromkeys(alternatives.get(outcome.name, (outcome.name,)) for outcome in plan.outcomes))
    earlier = {outcome.name: {after.outcome for after in outcome.after} for outcome in plan.outcomes}
    ordered: list[tuple[str, ...]] = []
    while waiting:
        left = {name for group in waiting for name in group}
        ready = [
            group for group in waiting if not any((earlier.get(name, set()) - set(group)) & left for name in group)
        ]
        if not ready:
            raise ValueError(f"the outcomes {', '.join(sorted(left))} wait for each other")
        ordered.append(ready[0])
        waiting.remove(ready[0])
    return ordered


class Reached:
    """The accepted claims so far, by person and outcome, without those that were taken back."""

    def __init__(self, plan: ClaimsPlan, month_end: str) -> None:
        self._month_end = month_end
        self._after = {outcome.name: outcome.after for outcome in plan.outcomes}
        self._alternatives = {name: group for group in plan.only_one_of for name in group}
        self._days: dict[tuple[str, str], dict[str, date]] = {}

    def accept(self, line: ClaimLine) -> None:
        """Note an accepted claim."""
        self._days.setdefault((line.person, line.outcome), {})[line.claim] = line.reached_on

    def take_back(self, line: ClaimLine) -> None:
        """Forget a claim that is taken back."""
        self._days.get((line.person, line.outcome), {}).pop(line.claim, None)

    def reason_to_reject(self, line: ClaimLine) -> str:
        """Give the code of what speaks against a claim; empty when nothing does."""
        needed = self._after.get(line.outcome, ())
        days = [self._first_day(line.person, after.outcome) for after in needed]
        if any(day is None for day in days):
            return "SIB867"
        if not all(self._comes_after(line, after, day) for after, day in zip(needed, days, strict=True)):
            return "SIB868"
        others = [name for name in self._alternatives.get(line.outcome, ()) if name != line.outcome]
        return "SIB869" if any(self._first_day(line.person, name) is not None for name in others) else ""

    def _first_day(self, person: str, outcome: str) -> date | None:
        return min(self._days.get((person, outcome), {}).values(), default=None)

    def _comes_after(self, line: ClaimLine, after: After, first: date | None) -> bool:
        if first is None or line.reached_on < first:
            return False
        if after.at_least is not None and line.reached_on < day_after(first, after.at_least, self._month_end):
            return False
        return after.within is None or line.reached_on <= day_after(first, after.within, self._month_end)


def in_order_of_claims(lines: Sequence[ClaimLine]) -> list[int]:
    """Give the places of some lines in the order in which claims of a determination are taken."""
    return sorted(range(len(lines)), key=lambda place: (lines[place].reached_on, lines[place].claim))
