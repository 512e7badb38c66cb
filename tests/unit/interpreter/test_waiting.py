"""When a determination is pending, what it says it waits for, and when it lapses."""

from datetime import date
from fractions import Fraction

from sibdsl.interpreter.settle import settle
from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Capped, Program
from sibdsl.runtime.evidence import FactValue, evidence_of
from sibdsl.runtime.plan import EarlyTermination, FactPlan, Payer, Period, Plan, Read, Timing, Unit
from tests.strategies.contracts import YEARS, able, metric, number, observed, payment, plan, program, rule, total_cap

HOURS = ir.MetricValue("hours")


def yearly(*, then: tuple[object, ...] = (), **changes: object) -> Program:
    """USD 1 an hour, for each cohort at the end of each year."""
    made: dict[str, object] = {
        "cohorts": (("spring", "Spring"), ("autumn", "Autumn")),
        "metrics": (metric("hours", periods=YEARS, cohorts=("spring", "autumn")),),
        "payments": (
            payment(
                timing=Timing(periods=tuple(YEARS), cohorts=("spring", "autumn")), reads=(Read("metric", "hours"),)
            ),
        ),
    }
    return program(plan(**{**made, **changes}), rule("success", HOURS, then=then))


def hours(year: int, cohort: str, value: int = 10, **changes: object) -> object:
    return observed("hours", value, cohort=cohort, period_end=date(year, 12, 31), **changes)


def outcome(compiled: Program, *rows: object, **options: object) -> dict[str, object]:
    """Amounts by day and cohort, or what is waited for, or why it lapsed."""
    statement = settle(compiled, evidence_of(rows, termination=options.pop("termination", None)), **options)  # type: ignore[arg-type]
    found: dict[str, object] = {}
    for line in statement.lines:
        found[f"{line.determination.day.year} {line.determination.cohort}"] = line.amount
    for item in statement.pending:
        found[f"{item.determination.day.year} {item.determination.cohort}"] = item.waits_for
    for gone in statement.lapsed:
        found[f"{gone.determination.day.year} {gone.determination.cohort}"] = gone.reason
    return found


def test_what_has_not_arrived_is_pending_and_not_zero() -> None:
    found = outcome(yearly(), hours(2013, "spring"))
    assert found["2013 spring"] == 10
    assert found["2013 autumn"] == ("hours for autumn in the period 2013-01-01 to 2013-12-31",)


def test_a_capped_payment_waits_for_its_earlier_determinations() -> None:
    found = outcome(
        yearly(then=(Capped("limit"),), caps=(total_cap("limit", 15),)), hours(2013, "spring"), hours(2014, "spring")
    )
    assert found["2013 spring"] == 10
    assert found["2014 spring"] == ("the earlier determination of success for autumn on 2013-12-31",)


def test_a_cap_per_cohort_waits_for_the_same_cohort_alone() -> None:
    capped = yearly(then=(Capped("limit"),), caps=(total_cap("limit", 15, scope="cohort"),))
    found = outcome(capped, hours(2013, "spring"), hours(2014, "spring"), hours(2014, "autumn"))
    assert found["2014 spring"] == 5
    assert found["2014 autumn"] == ("the earlier determination of success for autumn on 2013-12-31",)


def test_turns_wait_for_earlier_determinations() -> None:
    payers = (Payer("city", None, Fraction(5)), Payer("state", None))
    made = yearly().plan.payments[0]
    found = outcome(
        yearly(payments=(payment(timing=made.timing, reads=made.reads, payers=payers),)), hours(2014, "spring")
    )
    assert found["2014 spring"] == (
        "the earlier determination of success for spring on 2013-12-31",
        "the earlier determination of success for autumn on 2013-12-31",
    )


def test_a_sum_over_cohorts_needs_all_of_them() -> None:
    made = plan(
        cohorts=(("spring", ""), ("autumn", "")),
        metrics=(metric("score", cohorts=("spring", "autumn")),),
        payments=(payment(reads=(Read("metric", "score", "all cohorts"),)),),
    )
    compiled = program(made, rule("success", ir.MetricValue("score", "all cohorts")))
    rows = [observed("score", 3, cohort="spring"), observed("score", 4, cohort="autumn")]
    assert settle(compiled, evidence_of(rows[:1])).pending[0].waits_for == ("score for autumn",)
    assert settle(compiled, evidence_of(rows)).lines[0].amount == 7


def fact_contract(dates: tuple[date, ...] | None) -> Program:
    made = plan(
        facts=(FactPlan("cpi", "Consumer prices", Unit("number", ""), None, None, dates),),
        payments=(payment(reads=(Read("fact", "cpi"),)),),
    )
    return program(made, rule("success", ir.FactValue("cpi")))


