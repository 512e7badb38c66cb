"""Sections 6 and 10 of the reference of capital, and the sentences of flows."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from sibdsl.diagnostics.internal import InternalError
from sibdsl.interpreter.capital import cash_flows
from sibdsl.ir.program import Program
from sibdsl.runtime.capital_conservation import NotConservedError, check_conserved
from sibdsl.runtime.capital_ledger import InstrumentLedger
from sibdsl.runtime.capital_plan import CapitalPlan
from sibdsl.runtime.capital_result import CapitalResult
from sibdsl.runtime.determinations import prepare
from sibdsl.runtime.evidence import Observation, evidence_of
from sibdsl.runtime.plan import MetricPlan, Payable, Range, Read, Unit
from sibdsl.runtime.settlement import settle
from sibdsl.runtime.statement import Statement
from tests.strategies.capital_by_hand import (
    START,
    after_start,
    charge,
    contract,
    coupon,
    day,
    drawn,
    fee,
    flows,
    guarantee,
    interest,
    loan,
    one,
    paid,
    payment,
    principal,
    repaid,
    rest,
    success_fee,
    waterfall,
)

CAPITAL = CapitalPlan(
    (loan(coupon=coupon(day_count="30/360")), loan("junior", 500, "kresge")),
    (guarantee(),),
    (charge("audit", "city", "roca", d2015_02_01=5),),
    (waterfall(interest("senior"), principal("senior", "junior"), fee(50), rest()),),
)


def broken(spoil: str) -> str:
    """What the check says of a result in which one thing is changed."""
    statement = paid({"2015-02-01": 800, "2016-02-01": 400})
    result = flows(CAPITAL, statement)
    SPOILERS[spoil](result)
    with pytest.raises(NotConservedError) as caught:
        check_conserved(result, statement)
    return str(caught.value)


def more_repaid(result: CapitalResult) -> None:
    result.positions[0].repaid += 1


def lost_payment(result: CapitalResult) -> None:
    result.flows = [flow for flow in result.flows if flow.what != "outcome payment" or flow.minor != 40_000]


def bigger_step(result: CapitalResult) -> None:
    next(flow for flow in result.flows if flow.what == "interest").minor += 1


def nobody(result: CapitalResult) -> None:
    result.flows[0].payee = ""


def disorder(result: CapitalResult) -> None:
    result.flows.reverse()


SPOILERS = {f.__name__: f for f in (more_repaid, lost_payment, bigger_step, nobody, disorder)}


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        ("more_repaid", "what was drawn of senior is not repaid, outstanding or lost"),
        ("lost_payment", "the statement has 120000 of outcome payments, the flows have 80000"),
        ("bigger_step", "the account of proceeds does not balance on 2015-02-01"),
        ("nobody", "a flow of senior on 2014-02-01 has no amount, payer or payee"),
        ("disorder", "is out of order"),
    ],
)
def test_a_result_that_does_not_balance_is_found(spoil: str, says: str) -> None:
    assert says in broken(spoil)


def test_a_fault_of_ours_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that forgets a cent is found, and reported as our fault."""
    repay = InstrumentLedger.repay
    monkeypatch.setattr(InstrumentLedger, "repay", lambda ledger, day, minor: repay(ledger, day, minor - 1))
    statement = paid({"2015-02-01": 800})
    program = Program(statement.prepared.plan, (), (), (), capital=CAPITAL)
    with pytest.raises(InternalError, match="the cash flows of bond do not balance: the principal of senior"):
        cash_flows(program, statement)


# ---------------------------------------------------------------- what waits

REDUCTION = MetricPlan(
    "reduction", "Reduction", Unit("percent", "%", Fraction(1, 100)), None, None, Range(),
    None, None, ("vera",),
)  # fmt: skip


def waiting_statement(arrived: bool) -> Statement:
    """`early` pays 100 on 2015-02-01; `success` pays 900 on 2018-01-31 and waits for the reduction."""
    early = payment("early", [day("2015-02-01")])
    late = payment("success", [day("2018-01-31")], reads=(Read("metric", "reduction"),),
                   payable=Payable(30, "days", False, False))  # fmt: skip
    plan = contract((early, late), metrics=(REDUCTION,))
    rows = [Observation("reduction", Fraction(1, 10), verified_by="vera")] if arrived else []
    amounts = {"early": Fraction(100), "success": Fraction(900)}
    return settle(plan, {name: lambda case: amounts[case.occasion.payment.name] for name in amounts}, evidence_of(rows))


WAITING = CapitalPlan(
    (loan(drawn=drawn(d2014_02_01=500, d2019_02_01=500)), loan("bond", 100, "kresge", repaid=repaid(d2020_02_01=None))),
    (),
    (charge("audit", "city", "roca", d2015_03_01=5, d2018_02_01=5),),
    (waterfall(principal("senior"), rest(), receives=("early", "success")),),
)


