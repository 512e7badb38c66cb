"""Records of many people, kept so that those of a few people can be had together.

In: blocks of records, each sorted by the part that a record belongs to. Out: all records of one part.
Relies on `numpy`; where memory is short, on one temporary file without a name. Guarantees: a record is given back as it
was put in, those of a part in the order of blocks; the file is gone when the process is, however it ends.
Several threads may put in and take out.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

import numpy as np
import numpy.typing as npt

Records = npt.NDArray[Any]
Starts = npt.NDArray[np.int64]


class Blocks:
    """Records in memory, or in a file in ``directory``."""

    def __init__(self, dtype: npt.DTypeLike, parts: int, directory: Path | None = None) -> None:
        self._dtype = np.dtype(dtype)
        self._lock = Lock()
        self._in_memory: list[Records] = []
        self._starts: list[Starts] = []
        self._starts_of_all: Starts | None = None
        self._offsets: list[int] = []
        self._end = 0
        self._sizes = np.zeros(parts, dtype=np.int64)
        self._file = None if directory is None else tempfile.TemporaryFile(dir=directory, buffering=0)  # noqa: SIM115
        if self._file is not None:
            finalize(self, self._file.close)

    def __len__(self) -> int:
        """Count the parts."""
        return len(self._sizes)

    @property
    def records(self) -> int:
        """Count all records."""
        return int(self._sizes.sum())

    def add(self, block: Records, starts: Starts) -> None:
        """Put a block in; the records of part *p* are ``block[starts[p]:starts[p + 1]]``."""
        with self._lock:
            self._sizes += np.diff(starts)
            self._starts.append(starts)
            self._offsets.append(self._end)
            self._end += block.nbytes
            if self._file is None:
                self._in_memory.append(block)
            else:
                self._file.seek(self._offsets[-1])
                content = _bytes_of(block)
                while content:
                    content = content[self._file.write(content) :]

    def part(self, place: int) -> Records:
        """Give all records of a part, to do with as one likes."""
        found = np.empty(int(self._sizes[place]), dtype=self._dtype)
        table = self._table()
        filled = 0
        for number in np.flatnonzero(table[:, place] != table[:, place + 1]).tolist():
            start, end = int(table[number, place]), int(table[number, place + 1])
            target = found[filled : filled + end - start]
            if self._file is None:
                # As bytes, because records are otherwise copied field by field.
                _bytes_of(target)[:] = _bytes_of(self._in_memory[number][start:end])
            else:
                self._read(_bytes_of(target), self._offsets[number] + start * self._dtype.itemsize)
            filled += end - start
        return found

    def _table(self) -> Starts:
        """Give where parts start, with a row for each block."""
        with self._lock:
            if self._starts_of_all is None or len(self._starts_of_all) < len(self._starts):
                empty = np.zeros((0, len(self._sizes) + 1), dtype=np.int64)
                self._starts_of_all = np.stack(self._starts) if self._starts else empty
            return self._starts_of_all

    def _read(self, target: memoryview, offset: int) -> None:
        assert self._file is not None
        with self._lock:
            self._file.seek(offset)
            while target:
                count = self._file.readinto(target)
                if not count:
                    raise OSError("a temporary file of sib ends too early")
                target = target[count:]

    def close(self) -> None:
        """Forget all records."""
        self._in_memory.clear()
        self._starts.clear()
        if self._file is not None:
            self._file.close()


def chosen(records: Records, places: npt.NDArray[np.int64]) -> Records:
    """Give the records of some places, copied as bytes: field by field takes many times as long."""
    whole = np.dtype((np.void, records.dtype.itemsize))
    return records.view(whole)[places].view(records.dtype)


def _bytes_of(records: Records) -> memoryview:
    return records.reshape(-1).view(np.uint8).data
