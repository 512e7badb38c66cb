"""What completion offers: plain data, and the order in which it is shown.

In: nothing. Out: `Item` and `Completion`.
Relies on: nothing. Guarantees: items sort by `rank`, then by label; an item with the same label twice is there once.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from sibdsl.ide.wording import example_of

MISSING: Final = 0
FITTING: Final = 1
LIKELY: Final = 2
POSSIBLE: Final = 3
UNLIKELY: Final = 4


class Item(msgspec.Struct, frozen=True, gc=False):
    """One thing that could stand at the caret.

    Attributes:
        label: what the author sees in the list.
        kind: `declaration`, `statement`, `keyword`, `value`, `unit`, `word` (of a closed set), `file`, or the kind of
            thing that a name stands for: `metric`, `party` ...
        insert: what is written: text, or where it has `${1:placeholders}` a snippet.
        detail: a few words beside the label: a title, a unit.
        documentation: Markdown; empty where `documentation_of` gives it when the item is looked at.
        rank: the lower, the likelier.
    """

    label: str
    kind: str
    insert: str
    detail: str = ""
    documentation: str = ""
    rank: int = POSSIBLE

    @property
    def is_snippet(self) -> bool:
        """Whether `insert` has placeholders."""
        return "${" in self.insert

    @property
    def plain(self) -> str:
        """What is inserted, its placeholders filled, for editors that know no snippets."""
        return example_of(self.insert)


class Completion(msgspec.Struct, frozen=True, gc=False):
    """What could stand at a caret; the text from `start` to `end` of the file is replaced by what is chosen."""

    start: int
    end: int
    items: tuple[Item, ...] = ()


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items by likelihood, doubles left out."""
    first: dict[tuple[str, str], Item] = {}
    for item in items:
        known = first.get((item.label, item.insert))
        if known is None or item.rank < known.rank:
            first[item.label, item.insert] = item
    return tuple(sorted(first.values(), key=_order))


def _order(item: Item) -> tuple[int, str, str]:
    return item.rank, item.label.lower(), item.insert