def test_flows_are_given_up_to_what_is_pending_and_the_rest_is_listed() -> None:
    result = flows(WAITING, waiting_statement(arrived=False))
    assert result.until == date(2018, 1, 31)
    assert after_start(result) == [
        "2015-02-01 city > spv 100 outcome payment early",
        "2015-02-01 spv > goldman 100 principal senior",
        "2015-03-01 city > roca 5 charge audit",
    ]
    pending = "success on 2018-01-31 is pending"
    assert [item.words for item in result.waiting] == [
        f"{pending}: it waits for reduction (Reduction).",
        f"Later distributions of Distribution wait: {pending}.",
        f"Payments of audit from 2018-02-01 on follow once it is known: {pending}.",
        f"Drawdowns of senior from 2019-02-01 on follow once it is known: {pending}.",
        f"Repayments of bond from 2020-02-01 on follow once it is known: {pending}.",
    ]
    assert [item.ended_on for item in result.positions] == [None, None]


def test_nothing_waits_once_everything_is_determined() -> None:
    result = flows(WAITING, waiting_statement(arrived=True))
    assert (result.until, result.waiting) == (None, [])
    assert "2018-03-02 city > spv 900 outcome payment success" in after_start(result)


# ---------------------------------------------------------------- words and data


def test_every_kind_of_flow_in_words() -> None:
    capital = CapitalPlan(
        (
            loan(title="Senior loan", coupon=coupon(day_count="30/360")),
            loan("bond", 100, repaid=repaid(d2016_02_01=None)),
        ),
        (guarantee(title="Guarantee"),),
        (charge("audit", "city", "roca", d2015_02_01=5),),
        (
            waterfall(
                fee(10), success_fee("10%"), interest("senior"), principal("senior"), rest("roca 50%", "city 50%")
            ),
        ),
    )
    assert [flow.words for flow in flows(capital, paid({"2015-02-01": 1000})).flows] == [
        "On 2014-02-01 Goldman Sachs pays The Vehicle USD 1,000, drawn of Senior loan.",
        "On 2014-02-01 Goldman Sachs pays The Vehicle USD 100, drawn of bond.",
        "On 2015-02-01 The City pays Roca USD 5 as audit.",
        "On 2015-02-01 The City pays The Vehicle USD 1,000, due as success; it comes into the account of Distribution.",
        "On 2015-02-01 The Vehicle pays Roca USD 10 as a fee, by step 1 of Distribution (`fee USD 10 to roca`).",
        "On 2015-02-01 The Vehicle pays Roca USD 99 as a success fee, by step 2 of Distribution "
        "(`success fee 10% to roca`).",
        "On 2015-02-01 The Vehicle pays Goldman Sachs USD 50 of interest on Senior loan (5% a year), by step 3 of "
        "Distribution (`interest on senior`).",
        "On 2015-02-01 The Vehicle pays Goldman Sachs USD 841 of the principal of Senior loan, by step 4 of "
        "Distribution (`principal of senior`); it asked for USD 1,000, and there was no more.",
        "On 2015-02-01 backer pays Goldman Sachs USD 159, drawn on Guarantee, for principal of Senior loan that is "
        "not repaid.",
        "On 2016-02-01 The Vehicle pays Goldman Sachs USD 100 of the principal of bond.",
    ]


def test_the_result_as_data() -> None:
    result = flows(CAPITAL, paid({"2015-02-01": 800}))
    data = json.loads(result.to_json())
    assert data["flows"][-1] == {
        "day": "2015-02-01", "payer": "backer", "payee": "goldman", "amount": "500.00", "what": "guarantee",
        "source": "guarantee", "instrument": "senior", "step": None, "paid_from": None, "paid_into": None,
        "cohort": None, "asked": "500.00", "words": result.flows[-1].words,
    }  # fmt: skip
    assert data["instruments"][0] == {
        "instrument": "senior", "drawn": "1000.00", "repaid": "500.00", "interest_paid": "50.00",
        "return_paid": "0.00", "interest_owed": "0", "principal_owed": "0.00", "lost": "500.00",
        "guaranteed": {"guarantee": "500.00"}, "borne": "0.00", "ended_on": "2015-02-01",
    }  # fmt: skip
    nets = {row["party"]: row["net"] for row in data["parties"]}
    assert nets == {"goldman": "50.00", "spv": "1500.00", "kresge": "-250.00", "city": "-805.00", "roca": "5.00",
                    "backer": "-500.00"}  # fmt: skip


def test_the_same_input_gives_the_same_bytes() -> None:
    texts = {flows(CAPITAL, paid({"2015-02-01": 800, "2016-02-01": 1})).to_json() for _ in range(3)}
    assert len(texts) == 1


def test_a_contract_without_capital_has_its_outcome_payments() -> None:
    assert [flow.what for flow in flows(CapitalPlan(), paid({"2015-02-01": 800})).flows] == ["outcome payment"]


def test_plans_are_prepared_anew_when_they_change() -> None:
    statement = paid({str(START): 10})
    assert prepare(statement.prepared.plan).plan is statement.prepared.plan
    first = flows(CapitalPlan((loan(),)), statement)
    second = flows(CapitalPlan((replace(loan(), providers=one("kresge")),)), statement)
    assert (first.flows[0].payer, second.flows[0].payer) == ("goldman", "kresge")
