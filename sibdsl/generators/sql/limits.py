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

from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.one_limit import LimitStep
from sibdsl.generators.sql.passing import passing_first, passing_step
from sibdsl.generators.sql.prices import Prices
from sibdsl.generators.sql.script import Step
from sibdsl.generators.sql.shares import share_step
from sibdsl.generators.sql.trees import query


def limit_steps(cards: Cards, prices: Prices) -> list[Step]:
    """Write the steps of all limits, in the order in which they apply."""
    steps = [passing_first()]
    for place, limit in enumerate(cards.claims.limits, 1):
        one = LimitStep(cards, prices, limit, place)
        if not one.by_claim and not one.unlimited:
            steps += _reached(one)
        steps.append(passing_step(one))
    return steps


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
