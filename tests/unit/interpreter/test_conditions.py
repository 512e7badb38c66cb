"""Gates, thresholds, n of m, earlier payments, calculations, indexation, and faults of a rule."""

from datetime import date
from fractions import Fraction

import pytest

from sibdsl.diagnostics.internal import InternalError
from sibdsl.interpreter.settle import settle
from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Calculation, Gate, Indexed, Program, Threshold
from sibdsl.runtime.evidence import FactValue, evidence_of
from sibdsl.runtime.plan import FactPlan, Period, Read, Timing, Unit
from tests.strategies.contracts import PERCENT, YEARS, metric, number, observed, payment, plan, program, rule, words

THREE = ("a", "b", "c")


def at_least(name: str, low: str) -> ir.Within:
    return ir.Within(ir.MetricValue(name), number(low), True, None, True)


def gated(condition: ir.Condition, *, thresholds: tuple[Threshold, ...] = ()) -> Program:
    """USD 100, provided a condition on the metrics a, b and c."""
    made = plan(
        metrics=[metric(name, PERCENT) for name in THREE],
        payments=(payment(reads=[Read("metric", name) for name in THREE]),),
        words=(words("success_1", "formula", "USD 100"), words("gate_1", "gate", "provided it holds")),
    )
    return program(made, rule("success", number(100), gates=[Gate("gate_1", condition)]), thresholds=thresholds)


def paid(compiled: Program, a: str, b: str = "0", c: str = "0") -> Fraction:
    evidence = evidence_of([observed("a", a), observed("b", b), observed("c", c)])
    return settle(compiled, evidence).lines[0].amount


ALL_HALF = tuple(at_least(name, "0.5") for name in THREE)


@pytest.mark.parametrize(
    ("condition", "one", "two", "three"),
    [
        (ir.Every(ALL_HALF), 0, 0, 100),
        (ir.Some(1, ALL_HALF), 100, 100, 100),
        (ir.Some(2, ALL_HALF), 0, 100, 100),
        (ir.Not(ir.Some(2, ALL_HALF)), 100, 0, 0),
        (ir.Met("half"), 0, 100, 100),
    ],
)
def test_a_gate_opens_when_its_condition_holds(condition: ir.Condition, one: int, two: int, three: int) -> None:
    compiled = gated(condition, thresholds=(Threshold("half", ir.Some(2, ALL_HALF)),))
    assert [paid(compiled, "0.5"), paid(compiled, "0.5", "0.6"), paid(compiled, "0.5", "0.6", "0.7")] == [
        one, two, three
    ]  # fmt: skip


@pytest.mark.parametrize(("value", "inside"), [("0.1", False), ("0.2", True), ("0.3", False), ("0.25", True)])
def test_a_range_holds_its_closed_end_alone(value: str, inside: bool) -> None:
    condition = ir.Within(ir.MetricValue("a"), number("0.2"), True, number("0.3"), False)
    assert paid(gated(condition), value) == (100 if inside else 0)


def test_the_pooled_test_pays_only_if_no_cohort_has_been_paid() -> None:
    """Peterborough: each cohort at 10%, else all of them together at 7.5%."""
    cohorts = ("one", "two")
    days = (date(2014, 6, 30), date(2016, 6, 30))
    made = plan(
        cohorts=(("one", ""), ("two", "")),
        metrics=(metric("reduction", PERCENT, cohorts=cohorts), metric("pooled", PERCENT)),
        payments=(
            payment(
                "cohort_payment",
                timing=Timing(cohorts=cohorts, cohort_dates=days),
                reads=(Read("metric", "reduction"),),
            ),
            payment(
                "pooled_payment",
                timing=Timing(day=date(2016, 6, 30)),
                reads=(Read("payment", "cohort_payment"), Read("metric", "pooled")),
            ),
        ),
    )
    compiled = program(
        made,
        rule("cohort_payment", number(1000), gates=[Gate("g1", at_least("reduction", "0.1"))]),
        rule(
            "pooled_payment",
            number(500),
            gates=[Gate("g2", ir.Not(ir.HasBeenPaid("cohort_payment"))), Gate("g3", at_least("pooled", "0.075"))],
        ),
    )

    def outcome(one: str, two: str, pooled: str) -> list[Fraction]:
        rows = [observed("reduction", one, cohort="one"), observed("reduction", two, cohort="two")]
        return [line.amount for line in settle(compiled, evidence_of([*rows, observed("pooled", pooled)])).lines]

    assert outcome("0.084", "0.097", "0.09") == [0, 0, 500]
    assert outcome("0.1", "0.097", "0.09") == [1000, 0, 0]
    assert outcome("0.084", "0.097", "0.0749") == [0, 0, 0]


