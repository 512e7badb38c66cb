"""A whole contract in the IR: its plan, and the rule of every payment, calculation and threshold."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import msgspec

from sibdsl.ir.expressions import Condition, Expression
from sibdsl.runtime.capital_plan import CapitalPlan
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Plan

IR_VERSION = 1


class Part(msgspec.Struct, frozen=True):
    """One ``pays`` of a payment. ``name`` is that of its words in the plan; ``caps`` are limits on this part alone."""

    name: str
    value: Expression
    caps: tuple[str, ...] = ()


class Gate(msgspec.Struct, frozen=True):
    """``provided condition``: where it does not hold, the payment is nothing."""

    name: str
    condition: Condition


class Indexed(msgspec.Struct, frozen=True, tag="indexed"):
    """The amount times the fact in force at the determination over its value on ``base``."""

    name: str
    fact: str
    base: date


class Minimum(msgspec.Struct, frozen=True, tag="minimum"):
    """The amount, but not less than ``amount``."""

    name: str
    amount: Fraction


class Capped(msgspec.Struct, frozen=True, tag="capped"):
    """The amount, cut to what the plan's cap of that name still allows."""

    cap: str


Adjustment = Indexed | Minimum | Capped


class Rule(msgspec.Struct, frozen=True):
    """The amount of a payment: the gates, then the sum of the parts, then the adjustments in written order.

    A payment's own caps come before those of the contract. The result is never negative. Rounding to the
    currency's minor unit, the split between payers and payers' caps follow from the plan.
    """

    payment: str
    gates: tuple[Gate, ...]
    parts: tuple[Part, ...]
    adjustments: tuple[Adjustment, ...]


class Calculation(msgspec.Struct, frozen=True):
    """A metric that the contract calculates, with the unit rounding it declares already inside ``value``."""

    name: str
    value: Expression


class Threshold(msgspec.Struct, frozen=True):
    """A named condition."""

    name: str
    condition: Condition


class Program(msgspec.Struct, frozen=True):
    """A contract, compiled. Calculations and thresholds refer only to earlier ones; rules are in written order.

    ``claims`` is what its rate cards say, where it has any: the rule of a payment with one is a ``CardAmount``.
    ``capital`` is what its finance and waterfalls say, where it has any: no payment depends on it.
    """

    plan: Plan
    calculations: tuple[Calculation, ...]
    thresholds: tuple[Threshold, ...]
    rules: tuple[Rule, ...]
    version: int = IR_VERSION
    claims: ClaimsPlan | None = None
    capital: CapitalPlan | None = None
