"""Values as people read them."""

from fractions import Fraction

import pytest

from sibdsl.runtime.plan import Unit
from sibdsl.runtime.wording import quantity_text


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("quarters in work", "1 quarter in work"),
        ("hours per week", "1 hour per week"),
        ("people", "1 person"),
        ("child years", "1 child year"),
        ("women with a job", "1 woman with a job"),
    ],
)
def test_one_of_something(unit: str, one: str) -> None:
    assert quantity_text(Fraction(1), Unit("number", unit), 2) == one
    assert quantity_text(Fraction(2), Unit("number", unit), 2) == f"2 {unit}"
