"""Capital: from the model to the plan of cash flows.

In: the checked model. Out: one ``CapitalPlan``, or None where the contract has neither finance nor waterfalls.
Relies on the checker: names resolve, days stand in order, and what is drawn adds up.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.model import capital as model
from sibdsl.model.contract import Contract
from sibdsl.model.declarations import Finance
from sibdsl.runtime import capital_plan as plan

GUARANTEE = "guarantee"
CHARGES = ("fixed charge", "standing charge")


def capital_plan(contract: Contract) -> plan.CapitalPlan | None:
    """What the finance and the waterfalls of a contract say together."""
    if not contract.finance and not contract.waterfalls:
        return None
    return plan.CapitalPlan(
        instruments=tuple(
            _instrument(item) for item in contract.finance if item.instrument not in (*CHARGES, GUARANTEE)
        ),
        guarantees=tuple(_guarantee(item) for item in contract.finance if item.instrument == GUARANTEE),
        charges=tuple(_charge(item) for item in contract.finance if item.instrument in CHARGES),
        waterfalls=tuple(_waterfall(item) for item in contract.waterfalls),
    )


def _instrument(finance: Finance) -> plan.Instrument:
    cap, tied = finance.return_cap, finance.tied
    return plan.Instrument(
        name=finance.name,
        title=finance.title,
        clause=finance.clause,
        kind=finance.instrument,
        providers=_holders(finance.holders),
        receiver=finance.receiver,
        amount=finance.amount,
        drawn=_drawn(finance),
        rank=finance.rank,
        coupon=None if finance.coupon is None else _coupon(finance.coupon),
        repaid=tuple(plan.Repayment(part.day, part.amount) for part in finance.repaid),
        return_cap=None if cap is None else plan.ReturnCap(cap.share, cap.a_year, cap.words),
        protected=tuple(plan.Protection(part.share, part.day, part.from_day) for part in finance.protected),
        tied=None if tied is None else plan.Tie(tied.payments, tied.cohort),
        credited=finance.credited,
        rewarded=finance.rewarded,
        debited=finance.debited,
        may_stop_after=finance.may_stop_after,
    )


def _coupon(coupon: model.Coupon) -> plan.Coupon:
    return plan.Coupon(
        text=coupon.words,
        rate=coupon.rate,
        metric=coupon.metric,
        compounding=coupon.compounding,
        day_count=coupon.day_count,
        both_days=coupon.both_days,
        periods=tuple(plan.RatePeriod(period.start, period.end, period.years) for period in coupon.periods),
        paid=coupon.paid,
    )


def _guarantee(finance: Finance) -> plan.Guarantee:
    return plan.Guarantee(
        name=finance.name,
        title=finance.title,
        clause=finance.clause,
        guarantors=_holders(finance.holders),
        beneficiary=finance.receiver,
        amount=finance.amount,
        covering=finance.covering,
        share=Fraction(1) if finance.covers is None else finance.covers,
        available=tuple(plan.Available(part.day, part.amount) for part in finance.available),
        recycled=finance.recycled,
    )


def _charge(finance: Finance) -> plan.Charge:
    return plan.Charge(
        name=finance.name,
        title=finance.title,
        clause=finance.clause,
        kind=finance.instrument,
        payers=_holders(finance.holders),
        payee=finance.receiver,
        paid=_drawn(finance),
    )


def _waterfall(waterfall: model.Waterfall) -> plan.Waterfall:
    return plan.Waterfall(
        name=waterfall.name,
        title=waterfall.title,
        clause=waterfall.clause,
        party=waterfall.holder,
        receives=waterfall.receives,
        steps=tuple(_step(step) for step in waterfall.steps),
        days=waterfall.days,
    )


def _step(step: model.Step) -> plan.WaterfallStep:
    guaranteed = step.kind == "reimbursement"
    return plan.WaterfallStep(
        kind=step.kind,
        text=step.words,
        payees=_holders(step.payees),
        instruments=() if guaranteed else step.finance,
        guarantees=step.finance if guaranteed else (),
        amount=step.amount,
        share=step.share,
        scope=step.scope,
        reserve=step.reserve,
    )


def _holders(holders: tuple[model.Holder, ...]) -> tuple[plan.Holder, ...]:
    return tuple(plan.Holder(holder.party, holder.share) for holder in holders)


def _drawn(finance: Finance) -> tuple[plan.Drawdown, ...]:
    return tuple(plan.Drawdown(part.day, part.amount) for part in finance.drawn)