def test_the_value_of_a_fact_in_force_is_the_latest_due_by_then() -> None:
    compiled = fact_contract((date(2015, 4, 1), date(2016, 4, 1), date(2017, 4, 1)))
    older = FactValue("cpi", Fraction(100), date(2015, 4, 1))
    assert settle(compiled, evidence_of(facts=[older])).pending[0].waits_for == (
        "the value of cpi (Consumer prices) on 2016-04-01",
    )
    newer = FactValue("cpi", Fraction(104), date(2016, 4, 1))
    assert settle(compiled, evidence_of(facts=[older, newer])).lines[0].amount == 104


def test_a_fact_without_dates_has_one_value() -> None:
    assert settle(fact_contract(None), evidence_of()).pending[0].waits_for == ("the value of cpi (Consumer prices)",)


def test_as_of_a_day_later_determinations_are_not_due() -> None:
    found = outcome(yearly(), hours(2013, "spring"), hours(2014, "spring"), as_of=date(2014, 6, 30))
    assert found["2013 spring"] == 10
    assert found["2014 spring"] == ("not due before 2014-12-31",)


def test_as_of_a_day_later_verification_does_not_count() -> None:
    rows = evidence_of([observed("reduction", "0.2", verified_on=date(2016, 10, 2))])
    statement = settle(able(), rows, date(2016, 10, 1))
    assert statement.pending[0].waits_for == ("reduction (Reduction in recidivism bed-days)",)
    assert [finding.code for finding in statement.findings] == ["SIB971"]
    assert settle(able(), rows, date(2016, 10, 2)).lines[0].amount == 11_712_000


ENDING = EarlyTermination(date(2014, 1, 1), date(2015, 12, 31))


def ended(*, continues: bool = False) -> Program:
    """A yearly payment and one that is due on termination: USD 1,000."""
    made = plan(
        metrics=(metric("hours", periods=YEARS),),
        payments=(
            payment(
                "yearly", timing=Timing(periods=tuple(YEARS)), reads=(Read("metric", "hours"),), continues=continues
            ),
            payment("ending", timing=Timing(on_termination=True)),
        ),
        termination=ENDING,
    )
    return program(made, rule("yearly", HOURS), rule("ending", number(1000)))


EVERY_YEAR = [observed("hours", 10, period_end=period.end) for period in YEARS]


def test_without_a_termination_its_payment_is_neither_pending_nor_lapsed() -> None:
    statement = settle(ended(), evidence_of(EVERY_YEAR))
    assert [line.payment for line in statement.lines] == ["yearly", "yearly", "yearly"]
    assert not statement.pending
    assert not statement.lapsed


def test_a_termination_pays_what_is_due_on_it_and_ends_the_rest() -> None:
    statement = settle(ended(), evidence_of(EVERY_YEAR, termination=date(2014, 6, 30)))
    assert [(line.payment, line.determination.day) for line in statement.lines] == [
        ("yearly", date(2013, 12, 31)),
        ("ending", date(2014, 6, 30)),
    ]
    assert [item.text for item in statement.lapsed] == [
        "yearly on 2014-12-31 has lapsed: the contract ended early on 2014-06-30.",
        "yearly on 2015-12-31 has lapsed: the contract ended early on 2014-06-30.",
    ]


def test_a_payment_may_continue_after_termination() -> None:
    statement = settle(ended(continues=True), evidence_of(EVERY_YEAR, termination=date(2014, 6, 30)))
    assert [line.payment for line in statement.lines] == ["yearly", "ending", "yearly", "yearly"]


def test_a_termination_that_the_contract_excludes_is_not_used() -> None:
    statement = settle(ended(), evidence_of(EVERY_YEAR, termination=date(2013, 6, 30)))
    assert len(statement.lines) == 3
    assert [finding.message for finding in statement.findings] == ["the contract cannot be ended early on 2013-06-30"]
    without = plan(metrics=ended().plan.metrics, payments=ended().plan.payments[:1])
    statement = settle(program(without, rule("yearly", HOURS)), evidence_of(EVERY_YEAR, termination=date(2014, 6, 30)))
    assert len(statement.lines) == 3
    assert [finding.code for finding in statement.findings] == ["SIB960"]


def test_a_termination_after_the_day_of_the_statement_is_not_known_yet() -> None:
    statement = settle(ended(), evidence_of(EVERY_YEAR, termination=date(2015, 6, 30)), date(2014, 12, 31))
    assert [line.payment for line in statement.lines] == ["yearly", "yearly"]
    assert [item.waits_for for item in statement.pending] == [("not due before 2015-12-31",)]


def test_a_determination_in_a_suspended_period_lapses() -> None:
    made: Plan = ended().plan
    suspended = plan(
        metrics=made.metrics,
        payments=(
            payment(
                timing=Timing(periods=tuple(YEARS)),
                reads=(Read("metric", "hours"),),
                suspended=(Period(date(2014, 7, 1), date(2015, 6, 30)),),
            ),
        ),
    )
    statement = settle(program(suspended, rule("success", HOURS)), evidence_of(EVERY_YEAR[:1]))
    assert [item.reason for item in statement.lapsed] == ["the payment is suspended from 2014-07-01 to 2015-06-30"]
    assert [item.determination.day.year for item in statement.pending] == [2015]
