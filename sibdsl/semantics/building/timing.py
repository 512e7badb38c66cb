"""When things happen, for the model: schedules, determination dates, when money is payable."""

from __future__ import annotations

from sibdsl.model import declarations as model
from sibdsl.model.quantities import Period, Schedule
from sibdsl.semantics.building.context import Context, word
from sibdsl.semantics.literals import number
from sibdsl.semantics.meaning import Due, Frame
from sibdsl.surface import timing as surface

_UNITS = {"day": "days", "week": "weeks", "month": "months"}


def schedule_model(frame: Frame) -> Schedule | None:
    """The periods that something repeats over, if it does."""
    if frame.periods is None:
        return None
    periods = tuple(Period(start=period.start, end=period.end) for period in frame.periods)
    return Schedule(words=frame.words, periods=periods)


def timing_model(context: Context, node: surface.Timing, due: Due) -> model.Timing:
    """When a payment or a report is due. ``words`` is the contract's own phrase."""
    frame = due.frame
    words = context.words(node)
    if due.on_termination:
        return model.Timing(words=words, on_termination=True)
    once = frame.periods is None and frame.cohorts is None
    return model.Timing(
        words=words,
        day=due.dates[0] if once else None,
        schedule=schedule_model(frame),
        cohorts=frame.cohorts,
        cohort_dates=due.dates if frame.cohorts is not None and frame.periods is None else None,
    )


def payable_model(context: Context, node: surface.Payable) -> model.Payable:
    """``within 30 business days of validation``."""
    unit = node.unit.text.removesuffix("s")
    return model.Payable(
        count=int(number(node.count)),
        unit=word(_UNITS[unit]),
        business=node.business,
        of_validation=node.of_validation,
        words=context.words(node),
    )
