"""Steps about single claims: sections 4, 5 and 9 of the reference of claims.

In: cards and prices. Out: the steps ``claims_repeated``, ``card`` and ``judged``.
Relies on ``conditions``. Guarantees: ``judged`` has every row of the claims file once, with the first reason that
speaks against it, what it waits for, and what it asks.

``code`` is a reason to reject whatever else is known, ``knowledge``, or empty. ``obstacle`` is a reason or what the
claim waits for before it can be taken. ``counts_from`` is the day on which it counts as validated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from sibdsl.generators.sql.cards import MILLION, Cards
from sibdsl.generators.sql.conditions import (
    ALWAYS,
    NEVER,
    both,
    by_outcome,
    documents_complete,
    in_range,
    meets,
    too_fine,
)
from sibdsl.generators.sql.days import determined_cohort
from sibdsl.generators.sql.prices import Prices
from sibdsl.generators.sql.script import Step
from sibdsl.generators.sql.trees import Cell, later, query, rows
from sibdsl.runtime.claims_plan import Length, OutcomePlan

SUBMITTED = "COALESCE(c.submitted_on, c.reached_on)"
RECORDED = "recorded_"


def recorded_columns(cards: Cards) -> tuple[str, ...]:
    """List the columns of recorded numbers, in the order of the claims table."""
    names = dict.fromkeys(recorded.name for outcome in cards.claims.outcomes for recorded in outcome.recorded)
    return tuple(RECORDED + name for name in names)


def judging_steps(cards: Cards, prices: Prices) -> list[Step]:
    """Write the steps that judge claims one by one."""
    return [_repeated(cards), _card(cards), _judged(cards, prices)]


def _repeated(cards: Cards) -> Step:
    """Find numbers that are there several times."""
    columns = ["person", "outcome", "reached_on", "submitted_on", "validated_on", "rejected_on", "quantity"]
    columns += [f'"{name}"' for name in recorded_columns(cards)] + ["documents"]
    same = " AND ".join(
        f"(COUNT(c.{column}) = 0 OR (COUNT(c.{column}) = COUNT(*) AND MIN(c.{column}) = MAX(c.{column})))"
        for column in columns
    )
    words = "Numbers of claims that are there several times: with one content the first row counts (SIB850 for the "
    words += "others), with several none does (SIB851)."
    return Step(
        "claims_repeated",
        "table",
        (words,),
        query(f"""
            SELECT c.claim, MIN(c."row") AS first_row, CASE WHEN {same} THEN 'SIB850' ELSE 'SIB851' END AS code
            FROM claims AS c
            JOIN (SELECT claim FROM claims GROUP BY claim HAVING COUNT(*) > 1) AS r ON r.claim = c.claim
            GROUP BY c.claim
        """),
    )


def _card(cards: Cards) -> Step:
    """The outcomes on all cards."""
    over = {plan.name: 0 if plan.timing.on_termination else 1 for plan in cards.plan.payments}
    cells: list[list[Cell]] = [
        [
            outcome.name,
            outcome.payment,
            cards.profile(cards.groups_of(outcome)),
            cards.parts if outcome.unit is None else 0,
            over[outcome.payment],
        ]
        for outcome in cards.claims.outcomes
    ]
    columns = [
        ("outcome", "TEXT"),
        ("payment", "TEXT"),
        ("groups_counted", "BIGINT"),
        ("parts", "BIGINT"),
        ("ends_as_scheduled", "INT"),
    ]
    words = [
        "Outcomes on the rate cards: the payment of each; the groups that its price depends on, added up; how many "
        "parts a claim has that states no quantity; and whether no determination comes that is not scheduled.",
    ]
    return Step("card", "table", tuple(words), rows(columns, cells))


def _judged(cards: Cards, prices: Prices) -> Step:
    sustained = any(outcome.sustained for outcome in cards.claims.outcomes)
    shown = "LEFT JOIN shown AS h ON h.outcome = c.outcome AND h.person = c.person" if sustained else ""
    return Step(
        "judged",
        "view",
        ("Every row of the claims file by itself. The first reason that applies counts:", *_words(cards)),
        query(f"""
            SELECT p.*,
              CASE WHEN p.code = '' THEN {prices.amount("p.parts", "p.rate")} ELSE 0 END AS asked
            FROM (
            SELECT f.*, CASE WHEN f.code = '' THEN {_parts(cards)} END AS parts
            FROM (
              SELECT c."row" AS claim_row, c.claim, c.person, c.outcome, COALESCE(k.payment, '') AS payment,
                COALESCE(m.cohort, '') AS cohort,
                {determined_cohort(cards, "k.payment", "COALESCE(m.cohort, '')")} AS determined_cohort,
                c.reached_on, c.quantity, r.rate, k.parts AS parts_unstated, k.ends_as_scheduled,
                {_counts_from(cards)} AS counts_from,
                {_rejected_on()} AS rejected_on,
                CASE {" ".join(f"WHEN {condition} THEN '{code}'" for condition, code in _reasons(cards, prices))}
                  ELSE '' END AS code,
                {_obstacle(cards)} AS obstacle
              FROM claims AS c
              CROSS JOIN settlement AS s
              LEFT JOIN claims_repeated AS n ON n.claim = c.claim
              LEFT JOIN card AS k ON k.outcome = c.outcome
              LEFT JOIN members AS m ON m.person = c.person
              LEFT JOIN enrolled_more_than_once AS t ON t.person = c.person
              LEFT JOIN rates AS r ON {prices.join("c", "m", "k", "r")}
              {shown}
            ) AS f
            ) AS p
        """),
    )


def _reasons(cards: Cards, prices: Prices) -> Iterator[tuple[str, str]]:
    """Give each condition with its code, in the order in which they count."""
    yield "n.code = 'SIB851'", "SIB851"
    yield "n.code = 'SIB850' AND c.\"row\" > n.first_row", "SIB850"
    yield f"{SUBMITTED} > s.as_of", "knowledge"
    yield "k.outcome IS NULL", "SIB854"
    yield "m.person IS NULL AND t.code = 'SIB853'", "SIB853"
    yield "m.person IS NULL", "SIB852"
    yield "c.reached_on < m.enrolled_on", "SIB855"
    yield f"{SUBMITTED} < c.reached_on OR c.validated_on < {SUBMITTED} OR c.rejected_on < {SUBMITTED}", "SIB856"
    yield from _quantity_reasons(cards)
    month_end = cards.plan.month_end
    terms: list[tuple[Callable[[OutcomePlan], str], str]] = [
        (lambda o: f"NOT {meets(o.requires, o, 'c')}" if o.requires else "", "SIB862"),
        (lambda o: _moved("c.reached_on <", "m.enrolled_on", o.reached_from, month_end), "SIB858"),
        (lambda o: _moved("c.reached_on >", "m.enrolled_on", o.reached_to, month_end), "SIB858"),
        (lambda o: "c.submitted_on IS NULL" if o.claimed_within is not None else "", "SIB857"),
        (lambda o: _moved("c.submitted_on >", "c.reached_on", o.claimed_within, month_end), "SIB857"),
    ]
    for term, code in terms:
        for condition, written in by_outcome(cards, term, "c.outcome"):
            yield both(condition, written), code
    yield "r.outcome IS NULL", "SIB865"


def _moved(compared: str, day: str, length: Length | None, month_end: str) -> str:
    """Write a comparison with the day that lies a length after another; empty without a length."""
    return "" if length is None else f"{compared} {later(day, length, month_end)}"


def _quantity_reasons(cards: Cards) -> Iterator[tuple[str, str]]:
    measured = [outcome for outcome in cards.claims.outcomes if outcome.unit is not None]
    if not measured:
        return
    of_measured = cards.condition([outcome.name for outcome in measured], "c.outcome")
    yield both(of_measured, "c.quantity IS NULL"), "SIB859"
    yield both(of_measured, "c.quantity <= 0"), "SIB860"
    for condition, written in by_outcome(
        cards, lambda o: too_fine("c.quantity", cards.step(o), _scale(o)), "c.outcome", measured
    ):
        if written != NEVER:
            yield both(condition, written), "SIB861"
    for condition, written in by_outcome(
        cards, lambda o: in_range("c.quantity", o.range, _scale(o)), "c.outcome", measured
    ):
        if written != ALWAYS:
            yield both(condition, f"NOT ({written})"), "SIB860"


def _scale(outcome: OutcomePlan) -> Fraction:
    return outcome.unit.scale if outcome.unit is not None else Fraction(1)


def _parts(cards: Cards) -> str:
    """Write a claim's quantity in parts: a whole number, where the outcome allows the quantity."""
    measured = [outcome for outcome in cards.claims.outcomes if outcome.unit is not None]
    cases = ""
    for condition, written in by_outcome(cards, lambda o: _in_parts(cards, _scale(o)), "f.outcome", measured):
        cases += f" WHEN {both(condition, 'NOT f.quantity IS NULL')} THEN {written}"
    return f"CASE{cases} ELSE f.parts_unstated END" if cases else "f.parts_unstated"


