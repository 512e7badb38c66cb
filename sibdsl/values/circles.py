"""Things that need each other in a circle.

In: what each name needs, and sets of names that are decided together.
Out: the names of one circle.
Relies on: nothing.
Guarantees: the same circle for the same input, and no recursion.
"""

from __future__ import annotations

from collections.abc import Iterator


def circle_of(needs: dict[str, tuple[str, ...]], together: tuple[tuple[str, ...], ...] = ()) -> tuple[str, ...]:
    """Find names that need themselves, in the order in which each needs the next; empty where none does.

    Names of a set of ``together`` count as one: what one of them needs, all of them need.
    """
    place = {name: f"set {index}" for index, names in enumerate(together) for name in names}
    steps: dict[str, list[tuple[str, str]]] = {}
    for name, others in needs.items():
        steps.setdefault(place.get(name, name), []).extend((name, place.get(other, other)) for other in others)
    done: set[str] = set()
    for start in steps:
        if start not in done:
            found = _circle_from(start, steps, done)
            if found:
                return tuple(dict.fromkeys(found))
    return ()


def _circle_from(start: str, steps: dict[str, list[tuple[str, str]]], done: set[str]) -> list[str]:
    """Follow the needs of a place, depth first; the names through which a place came back to itself."""
    path = [start]
    through: list[str] = []
    waiting: list[Iterator[tuple[str, str]]] = [iter(steps[start])]
    while waiting:
        for name, target in waiting[-1]:
            if target in path:
                return [*through[path.index(target) :], name]
            if target not in done:
                path.append(target)
                through.append(name)
                waiting.append(iter(steps.get(target, ())))
                break
        else:
            waiting.pop()
            done.add(path.pop())
            if through:
                through.pop()
    return []
