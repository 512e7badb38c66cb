"""What must be reached before something else, and of what only one is paid: possible for at least one person.

In: the known contract, with its rate cards. Out: findings in the sink.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.semantics.cards.found import Card, Line
from sibdsl.semantics.checks.closed_sets import check_no_doubles
from sibdsl.semantics.meaning import Known
from sibdsl.surface.cards import OnlyOneItem
from sibdsl.surface.node import Name
from sibdsl.values.circles import circle_of


def check(known: Known) -> None:
    """Check what comes after what, over all rate cards of the contract."""
    lines = {name: line for card in known.cards.values() for name, line in card.lines.items()}
    for line in lines.values():
        for after in line.after:
            if after.name.text not in lines and not known.unread and not known.scope.broken:
                known.sink.report(
                    rules.PREREQUISITE_NOT_PAID, after.name.span, outcome=line.name.text, earlier=after.name.text
                )
    sets = [names for card in known.cards.values() for names in _sets(known, card)]
    _check_circle(known, lines, tuple(sets))


def _sets(known: Known, card: Card) -> list[tuple[str, ...]]:
    """The sets of which only one is paid; reported where one is in two sets or alone in one."""
    found: list[tuple[str, ...]] = []
    seen: dict[str, Name] = {}
    written = [item for item in card.statements if isinstance(item, OnlyOneItem)]
    for item, names in zip(written, card.only_one_of, strict=True):
        check_no_doubles(known, item.names)
        if len({name.text for name in item.names}) == 1:
            known.sink.report(rules.SET_OF_ONE, item.span, outcome=item.names[0].text)
        for name in {name.text: name for name in names}.values():
            first = seen.setdefault(name.text, name)
            if first is not name:
                others = [(first.span, "in this set too")]
                known.sink.report(rules.IN_TWO_SETS, name.span, others=others, outcome=name.text)
        found.append(tuple(name.text for name in names if seen[name.text] is name))
    return found


def _check_circle(known: Known, lines: dict[str, Line], sets: tuple[tuple[str, ...], ...]) -> None:
    needs = {name: tuple(after.name.text for after in line.after) for name, line in lines.items()}
    circle = circle_of(needs, sets)
    if not circle:
        return
    line = lines[circle[0]]
    after = next((after.name for after in line.after), line.name)
    known.sink.report(
        rules.AFTER_ITSELF, after.span, outcome=circle[0], circle=_told(circle, needs, sets),
        others=[(lines[name].name.span, "one of them") for name in circle[1:]],
    )  # fmt: skip


def _told(circle: tuple[str, ...], needs: dict[str, tuple[str, ...]], sets: tuple[tuple[str, ...], ...]) -> str:
    """The circle in words: ``a` comes after `b`, and of `b` and `c` only one is paid, ...``."""
    place = {name: names for names in sets for name in names}
    steps = []
    for index, name in enumerate(circle):
        following = circle[(index + 1) % len(circle)]
        named = next(
            (
                other
                for other in needs[name]
                if other == following or place.get(other, ()) == place.get(following, (0,))
            ),
            following,
        )
        steps.append(f"`{name}` comes after `{named}`")
        if named != following:
            steps.append(f"of `{named}` and `{following}` only one is paid")
    return ", ".join(steps)
