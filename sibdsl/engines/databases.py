"""What an engine asks of a database.

In: statements of a script. Out: rows.
Relies on nothing. Guarantees: one small interface, so that a settlement runs in the same steps everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from sibdsl.generators.sql.dialects import Dialect

Row = Sequence[Any]
Columns = Sequence[tuple[str, str]]


class Database(Protocol):
    """A connection to a database in which the tables of the evidence are.

    Faults of the database are raised as its own library raises them.
    """

    @property
    def dialect(self) -> Dialect:
        """How it says things."""

    def run(self, statement: str) -> None:
        """Run a statement."""

    def rows(self, query: str) -> Iterator[Row]:
        """Give the rows of a query, a few at a time."""

    def fill(self, name: str, columns: Columns, rows: Iterable[Row]) -> None:
        """Make a table anew, with rows. Types are named as DuckDB names them."""
