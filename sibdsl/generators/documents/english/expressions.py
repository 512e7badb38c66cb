"""Amounts in words.

In: expressions of the checked contract. Out: noun phrases: ``20% of “Savings”``, ``the lower of a and b``.
Relies on ``names`` for titles and on ``quantities`` for values.
Guarantees: the order of operations is never left to the reader: an operation inside another stands in
brackets.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.lists import joined, letter
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import amount_words, counts_things, each_of, one_of, value_words
from sibdsl.model.expressions import (
    Arithmetic,
    Bounded,
    Change,
    Constant,
    Elapsed,
    Expression,
    Extreme,
    FactReference,
    MetricReference,
    Negative,
    PaidSoFar,
    ParameterReference,
    Slope,
)
from sibdsl.runtime.exact import percent_text

_SIMPLE = (Constant, MetricReference, FactReference, ParameterReference, PaidSoFar)


def amount_of(expression: Expression, names: Names) -> str:
    """Write an expression as a noun phrase."""
    match expression:
        case Constant():
            return amount_words(expression.value, expression.unit, names.digits)
        case MetricReference():
            return _metric(expression, names)
        case FactReference():
            return _fact(expression, names)
        case ParameterReference():
            return _parameter(expression, names)
        case PaidSoFar():
            return f"the amount already paid under {names.term(expression.payment)}"
        case Elapsed():
            start = day_words(names.contract.term.start)
            passed = names.known.get(f"elapsed {expression.of}")
            shown = "" if passed is None else f" ({passed})"
            return f"the number of whole {expression.of} from {start} to the determination date{shown}"
        case Negative():
            return f"minus {limb_of(expression.value, names)}"
        case _:
            return _operation(expression, names)


def _operation(expression: Arithmetic | Extreme | Bounded | Change | Slope, names: Names) -> str:
    match expression:
        case Arithmetic():
            return _arithmetic(expression, names)
        case Extreme():
            items = [amount_of(item, names) for item in expression.items]
            which = expression.which if len(items) == 2 else {"lower": "lowest", "higher": "highest"}[expression.which]
            if not all(isinstance(item, _SIMPLE) for item in expression.items):
                # Letters show where one of the amounts ends and the next begins.
                items = [f"({letter(place)}) {item}" for place, item in enumerate(items)]
            return f"the {which} of {joined(items)}"
        case Bounded():
            return _bounded(expression, names)
        case Change():
            return _change(expression, names)
        case Slope():
            return slope_words(expression, None, names)


def slope_words(slope: Slope, subject: Expression | None, names: Names) -> str:
    """Write an amount that rises along a table row: ``USD 50 plus USD 2 for each percentage point above 30%``."""
    bound = amount_of(slope.bound, names)
    each = each_of(slope.rate.unit)
    if isinstance(slope.rate, Constant) and each:
        amount, _, _ = value_words(slope.rate.value, slope.rate.unit, names.digits).rpartition(" per ")
        rising = f"{amount} for each {each} {slope.direction} {bound}"
    else:
        what = "the value" if subject is None else amount_of(subject, names)
        rising = f"{limb_of(slope.rate, names)} multiplied by the difference between {what} and {bound}"
    return rising if slope.base is None else f"{limb_of(slope.base, names)} plus {rising}"


def _metric(reference: MetricReference, names: Names) -> str:
    term = names.term(reference.name)
    if not reference.reported and reference.name in names.figures:
        return names.figures[reference.name]
    if reference.reported:
        what = "sample size" if reference.reported == "sample" else "p-value"
        return f"the {what} of {term}"
    match reference.over:
        case "so far":
            return f"the total of {term} up to the determination date"
        case "all cohorts":
            return f"{term} added up over all cohorts"
        case "period":
            return f"the total of {term} in the period of the determination"
    return term


def _fact(reference: FactReference, names: Names) -> str:
    if reference.name in names.figures:
        return names.figures[reference.name]
    term = names.term(reference.name)
    if reference.on is not None:
        return f"{term} on {day_words(reference.on)}"
    dated = names.facts[reference.name].dates is not None
    return f"{term} in force on the determination date" if dated else term


def _parameter(reference: ParameterReference, names: Names) -> str:
    parameter = names.parameters[reference.name]
    term = names.term(reference.name)
    if reference.name in names.figures:
        return names.figures[reference.name]
    if parameter.value is None:
        return term
    return f"{term} ({value_words(parameter.value, parameter.unit, names.digits)})"


def _arithmetic(expression: Arithmetic, names: Names) -> str:
    left = limb_of(expression.left, names)
    right = limb_of(expression.right, names)
    match expression.operator:
        case "plus":
            return f"{_same(expression.left, ('plus',), names)} plus {right}"
        case "minus":
            return f"{_same(expression.left, ('plus',), names)} minus {right}"
        case "less":
            return f"{left} reduced by {right} of it"
        case "times" | "for":
            for_each = _for_each(expression, names)
            if for_each:
                return for_each
            return f"{_same(expression.left, ('times', 'for'), names)} multiplied by {right}"
        case "divided by":
            return f"{left} divided by {right}"
        case "of":
            return f"{left} of {right}"
        case "net of deadweight":
            return _net_of_deadweight(expression, left, right)


def _for_each(product: Arithmetic, names: Names) -> str:
    """Write a fixed price times what it is the price of: ``USD 50 for each hour of “Hours worked”``; else nothing."""
    for rate, quantity in ((product.left, product.right), (product.right, product.left)):
        if not isinstance(rate, Constant) or not isinstance(quantity, MetricReference) or quantity.reported:
            continue
        price, per, each = value_words(rate.value, rate.unit, names.digits).rpartition(" per ")
        # A price that does not end in decimals is written with its exact fraction, which has a "per" of its own.
        if per and each == one_of(quantity.unit) and not price.startswith("about "):
            link = "in" if counts_things(quantity.unit) else "of"
            return f"{price} for each {each} {link} {amount_of(quantity, names)}"
    return ""


def _net_of_deadweight(expression: Arithmetic, left: str, right: str) -> str:
    kept = ""
    if isinstance(expression.right, Constant):
        rest = percent_text(Fraction(1) - expression.right.value)
        kept = f", that is, {left} multiplied by {rest}"
    return f"{left} net of a deadweight of {right}{kept}"


def _bounded(expression: Bounded, names: Names) -> str:
    limits = []
    if expression.low is not None:
        limits.append(f"not less than {limb_of(expression.low, names)}")
    if expression.high is not None:
        limits.append(f"not more than {limb_of(expression.high, names)}")
    # The comma sets the limits apart from the whole of what stands before it.
    return f"{amount_of(expression.value, names)}, but {joined(limits)}"


def _change(expression: Change, names: Names) -> str:
    base = limb_of(expression.base, names)
    result = limb_of(expression.result, names)
    way = "lower" if expression.direction == "reduction" else "higher"
    if expression.relative:
        return f"the percentage of {base} by which {result} is {way} than {base}"
    return f"the number of percentage points by which {result} is {way} than {base}"


def _same(expression: Expression, operators: tuple[str, ...], names: Names) -> str:
    """Write a left limb; a chain of the same operation needs no brackets, because it is read from the left."""
    if isinstance(expression, Arithmetic) and expression.operator in operators:
        return amount_of(expression, names)
    return limb_of(expression, names)


def limb_of(expression: Expression, names: Names) -> str:
    """Write an expression that stands inside another: an operation in brackets."""
    words = amount_of(expression, names)
    return words if isinstance(expression, _SIMPLE) else f"({words})"
