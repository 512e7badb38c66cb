"""What holds for every contract and all evidence: splits add up, caps hold, the past does not change."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sibdsl.interpreter.settle import settle
from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Capped, Program
from sibdsl.runtime.evidence import Observation, evidence_of
from sibdsl.runtime.plan import Payer, PaymentPlan, Read, Timing
from sibdsl.runtime.statement import Statement
from tests.strategies.contracts import YEARS, metric, number, observed, payment, plan, program, rule, total_cap

COHORTS = ("spring", "autumn")
SCOPES = ["total", "determination", "cohort", "contract year", "calendar year", "financial year"]
PARTIES = ("city", "state", "provider")


@st.composite
def payers(draw: st.DrawFn) -> tuple[Payer, ...]:
    if draw(st.booleans()):
        parts = draw(st.lists(st.integers(1, 9), min_size=1, max_size=3))
        return tuple(Payer(party, Fraction(part, sum(parts))) for party, part in zip(PARTIES, parts, strict=False))
    limits = draw(st.lists(st.integers(0, 3000), max_size=2))
    turns = [Payer(party, None, Fraction(limit)) for party, limit in zip(PARTIES, limits, strict=False)]
    return (*turns, Payer(PARTIES[len(turns)], None))


@st.composite
def contracts(draw: st.DrawFn) -> Program:
    """Two payments over years and cohorts, with a cap of their own each and one on both."""
    caps = [
        total_cap(f"cap_{name}", draw(st.integers(0, 5000)), name, scope=draw(st.sampled_from(SCOPES)),
                  whole=draw(st.booleans()))
        for name in ("first", "second")
    ]  # fmt: skip
    caps.append(total_cap("both", draw(st.integers(0, 9000)), "first", "second"))
    made: list[PaymentPlan] = [
        payment(
            name,
            payers=draw(payers()),
            timing=Timing(periods=tuple(YEARS), cohorts=COHORTS),
            reads=(Read("metric", "hours"),) if name == "first" else (Read("metric", "hours", "so far"),),
        )
        for name in ("first", "second")
    ]
    contract = plan(
        cohorts=(("spring", ""), ("autumn", "")),
        metrics=(metric("hours", periods=YEARS, cohorts=COHORTS),),
        payments=tuple(made),
        caps=tuple(caps),
    )
    seventh = ir.Quotient(ir.MetricValue("hours"), number(7))
    return program(
        contract,
        rule("first", seventh, then=[Capped("cap_first"), Capped("both")]),
        rule("second", ir.MetricValue("hours", "so far"), then=[Capped("cap_second"), Capped("both")]),
    )


@st.composite
def observations(draw: st.DrawFn) -> list[Observation]:
    keys = [(cohort, period.end) for cohort in COHORTS for period in YEARS]
    return [
        observed("hours", draw(st.integers(0, 4000)), cohort=cohort, period_end=end)
        for cohort, end in keys
        if draw(st.integers(0, 5))
    ]


def totals(statement: Statement) -> dict[tuple[str, date, str | None], Fraction]:
    found: dict[tuple[str, date, str | None], Fraction] = {}
    for line in statement.lines:
        key = (line.payment, line.determination.day, line.determination.cohort)
        found[key] = found.get(key, Fraction(0)) + line.amount
    return found


@given(contracts(), observations())
def test_caps_hold_and_turns_are_not_exceeded(compiled: Program, rows: Sequence[Observation]) -> None:
    statement = settle(compiled, evidence_of(rows))
    assert not statement.findings
    paid = totals(statement)
    for cap in compiled.plan.caps:
        if cap.scope == "total":
            assert sum(amount for (name, _, _), amount in paid.items() if name in cap.payments) <= cap.limit
        assert all(amount <= cap.limit for (name, _, _), amount in paid.items() if name in cap.payments)
    for one in compiled.plan.payments:
        for payer in one.payers:
            if payer.limit is not None:
                lines = [line for line in statement.lines if (line.payment, line.payer) == (one.name, payer.party)]
                assert sum(line.amount for line in lines) <= payer.limit


@given(contracts(), observations())
def test_every_determination_is_settled_or_pending(compiled: Program, rows: Sequence[Observation]) -> None:
    statement = settle(compiled, evidence_of(rows))
    assert len(totals(statement)) + len(statement.pending) == 2 * len(YEARS) * len(COHORTS)
    assert all(item.waits_for for item in statement.pending)


@given(contracts(), observations(), st.data())
def test_more_evidence_never_changes_what_was_determined(
    compiled: Program, rows: list[Observation], data: st.DataObject
) -> None:
    some = [row for row in rows if data.draw(st.booleans())]
    before, after = totals(settle(compiled, evidence_of(some))), totals(settle(compiled, evidence_of(rows)))
    assert {key: after[key] for key in before} == before


@given(contracts(), observations(), st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(compiled: Program, rows: list[Observation], random: object) -> None:
    first = settle(compiled, evidence_of(rows)).to_json()
    random.shuffle(rows)  # type: ignore[attr-defined]
    assert settle(compiled, evidence_of(rows)).to_json() == first
