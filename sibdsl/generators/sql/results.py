"""Steps about results: lines, totals and counts. Sections 11 and 13 of the reference of claims.

In: cards and levels. Out: the rows added to ``taken``; ``lines``, ``totals``, ``counts``, ``rejected_rows``.
Relies on the steps before. Guarantees: ``lines`` has each row of the claims file once.
"""

from __future__ import annotations

from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.earlier import Levels
from sibdsl.generators.sql.script import Step
from sibdsl.generators.sql.standing import TAKEN_COLUMNS, counted_columns, cut_columns
from sibdsl.generators.sql.trees import query


def taken_step(cards: Cards) -> Step:
    """Write the rows that a batch adds to what is taken."""
    own = {"paid": "money", "reason": "CASE WHEN recovered_on IS NULL THEN '' ELSE 'SIB866' END"}
    own |= {"gone_on": "recovered_on", "is_open": "1"}
    # What was asked counts as the quantity of a line, whatever the limits left of it.
    own |= {"parts": "parts_asked"}
    columns = [own.get(column, column) for column in TAKEN_COLUMNS]
    limits = len(cards.claims.limits)
    return Step(
        "taken",
        "rows",
        ("What the claims of this batch come to.",),
        query(f"SELECT {', '.join([*columns, *cut_columns(cards), *counted_columns(cards)])} FROM passing_{limits}"),
    )


def result_steps(cards: Cards, levels: Levels) -> list[Step]:
    """Write the steps with what came of everything."""
    return [_recovered(cards), _lines(cards, levels), _totals(cards), _counts(), _rejected_rows()]


def _recovered(cards: Cards) -> Step:
    columns = ["l.claim", "l.determination"]
    return Step(
        "last_recovered",
        "table",
        ("Claims that were paid before and taken back: where one is rejected now, that is what is told of it.",),
        query(f"""
            SELECT {", ".join(columns)} FROM ledger_now AS l
            JOIN (
              SELECT claim, MAX(determination) AS determination FROM ledger_now
              WHERE NOT recovered_on IS NULL GROUP BY claim
            ) AS n ON n.claim = l.claim AND n.determination = l.determination
            WHERE NOT l.recovered_on IS NULL
        """),
    )


def _lines(cards: Cards, levels: Levels) -> Step:
    """One line for each row of the claims file."""
    cuts, counted = cut_columns(cards), counted_columns(cards)
    none = "".join(f", 0 AS {column}" for column in [*cuts, *counted])
    any_cut = " OR ".join(f"t.{column} <> 0" for column in cuts) or "1 = 0"
    kept = "".join(f", t.{column}" for column in [*cuts, *counted])
    taken = f"""
        t.claim, t.person, t.payment, t.outcome, NULLIF(t.cohort, '') AS cohort, t.reached_on,
        CASE WHEN NOT t.recovered_on IS NULL THEN 'recovered' WHEN {any_cut} THEN 'cut' ELSE 'paid' END AS status,
        t.reason, t.determination, NULL AS quantity, t.parts, t.asked, t.paid, t.recovered_on{kept}
    """
    plain = f"""
        d.claim, d.person, d.payment, d.outcome, NULLIF(d.cohort, '') AS cohort, d.reached_on,
        CASE WHEN STARTS THEN 'rejected' ELSE 'pending' END AS status, REASON AS reason,
        CAST(NULL AS DATE) AS determination,
        d.quantity, NULL AS parts, 0 AS asked, 0 AS paid, CAST(NULL AS DATE) AS recovered_on{none}
    """
    late = "rejected_late"
    reason = "COALESCE(e.code, d.reason)" if levels.highest else "d.reason"
    join_late = f"LEFT JOIN {late} AS e ON e.claim_row = d.claim_row" if levels.highest else ""
    not_taken = f"({reason} <> '')"
    told_otherwise = f"(NOT n.claim IS NULL AND {reason} LIKE 'SIB%' AND NOT {reason} IN ('SIB850', 'SIB851'))"
    plain = plain.replace("STARTS", f"{reason} LIKE 'SIB%'").replace("REASON", reason)
    text = f"""
        SELECT t.claim_row AS "row", {taken} FROM taken AS t WHERE NOT t.claim_row IS NULL
        UNION ALL
        SELECT d.claim_row, {plain} FROM due AS d {join_late}
        LEFT JOIN last_recovered AS n ON n.claim = d.claim
        WHERE {not_taken} AND NOT {told_otherwise}
        UNION ALL
        SELECT d.claim_row, {taken} FROM due AS d {join_late}
        JOIN last_recovered AS n ON n.claim = d.claim
        JOIN taken AS t ON t.claim = n.claim AND t.determination = n.determination AND t.is_open = 0
        WHERE {not_taken} AND {told_otherwise}
    """
    return Step("lines", "view", tuple(_words(cards)), query(text))


