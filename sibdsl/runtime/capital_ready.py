"""A plan of capital with all that is the same in every run, made once.

In: the plan of a contract and that of its capital. Out: look-ups, and the flows that no result changes.
Relies on ``capital_prepared``. Guarantees: plans that are equal but not the same are prepared each by itself.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sibdsl.runtime.capital_flow import Cause, Flow
from sibdsl.runtime.capital_plan import CapitalPlan
from sibdsl.runtime.capital_prepared import Holders, PreparedCapital
from sibdsl.runtime.plan import Plan

_KEPT = 64
_ready: dict[tuple[int, int], ReadyCapital] = {}


class ReadyCapital(NamedTuple):
    """Look-ups, and by day the drawdowns and charges of a contract that does not end early before it."""

    prepared: PreparedCapital
    fixed: dict[date, list[Flow]]


def ready_capital(plan: Plan, capital: CapitalPlan) -> ReadyCapital:
    """Prepare a plan of capital, or find what was prepared before."""
    key = (id(plan), id(capital))
    known = _ready.get(key)
    if known is None or known.prepared.plan is not plan or known.prepared.capital is not capital:
        if len(_ready) >= _KEPT:
            _ready.clear()
        prepared = PreparedCapital(plan, capital)
        # The entry keeps both plans alive, so that no others can get the same ids.
        known = _ready[key] = ReadyCapital(prepared, _fixed(prepared))
    return known


def _fixed(prepared: PreparedCapital) -> dict[date, list[Flow]]:
    """Give drawdowns, then charges, by day. A fee that is deferred moves no money."""
    found: dict[date, list[Flow]] = {}

    def collect(day: date, holders: Holders, payee: str, minor: int, cause: Cause) -> None:
        for party, part in holders.parts(minor):
            flow = Flow(day, party, payee, part, part, cause, None, None, prepared)
            found.setdefault(day, []).append(flow)

    for day, drawdowns in prepared.drawdowns.items():
        for name, minor in drawdowns:
            instrument = prepared.instruments[name]
            if instrument.kind != "deferred fee":
                collect(day, prepared.groups[name], instrument.receiver, minor, Cause("drawdown", name, name))
    for day, charges in prepared.charges.items():
        for charge, minor in charges:
            collect(day, prepared.groups[charge.name], charge.payee, minor, Cause("charge", charge.name))
    return found
