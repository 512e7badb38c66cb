"""Dates: every timing can be worked out, cohorts follow one another inside the term, business days have a calendar.

In: the known contract. Out: findings in the sink; the timings of all metrics and payments are known afterwards.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from operator import attrgetter

import msgspec

from sibdsl.diagnostics.rules import names as name_rules
from sibdsl.diagnostics.rules import time as rules
from sibdsl.semantics import every
from sibdsl.semantics.checks.closed_sets import check_no_doubles
from sibdsl.semantics.days import read_day, read_period
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.literals import number
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.semantics.timing import LONGEST, due_of, in_term, report_too_long
from sibdsl.semantics.written import replacing
from sibdsl.surface import declarations, items
from sibdsl.surface.timing import Payable, PerCohort, Timing

_PAYABLE_UNITS = ("days", "weeks", "months")


class _Cohort(msgspec.Struct, frozen=True):
    """A cohort whose dates exist."""

    declaration: declarations.Cohort
    start: date
    end: date


def _check_contract(known: Known, contract: declarations.Contract) -> None:
    """Check the calendar of the contract, and when it may end early."""
    _check_calendar(known, contract)
    _check_early_termination(known, contract)


def _check_metric(known: Known, metric: declarations.Metric) -> None:
    for measured in items_of(metric, items.MeasuredItem):
        _check_cohort_list(known, measured.timing)


def _check_report(known: Known, report: declarations.Report) -> None:
    what = f"report `{report.name.text}`"
    for item in items_of(report, items.DueItem):
        due_of(known, item.timing, what)
        _check_due(known, item, what)


def _check_calendar(known: Known, contract: declarations.Contract) -> None:
    item = find_item(contract, items.TextItem, "calendar")
    if item is None:
        return
    # Most contracts name no calendar, and need not load the table of them.
    from sibdsl.values.calendars import is_known_calendar

    if not is_known_calendar(item.text.value):
        known.sink.report(rules.UNKNOWN_CALENDAR, item.text.span, found=item.text.value)


def _check_early_termination(known: Known, contract: declarations.Contract) -> None:
    item = find_item(contract, items.EarlyTerminationItem)
    if item is None or not known.terms.known:
        return
    for node in (item.start, item.end):
        # A date that does not exist was reported with the contract's terms, and is reported once.
        day = None if node is None else read_day(node, known.sink)
        if day is not None and node is not None and not in_term(known, day, node, "early termination"):
            return


def _check_cohorts(known: Known, population: declarations.Population) -> None:
    found: list[_Cohort] = []
    for cohort in items_of(population, declarations.Cohort):
        period = read_period(cohort.start, cohort.end, f"cohort `{cohort.name.text}`", known.sink)
        if period is None:
            continue
        what = f"cohort `{cohort.name.text}`"
        if known.terms.known and in_term(known, period[0], cohort.start, what):
            in_term(known, period[1], cohort.end, what)
        found.append(_Cohort(cohort, *period))
        _check_determined(known, cohort, period[1])
    found.sort(key=attrgetter("start", "end"))
    for first, second in pairwise(found):
        _check_apart(known, first, second)


def _check_apart(known: Known, first: _Cohort, second: _Cohort) -> None:
    if second.start > first.end:
        return
    suggestion = (second.start - timedelta(days=1)).isoformat() if second.start > first.start else "an earlier day"
    node = first.declaration
    known.sink.report(
        rules.COHORTS_OVERLAP, second.declaration.start.span, others=[(node.end.span, f"`{node.name.text}` ends here")],
        first=node.name.text, second=second.declaration.name.text, start=second.start.isoformat(),
        end=min(first.end, second.end).isoformat(), suggestion=suggestion,
        fix=replacing(node.end.span, suggestion) if second.start > first.start else None,
    )  # fmt: skip


def _check_determined(known: Known, cohort: declarations.Cohort, end: date) -> None:
    item = find_item(cohort, items.DatesItem, "determined on")
    day = None if item is None else read_day(item.start, known.sink)
    if item is not None and day is not None and day <= end:
        known.sink.report(
            rules.DETERMINED_BEFORE_COHORT_ENDS, item.start.span, others=[(cohort.end.span, "the cohort ends here")],
            cohort=cohort.name.text, day=day.isoformat(), end=end.isoformat(),
        )  # fmt: skip


def _check_cohort_list(known: Known, timing: Timing) -> None:
    if isinstance(timing, PerCohort) and timing.cohorts is not None:
        check_no_doubles(known, timing.cohorts)


def _check_payment(known: Known, payment: declarations.Payment) -> None:
    what = f"payment `{payment.name.text}`"
    for due in items_of(payment, items.DueItem):
        _check_due(known, due, what)
    for item in items_of(payment, items.DatesItem):
        if item.keyword != "suspended":
            continue
        period = read_period(item.start, item.end, f"the suspension of {what}", known.sink)
        if period is not None and known.terms.known and in_term(known, period[0], item.start, "the suspension"):
            in_term(known, period[1], item.end or item.start, "the suspension")


def _check_due(known: Known, item: items.DueItem, what: str) -> None:
    _check_cohort_list(known, item.timing)
    if item.payable is not None:
        _check_payable(known, item.payable, what)


def _check_payable(known: Known, payable: Payable, what: str) -> None:
    unit = payable.unit.text
    possible = ("days",) if payable.business else _PAYABLE_UNITS
    if unit not in possible and f"{unit}s" not in possible:
        known.sink.report(
            name_rules.UNKNOWN_WORD, payable.unit.span, found=unit, what="a time to pay in",
            choices=", ".join(possible), next_step=f"count in {' or '.join(possible)}",
        )  # fmt: skip
    count = number(payable.count)
    if count.denominator != 1:
        known.sink.report(
            name_rules.UNKNOWN_WORD, payable.span, found=f"{payable.count} {unit}", what="a whole length of time",
            choices="0, 1, 2 and so on", next_step="write a whole number",
        )  # fmt: skip
    plural = unit if unit in LONGEST else f"{unit}s"
    if count > LONGEST.get(plural, count):
        report_too_long(known, payable, payable.count, plural)
    if payable.business and known.terms.known and known.terms.calendar is None:
        known.sink.report(rules.BUSINESS_DAYS_WITHOUT_CALENDAR, payable.span, what=what)


CHECKS: tuple[Check, ...] = (
    Each(every.contract, _check_contract),
    Each(every.populations, _check_cohorts),
    Each(every.metrics, _check_metric),
    Each(every.payments, _check_payment),
    Each(every.reports, _check_report),
)
