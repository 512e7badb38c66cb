"""Files about people in a directory: which there are, and whether one changed while it was read.

In: the path of a directory. Out: the path of the file of each table, findings, and fingerprints of files.
Relies on the names ``enrolment``, ``spells`` and ``claims`` and the endings of ``CLAIMS_ENDINGS``.
Guarantees: a table comes from one file; of two nothing is read.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.wording import encodable, listed, quoted

CLAIMS_ENDINGS = (".csv", ".jsonl", ".parquet")
"""The kinds of files that tables about people come in."""

_HASHED_WHOLE = 256 * 1024 * 1024
_HASHED_SAMPLE, _HASHED_SAMPLES = 1024 * 1024, 64


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file was like at one moment.

    ``digest`` is of all its bytes, in files above 256 MiB of 64 MiB spread over it; ``changed`` is when the system
    last saw anything of it change, in nanoseconds.
    """

    size: int
    modified: int
    changed: int
    file: tuple[int, int]
    digest: str


def find_claims_files(directory: Path, tables: Sequence[str], findings: list[Finding]) -> dict[str, Path]:
    """Find the file of each table; a table of which there are several, or none, is reported."""
    found: dict[str, Path] = {}
    try:
        names = {entry.name for entry in directory.iterdir()}
    except OSError as error:
        message = f"the directory cannot be read: {why_unreadable(error)}"
        findings.append(Finding("SIB902", "error", message, "", "check who may read it", encodable(str(directory))))
        return found
    for table in tables:
        here = [f"{table}{ending}" for ending in CLAIMS_ENDINGS if f"{table}{ending}" in names]
        expected = listed([f"{table}{ending}" for ending in CLAIMS_ENDINGS], "or")
        if len(here) > 1:
            message = f"{table} are in {listed(here)}, and it is not said which of them counts"
            findings.append(Finding("SIB913", "error", message, "one file", "delete all but one", here[1]))
        elif here:
            found[table] = directory / here[0]
        else:
            message = f"there is no file of {table}, and the contract pays for outcomes of single people"
            help = "write one; `sib evidence-template` makes an empty one"
            findings.append(Finding("SIB903", "error", message, expected, help, encodable(directory.name)))
    return found


def fingerprint_of(path: Path) -> Fingerprint:
    """Take the fingerprint of a file.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        if status.st_size <= _HASHED_WHOLE:
            while block := file.read(_HASHED_SAMPLE):
                digest.update(block)
        else:
            for place in range(_HASHED_SAMPLES):
                file.seek((status.st_size - _HASHED_SAMPLE) * place // (_HASHED_SAMPLES - 1))
                digest.update(file.read(_HASHED_SAMPLE))
    inode = (status.st_dev, status.st_ino)
    return Fingerprint(status.st_size, status.st_mtime_ns, status.st_ctime_ns, inode, digest.hexdigest())


def change_of(path: Path, before: Fingerprint) -> Finding | None:
    """Report that a file is no longer what it was before it was read."""
    name = encodable(path.name)
    try:
        if fingerprint_of(path) == before:
            return None
        message = f"{quoted(name)} changed while it was read, so nothing that was read counts"
    except OSError:
        message = f"{quoted(name)} went away while it was read, so nothing that was read counts"
    help = "run the command again when nobody writes to it"
    return Finding("SIB883", "error", message, "a file that stays as it is", help, name)


def unreadable(path: Path, why: str) -> Finding:
    """Report a file that cannot be read, for a reason in words."""
    name = encodable(path.name)
    return Finding("SIB902", "error", f"{quoted(name)} cannot be read: {why}", "", "check the file", name)


def why_unreadable(error: OSError) -> str:
    """Say in words why the system does not hand out a file."""
    text = error.strerror or str(error)
    return encodable(text[:1].lower() + text[1:])
