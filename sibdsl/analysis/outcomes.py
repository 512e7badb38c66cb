"""What the flows of one statement come to for each party and for each instrument.

In: cash flows. Out: the stakes of parties and of instruments.
Relies on ``returns``. Guarantees: worked out once, when somebody asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sibdsl.analysis.returns import annual_return, multiple
from sibdsl.analysis.stakes_table import InstrumentStake, PartyStake
from sibdsl.runtime.capital_result import CapitalResult


class Outcome:
    """What a statement comes to.

    ``outcome_payments`` is what they come to in all; in ``paid`` those that providers of instruments make count as
    negative. Both are in minor units.
    """

    __slots__ = ("_flows", "_result", "_told", "outcome_payments", "paid")

    def __init__(self, result: CapitalResult, sides: Mapping[str, frozenset[str]]) -> None:
        self._result = result
        self._told: tuple[tuple[PartyStake, ...], tuple[InstrumentStake, ...]] | None = None
        self._flows: dict[str, list[tuple[date, int]]] = {name: [] for name in sides}
        self.paid = self.outcome_payments = 0
        for flow in result.flows:
            what, _, instrument, _ = flow.cause
            side = sides.get(instrument or "")
            amount = flow.minor
            if what == "outcome payment":
                self.outcome_payments += amount
                if any(flow.payer in parties for parties in sides.values()):
                    amount = -amount
                self.paid += amount
            if side is not None and what != "reimbursement":
                self._flows[instrument or ""].append((flow.day, -amount if what == "drawdown" else amount))

    @property
    def told(self) -> tuple[tuple[PartyStake, ...], tuple[InstrumentStake, ...]]:
        """The stakes of parties, and those of instruments."""
        if self._told is None:
            parties = tuple(PartyStake(name, *sums) for name, sums in self._result.parties().items())
            self._told = (parties, self._instruments())
        return self._told

    def gain(self, instrument: str) -> int | None:
        """Give what the providers of an instrument got back less what they put in; None where they put in nothing."""
        amounts = [amount for _, amount in self._flows[instrument]]
        return sum(amounts) if amounts and min(amounts) < 0 else None

    def _instruments(self) -> tuple[InstrumentStake, ...]:
        found = []
        for position in self._result.positions:
            own = self._flows[position.instrument]
            put_in = -sum(amount for _, amount in own if amount < 0)
            received = sum(amount for _, amount in own if amount > 0)
            found.append(
                InstrumentStake(
                    position.instrument,
                    put_in,
                    received,
                    position.lost,
                    position.guaranteed,
                    position.borne,
                    multiple(received, put_in),
                    annual_return(own),
                )
            )
        return tuple(found)
