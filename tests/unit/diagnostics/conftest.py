"""What the tests of diagnostics share: a text with its marks, and the comparison with golden files.

Set SIB_UPDATE_GOLDEN=1 to write the golden files anew, and read the difference before committing it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sibdsl.source.file import SourceFile
from sibdsl.source.span import Span, make

GOLDEN = Path(__file__).parent / "golden"


def read_marks(text: str, path: str = "contract.sib") -> tuple[SourceFile, list[Span]]:
    """The file without its «marks», and the span of each mark in the order of their beginnings."""
    plain: list[str] = []
    begun: list[int] = []
    ends: dict[int, int] = {}
    starts: list[int] = []
    for character in text:
        if character == "«":
            begun.append(len(starts))
            starts.append(len(plain))
        elif character == "»":
            ends[begun.pop()] = len(plain)
        else:
            plain.append(character)
    return SourceFile(path, "".join(plain)), [make(start, ends[n]) for n, start in enumerate(starts)]


@pytest.fixture
def marked() -> Callable[..., tuple[SourceFile, list[Span]]]:
    return read_marks


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    def compare(name: str, found: str) -> None:
        path = GOLDEN / name
        if os.environ.get("SIB_UPDATE_GOLDEN") == "1":
            path.write_bytes(found.encode())
        assert found == path.read_bytes().decode()

    return compare
