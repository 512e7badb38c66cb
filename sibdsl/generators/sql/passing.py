"""Steps about what limits leave of each claim: ``passing_N`` behind limit N.

In: a limit. Out: the view of all claims with what is left of them, and what each limit so far took.
Relies on the steps of ``limits`` that say where a limit is reached. Guarantees: a claim that a limit does not reach
passes as it is; what is taken and what is left add up to what was asked.
"""

from __future__ import annotations

from sibdsl.generators.sql.one_limit import LimitStep
from sibdsl.generators.sql.script import Step
from sibdsl.generators.sql.trees import query, quoted

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


def passing_first() -> Step:
    """Write what each claim asks before any limit."""
    columns = ", ".join(column.replace("parts_asked", "parts AS parts_asked") for column in BASE_COLUMNS)
    text = f"SELECT {columns}, parts, asked AS money, 1 AS is_in FROM accepted"
    words = "What each claim asks before any limit: `parts` is its quantity, `money` its amount in minor units."
    return Step("passing_0", "view", (words,), query(text))


def passing_step(one: LimitStep) -> Step:
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
