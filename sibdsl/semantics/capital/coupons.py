"""Coupons: a rate, how its days are counted, and for which periods a metric gives it.

In: the statement, the days on which interest is paid, and the first day on which money is drawn. Out: a `Coupon`; None
after a report.
Relies on: the meanings of payments and metrics, because the value of a metric is known where a payment reads it.
"""

from __future__ import annotations

from datetime import date

from sibdsl.diagnostics.rules import capital as rules
from sibdsl.semantics import literals
from sibdsl.semantics.capital.days import interest_periods, years_of
from sibdsl.semantics.capital.found import Coupon, InterestPeriod
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Due, Known
from sibdsl.semantics.require import fits
from sibdsl.surface.declarations import Finance
from sibdsl.surface.expressions import Percent
from sibdsl.surface.items import CouponItem
from sibdsl.values import units

DAY_COUNTS = ("actual/365", "actual/360", "30/360", "30E/360", "actual/actual", "by period")
_BY_PERIOD = "by period"


def coupon_of(
    known: Known, finance: Finance, item: CouponItem, days: tuple[date, ...], start: date | None
) -> Coupon | None:
    """What a coupon says. ``days``: when interest is paid; ``start``: when money is first drawn."""
    by_metric = not isinstance(item.rate, Percent)
    written = item.day_count.text if item.day_count is not None else "actual/365"
    if written not in DAY_COUNTS:
        known.sink.report(
            rules.UNKNOWN_DAY_COUNT, item.day_count.span if item.day_count is not None else item.span,
            found=f"`{written}` is no way of counting days that contracts know",
            next_step="write the one that was agreed, or leave it out for actual/365",
        )  # fmt: skip
        return None
    compounding = item.compounding.text.removeprefix("compounded ") if item.compounding is not None else "simple"
    periods: tuple[InterestPeriod, ...] = ()
    if by_metric:
        found = _metric_periods(known, finance, item)
        if found is None:
            return None
        periods = found
    elif written == _BY_PERIOD:
        periods = () if start is None else interest_periods(known, start, days)
        if not periods:
            known.sink.report(
                rules.UNKNOWN_DAY_COUNT, item.span, found=f"no days of interest divide the time of "
                f"`{finance.name.text}` into periods", next_step="add `interest paid` and its days, or count days",
            )  # fmt: skip
            return None
    if isinstance(item.rate, Percent):
        return Coupon(item, literals.percent(item.rate), None, compounding, written, periods)
    return Coupon(item, None, item.rate.name.text, compounding, written, periods)


def _metric_periods(known: Known, finance: Finance, item: CouponItem) -> tuple[InterestPeriod, ...] | None:
    """The periods for which a metric gives the rate: those of the payment that reads it."""
    assert not isinstance(item.rate, Percent), "a percentage is no metric"
    name = item.rate.name
    if find_named(known, name, "metric") is None:
        return None
    meaning = known.metrics.get(name.text)
    if meaning is None or not fits(known, item.rate, meaning, units.PERCENT, "the coupon"):
        return None
    readers = [known.payments[payment] for payment in known.readers.get(name.text, ())]
    dues = [reader.due for reader in readers if reader.due is not None]
    found = [periods for periods in (_periods_of(known, due) for due in dues) if periods]
    if found:
        return max(found, key=len)
    if len(dues) == len(readers):
        reason = "no payment reads it" if not readers else "no payment that reads it has periods or a day of its own"
        known.sink.report(
            rules.RATE_NEVER_KNOWN, item.rate.span, name=finance.name.text, metric=name.text, reason=reason
        )
    return None


def _periods_of(known: Known, due: Due) -> tuple[InterestPeriod, ...]:
    if due.frame.cohorts is not None or due.on_termination:
        return ()
    if due.frame.periods is not None:
        return tuple(
            InterestPeriod(period.start, period.end, years_of(known, period.start, period.end))
            for period in due.frame.periods
        )
    first, (last,) = known.terms.start, due.dates
    return (InterestPeriod(first, last, years_of(known, first, last)),) if first <= last else ()
