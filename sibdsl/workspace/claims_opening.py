"""The tables about people, opened: read one by one where they are small, and set-wise everywhere else.

In: the contract's plan, the place of the tables, and what is wanted. Out: `ClaimsTables`, or that none are needed.
Relies on: `evidence` for reading set-wise, loaded only where it is needed.
Guarantees: a file that is damaged, or changes before the end, is a `ClaimsProblem` with its finding.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sibdsl.workspace.claims_engines import ClaimsProblem, Progress, needing
from sibdsl.workspace.claims_wanted import ClaimsWanted

if TYPE_CHECKING:
    from sibdsl.evidence.claims_tables import ClaimsTables
    from sibdsl.runtime.claims_plan import ClaimsPlan

SMALL_FILES: Final = 500_000
"""In bytes, about as many claims: files up to this size are read without a library too."""


def is_small(claims: "ClaimsPlan", place: str, wanted: ClaimsWanted) -> bool:
    """Whether the standard library can read everything, and nothing is wanted that it cannot do."""
    if wanted.engine not in ("auto", "python") or wanted.rejects is not None or wanted.pseudonym_key is not None:
        return False
    from sibdsl.runtime.claims_files import find_claims_files
    from sibdsl.runtime.claims_sheets import tables_of_claims

    path = Path(place)
    if not path.is_dir():
        return False
    files = find_claims_files(path, tables_of_claims(claims), []).values()
    sizes = [os.path.getsize(file) for file in files]
    return all(file.suffix != ".parquet" for file in files) and sum(sizes) <= SMALL_FILES


def open_tables(claims: "ClaimsPlan", place: str, wanted: ClaimsWanted, progress: Progress) -> "ClaimsTables":
    """Read the tables set-wise, under pseudonyms where there is a key.

    Raises:
        ClaimsProblem: a library is missing, the key cannot be used, or a file is damaged or changes meanwhile.
    """
    with needing("claims", "reading claims in bulk"):
        from sibdsl.evidence.claims_tables import (
            EvidenceChangedError,
            EvidenceUnreadableError,
            load_claims_tables,
        )
    from sibdsl.runtime.claims_pseudonyms import KeyRefusedError, read_key

    try:
        key = read_key(wanted.pseudonym_key) if wanted.pseudonym_key is not None else None
    except KeyRefusedError as refused:
        raise ClaimsProblem(str(refused)) from None
    try:
        return load_claims_tables(
            claims,
            place,
            key=key,
            memory_limit=wanted.memory,
            progress=lambda table, rows: progress(f"{rows:,} rows of {table} read"),
        )
    except (EvidenceChangedError, EvidenceUnreadableError) as problem:
        raise ClaimsProblem(problem.finding.message, problem.finding) from None
    except ValueError as problem:
        raise ClaimsProblem(str(problem)) from None


@contextmanager
def watched(tables: "ClaimsTables") -> Iterator[None]:
    """Say which file is damaged, or changed before the end.

    Raises:
        ClaimsProblem: one is, or did.
    """
    from sibdsl.evidence.claims_tables import EvidenceChangedError, EvidenceUnreadableError

    try:
        with tables.guarded():
            yield
        tables.check_unchanged()
    except (EvidenceChangedError, EvidenceUnreadableError) as problem:
        raise ClaimsProblem(problem.finding.message, problem.finding) from None
