"""Steps about where claims stand: sections 5, 7 and 12 of the reference of claims.

In: cards. Out: the steps ``due``, ``closed_claims``, ``reported_again``, ``ledger_now`` and ``taken``.
Relies on the steps ``judged`` and ``first_open``. Guarantees: a claim that is ready has an empty ``reason`` and a
determination that is made; what was closed stays, or is taken back in an open determination.
"""

from __future__ import annotations

from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.days import determined_cohort
from sibdsl.generators.sql.script import Step
from sibdsl.generators.sql.trees import FIRST_DAY, day, query

DUE_COLUMNS = (
    "claim_row",
    "claim",
    "person",
    "payment",
    "outcome",
    "cohort",
    "determined_cohort",
    "reached_on",
    "quantity",
    "parts",
    "rate",
    "asked",
)
STAYS = "stays"


def cut_columns(cards: Cards) -> list[str]:
    """Name the columns of what each limit took."""
    return [f"cut_{place}" for place, _ in enumerate(cards.claims.limits, 1)]


def counted_columns(cards: Cards) -> list[str]:
    """Name the columns of how many parts each limit of a quantity left."""
    return [f"counted_{place}" for place, limit in enumerate(cards.claims.limits, 1) if limit.measure == "quantity"]


def standing_steps(cards: Cards) -> list[Step]:
    """Write the steps that say which claims are taken, when, and what is taken back of those that are closed."""
    return [_closed(cards), _due(), _again(), _due_again(), _ledger_now(cards), _taken(cards)]


def _closed(cards: Cards) -> Step:
    cohort = determined_cohort(cards, "l.payment", "l.cohort")
    return Step(
        "closed_claims",
        "table",
        (
            "Claims that were taken in closed determinations and not taken back since, with the first open "
            "determination, in which they are taken back if they have changed.",
        ),
        query(f"""
            SELECT l.*, {cohort} AS determined_cohort,
              CASE WHEN w.made = 1 THEN w.determination END AS withdrawn_on
            FROM ledger AS l
            LEFT JOIN first_open AS w ON w.payment = l.payment AND w.cohort = {cohort} AND w.day = {day(FIRST_DAY)}
            WHERE l.recovered_on IS NULL AND l.status <> 'rejected'
        """),
    )


def _same_claim(closed: str, *columns: str) -> str:
    """Write that a claim is for the same as when it was decided on."""
    compared = ("person", "outcome", "cohort", "reached_on", "parts", *columns)
    return " AND ".join(f"j.{column} = {closed}.{column}" for column in compared)


_REJECTED_BEFORE = (
    "LEFT JOIN ledger AS g ON g.claim = j.claim AND g.status = 'rejected' AND j.code = '' AND " + _same_claim("g")
)


def _reason(first: str, before: str = "WHEN NOT g.claim IS NULL THEN g.reason") -> str:
    """Write what keeps a claim from being taken in the determination of a joined ``first_open``; empty: nothing.

    ``before`` looks at a ledger in which the same claim was rejected for what the person had reached.
    """
    return f"""CASE
        WHEN j.code <> '' THEN j.code
        WHEN j.obstacle <> '' THEN j.obstacle
        {before}
        WHEN j.rejected_on <= {first}.determination OR (NOT j.rejected_on IS NULL AND {first}.determination IS NULL)
          THEN 'SIB866'
        WHEN {first}.determination IS NULL AND s.ended_on IS NULL AND j.ends_as_scheduled = 0 THEN 'determination'
        WHEN {first}.determination IS NULL THEN 'SIB871'
        WHEN {first}.made = 0 THEN 'determination'
        ELSE ''
      END"""


def _first_open(alias: str, after: str, payment: str = "j") -> str:
    return (
        f"LEFT JOIN first_open AS {alias} ON {alias}.payment = {payment}.payment "
        f"AND {alias}.cohort = {payment}.determined_cohort AND {alias}.day = {after}"
    )


def _due() -> Step:
    columns = ", ".join(f"j.{column}" for column in DUE_COLUMNS)
    return Step(
        "due",
        "table",
        (
            "Where each claim stands. `reason` is empty for one that is taken in `determination`: the first open one "
            "on or after the day on which it was validated. SIB866: the verifier rejected it by then. SIB871: there is "
            "no such determination; `determination`: it is not made yet. A claim that is rejected later is recovered "
            "in the first determination on or after that day.",
        ),
        query(f"""
            SELECT {columns}, {_reason("f")} AS reason, f.determination,
              CASE WHEN b.made = 1 THEN b.determination END AS recovered_on
            FROM judged AS j
            CROSS JOIN settlement AS s
            {_first_open("f", "j.counts_from")}
            {_first_open("b", "j.rejected_on")}
            {_REJECTED_BEFORE}
            LEFT JOIN closed_claims AS l ON l.claim = j.claim
            WHERE l.claim IS NULL OR j.code IN ('SIB850', 'SIB851')
        """),
    )


