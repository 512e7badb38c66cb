"""When things are measured, published and determined: periods, cohorts, dates.

In: surface timings. Out: frames (what something repeats over) and determination dates. Every wrong date,
empty schedule and missing cohort is reported here.
"""

from __future__ import annotations

from datetime import date

from sibdsl.diagnostics.rules import names
from sibdsl.diagnostics.rules import time as rules
from sibdsl.semantics.days import read_day, read_period
from sibdsl.semantics.literals import number
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import ONCE, Due, Frame, Known
from sibdsl.semantics.scope import find_item
from sibdsl.surface import declarations, items
from sibdsl.surface import timing as surface
from sibdsl.surface.node import Day, Name, Node
from sibdsl.values.months import add_months
from sibdsl.values.schedule import Period, periods

FREQUENCIES = {
    "monthly": (1, "months"),
    "quarterly": (3, "months"),
    "half-yearly": (6, "months"),
    "annually": (1, "years"),
}
_UNITS = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
_MOST_PERIODS = 10_000
LONGEST = {"days": 100_000, "weeks": 10_000, "months": 2_400, "years": 200}
"""The longest time that may be counted in each unit: about two hundred years."""


def frame_of(known: Known, timing: surface.Timing, what: str) -> Frame | None:
    """What ``timing`` repeats over; None after a report."""
    if isinstance(timing, surface.Schedule):
        found = _scheduled(known, timing, what)
        return None if found is None else Frame(found, None, schedule_words(timing))
    if isinstance(timing, surface.Dated):
        found = _dated(known, timing, what)
        days = ", ".join(day.text for day in timing.days)
        return None if found is None else Frame(found, None, f"on {days}")
    if isinstance(timing, surface.PerCohort):
        inner = ONCE if timing.schedule is None else frame_of(known, timing.schedule, what)
        cohorts = _cohorts(known, timing, what)
        if inner is None or cohorts is None:
            return None
        words = "for each cohort" if timing.cohorts is None else f"for cohorts {', '.join(cohorts)}"
        return Frame(inner.periods, cohorts, words if inner.periods is None else f"{inner.words} {words}")
    return ONCE


def schedule_words(timing: surface.Schedule) -> str:
    """``quarterly from 2018-04-01 to 2020-03-31``."""
    every = f"every {timing.count} {timing.unit.text}" if timing.unit is not None else timing.frequency
    if timing.start is None or timing.end is None:
        return every
    return f"{every} from {timing.start.text} to {timing.end.text}"


def _scheduled(known: Known, timing: surface.Schedule, what: str) -> tuple[Period, ...] | None:
    start, end = known.terms.start, known.terms.end
    if timing.start is not None and timing.end is not None:
        bounds = read_period(timing.start, timing.end, what, known.sink)
        if (
            bounds is None
            or not in_term(known, bounds[0], timing.start, what)
            or not in_term(known, bounds[1], timing.end, what)
        ):
            return None
        start, end = bounds
    elif not known.terms.known:
        return None
    step = _step(known, timing)
    if step is None:
        return None
    return _tiled(known, timing, start, end, step, what)


def _tiled(
    known: Known, timing: surface.Schedule, start: date, end: date, step: tuple[int, str], what: str
) -> tuple[Period, ...] | None:
    every, unit = step
    shortest = every * {"days": 1, "weeks": 7, "months": 28, "years": 365}[unit]
    if ((end - start).days + 1) // shortest > _MOST_PERIODS:
        known.sink.report(rules.TOO_MANY_PERIODS, timing.span, what=what)
        return None
    # Most schedules of a contract are the same few, and many metrics share each.
    key = (start, end, every, unit)
    if key not in known.schedules:
        known.schedules[key] = tuple(periods(start, end, every, unit, known.terms.month_end))
    return known.schedules[key]


def _step(known: Known, timing: surface.Schedule) -> tuple[int, str] | None:
    if timing.unit is None or timing.count is None:
        return FREQUENCIES[timing.frequency]
    return count_of(known, timing.count, timing.unit)


def count_of(known: Known, count: str, unit: Name) -> tuple[int, str] | None:
    """``6 months`` as (6, "months"); None after a report."""
    singular = unit.text.removesuffix("s")
    value = number(count)
    if singular not in _UNITS:
        known.sink.report(
            names.UNKNOWN_WORD, unit.span, found=unit.text, what="a length of time",
            choices="days, weeks, months, years", next_step="count in days, weeks, months or years",
        )  # fmt: skip
        return None
    if value.denominator != 1 or value < 1:
        known.sink.report(
            names.UNKNOWN_WORD, unit.span, found=f"{count} {unit.text}", what="a whole length of time",
            choices="1, 2, 3 and so on", next_step="write a whole number, one or more",
        )  # fmt: skip
        return None
    if value > LONGEST[_UNITS[singular]]:
        report_too_long(known, unit, count, _UNITS[singular])
        return None
    return int(value), _UNITS[singular]


def report_too_long(known: Known, node: Node, count: str, unit: str) -> None:
    """Report a length of time that leads out of the calendar."""
    known.sink.report(
        names.UNKNOWN_WORD, node.span, found=f"{count} {unit}", what="a length of time that contracts count in",
        choices=f"1 to {LONGEST[unit]:,} {unit}", next_step="write the length of time that was agreed",
    )  # fmt: skip


