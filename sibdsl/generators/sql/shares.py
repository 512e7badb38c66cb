"""The steps of a limit to a share of what others come to.

In: a limit. Out: the step with the room in each determination.
Relies on the others not being limited by it. Guarantees: the same room as going through the determinations one by
one, found with sums and a running minimum.

With *O* what the others come to by a determination, *F* the share's multiple of it (never below what was used before),
and *A* what the limited outcomes ask by it, all of it that is used after a determination is
A + min(used before, the least F - A of all determinations up to it).
"""

from __future__ import annotations

from sibdsl.generators.sql.conditions import NEVER, both
from sibdsl.generators.sql.one_limit import LimitStep
from sibdsl.generators.sql.script import Step
from sibdsl.generators.sql.trees import query


def share_step(one: LimitStep) -> list[Step]:
    """Write what the others came to before, and the room of each determination."""
    share = one.limit.share
    if share is None:
        return []
    ratio = share / (1 - share)
    others = tuple(name for name in one.limit.base if name not in one.limit.outcomes)
    of_others = both(one.of(others)) if others else NEVER
    of_limited = one.applies
    grouped = f"GROUP BY {one.listed_keys()[:-2]}" if one.keys else "HAVING COUNT(*) > 0"
    before = Step(
        f"{one.name}_others",
        "table",
        ("What the others came to in earlier batches.",),
        query(f"""
            SELECT {one.listed_keys()}CAST(SUM(others) AS BIGINT) AS others
            FROM (
              SELECT {one.found_keys()}{one.left_before(one.place - 1)} AS others FROM before WHERE {of_others}
            ) AS b
            {grouped}
        """),
    )
    so_far = _window(one, "w.", "ROWS UNBOUNDED PRECEDING")
    up_to_last = _window(one, "", "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING")
    room = Step(
        f"{one.name}_share",
        "table",
        (f"The room in each determination: {ratio} times what the others come to by it, less what is used.",),
        query(f"""
            SELECT {one.listed_keys()}determination,
              GREATEST(0, allowed - (asked_so_far - limited
                + LEAST(used, COALESCE(MIN(allowed - asked_so_far) {up_to_last}, used)))) AS room
            FROM (
              SELECT {one.listed_keys()}determination, limited, used, asked_so_far,
                GREATEST(used, (others_so_far * {ratio.numerator}) // {ratio.denominator}) AS allowed
              FROM (
                SELECT {one.listed_keys("w.")}w.determination, w.limited, COALESCE(u.used, 0) AS used,
                  CAST(SUM(w.limited) {so_far} AS BIGINT) AS asked_so_far,
                  CAST(COALESCE(o.others, 0) + SUM(w.others) {so_far} AS BIGINT) AS others_so_far
                FROM (
                  SELECT {one.listed_keys()}determination, CAST(SUM(limited) AS BIGINT) AS limited,
                    CAST(SUM(others) AS BIGINT) AS others
                  FROM (
                    SELECT {one.found_keys()}determination,
                      CASE WHEN {of_limited} THEN money ELSE 0 END AS limited,
                      CASE WHEN {of_others} THEN money ELSE 0 END AS others
                    FROM {one.incoming}
                  ) AS a
                  GROUP BY {one.listed_keys()}determination
                ) AS w
                LEFT JOIN {one.name}_used AS u ON {one.same_keys("u", "w")}
                LEFT JOIN {one.name}_others AS o ON {one.same_keys("o", "w")}
              ) AS sums
            ) AS shares
        """),
    )
    return [before, room]


def _window(one: LimitStep, alias: str, frame: str) -> str:
    """Write the determinations of a key in order, as far as a frame goes."""
    partition = f"PARTITION BY {one.listed_keys(alias)[:-2]} " if one.keys else ""
    return f"OVER ({partition}ORDER BY {alias}determination {frame})"
