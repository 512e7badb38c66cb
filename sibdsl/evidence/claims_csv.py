"""Large CSV files about people, as columns of texts.

In: a CSV file under a heading of known columns. Out: Arrow tables with the cells ``c0``, ``c1``... as texts, ``row``,
``more`` (what fits no column), ``code`` and ``code_column`` (why the cells of a row cannot be read).
Relies on Arrow's reader for lines that every reader splits alike, and on ``sibdsl.runtime.claims_lines`` for all
others: those with unusual quotes, other encodings, or too many cells.
Guarantees: the same rows as that module gives, at the speed of Arrow where nothing is unusual; memory for one block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv

from sibdsl.runtime.claims_lines import LONGEST_LINE, lines_of, row_of_csv
from sibdsl.runtime.claims_sheets import MORE_CELLS, RawRow

BLOCK: Final = 8 * 1024 * 1024
"""Bytes that are read at once."""

_NEWLINE, _COMMA, _QUOTE, _RETURN, _SPACE, _TAB = 10, 44, 34, 13, 32, 9
_MAYBE_BLANK: Final = np.frombuffer(b", \t\r\n", np.uint8)
_CELL_ENDS: Final = np.frombuffer(b',"\r\n\t ', np.uint8)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Some rows as texts. ``tidy``: no cell begins or ends with a blank."""

    table: pa.Table
    tidy: bool


Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def text_tables(path: Path, heading: Sequence[str], skip: int, offset: int) -> Iterator[TextBlock]:
    """Read the rows of a file from a byte on, of which ``skip`` lines are before.

    Raises:
        OSError: the file cannot be read.
    """
    line = skip + 1
    with path.open("rb") as file:
        file.seek(offset)
        for block in _blocks(file):
            yield from tables_of_block(block, heading, line)
            line += block.count(b"\n")


def table_of_rows(rows: Sequence[RawRow], heading: Sequence[str]) -> pa.Table:
    """Give rows that were read one by one as a table."""
    columns: dict[str, pa.Array] = {
        f"c{place}": pa.array([row.cells.get(name, "") for row in rows], pa.string())
        for place, name in enumerate(heading)
    }
    columns["row"] = pa.array([row.row for row in rows], pa.int64())
    columns["more"] = pa.array([row.cells.get(MORE_CELLS) for row in rows], pa.string())
    columns["code"] = pa.array([row.code or None for row in rows], pa.string())
    columns["code_column"] = pa.array([row.column or None for row in rows], pa.string())
    return pa.table(columns)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """Give the bytes of a file in blocks that end with a line."""
    rest = b""
    while read := file.read(BLOCK):
        block = rest + read
        end = block.rfind(b"\n") + 1
        rest = block[end:]
        if end:
            yield block[:end]
    if rest:
        yield rest


def tables_of_block(block: bytes, heading: Sequence[str], first: int) -> Iterator[TextBlock]:
    """Split whole lines, of which the first has this number."""
    content = np.frombuffer(block, np.uint8)
    starts, lengths = _lines(content)
    tidy = _is_tidy(content)
    if _is_usual(block, content, starts, lengths):
        table = _split_by_arrow(block, heading)
        if table is not None:
            yield TextBlock(_with_rows(table, np.arange(first, first + table.num_rows, dtype=np.int64)), tidy)
            return
    unusual = _unusual_lines(block, content, starts, len(heading))
    plain = content[np.repeat(~unusual, lengths)].tobytes()
    table = _split_by_arrow(plain, heading) if plain else None
    if table is None or table.num_rows != int(np.count_nonzero(~unusual)):
        unusual[:] = True
    else:
        yield TextBlock(_with_rows(table, np.flatnonzero(~unusual) + first), tidy)
    rows: list[RawRow] = []
    for place in np.flatnonzero(unusual):
        start = int(starts[place])
        line = next(lines_of(block[start : start + int(lengths[place])].removesuffix(b"\n")))[1]
        row = row_of_csv(first + int(place), line, heading)
        if row is not None:
            rows.append(row)
    if rows:
        yield TextBlock(table_of_rows(rows, heading), False)


