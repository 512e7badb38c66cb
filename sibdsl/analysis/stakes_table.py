"""The table of stakes: data only. Section 9 of docs/reference/capital.md.

In: nothing. Out: frozen dataclasses; all amounts are in minor units. Made by ``stakes``.
Relies on nothing. Guarantees: rows come in the order of payments, then from the least that is achieved to the most.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sibdsl.analysis.levels import Quantity
from sibdsl.analysis.returns import AnnualReturn
from sibdsl.runtime.capital_prepared import PreparedCapital


@dataclass(frozen=True, slots=True)
class PartyStake:
    """What a party pays and receives."""

    party: str
    pays: int
    receives: int

    @property
    def net(self) -> int:
        """What it is left with."""
        return self.receives - self.pays


@dataclass(frozen=True, slots=True)
class InstrumentStake:
    """What the providers of an instrument put in and get back.

    ``received`` is from everybody, guarantors too. ``guaranteed`` is by guarantee; ``borne`` is the loss that is not.
    """

    instrument: str
    put_in: int
    received: int
    lost: int
    guaranteed: tuple[tuple[str, int], ...]
    borne: int
    multiple: Fraction | None
    annual_return: AnnualReturn


@dataclass(frozen=True, slots=True)
class StakesRow:
    """One level of one quantity, all others at none; ``quantity`` is None for a row about all of them or an early end.

    ``mark``: ``none``, ``best``, ``all best``, ``early end`` or nothing. ``words`` is the level in words.
    """

    quantity: str | None
    level: Fraction | None
    mark: str
    words: str
    parties: tuple[PartyStake, ...]
    instruments: tuple[InstrumentStake, ...]


@dataclass(frozen=True, slots=True)
class Breakeven:
    """The lowest level of a quantity at which the providers of an instrument get back what they put in.

    ``level`` None: at none of its levels. ``words`` says it.
    """

    instrument: str
    quantity: str
    level: Fraction | None
    words: str


@dataclass(frozen=True, slots=True)
class Stakes:
    """The whole table, with the quantities that its rows are about. ``assumed`` tells what was taken for granted."""

    capital: PreparedCapital
    quantities: tuple[Quantity, ...]
    rows: tuple[StakesRow, ...]
    breakevens: tuple[Breakeven, ...]
    assumed: tuple[str, ...]
