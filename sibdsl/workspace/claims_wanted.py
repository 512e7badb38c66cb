"""What is wanted of claims, besides the statement.

In: nothing. Out: `ClaimsWanted`, and a refusal of what contradicts itself.
Guarantees: what cannot be written at all is refused before anything is read.
"""

import os
from pathlib import Path
from typing import Final

import msgspec

from sibdsl.workspace.claims_engines import ClaimsProblem


class ClaimsWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted of claims.

    Attributes:
        place: where the three tables are, if not beside the other evidence: a directory, a DuckDB file or the URL of a
            PostgreSQL database.
        engine: one of `claims_engines.ENGINES`.
        rejects: where to write the rows that were rejected, `.csv` or `.parquet`.
        lines: where to write what became of each claim, `.csv` or `.parquet`.
        ledger: the file with the closed determinations, if there is one yet.
        record: close the determinations that this statement makes, and write them to the ledger.
        pseudonym_key: where the key is that gives people pseudonyms while they are read: a path or `env:NAME`.
        spark_master: which Spark settles, for the engine `spark`: `local[*]` is this machine.
        memory: how much memory a database may use, such as `1GB`; what does not fit goes to temporary files.
    """

    place: str | None = None
    engine: str = "auto"
    rejects: str | None = None
    lines: str | None = None
    ledger: str | None = None
    record: bool = False
    pseudonym_key: str | None = None
    spark_master: str = "local[*]"
    memory: str = "1GB"


NOTHING_WANTED: Final = ClaimsWanted()
"""Claims beside the other evidence, no files, and whichever engine suits."""


def refuse_contradictions(wanted: ClaimsWanted) -> None:
    """Refuse what contradicts itself, before anything is read.

    Raises:
        ClaimsProblem: it does, and the text says how.
    """
    if wanted.record and wanted.ledger is None:
        raise ClaimsProblem("which ledger shall be written? name it with --ledger FILE")
    for path, what in ((wanted.rejects, "rejected rows"), (wanted.lines, "lines")):
        if path is not None and Path(path).suffix.lower() not in (".csv", ".parquet"):
            raise ClaimsProblem(f"the file of {what}, `{path}`, must end in .csv or .parquet")
        if path is not None and not os.path.isdir(os.path.dirname(path) or "."):
            raise ClaimsProblem(
                f"there is no directory `{os.path.dirname(path)}` to write `{os.path.basename(path)}` in"
            )
