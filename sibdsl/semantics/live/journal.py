"""The journal of a contract that is checked step by step: what each step read, worked out and reported.

In: what watched containers tell of the step that is being taken.
Out: the steps that read something, by what they read.
Guarantees: only a step that is being taken leaves anything; whoever else looks things up is not noted, and what
they work out is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

from sibdsl.diagnostics.diagnostic import Diagnostic

Fact = tuple[int, Hashable]
"""Something that can be known: the number of a container, and a key of it or one of the marks below."""

KEYS: Final = "which keys there are, and in which order", None
"""Stands for all keys of a container."""

ANY: Final = "whether there is anything at all", None
"""Stands for whether a container is empty."""


class Step:
    """One check of one thing, or a check that is not taken apart.

    ``place`` is the check's among all checks, ``rank`` the thing's among all that the check looks at.
    ``writes`` has what was known of each fact before the step worked it out.
    """

    __slots__ = ("found", "place", "rank", "reads", "run", "writes")

    def __init__(self, place: int, run: Callable[[], None]) -> None:
        self.place = place
        self.rank = 0
        self.run = run
        self.reads: set[Fact] = set()
        self.writes: dict[Fact, object] = {}
        self.found: list[Diagnostic] = []

    def __lt__(self, other: Step) -> bool:
        return (self.place, self.rank) < (other.place, other.rank)


class Journal:
    """Who read what. ``step`` is the one that is being taken, if any.

    ``contested`` has what a step worked out that another had worked out before, and that other: it should not any more.
    """

    __slots__ = ("_readers", "contested", "step")

    def __init__(self) -> None:
        self.step: Step | None = None
        self.contested: list[tuple[Fact, Step]] = []
        self._readers: dict[Fact, set[Step]] = {}

    def take(self, step: Step) -> None:
        """Take a step, and note what it reads, works out and reports."""
        before = step.reads
        step.reads, step.writes, step.found = set(), {}, []
        self.step = step
        try:
            step.run()
        finally:
            self.step = None
            self._note(step, before, step.reads)

    def forget(self, step: Step) -> None:
        """Forget a step that is not to be taken any more."""
        self._note(step, step.reads, set())
        step.reads, step.writes, step.found = set(), {}, []

    def readers(self, fact: Fact) -> tuple[Step, ...]:
        """The steps that read something."""
        return tuple(self._readers.get(fact, ()))

    def is_read(self, fact: Fact) -> bool:
        """Whether any step read something."""
        return fact in self._readers

    def _note(self, step: Step, before: set[Fact], reads: set[Fact]) -> None:
        for fact in before - reads:
            readers = self._readers[fact]
            readers.discard(step)
            if not readers:
                del self._readers[fact]
        for fact in reads - before:
            self._readers.setdefault(fact, set()).add(step)
