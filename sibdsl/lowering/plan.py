"""The plan of a contract: who, when, what is reported, and every limit.

In: the checked model. Out: the parts of ``runtime.plan.Plan`` that are no words.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from sibdsl.diagnostics.internal import InternalError
from sibdsl.lowering.names import count_name, part_cap_name, part_name, reported_name
from sibdsl.model import declarations as model
from sibdsl.model import quantities
from sibdsl.model.contract import Contract
from sibdsl.runtime import plan
from sibdsl.values.calendars import holiday_dates

_AFTER_TERM = timedelta(days=3 * 366)
_ZERO = Fraction(0)


def unit(node: quantities.Unit) -> plan.Unit:
    """How values of a quantity are written."""
    return plan.Unit(node.kind, "" if node.text == "number" else node.text, node.scale)


def range_of(node: quantities.Range) -> plan.Range:
    """An interval of values."""
    return plan.Range(node.low, node.low_closed, node.high, node.high_closed)


def period(node: quantities.Period) -> plan.Period:
    """A period."""
    return plan.Period(node.start, node.end)


def metric_plans(contract: Contract) -> tuple[plan.MetricPlan, ...]:
    """Every metric that somebody reports, and the samples and p-values that come with them."""
    found: list[plan.MetricPlan] = []
    for metric in contract.metrics:
        if metric.calculation is None:
            found.append(_metric(metric))
            found.extend(_reported(metric, reported) for reported in metric.reports)
    return tuple(found)


def _metric(metric: model.Metric) -> plan.MetricPlan:
    schedule = metric.schedule
    return plan.MetricPlan(
        name=metric.name,
        title=metric.title,
        unit=unit(metric.unit),
        step=None if metric.precision is None else metric.precision.step,
        rounding=None if metric.precision is None else metric.precision.rounding,
        range=range_of(metric.range),
        periods=None if schedule is None else tuple(period(found) for found in schedule.periods),
        cohorts=metric.cohorts,
        verifiers=metric.verified_by,
    )


def _reported(metric: model.Metric, reported: model.Reported) -> plan.MetricPlan:
    """A sample is a whole number of people; a p-value lies between 0 and 1."""
    sample = reported.name == "sample"
    schedule = metric.schedule
    return plan.MetricPlan(
        name=reported_name(metric.name, reported.name),
        title=f"{metric.title}: {'people in the sample' if sample else 'p-value'}",
        unit=plan.Unit("number", "people" if sample else ""),
        step=reported.step or (Fraction(1) if sample else None),
        rounding=None,
        range=plan.Range(_ZERO, True, None if sample else Fraction(1), not sample),
        periods=None if schedule is None else tuple(period(found) for found in schedule.periods),
        cohorts=metric.cohorts,
        verifiers=metric.verified_by,
    )


def fact_plans(contract: Contract) -> tuple[plan.FactPlan, ...]:
    """Every fact, and every parameter whose value comes with the evidence."""
    facts = [
        plan.FactPlan(
            name=fact.name,
            title=fact.title,
            unit=unit(fact.unit),
            step=None if fact.precision is None else fact.precision.step,
            rounding=None if fact.precision is None else fact.precision.rounding,
            dates=fact.dates,
            range=range_of(fact.range),
        )
        for fact in contract.facts
    ]
    supplied = [
        plan.FactPlan(parameter.name, parameter.title, unit(parameter.unit), None, None, None, plan.Range(_ZERO))
        for parameter in contract.parameters
        if parameter.value is None
    ]
    return (*facts, *supplied)


def timing(node: model.Timing) -> plan.Timing:
    """When a payment is determined."""
    schedule = node.schedule
    return plan.Timing(
        day=node.day,
        periods=None if schedule is None else tuple(period(found) for found in schedule.periods),
        cohorts=node.cohorts,
        cohort_dates=node.cohort_dates,
        on_termination=node.on_termination,
    )


def payable(node: model.Payable | None) -> plan.Payable | None:
    """When a determined amount falls due."""
    return None if node is None else plan.Payable(node.count, node.unit, node.business, node.of_validation)


def caps(contract: Contract) -> tuple[plan.Cap, ...]:
    """Every limit, the payments' own first."""
    own = [cap for payment in contract.payments for cap in _payment_caps(payment)]
    return (*own, *(_cap(cap, cap.name, None) for cap in contract.caps))


def _payment_caps(payment: model.Payment) -> list[plan.Cap]:
    found: list[plan.Cap] = []
    for cap in payment.caps:
        if not cap.metrics:
            found.append(_cap(cap, cap.name, None))
            continue
        for index in capped_parts(payment, cap):
            part = part_name(payment.name, index, len(payment.parts))
            found.append(_cap(cap, part_cap_name(cap.name, index), part))
    return found


def capped_parts(payment: model.Payment, cap: model.Cap) -> list[int]:
    """Which parts of a payment a cap ``on`` some metrics limits."""
    return [index for index, part in enumerate(payment.parts) if set(part.metrics) & set(cap.metrics)]


def _cap(cap: model.Cap, name: str, part: str | None) -> plan.Cap:
    return plan.Cap(
        name=name,
        text=cap.words,
        clause=cap.clause,
        limit=cap.limit,
        scope=cap.scope,
        payments=cap.payments,
        part=part,
        payer=cap.payer,
        whole=cap.whole,
    )


def counts(contract: Contract) -> tuple[plan.Count, ...]:
    """Every limit on what a payment counts of a metric."""
    return tuple(
        plan.Count(
            count_name(payment.name, count.metric), count.words, count.metric, count.limit, count.scope, payment.name
        )
        for payment in contract.payments
        for count in payment.counts
    )


def holidays(contract: Contract) -> tuple[date, ...]:
    """The public holidays of the contract's calendar, pinned from its start to three years after its end."""
    if contract.calendar is None:
        return ()
    dates = [day for payment in contract.payments for day in (*_days(payment.timing),)]
    last = max([contract.term.end, *dates])
    latest = last + _AFTER_TERM if last < date.max - _AFTER_TERM else date.max
    found = holiday_dates(contract.calendar, contract.term.start, latest)
    if found is None:
        raise InternalError(
            f'the installed package "holidays" does not know the calendar "{contract.calendar}"; update that package'
        )
    return tuple(found)


def _days(node: model.Timing) -> tuple[date, ...]:
    if node.schedule is not None:
        return tuple(found.end for found in node.schedule.periods)
    return node.cohort_dates or (() if node.day is None else (node.day,))
