"""Reading enrolment, spells and claims from CSV and JSON lines for one contract.

In: the plan of its rate cards, and the path of a directory. Out: ``ClaimsEvidence``, and findings about files.
Relies on ``claims_lines`` for rows of texts and on ``claims_rows`` for what they mean.
Guarantees: no exception for any path and any bytes; each row is either handed on or refused with its reason, and a
file that cannot be read at all is named in a finding, and so is one that changed while it was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from sibdsl.runtime.claims import NOTHING_READ, Claim, ClaimsEvidence, Enrolment, RefusedRow, Spell
from sibdsl.runtime.claims_cells import CELL_BLANKS
from sibdsl.runtime.claims_files import change_of, find_claims_files, fingerprint_of, unreadable, why_unreadable
from sibdsl.runtime.claims_heading import heading_fits, names_of_heading
from sibdsl.runtime.claims_lines import lines_of, row_of_csv, row_of_json, split_line, under_heading
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_rows import RowReader
from sibdsl.runtime.claims_sheets import RawRow, SheetColumn, sheet_columns, tables_of_claims
from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.wording import encodable, listed, nearest_name, quoted

_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def read_claims_evidence(plan: ClaimsPlan, path: str | PathLike[str]) -> tuple[ClaimsEvidence, tuple[Finding, ...]]:
    """Read the tables about people in a directory.

    Findings are about files and columns; rows that cannot be used are in the evidence, each with its reason.
    An error among the findings means that nothing was read: the tables make sense only together.
    """
    findings: list[Finding] = []
    rows: dict[str, list[Enrolment | Spell | Claim | RefusedRow]] = {}
    for table, file in find_claims_files(Path(path), tables_of_claims(plan), findings).items():
        reader = RowReader(plan, table)
        rows[table] = [reader.read(row) for row in _rows_of_file(file, sheet_columns(plan, table), findings)]
    if any(finding.severity == "error" for finding in findings):
        return NOTHING_READ, tuple(findings)
    everything = [row for found in rows.values() for row in found]
    evidence = ClaimsEvidence(
        tuple(row for row in everything if isinstance(row, Enrolment)),
        tuple(row for row in everything if isinstance(row, Spell)),
        tuple(row for row in everything if isinstance(row, Claim)),
        tuple(row for row in everything if isinstance(row, RefusedRow)),
        len(rows.get("claims", ())),
    )
    return evidence, tuple(findings)


def _rows_of_file(path: Path, columns: tuple[SheetColumn, ...], findings: list[Finding]) -> list[RawRow]:
    """Read the rows of a file; none where the file as a whole is at fault."""
    if path.suffix == ".parquet":
        findings.append(
            unreadable(path, "Parquet is read by `sib settle` with the extra `claims`, not by this program")
        )
        return []
    try:
        before = fingerprint_of(path)
        content = path.read_bytes()
    except OSError as error:
        findings.append(unreadable(path, why_unreadable(error)))
        return []
    body = text_of_claims(content, encodable(path.name), findings)
    if body is None:
        return []
    rows = list(
        _rows_of_json(body, path, columns, findings)
        if path.suffix == ".jsonl"
        else _rows_of_csv(body, path, columns, findings)
    )
    if change := change_of(path, before):
        findings.append(change)
        return []
    return rows


def text_of_claims(content: bytes, name: str, findings: list[Finding]) -> bytes | None:
    """Take the mark of UTF-8 off a file; None, with a finding, where the file holds no rows at all."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        help = "save it as CSV UTF-8 from the program that made it"
        message = f"{quoted(name)} is saved as UTF-16"
        findings.append(Finding("SIB905", "error", message, "a text saved as UTF-8", help, name))
        return None
    content = content.removeprefix(b"\xef\xbb\xbf")
    if not content.strip():
        message = f"there is nothing in {quoted(name)}"
        findings.append(Finding("SIB907", "error", message, "a heading and rows", "check that it was saved", name))
        return None
    return content


def _rows_of_csv(
    content: bytes, path: Path, columns: tuple[SheetColumn, ...], findings: list[Finding]
) -> Iterator[RawRow]:
    lines = lines_of(content)
    heading = csv_heading(next(line for _, line in lines if line.strip()), encodable(path.name), columns, findings)
    if heading is not None:
        for number, line in lines:
            row = row_of_csv(number, line, heading)
            if row is not None:
                yield row


def csv_heading(line: bytes, name: str, columns: tuple[SheetColumn, ...], findings: list[Finding]) -> list[str] | None:
    """Read the heading of a CSV file; None, with findings, where no row can be read under it."""
    text = line.decode("utf-8", "backslashreplace")
    cells = [cell.strip(CELL_BLANKS) for cell in split_line(text) or [text]]
    if len(cells) <= 2:
        for sign, words in _SEPARATORS.items():
            if sign in text:
                message = f"the cells of {quoted(name)} are separated by {words}"
                help = "save it again as CSV with commas, and with a point for decimals"
                findings.append(Finding("SIB908", "error", message, "cells separated by commas", help, name, 1))
                return None
    heading = names_of_heading(cells)
    return heading if heading_fits(heading, columns, name, findings) else None


def _rows_of_json(
    content: bytes, path: Path, columns: tuple[SheetColumn, ...], findings: list[Finding]
) -> Iterator[RawRow]:
    read = frozenset(column.name for column in columns)
    heading: list[str] | None = None
    for number, line in lines_of(content):
        row = row_of_json(number, line, read)
        if row is None:
            continue
        if heading is None:
            heading = json_heading(row, encodable(path.name), columns, findings)
        if heading is None:
            return
        yield under_heading(row, heading)


def json_heading(
    first: RawRow, name: str, columns: tuple[SheetColumn, ...], findings: list[Finding]
) -> list[str] | None:
    """Name the columns of a file by its first object; None, with findings, where one is almost one that is read."""
    known = [column.name for column in columns]
    absent = [column for column in known if column not in first.cells]
    others = [cell for cell in first.cells if cell and cell not in known]
    near = [(cell, found) for cell in others if (found := nearest_name(cell, absent))]
    for cell, found in near:
        message = f"the name {quoted(cell)} is none that is read, so no row is read"
        help = f"rename it to {found} in every row"
        findings.append(Finding("SIB917", "error", message, listed(known), help, name, first.row))
    return None if near else [*known, *others]
