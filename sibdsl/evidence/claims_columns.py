"""The columns of a table about people in SQL: typed values, and the reason to refuse a row.

In: the plan, the table, and for each column that is read the SQL expression and type that a source has for it.
Out: a query over the source with a typed column for each column of the contract and ``fault``, which is NULL or a
code, a space and a column.
Relies on the patterns and limits of ``sibdsl.runtime.claims_cells``; in DuckDB's dialect.
Guarantees: the same values, and for every row the same reason, as the reader of ``sibdsl.runtime`` gives, found in
one pass over the source.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sibdsl.evidence import claims_numbers
from sibdsl.runtime.claims_cells import (
    CELL_BLANKS,
    DAY_IN_FORM,
    DAY_IN_OTHER_FORM,
    FIRST_YEAR_OF_CLAIMS,
    LAST_YEAR_OF_CLAIMS,
)
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_rows import UNKNOWN_NAMES
from sibdsl.runtime.claims_sheets import (
    OutcomeCells,
    SheetColumn,
    outcome_cells,
    recorded_names,
    sheet_columns,
)

_TARGETS: Final = {
    "enrolment": ("person", "enrolled_on", "cohort", "groups"),
    "spells": ("person", "state", "start", "end"),
}
_TYPES: Final = {"text": "VARCHAR", "names": "VARCHAR", "day": "DATE", "number": "DECIMAL(18,6)"}
_DAY_COLUMNS: Final = ("enrolled_on", "start", "end", "reached_on", "submitted_on", "validated_on", "rejected_on")
_BLANKS: Final = "chr(32) || chr(9) || chr(13) || chr(10)"
_FIRST_DAY: Final = f"DATE '{FIRST_YEAR_OF_CLAIMS}-01-01'"
_LAST_DAY: Final = f"DATE '{LAST_YEAR_OF_CLAIMS}-12-31'"

assert CELL_BLANKS == " \t\r\n"


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column of a source: an SQL expression, and its type as DuckDB names it.

    ``tidy``: it is known that no text begins or ends with a blank; ``filled``: nor is any empty.
    """

    expression: str
    type: str = "VARCHAR"
    tidy: bool = False
    filled: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it holds texts."""
        return self.type == "VARCHAR"


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """A column of a typed table: its name and type, and the name of the column in files."""

    name: str
    type: str
    of: str


@dataclass(slots=True)
class _Query:
    """The parts of a query: what is computed first, what from that, and the faults in the order of columns."""

    texts: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[str, str, str]] = field(default_factory=list)


def typed_columns(plan: ClaimsPlan, table: str) -> tuple[TypedColumn, ...]:
    """Give the columns of a typed table after ``row``: always the same ones, whether the contract reads them or not."""
    if table != "claims":
        return tuple(TypedColumn(name, "DATE" if name in _DAY_COLUMNS else "VARCHAR", name) for name in _TARGETS[table])
    every = ("claim", "person", "outcome", "reached_on", "submitted_on", "validated_on", "rejected_on")
    return (
        *(TypedColumn(name, "DATE" if name in _DAY_COLUMNS else "VARCHAR", name) for name in every),
        TypedColumn("quantity", "DECIMAL(18,6)", "quantity"),
        *(TypedColumn(f"recorded_{name}", "DECIMAL(18,6)", name) for name in recorded_names(plan)),
        TypedColumn("documents", "VARCHAR", "documents"),
    )


def checked_rows(
    plan: ClaimsPlan,
    table: str,
    sources: Mapping[str, SourceColumn],
    relation: str,
    *,
    before: str = "",
    more: Mapping[str, str] | None = None,
    person: str | None = None,
    native: bool = False,
) -> str:
    """Write a query that gives ``row``, the typed columns and ``fault`` for each row of a relation.

    ``sources`` has an expression for each column that the source has. ``before`` is an expression for a fault (or NULL)
    that counts before those of cells. ``more`` are columns to add: expressions over the relation, and over
    ``"text NAME"``, the trimmed texts of its columns. ``person`` replaces the person; with ``native`` claim and person
    keep the type that the source has for them.
    """
    query = _Query()
    outcomes = outcome_cells(plan)
    for column in sheet_columns(plan, table):
        source = sources.get(column.name)
        if source is None:
            continue
        if column.kind == "day":
            _read_day(query, column, source, outcomes)
        elif column.kind == "number":
            _read_number(query, column, source, outcomes)
        elif column.kind == "names":
            _read_names(query, column, source, outcomes)
        else:
            _read_text(query, column, source)
            if native and not source.is_text and column.filled:
                query.outputs[column.name] = source.expression
    if person is not None:
        query.outputs["person"] = person
    columns = {
        column.name: query.outputs.get(column.of, f"CAST(NULL AS {column.type})")
        for column in typed_columns(plan, table)
    }
    cases = " ".join(f"WHEN {condition} THEN {text(f'{code} {column}')}" for condition, code, column in query.faults)
    columns["fault"] = f"coalesce({before}, CASE {cases} END)" if before else f"CASE {cases} END"
    columns.update(more or {})
    selected = ", ".join(f"{expression} AS {identifier(name)}" for name, expression in columns.items())
    texts = "".join(f", {part}" for part in query.texts)
    values = "".join(f", {part}" for part in query.values)
    return f"SELECT row, {selected} FROM (SELECT *{values} FROM (SELECT *{texts} FROM {relation}))"


def identifier(name: str) -> str:
    """Write a name in SQL."""
    return '"' + name.replace('"', '""') + '"'


def text(words: str) -> str:
    """Write a text in SQL."""
    return "'" + words.replace("'", "''") + "'"


def one_of(names: Iterable[str]) -> str:
    """Write a list of texts for ``IN``."""
    return f"({', '.join(text(name) for name in sorted(names)) or 'NULL'})"


def trimmed(source: SourceColumn) -> str:
    """Give the text of a cell without blanks around it; NULL where nothing is left."""
    cell = source.expression
    if source.type.endswith("[]"):
        cell = f"array_to_string({cell}, ';')"
    elif not source.is_text:
        cell = f"CAST({cell} AS VARCHAR)"
    if not source.tidy:
        cell = f"trim({cell}, {_BLANKS})"
    return cell if source.filled else f"nullif({cell}, '')"


def _read_text(query: _Query, column: SheetColumn, source: SourceColumn) -> None:
    cell = identifier(f"text {column.name}")
    query.texts.append(f"{trimmed(source)} AS {cell}")
    query.outputs[column.name] = f"coalesce({cell}, '')" if column.name == "outcome" else cell
    if column.filled:
        query.faults.append((f"{cell} IS NULL", "SIB880", column.name))
    if column.allowed is not None:
        missing = f"{cell} IS NULL OR " if column.name == "state" else ""
        query.faults.append(
            (f"{missing}{cell} NOT IN {one_of(column.allowed)}", UNKNOWN_NAMES[column.name], column.name)
        )


def _read_day(query: _Query, column: SheetColumn, source: SourceColumn, outcomes: Mapping[str, OutcomeCells]) -> None:
    cell, day = identifier(f"text {column.name}"), identifier(f"day {column.name}")
    query.outputs[column.name] = day
    if source.type == "DATE":
        missing, wrong = f"{source.expression} IS NULL", f"{day} NOT BETWEEN {_FIRST_DAY} AND {_LAST_DAY}"
        query.values.append(f"{source.expression} AS {day}")
        otherwise = "FALSE"
    elif source.type.startswith("TIMESTAMP"):
        missing = f"{source.expression} IS NULL"
        wrong = f"({day} NOT BETWEEN {_FIRST_DAY} AND {_LAST_DAY} OR CAST({day} AS TIMESTAMP) <> {source.expression})"
        query.values.append(f"CAST({source.expression} AS DATE) AS {day}")
        otherwise = "FALSE"
    else:
        query.texts.append(f"{trimmed(source)} AS {cell}")
        query.values.append(f"TRY_CAST({cell} AS DATE) AS {day}")
        missing = f"{cell} IS NULL"
        # Only a day as we write it ourselves comes back as the same text.
        wrong = (
            f"({cell} IS NOT NULL AND ({day} IS NULL OR {day} NOT BETWEEN {_FIRST_DAY} AND {_LAST_DAY}"
            f" OR CAST({day} AS VARCHAR) <> {cell}))"
        )
        in_form = f"regexp_full_match({cell}, {text(DAY_IN_FORM)})"
        otherwise = f"regexp_full_match({cell}, {text(DAY_IN_OTHER_FORM)}) AND NOT {in_form}"
    if column.filled:
        query.faults.append((missing, "SIB946", column.name))
    elif column.name == "submitted_on":
        needing = [name for name, cells in outcomes.items() if cells.submitted]
        if needing:
            query.faults.append((f"{_outcome()} IN {one_of(needing)} AND {missing}", "SIB946", column.name))
    if otherwise != "FALSE":
        query.faults.append((f"{wrong} AND {otherwise}", "SIB941", column.name))
    query.faults.append((wrong, "SIB940", column.name))


def _read_number(
    query: _Query, column: SheetColumn, source: SourceColumn, outcomes: Mapping[str, OutcomeCells]
) -> None:
    cells = {name: cell for name, found in outcomes.items() for cell in found.numbers if cell.column == column.name}
    needed = f"{_outcome()} IN {one_of(cells)}"
    number = identifier(f"number {column.name}")
    if claims_numbers.is_typed(source.type):
        query.values.append(f"{claims_numbers.typed_value(source.expression, source.type)} AS {number}")
        faults = claims_numbers.typed_faults(source.expression, source.type, number, cells, _outcome())
    else:
        cell = identifier(f"text {column.name}")
        query.texts.append(f"{trimmed(source)} AS {cell}")
        query.values.append(f"{claims_numbers.text_value(cell)} AS {number}")
        faults = claims_numbers.text_faults(cell, number, cells, _outcome())
    query.outputs[column.name] = f"CASE WHEN {needed} THEN {number} END"
    query.faults.extend((f"{needed} AND {condition}", code, column.name) for condition, code in faults)


def _read_names(query: _Query, column: SheetColumn, source: SourceColumn, outcomes: Mapping[str, OutcomeCells]) -> None:
    cell = identifier(f"text {column.name}")
    query.texts.append(f"{trimmed(source)} AS {cell}")
    parts = f"list_transform(string_split({cell}, ';'), lambda part: trim(part, {_BLANKS}))"
    several = f"list_sort(list_distinct(list_filter({parts}, lambda part: part <> '')))"
    normal = f"CASE WHEN contains({cell}, ';') THEN nullif(array_to_string({several}, ';'), '') ELSE {cell} END"
    condition = ""
    if column.name == "documents":
        needing = [name for name, cells in outcomes.items() if cells.documents]
        condition = f"{_outcome()} IN {one_of(needing)} AND "
        normal = f"CASE WHEN {_outcome()} IN {one_of(needing)} THEN {normal} END"
    query.outputs[column.name] = normal
    allowed: Sequence[str] = sorted(column.allowed or ())
    unknown = f"list_filter({parts}, lambda part: part <> '' AND part NOT IN {one_of(allowed)})"
    query.faults.append(
        (f"{condition}{cell} NOT IN {one_of(allowed)} AND len({unknown}) > 0", UNKNOWN_NAMES[column.name], column.name)
    )


def _outcome() -> str:
    return identifier("text outcome")
