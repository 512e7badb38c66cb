"""Hypothesis strategies for whole contracts as authors write them: varied, and most of them without an error.

In: nothing. Out: `contracts()`, the texts of .sib files that use every construct of the language.
Relies on the strategies beside it, each for one part of a contract. Guarantees: names are declared once, tables cover
what they read, payments are never negative; what is drawn beyond that may have findings, and some contracts have
errors (`tests/properties/test_contracts.py` asserts how few).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from tests.strategies.source_amounts import ZERO, Reader
from tests.strategies.source_capital import draw_capital
from tests.strategies.source_conditions import condition
from tests.strategies.source_frame import Frame, Timing, draw_frame
from tests.strategies.source_measures import (
    Measure,
    Quantity,
    draw_fact,
    draw_metric,
    draw_parameter,
    literal,
    unit_words,
)
from tests.strategies.source_payments import Payment, draw_contract_cap, draw_payment, named_in
from tests.strategies.source_tables import table
from tests.strategies.source_words import Author

COMMENTS = ("# what was agreed", "#", '# 10% "or" { more }', "")


@st.composite
def contracts(draw: st.DrawFn) -> str:
    """The text of a contract."""
    author = Author(draw)
    frame = draw_frame(author)
    measures = _measures(frame)
    payments: list[Payment] = []
    for _ in range(author.one_of((1, 2, 3))):
        payments.append(draw_payment(frame, measures, payments))
    for _ in range(author.one_of((0, 0, 1, 2))):
        draw_contract_cap(frame, payments)
    draw_capital(frame, payments)
    if author.chance(40):
        _declare_scenario(frame, measures, payments)
    _mark_what_is_not_paid(frame, measures, payments)
    return _laid_out(author, frame.declarations)


def _measures(frame: Frame) -> list[Measure]:
    author = frame.author
    measures = [draw_metric(frame) for _ in range(author.whole(1, 4))]
    measures += [draw_fact(frame) for _ in range(author.one_of((0, 0, 1, 2)))]
    measures += [draw_parameter(frame) for _ in range(author.one_of((0, 0, 1, 2)))]
    for _ in range(author.one_of((0, 0, 1, 2))):
        calculated = _calculated(frame, measures)
        measures += [] if calculated is None else [calculated]
    for _ in range(author.one_of((0, 0, 1, 2))):
        measures += _threshold(frame, measures)
    return measures


def _threshold(frame: Frame, measures: Sequence[Measure]) -> list[Measure]:
    """Declare a condition with a name."""
    author = frame.author
    timing = frame.timing()
    test = condition(Reader(frame, measures, timing, is_payment=False))
    if test is None:
        return []
    name = author.name("full_success")
    frame.declarations.append(f"threshold {name}{author.title()} met when {test}")
    return [Measure(name, Quantity("number"), (timing,), "threshold", only_at=timing)]


def _calculated(frame: Frame, measures: Sequence[Measure]) -> Measure | None:
    """Declare a metric that the contract calculates: money that was earned, or a change."""
    author = frame.author
    timing = frame.timing()
    reader = Reader(frame, measures, timing, is_payment=False)
    changes = reader.changes("percent")
    if changes and author.chance(50):
        found = author.one_of(changes)
        text, quantity = found.text, found.quantity
    else:
        text = table(reader) if author.chance(50) else reader.money().text
        quantity = Quantity("money", low=ZERO, testable=False)
    name = author.name("earned" if quantity.kind == "money" else "change")
    is_table = text.startswith(("by ", "{", "share of"))
    step = ""
    if author.chance(25):
        smallest = "0.1%" if quantity.kind == "percent" else f"{frame.currency} 1"
        step = f" to {smallest} rounded {author.one_of(('half up', 'down', 'half even'))}"
    lines = [f"unit {unit_words(quantity, frame.currency)}{step}", f"calculated {'' if is_table else 'as '}{text}"]
    frame.declare(f"metric {name}{author.title()}", lines + author.annotations())
    return Measure(name, quantity, (timing,), only_at=timing)


def _mark_what_is_not_paid(frame: Frame, measures: Sequence[Measure], payments: Sequence[Payment]) -> None:
    """Mark metrics that no payment depends on, also not through a metric that is calculated."""
    reader = Reader(frame, measures, Timing())
    texts = [line for payment in payments for line in payment.lines if not line.startswith("indexed")]
    read: set[str] = set()
    while found := {measure.name for measure in named_in(reader, texts)} - read:
        read |= found
        heads = tuple(f"{kind} {name} " for name in found for kind in ("metric", "threshold"))
        texts += [text for text in frame.declarations if text.startswith(heads)]
    unread = {measure.name for measure in measures if measure.source == "metric"} - read
    for index, text in enumerate(frame.declarations):
        if any(text.startswith(f"metric {name} ") for name in unread):
            frame.declarations[index] = text.removesuffix("}") + '  not payable "reported for information"\n}'


def _declare_scenario(frame: Frame, measures: Sequence[Measure], payments: Sequence[Payment]) -> None:
    author = frame.author
    lines = [f"as of {frame.day()}"] if author.chance(20) else []
    if frame.terminable and author.chance(50):
        lines.append(f"given termination on {frame.last_end}")
    for measure in measures:
        if measure.source == "metric" and measure.only_at is None and author.chance(80):
            value = literal(author, measure.quantity, _possible(author, measure.quantity), frame.currency)
            timing = measure.leaves[0]
            about = _occasion(author, timing.cohorts, tuple(frame.schedules.get(timing.schedule or "", ())))
            lines.append(f"given {measure.name}{about} = {value}")
    for payment in payments:
        if not (payment.days or payment.by_cohort):
            continue
        days = payment.days if payment.timing.schedule else ()
        about = _occasion(author, payment.timing.cohorts, days)
        expected = author.one_of(("pending", "= nothing", f"= {frame.currency} 1,000"))
        lines.append(f"expect {payment.name}{about} {expected}")
    frame.declare(f"scenario {author.text()}", [*lines, "expect total = nothing"])


def _occasion(author: Author, cohorts: tuple[str, ...] | None, days: tuple[date, ...]) -> str:
    cohort = f" for {author.one_of(cohorts)}" if cohorts else ""
    return f"{cohort} on {author.one_of(days)}" if days else cohort


def _possible(author: Author, quantity: Quantity) -> Fraction:
    low = quantity.low if quantity.low is not None else (quantity.high or Fraction(40)) - 40
    step = quantity.step or Fraction(1)
    return step * (int(low / step) + author.whole(1, 20))


def _laid_out(author: Author, declarations: list[str]) -> str:
    """The declarations as a file, in one order or another, with comments, and with the line ends of some system."""
    order = list(declarations)
    if author.chance(25):
        order = author.draw(st.permutations(declarations))
    between = author.one_of(("\n\n", "\n", f"\n{author.one_of(COMMENTS)}\n"))
    text = between.join(order)
    if author.chance(15):
        text = text.replace("\n  ", "  # a comment\n\t") if '"""' not in text and " plus" not in text else text
    return (text + author.one_of(("\n", ""))).replace("\n", author.one_of(("\n", "\n", "\r\n", "\r")))
