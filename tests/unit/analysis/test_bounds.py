"""Sums under limits, against every assignment of small whole numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.analysis.bounds import Constraint, Element, most
from sibdsl.analysis.payers import split_errors
from sibdsl.runtime.exact import split_whole

ELEMENTS = ((0, 0), (0, 1), (1, 0), (2, 0))
KINDS = ("cap total", "cap cohort", "part")
constraint = st.builds(
    Constraint,
    st.sampled_from(KINDS),
    st.frozensets(st.sampled_from(ELEMENTS), min_size=1),
    st.integers(0, 6).map(Fraction),
)
bounds = st.fixed_dictionaries({element: st.integers(0, 3) for element in ELEMENTS})


def best(limits: dict[Element, int], constraints: list[Constraint]) -> int:
    found = 0
    for values in product(*(range(limit + 1) for limit in limits.values())):
        chosen = dict(zip(limits, values, strict=True))
        if all(sum(chosen[element] for element in one.elements) <= one.limit for one in constraints):
            found = max(found, sum(values))
    return found


@given(bounds, st.lists(constraint, max_size=4))
def test_never_too_low(limits: dict[Element, int], constraints: list[Constraint]) -> None:
    bound = most({element: Fraction(limit) for element, limit in limits.items()}, constraints)
    assert bound is not None
    assert bound >= best(limits, constraints)


@given(bounds, st.integers(0, 6), st.integers(0, 6), st.integers(0, 9))
def test_exact_for_nested_limits(limits: dict[Element, int], first: int, second: int, whole: int) -> None:
    constraints = [
        Constraint("cap total", frozenset(ELEMENTS), Fraction(whole)),
        Constraint("cap cohort", frozenset(ELEMENTS[:2]), Fraction(first)),
        Constraint("cap year", frozenset(ELEMENTS[2:3]), Fraction(second)),
    ]
    bound = most({element: Fraction(limit) for element, limit in limits.items()}, constraints)
    assert bound == best(limits, constraints)


def test_without_a_limit_there_is_no_bound() -> None:
    first, second = ELEMENTS[:2]
    elements = {first: None, second: Fraction(1)}
    assert most(elements, []) is None
    assert most(elements, [Constraint("cap", frozenset((first, second)), Fraction(5))]) == 5
    assert most({}, []) == 0


@pytest.mark.parametrize("shares", [(1, 1), (4, 1), (1, 1, 1), (70, 20, 10), (1, 0)])
@given(total=st.integers(0, 10_000))
def test_a_split_moves_no_more_than_it_is_said_to(shares: tuple[int, ...], total: int) -> None:
    parts = tuple(Fraction(share, sum(shares)) for share in shares)
    for part, share, (loss, gain) in zip(split_whole(total, parts), parts, split_errors(parts), strict=True):
        assert -loss <= part - total * share <= gain
