"""The conditions of drawn contracts: comparisons, significance, thresholds, what has been paid, n of m.

In: a reader. Out: the text of a condition. Relies on `source_amounts`.
Guarantees: a comparison with a fixed value holds for some values of its subject and not for others.
"""

from __future__ import annotations

from fractions import Fraction

from tests.strategies.source_amounts import SUM, Amount, Reader
from tests.strategies.source_measures import Quantity, literal


def condition(reader: Reader, depth: int = 2) -> str | None:
    """A condition; None where the reader has nothing to test."""
    author = reader.frame.author
    if depth <= 0 or author.chance(50):
        return _single(reader)
    inner = [found for found in (condition(reader, depth - 1) for _ in range(author.whole(2, 3))) if found is not None]
    if not inner:
        return None
    listed = ", ".join(inner)
    ways = [
        " and ".join(f"({found})" for found in inner),
        " or ".join(f"({found})" for found in inner),
        f"all of ({listed})",
        f"any of ({listed})",
        f"at least {author.whole(1, len(inner))} of ({listed})",
        f"not ({inner[0]})",
    ]
    return author.one_of(ways)


def _single(reader: Reader) -> str | None:
    author = reader.frame.author
    subjects = [
        subject for subject in (*reader.changes("percent"), *reader.readings())
        if not subject.quantity.kind.startswith("rate") and can_vary(subject.quantity)
    ]  # fmt: skip
    tested = [
        measure.name for measure in reader.measures
        if "p_value" in measure.reports and all(leaf.fits(reader.timing) for leaf in measure.leaves)
    ]  # fmt: skip
    ways = [f"{name} is significant at {author.one_of(('5', '1', '0.1'))}%" for name in tested]
    ways += [f"p-value of {name} below 0.05" for name in tested]
    ways += [
        f"{measure.name} {author.one_of(('is met', 'is not met'))}" for measure in reader.measures
        if measure.source == "threshold" and measure.only_at == reader.timing
    ]  # fmt: skip
    if reader.is_payment:
        ways += [f"{name} {author.one_of(('has', 'has not'))} been paid" for name in reader.earlier]
        ways.append(f"elapsed months at least {author.whole(1, 40)}")
    if subjects and (not ways or author.chance(60)):
        return _comparison(reader, author.one_of(subjects))
    return author.one_of(ways) if ways else None


def can_vary(quantity: Quantity) -> bool:
    """Whether a value can lie on both sides of a boundary."""
    return quantity.testable and (quantity.low is None or quantity.high is None or quantity.high - quantity.low >= 10)


def _comparison(reader: Reader, subject: Amount) -> str:
    author = reader.frame.author
    quantity = subject.quantity
    low = quantity.low if quantity.low is not None else (quantity.high or Fraction(40)) - 40
    step = quantity.step or Fraction(1)
    first = int(low / step) + 1
    values = sorted({step * author.whole(first, first + 8), step * author.whole(first, first + 8)})
    bounds = [literal(author, quantity, value, reader.frame.currency) for value in values]
    tests = [f"{words} {bounds[0]}" for words in ("at least", "above", "at most", "below", "exactly")]
    if len(bounds) == 2:
        tests += [f"from {bounds[0]} to {bounds[1]}", f"above {bounds[0]} to below {bounds[1]}"]
        tests += [f"from {bounds[0]} to below {bounds[1]}", f"above {bounds[0]} to {bounds[1]}"]
    same = [
        other.text for other in reader.readings()
        if other.text != subject.text and other.quantity.kind == quantity.kind and other.quantity.noun == quantity.noun
    ]  # fmt: skip
    tests += [
        f"{words} {'(' + other + ')' if ' ' in other else other}"
        for other in same[:1]
        for words in ("at least", "below")
    ]
    return f"{subject.inside(SUM)} {author.one_of(tests)}"