def _words(cards: Cards) -> list[str]:
    words = [
        "What became of each row of the claims file. Amounts are in minor units. `parts` is the quantity of claims "
        f"that were taken, of which {cards.parts:,} make one of base measure; `quantity` is that of all others, as "
        "written."
    ]
    words += [f"cut_{place}: {limit.text}." for place, limit in enumerate(cards.claims.limits, 1)]
    return words


def _totals(cards: Cards) -> Step:
    cuts = cut_columns(cards)
    any_cut = " OR ".join(f"{column} <> 0" for column in cuts) or "1 = 0"
    sums = "".join(f", CAST(SUM({column}) AS BIGINT) AS {column}" for column in cuts)
    grouped = "payment, determined_cohort, outcome, cohort"
    nothing = "".join(f", 0 AS {column}" for column in cuts)
    shown = "".join(f", CAST(SUM({column}) AS BIGINT) AS {column}" for column in cuts)
    text = f"""
        SELECT payment, day, NULLIF(determined_cohort, '') AS occasion_cohort, outcome, NULLIF(cohort, '') AS cohort,
          CAST(SUM(people) AS BIGINT) AS people, CAST(SUM(claims) AS BIGINT) AS claims,
          CAST(SUM(cut_claims) AS BIGINT) AS cut_claims, CAST(SUM(asked) AS BIGINT) AS asked{shown},
          CAST(SUM(paid) AS BIGINT) AS paid, CAST(SUM(recovered_claims) AS BIGINT) AS recovered_claims,
          CAST(SUM(recovered) AS BIGINT) AS recovered
        FROM (
          SELECT {grouped}, determination AS day, COUNT(DISTINCT person) AS people, COUNT(*) AS claims,
            SUM(CASE WHEN {any_cut} THEN 1 ELSE 0 END) AS cut_claims, SUM(asked) AS asked{sums}, SUM(paid) AS paid,
            0 AS recovered_claims, 0 AS recovered
          FROM taken GROUP BY {grouped}, determination
          UNION ALL
          SELECT {grouped}, recovered_on, 0, 0, 0, 0{nothing}, 0, COUNT(*), SUM(paid)
          FROM taken WHERE NOT recovered_on IS NULL GROUP BY {grouped}, recovered_on
        ) AS t
        GROUP BY payment, day, determined_cohort, outcome, cohort
    """
    return Step("totals", "table", ("What claims came to, by determination, outcome and cohort.",), query(text))


def _counts() -> Step:
    text = """
        SELECT status, CASE WHEN status IN ('rejected', 'pending') THEN reason ELSE '' END AS reason, COUNT(*) AS claims
        FROM lines GROUP BY status, CASE WHEN status IN ('rejected', 'pending') THEN reason ELSE '' END
    """
    return Step("counts", "table", ("How many rows of the claims file became what.",), query(text))


def _rejected_rows() -> Step:
    text = """
        SELECT 'enrolment' AS "table", "row", code, '' AS "column" FROM enrolment_judged WHERE code <> ''
        UNION ALL SELECT 'spells', "row", code, '' FROM spells_judged WHERE code <> ''
        UNION ALL SELECT 'claims', "row", reason, '' FROM lines WHERE status = 'rejected'
    """
    return Step("rejected_rows", "view", ("Every row that is rejected here, with its reason.",), query(text))
