"""Whole amounts: of which number of minor units every amount of a payment is a multiple.

In: a program and the grids of its expressions. Out: a stride for each payment.
Relies on ``grids``.
Guarantees: sound. What a cap leaves over is a multiple of the stride only if everything that counts towards
it is; where that is not certain the stride is one minor unit.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from sibdsl.analysis.grids import Grids, common_step
from sibdsl.ir.program import Indexed, Minimum, Program, Rule


class Strides:
    """The strides of a program's payments, in minor units."""

    def __init__(self, program: Program, grids: Grids) -> None:
        plan = program.plan
        self._minor = Fraction(1, 10**plan.digits)
        self._grids = grids
        self._own = {rule.payment: self._before_caps(rule) for rule in program.rules}
        self._capped = {payment for cap in plan.caps for payment in cap.payments}
        cut = any(payment.payer_caps or any(p.limit is not None for p in payment.payers) for payment in plan.payments)
        whole = 0 if not cut else 1
        for own in self._own.values():
            whole = gcd(whole, own or 1)
        for cap in plan.caps:
            whole = gcd(whole, self._whole(cap.limit) or 1)
        self._under_caps = whole or 1

    def is_whole(self, payment: str) -> bool:
        """Say whether every amount of a payment is whole before it is rounded."""
        return self._own[payment] is not None

    def of(self, payment: str) -> int:
        """Give the stride of a payment."""
        own = self._own[payment]
        if own is None:
            return 1
        return gcd(own, self._under_caps) if payment in self._capped else own

    def _before_caps(self, rule: Rule) -> int | None:
        """Give the stride of the sum of a rule's parts; None where it may have to be rounded."""
        steps: list[Fraction | None] = [self._grids.of(part.value) for part in rule.parts]
        for adjustment in rule.adjustments:
            if isinstance(adjustment, Indexed):
                return None
            if isinstance(adjustment, Minimum):
                steps.append(adjustment.amount)
        step = common_step(steps)
        return None if step is None else self._whole(step)

    def _whole(self, step: Fraction) -> int | None:
        units = step / self._minor
        return abs(units.numerator) if units.denominator == 1 else None
