"""Which metrics, facts, parameters and thresholds depend on which, and in what order to work them out.

In: the known contract. Out: their names, each after those it is calculated from. Circles are reported here.
Guarantees: no recursion, so a chain of any length is fine.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from sibdsl.diagnostics.rules import types as rules
from sibdsl.semantics.meaning import Known
from sibdsl.surface.declarations import Declaration
from sibdsl.surface.expressions import IsMet, IsSignificant, Reference
from sibdsl.surface.node import Day, Name, Node, Text

_READERS = frozenset((Reference, IsMet, IsSignificant))
_BRANCHES: dict[type, tuple[str, ...]] = {}


def names_read(root: object) -> Iterator[Name]:
    """Every name that the amounts and conditions below ``root`` read."""
    return (reader.name for reader in readers_below(root))


def readers_below(root: object) -> Iterator[Reference | IsMet | IsSignificant]:
    """Everything below ``root`` that reads something by its name."""
    # Every amount of a contract is walked, so this looks only at fields that can hold one.
    waiting = [root]
    while waiting:
        found = waiting.pop()
        kind = type(found)
        if kind is tuple:
            waiting.extend(cast(tuple[object, ...], found))
            continue
        branches = _BRANCHES.get(kind)
        if branches is None:
            branches = fields_below(kind)
        for field in branches:
            waiting.append(getattr(found, field))
        if kind in _READERS:
            yield cast(Reference, found)


def fields_below(kind: type) -> tuple[str, ...]:
    """The fields of a kind of node below which a name can be read; found out once for each kind."""
    branches = _BRANCHES.get(kind, ())
    if kind in _BRANCHES:
        return branches
    if issubclass(kind, Node) and kind not in (Name, Text, Day):
        branches = tuple(field for field in kind.__struct_fields__ if field not in ("span", "name", "title"))
    _BRANCHES[kind] = branches
    return branches


def note_what_is_read(known: Known, declared: Declaration) -> None:
    """Note what a parameter, fact, metric or threshold reads."""
    known.reads[declared.name.text] = tuple(readers_below(declared))


def put_in_order(known: Known) -> None:
    """Put all parameters, facts, metrics and thresholds in order, each after what it depends on.

    A name that depends on itself is reported, and left out together with the rest of its circle.
    """
    scope = known.scope
    declared: dict[str, Declaration] = {**scope.parameters, **scope.facts, **scope.metrics, **scope.thresholds}
    needs = {name: [reader.name for reader in known.reads[name] if reader.name.text in declared] for name in declared}
    order: list[str] = []
    finished: set[str] = set()
    for name in declared:
        if name not in finished:
            _visit(known, name, needs, order, finished)
    known.order.update((name, declared[name]) for name in order)


def _visit(known: Known, root: str, needs: dict[str, list[Name]], order: list[str], finished: set[str]) -> None:
    path: dict[str, Iterator[Name]] = {root: iter(needs[root])}
    while path:
        current = next(reversed(path))
        for need in path[current]:
            if need.text in path:
                _report_circle(known, [*path], need)
                finished.update(path)
                return
            if need.text not in finished:
                path[need.text] = iter(needs[need.text])
                break
        else:
            del path[current]
            finished.add(current)
            order.append(current)


def _report_circle(known: Known, path: list[str], again: Name) -> None:
    circle = [*path[path.index(again.text) :], again.text]
    known.sink.report(rules.CALCULATED_IN_A_CIRCLE, again.span, name=again.text, circle=" needs ".join(circle))
