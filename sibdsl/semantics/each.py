"""Checks that look at one thing after the other.

In: what a check ranges over (every payment, every table), and what it does with one.
Out: a check, to be called with the known contract.
Relies on: what is done with one depending on no other having been looked at before.
Guarantees: called, it is the plain loop that it stands for, in written order. A contract that is being edited
takes it apart instead, and looks again only at those of which something changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from sibdsl.semantics.meaning import Known

Item = TypeVar("Item")

Check = Callable[[Known], None]
"""What finds something out about a contract, and reports what is wrong with it."""


class Each(Generic[Item]):
    """A check of all ``items`` that does the same, ``run``, with each."""

    __slots__ = ("items", "run")

    def __init__(self, items: Callable[[Known], Mapping[Any, Item]], run: Callable[[Known, Item], None]) -> None:
        self.items = items
        self.run = run

    def __call__(self, known: Known) -> None:
        """Look at one item after the other."""
        run = self.run
        for item in tuple(self.items(known).values()):
            run(known, item)
