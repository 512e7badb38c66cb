"""Exact numbers in generated Python."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sibdsl.generators.python.constants import Constants, fraction_call, whole
from sibdsl.generators.python.names import Names
from sibdsl.runtime.plan import Unit

PERCENT = Unit("percent", "%", Fraction(1, 100))


def test_whole_numbers_stand_for_themselves() -> None:
    constants = Constants(Names())
    assert constants.number(Fraction(11_712_000), "success") == "11_712_000"
    assert constants.number(Fraction(-5), "success") == "-5"
    assert whole(9_999) == "9999"
    assert constants.definitions == []


def test_other_numbers_are_constants_named_after_what_they_belong_to() -> None:
    constants = Constants(Names())
    assert constants.number(Fraction(17, 200), "success", PERCENT) == "SUCCESS_8_5_PERCENT"
    assert constants.number(Fraction(378, 25), "housing") == "HOUSING_15_12"
    assert constants.number(Fraction(-1, 3), "housing") == "HOUSING_MINUS_1_OF_3"
    assert constants.number(Fraction(378, 25), "housing") == "HOUSING_15_12"
    assert constants.fraction(Fraction(5), "housing") == "HOUSING_5"
    assert constants.definitions == [
        'SUCCESS_8_5_PERCENT = Fraction("0.085")',
        'HOUSING_15_12 = Fraction("15.12")',
        "HOUSING_MINUS_1_OF_3 = Fraction(-1, 3)",
        "HOUSING_5 = Fraction(5)",
    ]


@given(st.fractions())
def test_a_fraction_is_written_exactly(value: Fraction) -> None:
    assert eval(fraction_call(value), {"Fraction": Fraction}) == value


@given(st.fractions(max_denominator=10_000), st.fractions(max_denominator=10_000))
def test_different_numbers_have_different_constants(first: Fraction, second: Fraction) -> None:
    constants = Constants(Names())
    names = {constants.fraction(value, "rate", PERCENT) for value in (first, second)}
    assert len(names) == len({first, second})
