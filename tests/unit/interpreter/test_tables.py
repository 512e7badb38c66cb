"""What each kind of table pays, by published numbers where there are any."""

from datetime import date
from fractions import Fraction

import pytest

from sibdsl.interpreter.settle import settle
from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Program
from sibdsl.runtime.evidence import evidence_of
from sibdsl.runtime.plan import Period, Read, RowWords, Timing
from tests.strategies.contracts import (
    PERCENT,
    YEARS,
    able,
    metric,
    number,
    observed,
    payment,
    plan,
    program,
    rule,
    words,
)


def paid(compiled: Program, **values: int | str) -> Fraction:
    """What is paid for these values of metrics without periods."""
    evidence = evidence_of([observed(name, value) for name, value in values.items()])
    statement = settle(compiled, evidence)
    assert not statement.pending
    assert not statement.findings
    return sum((line.amount for line in statement.lines), Fraction(0))


def one_payment(value: ir.Expression, *metrics: str, unit: object = PERCENT) -> Program:
    """A contract with one payment of this amount, which reads these metrics."""
    made = plan(
        metrics=[metric(name, unit) for name in metrics],  # type: ignore[arg-type]
        payments=(payment(reads=[Read("metric", name) for name in metrics]),),
        words=(words("success_1", "formula", "the rule"),),
    )
    return program(made, rule("success", value))


def yearly(value: ir.Expression, metric_name: str = "savings") -> Program:
    """A payment at the end of each year from the savings of that year, which remembers what it has paid."""
    made = plan(
        metrics=(metric(metric_name, periods=YEARS),),
        payments=(
            payment(
                timing=Timing(periods=tuple(YEARS)), reads=(Read("metric", metric_name), Read("payment", "success"))
            ),
        ),
        words=(words("success_1", "stages", "share of savings", rows=(RowWords("a", ""), RowWords("b", ""))),),
    )
    return program(made, rule("success", value))


def by_year(compiled: Program, *values: int) -> list[Fraction]:
    rows = [observed("savings", value, period_end=period.end) for value, period in zip(values, YEARS, strict=False)]
    return [line.amount for line in settle(compiled, evidence_of(rows)).lines]


@pytest.mark.parametrize(
    ("reduction", "amount"),
    [("0", 0), ("0.099", 0), ("0.1", 9_600_000), ("0.129", 9_600_000), ("0.2", 11_712_000), ("0.35", 11_712_000)],
)
def test_the_highest_row_reached_pays(reduction: str, amount: int) -> None:
    assert paid(able(), reduction=reduction) == amount


@pytest.mark.parametrize(
    ("percent", "amount"),
    [("0.38", 5_104_000), ("0.1999", 0), ("0.3", 4_800_000), ("0.8", 6_130_000), ("0.25", 4_000_000)],
)
def test_zones_have_slopes_of_the_value_they_read(percent: str, amount: int) -> None:
    """Denver's jail days: 160,000 a point to 30%, then 38,000 a point to 65%, then flat."""

    def slope(per_point: int) -> ir.Expression:
        return ir.Product((number(per_point * 100), ir.Subject()))

    zones = ir.Steps(
        "success_1",
        ir.MetricValue("jail"),
        (
            ir.StepRow(None, True, Fraction("0.2"), False, number(0)),
            ir.StepRow(Fraction("0.2"), True, Fraction("0.3"), True, slope(160_000)),
            ir.StepRow(
                Fraction("0.3"),
                False,
                Fraction("0.65"),
                False,
                ir.Sum(
                    (
                        number(4_800_000),
                        ir.Product((number(3_800_000), ir.Difference(ir.Subject(), number("0.3")))),
                    )
                ),
            ),
            ir.StepRow(Fraction("0.65"), True, None, True, number(6_130_000)),
        ),
        (0, 1, 2, 3),
    )
    assert paid(one_payment(zones, "jail"), jail=percent) == amount


