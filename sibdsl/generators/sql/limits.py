"""Steps about limits: section 10 of the reference of claims.

In: cards and prices. Out: for each limit what is used, where it is reached, and ``passing_N``: what is left of each
claim. Relies on the step ``accepted``. Guarantees: a limit is looked at claim by claim only where it is reached; no
window goes over all claims without a partition; numbers are whole.

A limit lets through min(what was asked so far, the limit), so what it lets through of one claim follows from the sum
of those before it: max(0, min(claim, limit - used before - sum of earlier claims)). For keys with the person those
sums are of one person. For others they are made in two levels: by day, then within the one day on which the limit is
reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.conditions import both
from sibdsl.generators.sql.days import year_of
from sibdsl.generators.sql.prices import Prices
from sibdsl.generators.sql.script import Step
from sibdsl.generators.sql.shares import share_step
from sibdsl.generators.sql.trees import query, quoted
from sibdsl.runtime.claims_plan import Limit

BASE_COLUMNS = (
    "claim_row",
    "claim",
    "person",
    "payment",
    "outcome",
    "cohort",
    "determined_cohort",
    "reached_on",
    "determination",
    "recovered_on",
    "rate",
    "parts_asked",
    "asked",
)


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


def limit_steps(cards: Cards, prices: Prices) -> list[Step]:
    """Write the steps of all limits, in the order in which they apply."""
    steps = [_passing_first(cards)]
    for place, limit in enumerate(cards.claims.limits, 1):
        one = LimitStep(cards, prices, limit, place)
        if not one.by_claim and not one.unlimited:
            steps += _reached(one)
        steps.append(_passing(one))
    return steps


def _passing_first(cards: Cards) -> Step:
    columns = ", ".join(column.replace("parts_asked", "parts AS parts_asked") for column in BASE_COLUMNS)
    text = f"SELECT {columns}, parts, asked AS money, 1 AS is_in FROM accepted"
    words = "What each claim asks before any limit: `parts` is its quantity, `money` its amount in minor units."
    return Step("passing_0", "view", (words,), query(text))


def _reached(one: LimitStep) -> list[Step]:
    """Write where a limit is reached, and what it leaves of the claims there."""
    if one.limit.share is not None:
        return [_used(one), *share_step(one), _days_of_share(one), _inside(one)]
    if one.by_person:
        return [_used(one), _people(one), _claims_of_people(one)]
    return [_used(one), _days(one), _inside(one)]


def _used(one: LimitStep) -> Step:
    grouped = f"GROUP BY {one.listed_keys()[:-2]}" if one.keys else "HAVING COUNT(*) > 0"
    text = f"""
        SELECT {one.listed_keys()}CAST(SUM(used) AS BIGINT) AS used
        FROM (SELECT {one.found_keys()}{one.used_before()} AS used FROM before WHERE {one.through_before()}) AS u
        {grouped}
    """
    return Step(f"{one.name}_used", "table", (*one.words, "What earlier batches used up of it."), query(text))


def _people(one: LimitStep) -> Step:
    """The people whose claims reach the limit."""
    text = f"""
        SELECT {one.listed_keys("w.")}CAST(GREATEST(0, {one.amount} - COALESCE(u.used, 0)) AS BIGINT) AS room
        FROM (
          SELECT {one.listed_keys()}SUM(wanted) AS wanted
          FROM (SELECT {one.found_keys()}{one.wanted} AS wanted FROM {one.incoming} WHERE {one.applies}) AS a
          GROUP BY {one.listed_keys()[:-2]}
        ) AS w
        LEFT JOIN {one.name}_used AS u ON {one.same_keys("u", "w")}
        WHERE w.wanted + COALESCE(u.used, 0) > {one.amount}
    """
    return Step(f"{one.name}_reached", "table", ("Who reaches it, and the room that is left to them.",), query(text))


def _claims_of_people(one: LimitStep) -> Step:
    through = _through(one, "a.wanted", "a.room", "a.up_to_here - a.wanted")
    text = f"""
        SELECT a.claim_row, {through} AS through
        FROM (
          SELECT k.claim_row, k.wanted, r.room,
            SUM(k.wanted) OVER (
              PARTITION BY {one.listed_keys("k.")[:-2]} ORDER BY k.determination, k.reached_on, k.claim
              ROWS UNBOUNDED PRECEDING
            ) AS up_to_here
          FROM (
            SELECT claim_row, claim, determination, reached_on, {one.found_keys()}{one.wanted} AS wanted
            FROM {one.incoming} WHERE {one.applies}
          ) AS k
          JOIN {one.name}_reached AS r ON {one.same_keys("r", "k")}
        ) AS a
    """
    return Step(one.name, "table", ("What it lets through of each of their claims, in order.",), query(text))


def _days(one: LimitStep) -> Step:
    """The days on and after which the limit is reached."""
    keys = one.listed_keys("w.")
    partition = f"PARTITION BY {keys[:-2]} " if one.keys else ""
    text = f"""
        SELECT {one.listed_keys("a.")}a.determination, a.reached_on, CAST(GREATEST(0, a.room) AS BIGINT) AS room
        FROM (
          SELECT {keys}w.determination, w.reached_on, w.wanted,
            {one.amount} - COALESCE(u.used, 0) + w.wanted
              - SUM(w.wanted) OVER ({partition}ORDER BY w.determination, w.reached_on ROWS UNBOUNDED PRECEDING) AS room
          FROM ({_sums_by_day(one)}) AS w
          LEFT JOIN {one.name}_used AS u ON {one.same_keys("u", "w")}
        ) AS a
        WHERE a.wanted > a.room
    """
    words = "The days on which claims do not all fit, and the room that is left to the claims of each."
    return Step(f"{one.name}_reached", "table", (words,), query(text))


def _days_of_share(one: LimitStep) -> Step:
    keys = one.listed_keys("w.")
    text = f"""
        SELECT {one.listed_keys("a.")}a.determination, a.reached_on, CAST(GREATEST(0, a.room) AS BIGINT) AS room
        FROM (
          SELECT {keys}w.determination, w.reached_on, w.wanted,
            s.room + w.wanted - SUM(w.wanted) OVER (
              PARTITION BY {keys}w.determination ORDER BY w.reached_on ROWS UNBOUNDED PRECEDING
            ) AS room
          FROM ({_sums_by_day(one)}) AS w
          JOIN {one.name}_share AS s ON {one.same_keys("s", "w")} AND s.determination = w.determination
        ) AS a
        WHERE a.wanted > a.room
    """
    words = "The days on which claims do not all fit, and the room that is left to the claims of each."
    return Step(f"{one.name}_reached", "table", (words,), query(text))


def _sums_by_day(one: LimitStep) -> str:
    return f"""
        SELECT {one.listed_keys()}determination, reached_on, SUM(wanted) AS wanted
        FROM (
          SELECT {one.found_keys()}determination, reached_on, {one.wanted} AS wanted
          FROM {one.incoming} WHERE {one.applies}
        ) AS a
        GROUP BY {one.listed_keys()}determination, reached_on
    """


def _inside(one: LimitStep) -> Step:
    """Within a day for which some room is left, claims come in the order of their numbers."""
    through = _through(one, "a.wanted", "a.room", "a.up_to_here - a.wanted")
    text = f"""
        SELECT a.claim_row, {through} AS through
        FROM (
          SELECT k.claim_row, k.wanted, r.room,
            SUM(k.wanted) OVER (
              PARTITION BY {one.listed_keys("k.")}k.determination, k.reached_on ORDER BY k.claim
              ROWS UNBOUNDED PRECEDING
            ) AS up_to_here
          FROM (
            SELECT claim_row, claim, determination, reached_on, {one.found_keys()}{one.wanted} AS wanted
            FROM {one.incoming} WHERE {one.applies}
          ) AS k
          JOIN {one.name}_reached AS r
            ON {one.same_keys("r", "k")} AND r.determination = k.determination AND r.reached_on = k.reached_on
          WHERE r.room > 0
        ) AS a
    """
    words = "What it lets through of the claims of days for which some room is left, in the order of their numbers."
    return Step(one.name, "table", (words,), query(text))


def _through(one: LimitStep, wanted: str, room: str, earlier: str) -> str:
    """Write what is let through of a claim, in a room that earlier claims share."""
    if one.limit.whole:
        return f"CAST(CASE WHEN {earlier} + {wanted} <= {room} THEN {wanted} ELSE 0 END AS BIGINT)"
    return f"CAST(GREATEST(0, LEAST({wanted}, {room} - ({earlier}))) AS BIGINT)"


def _passing(one: LimitStep) -> Step:
    """Write what is left of each claim behind a limit."""
    place, measure = one.place, one.limit.measure
    joins, through = _joined(one)
    done = [f"cut_{earlier}" for earlier in range(1, place)]
    done += [f"counted_{at}" for at, limit in enumerate(one.earlier, 1) if limit.measure == "quantity"]
    columns = [f"t.{column}" for column in [*BASE_COLUMNS, *done]]
    if measure == "claims":
        left = {"parts": "t.parts * t.through", "money": "t.money * t.through", "is_in": "t.is_in * t.through"}
    elif measure == "quantity":
        cheaper = f"LEAST(t.money, {one.prices.amount('t.through', 't.rate')})"
        left = {
            "parts": "t.through",
            "money": f"CASE WHEN t.through < t.parts THEN {cheaper} ELSE t.money END",
            "is_in": "t.is_in",
        }
    else:
        left = {"parts": "t.parts", "money": "t.through", "is_in": "t.is_in"}
    shown = [*columns, *(f"{found} AS {name}" for name, found in left.items())]
    shown.append(f"t.money - {left['money'] if measure == 'claims' else '(' + left['money'] + ')'} AS cut_{place}")
    if measure == "quantity":
        shown.append(f"t.through AS counted_{place}")
    text = f"""
        SELECT {", ".join(shown)}
        FROM (SELECT p.*, {through} AS through FROM {_with_keys(one)} AS p {joins}) AS t
    """
    words = (f"What the limit leaves: {one.limit.text}.",)
    return Step(f"passing_{place}", "view", words, query(text))


def _with_keys(one: LimitStep) -> str:
    """Write the claims with the keys of a limit that are no columns of theirs."""
    extra = [f"{found} AS {key}" for key, found in one.keys.items() if key != found]
    if not extra or one.by_claim or one.unlimited or (one.by_person and one.limit.share is None):
        return one.incoming
    return f"(SELECT *, {', '.join(extra)} FROM {one.incoming})"


def _joined(one: LimitStep) -> tuple[str, str]:
    """Write what is joined to each claim, and what the limit lets through of it."""
    wanted = {"claims": "1", "quantity": "p.parts", "money": "p.money"}[one.limit.measure]
    if one.unlimited:
        return "", wanted
    applies = one.applies
    if one.by_claim:
        fits = f"LEAST({wanted}, {one.amount})"
        if one.limit.whole or one.limit.measure == "claims":
            fits = f"CASE WHEN {wanted} <= {one.amount} THEN {wanted} ELSE 0 END"
        return "", f"CASE WHEN {applies} THEN {fits} ELSE {wanted} END"
    joins = f"LEFT JOIN {one.name} AS l ON l.claim_row = p.claim_row"
    if one.by_person and one.limit.share is None:
        return joins, f"COALESCE(l.through, {wanted})"
    joins += (
        f" LEFT JOIN {one.name}_reached AS r ON {one.same_keys('r', 'p')} AND r.determination = p.determination "
        f"AND r.reached_on = p.reached_on AND {_prefixed(one)}"
    )
    return joins, f"COALESCE(l.through, CASE WHEN r.room = 0 THEN 0 END, {wanted})"


def _prefixed(one: LimitStep) -> str:
    """Write which claims a limit applies to, for claims that are joined with something."""
    conditions = [one.cards.condition(one.limit.outcomes, "p.outcome")]
    if one.limit.cohort is not None:
        conditions.append(f"p.cohort = {quoted(one.limit.cohort)}")
    conditions.append("p.asked > 0")
    if any(limit.measure == "claims" for limit in one.earlier):
        conditions.append("p.is_in = 1")
    return " AND ".join(condition for condition in conditions if condition)
