"""What a page and a settlement need to know about a contract besides its rules, as plain data.

In: a program. Out: dictionaries, lists, texts and whole numbers, in the order in which they are written out.
Relies on ``choosing`` for what can be chosen.
Guarantees: no number but counts; every other is a text with all its digits. Values of metrics and facts are as they are
written in their unit (12.5 for 12.5%); limits of caps and counts are in base measure, as the settlement needs them.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.generators.javascript.choosing import choices_of
from sibdsl.ir.program import Program
from sibdsl.runtime.plan import Cap, CardShare, Count, Payable, Payer, PaymentPlan, Period, Read, Timing


def contract_data(program: Program) -> dict[str, object]:
    """Describe the contract."""
    plan = program.plan
    ended = plan.termination
    return {
        "name": plan.contract,
        "title": plan.title,
        "currency": plan.currency,
        "digits": plan.digits,
        "rounding": plan.rounding,
        "term": _period(plan.term),
        "parties": [{"name": name, "title": title} for name, title in plan.parties],
        "cohorts": [{"name": name, "title": title} for name, title in plan.cohorts],
        **choices_of(program),
        "payments": [_payment(payment) for payment in plan.payments],
        "caps": [_cap(cap) for cap in plan.caps],
        "counts": [_count(count) for count in plan.counts],
        "month_end": plan.month_end,
        "business_days": plan.business_days,
        "holidays": [day.isoformat() for day in plan.holidays],
        "financial_year": list(plan.financial_year),
        "termination": None if ended is None else {"first": ended.first.isoformat(), "last": ended.last.isoformat()},
    }


def _payment(payment: PaymentPlan) -> dict[str, object]:
    return {
        "name": payment.name,
        "title": payment.title,
        "clause": payment.clause,
        "payers": [_payer(payer) for payer in payment.payers],
        "payee": payment.payee,
        "timing": _timing(payment.timing),
        "payable": _payable(payment.payable),
        "reads": [_read(read) for read in payment.reads],
        "payer_caps": list(payment.payer_caps),
        "suspended": [_period(period) for period in payment.suspended],
        "continues": payment.continues,
        "card_shares": [_card_share(share) for share in payment.card_shares],
    }


def _timing(timing: Timing) -> dict[str, object]:
    return {
        "day": None if timing.day is None else timing.day.isoformat(),
        "periods": None if timing.periods is None else [_period(period) for period in timing.periods],
        "cohorts": None if timing.cohorts is None else list(timing.cohorts),
        "cohort_dates": None if timing.cohort_dates is None else [day.isoformat() for day in timing.cohort_dates],
        "on_termination": timing.on_termination,
    }


def _payable(payable: Payable | None) -> dict[str, object] | None:
    if payable is None:
        return None
    return {
        "count": payable.count,
        "unit": payable.unit,
        "business": payable.business,
        "of_validation": payable.of_validation,
    }


def _payer(payer: Payer) -> dict[str, object]:
    return {"party": payer.party, "share": _exact(payer.share), "limit": _exact(payer.limit)}


def _read(read: Read) -> dict[str, object]:
    day = None if read.on is None else read.on.isoformat()
    return {"kind": read.kind, "name": read.name, "over": read.over, "on": day}


def _card_share(share: CardShare) -> dict[str, object]:
    return {
        "outcomes": list(share.outcomes),
        "cohorts": list(share.cohorts),
        "payers": [_payer(payer) for payer in share.payers],
    }


def _cap(cap: Cap) -> dict[str, object]:
    return {
        "name": cap.name,
        "text": cap.text,
        "clause": cap.clause,
        "limit": str(cap.limit),
        "scope": cap.scope,
        "payments": list(cap.payments),
        "part": cap.part,
        "payer": cap.payer,
        "whole": cap.whole,
    }


def _count(count: Count) -> dict[str, object]:
    return {
        "name": count.name,
        "text": count.text,
        "metric": count.metric,
        "limit": str(count.limit),
        "scope": count.scope,
        "payment": count.payment,
    }


def _period(period: Period) -> dict[str, object]:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
