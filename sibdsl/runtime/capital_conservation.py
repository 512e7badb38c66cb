"""That nothing appears and nothing vanishes: section 6 of docs/reference/capital.md.

In: a result, and the statement that it follows from. Out: nothing, or an error.
Relies on flows alone: it adds them up anew. Guarantees: a result that passes balances, on every day.
"""

from __future__ import annotations

from collections.abc import Iterator

from sibdsl.runtime.capital_flow import Flow
from sibdsl.runtime.capital_plan import OWED_KINDS
from sibdsl.runtime.capital_result import CapitalResult
from sibdsl.runtime.statement import Statement


class NotConservedError(Exception):
    """Money appeared or vanished: a fault of ours."""


def check_conserved(result: CapitalResult, statement: Statement) -> None:
    """Check a result.

    Raises:
        NotConservedError: something does not balance; the text says what.
    """
    for breach in _breaches(result, statement):
        raise NotConservedError(breach)


def _breaches(result: CapitalResult, statement: Statement) -> Iterator[str]:
    yield from _flows(result.flows)
    yield from _outcome_payments(result, statement)
    if result.accounts:
        yield from _accounts(result)
    yield from _instruments(result)
    for guarantee in result.guarantees:
        if guarantee.reimbursed > guarantee.drawn:
            yield f"more of {guarantee.guarantee} is reimbursed than was drawn"


def _flows(flows: list[Flow]) -> Iterator[str]:
    before = None
    for flow in flows:
        if flow.minor <= 0 or not flow.payer or not flow.payee:
            yield f"a flow of {flow.source} on {flow.day} has no amount, payer or payee"
        if before is not None and flow.day < before:
            yield f"the flow of {flow.source} on {flow.day} is out of order"
        before = flow.day


def _outcome_payments(result: CapitalResult, statement: Statement) -> Iterator[str]:
    until = result.until
    owed = sum(
        line.case.amounts[line.payer_index] for line in statement.lines if until is None or line.case.due < until
    )
    paid = sum(flow.minor for flow in result.flows if flow.what == "outcome payment")
    if owed != paid:
        yield f"the statement has {owed} of outcome payments, the flows have {paid}"


def _accounts(result: CapitalResult) -> Iterator[str]:
    moved: dict[tuple[str, object], list[int]] = {}
    for flow in result.flows:
        if flow.paid_into:
            moved.setdefault((flow.paid_into, flow.day), [0, 0])[0] += flow.minor
        if flow.paid_from:
            moved.setdefault((flow.paid_from, flow.day), [0, 0])[1] += flow.minor
    balances: dict[str, int] = {}
    for row in result.accounts:
        before = balances.get(row.waterfall, 0)
        received, paid = moved.pop((row.waterfall, row.day), (0, 0))
        if (received, paid) != (row.received, row.paid) or before + received - paid != row.balance:
            yield f"the account of {row.waterfall} does not balance on {row.day}"
        if paid > before + received or row.balance < sum(minor for _, minor in row.reserves):
            yield f"the account of {row.waterfall} pays more than it has on {row.day}"
        balances[row.waterfall] = row.balance
    if moved:
        yield "money moved in an account on a day that it does not show"


def _instruments(result: CapitalResult) -> Iterator[str]:
    repaid: dict[str, int] = {}
    drawn: dict[str, int] = {}
    for flow in result.flows:
        if flow.instrument and flow.what in ("principal", "protection"):
            repaid[flow.instrument] = repaid.get(flow.instrument, 0) + flow.minor
        elif flow.instrument and flow.what == "drawdown":
            drawn[flow.instrument] = drawn.get(flow.instrument, 0) + flow.minor
    for position in result.positions:
        instrument = result.prepared.instruments[position.instrument]
        name = position.instrument
        if instrument.kind not in OWED_KINDS:
            continue
        if position.drawn != position.repaid + position.principal_owed + position.lost:
            yield f"what was drawn of {name} is not repaid, outstanding or lost"
        if position.repaid < repaid.get(name, 0) or (
            not instrument.credited and position.repaid != repaid.get(name, 0)
        ):
            yield f"the principal of {name} that was repaid is not what was paid"
        if instrument.kind != "deferred fee" and position.drawn != drawn.get(name, 0):
            yield f"what was drawn of {name} is not what was paid in"
        if position.borne < 0:
            yield f"guarantors paid more of {name} than was lost"
