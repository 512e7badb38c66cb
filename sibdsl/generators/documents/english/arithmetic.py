"""The arithmetic of an example, set out in words: ``USD 4,800,000 plus 8 × USD 38,000 is USD 5,104,000``.

In: an amount of a table with fixed figures, the value that the table reads, and the result of the statement.
Out: the words of a calculation, or nothing.
Relies on the checked contract for the figures.
Guarantees: what is shown leads exactly to the result that was settled; where it would not, nothing is shown.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.generators.documents.english.expressions import amount_of
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import (
    amount_words,
    difference_unit,
    each_of,
    one_of,
    value_words,
)
from sibdsl.generators.documents.english.step_words import without_fractions
from sibdsl.model.expressions import Constant, Slope
from sibdsl.model.quantities import Unit
from sibdsl.model.tables import Point
from sibdsl.runtime.exact import plain_text


def slope_arithmetic(slope: Slope, value: Fraction, read: Unit, result: Fraction, names: Names) -> str:
    """Set out an amount that rises along a row; empty where its figures are not fixed.

    ``value`` is what the table reads, in base measure, and ``read`` its unit.
    """
    rate, bound, base = slope.rate, slope.bound, slope.base
    if not isinstance(rate, Constant) or not isinstance(bound, Constant):
        return ""
    if not (base is None or isinstance(base, Constant)) or each_of(rate.unit) != one_of(read):
        return ""
    steps = (value - bound.value if slope.direction == "above" else bound.value - value) / read.scale
    each = rate.value / rate.unit.scale
    if not steps or (Fraction(0) if base is None else base.value) + steps * each != result:
        return ""
    price = value_words(rate.value, rate.unit, names.digits).rpartition(" per ")[0]
    product = f"{plain_text(steps)} × {price}"
    return product if base is None else f"{amount_of(base, names)} plus {product}"


def line_arithmetic(
    left: Point, right: Point, value: Fraction, read: Unit, result: tuple[Fraction, Unit], names: Names
) -> str:
    """Set out a result on the straight line between two points; empty where their results are not fixed.

    ``value`` is what the table reads, in base measure, and ``read`` its unit; ``result`` has its unit beside it.
    """
    start, end = left.amount, right.amount
    if not isinstance(start, Constant) or not isinstance(end, Constant) or start.value == end.value:
        return ""
    change = end.value - start.value
    if start.value + change * (value - left.at) / (right.at - left.at) != result[0]:
        return ""
    taken, whole = (plain_text(number / read.scale) for number in (value - left.at, right.at - left.at))
    at_left = f"{value_words(left.at, read, names.digits)} ({amount_of(start, names)})"
    at_right = f"{value_words(right.at, read, names.digits)} ({amount_of(end, names)})"
    unit = difference_unit(result[1]) if start.value else result[1]
    share = f"{taken} / {whole} of {without_fractions(value_words(abs(change), unit, names.digits))}"
    way = "plus" if change > 0 else "minus"
    told = f"{amount_of(start, names)} {way} {share}" if start.value else share
    total = without_fractions(amount_words(result[0], result[1], names.digits))
    return f"lies between {at_left} and {at_right}: {told} is {total}"
