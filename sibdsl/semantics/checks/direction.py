"""Does an amount rise or fall with a metric?

In: an expression and the name of a metric that it reads. Out: 1 where it never falls as the metric rises, -1 where it
never rises, 0 where it stays the same, None where its form does not tell.
Guarantees: 1, -1 and 0 are true for all values that the metrics can take, as long as bases of changes are above zero
and what is taken off is at most the whole. ``falls_with`` shows two values for which an amount falls.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from sibdsl.semantics.checks.examples import amount_at, ordinary_values, resting
from sibdsl.semantics.dependencies import names_read
from sibdsl.semantics.meaning import Known
from sibdsl.surface import expressions as surface
from sibdsl.values.interval import Interval

_SUMS = ("", "so far", "over all cohorts", "in the period")


def direction(known: Known, node: surface.Expression, metric: str) -> int | None:
    """Whether ``node`` rises (1), falls (-1) or stays (0) as ``metric`` rises; None where its form does not tell."""
    if isinstance(node, surface.Reference):
        return 1 if node.name.text == metric and node.aspect in _SUMS else 0
    if isinstance(node, surface.Bracketed):
        return direction(known, node.value, metric)
    if isinstance(node, surface.Negative):
        return _turned(direction(known, node.value, metric))
    if isinstance(node, surface.Bounded):
        inner = [part for part in (node.value, node.low, node.high) if part is not None]
        return _together([direction(known, part, metric) for part in inner])
    if isinstance(node, surface.Extreme):
        return _together([direction(known, item, metric) for item in node.items])
    if isinstance(node, surface.Binary):
        return _of_binary(known, node, metric)
    if isinstance(node, surface.Change):
        return _of_change(known, node, metric)
    return 0


def _turned(way: int | None) -> int | None:
    return None if way is None else -way


def _together(ways: list[int | None]) -> int | None:
    """The direction of something that never falls when none of its parts does."""
    if None in ways:
        return None
    moving = {way for way in ways if way}
    return 0 if not moving else moving.pop() if len(moving) == 1 else None


def _of_binary(known: Known, node: surface.Binary, metric: str) -> int | None:
    left, right = direction(known, node.left, metric), direction(known, node.right, metric)
    if node.operator == "plus":
        return _together([left, right])
    if node.operator == "minus":
        return _together([left, _turned(right)])
    if node.operator in ("less", "net of deadweight"):
        return left if right == 0 else _turned(right) if left == 0 else None
    if right == 0:
        return _scaled(left, _sign(known, node.right))
    if left == 0 and node.operator != "divided by":
        return _scaled(right, _sign(known, node.left))
    return None


def _scaled(way: int | None, sign: int | None) -> int | None:
    return 0 if way == 0 else None if way is None or sign is None else way * sign


def _sign(known: Known, node: surface.Expression) -> int | None:
    """1 for what is never below zero, as far as its form tells."""
    if isinstance(node, (surface.Number, surface.Percent, surface.Money, surface.Rate)):
        return 1
    if isinstance(node, surface.Bracketed):
        return _sign(known, node.value)
    if isinstance(node, surface.Negative):
        return _turned(_sign(known, node.value))
    if isinstance(node, surface.Reference):
        return _sign_of_reference(known, node)
    if isinstance(node, surface.Binary) and node.operator in ("times", "of", "for", "divided by"):
        left, right = _sign(known, node.left), _sign(known, node.right)
        return None if left is None or right is None else left * right
    return None


def _sign_of_reference(known: Known, node: surface.Reference) -> int | None:
    name = node.name.text
    meaning = known.metrics.get(name) or known.facts.get(name) or known.parameters.get(name)
    if meaning is None or node.aspect not in ("on", *_SUMS):
        return None
    values: Interval = meaning.interval
    return 1 if values.low is not None and values.low >= 0 else None


def _of_change(known: Known, node: surface.Change, metric: str) -> int | None:
    base, result = direction(known, node.base, metric), direction(known, node.result, metric)
    if base is None or result is None or (base and result):
        return None
    rise = _turned(base) or result
    return rise if node.kind.endswith("increase") else _turned(rise)


def falls_with(known: Known, node: surface.Expression, metric: str, better: int) -> tuple[Fraction, Fraction] | None:
    """Two amounts, the larger first, that ``node`` has as ``metric`` goes in the ``better`` direction; None if none."""
    names = [name for name in dict.fromkeys(n.text for n in names_read(node)) if name in known.metrics]
    values = {name: resting(known.metrics[name]) for name in names}
    amounts: list[Fraction] = []
    for value in sorted(set(ordinary_values(known.metrics[metric])), reverse=better < 0):
        found = amount_at(known, node, values | {metric: value})
        if found is not None and found.interval.low is not None:
            amounts.append(found.interval.low)
    return next(((before, after) for before, after in pairwise(amounts) if after < before), None)