def _again() -> Step:
    """What becomes of claims that are closed and reported again."""
    columns = ", ".join(f"j.{column}" for column in DUE_COLUMNS)
    return Step(
        "reported_again",
        "table",
        (
            "Claims that are closed and reported again: one that is reported as it was stays; one that was rejected "
            "since, or has changed, is taken back, and taken anew as it is now.",
        ),
        query(f"""
            SELECT a.*,
              CASE WHEN a.reason = '{STAYS}' AND a.first_reason = '{STAYS}' THEN a.rejected_back_on
                WHEN a.reason <> '{STAYS}' THEN a.withdrawn_on END AS back_on,
              CASE WHEN a.reason = '{STAYS}' THEN 'SIB866'
                WHEN a.reason LIKE 'SIB%' THEN a.reason
                ELSE 'SIB882' END AS back_code
            FROM (
              SELECT {columns}, j.first_reason, j.withdrawn_on, j.rejected_back_on, j.recovered_on,
                f.determination, j.closed_in,
                CASE
                  WHEN j.first_reason = '{STAYS}' OR j.withdrawn_on IS NULL THEN '{STAYS}'
                  WHEN j.first_reason = '' THEN {_reason("f", "")}
                  ELSE j.first_reason
                END AS reason
              FROM (
                SELECT j.*, l.withdrawn_on, l.determination AS closed_in,
                  CASE WHEN r.made = 1 THEN r.determination END AS rejected_back_on,
                  CASE WHEN b.made = 1 THEN b.determination END AS recovered_on,
                  CASE
                    WHEN j.code = '' AND {_same_claim("l", "asked")}
                      THEN CASE WHEN j.rejected_on IS NULL AND j.obstacle <> '' THEN j.obstacle ELSE '{STAYS}' END
                    ELSE {_reason("f")}
                  END AS first_reason
                FROM judged AS j
                CROSS JOIN settlement AS s
                JOIN closed_claims AS l ON l.claim = j.claim
                {_first_open("f", "j.counts_from")}
                {_first_open("b", "j.rejected_on")}
                {_first_open("r", "j.rejected_on", "l")}
                {_REJECTED_BEFORE}
                WHERE NOT j.code IN ('SIB850', 'SIB851')
              ) AS j
              CROSS JOIN settlement AS s
              {_first_open("f", "GREATEST(j.withdrawn_on, j.counts_from)")}
            ) AS a
        """),
    )


def _due_again() -> Step:
    columns = ", ".join(DUE_COLUMNS)
    return Step(
        "due",
        "rows",
        ("Of these, the ones that are taken anew, rejected or pending.",),
        query(f"""
            SELECT {columns}, reason, determination, recovered_on FROM reported_again WHERE reason <> '{STAYS}'
        """),
    )


def _ledger_now(cards: Cards) -> Step:
    """The ledger, with what is taken back of it now."""
    shown = [
        "l.claim, l.person, l.payment, l.outcome, l.cohort",
        f"{determined_cohort(cards, 'l.payment', 'l.cohort')} AS determined_cohort",
        "l.reached_on, l.determination, l.parts, l.asked, l.paid",
        *(f"l.{column}" for column in [*cut_columns(cards), *counted_columns(cards)]),
    ]
    return Step(
        "ledger_now",
        "table",
        (
            "The claims of closed determinations, with those taken back now. A claim whose row cannot be used any "
            "more is taken back too. `gone_on` is the day from which one does not count; `claim_row` is the row that "
            "shows it.",
        ),
        query(f"""
            SELECT {", ".join(shown)},
              CASE WHEN a.reason = '{STAYS}' THEN a.claim_row END AS claim_row,
              COALESCE(l.recovered_on, CASE WHEN NOT u.code IS NULL THEN w.withdrawn_on ELSE a.back_on END)
                AS recovered_on,
              CASE WHEN NOT l.recovered_on IS NULL THEN {day(FIRST_DAY)}
                WHEN NOT u.code IS NULL THEN w.withdrawn_on ELSE a.back_on END AS gone_on,
              CASE WHEN NOT l.recovered_on IS NULL THEN l.reason
                WHEN NOT u.code IS NULL AND NOT w.withdrawn_on IS NULL THEN u.code
                WHEN NOT a.back_on IS NULL THEN a.back_code ELSE '' END AS reason
            FROM ledger AS l
            LEFT JOIN closed_claims AS w ON w.claim = l.claim AND l.recovered_on IS NULL
            LEFT JOIN reported_again AS a ON a.claim = l.claim AND l.recovered_on IS NULL
            LEFT JOIN (
              SELECT claim, code FROM claims_repeated WHERE code = 'SIB851'
              UNION ALL
              SELECT r.claim, MIN(r.code) FROM refused AS r
              JOIN (SELECT claim, MAX("row") AS last_row FROM refused WHERE "table" = 'claims' GROUP BY claim) AS n
                ON n.claim = r.claim AND n.last_row = r."row"
              LEFT JOIN claims AS c ON c.claim = r.claim
              WHERE r."table" = 'claims' AND c.claim IS NULL
              GROUP BY r.claim
            ) AS u ON u.claim = l.claim AND l.recovered_on IS NULL
            WHERE l.status <> 'rejected'
        """),
    )


TAKEN_COLUMNS = (
    "claim_row",
    "claim",
    "person",
    "payment",
    "outcome",
    "cohort",
    "determined_cohort",
    "reached_on",
    "determination",
    "parts",
    "asked",
    "paid",
    "reason",
    "recovered_on",
    "gone_on",
    "is_open",
)


def _taken(cards: Cards) -> Step:
    columns = [*TAKEN_COLUMNS[:-1], "0 AS is_open", *cut_columns(cards), *counted_columns(cards)]
    return Step(
        "taken",
        "table",
        ("Every claim that is or was taken. Closed ones come first.",),
        query(f"SELECT {', '.join(columns)} FROM ledger_now"),
    )
