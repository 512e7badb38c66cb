"""Evidence in CSV, read into rows of texts.

In: the text of a CSV file, and its kind where the name of the file says it. Out: a ``Sheet``.
Relies on the standard library's reader, told to be strict.
Guarantees: rows are numbered as a spreadsheet numbers them; a row that does not fit its heading is a
finding, and so is a file with other separators or headings.
"""

from __future__ import annotations

import csv
import io

from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.evidence_sheets import COLUMNS, REQUIRED, EvidenceRow, Sheet
from sibdsl.runtime.wording import listed, nearest_name, quoted

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def sheet_of_csv(text: str, name: str, kind: str | None, findings: list[Finding]) -> Sheet | None:
    """Read a CSV text whose first row is its heading; None where nothing can be read."""
    rows = _records(text, name, findings)
    if not rows:
        return None
    heading = [cell.strip() for cell in rows[0][1]]
    columns = _columns(heading, name, kind, findings)
    if columns is None:
        return None
    kind, by_place = columns
    _note_unnamed(heading, rows[1:], name, findings)
    sheet = Sheet(kind, name)
    for number, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        extra = [cell for cell in cells[len(heading) :] if cell.strip()]
        if len(cells) < len(heading) or extra:
            message = f"the row has {len(cells)} cells, but the heading has {len(heading)}"
            help = "put values that hold a comma between quotes, and give every column a cell"
            expected = f"{len(heading)} cells"
            findings.append(Finding("SIB914", "error", message, expected, help, name, number))
            continue
        sheet.rows.append(EvidenceRow(number, {column: cells[place] for place, column in by_place.items()}))
    return sheet


def _note_unnamed(heading: list[str], rows: list[tuple[int, list[str]]], name: str, findings: list[Finding]) -> None:
    """Note columns with cells but without a heading."""
    for place, column in enumerate(heading):
        if not column and any(place < len(cells) and cells[place].strip() for _, cells in rows):
            message = f"column {place + 1} has no heading, and is not read"
            help = "write its heading, or delete the column"
            findings.append(Finding("SIB912", "note", message, "a heading for each column", help, name, 1))


def _records(text: str, name: str, findings: list[Finding]) -> list[tuple[int, list[str]]]:
    """Split a text into rows of cells, numbered as a spreadsheet does; stop with a finding where that fails."""
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            rows.append((number, cells))
    except csv.Error as error:
        number = len(rows) + 1
        message = f"the row cannot be split into cells ({error}); it and the rows after it are not read"
        expected = "cells between commas, with a quote at both ends of a cell that holds a comma"
        findings.append(Finding("SIB915", "error", message, expected, "check the quotes in this row", name, number))
    while rows and not any(cell.strip() for cell in rows[0][1]):
        rows.pop(0)
    return rows


def _columns(
    heading: list[str], name: str, kind: str | None, findings: list[Finding]
) -> tuple[str, dict[int, str]] | None:
    """Match a heading with the columns of its kind: the kind, and the column at each place."""
    if kind is None:
        kind = next((found for found, names in REQUIRED.items() if names[0] in heading), None)
    if kind is None or REQUIRED[kind][0] not in heading:
        for sign, words in _OTHER_SEPARATORS.items():
            if len(heading) <= 2 and sign in heading[0]:
                message = f"the cells of {quoted(name)} are separated by {words}"
                help = "save it again as CSV with commas, and with a point for decimals"
                findings.append(Finding("SIB908", "error", message, "cells separated by commas", help, name, 1))
                return None
    if kind is None:
        near = {word: nearest_name(word, [names[0] for names in REQUIRED.values()]) for word in heading}
        hint = next((f"rename the column {quoted(word)} to {to}" for word, to in near.items() if to), "")
        message = f"the heading of {quoted(name)} names no metric, fact or event"
        expected = listed([f"{','.join(names)}" for names in COLUMNS.values()], "or")
        help = hint or "write a heading in the first row"
        findings.append(Finding("SIB903", "error", message, expected, help, name, 1))
        return None
    return _match_columns(heading, name, kind, findings)


def _match_columns(
    heading: list[str], name: str, kind: str, findings: list[Finding]
) -> tuple[str, dict[int, str]] | None:
    by_place: dict[int, str] = {}
    usable = True
    absent = [column for column in COLUMNS[kind] if column not in heading]
    for place, column in enumerate(heading):
        if column in by_place.values():
            message = f"the column {quoted(column)} is there twice"
            findings.append(
                Finding("SIB913", "error", message, "each column once", "delete one of them", name, 1, column)
            )
            usable = False
        elif column in COLUMNS[kind]:
            by_place[place] = column
        elif column:
            near = nearest_name(column, absent)
            if near:
                # What is misspelt is not missing as well.
                absent.remove(near)
                message = f"the column {quoted(column)} is not one of {kind}, so no row is read"
                help = f"rename it to {near}"
                findings.append(Finding("SIB917", "error", message, ", ".join(COLUMNS[kind]), help, name, 1, column))
                usable = False
            else:
                message = f"the column {quoted(column)} is not one of {kind}, and is not read"
                help = "delete it if it is not needed"
                findings.append(Finding("SIB912", "note", message, ", ".join(COLUMNS[kind]), help, name, 1, column))
    for column in REQUIRED[kind]:
        if column in absent:
            message = f"the column `{column}` is missing, so no row can be read"
            expected = ",".join(COLUMNS[kind])
            findings.append(Finding("SIB911", "error", message, expected, f"add the column {column}", name, 1))
            usable = False
    return (kind, by_place) if usable else None
