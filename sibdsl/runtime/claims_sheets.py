"""What the files about people look like: their tables, the columns that a contract needs, and rows as they were read.

In: a ``ClaimsPlan``. Out: the columns of each table, which of them must be there, and what a claim of each outcome
needs filled in.
Relies on the names of outcomes, groups, documents and numbers in the plan.
Guarantees: every reader, whatever it reads and however fast, asks these functions what a file must hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Unit

CLAIMS_TABLES = ("enrolment", "spells", "claims")
"""The tables about people, in the order in which they are read."""

MORE_CELLS = ""
"""The name under which a row keeps what stands in none of its columns."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column that is read. ``kind``: ``text``, ``day``, ``names`` (several, with ``;`` between them) or ``number``.

    Without a column that is ``needed`` no row can be read. A cell that is ``filled`` is never empty.
    ``allowed`` None: any text; else the names that a cell may hold.
    """

    name: str
    kind: str
    needed: bool
    filled: bool = False
    allowed: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number that claims of one outcome state in a column. ``step`` None: nothing is said about its digits here."""

    column: str
    unit: Unit
    step: Fraction | None


@dataclass(frozen=True, slots=True)
class OutcomeCells:
    """What is read of a claim of one outcome besides who, what and when."""

    submitted: bool
    documents: bool
    numbers: tuple[NumberCell, ...]


@dataclass(slots=True)
class RawRow:
    """A row as it stands in its file, by column. ``code`` is empty, or says why its cells cannot be read."""

    row: int
    cells: dict[str, str]
    code: str = ""
    column: str = ""


def sheet_columns(plan: ClaimsPlan, table: str) -> tuple[SheetColumn, ...]:
    """Give the columns of a table that the contract reads, in the order of a template."""
    if table == "enrolment":
        columns = [SheetColumn("person", "text", True, True), SheetColumn("enrolled_on", "day", True, True)]
        if plan.cohorts:
            cohorts = frozenset(cohort.name for cohort in plan.cohorts)
            columns.append(SheetColumn("cohort", "text", False, allowed=cohorts))
        if plan.groups:
            columns.append(SheetColumn("groups", "names", True, allowed=frozenset(group.name for group in plan.groups)))
        return tuple(columns)
    if table == "spells":
        states = frozenset(outcome.sustained.state for outcome in plan.outcomes if outcome.sustained)
        return (
            SheetColumn("person", "text", True, True),
            SheetColumn("state", "text", True, allowed=states),
            SheetColumn("start", "day", True, True),
            SheetColumn("end", "day", True),
        )
    return (*_columns_of_every_claim(plan), *_columns_of_some_claims(plan))


def _columns_of_every_claim(plan: ClaimsPlan) -> tuple[SheetColumn, ...]:
    outcomes = plan.outcomes
    return (
        SheetColumn("claim", "text", True, True),
        SheetColumn("person", "text", True, True),
        SheetColumn("outcome", "text", True),
        SheetColumn("reached_on", "day", True, True),
        SheetColumn("submitted_on", "day", any(outcome.claimed_within for outcome in outcomes)),
        SheetColumn("validated_on", "day", any(outcome.validated for outcome in outcomes)),
        SheetColumn("rejected_on", "day", False),
    )


def _columns_of_some_claims(plan: ClaimsPlan) -> list[SheetColumn]:
    columns: list[SheetColumn] = []
    if any(outcome.unit for outcome in plan.outcomes):
        columns.append(SheetColumn("quantity", "number", True))
    columns.extend(SheetColumn(name, "number", True) for name in recorded_names(plan))
    documents = frozenset(
        name for outcome in plan.outcomes for documents in outcome.documents for name in documents.names
    )
    if documents:
        columns.append(SheetColumn("documents", "names", True, allowed=documents))
    return columns


def recorded_names(plan: ClaimsPlan) -> tuple[str, ...]:
    """Give the names of all numbers that claims record, in the order in which outcomes first name them."""
    return tuple(dict.fromkeys(recorded.name for outcome in plan.outcomes for recorded in outcome.recorded))


def outcome_cells(plan: ClaimsPlan) -> dict[str, OutcomeCells]:
    """Say for each outcome which cells a claim of it fills; what it does not need is not read."""
    found: dict[str, OutcomeCells] = {}
    order = recorded_names(plan)
    for outcome in plan.outcomes:
        numbers = [NumberCell("quantity", outcome.unit, None)] if outcome.unit else []
        recorded = sorted(outcome.recorded, key=lambda recorded: order.index(recorded.name))
        numbers.extend(NumberCell(number.name, number.unit, number.step) for number in recorded)
        found[outcome.name] = OutcomeCells(bool(outcome.claimed_within), bool(outcome.documents), tuple(numbers))
    return found


def tables_of_claims(plan: ClaimsPlan) -> tuple[str, ...]:
    """Give the tables that the contract reads: spells only where an outcome is a state that lasted."""
    lasting = any(outcome.sustained for outcome in plan.outcomes)
    return CLAIMS_TABLES if lasting else tuple(table for table in CLAIMS_TABLES if table != "spells")
