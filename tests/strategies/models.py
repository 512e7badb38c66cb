"""Checked contracts put together by hand, for tests of documents: one for each shape of payment."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from sibdsl.model import Contract
from sibdsl.model import expressions as e
from sibdsl.model.base import Identifier
from sibdsl.model.capital import Coupon
from sibdsl.model.contract import EarlyTermination
from sibdsl.model.declarations import (
    Cap,
    Cohort,
    Count,
    Fact,
    Finance,
    Group,
    Indexation,
    Metric,
    Minimum,
    Parameter,
    Part,
    Party,
    Payable,
    Payer,
    Payment,
    PaymentCap,
    Population,
    Report,
    Reported,
    Threshold,
    Timing,
)
from sibdsl.model.quantities import Period, Precision, Range, Schedule, Unit
from sibdsl.model.tables import (
    Bracket,
    BracketTable,
    Case,
    ConditionTable,
    DateRow,
    DateTable,
    InterpolatedTable,
    Point,
    ShareTable,
    Stage,
    StepRow,
    StepTable,
    Value,
)

PERCENT = Unit(kind="percent", text="percent", scale=Fraction(1, 100))
POINTS = Unit(kind="points", text="percentage points", scale=Fraction(1, 100))
HOURS = Unit(kind="number", text="hours")
PEOPLE = Unit(kind="number", text="people")
NUMBER = Unit(kind="number", text="number")
TERM = Period(start=date(2016, 1, 1), end=date(2020, 12, 31))
QUARTERS = Schedule(
    words="quarterly",
    periods=(
        Period(start=date(2016, 1, 1), end=date(2016, 3, 31)),
        Period(start=date(2016, 4, 1), end=date(2016, 6, 30)),
        Period(start=date(2016, 7, 1), end=date(2016, 9, 30)),
    ),
)


def money_unit(currency: str = "USD", per: str = "") -> Unit:
    scale = Fraction(100) if per == "percentage point" else Fraction(1)
    return Unit(kind="money", text=f"{currency} per {per}" if per else currency, currency=currency, scale=scale)


def money(amount: int | str, currency: str = "USD", per: str = "") -> e.Constant:
    return constant(Fraction(amount), money_unit(currency, per))


def constant(value: Fraction, unit: Unit) -> e.Constant:
    return e.Constant(words=str(value), unit=unit, value=value)


def percent(value: int | str) -> e.Constant:
    return constant(Fraction(value) / 100, PERCENT)


def reading(name: str, unit: Unit = PERCENT, **fields: Any) -> e.MetricReference:
    return e.MetricReference(words=name, unit=unit, name=name, **fields)


def arithmetic(left: e.Expression, operator: Any, right: e.Expression, unit: Unit | None = None) -> e.Arithmetic:
    return e.Arithmetic(words="", unit=unit or left.unit, operator=operator, left=left, right=right)


def within(
    subject: e.Expression,
    low: e.Expression | None = None,
    high: e.Expression | None = None,
    low_closed: bool = True,
    high_closed: bool = True,
) -> e.Within:
    return e.Within(words="", subject=subject, low=low, low_closed=low_closed, high=high, high_closed=high_closed)


def interval(low: int | str | None = None, high: int | str | None = None, closed: str = "[]") -> Range:
    """A range in hundredths."""
    return Range(
        low=None if low is None else Fraction(low) / 100,
        low_closed=closed[0] == "[",
        high=None if high is None else Fraction(high) / 100,
        high_closed=closed[1] == "]",
    )


def row(reached: list[Range], amount: e.Expression, *, otherwise: bool = False) -> StepRow:
    return StepRow(range=reached[0], reached=tuple(reached), amount=amount, otherwise=otherwise)


def steps(subject: e.Expression, *rows: StepRow, unit: Unit | None = None) -> StepTable:
    return StepTable(words="", unit=unit or money_unit(), subject=subject, ladder=True, rows=rows)


def metric(name: str, title: str, unit: Unit = PERCENT, **fields: Any) -> Metric:
    step = Fraction(1, 1000) if unit.kind in ("percent", "points") else Fraction(1)
    values = {"precision": Precision(step=step, words=""), "range": Range()} | fields
    return Metric(name=name, title=title, unit=unit, **values)


def payment(name: str, title: str, *values: Value, **fields: Any) -> Payment:
    """A payment from ``city`` to ``provider``, once on 30 September 2016 unless told otherwise."""
    defaults: dict[str, Any] = {
        "payers": (Payer(party="city", share=Fraction(1)),),
        "payee": "provider",
        "timing": Timing(words="once on 2016-09-30", day=date(2016, 9, 30)),
        "parts": tuple(Part(label=None, value=value, words="") for value in values),
    }
    return Payment(name=name, title=title, **(defaults | fields))


def cap(limit: int, scope: Any = "total", **fields: Any) -> Cap:
    defaults: dict[str, Any] = {"name": "limit", "title": "Limit", "payments": ("success",)}
    return Cap(limit=Fraction(limit), scope=scope, words="", **(defaults | {"currency": "USD"} | fields))


def contract(**fields: Any) -> Contract:
    """A contract between a city and a provider; fields replace or add."""
    defaults: dict[str, Any] = {
        "name": "example",
        "title": "Example",
        "currency": "USD",
        "currency_digits": 2,
        "term": TERM,
        "parties": (
            Party(name="city", title="City of Example", roles=("outcome payer",)),
            Party(name="provider", title="Example Services", roles=("service provider",)),
            Party(name="fund", title="Outcomes Fund", roles=("co-payer",)),
            Party(name="vera", title="Vera Institute", roles=("evaluator",), independent=True),
        ),
        "metrics": (metric("reduction", "Reduction in bed-days"),),
        "payments": (payment("success", "Success payment", money(100)),),
    }
    return Contract(**(defaults | fields))


def nyc_able() -> Contract:
    """A ladder on one metric, with finance, a population and early termination."""
    table = steps(
        reading("reduction"),
        row([interval(20, 100)], money(11_712_000)),
        row([interval(16, 20, "[)")], money(10_944_000)),
        row([interval(10, 16, "[)")], money(9_600_000)),
        row([interval("8.5", 10, "[)")], money(4_800_000)),
        row([interval(None, "8.5", "()")], money(0), otherwise=True),
    )
    return contract(
        name="nyc_able",
        title="ABLE Project for Incarcerated Youth",
        jurisdiction="New York City, United States",
        goal="Fewer days back in jail for 16 to 18 year-olds leaving Rikers Island",
        early_termination=EarlyTermination(parties=("fund",), first=date(2019, 1, 1), last=date(2020, 12, 31)),
        identifiers=(Identifier(scheme="INDIGO", value="POJ-0002"),),
        finance=(
            Finance(
                name="loan",
                title="Loan",
                instrument="loan",
                providers=("fund",),
                receiver="provider",
                amount=Fraction(9_600_000),
                currency="USD",
                coupon=Coupon(words="coupon 5% a year", rate=Fraction(1, 20)),
                rank="senior",
            ),
            Finance(
                name="guarantee",
                title="Guarantee",
                instrument="guarantee",
                providers=("city",),
                receiver="fund",
                amount=Fraction(7_200_000),
                currency="USD",
                covering=("loan",),
            ),
        ),
        populations=(Population(name="youth", title="Adolescents aged 16 to 18", size=9240),),
        metrics=(
            metric(
                "reduction",
                "Reduction in recidivism bed-days",
                range=interval(None, 100, "(]"),
                better="higher",
                population="youth",
                comparison="matched historical cohort",
                comparison_details="ages 16 to 18, 2006 to 2010",
                window="24 months after release",
                verified_by=("vera",),
                evidence="Department of Correction administrative records",
            ),
        ),
        payments=(
            payment(
                "success",
                "Success payment",
                table,
                clause="Schedule 2, 4.1",
                payable=Payable(count=30, unit="days", business=False, of_validation=False, words=""),
            ),
        ),
    )


def denver() -> Contract:
    """Zones with slopes and a jump; a rate per day with a cap; a cap over both."""
    jail = reading("jail")
    table = steps(
        jail,
        row([interval(None, 20, "()")], money(0)),
        row([interval(20, 30, "[)")], _slope(None, 160_000, 0)),
        row([interval(30, 65, "[)")], _slope(money(4_800_000), 38_000, 30)),
        row([interval(65, None, "[)")], money(6_130_000)),
    )
    days = Unit(kind="number", text="days")
    rate = arithmetic(money("15.12", per="day"), "for", reading("housing_days", days), money_unit())
    return contract(
        name="denver",
        title="Denver Supportive Housing",
        metrics=(
            metric("jail", "Reduction in jail days"),
            metric("housing_days", "Stable housing days", days, schedule=QUARTERS, range=Range(low=Fraction(0))),
        ),
        payments=(
            payment("jail_payment", "Jail payment", table),
            payment(
                "housing_payment",
                "Housing payment",
                rate,
                timing=Timing(words="quarterly", schedule=QUARTERS),
                counts=(Count(metric="housing_days", limit=Fraction(300_000), scope="total", words=""),),
                adjustments=(PaymentCap(cap="housing_limit", words=""),),
                caps=(cap(5_290_000, name="housing_limit", payments=("housing_payment",)),),
            ),
        ),
        caps=(cap(11_420_000, name="overall", title="Overall limit", payments=("jail_payment", "housing_payment")),),
    )


def _slope(base: e.Expression | None, dollars: int, bound: int) -> e.Slope:
    rate = constant(Fraction(dollars) * 100, money_unit(per="percentage point"))
    return e.Slope(words="", unit=money_unit(), base=base, rate=rate, direction="above", bound=percent(bound))


def peterborough() -> Contract:
    """Cohorts, a threshold per cohort, and a pooled test where no cohort was paid."""
    cohorts = ("cohort_1", "cohort_2")
    pounds = {"currency": "GBP"}
    return contract(
        name="peterborough",
        title="The One Service",
        currency="GBP",
        populations=(
            Population(
                name="men",
                title="Men sentenced to less than 12 months",
                cohorts=(
                    Cohort(
                        name="cohort_1",
                        title="Cohort 1",
                        size=1000,
                        determined=date(2018, 6, 30),
                        period=Period(start=date(2016, 1, 1), end=date(2016, 12, 31)),
                    ),
                    Cohort(
                        name="cohort_2",
                        title="Cohort 2",
                        determined=date(2019, 6, 30),
                        period=Period(start=date(2017, 1, 1), end=date(2017, 12, 31)),
                    ),
                ),
                groups=(Group(name="young", title="Men under 25"),),
            ),
        ),
        metrics=(
            metric(
                "reduction",
                "Reduction in reconvictions",
                cohorts=cohorts,
                reports=(Reported(name="sample", step=Fraction(1)), Reported(name="p-value", step=None)),
            ),
            metric("wellbeing", "Wellbeing", NUMBER, not_payable="It is observed for learning only"),
        ),
        thresholds=(
            Threshold(name="good", title="Good result", condition=within(reading("reduction"), percent(10))),
            Threshold(
                name="sure",
                title="Sure result",
                condition=e.AtLeastOf(
                    words="",
                    count=2,
                    items=(
                        e.ThresholdMet(words="", threshold="good"),
                        within(
                            reading("reduction", NUMBER, reported="p-value"), None, constant(Fraction(1, 20), NUMBER)
                        ),
                    ),
                ),
            ),
        ),
        payments=(
            payment(
                "cohort_success",
                "Cohort success",
                ConditionTable(
                    words="",
                    unit=money_unit(**pounds),
                    cases=(
                        Case(
                            condition=e.ThresholdMet(words="", threshold="sure"), words="", amount=money(100, **pounds)
                        ),
                        Case(condition=None, words="", amount=money(0, **pounds)),
                    ),
                ),
                timing=Timing(words="", cohorts=cohorts, cohort_dates=(date(2018, 6, 30), date(2019, 6, 30))),
                payable=Payable(count=20, unit="days", business=True, of_validation=True, words=""),
            ),
            payment(
                "pooled_success",
                "Pooled success",
                money(300, **pounds),
                provided=(
                    e.Negated(words="", condition=e.HasBeenPaid(words="", payment="cohort_success")),
                    within(reading("reduction", over="all cohorts"), percent("7.5")),
                ),
            ),
        ),
        business_days="modified following",
        calendar="GB-ENG",
    )


def kobe() -> Contract:
    """A fixed part, and straight lines between points, in a currency without decimals."""
    yen = {"currency": "JPY"}
    line = InterpolatedTable(
        words="",
        unit=money_unit("JPY"),
        subject=reading("kidney"),
        points=(
            Point(at=Fraction(0), words="0%", amount=money(0, **yen)),
            Point(at=Fraction(4, 5), words="80%", amount=money(7_860_000, **yen)),
        ),
    )
    parts = (
        Part(label="fixed fee", value=money(10_480_000, **yen), words=""),
        Part(label=None, value=line, words=""),
    )
    return contract(
        name="kobe",
        title="Kobe",
        currency="JPY",
        currency_digits=0,
        metrics=(metric("kidney", "Suppression of kidney-function decline", range=interval(0, 100)),),
        payments=(payment("final", "Final payment", parts=parts),),
    )


def every_shape() -> Contract:
    """Brackets, stages, dates, bounds, indexation, a minimum, payers in turns and by share, parameters."""
    people = reading("people", PEOPLE)
    bands = BracketTable(
        words="",
        unit=money_unit(),
        subject=people,
        brackets=(
            Bracket(words="", width=Fraction(370), rate=money(1000, per="person")),
            Bracket(words="", width=Fraction(40), rate=money(900, per="person")),
            Bracket(words="", width=None, rate=money(500, per="person")),
        ),
    )
    savings = reading("savings", money_unit())
    share = ShareTable(
        words="",
        unit=money_unit(),
        base=savings,
        within=True,
        stages=(
            Stage(words="", share=percent(95), until=Fraction(7_700_000)),
            Stage(words="", share=percent(40), until=None),
        ),
    )
    dates = DateTable(
        words="",
        unit=money_unit(),
        rows=(
            DateRow(day=date(2016, 3, 31), amount=money(10)),
            DateRow(day=date(2016, 6, 30), amount=money(20)),
            DateRow(day=date(2016, 9, 30), amount=money(30)),
        ),
    )
    price = e.ParameterReference(words="price", unit=money_unit(), name="price")
    net = e.Bounded(
        words="",
        unit=money_unit(),
        low=money(0),
        value=arithmetic(
            arithmetic(price, "times", people),
            "minus",
            e.FactReference(words="waiver", unit=money_unit(), name="waiver"),
        ),
    )
    quarterly = Timing(words="quarterly", schedule=QUARTERS)
    turns = (Payer(party="city", share=None, limit=Fraction(1_000_000)), Payer(party="fund", share=None))
    halves = (Payer(party="city", share=Fraction(4, 5)), Payer(party="fund", share=Fraction(1, 5)))
    index = Indexation(fact="cpi", base=date(2016, 1, 1), words="")
    return contract(
        metrics=(
            metric("people", "People housed", PEOPLE),
            metric("savings", "Savings", money_unit(), schedule=QUARTERS),
        ),
        facts=(
            Fact(
                name="cpi",
                title="Consumer prices",
                unit=NUMBER,
                published="monthly",
                dates=(date(2016, 1, 1), date(2016, 6, 1)),
            ),
            Fact(name="waiver", title="Waiver", unit=money_unit(), published="once"),
        ),
        parameters=(
            Parameter(name="price", title="Price", unit=money_unit(), value=Fraction(12), words=""),
            Parameter(name="secret", title="Unit price", unit=money_unit(), words=""),
        ),
        payments=(
            payment("bands", "Bands", bands, payers=turns, adjustments=(index, Minimum(amount=Fraction(5), words=""))),
            payment(
                "savings_share",
                "Savings share",
                share,
                timing=quarterly,
                payers=halves,
                suspended=(Period(start=date(2016, 4, 1), end=date(2016, 6, 30)),),
            ),
            payment("fees", "Fees", dates, timing=quarterly, continues_after_termination=True),
            payment("net", "Net payment", net),
            payment("leaving", "Leaving payment", money(7), timing=Timing(words="", on_termination=True)),
        ),
        reports=(
            Report(
                name="annual",
                title="Annual report",
                sender="provider",
                receivers=("city",),
                timing=quarterly,
                payable=Payable(count=1, unit="months", business=False, of_validation=False, words=""),
                contents="Numbers and lessons",
            ),
        ),
    )
