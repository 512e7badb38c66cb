"""What became of each instrument, guarantee and account, with all flows: data, and as plain data.

In: what ``capital`` computed. Out: objects, plain data, and JSON text.
Relies on ``capital_flow``.
Guarantees: amounts are exact, with the decimals of the currency; keys and rows always come in the same order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sibdsl.runtime.capital_flow import Flow
from sibdsl.runtime.capital_prepared import PreparedCapital
from sibdsl.runtime.exact import decimal_text
from sibdsl.runtime.wording import exact_number


@dataclass(slots=True)
class Position:
    """What became of an instrument, in minor units but for ``interest_owed``, which is exact and in major units.

    ``principal_owed`` is outstanding until the instrument ends; what is outstanding then is ``lost``. ``guaranteed``
    gives what was paid of that by the guarantors of each guarantee. ``ended_on`` None: it has not ended.
    """

    instrument: str
    drawn: int
    repaid: int
    interest_paid: int
    return_paid: int
    interest_owed: Fraction
    principal_owed: int
    lost: int
    guaranteed: tuple[tuple[str, int], ...]
    ended_on: date | None

    @property
    def borne(self) -> int:
        """The loss that no guarantor bears."""
        return self.lost - sum(minor for _, minor in self.guaranteed)


@dataclass(slots=True)
class GuaranteePosition:
    """What was drawn on a guarantee and reimbursed, in minor units."""

    guarantee: str
    drawn: int
    reimbursed: int


@dataclass(slots=True)
class AccountDay:
    """The account of a waterfall on a day on which something moved. ``balance`` includes ``reserves``; minor units."""

    waterfall: str
    day: date
    received: int
    paid: int
    balance: int
    reserves: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Waiting:
    """Something that would follow, from a day on, once what is pending is determined."""

    day: date
    what: str
    words: str


@dataclass(slots=True)
class CapitalResult:
    """All flows in order, and how instruments, guarantees and accounts stand after them.

    ``until`` is the day before which flows are given, where something is pending.
    """

    prepared: PreparedCapital
    flows: list[Flow]
    positions: list[Position]
    guarantees: list[GuaranteePosition]
    accounts: list[AccountDay]
    waiting: list[Waiting]
    until: date | None

    def parties(self) -> dict[str, tuple[int, int]]:
        """Give what each party paid and received, in minor units, by the order of their first flow."""
        found: dict[str, tuple[int, int]] = {}
        for flow in self.flows:
            paid, received = found.get(flow.payer, (0, 0))
            found[flow.payer] = (paid + flow.minor, received)
            paid, received = found.get(flow.payee, (0, 0))
            found[flow.payee] = (paid, received + flow.minor)
        return found

    def to_data(self) -> dict[str, object]:
        """Give the result as plain data, ready for JSON; amounts are texts, so that no digit is lost."""
        return {
            "contract": self.prepared.plan.contract,
            "currency": self.prepared.plan.currency,
            "until": self.until.isoformat() if self.until else None,
            "flows": [flow.to_data() for flow in self.flows],
            "instruments": [self._position(position) for position in self.positions],
            "guarantees": [
                {
                    "guarantee": item.guarantee,
                    "drawn": self._text(item.drawn),
                    "reimbursed": self._text(item.reimbursed),
                }
                for item in self.guarantees
            ],
            "accounts": [
                {
                    "waterfall": item.waterfall,
                    "day": item.day.isoformat(),
                    "received": self._text(item.received),
                    "paid": self._text(item.paid),
                    "balance": self._text(item.balance),
                    "reserves": {name: self._text(minor) for name, minor in item.reserves},
                }
                for item in self.accounts
            ],
            "parties": [
                {
                    "party": party,
                    "paid": self._text(paid),
                    "received": self._text(received),
                    "net": self._text(received - paid),
                }
                for party, (paid, received) in self.parties().items()
            ],
            "waiting": [{"day": item.day.isoformat(), "what": item.what, "words": item.words} for item in self.waiting],
        }

    def to_json(self) -> str:
        """Give the result as JSON text that ends with a line end."""
        return json.dumps(self.to_data(), indent=2, ensure_ascii=False) + "\n"

    def _position(self, position: Position) -> dict[str, object]:
        return {
            "instrument": position.instrument,
            "drawn": self._text(position.drawn),
            "repaid": self._text(position.repaid),
            "interest_paid": self._text(position.interest_paid),
            "return_paid": self._text(position.return_paid),
            "interest_owed": exact_number(position.interest_owed),
            "principal_owed": self._text(position.principal_owed),
            "lost": self._text(position.lost),
            "guaranteed": {name: self._text(minor) for name, minor in position.guaranteed},
            "borne": self._text(position.borne),
            "ended_on": position.ended_on.isoformat() if position.ended_on else None,
        }

    def _text(self, minor: int) -> str:
        return decimal_text(Fraction(minor, self.prepared.scale), self.prepared.plan.digits)
