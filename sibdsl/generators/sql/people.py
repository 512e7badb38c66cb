"""Steps about people: who is enrolled, and which states lasted. Sections 2, 3 and 6 of the reference of claims.

In: cards. Out: the steps ``enrolled_more_than_once``, ``enrolment_judged``, ``members``, ``spells_judged``, ``shown``.
Relies on ``trees``. Guarantees: ``members`` has a person once; ``shown`` has a person and outcome once.
"""

from __future__ import annotations

from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.script import Step
from sibdsl.generators.sql.trees import LAST_DAY, day, later, query, quoted
from sibdsl.runtime.claims_plan import OutcomePlan
from sibdsl.runtime.plan import Period


def people_steps(cards: Cards) -> list[Step]:
    """Write the steps that say who is enrolled, in which cohort and groups, and what their spells show."""
    steps = [_more_than_once(), _judged(cards), _members(cards), _spells()]
    if any(outcome.sustained for outcome in cards.claims.outcomes):
        steps.append(_shown(cards))
    return steps


def _more_than_once() -> Step:
    words = (
        "People with several rows of enrolment. The same row twice counts once (SIB875); rows that differ are all "
        "rejected (SIB876), and where they name two cohorts, that is the reason (SIB853).",
    )
    same = " AND ".join(
        f"MIN({column}) = MAX({column})"
        for column in ("enrolled_on", "COALESCE(cohort, '')", "COALESCE(\"groups\", '')")
    )
    return Step(
        "enrolled_more_than_once",
        "table",
        words,
        query(f"""
            SELECT person, MIN("row") AS first_row,
              CASE WHEN {same} THEN 'SIB875' WHEN COUNT(DISTINCT cohort) > 1 THEN 'SIB853' ELSE 'SIB876' END AS code
            FROM enrolment GROUP BY person HAVING COUNT(*) > 1
        """),
    )


def _judged(cards: Cards) -> Step:
    """Judge every row of the enrolment."""
    cohorts = cards.claims.cohorts
    within = [_within("e.enrolled_on", cohort.enrolled) for cohort in cohorts]
    outside = [f"NOT ({_within('e.enrolled_on', cards.plan.term)})"]
    outside += [
        f"(e.cohort = {quoted(cohort.name)} AND NOT ({period}))" for cohort, period in zip(cohorts, within, strict=True)
    ]
    cohort, none_or_several = "COALESCE(e.cohort, '')", ""
    if cohorts:
        cases = " ".join(
            f"WHEN {period} THEN {quoted(cohort.name)}" for cohort, period in zip(cohorts, within, strict=True)
        )
        cohort = f"COALESCE(e.cohort, CASE {cases} ELSE '' END)"
        how_many = " + ".join(f"CASE WHEN {period} THEN 1 ELSE 0 END" for period in within)
        none_or_several = f"WHEN e.cohort IS NULL AND {how_many} <> 1 THEN 'SIB944'"
    bits = [
        f"CASE WHEN STRPOS(';' || e.\"groups\" || ';', {quoted(f';{group};')}) > 0 THEN {1 << place} ELSE 0 END"
        for place, group in enumerate(cards.groups)
    ]
    return Step(
        "enrolment_judged",
        "view",
        (
            "Every row of the enrolment, with the reason to reject it (SIB874: outside the contract's term or the "
            "cohort's period; SIB944: no cohort, or several, for the day of enrolment). A person without a cohort "
            "in the evidence is in the one whose period has the day.",
            *_words_of_profile(cards),
        ),
        query(f"""
            SELECT e."row", e.person, e.enrolled_on, {cohort} AS cohort,
              {" + ".join(bits) or "0"} AS profile,
              CASE
                WHEN NOT t.person IS NULL AND NOT (t.code = 'SIB875' AND e."row" = t.first_row) THEN t.code
                WHEN {" OR ".join(outside)} THEN 'SIB874'
                {none_or_several}
                ELSE ''
              END AS code
            FROM enrolment AS e LEFT JOIN enrolled_more_than_once AS t ON t.person = e.person
        """),
    )


def _words_of_profile(cards: Cards) -> tuple[str, ...]:
    if not cards.groups:
        return ()
    listed = ", ".join(f"{1 << place} {group}" for place, group in enumerate(cards.groups))
    return (f"`profile` adds up the groups of a person that prices depend on: {listed}.",)


