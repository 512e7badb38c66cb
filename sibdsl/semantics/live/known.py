"""What is known of a contract, in containers that are watched.

In: a journal, and the names of the contract.
Out: ``Known`` and its ``Scope``, as the checks use them, and every watched container by its number.
Relies on: checks knowing them by the methods of dictionaries and sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.sink import Sink
from sibdsl.semantics.capital.found import Capital
from sibdsl.semantics.live.journal import ANY, Fact, Journal
from sibdsl.semantics.live.watched import WatchedDict, WatchedSet, WatchedUnread, is_same
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import FIELDS, Scope, Unread
from sibdsl.semantics.terms import Terms
from sibdsl.source.file import SourceFile
from sibdsl.source.span import Span, end_of, make, start_of
from sibdsl.surface.cards import RateCardItem
from sibdsl.surface.declarations import Contract, Declaration, Population, RateCard, Scenario
from sibdsl.surface.node import Node

# The same for every contract with these terms, whoever asks first.
_NOT_WATCHED = frozenset(("schedules",))
_HAVE_NAMES_INSIDE = (Contract, Population, RateCard)
WORKED_OUT = ("used", "misspelt")
"""What of the scope is not read off the tree, but noted as names are looked up."""


class StepSink(Sink):
    """Keeps what a step reports with the step, and notes where it reads the text."""

    __slots__ = ("_journal", "_number", "_read")

    def __init__(self, journal: Journal, number: int, source: SourceFile) -> None:
        super().__init__(source)
        self._journal = journal
        self._number = number
        self._read: set[Span] = set()

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep a finding with the step that is being taken."""
        if self._journal.step is not None:
            # A finding that is kept for long must not keep the text of its time.
            self._journal.step.found.append(msgspec.structs.replace(diagnostic, source=None))

    def source_at(self, span: Span) -> SourceFile | None:
        """Note that the lines of a span are read."""
        if self._journal.step is not None and self.source is not None:
            text = self.source.text
            start, end = text.rfind("\n", 0, start_of(span)) + 1, text.find("\n", end_of(span))
            lines = make(start, end if end >= 0 else len(text))
            self._read.add(lines)
            self._journal.step.reads.add((self._number, lines))
        return self.source

    def edited(self, source: SourceFile, stretches: Iterable[tuple[int, int]]) -> list[Fact]:
        """Go on with an edited text; what was read where it was edited."""
        self.source = source
        self._read = {lines for lines in self._read if self._journal.is_read((self._number, lines))}
        changed = list(stretches)
        return [
            (self._number, lines)
            for lines in self._read
            if any(start_of(lines) < end and start <= end_of(lines) for start, end in changed)
        ]


class WatchedKnown:
    """A ``Known`` that tells ``journal`` who reads what. ``containers`` are its watched ones, by number."""

    def __init__(self, journal: Journal, names: Scope, terms: Terms, source: SourceFile) -> None:
        self.containers: list[WatchedDict[Any, Any] | WatchedSet[Any]] = []
        self._journal = journal
        self._asked: set[Span] = set()
        self.scope = Scope(**self._watched(names))
        empty = Known(names, terms, Sink(source))
        capital, worked_out = self._watched(empty.capital), self._watched(empty)
        self._number_of_unread = len(self.containers)
        self.sink = StepSink(journal, self._number_of_unread + 1, source)
        self.known = Known(self.scope, terms, self.sink, capital=Capital(**capital), **worked_out)
        self.note_unread(Unread())

    def note_names(self, names: Scope) -> list[Fact]:
        """Note what the names of the contract stand for now; what changed by that."""
        changed: list[Fact] = []
        for field in names.__struct_fields__:
            if field not in WORKED_OUT:
                container = getattr(self.scope, field)
                changed += [(container.number, key) for key in container.refill(getattr(names, field))]
        return changed

    def note_same_name(self, old: Node, new: Node) -> list[Fact] | None:
        """Note a declaration in the place of one with the same name; None where others may be inside of them."""
        if not isinstance(old, Declaration) or not isinstance(new, Declaration) or type(old) is not type(new):
            return None
        if old.name.text != new.name.text or isinstance(new, _HAVE_NAMES_INSIDE):
            return None
        if isinstance(new, Scenario):
            scenarios: Any = self.scope.scenarios
            title = next((title for title in dict.keys(scenarios) if is_same(scenarios.held(title), old)), None)
            return None if title is None else [scenarios.put(title, new)]
        if any(isinstance(item, RateCardItem) for item in (*old.items, *new.items)):
            return None
        by_name: Any = self.scope.names
        by_kind: Any = getattr(self.scope, FIELDS[type(new)])
        return [by_name.put(new.name.text, new), by_kind.put(new.name.text, new)]

    def note_unread(self, offsets: Unread) -> list[Fact]:
        """Note what could not be read; which answers are others by that."""
        before = self.known.unread
        self._asked = {span for span in self._asked if self._journal.is_read((self._number_of_unread, span))}
        unread = WatchedUnread(offsets)
        unread.journal, unread.number, unread.asked = self._journal, self._number_of_unread, self._asked
        self.known.unread = unread
        if before == offsets:
            return []
        asked = (span for span in self._asked if offsets.is_any_in(span) != Unread.is_any_in(before, span))
        changed: list[Fact] = [(self._number_of_unread, span) for span in asked]
        return [*changed, (self._number_of_unread, ANY)] if bool(len(before)) != bool(len(offsets)) else changed

    def _watched(self, record: Any) -> dict[str, Any]:
        """The containers of a record, with what is in them, each in a watched one."""
        found: dict[str, Any] = {}
        for field in record.__struct_fields__:
            content = getattr(record, field)
            if field in _NOT_WATCHED or not isinstance(content, dict | set | frozenset):
                continue
            kind: Any = WatchedDict if isinstance(content, dict) else WatchedSet
            found[field] = kind(self._journal, len(self.containers), content)
            self.containers.append(found[field])
        return found