def _in_parts(cards: Cards, scale: Fraction) -> str:
    per_unit = scale * cards.parts
    if per_unit.denominator == 1:
        return f"CAST(CAST(f.quantity AS DECIMAL(38, 6)) * {per_unit.numerator} AS BIGINT)"
    number = f"CAST(CAST(f.quantity AS DECIMAL(38, 6)) * {MILLION} AS BIGINT)"
    per_millionth = per_unit / MILLION
    return f"({number} * {per_millionth.numerator}) // {per_millionth.denominator}"


def _counts_from(cards: Cards) -> str:
    """Write the day on which a claim counts as validated, as far as it was known."""
    validated = [outcome.name for outcome in cards.claims.outcomes if outcome.validated]
    known = "CASE WHEN s.as_of IS NULL OR c.validated_on <= s.as_of THEN c.validated_on END"
    if not validated:
        return SUBMITTED
    condition = cards.condition(validated, "c.outcome")
    return f"CASE WHEN {condition} THEN {known} ELSE {SUBMITTED} END" if condition else known


def _rejected_on() -> str:
    """Write the day on which the verifier rejected a claim, as far as it was known."""
    return "CASE WHEN s.as_of IS NULL OR c.rejected_on <= s.as_of THEN c.rejected_on END"


def _obstacle(cards: Cards) -> str:
    """Write what stands between a claim and its payment: the verifier, documents, a state that did not last."""
    incomplete = [
        both(condition, f"NOT ({written})")
        for condition, written in by_outcome(
            cards, lambda o: documents_complete(o.documents, "c.documents") if o.documents else "", "c.outcome"
        )
    ]
    lacking = " OR ".join(f"({condition})" for condition in incomplete)
    validated = _counts_from(cards)
    cases = []
    if any(outcome.validated for outcome in cards.claims.outcomes):
        cases.append(f"WHEN {validated} IS NULL AND NOT {_rejected_on()} IS NULL THEN 'SIB866'")
        if lacking:
            cases.append(f"WHEN {validated} IS NULL AND ({lacking}) THEN 'documents'")
        cases.append(f"WHEN {validated} IS NULL THEN 'validation'")
    if lacking:
        cases.append(f"WHEN {lacking} THEN 'SIB863'")
    sustained = [outcome.name for outcome in cards.claims.outcomes if outcome.sustained is not None]
    if sustained:
        condition = cards.condition(sustained, "c.outcome")
        cases.append(f"WHEN {both(condition, '(h.person IS NULL OR h.completed_on > c.reached_on)')} THEN 'SIB864'")
    return f"CASE {' '.join(cases)} ELSE '' END" if cases else "''"


