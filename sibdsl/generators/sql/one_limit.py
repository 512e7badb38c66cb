"""One limit as a script sees it: its keys, what a claim would use up of it, and to which claims it applies.

In: cards, prices, and a limit with its place. Out: ``LimitStep``, whose properties are pieces of SQL.
Relies on ``conditions`` and ``days``. Guarantees: keys, amounts and conditions are the same in every step of a limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.conditions import both
from sibdsl.generators.sql.days import year_of
from sibdsl.generators.sql.prices import Prices
from sibdsl.generators.sql.trees import quoted
from sibdsl.runtime.claims_plan import Limit


@dataclass(frozen=True)
class LimitStep:
    """One limit of the plan, with its place from 1."""

    cards: Cards
    prices: Prices
    limit: Limit
    place: int

    @property
    def name(self) -> str:
        """The name that its steps begin with."""
        return f"limit_{self.place}"

    @property
    def incoming(self) -> str:
        """The step with what earlier limits left."""
        return f"passing_{self.place - 1}"

    @cached_property
    def keys(self) -> dict[str, str]:
        """The columns for which it is used up separately, with how each is found."""
        found: dict[str, str] = {}
        for part in self.limit.per:
            if part in ("person", "outcome", "cohort"):
                found[part] = part
            elif part == "determination":
                found |= {"in_determination": "determination", "for_cohort": "determined_cohort"}
            elif part != "claim":
                found[part.replace(" ", "_")] = year_of(self.cards, part, "determination")
        return found

    @property
    def by_claim(self) -> bool:
        """Whether each claim has the limit to itself."""
        return "claim" in self.limit.per

    @property
    def by_person(self) -> bool:
        """Whether each person has the limit to herself."""
        return "person" in self.limit.per

    @property
    def unlimited(self) -> bool:
        """Whether it limits nothing: a share of everything leaves nothing out."""
        return self.limit.share is not None and self.limit.share >= 1

    @property
    def wanted(self) -> str:
        """What a claim would use up."""
        return {"claims": "1", "quantity": "parts", "money": "money"}[self.limit.measure]

    @property
    def amount(self) -> int:
        """The limit as a whole number."""
        return self.cards.limit_whole_number(self.limit)

    def of(self, outcomes: tuple[str, ...]) -> str:
        """Write that a claim is of some outcomes and of the limit's cohort."""
        conditions = [self.cards.condition(outcomes)]
        if self.limit.cohort is not None:
            conditions.append(f"cohort = {quoted(self.limit.cohort)}")
        return " AND ".join(condition for condition in conditions if condition)

    @property
    def applies(self) -> str:
        """The condition on claims that it limits: one that asks for nothing passes, and uses up nothing."""
        in_count = "is_in = 1" if any(limit.measure == "claims" for limit in self.earlier) else ""
        return both(self.of(self.limit.outcomes), "asked > 0", in_count)

    @property
    def earlier(self) -> tuple[Limit, ...]:
        """The limits before it."""
        return self.cards.claims.limits[: self.place - 1]

    def listed_keys(self, alias: str = "") -> str:
        """List the keys as columns of a step that has them, each with a comma behind it."""
        return "".join(f"{alias}{key}, " for key in self.keys)

    def found_keys(self) -> str:
        """List how the keys are found, each with a comma behind it."""
        return "".join(f"{found} AS {key}, " if found != key else f"{key}, " for key, found in self.keys.items())

    def same_keys(self, left: str, right: str) -> str:
        """Write that the keys of two steps are the same."""
        return " AND ".join(f"{left}.{key} = {right}.{key}" for key in self.keys) or "1 = 1"

    def used_before(self) -> str:
        """Write how much each line of ``before`` used up of this limit."""
        if self.limit.measure == "claims":
            return "1"
        if self.limit.measure == "quantity":
            return f"counted_{self.place}"
        return self.left_before(self.place)

    def left_before(self, place: int) -> str:
        """Write what the limits up to a place left of a line of ``before``, in minor units."""
        return " - ".join(["asked", *(f"cut_{earlier}" for earlier in range(1, place + 1))])

    def through_before(self) -> str:
        """Write which lines of ``before`` used up anything."""
        counts = [
            f"cut_{place} = 0"
            for place, limit in enumerate(self.cards.claims.limits[: self.place], 1)
            if limit.measure == "claims"
        ]
        return both(self.of(self.limit.outcomes), "asked > 0", *counts)

    @property
    def words(self) -> tuple[str, ...]:
        """What the contract says."""
        clause = f" ({self.limit.clause})" if self.limit.clause else ""
        return (f"Limit {self.place}{clause}: {self.limit.text}.",)
