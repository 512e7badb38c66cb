"""The payments of drawn contracts: when they are due, what they pay, what limits them, and who pays which part.

In: a frame, the measures, the payments so far. Out: `Payment`, declared in the frame.
Relies on `source_tables` and `source_amounts`.
Guarantees: statements stand in an order that the language allows; caps stand for different things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from tests.strategies.source_amounts import Reader
from tests.strategies.source_conditions import condition
from tests.strategies.source_frame import Frame, Timing
from tests.strategies.source_measures import Measure, literal
from tests.strategies.source_tables import stages, table

SCOPES = ("in total", "per determination", "per contract year", "per calendar year", "per financial year")


@dataclass(frozen=True)
class Due:
    """When a payment is determined: its words, its timing, and its dates where a table can name them."""

    words: str
    timing: Timing
    days: tuple[date, ...] = ()


@dataclass
class Payment:
    """A payment of the contract: its name, who pays, and when it is determined."""

    name: str
    payers: tuple[str, ...]
    timing: Timing
    days: tuple[date, ...]
    lines: list[str] = field(default_factory=list)

    @property
    def by_cohort(self) -> bool:
        """Whether it is made for cohorts."""
        return self.timing.cohorts is not None


def draw_payment(frame: Frame, measures: Sequence[Measure], earlier: Sequence[Payment]) -> Payment:
    """Declare a payment."""
    author = frame.author
    due = _due(frame, measures)
    payers = tuple(author.some(frame.payers, 1, 3))
    payment = Payment(author.name(author.one_of(("success", "fee", "bonus"))), payers, due.timing, due.days)
    names = [*(other.name for other in earlier), payment.name]
    reader = Reader(frame, measures, due.timing, names)
    lines = [f"due {due.words}{_payable(frame)}"]
    parts = _parts(reader, due)
    lines += parts
    for _ in range(author.one_of((0, 0, 0, 1, 2))):
        gate = condition(reader)
        lines += [] if gate is None else [f"provided {gate}"]
    lines += _counts(reader, parts)
    lines += _adjustments(reader, payment, parts)
    lines += _split(frame, payers)
    if author.chance(10):
        first, last = sorted((frame.day(), frame.day()))
        lines.append(f"suspended from {first} to {last}")
    if author.chance(10):
        lines.append("continues after termination")
    payee = author.one_of(frame.payees)
    payment.lines = lines
    frame.declare(
        f"payment {payment.name}{author.title()} from {', '.join(payers)} to {payee}", lines + author.annotations()
    )
    return payment


def _due(frame: Frame, measures: Sequence[Measure]) -> Due:
    author = frame.author
    choice = author.one_of(("once", "schedule", "schedule", "cohort", "termination"))
    if choice == "termination" and frame.terminable:
        return Due("on termination", Timing())
    if choice == "cohort" and frame.cohorts:
        return _due_for_cohorts(frame)
    if choice == "schedule":
        # Most often when something is measured, so that there is something to read.
        timings = [measure.leaves[0] for measure in measures if measure.source == "metric"]
        timing = author.one_of(timings) if timings and author.chance(70) else frame.timing()
        if timing.schedule is not None:
            days = tuple(frame.schedules[timing.schedule])
            return Due(frame.words(timing), timing, days)
        if timing.cohorts is not None:
            return _due_for_cohorts(frame)
    day = frame.day(frame.end + timedelta(days=400))
    return Due(f"once on {day}", Timing(), (day,))


def _due_for_cohorts(frame: Frame) -> Due:
    author = frame.author
    names = tuple(cohort.name for cohort in frame.cohorts)
    days = ("on its determination date", "12 months after it ends", "40 days after it starts", "1 year after it starts")
    return Due(f"for each cohort {author.one_of(days)}", Timing(None, names))


def _payable(frame: Frame) -> str:
    author = frame.author
    if not author.chance(50):
        return ""
    units = ["days", "weeks", "months", *(["business days"] if frame.calendar else [])]
    validated = author.one_of(("", " of validation"))
    return f", payable within {author.one_of((30, 0, 1, 7))} {author.one_of(units)}{validated}"


def _parts(reader: Reader, due: Due) -> list[str]:
    author = reader.frame.author
    parts = []
    for _ in range(author.one_of((1, 1, 2))):
        label = f"{author.text()} " if author.chance(15) else ""
        body = table(reader, due.days) if author.chance(70) else reader.money(3).text
        if author.chance(8):
            body = stages(reader)
        parts.append(f"pays {label}{body}")
    return parts


def named_in(reader: Reader, texts: Sequence[str]) -> list[Measure]:
    """What is named in texts, outside of quotes."""
    words = set(re.findall(r"\w+", re.sub(r'"""(?s:.*?)"""|"(?:[^"\\]|\\.)*"', " ", "\n".join(texts))))
    return [measure for measure in reader.measures if measure.name in words]


def _metrics_in(reader: Reader, parts: Sequence[str]) -> list[Measure]:
    return [measure for measure in named_in(reader, parts) if measure.source == "metric"]


def _counts(reader: Reader, parts: list[str]) -> list[str]:
    frame = reader.frame
    plain = [reading.text for reading in reader.readings()]
    found = [
        measure for measure in _metrics_in(reader, parts)
        if measure.only_at is None and measure.quantity.kind == "count" and measure.name in plain
    ]  # fmt: skip
    if not found or not frame.author.chance(40):
        return []
    measure = frame.author.one_of(found)
    limit = literal(frame.author, measure.quantity, Fraction(frame.author.whole(1, 300)), frame.currency)
    return [f"counts {measure.name} up to {limit} {frame.author.one_of(_scopes(reader.timing))}"]


def _scopes(timing: Timing) -> tuple[str, ...]:
    return (*SCOPES, "per cohort") if timing.cohorts is not None else SCOPES


def _adjustments(reader: Reader, payment: Payment, parts: list[str]) -> list[str]:
    author, frame = reader.frame.author, reader.frame
    lines: list[str] = []
    indices = [measure for measure in reader.measures if measure.dates and measure.quantity.kind == "number"]
    if indices and author.chance(40):
        index = author.one_of(indices)
        lines.append(f"indexed by {index.name} from {index.dates[0]}")
    floor = reader.fixed(1, 50_000)
    if author.chance(15):
        lines.insert(author.whole(0, len(lines)), f"minimum {reader.money_literal(floor).text}")
    for scope in author.some(_scopes(reader.timing), 0, 2) if author.chance(60) else []:
        whole = " whole payments only" if author.chance(25) else ""
        lines.append(f"cap {reader.money_literal(floor + reader.fixed()).text} {scope}{whole}")
    metrics = _metrics_in(reader, parts)
    if metrics and author.chance(20):
        names = ", ".join(measure.name for measure in author.some(metrics, 1, 2))
        scope = author.one_of(_scopes(reader.timing))
        lines.insert(0, f"cap {reader.money_literal(reader.fixed()).text} on {names} {scope}")
    for payer in author.some(payment.payers, 1, 2) if author.chance(20) else []:
        whole = " whole payments only" if author.chance(25) else ""
        lines.append(f"cap {reader.money_literal(reader.fixed()).text} from {payer}{whole}")
    if not lines[1:] or frame.author.chance(80):
        return lines
    # Caps on single payers act after the split, so they stay last.
    whole_amount = [line for line in lines if " from " not in line or line.startswith("indexed")]
    return list(reversed(whole_amount)) + [line for line in lines if line not in whole_amount]


def _split(frame: Frame, payers: Sequence[str]) -> list[str]:
    author = frame.author
    if len(payers) == 1 and not author.chance(10):
        return []
    if author.chance(60) or len(payers) == 1:
        cuts = sorted(author.whole(0, 1000) for _ in payers[1:])
        parts = [high - low for low, high in zip([0, *cuts], [*cuts, 1000], strict=True)]
        shares = [f"{payer} {author.number(Fraction(part, 10))}%" for payer, part in zip(payers, parts, strict=True)]
        return [f"shared by {', '.join(shares)}"]
    reader = Reader(frame, (), Timing())
    turns = [f"{payer} up to {reader.money_literal(reader.fixed(1, 200_000)).text}" for payer in payers[:-1]]
    last = f"{payers[-1]} up to {reader.money_literal(reader.fixed()).text}" if author.chance(30) else payers[-1]
    return [f"paid first by {', then by '.join([*turns, last])}"]


def draw_contract_cap(frame: Frame, payments: Sequence[Payment]) -> None:
    """Declare a cap over several payments."""
    author = frame.author
    reader = Reader(frame, (), Timing())
    capped = list(payments)
    words = "all payments"
    if author.chance(40):
        capped = author.some(payments, 1, 3)
        words = ", ".join(payment.name for payment in capped)
    scopes = [*SCOPES, "per cohort"] if all(payment.by_cohort for payment in capped) else list(SCOPES)
    scope = author.one_of(scopes)
    if author.chance(30):
        scope = f"from {author.one_of([payer for payment in capped for payer in payment.payers])}"
    whole = " whole payments only" if author.chance(20) else ""
    head = f"cap {author.name('overall')}{author.title()} {reader.money_literal(reader.fixed()).text}"
    frame.declarations.append(f"{head} on {words} {scope}{whole}")
