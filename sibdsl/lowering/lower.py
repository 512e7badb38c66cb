"""From a checked contract to a payment program.

In: the model. Out: a ``Program`` whose invariants were checked.
Relies on the checker: names resolve, tables are complete, caps are payable amounts.
"""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from sibdsl.ir import expressions as ir
from sibdsl.ir.invariants import check_program, reads_of
from sibdsl.ir.program import (
    Adjustment,
    Calculation,
    Capped,
    Gate,
    Indexed,
    Minimum,
    Part,
    Program,
    Rule,
    Threshold,
)
from sibdsl.lowering import plan as plans
from sibdsl.lowering.amounts import Lowering, lower_condition, start
from sibdsl.lowering.capital import capital_plan
from sibdsl.lowering.claims import card_shares, claims_plan
from sibdsl.lowering.names import adjustment_name, gate_name, part_cap_name, part_name, table_name
from sibdsl.lowering.order import calculation_order
from sibdsl.lowering.tables import lower_value
from sibdsl.lowering.words import rule_words
from sibdsl.model import declarations as model
from sibdsl.model.contract import Contract
from sibdsl.runtime import plan


def lower(contract: Contract) -> Program:
    """Lower a contract.

    Raises:
        InternalError: if the result violates an invariant of the IR, which is a fault of the compiler.
    """
    known = start(contract)
    calculations, thresholds = _definitions(contract, known)
    rules = tuple(_rule(contract, payment, known) for payment in contract.payments)
    draft = Program(
        _plan(contract), calculations, thresholds, rules, claims=claims_plan(contract), capital=capital_plan(contract)
    )
    program = _with_reads(draft)
    check_program(program)
    return program


def _definitions(contract: Contract, known: Lowering) -> tuple[tuple[Calculation, ...], tuple[Threshold, ...]]:
    """Calculated metrics and thresholds, each after those it needs."""
    calculations: list[Calculation] = []
    thresholds: list[Threshold] = []
    for declared in calculation_order(contract):
        if isinstance(declared, model.Threshold):
            thresholds.append(Threshold(declared.name, lower_condition(known, declared.condition)))
        else:
            calculations.append(Calculation(declared.name, _calculated(declared, known)))
    return tuple(calculations), tuple(thresholds)


def _calculated(metric: model.Metric, known: Lowering) -> ir.Expression:
    assert metric.calculation is not None, "only calculated metrics are lowered here"
    value = lower_value(known, metric.calculation, table_name(metric.name))
    precision = metric.precision
    if precision is None or precision.rounding is None:
        return value
    return ir.Rounded(value, precision.step, precision.rounding)


def _rule(contract: Contract, payment: model.Payment, known: Lowering) -> Rule:
    here = known.for_payment(payment.name, frozenset(count.metric for count in payment.counts))
    gates = tuple(
        Gate(gate_name(payment.name, index), lower_condition(here, condition))
        for index, condition in enumerate(payment.provided)
    )
    if payment.card is not None:
        card = Part(payment.name, ir.CardAmount(payment.name))
        return Rule(payment.name, (), (card,), _adjustments(contract, payment))
    parts = tuple(_part(payment, index, here) for index in range(len(payment.parts)))
    return Rule(payment.name, gates, parts, _adjustments(contract, payment))


def _part(payment: model.Payment, index: int, known: Lowering) -> Part:
    name = part_name(payment.name, index, len(payment.parts))
    caps = [cap for cap in payment.caps if cap.metrics and index in plans.capped_parts(payment, cap)]
    value = lower_value(known, payment.parts[index].value, name)
    return Part(name, value, tuple(part_cap_name(cap.name, index) for cap in caps))


def _adjustments(contract: Contract, payment: model.Payment) -> tuple[Adjustment, ...]:
    own = {cap.name: cap for cap in payment.caps}
    found: list[Adjustment] = []
    for index, adjustment in enumerate(payment.adjustments):
        name = adjustment_name(payment.name, index)
        match adjustment:
            case model.Indexation():
                found.append(Indexed(name, adjustment.fact, adjustment.base))
            case model.Minimum():
                found.append(Minimum(name, adjustment.amount))
            case model.PaymentCap():
                cap = own[adjustment.cap]
                if not cap.metrics and cap.payer is None:
                    found.append(Capped(cap.name))
    found.extend(Capped(cap.name) for cap in contract.caps if payment.name in cap.payments and cap.payer is None)
    return tuple(found)


def _plan(contract: Contract) -> plan.Plan:
    early = contract.early_termination
    return plan.Plan(
        contract=contract.name,
        title=contract.title,
        currency=contract.currency,
        digits=contract.currency_digits,
        rounding=contract.rounding,
        term=plans.period(contract.term),
        parties=tuple((party.name, party.title) for party in contract.parties),
        cohorts=tuple((cohort.name, cohort.title) for group in contract.populations for cohort in group.cohorts),
        metrics=plans.metric_plans(contract),
        facts=plans.fact_plans(contract),
        payments=tuple(_payment_plan(contract, payment) for payment in contract.payments),
        caps=plans.caps(contract),
        counts=plans.counts(contract),
        words=rule_words(contract),
        month_end=contract.month_end,
        business_days=contract.business_days,
        holidays=plans.holidays(contract),
        financial_year=contract.financial_year,
        termination=None if early is None else plan.EarlyTermination(early.first, early.last),
    )


def _payment_plan(contract: Contract, payment: model.Payment) -> plan.PaymentPlan:
    payer_caps = [cap.name for cap in payment.caps if cap.payer is not None]
    payers = {payer.party for payer in payment.payers}
    payer_caps += [cap.name for cap in contract.caps if cap.payer in payers and payment.name in cap.payments]
    return plan.PaymentPlan(
        name=payment.name,
        title=payment.title,
        clause=payment.clause,
        payers=tuple(plan.Payer(payer.party, payer.share, payer.limit) for payer in payment.payers),
        payee=payment.payee,
        timing=plans.timing(payment.timing),
        payable=plans.payable(payment.payable),
        reads=(),
        payer_caps=tuple(payer_caps),
        suspended=tuple(plans.period(period) for period in payment.suspended),
        continues=payment.continues_after_termination,
        card_shares=card_shares(payment),
    )


def _with_reads(draft: Program) -> Program:
    """The program with every payment's reads, which only the finished rules show."""
    payments = tuple(
        _replaced(payment, reads_of(rule, draft))
        for payment, rule in zip(draft.plan.payments, draft.rules, strict=True)
    )
    return structs.replace(draft, plan=replace(draft.plan, payments=payments))


def _replaced(payment: plan.PaymentPlan, reads: tuple[plan.Read, ...]) -> plan.PaymentPlan:
    return replace(payment, reads=reads)
