"""Invariants about plans: payers, caps, counts, timing.

In: a program whose names resolve. Out: breaches.
Relies on: nothing else.
Guarantees: after these, every determination has a date, its amount has payers for all of it, and every
limit can be paid out in the currency.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from sibdsl.ir.breach import Breach
from sibdsl.ir.program import Capped, Minimum, Program, Rule
from sibdsl.runtime.plan import Cap, PaymentPlan, Period, Plan


def rules_match_payments(program: Program) -> Iterator[Breach]:
    """There is one rule for each payment, in the same order, and each rule has parts."""
    payments = [payment.name for payment in program.plan.payments]
    rules = [rule.payment for rule in program.rules]
    if payments != rules:
        yield Breach("program", f"the payments are {payments} and the rules {rules}")
    for rule in program.rules:
        if not rule.parts:
            yield Breach(f"rule {rule.payment}", "a rule without parts")


def payers_pay_all(program: Program) -> Iterator[Breach]:
    """Payers are different parties; their shares add up to one, or they take turns and only the last has no limit."""
    for payment in program.plan.payments:
        place = f"payment {payment.name}"
        parties = [payer.party for payer in payment.payers]
        shares = [payer.share for payer in payment.payers if payer.share is not None]
        limits = [payer.limit for payer in payment.payers]
        if not parties or len(set(parties)) < len(parties):
            yield Breach(place, f"its payers are {', '.join(parties) or 'nobody'}")
        elif shares and (len(shares) < len(parties) or any(limit is not None for limit in limits)):
            yield Breach(place, "some payers have shares and others take turns")
        elif payment.card_shares:
            # Who pays depends on the claim: `claims_have_payers` looks at those shares.
            if any(share != 0 for share in shares):
                yield Breach(place, "its payers have shares of their own and shares by claim")
        elif shares and (sum(shares) != 1 or min(shares) < 0):
            yield Breach(place, f"the shares {', '.join(map(str, shares))} do not add up to 1")
        elif not shares and any(limit is None for limit in limits[:-1]):
            yield Breach(place, "a turn without a limit is not the last")


def limits_are_payable(program: Program) -> Iterator[Breach]:
    """Caps, minimums and the limits of turns are zero or more, in whole minor units; counts are zero or more."""
    plan = program.plan
    amounts = [(f"cap {cap.name}", cap.limit) for cap in plan.caps]
    for payment in plan.payments:
        amounts += [
            (f"payment {payment.name}, payer {payer.party}", payer.limit)
            for payer in payment.payers
            if payer.limit is not None
        ]
    for rule in program.rules:
        amounts += [
            (f"rule {rule.payment}, minimum {adjustment.name}", adjustment.amount)
            for adjustment in rule.adjustments
            if isinstance(adjustment, Minimum)
        ]
    for place, amount in amounts:
        if amount < 0 or (amount * 10**plan.digits).denominator != 1:
            yield Breach(place, f"{amount} {plan.currency} cannot be paid")
    for count in plan.counts:
        if count.limit < Fraction(0):
            yield Breach(f"count {count.name}", f"a limit of {count.limit}")


def caps_are_applied(program: Program) -> Iterator[Breach]:
    """Every cap limits what it says it limits: a part, a payer, or each payment that counts towards it."""
    plan = program.plan
    caps = {cap.name: cap for cap in plan.caps}
    for rule, payment in zip(program.rules, plan.payments, strict=True):
        yield from _misplaced_caps(rule, payment, caps)
    rules = {rule.payment: rule for rule in program.rules}
    payments = {payment.name: payment for payment in plan.payments}
    for cap in plan.caps:
        if not cap.payments or (cap.part is not None and cap.payer is not None):
            yield Breach(f"cap {cap.name}", "it limits no payment, or both a part and a payer")
        for name in cap.payments:
            if cap.name not in _applied(rules[name], payments[name], cap):
                yield Breach(f"cap {cap.name}", f"{name} counts towards it but is not cut by it")


def determinations_have_dates(program: Program) -> Iterator[Breach]:
    """Each payment is determined by period, by cohort date, on a day or on termination, not before the term."""
    for payment in program.plan.payments:
        place = f"payment {payment.name}"
        timing = payment.timing
        sources = (timing.periods, timing.cohort_dates, timing.day, timing.on_termination or None)
        if sum(source is not None for source in sources) != 1:
            yield Breach(place, "its determinations have no date, or more than one")
        if timing.cohort_dates is not None and len(timing.cohort_dates) != len(timing.cohorts or ()):
            yield Breach(place, "its cohorts and their dates do not pair up")
        if timing.on_termination and program.plan.termination is None:
            yield Breach(place, "it is due on a termination that the contract excludes")
        for day in _days(payment):
            if day < program.plan.term.start:
                yield Breach(place, f"a determination on {day}, before the term begins")


def periods_are_in_order(program: Program) -> Iterator[Breach]:
    """Periods begin before they end, ascend, and do not overlap; the dates of a fact ascend."""
    plan = program.plan
    for place, periods in _periods(plan):
        for period in periods:
            if period.start > period.end:
                yield Breach(place, f"a period from {period.start} to {period.end}")
        for first, second in pairwise(periods):
            if first.end >= second.start:
                yield Breach(place, f"the period from {second.start} begins before that to {first.end} ends")
    for fact in plan.facts:
        if fact.dates is not None and list(fact.dates) != sorted(set(fact.dates)):
            yield Breach(f"fact {fact.name}", "its dates do not ascend")


def _misplaced_caps(rule: Rule, payment: PaymentPlan, caps: dict[str, Cap]) -> Iterator[Breach]:
    place = f"rule {rule.payment}"
    for part in rule.parts:
        for name in part.caps:
            if caps[name].part != part.name or caps[name].payments != (rule.payment,):
                yield Breach(place, f"the cap {name} is not one of part {part.name}")
    for adjustment in rule.adjustments:
        if isinstance(adjustment, Capped):
            cap = caps[adjustment.cap]
            if cap.part is not None or cap.payer is not None or rule.payment not in cap.payments:
                yield Breach(place, f"the cap {cap.name} is not one of the whole payment")
    parties = {payer.party for payer in payment.payers}
    for name in payment.payer_caps:
        if caps[name].payer not in parties or rule.payment not in caps[name].payments:
            yield Breach(place, f"the cap {name} is not one of a payer of this payment")


def _applied(rule: Rule, payment: PaymentPlan, cap: Cap) -> tuple[str, ...]:
    """The caps that a rule applies where this one would stand."""
    if cap.part is not None:
        return tuple(name for part in rule.parts if part.name == cap.part for name in part.caps)
    if cap.payer is not None:
        # What a party does not pay cannot be cut.
        absent = cap.payer not in {payer.party for payer in payment.payers}
        return (cap.name,) if absent else payment.payer_caps
    return tuple(adjustment.cap for adjustment in rule.adjustments if isinstance(adjustment, Capped))


def _days(payment: PaymentPlan) -> list[date]:
    timing = payment.timing
    days = [] if timing.day is None else [timing.day]
    return [*days, *(period.end for period in timing.periods or ()), *(timing.cohort_dates or ())]


def _periods(plan: Plan) -> Iterator[tuple[str, tuple[Period, ...]]]:
    yield "plan", (plan.term,)
    for metric in plan.metrics:
        yield f"metric {metric.name}", metric.periods or ()
    for payment in plan.payments:
        yield f"payment {payment.name}", payment.timing.periods or ()
        yield from ((f"payment {payment.name}, suspension", (period,)) for period in payment.suspended)
