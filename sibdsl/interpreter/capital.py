"""Cash flows of a program: the meaning of its capital.

In: a program, the statement of its payments, and another capital than its own where one is asked about.
Out: flows of money, and how each instrument stands. Relies on ``sibdsl.runtime`` for everything.
Guarantees: money that appears or vanishes is an ``InternalError``.
"""

from __future__ import annotations

from sibdsl.diagnostics.internal import InternalError
from sibdsl.ir.program import Program
from sibdsl.runtime import capital as runtime
from sibdsl.runtime.capital_conservation import NotConservedError
from sibdsl.runtime.capital_plan import CapitalPlan
from sibdsl.runtime.capital_result import CapitalResult
from sibdsl.runtime.statement import Statement

_NOTHING = CapitalPlan()


def cash_flows(program: Program, statement: Statement, capital: CapitalPlan | None = None) -> CapitalResult:
    """Give every flow of money that follows from a statement.

    A contract without finance has the flows of its payments.

    Raises:
        InternalError: the flows do not balance, which only a fault of ours can cause.
    """
    try:
        return runtime.cash_flows(program.plan, capital or program.capital or _NOTHING, statement)
    except NotConservedError as breach:
        raise InternalError(f"the cash flows of {program.plan.contract} do not balance: {breach}") from breach
