"""When something happens, in words.

In: timings, schedules and payment terms of the checked contract. Out: phrases and sentences.
Relies on ``dates`` for days.
Guarantees: a schedule states its first and last period and how many there are.
"""

from __future__ import annotations

from sibdsl.generators.documents.english.dates import day_words, period_words
from sibdsl.generators.documents.english.lists import counted, joined
from sibdsl.generators.documents.english.names import Names
from sibdsl.model.declarations import Payable, Payment, Timing
from sibdsl.model.quantities import Schedule

_MOST_COHORTS_NAMED = 6


def determined_words(timing: Timing, names: Names) -> str:
    """Say when a payment is determined: ``once, on 30 September 2016``."""
    if timing.on_termination:
        return "if the contract is ended early, on the day it ends"
    if timing.schedule is not None:
        for_each = f", for {cohorts_words(timing.cohorts, names)}" if timing.cohorts else ""
        return f"{schedule_words(timing.schedule)}{for_each}"
    if timing.cohorts:
        return f"once for {cohorts_words(timing.cohorts, names)}{_cohort_days(timing, names)}"
    return "once" if timing.day is None else f"once, on {day_words(timing.day)}"


def schedule_words(schedule: Schedule) -> str:
    """Say when periods end: how often, how many there are, and which is the first and the last."""
    periods = schedule.periods
    if is_list_of_days(schedule):
        return f"on {joined([day_words(period.end) for period in periods])}"
    if len(periods) == 1:
        return f"once, for the period {period_words(periods[0])}"
    return (
        f"{_how_often(schedule)}, at the end of each of {counted(len(periods), 'period')}, the first being "
        f"{period_words(periods[0])} and the last {period_words(periods[-1])}"
    )


def is_list_of_days(schedule: Schedule) -> bool:
    """Say whether a schedule is a list of days rather than a frequency."""
    return schedule.words.removeprefix("on ")[:1].isdigit()


def cohorts_words(cohorts: tuple[str, ...], names: Names) -> str:
    """Name cohorts: ``each of “Cohort 1” and “Cohort 2”``."""
    if set(cohorts) == set(names.cohorts) and len(cohorts) > _MOST_COHORTS_NAMED:
        return f"each of the {counted(len(cohorts), 'cohort')}"
    terms = [names.term(cohort) for cohort in cohorts]
    return terms[0] if len(terms) == 1 else f"each of {joined(terms)}"


def payable_words(payable: Payable) -> str:
    """Say when a determined amount is to be paid."""
    unit = payable.unit if payable.count != 1 else payable.unit.removesuffix("s")
    business = "business " if payable.business else ""
    from_when = "its evidence was validated" if payable.of_validation else "it is determined"
    return f"within {payable.count:,} {business}{unit} after the day on which {from_when}"


def validation_words(payment: Payment) -> str:
    """Say what validation means, where payment runs from it; empty otherwise."""
    if payment.payable is None or not payment.payable.of_validation:
        return ""
    return "Evidence is validated on the day on which the last piece of evidence that the payment needs was verified."


def suspension_words(payment: Payment) -> list[str]:
    """Say in which periods nothing is determined, and what the end of the contract changes."""
    sentences = [
        f"Nothing is determined or paid for a determination date in the period {period_words(period)}."
        for period in payment.suspended
    ]
    if payment.continues_after_termination:
        sentences.append("This payment continues to be determined after the contract has been ended early.")
    return sentences


def _how_often(schedule: Schedule) -> str:
    return " ".join(schedule.words.split(" from ")[0].split()) or "regularly"


def _cohort_days(timing: Timing, names: Names) -> str:
    days = timing.cohort_dates
    if not days or not timing.cohorts:
        return ""
    if len(set(days)) == 1:
        return f", on {day_words(days[0])}"
    if len(days) > _MOST_COHORTS_NAMED:
        return ", on the dates set out below"
    each = [f"for {names.term(name)} on {day_words(day)}" for name, day in zip(timing.cohorts, days, strict=True)]
    return f": {joined(each)}"