def test_a_calculated_metric_is_computed_from_what_is_reported() -> None:
    """Roca: 0.8 times the trial's effect plus 0.2 times the comparison's."""
    blended = Calculation(
        "blended",
        ir.Sum((ir.Product((number("0.8"), ir.MetricValue("a"))), ir.Product((number("0.2"), ir.MetricValue("b"))))),
    )
    made = plan(
        metrics=[metric(name, PERCENT) for name in ("a", "b")],
        payments=(payment(reads=(Read("metric", "a"), Read("metric", "b"))),),
        words=(
            words("blended", "calculation", "0.8 times a plus 0.2 times b", PERCENT, subject="Blended effect"),
            words("success_1", "formula", "USD 1,000 times blended"),
        ),
    )
    compiled = program(
        made,
        rule("success", ir.Product((number(1000), ir.CalculatedValue("blended"), ir.CalculatedValue("blended")))),
        calculations=(blended,),
    )
    line = settle(compiled, evidence_of([observed("a", "0.5"), observed("b", "0.25")])).lines[0]
    assert line.amount == Fraction("202.5")
    told = [step["text"] for step in line.derivation if step["kind"] == "calculation"]
    assert told == ["Blended effect, calculated as 0.8 times a plus 0.2 times b, where a is 50% and b is 25%, is 45%."]


def test_an_index_scales_the_amount_by_the_value_in_force_over_that_of_its_base() -> None:
    base, later = date(2013, 4, 1), date(2016, 4, 1)
    made = plan(
        facts=(FactPlan("cpi", "Consumer prices", Unit("number", ""), None, None, (base, later)),),
        payments=(payment(reads=(Read("fact", "cpi"), Read("fact", "cpi", on=base))),),
    )
    compiled = program(made, rule("success", number(1000), then=[Indexed("success.index", "cpi", base)]))
    values = [FactValue("cpi", Fraction(100), base), FactValue("cpi", Fraction("103.5"), later)]
    line = settle(compiled, evidence_of(facts=values)).lines[0]
    assert line.amount == 1035
    assert "Consumer prices, 103.5 against 100 on 2013-04-01: USD 1,000 becomes USD 1,035." in str(line.derivation)


def test_time_since_the_start_of_the_term() -> None:
    """The term begins on 2012-09-01; both that day and the determination date are counted."""
    made = plan(payments=(payment(timing=Timing(periods=tuple(YEARS))),))
    months = settle(program(made, rule("success", ir.Elapsed("months"))), evidence_of())
    days = settle(program(made, rule("success", ir.Elapsed("days"))), evidence_of())
    assert [line.amount for line in months.lines] == [16, 28, 40]
    assert [line.amount for line in days.lines] == [487, 852, 1217]


def test_what_a_payment_has_paid_so_far() -> None:
    made = plan(payments=(payment(timing=Timing(periods=tuple(YEARS)), reads=(Read("payment", "success"),)),))
    doubling = ir.Sum((number(1), ir.PaidSoFar("success")))
    assert [line.amount for line in settle(program(made, rule("success", doubling)), evidence_of()).lines] == [1, 2, 4]


def test_a_negative_amount_is_a_finding_and_not_a_payment() -> None:
    statement = settle(program(plan(payments=(payment(),)), rule("success", number(-1))), evidence_of())
    assert not statement.lines
    assert [finding.code for finding in statement.findings] == ["SIB980"]
    assert len(statement.pending) == 1


def test_a_division_by_zero_is_a_finding_and_not_a_traceback() -> None:
    broken = rule("success", ir.Quotient(number(1), number(0)))
    statement = settle(program(plan(payments=(payment(),)), broken), evidence_of())
    assert [finding.code for finding in statement.findings] == ["SIB981"]


def test_a_rule_that_reads_more_than_its_plan_says_waits() -> None:
    made = plan(metrics=(metric("hours"),), payments=(payment(),))
    compiled = program(made, rule("success", ir.MetricValue("hours")))
    assert settle(compiled, evidence_of()).pending
    assert settle(compiled, evidence_of([observed("hours", 3)])).lines[0].amount == 3


def test_a_program_without_a_rule_is_a_fault_of_ours() -> None:
    with pytest.raises(InternalError, match="lacks 'success'"):
        settle(program(plan(payments=(payment(),))), evidence_of())


def test_periods_of_a_plan_can_be_reused() -> None:
    """Two plans that differ in their dates do not share determinations."""
    first = plan(payments=(payment(timing=Timing(periods=(Period(date(2013, 1, 1), date(2013, 1, 31)),))),))
    second = plan(payments=(payment(timing=Timing(periods=(Period(date(2014, 1, 1), date(2014, 1, 31)),))),))
    days = [settle(program(made, rule("success", number(1))), evidence_of()).lines[0].due for made in (first, second)]
    assert days == [date(2013, 1, 31), date(2014, 1, 31)]
