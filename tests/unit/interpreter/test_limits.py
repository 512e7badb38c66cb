"""Caps of every scope, counts, shares, turns and payers' caps: what they cut, and when they start anew."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest

from sibdsl.interpreter.settle import settle
from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Capped, Minimum, Part, Program, Rule
from sibdsl.runtime.evidence import evidence_of
from sibdsl.runtime.plan import Cap, Count, Payer, PaymentPlan, Period, Plan, Read, Timing
from sibdsl.runtime.statement import Statement
from tests.strategies.contracts import metric, number, observed, payment, plan, program, rule, total_cap, words

# Half-years in which one year of the contract (from 1 September), one calendar year and one financial year
# (from 1 April) end in different places.
HALVES = [
    Period(date(2012, 9, 1), date(2013, 2, 28)),
    Period(date(2013, 3, 1), date(2013, 8, 31)),
    Period(date(2013, 9, 1), date(2014, 2, 28)),
    Period(date(2014, 3, 1), date(2014, 8, 31)),
]
HOURS_READ = (Read("metric", "hours"),)
FIFTY_FIFTY = (Payer("city", Fraction(1, 2)), Payer("state", Fraction(1, 2)))


def hourly(
    *, caps: Sequence[Cap] = (), cohorts: Sequence[str] | None = None, then: Sequence[object] = (), **changes: object
) -> Plan:
    """A payment of USD 1 an hour for each half-year (and each cohort)."""
    made: dict[str, object] = {
        "timing": Timing(periods=tuple(HALVES), cohorts=None if cohorts is None else tuple(cohorts)),
        "reads": HOURS_READ,
    }
    one: PaymentPlan = payment(**{**made, **changes})  # type: ignore[arg-type]
    return plan(
        cohorts=[(name, name) for name in cohorts or ()],
        metrics=(metric("hours", periods=HALVES, cohorts=cohorts),),
        payments=(one,),
        caps=tuple(caps),
        words=(words("success_1", "formula", "USD 1 per hour for hours"),),
    )


def settled(compiled: Program, hours: Sequence[int | str], cohorts: Sequence[str | None] = (None,)) -> Statement:
    keys = [(period, cohort) for period in HALVES for cohort in cohorts]
    rows = [
        observed("hours", value, cohort=cohort, period_end=period.end)
        for value, (period, cohort) in zip(hours, keys, strict=True)
    ]
    statement = settle(compiled, evidence_of(rows))
    assert not statement.pending
    return statement


def amounts(compiled: Program, *hours: int | str) -> list[Fraction]:
    return [line.amount for line in settled(compiled, hours).lines]


HOURS = ir.MetricValue("hours")


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("total", [60, 40, 0, 0]),
        ("determination", [60, 60, 60, 60]),
        ("contract year", [60, 40, 60, 40]),
        ("calendar year", [60, 40, 60, 40]),
        ("financial year", [60, 60, 40, 60]),
    ],
)
def test_a_cap_of_100_cuts_60_an_occasion_by_its_scope(scope: str, expected: list[int]) -> None:
    cap = total_cap("limit", 100, scope=scope)
    assert (
        amounts(program(hourly(caps=[cap]), rule("success", HOURS, then=[Capped("limit")])), 60, 60, 60, 60) == expected
    )


def test_a_cap_per_cohort_starts_anew_for_each_cohort() -> None:
    cap = total_cap("limit", 100, scope="cohort")
    compiled = program(hourly(caps=[cap], cohorts=("spring", "autumn")), rule("success", HOURS, then=[Capped("limit")]))
    statement = settled(compiled, [60, 50, 60, 50, 60, 50, 60, 50], ("spring", "autumn"))
    by_cohort = [(line.determination.cohort, line.amount) for line in statement.lines]
    assert by_cohort[:6] == [
        ("spring", 60), ("autumn", 50), ("spring", 40), ("autumn", 50), ("spring", 0), ("autumn", 0)
    ]  # fmt: skip


def test_a_cap_on_whole_payments_pays_all_or_nothing() -> None:
    cap = total_cap("limit", 100, whole=True)
    compiled = program(hourly(caps=[cap]), rule("success", HOURS, then=[Capped("limit")]))
    assert amounts(compiled, 60, 60, 40, 1) == [60, 0, 40, 0]


def test_a_cap_counts_what_was_paid_after_rounding() -> None:
    cap = total_cap("limit", 1)
    compiled = program(hourly(caps=[cap]), rule("success", HOURS, then=[Capped("limit")]))
    # 0.335 is paid as 0.34, three times; 0.98 + 0.02 is all there is.
    assert amounts(compiled, "0.335", "0.335", "0.3", "5") == [
        Fraction("0.34"), Fraction("0.34"), Fraction("0.3"), Fraction("0.02")
    ]  # fmt: skip


def test_adjustments_apply_in_written_order() -> None:
    cap = total_cap("limit", 10, scope="determination")
    floor_first = program(
        hourly(caps=[cap]), rule("success", HOURS, then=[Minimum("floor", Fraction(20)), Capped("limit")])
    )
    cap_first = program(
        hourly(caps=[cap]), rule("success", HOURS, then=[Capped("limit"), Minimum("floor", Fraction(20))])
    )
    assert amounts(floor_first, 15, 5, 15, 5) == [10, 10, 10, 10]
    assert amounts(cap_first, 15, 5, 15, 5) == [20, 20, 20, 20]


def test_a_part_has_a_cap_of_its_own() -> None:
    """The first part is capped at 100 in total, by its exact amounts; the second is not."""
    cap = total_cap("limit", 100, part="success_1")
    parts = (Part("success_1", HOURS, ("limit",)), Part("success_2", number(1)))
    compiled = program(hourly(caps=[cap]), Rule("success", (), parts, ()))
    assert amounts(compiled, 60, 60, 60, 60) == [61, 41, 1, 1]


def test_a_contract_cap_counts_all_its_payments_in_written_order() -> None:
    both = [payment(name, timing=Timing(periods=tuple(HALVES)), reads=HOURS_READ) for name in ("first", "second")]
    made = plan(
        metrics=(metric("hours", periods=HALVES),),
        payments=tuple(both),
        caps=(total_cap("limit", 100, "first", "second"),),
    )
    compiled = program(
        made, rule("first", HOURS, then=[Capped("limit")]), rule("second", HOURS, then=[Capped("limit")])
    )
    paid = [(line.payment, line.amount) for line in settled(compiled, [30, 30, 30, 30]).lines]
    assert paid[:5] == [("first", 30), ("second", 30), ("first", 30), ("second", 10), ("first", 0)]


def test_a_count_limits_the_quantity_that_is_read() -> None:
    made = hourly()
    counted = Count("hours_counted", "100 hours in total", "hours", Fraction(100), "total", "success")
    made = plan(metrics=made.metrics, payments=made.payments, counts=(counted,))
    value = ir.Product((number(2), ir.Counted("hours_counted", HOURS)))
    assert amounts(program(made, rule("success", value)), 60, 60, 60, 60) == [120, 80, 0, 0]


def test_shares_split_every_cent() -> None:
    thirds = [Payer(name, Fraction(1, 3)) for name in ("city", "state", "provider")]
    statement = settled(program(hourly(payers=thirds), rule("success", HOURS)), [100, 1, 0, "0.01"])
    by_determination = [line.amount for line in statement.lines]
    assert by_determination[:3] == [Fraction("33.34"), Fraction("33.33"), Fraction("33.33")]
    assert by_determination[6:9] == [0, 0, 0], "a payer of nothing still has a line"
    assert sum(by_determination) == Fraction("101.01")
    assert statement.totals()[("city", "provider")] == Fraction("33.69")


def test_payers_take_turns_over_all_determinations() -> None:
    turns = [Payer("city", None, Fraction(100)), Payer("state", None)]
    statement = settled(program(hourly(payers=turns), rule("success", HOURS)), [60, 60, 60, 60])
    assert [(line.payer, line.amount) for line in statement.lines] == [
        ("city", 60), ("state", 0), ("city", 40), ("state", 20), ("city", 0), ("state", 60), ("city", 0), ("state", 60)
    ]  # fmt: skip


def test_when_all_turns_are_used_up_the_rest_is_not_paid() -> None:
    turns = [Payer("city", None, Fraction(50)), Payer("state", None, Fraction(50))]
    statement = settled(program(hourly(payers=turns), rule("success", HOURS)), [60, 60, 60, 60])
    assert sum(line.amount for line in statement.lines) == 100
    assert "All turns are used up, so USD 20 is not paid." in [
        step["text"].split("in total, of which USD 10 was paid before).")[-1].strip()  # type: ignore[attr-defined]
        for step in statement.lines[2].derivation
        if step["kind"] == "turns"
    ]


def test_a_payer_cap_cuts_that_payer_alone() -> None:
    cap = total_cap("city_limit", 50, payer="city")
    compiled = program(hourly(payers=FIFTY_FIFTY, payer_caps=("city_limit",), caps=[cap]), rule("success", HOURS))
    statement = settled(compiled, [60, 60, 60, 60])
    assert [line.amount for line in statement.lines] == [30, 30, 20, 30, 0, 30, 0, 30]


def test_a_payer_cap_on_whole_payments() -> None:
    cap = total_cap("city_limit", 50, payer="city", whole=True)
    compiled = program(hourly(payers=FIFTY_FIFTY, payer_caps=("city_limit",), caps=[cap]), rule("success", HOURS))
    assert [line.amount for line in settled(compiled, [60, 60, 40, 60]).lines] == [30, 30, 0, 30, 20, 20, 0, 30]
