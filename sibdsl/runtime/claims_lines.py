r"""Files about people, split into rows of texts: CSV and JSON lines.

In: the bytes of a file, or of the lines after its heading. Out: a ``RawRow`` for each line that is not blank.
Relies on one rule that core evidence does not have: a row stands on one line, whatever its quotes say.
Guarantees: no exception for any bytes; a line that cannot be read spoils no other line; nothing of a line is lost:
what fits no column is kept under ``MORE_CELLS``, and bytes that are no UTF-8 stand there as ``\xNN``.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Container, Iterator, Sequence

from sibdsl.runtime.claims_cells import CELL_BLANKS
from sibdsl.runtime.claims_sheets import MORE_CELLS, RawRow
from sibdsl.runtime.evidence_json import DecimalInJson, JsonObject

LONGEST_LINE = 65_536
"""Bytes of the longest line that is read as a row."""

_well_quoted = re.compile(
    r'(?>(?:"[^"]*+(?>(?:""[^"]*+)*)"|[^",]*+)(?:,(?:"[^"]*+(?>(?:""[^"]*+)*)"|[^",]*+))*)'
).fullmatch
"""Whether each cell of a line is either wholly in quotes, with those in it doubled, or has none."""

_json_of_claims = json.JSONDecoder(
    parse_float=DecimalInJson, parse_int=str, parse_constant=DecimalInJson, object_pairs_hook=JsonObject
)


def lines_of(content: bytes, first: int = 1) -> Iterator[tuple[int, bytes]]:
    """Give the lines of a text with their numbers, without what ends them."""
    for number, line in enumerate(content.split(b"\n"), first):
        yield number, line[:-1] if line.endswith(b"\r") else line


def row_of_csv(number: int, line: bytes, heading: Sequence[str]) -> RawRow | None:
    """Split a line into the cells of a heading; None where all of them are blank."""
    text, code = _text_of_line(line)
    # A quote within a cell is what a line break leaves: each half would pass for a row.
    is_broken = code == "SIB915" or ('"' in text and _well_quoted(text) is None)
    cells = None if is_broken else split_line(text)
    if cells is None:
        return RawRow(number, {**dict.fromkeys(heading, ""), MORE_CELLS: text}, code or "SIB915")
    if not any(cell.strip(CELL_BLANKS) for cell in cells):
        return None
    by_column = dict(zip(heading, [*cells, *[""] * (len(heading) - len(cells))], strict=False))
    more = cells[len(heading) :]
    if any(cell.strip(CELL_BLANKS) for cell in more):
        by_column[MORE_CELLS] = ",".join(more)
        code = code or "SIB914"
    return RawRow(number, by_column, code or ("SIB914" if len(cells) < len(heading) else ""))


def split_line(line: str) -> list[str] | None:
    """Split a line at its commas, minding quotes; None where the quotes have no partner."""
    if '"' not in line:
        return line.split(",")
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error:
        return None


def row_of_json(number: int, line: bytes, read: Container[str]) -> RawRow | None:
    """Read a line that holds one JSON object; None where it is blank. ``read`` are the columns that matter."""
    text, code = _text_of_line(line)
    if not text.strip(CELL_BLANKS):
        return None
    if code:
        return RawRow(number, {MORE_CELLS: text}, code)
    try:
        found: object = _json_of_claims.decode(text)
    except (ValueError, RecursionError):
        return RawRow(number, {MORE_CELLS: text}, "SIB915")
    if not isinstance(found, JsonObject) or found.repeated or MORE_CELLS in found:
        return RawRow(number, {MORE_CELLS: text}, "SIB915")
    return _row_of_object(number, found, text, read)


def under_heading(row: RawRow, heading: Sequence[str]) -> RawRow:
    """Give a row of JSON the columns of a heading; what has another name is kept as JSON."""
    cells = {name: row.cells.get(name, "") for name in heading}
    more = {name: cell for name, cell in row.cells.items() if name not in cells and name != MORE_CELLS}
    if MORE_CELLS in row.cells:
        cells[MORE_CELLS] = row.cells[MORE_CELLS]
    elif more:
        cells[MORE_CELLS] = json.dumps(more, ensure_ascii=False)
    return RawRow(row.row, cells, row.code, row.column)


def _row_of_object(number: int, found: JsonObject, text: str, read: Container[str]) -> RawRow:
    cells: dict[str, str] = {}
    code, column = "", ""
    # Halves of characters and NUL come into a line that was decoded only by way of an escape.
    escaped = "\\u" in text
    for name, value in found.items():
        cell = value if type(value) is str else _cell_of_value(value)
        if cell is None or (escaped and not (_is_plain(name) and _is_plain(cell))):
            return RawRow(number, {MORE_CELLS: text}, "SIB915")
        cells[name] = cell
        if type(value) is DecimalInJson and name in read and not code:
            code, column = "SIB938", name
    return RawRow(number, cells, code, column)


def _cell_of_value(value: object) -> str | None:
    """Give a value of JSON as the text that CSV would hold; None where CSV could not."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list) and all(isinstance(name, str) and not isinstance(name, DecimalInJson) for name in value):
        return ";".join(value)
    return None


def _is_plain(text: str) -> bool:
    """Say whether a text can be written to a file: halves of characters and NUL cannot."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _text_of_line(line: bytes) -> tuple[str, str]:
    """Decode a line; the code says why it is no row where it is none."""
    try:
        text, code = line.decode("utf-8"), ""
    except UnicodeDecodeError:
        text, code = line.decode("utf-8", "backslashreplace"), "SIB905"
    if "\0" in text:
        text, code = text.replace("\0", "\\x00"), code or "SIB906"
    if len(line) > LONGEST_LINE or "\r" in text:
        code = code or "SIB915"
    return text, code
