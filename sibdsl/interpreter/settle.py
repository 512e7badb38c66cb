"""Settling a compiled contract by walking its IR.

In: a program, evidence, and the day as of which the statement is made. Out: a statement.
Relies on ``evaluate`` for expressions and on ``sibdsl.runtime`` for everything else.
Guarantees the order within a payment: gates, of which the first that fails ends it at nothing; the parts,
each with its own caps; then the adjustments as written.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sibdsl.diagnostics.internal import InternalError
from sibdsl.interpreter.evaluate import Definitions, Scope, amount_of, holds
from sibdsl.ir.program import Adjustment, Capped, Indexed, Minimum, Program, Rule
from sibdsl.runtime import claims_run, settlement
from sibdsl.runtime.case import Case
from sibdsl.runtime.claims import ClaimsEvidence
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.evidence import Evidence
from sibdsl.runtime.settlement import RuleFunction
from sibdsl.runtime.statement import Statement
from sibdsl.runtime.trace import Exact


def settle(program: Program, evidence: Evidence, as_of: date | None = None) -> Statement:
    """Determine every payment of a program that the evidence allows.

    Raises:
        InternalError: the program breaks an invariant of the IR, which only a fault of ours can cause.
    """
    try:
        return settlement.settle(program.plan, rules_of(program), evidence, as_of)
    except (KeyError, IndexError) as missing:
        raise InternalError(f"the program of {program.plan.contract} lacks {missing}") from missing


def settle_with_claims(
    program: Program,
    evidence: Evidence,
    people: ClaimsEvidence,
    as_of: date | None = None,
    ledger: Ledger = NO_LEDGER,
) -> Statement:
    """Settle the claims of people by the rate cards of a program, then determine every payment.

    Raises:
        InternalError: the program breaks an invariant of the IR, or has no rate card.
        ValueError: the ledger is of a contract with other limits.
    """
    if program.claims is None:
        raise InternalError(f"the program of {program.plan.contract} has no rate card")
    try:
        rules = rules_of(program)
        return claims_run.settle_with_claims(program.plan, program.claims, rules, evidence, people, as_of, ledger)
    except (KeyError, IndexError) as missing:
        raise InternalError(f"the program of {program.plan.contract} lacks {missing}") from missing


def rules_of(program: Program) -> Mapping[str, RuleFunction]:
    """Give a function for the amount of each payment."""
    definitions = Definitions(
        {calculation.name: calculation.value for calculation in program.calculations},
        {threshold.name: threshold.condition for threshold in program.thresholds},
    )
    return {rule.payment: _function_of(rule, definitions) for rule in program.rules}


def _function_of(rule: Rule, definitions: Definitions) -> RuleFunction:
    def amount(case: Case) -> Exact:
        return _amount(rule, case, Scope(case, definitions))

    return amount


def _amount(rule: Rule, case: Case, scope: Scope) -> Exact:
    for gate in rule.gates:
        if not case.gate(gate.name, holds(gate.condition, scope)):
            return 0
    total: Exact = 0
    for part in rule.parts:
        amount = case.formula(part.name, amount_of(part.value, scope))
        for cap in part.caps:
            amount = case.capped(cap, amount)
        total += amount
    for adjustment in rule.adjustments:
        total = _adjusted(adjustment, case, total)
    return total


def _adjusted(adjustment: Adjustment, case: Case, amount: Exact) -> Exact:
    match adjustment:
        case Indexed(name, fact, base):
            return case.indexed(name, fact, base, amount)
        case Minimum(name, floor):
            return case.minimum(name, amount, floor)
        case Capped(cap):
            return case.capped(cap, amount)
