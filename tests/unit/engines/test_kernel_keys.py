"""Texts as integers: keys that tell them apart, and numbers in their order."""

import numba
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.engines.kernel.keys import SEEDS, order_key, text_hash, text_key

TEXTS = st.lists(st.text("ab01é", max_size=30), min_size=1, max_size=20, unique=True)


@numba.njit
def _numbers(content, starts, seeds, prefix):
    numbers = np.empty((len(starts) - 1, 5), np.uint64)
    for index in range(len(starts) - 1):
        low, high = text_key(content, starts[index], starts[index + 1], seeds)
        order, is_exact = order_key(content, starts[index], starts[index + 1], prefix)
        numbers[index, 0], numbers[index, 1] = low, high
        numbers[index, 2], numbers[index, 3] = order, is_exact
        numbers[index, 4] = text_hash(content, starts[index], starts[index + 1], seeds)
    return numbers


def _numbers_of(texts: list[str], prefix: bytes = b"", before: bytes = b"", after: bytes = b"") -> list[list[int]]:
    encoded = [text.encode() for text in texts]
    content = np.frombuffer(before + b"".join(encoded) + after, dtype=np.uint8)
    starts = np.cumsum([len(before), *map(len, encoded)]).astype(np.int32)
    return _numbers(content, starts, SEEDS, np.array(list(prefix), dtype=np.int64)).tolist()


@given(TEXTS, st.binary(max_size=9), st.binary(max_size=9))
def test_a_key_is_of_the_text_and_not_of_where_it_stands(texts: list[str], before: bytes, after: bytes) -> None:
    keys = [tuple(row[:2]) for row in _numbers_of(texts)]
    assert len(set(keys)) == len(texts)
    assert [tuple(row[:2]) for row in _numbers_of(texts, b"", before, after)] == keys
    assert len({row[4] for row in _numbers_of(texts)}) == len(texts)


@given(TEXTS, st.sampled_from([b"", b"a", b"ab", b"\xff"]))
def test_numbers_of_order_are_in_the_order_of_texts(texts: list[str], prefix: bytes) -> None:
    numbers = {text: row[2:4] for text, row in zip(texts, _numbers_of(texts, prefix), strict=True)}
    for text in texts:
        for other in texts:
            (one, one_is_exact), (two, two_is_exact) = numbers[text], numbers[other]
            assert one <= two or text > other
            if text != other and one_is_exact and two_is_exact:
                assert one != two
