"""The whole script of a contract's rate cards.

In: a program with claims, or its two plans. Out: a ``Script`` of three sections: what is known, one batch, the results.
Relies on the files beside it, each of which writes the steps of a few sections of the reference of claims.
Guarantees: the script needs nothing but its inputs; what it cannot express is a ``GeneratorProblem``.
"""

from __future__ import annotations

from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.days import day_steps
from sibdsl.generators.sql.earlier import Levels, earlier_steps, late_rejections
from sibdsl.generators.sql.judging import judging_steps, recorded_columns
from sibdsl.generators.sql.limits import limit_steps
from sibdsl.generators.sql.people import people_steps
from sibdsl.generators.sql.prices import Prices
from sibdsl.generators.sql.results import result_steps, taken_step
from sibdsl.generators.sql.script import Script, Section, Step
from sibdsl.generators.sql.standing import counted_columns, cut_columns, standing_steps
from sibdsl.generators.sql.trees import query
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Plan

PREPARE, BATCH, RESULTS = "prepare", "batch", "results"

Columns = tuple[tuple[str, str], ...]


def script_of(plan: Plan, claims: ClaimsPlan) -> Script:
    """Write the script of a contract's rate cards.

    Raises:
        GeneratorProblem: a script cannot express it.
    """
    cards = Cards(plan, claims)
    prices, levels = Prices(cards), Levels(cards)
    late = late_rejections(levels)
    prepare = [
        *people_steps(cards),
        prices.step(),
        *judging_steps(cards, prices),
        *day_steps(cards),
        *standing_steps(cards),
    ]
    if late is not None:
        prepare.append(_no_late_rejections())
    batch = [*earlier_steps(cards, levels), *([late] if late else []), *limit_steps(cards, prices), taken_step(cards)]
    return Script(
        title=f"{plan.title}: what claims come to",
        words=_words(cards),
        inputs=tuple(inputs(cards).items()),
        sections=(
            Section(PREPARE, "1. People and claims, one by one", (), tuple(prepare)),
            Section(BATCH, "2. What the claims of a batch of determinations come to", _batch_words(), tuple(batch)),
            Section(RESULTS, "3. Results", (), tuple(result_steps(cards, levels))),
        ),
    )


def _no_late_rejections() -> Step:
    return Step(
        "rejected_late",
        "table",
        ("Claims that are rejected for what the person reached before: the batches add them.",),
        query("SELECT claim_row, claim, reason AS code FROM due WHERE 1 = 0"),
    )


def _words(cards: Cards) -> tuple[str, ...]:
    return (
        "Exact: whole numbers and decimals only; a number that is too large is an error. Amounts are in minor units "
        f"of {cards.plan.currency}, rounded {cards.plan.rounding}.",
        "`settlement` has one row: the day as of which claims are settled (NULL: the latest day of the claims file), "
        "the day on which the contract ended early (NULL: it did not), and the first and last determination of the "
        "batch.",
        "Run section 1 once; section 2 for each batch, from the first determination to the last; then section 3. One "
        "batch may hold any number of determinations in which nothing is taken back: a new one begins on each day "
        "`recovered_on` or `gone_on` of `due` and `taken`"
        + (
            ", and on each determination, since a limit is for whole claims only."
            if has_whole_limit(cards.claims)
            else "."
        ),
    )


def _batch_words() -> tuple[str, ...]:
    return ("The determinations from `first_day` to `last_day` of `settlement`.",)


def has_whole_limit(claims: ClaimsPlan) -> bool:
    """Say whether every determination is a batch of its own: what does not fit whole blocks what comes after it."""
    return any(limit.whole and limit.measure != "claims" for limit in claims.limits)


def inputs(cards: Cards) -> dict[str, Columns]:
    """Give the tables that the script reads, with their columns and types."""
    recorded = tuple((f'"{column}"', "DECIMAL(18, 6)") for column in recorded_columns(cards))
    amounts = tuple((column, "BIGINT") for column in [*cut_columns(cards), *counted_columns(cards)])
    return {
        "settlement": (("as_of", "DATE"), ("ended_on", "DATE"), ("first_day", "DATE"), ("last_day", "DATE")),
        "closed": (("payment", "TEXT"), ("closed_to", "DATE")),
        "enrolment": (
            ('"row"', "BIGINT"),
            ("person", "TEXT"),
            ("enrolled_on", "DATE"),
            ("cohort", "TEXT"),
            ('"groups"', "TEXT"),
        ),
        "spells": (
            ('"row"', "BIGINT"),
            ("person", "TEXT"),
            ("state", "TEXT"),
            ("start", "DATE"),
            ('"end"', "DATE"),
        ),
        "claims": (
            ('"row"', "BIGINT"),
            ("claim", "TEXT"),
            ("person", "TEXT"),
            ("outcome", "TEXT"),
            ("reached_on", "DATE"),
            ("submitted_on", "DATE"),
            ("validated_on", "DATE"),
            ("rejected_on", "DATE"),
            ("quantity", "DECIMAL(18, 6)"),
            *recorded,
            ("documents", "TEXT"),
        ),
        "refused": (
            ('"table"', "TEXT"),
            ('"row"', "BIGINT"),
            ("code", "TEXT"),
            ('"column"', "TEXT"),
            ("claim", "TEXT"),
        ),
        "ledger": (
            ("claim", "TEXT"),
            ("person", "TEXT"),
            ("payment", "TEXT"),
            ("outcome", "TEXT"),
            ("cohort", "TEXT"),
            ("reached_on", "DATE"),
            ("determination", "DATE"),
            ("parts", "BIGINT"),
            ("asked", "BIGINT"),
            ("paid", "BIGINT"),
            ("status", "TEXT"),
            ("reason", "TEXT"),
            ("recovered_on", "DATE"),
            *amounts,
        ),
    }
