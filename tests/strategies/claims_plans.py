"""A Hypothesis strategy for contracts with rate cards: small ones, with everything that a card can say.

`claims_contracts()` draws a plan and its rate cards. All of them run in 2018 and 2019. Numbers are such that every
engine must get them right: prices that have no end as decimals, shares that are no whole amounts, limits that bite.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from sibdsl.runtime.claims_earlier import outcomes_in_order
from sibdsl.runtime.claims_plan import (
    After,
    ClaimsPlan,
    CohortDates,
    Documents,
    Group,
    Length,
    Limit,
    OutcomePlan,
    Price,
    Recorded,
    Requirement,
    Sustained,
    Uplift,
)
from sibdsl.runtime.exact import ROUNDING_MODES
from sibdsl.runtime.plan import Payer, PaymentPlan, Period, Plan, Range, Timing, Unit

START, END = date(2018, 1, 1), date(2019, 12, 31)
QUARTERS = tuple(
    Period(date(year, month - 2, 1), date(year, month, last))
    for year in (2018, 2019)
    for month, last in ((3, 31), (6, 30), (9, 30), (12, 31))
)
YEARS = (Period(date(2018, 1, 1), date(2018, 12, 31)), Period(date(2019, 1, 1), date(2019, 12, 31)))
COHORTS = (
    CohortDates("first", "First", Period(date(2018, 1, 1), date(2018, 6, 30))),
    CohortDates("second", "Second", Period(date(2018, 6, 1), date(2019, 6, 30))),
)
GROUPS = ("young", "parent")
STATES = ("housed", "working")
DOCUMENTS = ("form", "lease", "letter")
UNITS = (Unit("number", "days"), Unit("number", "weeks", Fraction(7)), Unit("percent", "%", Fraction(1, 100)))
DAYS_OF_PRICES = (date(2018, 4, 1), date(2018, 6, 30), date(2019, 1, 1))
ANY_PRICE = Price(Fraction(400), "otherwise")
YEARLY = ("contract year", "calendar year", "financial year")
MOST_OUTCOMES = 4
MOST_LIMITS = 4


@st.composite
def claims_contracts(draw: st.DrawFn) -> tuple[Plan, ClaimsPlan]:
    """A contract and its rate cards; `plan.cohorts` and `claims.cohorts` agree."""
    cohorts = draw(st.sampled_from([(), COHORTS]))
    plan = draw(_plans(cohorts))
    names = [f"outcome_{place}" for place in range(draw(st.sampled_from([2, 3, MOST_OUTCOMES, 1])))]
    payments = [payment.name for payment in plan.payments]
    outcomes = tuple([draw(_outcomes(name, names[:place], payments, cohorts)) for place, name in enumerate(names)])
    limits = [draw(_limits(place, names, cohorts)) for place in range(draw(st.sampled_from([1, 2, 3, MOST_LIMITS, 0])))]
    limits.sort(key=lambda limit: ("claims", "quantity", "money").index(limit.measure))
    claims = ClaimsPlan(
        outcomes=outcomes,
        cohorts=cohorts,
        groups=tuple(Group(name, "") for name in GROUPS),
        uplifts=tuple(draw(st.lists(_uplifts(names), max_size=2))),
        only_one_of=draw(_alternatives(outcomes)),
        limits=tuple(limits),
    )
    return plan, claims


@st.composite
def _plans(draw: st.DrawFn, cohorts: tuple[CohortDates, ...]) -> Plan:
    payments = [draw(_payments("outcomes", cohorts)), draw(_payments("bonus", cohorts))]
    return Plan(
        contract="homes",
        title="Homes",
        currency="GBP",
        digits=draw(st.sampled_from([2, 2, 0, 3])),
        rounding=draw(st.sampled_from(ROUNDING_MODES)),
        term=Period(START, END),
        parties=(("council", "The Council"), ("provider", "The Provider")),
        cohorts=tuple((cohort.name, cohort.title) for cohort in cohorts),
        metrics=(),
        facts=(),
        payments=tuple(payments[: draw(st.integers(1, 2))]),
        caps=(),
        counts=(),
        words=(),
        month_end=draw(st.sampled_from(["same day", "last day"])),
        financial_year=draw(st.sampled_from([(4, 1), (7, 1)])),
    )


@st.composite
def _payments(draw: st.DrawFn, name: str, cohorts: tuple[CohortDates, ...]) -> PaymentPlan:
    names = tuple(cohort.name for cohort in cohorts)
    timings = [Timing(periods=QUARTERS), Timing(periods=QUARTERS), Timing(periods=YEARS), Timing(day=date(2019, 3, 31))]
    if names:
        timings.append(Timing(cohorts=names, cohort_dates=(date(2019, 3, 31), date(2019, 12, 31))))
        timings.append(Timing(periods=YEARS, cohorts=names))
    span = Period(date(2018, 6, 1), date(2018, 9, 30))
    return PaymentPlan(
        name=name,
        title="",
        clause=None,
        payers=(Payer("council", Fraction(1)),),
        payee="provider",
        timing=draw(st.sampled_from(timings)),
        payable=None,
        reads=(),
        suspended=draw(st.sampled_from([(), (), (), (span,)])),
        continues=draw(st.booleans()),
    )


@st.composite
def _outcomes(
    draw: st.DrawFn, name: str, earlier: list[str], payments: list[str], cohorts: tuple[CohortDates, ...]
) -> OutcomePlan:
    unit = draw(st.none() | st.sampled_from(UNITS))
    recorded = (Recorded("weekly", "", UNITS[0], None), Recorded("total", "", UNITS[1], None))
    comes_after = st.just([])
    if earlier and draw(st.sampled_from([False, False, True])):
        comes_after = st.lists(_after(earlier), min_size=1, max_size=2, unique_by=lambda item: item.outcome)
    requires = draw(st.sampled_from([(), (), (), (), _REQUIREMENTS[:1], _REQUIREMENTS]))
    return OutcomePlan(
        name=name,
        title="",
        clause=None,
        payment=draw(st.sampled_from(payments)),
        prices=(*draw(st.lists(_prices(cohorts), max_size=2)), draw(st.just(ANY_PRICE) | _prices(cohorts))),
        unit=unit,
        step=None if unit is None else draw(st.sampled_from([None, unit.scale, unit.scale / 4])),
        range=Range() if unit is None else draw(st.sampled_from([Range(), Range(high=30 * unit.scale)])),
        documents=draw(st.sampled_from([(), (), (), (Documents(1, ("form",)), Documents(1, ("lease", "letter")))])),
        claimed_within=draw(_sometimes(_lengths)),
        reached_from=draw(_sometimes(_lengths)),
        reached_to=draw(_sometimes(st.sampled_from([Length(12, "months"), Length(400, "days")]))),
        recorded=recorded if requires else (),
        requires=requires,
        sustained=draw(_sometimes(_states())),
        after=tuple(draw(comes_after)),
        validated=draw(st.booleans()),
        verifiers=(),
    )


_REQUIREMENTS = (
    (Requirement("weekly", Range(Fraction(25))),),
    (Requirement("weekly", Range(Fraction(10))), Requirement("total", Range(Fraction(7), False, Fraction(70), True))),
)
_lengths = st.sampled_from([Length(0, "days"), Length(14, "days"), Length(1, "months"), Length(3, "months")])


def _sometimes(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from([False, False, False, False, False, True]).flatmap(
        lambda there: items if there else st.none()
    )


@st.composite
def _prices(draw: st.DrawFn, cohorts: tuple[CohortDates, ...]) -> Price:
    start, end = draw(st.sampled_from([(None, None)] * 4 + [DAYS_OF_PRICES[1:], (DAYS_OF_PRICES[0], None)]))
    return Price(
        amount=draw(st.sampled_from([Fraction(text) for text in "500 500 300 15.12 71/7 1/3 0".split()])),
        words="",
        cohort=draw(st.sampled_from([None, None, None, *(cohort.name for cohort in cohorts)])),
        groups=draw(st.sampled_from([(), (), (), (), ("young",), ("young", "parent")])),
        start=start,
        end=end,
    )


@st.composite
def _states(draw: st.DrawFn) -> Sustained:
    return Sustained(
        state=draw(st.sampled_from(STATES)),
        length=draw(st.sampled_from([Length(1, "months"), Length(3, "months"), Length(20, "days")])),
        within=draw(_sometimes(st.sampled_from([Length(3, "months"), Length(40, "days")]))),
        gap=draw(st.sampled_from([0, 7])),
        restarts=draw(st.booleans()),
    )


def _after(earlier: list[str]) -> st.SearchStrategy[After]:
    return st.builds(
        After,
        outcome=st.sampled_from(earlier),
        at_least=_sometimes(_lengths),
        within=_sometimes(st.sampled_from([Length(6, "months"), Length(20, "days")])),
    )


def _uplifts(names: list[str]) -> st.SearchStrategy[Uplift]:
    return st.builds(
        Uplift,
        share=st.sampled_from([Fraction(1, 10), Fraction(1, 3)]),
        group=st.sampled_from(GROUPS),
        outcomes=st.lists(st.sampled_from(names), min_size=1, unique=True).map(lambda some: tuple(sorted(some))),
        step=st.sampled_from([None, Fraction(1), Fraction(1, 100)]),
        rounding=st.sampled_from(ROUNDING_MODES),
        words=st.just("an uplift"),
    )


@st.composite
def _alternatives(draw: st.DrawFn, outcomes: tuple[OutcomePlan, ...]) -> tuple[tuple[str, ...], ...]:
    """Outcomes of which only one is paid, where none of them comes after another one of them by a third."""
    names = [outcome.name for outcome in outcomes]
    if len(names) < 2 or draw(st.booleans()):
        return ()
    some = draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True))
    sets = (tuple(sorted(some)),)
    try:
        outcomes_in_order(ClaimsPlan(outcomes, only_one_of=sets))
    except ValueError:
        return ()
    return sets


@st.composite
def _limits(draw: st.DrawFn, place: int, names: list[str], cohorts: tuple[CohortDates, ...]) -> Limit:
    measure = draw(st.sampled_from(["claims", "quantity", "money", "money", "share"]))
    some = draw(st.lists(st.sampled_from(names), min_size=1, unique=True).map(sorted))
    cohort = draw(st.sampled_from([None, None, *(cohort.name for cohort in cohorts)]))
    period = draw(st.sampled_from([(), (), ("determination",), *((year,) for year in YEARLY)]))
    if measure == "share":
        others = draw(st.lists(st.sampled_from(names), unique=True))
        share = draw(st.sampled_from([Fraction(1, 4), Fraction(1, 3), Fraction(1, 2)]))
        base = tuple(name for name in names if name in some or name in others)
        per = draw(st.sampled_from([period, (*period, "cohort")]))
        whole = draw(st.booleans())
        return Limit(f"limit_{place}", "a share", None, "money", tuple(some), per, None, whole, cohort, share, base)
    people = draw(st.sampled_from([(), (), ("person",), ("person", "outcome"), ("outcome",), ("cohort",), ("claim",)]))
    amounts = {
        "claims": st.sampled_from([1, 2, 3, 0]).map(Fraction),
        "quantity": st.sampled_from([Fraction(1), Fraction(5, 2), Fraction(20)]),
        "money": st.sampled_from([Fraction(0), Fraction(100), Fraction("700.005"), Fraction(1200), Fraction(3000)]),
    }
    return Limit(
        name=f"limit_{place}",
        text="a limit",
        clause=None,
        measure=measure,
        outcomes=tuple(some),
        per=(*people, *period),
        amount=draw(amounts[measure]),
        whole=draw(st.booleans()) and measure == "money",
        cohort=cohort,
    )
