"""The tables of drawn contracts: steps with slopes, points, brackets, dates, conditions and shares that switch.

In: a reader, and for tables by date its dates. Out: the text of a table.
Relies on `source_amounts` for what rows pay and on `source_conditions` for what cases say.
Guarantees: a table covers every value of what it reads, once, and pays at least nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from tests.strategies.source_amounts import MONEY, SUM, ZERO, Amount, Reader
from tests.strategies.source_conditions import can_vary, condition
from tests.strategies.source_measures import SINGULARS, Quantity, literal

Row = tuple[str, str]


def table(reader: Reader, days: Sequence[date] = ()) -> str:
    """A table of any kind that the reader can have, or a plain amount where it has nothing to read."""
    author = reader.frame.author
    kinds: list[Callable[[Reader], str]] = [cases]
    subjects = subjects_of(reader)
    if subjects:
        kinds = [steps, steps, steps, interpolated, *kinds]
    if [found for found in subjects if found.quantity.kind == "count" and _never_negative(found)]:
        kinds += [brackets, brackets]
    if reader.is_payment:
        kinds.append(stages)
        if days:
            kinds.append(lambda reader: dated(reader, days))
    return author.one_of(kinds)(reader)


def subjects_of(reader: Reader) -> list[Amount]:
    """What a table can read."""
    plain = [
        reading
        for reading in reader.readings()
        if reading.quantity.kind not in ("rate", "rate per point", "percent", "points")
    ]
    return [
        subject
        for subject in (*reader.changes("percent"), *reader.changes("points"), *plain)
        if can_vary(subject.quantity)
    ]


def _never_negative(subject: Amount) -> bool:
    return subject.quantity.low is not None and subject.quantity.low >= 0


def boundaries(reader: Reader, quantity: Quantity, count: int) -> list[Fraction]:
    """So many values strictly inside the range, rising, that can be measured."""
    author = reader.frame.author
    step = quantity.step or Fraction(1, author.one_of((1, 1, 2)))
    low = quantity.low if quantity.low is not None else (quantity.high or Fraction(20)) - 60
    high = quantity.high if quantity.high is not None else low + 60
    first, last = int(low / step) + 1, -int(-high / step) - 1
    found = author.draw(_whole_numbers(first, max(first, last), count))
    return [step * number for number in sorted(found)]


def _whole_numbers(first: int, last: int, count: int):  # type: ignore[no-untyped-def]
    from hypothesis import strategies as st

    return st.lists(st.integers(first, last), min_size=min(count, last - first + 1), max_size=count, unique=True)


def _bound(reader: Reader, quantity: Quantity, value: Fraction) -> str:
    """A boundary: as written, in brackets, or a parameter with that value."""
    author = reader.frame.author
    words = literal(author, quantity, value, reader.frame.currency)
    if author.chance(8) and value > 0:
        name = author.name("level")
        reader.frame.declarations.append(f"parameter {name} {words}")
        return name
    return f"({words} plus {literal(author, quantity, ZERO, reader.frame.currency)})" if author.chance(5) else words


def _rows(reader: Reader, rows: Sequence[Row]) -> str:
    # Behind a bare number a name would be taken for what the number counts.
    lines = [f"    {test}  {amount if amount[0].isupper() or not test[-1].isdigit() else f'({amount})'}"
             for test, amount in rows]  # fmt: skip
    return "{\n" + "\n".join(lines) + "\n  }"


def row_amount(reader: Reader) -> str:
    """What a row pays, most often a fixed sum."""
    author = reader.frame.author
    if author.chance(20):
        return reader.money(1).inside(SUM)
    return "nothing" if author.chance(15) else reader.money_literal(reader.fixed()).text


def _slope(reader: Reader, quantity: Quantity, direction: str, bound: str) -> str | None:
    """A row that rises with the value; None where nothing is paid for each of what is measured."""
    author = reader.frame.author
    if quantity.kind in ("percent", "points"):
        per = "percentage point"
    elif quantity.kind == "count":
        per = SINGULARS[quantity.noun]
    else:
        return None
    rate = f"{literal(author, MONEY, reader.fixed(1, 20_000), reader.frame.currency)} per {per}"
    base = f"{reader.money_literal(reader.fixed()).text} plus " if author.chance(50) else ""
    return f"{base}{rate} {direction} {bound}"


def steps(reader: Reader) -> str:
    """A step table in one of the styles in which contracts write them."""
    author = reader.frame.author
    subject = author.one_of(subjects_of(reader))
    values = boundaries(reader, subject.quantity, author.whole(1, 4))
    bounds = [_bound(reader, subject.quantity, value) for value in values]
    style = author.one_of((_falling, _rising, _ranges, _exact))
    return f"by {subject.inside(SUM)} " + _rows(reader, style(reader, subject.quantity, bounds))


def _amount_from(reader: Reader, quantity: Quantity, direction: str, bound: str) -> str:
    slope = _slope(reader, quantity, direction, bound) if reader.frame.author.chance(25) else None
    return slope or row_amount(reader)


def _falling(reader: Reader, quantity: Quantity, bounds: list[str]) -> list[Row]:
    word = reader.frame.author.one_of(("at least", "above"))
    rows = [(f"{word} {bound}", _amount_from(reader, quantity, "above", bound)) for bound in reversed(bounds)]
    return [*rows, ("otherwise", _amount_from(reader, quantity, "below", bounds[0]))]


def _rising(reader: Reader, quantity: Quantity, bounds: list[str]) -> list[Row]:
    word = reader.frame.author.one_of(("at most", "below"))
    rows = [(f"{word} {bound}", _amount_from(reader, quantity, "below", bound)) for bound in bounds]
    return [*rows, ("otherwise", row_amount(reader))]


def _ranges(reader: Reader, quantity: Quantity, bounds: list[str]) -> list[Row]:
    upper = reader.frame.author.chance(40)
    first, between, last = (
        ("at most", "above {} to {}", "above") if upper else ("below", "from {} to below {}", "at least")
    )
    rows = [(f"{first} {bounds[0]}", _amount_from(reader, quantity, "below", bounds[0]))]
    for low, high in pairwise(bounds):
        rows.append((between.format(low, high), _amount_from(reader, quantity, "above", low)))
    return [*rows, (f"{last} {bounds[-1]}", _amount_from(reader, quantity, "above", bounds[-1]))]


def _exact(reader: Reader, quantity: Quantity, bounds: list[str]) -> list[Row]:
    rows = [(f"exactly {bound}", row_amount(reader)) for bound in bounds]
    return [*rows, ("otherwise", row_amount(reader))]


def interpolated(reader: Reader) -> str:
    """A table of points."""
    author = reader.frame.author
    subject = author.one_of(subjects_of(reader))
    quantity = subject.quantity
    values = boundaries(reader, quantity, author.whole(2, 4))
    if len(values) < 2:
        return steps(reader)
    bounds = [_bound(reader, quantity, value) for value in values]
    rows = [(f"at {bound}", row_amount(reader)) for bound in bounds]
    if author.chance(50):
        rows.append(("flat", "beyond"))
        return (
            f"by {subject.inside(SUM)}, interpolated " + "{\n" + "\n".join(f"    {a}  {b}" for a, b in rows) + "\n  }"
        )
    rows.insert(0, (f"below {bounds[0]}", _amount_from(reader, quantity, "below", bounds[0])))
    rows.append((f"above {bounds[-1]}", _amount_from(reader, quantity, "above", bounds[-1])))
    return f"by {subject.inside(SUM)}, interpolated " + _rows(reader, rows)


def brackets(reader: Reader) -> str:
    """A table of brackets over what is never negative and can be priced."""
    author = reader.frame.author
    found = [
        subject for subject in subjects_of(reader) if subject.quantity.kind == "count" and _never_negative(subject)
    ]
    if not found:
        return cases(reader)
    subject = author.one_of(found)
    noun = subject.quantity.noun
    rows: list[Row] = []
    for index in range(author.whole(1, 3)):
        width = literal(author, subject.quantity, Fraction(author.whole(1, 40)), reader.frame.currency)
        rows.append((f"{'next' if index else 'first'} {width}", _price(reader, noun)))
    rows.append(("rest", _price(reader, noun)))
    return f"by {subject.inside(SUM)}, in brackets " + _rows(reader, rows)


def _price(reader: Reader, noun: str) -> str:
    return "nothing" if reader.frame.author.chance(25) else reader.rate(noun)


def dated(reader: Reader, days: Sequence[date]) -> str:
    """A table with an amount for each determination date."""
    return "by date " + _rows(reader, [(f"on {day}", f"({row_amount(reader)})") for day in days])


def cases(reader: Reader) -> str:
    """A table of conditions."""
    rows: list[Row] = []
    for _ in range(reader.frame.author.whole(1, 3)):
        test = condition(reader)
        if test is not None and f"when {test}" not in [row[0] for row in rows]:
            rows.append((f"when {test}", row_amount(reader)))
    if not rows:
        return reader.money().text
    return _rows(reader, [*rows, ("otherwise", row_amount(reader))])


def stages(reader: Reader) -> str:
    """Shares that switch once a sum has been paid."""
    author = reader.frame.author
    sums = sorted({reader.fixed() for _ in range(author.whole(1, 3))})
    rows = [f"{author.whole(0, 100)}% until {reader.money_literal(value).text} is paid" for value in sums]
    last = author.one_of(("of the rest", "from the next determination"))
    rows.append(f"{author.number(Fraction(author.whole(0, 1000), 10))}% {last}")
    return f"share of {reader.money().inside(SUM)} " + "{\n" + "\n".join(f"    {row}" for row in rows) + "\n  }"
