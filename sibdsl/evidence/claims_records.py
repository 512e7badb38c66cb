"""The tables about people as records in memory.

In: a connection with the tables of `claims_tables`, and the plan. Out: ``ClaimsEvidence``, in the order of rows.
Relies on the fixed columns of those tables.
Guarantees: the same records as `sibdsl.runtime.claims_reading` gives for the same files.
"""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import duckdb

from sibdsl.runtime.claims import Claim, ClaimsEvidence, Enrolment, RefusedRow, Spell
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_sheets import outcome_cells, recorded_names


def records_of(connection: duckdb.DuckDBPyConnection, plan: ClaimsPlan, read: int) -> ClaimsEvidence:
    """Fetch everything; ``read`` is how many rows of claims there were."""
    rows = _Rows(connection)
    return ClaimsEvidence(
        tuple(_enrolments(rows)), tuple(_spells(rows)), tuple(_claims(rows, plan)), tuple(_refused(rows)), read
    )


def records_of_claim(connection: duckdb.DuckDBPyConnection, plan: ClaimsPlan, claim: str) -> ClaimsEvidence:
    """Fetch the claims of one number, with the enrolment and spells of their people."""
    of_claim = _Rows(connection, "WHERE claim = ?", claim)
    claims = tuple(_claims(of_claim, plan))
    of_people = _Rows(connection, "WHERE list_contains(?::VARCHAR[], person)", [one.person for one in claims])
    refused = tuple(row for row in _refused(of_claim) if row.table == "claims")
    return ClaimsEvidence(tuple(_enrolments(of_people)), tuple(_spells(of_people)), claims, refused)


class _Rows:
    """Rows of tables, all of them or those of a condition with its value, a few at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, where: str = "", *values: object) -> None:
        self._connection = connection
        self._where = where
        self._values = values

    def of(self, table: str, order: str = "row") -> Iterator[tuple[object, ...]]:
        cursor = self._connection.cursor()
        cursor.execute(f"SELECT * FROM {table} {self._where} ORDER BY {order}", list(self._values))
        while rows := cursor.fetchmany(10_000):
            yield from rows


def _enrolments(rows: _Rows) -> Iterator[Enrolment]:
    for row, person, day, cohort, groups in rows.of("enrolment"):
        assert isinstance(row, int) and isinstance(person, str) and isinstance(day, date)
        yield Enrolment(person, day, cohort if isinstance(cohort, str) else None, _set(groups), row)


def _spells(rows: _Rows) -> Iterator[Spell]:
    for row, person, state, start, end in rows.of("spells"):
        assert isinstance(row, int) and isinstance(person, str) and isinstance(state, str) and isinstance(start, date)
        yield Spell(person, state, start, end if isinstance(end, date) else None, row)


def _claims(rows: _Rows, plan: ClaimsPlan) -> Iterator[Claim]:
    outcomes = outcome_cells(plan)
    columns = ("quantity", *recorded_names(plan))
    for row, claim, person, outcome, *others in rows.of("claims"):
        assert isinstance(row, int) and isinstance(claim, str) and isinstance(person, str) and isinstance(outcome, str)
        reached, submitted, validated, rejected = (day if isinstance(day, date) else None for day in others[:4])
        assert reached is not None
        units = {cell.column: cell.unit.scale for cell in outcomes[outcome].numbers} if outcome in outcomes else {}
        numbers = {
            name: Fraction(number) * units[name]
            for name, number in zip(columns, others[4:-1], strict=True)
            if isinstance(number, Decimal)
        }
        quantity, documents = numbers.pop("quantity", None), _set(others[-1])
        yield Claim(claim, person, outcome, reached, submitted, validated, rejected, quantity, numbers, documents, row)


def _refused(rows: _Rows) -> Iterator[RefusedRow]:
    order = "list_position(['enrolment', 'spells', 'claims'], \"table\"), row"
    for table, row, code, column, claim, cells in rows.of("refused", order):
        assert isinstance(row, int)
        yield RefusedRow(str(table), row, str(code), str(column), str(claim), json.loads(str(cells)))


def _set(names: object) -> frozenset[str]:
    return frozenset(names.split(";")) if isinstance(names, str) else frozenset()
