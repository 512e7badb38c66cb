"""What drawn contracts measure: metrics, facts, parameters, and how their values are written.

In: a frame. Out: `Measure`s, declared in the frame. Relies on `source_frame` for times.
Guarantees: the declared range and precision are those of the measure, in units as written (12.5 for 12.5%).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.strategies.source_frame import ROUNDING_MODES, Frame, Timing
from tests.strategies.source_words import Author

NOUNS = ("people", "hours", "days", "child_years", "participant_quarters", "weeks")
SINGULARS = {
    "people": "person", "hours": "hour", "days": "day", "child_years": "child_year",
    "participant_quarters": "participant_quarter", "weeks": "week", "months": "month",
}  # fmt: skip
METHODS = ("randomised control group", "matched comparison group", "historical baseline", "difference in differences")
ONCE = Timing()


@dataclass(frozen=True)
class Quantity:
    """What a value is measured in, and which values it takes: a kind, a noun, a range, a precision.

    Kinds: `percent`, `points`, `money`, `rate` (money per noun), `rate per point`, `events` (per 100 of something),
    `count` (of the noun), `number`. Without `testable` nothing is compared with it: it is a fixed value, or its range
    is not known here.
    """

    kind: str
    noun: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    step: Fraction | None = None
    low_open: bool = False
    testable: bool = True


@dataclass(frozen=True)
class Measure:
    """A metric, fact or parameter: its name, what it is, and when it is measured.

    `leaves` are the timings of everything that is read for the determination at hand; `only_at` is the one
    timing at which a calculated metric may be read.
    """

    name: str
    quantity: Quantity
    leaves: tuple[Timing, ...] = (ONCE,)
    source: str = "metric"
    reports: tuple[str, ...] = ()
    only_at: Timing | None = None
    dates: tuple[str, ...] = ()


def literal(author: Author, quantity: Quantity, value: Fraction, currency: str) -> str:
    """A value as a contract writes it."""
    sign, number = "-" if value < 0 else "", author.number(abs(value))
    if quantity.kind == "percent":
        return f"{sign}{number}%"
    if quantity.kind == "points":
        return f"{sign}{number} percentage points"
    if quantity.kind == "money":
        return f"{sign}{currency} {number}"
    if quantity.kind == "events":
        return f"{sign}{number} events per 100 people"
    return f"{sign}{number} {quantity.noun}" if quantity.noun else f"{sign}{number}"


def unit_words(quantity: Quantity, currency: str) -> str:
    """A unit as `unit` writes it."""
    if quantity.kind == "rate":
        return f"{currency} per {SINGULARS[quantity.noun]}"
    words = {
        "percent": "percent",
        "rate per point": f"{currency} per percentage point",
        "points": "percentage points",
        "money": currency,
        "events": "events per 100 people",
    }
    return words.get(quantity.kind, quantity.noun or "number")


def draw_metric(frame: Frame) -> Measure:
    """Declare a metric that is reported."""
    author = frame.author
    kind = author.one_of(("percent", "count", "count", "money", "points", "events", "number"))
    quantity = _reported_quantity(author, kind)
    timing = ONCE if author.chance(30) else frame.timing()
    name = author.name({"percent": "fall", "count": "served", "money": "savings"}.get(kind, "result"))
    step = _step_words(author, quantity, frame.currency)
    lines = [f"unit {unit_words(quantity, frame.currency)}{step}"]
    if timing != ONCE or author.chance(20):
        lines.append(f"measured {frame.words(timing)}")
    if range_words := _range_words(author, quantity, frame.currency):
        lines.append(f"range {range_words}")
    lines.append(f"verified by {', '.join(author.some(frame.verifiers, 1, 2))}")
    reports = tuple(author.some(("sample", "p_value"), 1, 2)) if author.chance(25) else ()
    if reports:
        lines.append("reports " + ", ".join(f"{what} to {'1' if what == 'sample' else '0.001'}" for what in reports))
    lines += _described(frame, kind)
    frame.declare(f"metric {name}{author.title()}", lines)
    return Measure(name, quantity, (timing,), reports=reports)


def _reported_quantity(author: Author, kind: str) -> Quantity:
    noun = author.one_of(NOUNS) if kind == "count" else ""
    step = author.one_of((Fraction(1), Fraction(1, 10), Fraction(1, 2), None))
    hundred = Fraction(100)
    ranges: list[tuple[Fraction | None, Fraction | None]] = [(None, None), (Fraction(0), None)]
    if kind in ("percent", "points"):
        ranges += [(None, hundred), (Fraction(0), hundred), (-hundred, hundred)]
    if kind in ("count", "number", "events"):
        ranges = [(Fraction(0), None), (Fraction(0), Fraction(1000)), (Fraction(1), Fraction(40)), (None, Fraction(50))]
    low, high = author.one_of(ranges)
    low_open = low == 0 and author.chance(20)
    return Quantity(kind, noun, low, high, step, low_open)


def _step_words(author: Author, quantity: Quantity, currency: str) -> str:
    if quantity.step is None:
        return ""
    step = literal(author, quantity, quantity.step, currency)
    if quantity.kind in ("points", "events", "count", "number"):
        step = author.number(quantity.step)
    rounded = f" rounded {author.one_of(ROUNDING_MODES)}" if author.chance(25) else ""
    return f" to {step}{rounded}"


def _range_words(author: Author, quantity: Quantity, currency: str) -> str:
    """The range, or nothing where it is what holds without one."""
    low = None if quantity.low is None else literal(author, quantity, quantity.low, currency)
    high = None if quantity.high is None else literal(author, quantity, quantity.high, currency)
    if low is None:
        return "" if high is None else f"at most {high}"
    if high is None:
        return f"above {low}" if quantity.low_open else f"at least {low}"
    return f"above {low} to {high}" if quantity.low_open else f"from {low} to {high}"


def _described(frame: Frame, kind: str) -> list[str]:
    author = frame.author
    lines = [f"better {author.one_of(('higher', 'lower'))}"] if author.chance(70) else []
    if frame.populations:
        lines.append(f"of {frame.populations[0]}")
    if kind in ("percent", "points") and author.chance(60):
        lines.append(f"compared with {author.one_of(METHODS)}")
    if author.chance(15):
        lines += [f"definition {author.text()}", f"evidence {author.text()}", "window 12 months after release"]
    return lines + author.annotations()


def draw_fact(frame: Frame) -> Measure:
    """Declare a fact."""
    author = frame.author
    kind = author.one_of(("number", "money", "rate", "percent", "rate per point"))
    noun = author.one_of(NOUNS) if kind == "rate" else ""
    step = author.one_of((Fraction(1, 10), Fraction(1), None)) if not kind.startswith("rate") else None
    above = kind == "number"
    quantity = Quantity(kind, noun, Fraction(0), Fraction(100) if kind == "percent" else None, step, above)
    scheduled = [words for words in frame.schedules if not words.startswith("on ") and " from " not in words]
    schedule = author.one_of((*scheduled, None))
    name = author.name({"number": "price_index", "money": "waiver", "rate": "unit_price"}.get(kind, "inflation"))
    lines = [f"unit {unit_words(quantity, frame.currency)}{_step_words(author, quantity, frame.currency)}"]
    if kind == "percent" or (kind == "number" and author.chance(50)):
        lines.append(f"range {_range_words(author, quantity, frame.currency)}")
    lines.append(f"published {schedule or 'once'}")
    frame.declare(f"fact {name}{author.title()}", lines + author.annotations())
    dates = (frame.start.isoformat(),) if schedule else ()
    return Measure(name, quantity, source="fact", dates=dates)


def draw_parameter(frame: Frame) -> Measure:
    """Declare a parameter, with a value or without."""
    author = frame.author
    kind = author.one_of(("money", "rate", "percent", "number"))
    noun = author.one_of(NOUNS) if kind == "rate" else ""
    name = author.name({"money": "base_fee", "rate": "day_price", "percent": "deadweight"}.get(kind, "factor"))
    quantity = Quantity(kind, noun, Fraction(0), Fraction(100) if kind == "percent" else None, testable=False)
    if kind in ("money", "rate") and author.chance(30):
        value = f" not published, unit {unit_words(quantity, frame.currency)}"
    elif kind == "rate":
        money = Quantity("money")
        value = f" {literal(author, money, _amount_of_money(frame), frame.currency)} per {SINGULARS[noun]}"
    elif kind == "money":
        value = f" {literal(author, quantity, _amount_of_money(frame), frame.currency)}"
    else:
        value = f" {literal(author, quantity, Fraction(author.whole(1, 80)), frame.currency)}"
    frame.declarations.append(f"parameter {name}{author.title()}{value}")
    return Measure(name, quantity, source="parameter")


def _amount_of_money(frame: Frame) -> Fraction:
    return Fraction(frame.author.whole(1, 50_000), 10 ** frame.author.one_of((0, frame.digits)))
