"""Steps about determinations: when claims are taken. Section 7 of the reference of claims.

In: cards. Out: the steps ``determinations``, ``made_to``, ``open_determinations``, ``first_open``.
Relies on ``determinations`` of the runtime, which knows the contract's days.
Guarantees: ``first_open`` gives one determination for a payment, cohort and day, where there is one.
"""

from __future__ import annotations

from datetime import date

from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.script import Step
from sibdsl.generators.sql.trees import FIRST_DAY, LAST_DAY, Cell, day, one_of, query, quoted, rows
from sibdsl.runtime.determinations import prepare, reason_to_lapse
from sibdsl.runtime.due_dates import months_after
from sibdsl.runtime.plan import PaymentPlan


def day_steps(cards: Cards) -> list[Step]:
    """Write the steps that say which determinations are made, and which is the first after a day."""
    return [_scheduled(cards), _determinations(cards), _latest(), _made_to(), _open(), _first_open()]


def _payments(cards: Cards) -> list[PaymentPlan]:
    return [payment for payment in cards.plan.payments if payment.name in cards.payments]


def _scheduled(cards: Cards) -> Step:
    cells: list[list[Cell]] = []
    for occasion in prepare(cards.plan).occasions(None):
        payment = occasion.payment
        if payment.name in cards.payments and not reason_to_lapse(occasion, None):
            at = occasion.determination
            cells.append([payment.name, at.day, at.cohort or "", 1 if payment.continues else 0])
    columns = [("payment", "TEXT"), ("day", "DATE"), ("cohort", "TEXT"), ("continues", "INT")]
    words = "The determinations that the contract schedules, without those for which a payment is suspended."
    return Step("scheduled", "table", (words,), rows(columns, cells))


def _determinations(cards: Cards) -> Step:
    """The determinations that take place, also where the contract ended early."""
    text = """
        SELECT d.payment, d.day, d.cohort FROM scheduled AS d CROSS JOIN settlement AS s
        WHERE s.ended_on IS NULL OR d.day <= s.ended_on OR d.continues = 1
    """
    for payment in _payments(cards):
        if payment.timing.on_termination:
            suspended = "".join(
                f" AND NOT s.ended_on BETWEEN {day(span.start)} AND {day(span.end)}" for span in payment.suspended
            )
            text += f"""
                UNION ALL SELECT {quoted(payment.name)}, s.ended_on, '' FROM settlement AS s
                WHERE NOT s.ended_on IS NULL{suspended}
            """
    words = "The determinations that take place: none after the contract ended early, but where it says so."
    return Step("determinations", "table", (words,), query(text))


def _latest() -> Step:
    return Step(
        "latest",
        "table",
        ("The latest day of the claims file, for statements that name no day.",),
        query("""
            SELECT GREATEST(MAX(COALESCE(submitted_on, reached_on)), MAX(validated_on), MAX(rejected_on)) AS day
            FROM claims
        """),
    )


def _made_to() -> Step:
    return Step(
        "made_to",
        "table",
        (
            "How far each payment is settled: to the day of the statement, or without one to the first "
            "determination on or after the latest day; and at least to what is closed.",
        ),
        query(f"""
            SELECT p.payment,
              GREATEST(
                MAX(CASE WHEN d.day <= h.day THEN d.day END),
                MAX(c.closed_to)
              ) AS day
            FROM (SELECT DISTINCT payment FROM card) AS p
            LEFT JOIN determinations AS d ON d.payment = p.payment
            LEFT JOIN (
              SELECT n.payment,
                CASE WHEN NOT s.as_of IS NULL THEN s.as_of
                  WHEN NOT l.day IS NULL
                    THEN COALESCE(MIN(CASE WHEN n.day >= l.day THEN n.day END), {day(LAST_DAY)})
                END AS day
              FROM determinations AS n CROSS JOIN settlement AS s CROSS JOIN latest AS l
              GROUP BY n.payment, s.as_of, l.day
            ) AS h ON h.payment = p.payment
            LEFT JOIN closed AS c ON c.payment = p.payment
            GROUP BY p.payment
        """),
    )


def _open() -> Step:
    return Step(
        "open_determinations",
        "table",
        ("Determinations that are not closed, and whether they are made now.",),
        query("""
            SELECT d.payment, d.cohort, d.day, CASE WHEN d.day <= m.day THEN 1 ELSE 0 END AS made
            FROM determinations AS d
            LEFT JOIN made_to AS m ON m.payment = d.payment
            LEFT JOIN closed AS c ON c.payment = d.payment
            WHERE c.closed_to IS NULL OR d.day > c.closed_to
        """),
    )


def _first_open() -> Step:
    return Step(
        "first_open",
        "table",
        ("The first open determination on or after each day that the evidence names.",),
        query(f"""
            SELECT d.payment, d.cohort, k.day, MIN(d.day) AS determination,
              MAX(CASE WHEN d.made = 1 THEN 1 ELSE 0 END) AS made
            FROM (
              SELECT COALESCE(submitted_on, reached_on) AS day FROM claims
              UNION SELECT validated_on FROM claims
              UNION SELECT rejected_on FROM claims
              UNION SELECT day FROM determinations
              UNION SELECT {day(FIRST_DAY)} FROM settlement
            ) AS k
            JOIN open_determinations AS d ON d.day >= k.day
            GROUP BY d.payment, d.cohort, k.day
        """),
    )


def determined_cohort(cards: Cards, payment: str, cohort: str) -> str:
    """Write for which cohort a claim is determined; empty where its payment is not determined by cohort."""
    by_cohort = [plan.name for plan in _payments(cards) if plan.timing.cohorts is not None]
    if not by_cohort:
        return "''"
    if len(by_cohort) == len(cards.payments):
        return cohort
    return f"CASE WHEN {one_of(payment, by_cohort)} THEN {cohort} ELSE '' END"


def year_of(cards: Cards, scope: str, column: str) -> str:
    """Write the year of a scope that has the day of a column."""
    plan = cards.plan
    if scope == "calendar year":
        return f"EXTRACT(YEAR FROM {column})"
    if scope == "financial year":
        month, first = plan.financial_year
        before = f"EXTRACT(MONTH FROM {column}) < {month} OR (EXTRACT(MONTH FROM {column}) = {month} AND "
        # A month that does not have the day begins the year on its last one.
        starts_on = str(first) if first <= 28 else f"LEAST({first}, EXTRACT(DAY FROM LAST_DAY({column})))"
        before += f"EXTRACT(DAY FROM {column}) < {starts_on})"
        return f"EXTRACT(YEAR FROM {column}) - CASE WHEN {before} THEN 1 ELSE 0 END"
    cases = " ".join(f"WHEN {column} >= {day(start)} THEN {number}" for number, start in _anniversaries(cards))
    return f"CASE {cases} ELSE 0 END"


def _anniversaries(cards: Cards) -> list[tuple[int, date]]:
    """List the contract years with their first days, the last first, as far as anything is determined."""
    plan = cards.plan
    last = max([plan.term.end, *(occasion.determination.day for occasion in prepare(plan).occasions(None))])
    found: list[tuple[int, date]] = []
    number = 0
    while True:
        try:
            start = months_after(plan.term.start, 12 * number, plan.month_end)
        except OverflowError:
            break
        if start > last:
            break
        number += 1
        found.append((number, start))
    return found[::-1]
