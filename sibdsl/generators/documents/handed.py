"""What a document is handed besides the contract: computed limits, stakes and settled examples.

In: nothing. Out: the shapes that documents rely on; whoever computes them need not know documents.
Relies on nothing.
Guarantees: documents compute no amount themselves; each comes from here or from the contract.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Protocol


class PartyLimits(Protocol):
    """The least and the most a party pays and receives over the whole contract; None is no upper limit."""

    @property
    def party(self) -> str: ...  # noqa: D102
    @property
    def pays_least(self) -> Fraction: ...  # noqa: D102
    @property
    def pays_most(self) -> Fraction | None: ...  # noqa: D102
    @property
    def receives_least(self) -> Fraction: ...  # noqa: D102
    @property
    def receives_most(self) -> Fraction | None: ...  # noqa: D102


class PaymentLimits(Protocol):
    """The least and the most of a payment, at each determination and in total; None is no upper limit."""

    @property
    def payment(self) -> str: ...  # noqa: D102
    @property
    def each_least(self) -> Fraction: ...  # noqa: D102
    @property
    def each_most(self) -> Fraction | None: ...  # noqa: D102
    @property
    def total_least(self) -> Fraction: ...  # noqa: D102
    @property
    def total_most(self) -> Fraction | None: ...  # noqa: D102


class Limits(Protocol):
    """The limits of every party and every payment, in written order."""

    @property
    def parties(self) -> Sequence[PartyLimits]: ...  # noqa: D102
    @property
    def payments(self) -> Sequence[PaymentLimits]: ...  # noqa: D102


class PartyStake(Protocol):
    """What a party is left with, in minor units."""

    @property
    def party(self) -> str: ...  # noqa: D102
    @property
    def net(self) -> int: ...  # noqa: D102


class AnnualReturn(Protocol):
    """A rate a year, or None where there is no single one."""

    @property
    def rate(self) -> float | None: ...  # noqa: D102


class InstrumentStake(Protocol):
    """What comes back of an instrument, in minor units; ``guaranteed`` is by guarantee."""

    @property
    def instrument(self) -> str: ...  # noqa: D102
    @property
    def received(self) -> int: ...  # noqa: D102
    @property
    def lost(self) -> int: ...  # noqa: D102
    @property
    def guaranteed(self) -> tuple[tuple[str, int], ...]: ...  # noqa: D102
    @property
    def annual_return(self) -> AnnualReturn: ...  # noqa: D102


class StakesRow(Protocol):
    """One level of one quantity; ``quantity`` is None for a row about all of them, or about an early end."""

    @property
    def quantity(self) -> str | None: ...  # noqa: D102
    @property
    def words(self) -> str: ...  # noqa: D102
    @property
    def parties(self) -> Sequence[PartyStake]: ...  # noqa: D102
    @property
    def instruments(self) -> Sequence[InstrumentStake]: ...  # noqa: D102


class Breakeven(Protocol):
    """The lowest level at which the providers of an instrument get back what they put in, in words."""

    @property
    def instrument(self) -> str: ...  # noqa: D102
    @property
    def quantity(self) -> str: ...  # noqa: D102
    @property
    def words(self) -> str: ...  # noqa: D102


class Stakes(Protocol):
    """What is at stake, level by level. ``assumed`` tells what was taken for granted."""

    @property
    def rows(self) -> Sequence[StakesRow]: ...  # noqa: D102
    @property
    def breakevens(self) -> Sequence[Breakeven]: ...  # noqa: D102
    @property
    def assumed(self) -> Sequence[str]: ...  # noqa: D102


class Statement(Protocol):
    """A settled statement; its data has the keys of the statement JSON."""

    def to_data(self) -> dict[str, object]:
        """Give the statement as plain data."""


class Given(Protocol):
    """One thing that an example states.

    ``kind``: ``metric`` (``name`` with ``.sample`` or ``.p-value`` for what is reported with it), ``fact``,
    ``termination`` (on ``day``), ``as of`` (the statement is made on ``day``), ``others`` (every other value that is
    reported is zero), ``person`` (enrolled on ``day``, in ``cohort`` and ``groups``), ``spell`` (of state ``name`` from
    ``day`` to ``until``) or ``claim`` (of the outcome ``name``, reached on ``day``, with its quantity as ``value``,
    what it ``recorded``, and its ``days``: ``submitted``, ``validated``, ``rejected``). ``day`` is the
    last day of the period for a metric, the date for a fact. ``count``: so many values add up to ``value``.
    ``person`` counts the people of an example from 1.
    """

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> Fraction: ...  # noqa: D102
    @property
    def cohort(self) -> str | None: ...  # noqa: D102
    @property
    def day(self) -> date | None: ...  # noqa: D102
    @property
    def count(self) -> int: ...  # noqa: D102
    @property
    def person(self) -> int: ...  # noqa: D102
    @property
    def groups(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def until(self) -> date | None: ...  # noqa: D102
    @property
    def recorded(self) -> tuple[tuple[str, Fraction], ...]: ...  # noqa: D102
    @property
    def days(self) -> tuple[tuple[str, date], ...]: ...  # noqa: D102


class Example(Protocol):
    """A worked example: what is given, and the statement it leads to.

    ``about`` names the payments that it shows; empty for all of them.
    """

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def given(self) -> Sequence[Given]: ...  # noqa: D102
    @property
    def about(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def statement(self) -> Statement: ...  # noqa: D102


class Prose(Protocol):
    """A passage of prose in Markdown, and the declarations that stand behind it, each by kind and name."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def declared(self) -> Sequence[tuple[str, str]]: ...  # noqa: D102