@pytest.mark.parametrize(("count", "amount"), [(0, 0), (370, 740_000), (380, 755_000), (500, 860_000)])
def test_brackets_price_each_unit_once(count: int, amount: int) -> None:
    """The first 370 at 2,000, the next 40 at 1,500, the rest at 2,000 for three."""
    table = ir.Brackets(
        "success_1",
        ir.MetricValue("placements"),
        (
            ir.Bracket(Fraction(370), number(2000)),
            ir.Bracket(Fraction(40), number(1500)),
            ir.Bracket(None, ir.Quotient(number(2000), number(3))),
        ),
    )
    assert paid(one_payment(table, "placements"), placements=count) == amount


def stages(within: bool) -> ir.Stages:
    """95% until 1,000 is paid, then 40%."""
    return ir.Stages(
        "success_1",
        ir.MetricValue("savings"),
        (ir.Stage(number("0.95"), Fraction(1000)), ir.Stage(number("0.4"), None)),
        within,
    )


def test_a_share_switches_inside_the_determination_that_reaches_its_sum() -> None:
    # 950 at once; then 50 needs 1,000 / 19 of the base, and the other 17,000 / 19 pay 40%.
    amounts = by_year(yearly(stages(within=True)), 1000, 1000, 1000)
    assert amounts == [950, Fraction("428.95"), 400]


def test_a_share_switches_from_the_next_determination() -> None:
    assert by_year(yearly(stages(within=False)), 1000, 1000, 1000) == [950, 950, 400]


def test_a_share_of_nothing_pays_nothing() -> None:
    assert by_year(yearly(stages(within=True)), 0, 0, 0) == [0, 0, 0]


def test_the_first_case_that_holds_pays() -> None:
    def at_least(low: str) -> ir.Condition:
        return ir.Within(ir.MetricValue("rate"), number(low), True, None, True)

    table = ir.Cases(
        "success_1", (ir.Case(at_least("0.9"), number(300)), ir.Case(at_least("0.5"), number(200))), number(10)
    )
    compiled = one_payment(table, "rate")
    assert [paid(compiled, rate=rate) for rate in ("0.95", "0.9", "0.6", "0.1")] == [300, 300, 200, 10]


def test_a_date_table_pays_by_determination_date() -> None:
    days = [period.end for period in YEARS]
    table = ir.Dates("success_1", tuple(ir.DatedAmount(day, number(day.year)) for day in days))
    assert by_year(yearly(table), 1, 1, 1) == [2013, 2014, 2015]


def test_arithmetic_is_exact() -> None:
    """A third of a tenth, three times, is a tenth; least, greatest and rounding do what they say."""
    third = ir.Quotient(ir.MetricValue("rate"), number(3))
    value = ir.Least((number(5), ir.Greatest((ir.Sum((third, third, third)), number("0.01")))))
    assert paid(one_payment(value, "rate"), rate="0.1") == Fraction("0.1")
    rounded = ir.Rounded(ir.MetricValue("rate"), Fraction("0.05"), "half even")
    assert paid(one_payment(rounded, "rate"), rate="0.125") == Fraction("0.1")


def test_periods_add_up_so_far_and_within_a_longer_period() -> None:
    halves = [
        Period(date(year, first, 1), date(year, first + 5, 30 if first == 1 else 31))
        for year in (2013, 2014)
        for first in (1, 7)
    ]
    made = plan(
        metrics=(metric("hours", periods=halves),),
        payments=(
            payment(
                timing=Timing(periods=tuple(YEARS[:2])),
                reads=(Read("metric", "hours", "so far"), Read("metric", "hours", "period")),
            ),
        ),
        words=(words("success_1", "formula", "hours so far plus hours in the period"),),
    )
    value = ir.Sum((ir.Product((number(1000), ir.MetricValue("hours", "so far"))), ir.MetricValue("hours", "period")))
    rows = [observed("hours", index, period_end=period.end) for index, period in enumerate(halves, 1)]
    statement = settle(program(made, rule("success", value)), evidence_of(rows))
    assert [line.amount for line in statement.lines] == [3003, 10007]
