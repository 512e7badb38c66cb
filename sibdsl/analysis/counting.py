"""What a payment pays for each unit that a count limits.

In: an expression of the IR and the name of a count. Out: the range of the price of one unit, or None.
Relies on the expression being a price times the counted quantity, in one of the shapes of the language.
Guarantees: sound. Where it gives a range, the expression is never more than its upper end times what is
counted; every other shape gives None.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.ir import expressions as ir
from sibdsl.values.interval import EMPTY, Interval, hull, multiply, point


def price_of_count(node: ir.Expression, name: str) -> Interval | None:
    """Give the price of one unit of a count, at most; None where it may be below zero."""
    price = _price(node, name)
    return None if price is None or price.low is None or price.low < 0 else price


def _price(node: ir.Expression, name: str) -> Interval | None:
    match node:
        case ir.Counted() if node.name == name:
            return point(Fraction(1))
        case ir.Product():
            return _price_of_product(node, name)
        case ir.Brackets():
            price = _price(node.subject, name)
            rates = [bracket.rate for bracket in node.brackets]
            if price is None or not all(isinstance(rate, ir.Number) for rate in rates):
                return None
            prices = EMPTY
            for rate in rates:
                prices = hull(prices, point(rate.value if isinstance(rate, ir.Number) else Fraction(0)))
            return multiply(price, prices)
        case ir.Least():
            # The smallest item is never more than the one that is priced.
            return next((price for item in node.items if (price := _price(item, name)) is not None), None)
    return None


def _price_of_product(node: ir.Product, name: str) -> Interval | None:
    """Multiply the price by the other factors, which have to be fixed."""
    price: Interval | None = None
    others = Fraction(1)
    for factor in node.factors:
        inner = _price(factor, name)
        if inner is not None and price is None:
            price = inner
        elif isinstance(factor, ir.Number):
            others *= factor.value
        else:
            return None
    return None if price is None else multiply(price, point(others))
