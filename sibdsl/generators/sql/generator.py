"""The generators of SQL, as the command line and embedders find them.

In: a compiled contract with rate cards.
Out: one script, named after the contract and, but for DuckDB, after the dialect.
Relies on ``compose``, and on sqlglot, which is imported only here.
Guarantees: only the payment IR is asked for; what a script cannot express is said, and nothing is left out.
"""

from __future__ import annotations

from importlib.util import find_spec

from sibdsl.generators.api import Artifact, Compiled, GeneratorProblem


class SqlGenerator:
    """Writes what claims come to as SQL of DuckDB."""

    name = "sql"
    description = "what claims on rate cards come to, as a script for DuckDB"
    dialect = "duckdb"

    def generate(self, compiled: Compiled) -> list[Artifact]:
        """Write the script."""
        program = compiled.program
        if program.claims is None:
            raise GeneratorProblem(
                f"{program.plan.contract} has no rate card, and a script says what claims on rate cards come to. "
                "Use `--to python` for the payments of this contract."
            )
        if find_spec("sqlglot") is None:
            raise GeneratorProblem("writing SQL needs sqlglot: install it with `pip install 'sibdsl[sql]'`.")
        from sibdsl.generators.sql.compose import script_of
        from sibdsl.generators.sql.dialects import find_dialect
        from sibdsl.generators.sql.script import script_text

        ending = "sql" if self.dialect == "duckdb" else f"{self.dialect}.sql"
        text = script_text(script_of(program.plan, program.claims), find_dialect(self.dialect))
        return [Artifact(f"{program.plan.contract}.{ending}", text)]


class PostgresGenerator(SqlGenerator):
    """Writes what claims come to as SQL of PostgreSQL."""

    name = "sql-postgres"
    description = "the same script for PostgreSQL"
    dialect = "postgres"


class SparkGenerator(SqlGenerator):
    """Writes what claims come to as SQL of Spark."""

    name = "sql-spark"
    description = "the same script for Spark"
    dialect = "spark"
