"""Claims that are made up to have published counts: the draws, the rows, and the files of the examples.

In: how many claims of each outcome a source has published; the scripts `make_claims.py` beside the contracts hold them.
Out: the texts of `enrolment.csv`, `claims.csv` and `spells.csv`, and a command line that writes or checks them.
Relies on the standard library only, and of `random` only on the sequence of `Random.random()`, which Python keeps
the same from one version to the next.
Guarantees: the same seed gives the same bytes; every claim has a number of its own, in the order in which they were
reached; nobody in these files exists.
"""

import csv
import io
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

Files = dict[Path, str]
"""Texts by the path they are written to."""


class Draws:
    """Draws that are the same on every machine for the same seed."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def between(self, lowest: int, highest: int) -> int:
        """A whole number from lowest to highest, both included."""
        return lowest + int(self._random.random() * (highest - lowest + 1))

    def shuffled(self, people: Sequence[str]) -> list[str]:
        """The same people in another order."""
        keys = {person: self._random.random() for person in people}
        return sorted(people, key=lambda person: keys[person])


@dataclass
class Evidence:
    """The rows of a directory of evidence. `prefix` begins the number of each claim, `numbers` are further columns."""

    prefix: str
    numbers: tuple[str, ...] = ()
    enrolments: dict[str, dict[str, str]] = field(default_factory=dict)
    claims: list[dict[str, str]] = field(default_factory=list)
    spells: list[dict[str, str]] = field(default_factory=list)

    def enrol(self, person: str, day: date, groups: str = "") -> None:
        """Add a person to the programme, in groups if the contract has them."""
        self.enrolments[person] = {"person": person, "enrolled_on": f"{day}"} | ({"groups": groups} if groups else {})

    def claim(self, person: str, outcome: str, reached: date, validated: date, **cells: str) -> None:
        """Add a claim. `cells` are further cells of its row."""
        row = {"person": person, "outcome": outcome, "reached_on": f"{reached}", "validated_on": f"{validated}"}
        self.claims.append(row | dict.fromkeys(self.numbers, "") | cells)

    def spell(self, person: str, state: str, start: date, end: date | None = None) -> None:
        """Add a state of a person that lasted from one day to another, or still goes on."""
        self.spells.append({"person": person, "state": state, "start": f"{start}", "end": f"{end or ''}"})

    def files(self, directory: Path) -> Files:
        """The three files, without those that have no rows."""
        ordered = sorted(self.claims, key=lambda row: (row["reached_on"], row["person"], row["outcome"]))
        numbered = [{"claim": f"{self.prefix}-{number:05}"} | row for number, row in enumerate(ordered, 1)]
        enrolments = [self.enrolments[person] for person in sorted(self.enrolments)]
        spells = sorted(self.spells, key=lambda row: (row["person"], row["state"], row["start"]))
        tables = {"enrolment": enrolments, "claims": numbered, "spells": spells}
        return {directory / f"{name}.csv": _table(rows) for name, rows in tables.items() if rows}


def people(count: int, prefix: str) -> list[str]:
    """So many people, each with a name that says nothing."""
    return [f"{prefix}{number:04}" for number in range(1, count + 1)]


def after(day: date, days: int) -> date:
    """The day that is so many days later."""
    return day + timedelta(days)


def run(files: Callable[[], Files], arguments: Sequence[str]) -> int:
    """Write the files (`--write`), or tell which are out of date (`--check`); the result is an exit code."""
    if arguments not in (["--write"], ["--check"]):
        print("usage: make_claims.py --write | --check", file=sys.stderr)
        return 2
    texts = files()
    if arguments == ["--write"]:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return 0
    stale = [path for path, text in texts.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{path} is out of date: run make_claims.py --write", file=sys.stderr)
    return 1 if stale else 0


def _table(rows: Sequence[dict[str, str]]) -> str:
    """Rows as CSV. All of them have the same columns."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