def _words(cards: Cards) -> Iterator[str]:
    yield (
        "SIB850, SIB851 its number is there several times; knowledge: it was not submitted by the day of the "
        "statement; SIB854 its outcome is on no card; SIB852, SIB853 its person is not enrolled, or in two cohorts; "
        "SIB855 it was reached before enrolment; SIB856 its days are out of order; SIB859, SIB860, SIB861 its "
        "quantity; SIB862 what is required; SIB858 reached outside the time from enrolment; SIB857 claimed too late; "
        "SIB865 no price holds. Then what stands in its way: SIB866 the verifier rejected it; documents, validation; "
        "SIB863 documents are missing; SIB864 the state did not last."
    )
    for outcome in cards.claims.outcomes:
        clause = f" ({outcome.clause})" if outcome.clause else ""
        yield f"{outcome.name}, {outcome.title}{clause}: {'; '.join(_terms(outcome)) or 'no terms'}."


def _terms(outcome: OutcomePlan) -> Iterator[str]:
    if outcome.unit is not None:
        yield f"states a quantity in {outcome.unit.text}"
    if outcome.claimed_within is not None:
        yield f"claimed within {outcome.claimed_within.count} {outcome.claimed_within.unit}"
    if outcome.reached_from is not None:
        yield f"reached {outcome.reached_from.count} {outcome.reached_from.unit} after enrolment or later"
    if outcome.reached_to is not None:
        yield f"reached within {outcome.reached_to.count} {outcome.reached_to.unit} of enrolment"
    if outcome.requires:
        yield "requires " + " or ".join(
            " and ".join(item.recorded for item in alternative) for alternative in outcome.requires
        )
    for documents in outcome.documents:
        yield f"{documents.count} of {', '.join(documents.names)}"
    if outcome.validated:
        yield f"verified by {', '.join(outcome.verifiers)}" if outcome.verifiers else "verified"
    if outcome.sustained is not None:
        yield f"sustains {outcome.sustained.state}"