def in_term(known: Known, day: date, node: Node, what: str, *, latest: date | None = None) -> bool:
    """Whether ``day`` lies in the contract's term; reported at ``node`` if not."""
    last = latest or known.terms.end
    if known.terms.start <= day <= last:
        return True
    known.sink.report(
        rules.OUTSIDE_TERM, node.span, what=what, day=day.isoformat(), start=known.terms.start.isoformat(),
        end=known.terms.end.isoformat(), latest=last.isoformat(),
        expected=f"a date on or after {known.terms.start.isoformat()}" if last == date.max else None,
    )  # fmt: skip
    return False


def _dated(known: Known, timing: surface.Dated, what: str) -> tuple[Period, ...] | None:
    found: list[Period] = []
    start = known.terms.start
    for node in timing.days:
        day = read_day(node, known.sink)
        if day is None or not after_term_start(known, day, node, what):
            return None
        if found and day <= found[-1].end:
            before = found[-1].end.isoformat()
            known.sink.report(rules.DATES_OUT_OF_ORDER, node.span, day=node.text, before=before)
            return None
        found.append(Period(start, day))
        start = date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))
    return tuple(found)


def after_term_start(known: Known, day: date, node: Node, what: str) -> bool:
    """Whether a determination date is not before the term starts. It may follow the term: results come later."""
    return in_term(known, day, node, what, latest=date.max)


def _cohorts(known: Known, timing: surface.PerCohort, what: str) -> tuple[str, ...] | None:
    if timing.cohorts is None:
        if not known.scope.cohorts:
            known.sink.report(rules.NO_COHORTS, timing.span, what=what, where="the contract")
            return None
        known.scope.used.update(known.scope.cohorts)
        return tuple(known.scope.cohorts)
    found = [find_named(known, name, "cohort") for name in timing.cohorts]
    return None if None in found else tuple(name.text for name in timing.cohorts)


def find_frame(known: Known, metric: declarations.Metric) -> None:
    """Work out what a reported metric repeats over; what is calculated repeats over nothing of its own."""
    if find_item(metric, items.CalculatedItem) is None:
        known.metric_frames[metric.name.text] = _frame_of_metric(known, metric)


def metric_frame(known: Known, name: str) -> Frame | None:
    """What a reported metric repeats over; None where its timing has an error (reported once)."""
    if name in known.metric_frames:
        return known.metric_frames[name]
    return _frame_of_metric(known, known.scope.metrics[name])


def _frame_of_metric(known: Known, metric: declarations.Metric) -> Frame | None:
    item = find_item(metric, items.MeasuredItem)
    return ONCE if item is None else frame_of(known, item.timing, f"metric `{metric.name.text}`")


def find_due(known: Known, payment: declarations.Payment) -> None:
    """Work out when a payment is determined."""
    item, name = find_item(payment, items.DueItem), payment.name.text
    known.dues[name] = None if item is None else due_of(known, item.timing, f"payment `{name}`")


def payment_due(known: Known, name: str) -> Due | None:
    """When a payment is determined; None where its timing is missing or has an error (reported once)."""
    return known.dues[name]


def due_of(known: Known, timing: surface.Timing, what: str) -> Due | None:
    """When ``timing`` falls; None after a report."""
    if isinstance(timing, surface.OnTermination):
        if known.terms.known and known.terms.early_termination is None:
            known.sink.report(rules.NO_EARLY_TERMINATION, timing.span, what=what)
            return None
        return Due(ONCE, (), on_termination=True)
    if isinstance(timing, surface.Once):
        return _due_once(known, timing, what)
    frame = frame_of(known, timing, what)
    if frame is None:
        return None
    if frame.periods is not None:
        return Due(frame, tuple(period.end for period in frame.periods))
    dates = _cohort_dates(known, timing, frame, what)
    return None if dates is None else Due(frame, dates)


def _due_once(known: Known, timing: surface.Once, what: str) -> Due | None:
    day = None if timing.day is None else read_day(timing.day, known.sink)
    if day is None or timing.day is None or not after_term_start(known, day, timing.day, what):
        return None
    return Due(Frame(words=f"once on {day.isoformat()}"), (day,))


def _cohort_dates(known: Known, timing: surface.Timing, frame: Frame, what: str) -> tuple[date, ...] | None:
    if not isinstance(timing, surface.PerCohort) or timing.day is None or frame.cohorts is None:
        return None
    dates = [_cohort_date(known, cohort, timing.day, what) for cohort in frame.cohorts]
    return tuple(day for day in dates if day is not None) if None not in dates else None


def _cohort_date(known: Known, name: str, rule: surface.CohortDay, what: str) -> date | None:
    cohort = known.scope.cohorts[name]
    if rule.kind == "determination date":
        item = find_item(cohort, items.DatesItem, "determined on")
        if item is None:
            known.sink.report(
                rules.NO_DETERMINATION_DATE, rule.span, others=[(cohort.name.span, "this cohort")],
                cohort=name, payment=what.removeprefix("payment `").rstrip("`"),
            )  # fmt: skip
            return None
        return read_day(item.start, known.sink)
    step = None if rule.count is None or rule.unit is None else count_of(known, rule.count, rule.unit)
    anchor: Day = cohort.start if rule.kind == "starts" else cohort.end
    day = read_day(anchor, known.sink)
    return None if day is None or step is None else later(day, *step, month_end=known.terms.month_end)


def later(day: date, count: int, unit: str, *, month_end: str) -> date | None:
    """``day`` plus a length of time; None beyond the calendar."""
    try:
        if unit in ("days", "weeks"):
            return date.fromordinal(day.toordinal() + count * (7 if unit == "weeks" else 1))
        return add_months(day, count * (12 if unit == "years" else 1), month_end)
    except (ValueError, OverflowError):
        return None
