"""Names of a contract as names of Python."""

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.generators.python.names import Names, constant_slug, slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("reduction", "reduction"),
        ("births.sample", "births_sample"),
        ("réduction", "réduction"),
        ("日数", "日数"),
        ("at least 8.5%", "at_least_8_5"),
        ("1st year", "_1st_year"),
        ("ﬁeld", "field"),
        ("!?", ""),
        ("x" * 100, "x" * 60),
    ],
)
def test_a_slug_keeps_what_python_can_say(text: str, name: str) -> None:
    assert slug(text) == name


def test_constants_are_in_capitals_where_the_script_has_them() -> None:
    assert constant_slug("success 8.5 percent") == "SUCCESS_8_5_PERCENT"
    assert constant_slug("größe 2") == "GRÖSSE_2"
    assert constant_slug("日数 2") == "日数_2"


@pytest.mark.parametrize("name", ["class", "None", "print", "match", "min", "l", "taken"])
def test_a_name_that_means_something_else_gets_a_number(name: str) -> None:
    assert Names({"taken"}).claim(name) == f"{name}_2"


def test_the_next_wish_comes_before_a_number() -> None:
    assert Names({"a"}).claim("a", "b") == "b"


def test_no_wish_that_can_be_a_name_still_gives_one() -> None:
    assert Names().claim("") == "item"


def test_a_name_inside_is_free_beside_but_not_outside() -> None:
    names = Names()
    assert names.scope().claim("reduction") == "reduction"
    assert names.scope().claim("reduction") == "reduction"
    assert names.claim("reduction") == "reduction_2"
    assert names.scope().claim("reduction_2") == "reduction_2_2"


@given(st.lists(st.text() | st.sampled_from(["ﬁ", "fi", "class", "CLASS", "_", "ª", "a"]), min_size=1))
def test_claimed_names_are_different_identifiers(wishes: list[str]) -> None:
    names = Names()
    claimed = [names.claim(wish) for wish in wishes]
    assert len(set(claimed)) == len(claimed)
    for name in claimed:
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        # What Python compares is the normal form: two spellings of one name would be one variable.
        assert slug(name) == name
