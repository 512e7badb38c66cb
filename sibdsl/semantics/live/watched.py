"""Containers that tell a journal who reads them, and that take back what a step put into them.

In: what the steps of a check do with plain dictionaries and sets.
Out: the same, noted in the journal.
Relies on: checks using containers through their methods and by iterating, and putting things in one by one.
Guarantees: a step's own work is no news to it; a set keeps a member as long as any step wants it there.
"""

from __future__ import annotations

from collections.abc import Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Any, Final, Protocol, TypeVar

from sibdsl.semantics.live.journal import ANY, KEYS, Fact, Journal, Step
from sibdsl.semantics.scope import Unread
from sibdsl.source.span import Span

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

MISSING: Final = object()
"""What is known of something of which nothing is known."""


class Watched(Protocol):
    """A container of which a journal is kept."""

    number: int

    def held(self, key: Any) -> object:
        """What there is under a key, without telling the journal; ``MISSING`` where there is nothing."""

    def size(self) -> int:
        """How much there is, without telling the journal."""

    def take_back(self, step: Step, key: Any) -> None:
        """Take out what a step put there."""


class WatchedDict(dict[Key, Value]):
    """A dictionary. Each key is worked out by one step."""

    __slots__ = ("_journal", "_writers", "number")

    def __init__(self, journal: Journal, number: int, content: Mapping[Key, Value] | None = None) -> None:
        super().__init__(content or {})
        self.number = number
        self._journal = journal
        self._writers: dict[Key, Step] = {}

    def held(self, key: Key) -> object:
        """As ``Watched`` says."""
        return dict.get(self, key, MISSING)

    def size(self) -> int:
        """As ``Watched`` says."""
        return dict.__len__(self)

    def take_back(self, step: Step, key: Key) -> None:
        """As ``Watched`` says."""
        if self._writers.get(key) is step:
            del self._writers[key]
            dict.pop(self, key, None)

    def put(self, key: Key, value: Value) -> Fact:
        """Put in another value of a key that is there, known from elsewhere; what changed by that."""
        dict.__setitem__(self, key, value)
        return self.number, key

    def refill(self, content: Mapping[Key, Value]) -> list[Hashable]:
        """Put in what is known from elsewhere, all of it; what changed by that: keys, and marks of the journal."""
        changed: list[Hashable] = [
            key for key, value in content.items() if not is_same(dict.get(self, key, MISSING), value)
        ]
        changed += [key for key in dict.keys(self) if key not in content]
        if not changed and len(content) == dict.__len__(self) and list(content) == list(dict.keys(self)):
            return changed
        if list(content) != list(dict.keys(self)):
            changed.append(KEYS)
        if bool(content) != bool(dict.__len__(self)):
            changed.append(ANY)
        dict.clear(self)
        dict.update(self, content)
        return changed

    def __getitem__(self, key: Key) -> Value:
        self._tell(key)
        return dict.__getitem__(self, key)

    def get(self, key: Key, default: Any = None) -> Any:
        """As of any dictionary."""
        self._tell(key)
        return dict.get(self, key, default)

    def __contains__(self, key: object) -> bool:
        self._tell(key)
        return dict.__contains__(self, key)

    def __iter__(self) -> Iterator[Key]:
        self._tell(KEYS)
        return dict.__iter__(self)

    def __len__(self) -> int:
        self._tell(KEYS)
        return dict.__len__(self)

    def __bool__(self) -> bool:
        self._tell(ANY)
        return dict.__len__(self) > 0

    # The views of the abstract classes go through the methods above.
    def keys(self) -> KeysView[Key]:  # type: ignore[override]
        """As of any dictionary."""
        return KeysView(self)

    def values(self) -> ValuesView[Value]:  # type: ignore[override]
        """As of any dictionary."""
        return ValuesView(self)

    def items(self) -> ItemsView[Key, Value]:  # type: ignore[override]
        """As of any dictionary."""
        return ItemsView(self)

    def __setitem__(self, key: Key, value: Value) -> None:
        step = self._journal.step
        if step is None:
            return
        writer = self._writers.get(key, step)
        if writer is not step:
            self._journal.contested.append(((self.number, key), writer))
        self._writers[key] = step
        step.writes.setdefault((self.number, key), dict.get(self, key, MISSING))
        dict.__setitem__(self, key, value)

    def update(self, content: Any = (), /, **named: Any) -> None:
        """As of any dictionary."""
        for key, value in dict(content, **named).items():
            self[key] = value

    def _tell(self, key: Any) -> None:
        step = self._journal.step
        if step is not None and self._writers.get(key) is not step:
            step.reads.add((self.number, key))


class WatchedSet(set[Key]):
    """A set. Several steps may want the same member; those of checks from ``closed`` on come too late to add any."""

    __slots__ = ("_journal", "_writers", "closed", "number")

    def __init__(self, journal: Journal, number: int, content: Iterable[Key] = ()) -> None:
        super().__init__(content)
        self.number = number
        self.closed: int | None = None
        self._journal = journal
        self._writers: dict[Key, set[Step]] = {}

    def held(self, key: Key) -> object:
        """As ``Watched`` says."""
        return True if set.__contains__(self, key) else MISSING

    def size(self) -> int:
        """As ``Watched`` says."""
        return set.__len__(self)

    def take_back(self, step: Step, key: Key) -> None:
        """As ``Watched`` says."""
        writers = self._writers[key]
        writers.discard(step)
        if not writers:
            del self._writers[key]
            set.discard(self, key)

    def refill(self, content: Iterable[Key]) -> list[Hashable]:
        """Put in what is known from elsewhere, all of it; what changed by that: members, and marks of the journal."""
        wanted = frozenset(content)
        before = frozenset(set.__iter__(self))
        changed: list[Hashable] = [*(wanted ^ before)]
        if changed:
            changed.append(KEYS)
        if bool(wanted) != bool(before):
            changed.append(ANY)
        set.clear(self)
        set.update(self, wanted)
        return changed

    def add(self, key: Key) -> None:
        """As of any set."""
        step = self._journal.step
        if step is None or (self.closed is not None and step.place >= self.closed):
            return
        step.writes.setdefault((self.number, key), self.held(key))
        self._writers.setdefault(key, set()).add(step)
        set.add(self, key)

    def update(self, *others: Iterable[Key]) -> None:
        """As of any set."""
        for other in others:
            for key in other:
                self.add(key)

    def __contains__(self, key: object) -> bool:
        self._tell(key)
        return set.__contains__(self, key)

    def __iter__(self) -> Iterator[Key]:
        self._tell(KEYS)
        return set.__iter__(self)

    def __len__(self) -> int:
        self._tell(KEYS)
        return set.__len__(self)

    def __bool__(self) -> bool:
        self._tell(ANY)
        return set.__len__(self) > 0

    def _tell(self, key: Any) -> None:
        step = self._journal.step
        if step is not None and step not in self._writers.get(key, ()):
            step.reads.add((self.number, key))


class WatchedUnread(Unread):
    """The offsets of what could not be read."""

    journal: Journal
    number: int
    asked: set[Span]
    """Where anybody ever looked."""

    def __bool__(self) -> bool:
        step = self.journal.step
        if step is not None:
            step.reads.add((self.number, ANY))
        return len(self) > 0

    def is_any_in(self, span: Span) -> bool:
        """Whether one of them stands in ``span``."""
        step = self.journal.step
        if step is not None:
            step.reads.add((self.number, span))
            self.asked.add(span)
        return super().is_any_in(span)


def is_same(one: object, other: object) -> bool:
    """Whether two values say the same."""
    return one is other or (one is not MISSING and other is not MISSING and bool(one == other))