def _members(cards: Cards) -> Step:
    return Step(
        "members",
        "table",
        ("The people of the programme.",),
        query("SELECT person, enrolled_on, cohort, profile FROM enrolment_judged WHERE code = ''"),
    )


def _within(column: str, period: Period) -> str:
    return f"{column} BETWEEN {day(period.start)} AND {day(period.end)}"


def _spells() -> Step:
    return Step(
        "spells_judged",
        "table",
        (
            "Every spell, with the reason to reject it (SIB873: it ends before it starts; SIB872: it begins on or "
            "before the last day of an earlier spell of the same person and state).",
        ),
        query(f"""
            SELECT "row", person, state, start, COALESCE("end", {day(LAST_DAY)}) AS until,
              CASE
                WHEN "end" < start THEN 'SIB873'
                WHEN start <= MAX(CASE WHEN COALESCE("end", {day(LAST_DAY)}) >= start
                                       THEN COALESCE("end", {day(LAST_DAY)}) END)
                  OVER (PARTITION BY person, state ORDER BY start, "row"
                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 'SIB872'
                ELSE ''
              END AS code
            FROM spells
        """),
    )


def _shown(cards: Cards) -> Step:
    """Find the first day on which each sustained outcome was completed."""
    sustained = [outcome for outcome in cards.claims.outcomes if outcome.sustained is not None]
    words = [
        "States that lasted: the first day on which a person completed each outcome that sustains a state. A gap up "
        "to the allowed length moves the end on by its days; after a longer one the clock restarts.",
    ]
    words += [f"{outcome.name}: {_words_of(outcome)}." for outcome in sustained]
    return Step(
        "shown",
        "table",
        tuple(words),
        query(" UNION ALL ".join(_completed(outcome, cards.plan.month_end) for outcome in sustained)),
    )


def _words_of(outcome: OutcomePlan) -> str:
    rule = outcome.sustained
    if rule is None:
        return ""
    within = f" within {rule.within.count} {rule.within.unit}" if rule.within else ""
    broken = "" if rule.restarts else ", forfeited when broken"
    return f"{rule.state} for {rule.length.count} {rule.length.unit}{within}, gaps of at most {rule.gap} days{broken}"


def _completed(outcome: OutcomePlan, month_end: str) -> str:
    rule = outcome.sustained
    if rule is None:
        return ""
    too_late = f" AND completed < {later('clock_started', rule.within, month_end)}" if rule.within else ""
    first_only = "" if rule.restarts else " AND clock = 0"
    by_start = "PARTITION BY person ORDER BY start"
    return f"""
        SELECT {quoted(outcome.name)} AS outcome, person, MIN(completed) AS completed_on
        FROM (
          SELECT person, clock, clock_started, until,
            DAYS_AFTER({later("clock_started", rule.length, month_end)}, gaps - 1) AS completed
          FROM (
            SELECT person, clock, until,
              MIN(start) OVER (PARTITION BY person, clock) AS clock_started,
              SUM(CASE WHEN gap <= {rule.gap} THEN gap ELSE 0 END)
                OVER (PARTITION BY person, clock ORDER BY start ROWS UNBOUNDED PRECEDING) AS gaps
            FROM (
              SELECT person, start, until, gap,
                SUM(CASE WHEN gap > {rule.gap} THEN 1 ELSE 0 END)
                  OVER ({by_start} ROWS UNBOUNDED PRECEDING) AS clock
              FROM (
                SELECT person, start, until, DAYS_BETWEEN(start, LAG(until) OVER ({by_start})) - 1 AS gap
                FROM (
                  SELECT s.person, GREATEST(s.start, m.enrolled_on) AS start, s.until
                  FROM spells_judged AS s JOIN members AS m ON m.person = s.person
                  WHERE s.code = '' AND s.state = {quoted(rule.state)} AND s.until >= m.enrolled_on
                ) AS counted
              ) AS with_gaps
            ) AS with_clocks
          ) AS with_sums
        ) AS with_ends
        WHERE completed <= until{too_late}{first_only}
        GROUP BY person
    """