def _is_usual(block: bytes, content: Bytes, starts: Places, lengths: Places) -> bool:
    """Say whether Arrow splits every line of a block as we do."""
    if b"\0" in block or (b"\r" in block and block.count(b"\r") != block.count(b"\r\n")):
        return False
    if int(lengths.max()) > LONGEST_LINE or np.isin(content[starts], _MAYBE_BLANK).any():
        return False
    return b'"' not in block or _quotes_are_usual(content, starts)


def _is_tidy(content: Bytes) -> bool:
    """Say whether no blank stands beside what ends or begins a cell."""
    blanks = np.flatnonzero((content == _SPACE) | (content == _TAB))
    if not len(blanks):
        return True
    around = np.concatenate((content[np.maximum(blanks - 1, 0)], content[np.minimum(blanks + 1, len(content) - 1)]))
    at_ends = blanks[0] == 0 or blanks[-1] == len(content) - 1
    return not at_ends and not np.isin(around, _CELL_ENDS).any()


def _quotes_are_usual(content: Bytes, starts: Places) -> bool:
    """Say whether quotes come in pairs, each around a whole cell of one line."""
    quotes = np.flatnonzero(content == _QUOTE)
    if len(quotes) % 2:
        return False
    opening, closing = quotes[0::2], quotes[1::2]
    before = content[opening - 1]
    before[opening == 0] = _COMMA
    after = np.append(content, _NEWLINE)[closing + 1]
    ends = (after == _COMMA) | (after == _NEWLINE) | (after == _RETURN)
    begins = (before == _COMMA) | (before == _NEWLINE)
    same_line = np.searchsorted(starts, opening, "right") == np.searchsorted(starts, closing, "right")
    # A line that begins with an empty quoted cell may be blank.
    begins &= (closing != opening + 1) | (before == _COMMA)
    return bool(begins.all() and ends.all() and same_line.all())


def _lines(
    content: Bytes,
) -> tuple[Places, Places]:
    """Give where each line starts and how long it is, with what ends it."""
    ends = np.flatnonzero(content == _NEWLINE) + 1
    if not len(ends) or ends[-1] != len(content):
        ends = np.append(ends, len(content))
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1]))
    return starts, ends - starts


def _unusual_lines(block: bytes, content: Bytes, starts: Places, columns: int) -> Flags:
    """Say which lines are to be split one by one."""

    def count(what: Flags) -> Places:
        return np.add.reduceat(what, starts, dtype=np.int64)

    unusual: Flags = count(content == _COMMA) != columns - 1
    unusual |= count((content == _QUOTE) | (content == 0)) > 0
    unusual |= count(content == _RETURN) > 1
    unusual |= np.isin(content[starts], _MAYBE_BLANK)
    lengths = np.diff(starts, append=len(content))
    unusual |= lengths > LONGEST_LINE
    ends = starts + lengths
    # A return that does not end its line is no end of a line.
    returns = np.flatnonzero(content == _RETURN)
    stray = returns[np.append(content, 0)[returns + 1] != _NEWLINE]
    unusual[np.searchsorted(ends, stray, side="right")] = True
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        for place in np.flatnonzero(count(content >= 0x80) > 0):
            unusual[place] |= not _is_utf8(block[int(starts[place]) : int(ends[place])])
    return unusual


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _split_by_arrow(block: bytes, heading: Sequence[str]) -> pa.Table | None:
    """Split a block; None where Arrow finds another number of cells, or bytes that are no UTF-8."""
    names = [f"c{place}" for place in range(len(heading))]
    try:
        return pyarrow.csv.read_csv(
            pa.BufferReader(block),
            read_options=pyarrow.csv.ReadOptions(column_names=names, block_size=BLOCK),
            parse_options=pyarrow.csv.ParseOptions(ignore_empty_lines=False),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None


def _with_rows(table: pa.Table, rows: Places) -> pa.Table:
    table = table.append_column("row", pa.array(rows, pa.int64()))
    for name in ("more", "code", "code_column"):
        table = table.append_column(name, pa.nulls(table.num_rows, pa.string()))
    return table
