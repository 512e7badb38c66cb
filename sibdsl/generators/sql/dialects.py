"""What differs between DuckDB, PostgreSQL and Spark, in one place.

In: a tree in DuckDB's words. Out: its text for a dialect, and how tables are made in it.
Relies on: sqlglot's writers for all that is usual.
Guarantees: texts are ordered by code point everywhere; whole numbers stay whole; a number that is too large is
an error of the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlglot import exp

from sibdsl.generators.api import GeneratorProblem

ORDERED_BY_CODE_POINT = frozenset({"claim"})
"""Columns of free text that steps order by."""


@dataclass(frozen=True)
class Dialect:
    """How one kind of database says it."""

    name: str
    title: str
    table: str
    view: str
    wide: str
    with_all: str = ""
    counts_tables: bool = False

    _NATIVE: ClassVar[dict[str, str]] = {}

    def text(self, query: exp.Expr) -> str:
        """Write a tree."""
        return query.transform(self._adapted).sql(dialect=self.name, pretty=True, max_text_width=96)

    def created(self, kind: str, name: str) -> str:
        """Write how a table or view begins."""
        return (self.table if kind == "table" else self.view).format(name=name)

    def dropped(self, kind: str, name: str) -> str:
        """Write how a table or view is taken away before it is made anew, with what is made of it."""
        return f"DROP {'TABLE' if kind == 'table' else 'VIEW'} IF EXISTS {name}{self.with_all}"

    def counted(self, kind: str, name: str) -> list[str]:
        """Write what lets the database know how large a new table is, where it does not find out by itself."""
        return [f"ANALYZE {name}"] if self.counts_tables and kind == "table" else []

    def type_name(self, kind: str) -> str:
        """Write a type of an input column."""
        return self.text(exp.DataType.build(kind, dialect="duckdb"))

    def _adapted(self, node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.DataType) and node.this == exp.DataType.Type.INT128:
            return exp.DataType.build(self.wide, dialect="duckdb")
        if self.name == "postgres" and isinstance(node, exp.Ordered):
            column = node.this
            if isinstance(column, exp.Column) and column.name in ORDERED_BY_CODE_POINT:
                node.set("this", exp.Collate(this=column, expression=exp.to_identifier("C", quoted=True)))
        if self.name == "spark" and isinstance(node, exp.Anonymous):
            return self._spark_days(node)
        if isinstance(node, exp.Anonymous):
            return self._days(node)
        return node

    def _days(self, node: exp.Anonymous) -> exp.Expr:
        """Days are added and subtracted as numbers."""
        first, second = node.expressions
        if node.name.lower() == "days_after":
            return exp.Add(this=first, expression=exp.cast(second, "int"))
        return exp.paren(exp.Sub(this=first, expression=second), copy=False)

    def _spark_days(self, node: exp.Anonymous) -> exp.Expr:
        first, second = node.expressions
        if node.name.lower() == "days_after":
            return exp.Anonymous(this="DATE_ADD", expressions=[first, exp.cast(second, "int")])
        return exp.Anonymous(this="DATEDIFF", expressions=[first, second])


DIALECTS = {
    dialect.name: dialect
    for dialect in (
        Dialect("duckdb", "DuckDB", "CREATE TABLE {name}", "CREATE VIEW {name}", "INT128"),
        Dialect(
            "postgres",
            "PostgreSQL",
            "CREATE TEMP TABLE {name}",
            "CREATE TEMP VIEW {name}",
            "DECIMAL(38, 0)",
            " CASCADE",
            True,
        ),
        Dialect(
            "spark",
            "Spark",
            "CREATE TABLE {name} USING PARQUET",
            "CREATE TEMPORARY VIEW {name}",
            "DECIMAL(38, 0)",
        ),
    )
}


def find_dialect(name: str) -> Dialect:
    """Give the dialect of a name.

    Raises:
        GeneratorProblem: there is none of that name.
    """
    if name not in DIALECTS:
        raise GeneratorProblem(f"there is no dialect `{name}` of SQL. There are: {', '.join(DIALECTS)}.")
    return DIALECTS[name]
