"""Columns of a batch of rows as arrays of integers.

In: batches as DuckDB hands them out. Out: arrays that compiled code can read, without a copy where that is possible.
Relies on `numpy` and `pyarrow`. Guarantees: a cell that is empty is `MISSING` (days) or `NO_NUMBER` (numbers).
Days count from 1970-01-01.
"""

from __future__ import annotations

import mmap
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Days = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]
Array = TypeVar("Array", bound=npt.NDArray[Any])

MISSING = -(2**31)
"""A day that is not there."""

NO_NUMBER = -(2**63)
"""A number that is not there."""

_EPOCH = date(1970, 1, 1).toordinal()
LAST_DAY = date.max.toordinal() - _EPOCH
"""The last day of the calendar; a state that goes on ends then."""


class Texts(NamedTuple):
    """A column of texts: text *i* is ``content[starts[i]:starts[i + 1]]``."""

    starts: npt.NDArray[np.int32]
    content: Bytes


def wide_table(count: int, dtype: np.dtype[Any]) -> npt.NDArray[Any]:
    """Make a table of zeros that is looked into all over, in large pages where the system has them."""
    area = mmap.mmap(-1, max(count * dtype.itemsize, 1))
    if hasattr(mmap, "MADV_HUGEPAGE"):
        with suppress(OSError):
            area.madvise(mmap.MADV_HUGEPAGE)
    return np.frombuffer(area, dtype=dtype, count=count)


def number_of_day(day: date) -> int:
    """Count the days from 1970-01-01."""
    return day.toordinal() - _EPOCH


def day_of_number(number: int) -> date:
    """Give the day that lies so many days after 1970-01-01."""
    return date.fromordinal(number + _EPOCH)


def texts(column: Any) -> Texts:
    """Give a column of texts without empty cells."""
    _, starts, content = column.buffers()
    first, count = column.offset, len(column)
    places = np.frombuffer(starts, dtype=np.int32)[first : first + count + 1]
    if content is None:
        return Texts(places, fixed(np.zeros(8, dtype=np.uint8)))
    return Texts(places, np.frombuffer(content, dtype=np.uint8))


def days(column: Any) -> Days:
    """Give a column of days."""
    import pyarrow as arrow

    return cast(Days, _filled(column.cast(arrow.int32()), arrow.scalar(MISSING, arrow.int32())))


def integers(column: Any) -> Ints:
    """Give a column of 64-bit integers."""
    import pyarrow as arrow

    return cast(Ints, _filled(column, arrow.scalar(NO_NUMBER, arrow.int64())))


def millionths(column: Any) -> Ints:
    """Give a column of DECIMAL(18, 6) as whole millionths."""
    _, content = column.buffers()
    # 18 digits fit into the lower of the two words of a 128-bit number.
    words = np.frombuffer(content, dtype=np.int64)[2 * column.offset : 2 * (column.offset + len(column)) : 2]
    if column.null_count:
        there = column.is_valid().to_numpy(zero_copy_only=False)
        words = np.where(there, words, NO_NUMBER)
    return fixed(words)


def fixed(array: Array) -> Array:
    """Give an array whose form is the same for every batch, since each form would be compiled for."""
    array = cast(Array, np.ascontiguousarray(array))
    array.flags.writeable = False
    return array


def _filled(column: Any, filling: Any) -> Any:
    if column.null_count:
        column = column.fill_null(filling)
    return fixed(column.to_numpy(zero_copy_only=True))
