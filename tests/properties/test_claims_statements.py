"""What a statement pays is what claims come to, whoever pays, and whatever is taken back or cut."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sibdsl.interpreter.settle import settle_with_claims
from sibdsl.ir.expressions import CardAmount
from sibdsl.ir.program import Capped, Part, Program, Rule
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_settlement import settle_claims
from sibdsl.runtime.evidence import evidence_of
from sibdsl.runtime.plan import Cap, CardShare, Payer, PaymentPlan, Plan, Read
from tests.strategies.claims_evidence import claims_evidence
from tests.strategies.claims_plans import claims_contracts

LATE = date(2020, 3, 1)
PARTIES = ("council", "fund")
SPLITS = ([Fraction(1), Fraction(0)], [Fraction(1, 3), Fraction(2, 3)], [Fraction(0), Fraction(1)])


@st.composite
def _shared(draw: st.DrawFn, payment: PaymentPlan, claims: ClaimsPlan) -> PaymentPlan:
    """The payment, with one payer, with two who share all of it, or with shares by outcome and cohort."""
    payment = replace(payment, reads=(Read("claims", payment.name),))
    splits = st.sampled_from(SPLITS).map(
        lambda shares: tuple(Payer(party, share) for party, share in zip(PARTIES, shares, strict=True))
    )
    how = draw(st.sampled_from(["one", "all", "outcomes"]))
    if how == "one":
        return payment
    if how == "all":
        return replace(payment, payers=draw(splits))
    outcomes = tuple(outcome.name for outcome in claims.outcomes)
    some = tuple(draw(st.lists(st.sampled_from(outcomes), min_size=1, unique=True).map(sorted)))
    cohorts = tuple(cohort.name for cohort in claims.cohorts[:1])
    shares = (CardShare(some, cohorts, draw(splits)), CardShare(outcomes, (), draw(splits)))
    return replace(payment, payers=tuple(Payer(party, Fraction(0)) for party in PARTIES), card_shares=shares)


@st.composite
def _programs(draw: st.DrawFn) -> tuple[Program, Plan, ClaimsPlan]:
    plan, claims = draw(claims_contracts())
    on_card = {outcome.payment for outcome in claims.outcomes}
    payments = tuple([draw(_shared(item, claims)) for item in plan.payments if item.name in on_card])
    names = tuple(payment.name for payment in payments)
    limit = draw(st.sampled_from([None, Fraction(600), Fraction(1500)]))
    caps = () if limit is None else (Cap("whole", "a cap", None, limit, "total", names),)
    plan = replace(plan, payments=payments, caps=caps, parties=((PARTIES[0], ""), (PARTIES[1], ""), ("provider", "")))
    adjustments = tuple(Capped(cap.name) for cap in caps)
    rules = tuple(Rule(name, (), (Part(name, CardAmount(name)),), adjustments) for name in names)
    return Program(plan=plan, rules=rules, calculations=(), thresholds=(), claims=claims), plan, claims


@given(st.data())
def test_what_is_paid_is_what_claims_come_to(data: st.DataObject) -> None:
    program, plan, claims = data.draw(_programs())
    people = data.draw(claims_evidence(plan, claims))
    statement = settle_with_claims(program, evidence_of(), people, LATE)
    _, settled = settle_claims(plan, claims, people, LATE)
    assert not statement.pending
    assert all(line.minor >= 0 for line in statement.lines)
    for payment in plan.payments:
        paid = sum(line.minor for line in statement.lines if line.payment == payment.name)
        totals = [total for total in settled.totals if total.payment == payment.name]
        earned = sum(total.paid - total.recovered for total in totals)
        left = statement.to_take_back.get(payment.name, 0)
        # A limit on whole payments may leave some of it unpaid.
        assert paid <= earned + left if plan.caps else paid == earned + left
    for cap in plan.caps:
        assert sum(line.amount for line in statement.lines) <= cap.limit


@given(st.data())
def test_with_nothing_taken_back_every_payer_pays_her_share_to_the_penny(data: st.DataObject) -> None:
    program, plan, claims = data.draw(_programs())
    people = data.draw(claims_evidence(plan, claims))
    people = replace(people, claims=tuple(replace(claim, rejected_on=None) for claim in people.claims))
    statement = settle_with_claims(program, evidence_of(), people, LATE)
    assert statement.to_take_back == {}
    for line in statement.lines:
        payer = line.case.occasion.payment.payers[line.payer_index]
        if not plan.caps and not line.case.occasion.payment.card_shares and payer.share is not None:
            total = sum(line.case.amounts)
            assert abs(line.minor - total * payer.share) < 1
