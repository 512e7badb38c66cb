"""Spans: one integer that packs and unpacks to two offsets."""

from hypothesis import given
from hypothesis import strategies as st

from sibdsl.source.span import NOWHERE, cover, end_of, make, start_of

OFFSETS = st.integers(min_value=0, max_value=2**32 - 1)


@given(OFFSETS, OFFSETS)
def test_both_offsets_come_back(one: int, other: int) -> None:
    start, end = sorted((one, other))
    span = make(start, end)
    assert (start_of(span), end_of(span)) == (start, end)


@given(st.lists(OFFSETS, min_size=4, max_size=4))
def test_spans_order_as_their_offsets_do(offsets: list[int]) -> None:
    a, b, c, d = offsets
    assert (make(a, b) < make(c, d)) == ((a, b) < (c, d))


def test_cover_reaches_from_the_first_to_the_last() -> None:
    assert cover(make(3, 5), make(9, 12)) == make(3, 12)


def test_cover_ignores_what_is_nowhere() -> None:
    assert cover(NOWHERE, make(9, 12)) == make(9, 12)
    assert cover(make(3, 5), NOWHERE) == make(3, 5)
