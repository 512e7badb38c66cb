"""Checking a contract again, step by step, where something changed.

In: the tree of a contract, and then its trees after edits, with the declarations that are still the same as before.
Out: what is known of the contract, and every finding.
Relies on: ``Each`` for what a check can be taken apart into; on checks reading what they read from ``Known`` alone;
on a declaration being another one when anything of it changed, or a mistake inside of it.
Guarantees: the findings are those of ``check`` for the same tree. A step is taken again when something that it read
is another now; what it worked out before is taken back first, and whoever read that follows if it comes out different.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import partial
from heapq import heappop, heappush
from typing import Any, Final

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.internal import InternalError
from sibdsl.diagnostics.sink import Sink
from sibdsl.semantics.check import CHECKS
from sibdsl.semantics.checks import use
from sibdsl.semantics.each import Each
from sibdsl.semantics.live.journal import ANY, KEYS, Fact, Journal, Step
from sibdsl.semantics.live.known import WORKED_OUT, WatchedKnown
from sibdsl.semantics.live.watched import MISSING, WatchedDict, WatchedSet, is_same
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import Scope, Unread, build_scope
from sibdsl.semantics.terms import read_terms
from sibdsl.source.file import SourceFile
from sibdsl.surface.declarations import SourceTree

# A worked example uses nothing: what is looked up after the check of what is used does not count for it.
_ONLY_EXAMPLES_FOLLOW: Final = CHECKS.index(use.CHECKS[-1]) + 1


class Recheck:
    """A contract that is checked again after every edit. ``taken`` counts the steps of the last time."""

    def __init__(self, tree: SourceTree, source: SourceFile, unread: Unread) -> None:
        self.taken = 0
        self._tree = tree
        self._journal = Journal()
        self._of_names, names = _names_of(tree)
        sink = Sink()
        terms = read_terms(names, sink, unread)
        self._of_terms = sink.diagnostics()
        self._watched = WatchedKnown(self._journal, names, terms, source)
        self._watched.note_unread(unread)
        for field in WORKED_OUT:
            getattr(self._watched.scope, field).closed = _ONLY_EXAMPLES_FOLLOW
        self._waiting: list[Step] = []
        self._waits: set[Step] = set()
        self._told: set[Step] = set()
        self._moved: set[int] = set()
        self._taken_apart: dict[int, list[_TakenApart]] = {}
        self._begin()
        self._go_on()

    @property
    def known(self) -> Known:
        """What is known of the contract as it is now."""
        return self._watched.known

    def found(self) -> list[Diagnostic]:
        """Every finding, in the order in which checks report."""
        return [
            *self._of_names,
            *self._of_terms,
            *(found for step in sorted(self._told) for found in step.found),
        ]

    def update(self, tree: SourceTree, source: SourceFile, unread: Unread, edited: Iterable[tuple[int, int]]) -> bool:
        """Check again after edits in some stretches of the text.

        False where so much depends on them that all is to be checked from the start.
        """
        watched = self._watched
        changed = [*watched.sink.edited(source, edited), *watched.note_unread(unread), *self._names_changed(tree)]
        sink = Sink()
        if read_terms(watched.scope, sink, unread) != watched.known.terms:
            return False
        self._of_terms = sink.diagnostics()
        for fact in changed:
            self._changed(fact)
        self._go_on()
        return True

    def _names_changed(self, tree: SourceTree) -> list[Fact]:
        """Note what names stand for now; what changed by that."""
        before, self._tree = self._tree, tree
        if self._of_names or before.broken != tree.broken or len(before.declarations) != len(tree.declarations):
            return self._all_names_changed()
        changed: list[Fact] = []
        for old, new in zip(before.declarations, tree.declarations, strict=True):
            if old is not new:
                facts = self._watched.note_same_name(old, new)
                if facts is None:
                    return [*changed, *self._all_names_changed()]
                changed += facts
        return changed

    def _all_names_changed(self) -> list[Fact]:
        self._of_names, names = _names_of(self._tree)
        return self._watched.note_names(names)

    def _begin(self) -> None:
        """Take the checks apart, as far as they can be, and let every step wait to be taken."""
        for place, check in enumerate(CHECKS):
            if not isinstance(check, Each):
                self._wait(Step(place, partial(check, self.known)))
                continue
            container: Any = check.items(self.known)
            apart = _TakenApart(place, check, container)
            self._taken_apart.setdefault(container.number, []).append(apart)
            self._take_apart(apart)

    def _go_on(self) -> None:
        """Take all steps that wait, and those that wait because of them, in the order of the checks."""
        self.taken = 0
        place = -1
        while self._waiting or self._moved:
            if self._moved and (not self._waiting or self._waiting[0].place != place):
                for apart in self._taken_apart.get(self._moved.pop(), ()):
                    self._take_apart(apart)
                continue
            step = heappop(self._waiting)
            if step in self._waits:
                self._waits.discard(step)
                place = step.place
                self.taken += 1
                self._take(step, self._journal.take)
        for fact, step in self._journal.contested:
            if fact in step.writes:
                raise InternalError(f"two steps of checks work out {fact}, one of them of check {step.place}")
        self._journal.contested.clear()

    def _take_apart(self, apart: _TakenApart) -> None:
        """Have one step for each thing that the check looks at now, and none for what is gone."""
        steps = apart.steps
        for key in [key for key in steps if apart.container.held(key) is MISSING]:
            step = steps.pop(key)
            self._waits.discard(step)
            self._take(step, self._journal.forget)
            self._told.discard(step)
        for rank, key in enumerate(dict.keys(apart.container)):
            if key not in steps:
                steps[key] = Step(apart.place, partial(_look, apart.check, self.known, apart.container, key))
                self._wait(steps[key])
            steps[key].rank = rank

    def _take(self, step: Step, how: Callable[[Step], None]) -> None:
        """Take back what a step worked out, and let it do so again, or never again; whoever read it follows."""
        containers = self._watched.containers
        before = {fact: containers[fact[0]].held(fact[1]) for fact in step.writes}
        sizes = {number: containers[number].size() for number, _ in before}
        for number, key in before:
            containers[number].take_back(step, key)
        how(step)
        if step.found:
            self._told.add(step)
        else:
            self._told.discard(step)
        for fact in _differences(containers, step, before, sizes):
            self._changed(fact, step)

    def _changed(self, fact: Fact, by: Step | None = None) -> None:
        """Have everything wait that depends on what a step worked out differently, or what was edited."""
        for reader in self._journal.readers(fact):
            if by is not None and reader.place < by.place:
                raise InternalError(f"check {reader.place} reads {fact}, which check {by.place} works out")
            if reader is not by:
                self._wait(reader)
        if fact[1] == KEYS and fact[0] in self._taken_apart:
            self._moved.add(fact[0])

    def _wait(self, step: Step) -> None:
        if step not in self._waits:
            self._waits.add(step)
            heappush(self._waiting, step)


class _TakenApart:
    """A check of many things, and the step for each of them."""

    __slots__ = ("check", "container", "place", "steps")

    def __init__(self, place: int, check: Each[Any], container: WatchedDict[Any, Any]) -> None:
        self.place = place
        self.check = check
        self.container = container
        self.steps: dict[Hashable, Step] = {}


def _look(check: Each[Any], known: Known, container: WatchedDict[Any, Any], key: Hashable) -> None:
    check.run(known, container[key])


def _names_of(tree: SourceTree) -> tuple[tuple[Diagnostic, ...], Scope]:
    """What the names of a contract stand for, and what is wrong with them."""
    sink = Sink()
    names = build_scope(tree, sink)
    return sink.diagnostics(), names


def _differences(
    containers: list[WatchedDict[Any, Any] | WatchedSet[Any]],
    step: Step,
    before: dict[Fact, object],
    sizes: dict[int, int],
) -> list[Fact]:
    """The facts that a step worked out differently from before, or not any more, or for the first time."""
    known_before = {**step.writes, **before}
    changed: list[Fact] = []
    moved: set[int] = set(_numbers_with_other_keys(containers, before, step.writes))
    for fact, value in known_before.items():
        now = containers[fact[0]].held(fact[1])
        if is_same(value, now):
            continue
        changed.append(fact)
        if value is MISSING or now is MISSING:
            moved.add(fact[0])
    for number in moved:
        changed.append((number, KEYS))
        if not sizes.get(number, 0) or not containers[number].size():
            changed.append((number, ANY))
    return changed


def _numbers_with_other_keys(
    containers: list[WatchedDict[Any, Any] | WatchedSet[Any]], before: Iterable[Fact], now: Iterable[Fact]
) -> list[int]:
    """The dictionaries in which a step put things in another order than before."""
    before, now = list(before), list(now)
    if before == now:
        return []
    numbers = {number for number, _ in before} & {number for number, _ in now}
    return [
        number
        for number in numbers
        if isinstance(containers[number], WatchedDict)
        and [key for found, key in before if found == number] != [key for found, key in now if found == number]
    ]
