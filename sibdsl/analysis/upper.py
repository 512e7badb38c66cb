"""The most that payments come to, together and for each payer.

In: the outcomes of a course. Out: upper bounds of sums, exact; None where there is none.
Relies on ``constraints`` for what limits payments together and on ``bounds`` for sums under limits.
Guarantees: sound, for a contract that runs its term and for one that ends on any day it may.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from sibdsl.analysis.bounds import Constraint, Element, most
from sibdsl.analysis.constraints import Constraints
from sibdsl.analysis.course import Course, Outcome, has_open_bucket
from sibdsl.analysis.payers import share_of_claims, split_errors
from sibdsl.runtime.determinations import BucketKey
from sibdsl.runtime.plan import PaymentPlan

NOTHING = Fraction(0)


class UpperBounds:
    """The upper bounds of one course. ``totals`` are those of each payment over the whole contract."""

    def __init__(self, course: Course, outcomes: Sequence[Outcome]) -> None:
        self._plan = course.program.plan
        self._minor = course.minor
        self._strides = course.strides
        self._outcomes = outcomes
        self._constraints = Constraints(course, outcomes)
        self._of_amounts = self._constraints.all()
        self._paid_by: dict[tuple[str, frozenset[str]], Fraction | None] = {}
        self.totals = {payment.name: self._total({payment.name}) for payment in self._plan.payments}

    def paid_under(self, payments: set[str]) -> Fraction | None:
        """Bound what some payments pay together."""
        by_payment = added([self.totals[name] for name in sorted(payments)])
        return smallest([by_payment, self._total(payments)])

    def paid_by(self, party: str, payments: set[str]) -> Fraction | None:
        """Bound what a party pays under some payments."""
        paying = {
            payment.name
            for payment in self._plan.payments
            if payment.name in payments and any(payer.party == party for payer in payment.payers)
        }
        key = (party, frozenset(paying))
        if key not in self._paid_by:
            bound = self._worst(paying, lambda places: self._part_of_party(party, places))
            self._paid_by[key] = None if bound is None else bound // self._minor * self._minor
        return self._paid_by[key]

    def _total(self, payments: set[str]) -> Fraction | None:
        """Bound what some payments pay together, as amounts and as what each payer can pay."""
        payers = {payer.party for plan in self._plan.payments if plan.name in payments for payer in plan.payers}
        return smallest([self._amount(payments), added([self.paid_by(party, payments) for party in sorted(payers)])])

    def _amount(self, payments: set[str]) -> Fraction | None:
        """Bound what some payments pay together."""

        def bound(places: Sequence[int]) -> Fraction | None:
            elements: dict[Element, Fraction | None] = {}
            constraints = list(self._of_amounts)
            for place in places:
                outcome = self._outcomes[place]
                own = self._constraints.elements_of(place)
                for element in own:
                    elements[element] = self._element(outcome, element[1], Fraction(1))
                if outcome.paid.high is not None:
                    constraints.append(Constraint("determination", frozenset(own), outcome.paid.high))
            return most(elements, constraints)

        return self._worst(payments, bound)

    def _part_of_party(self, party: str, places: Sequence[int]) -> Fraction | None:
        elements: dict[Element, Fraction | None] = {}
        weights: dict[int, tuple[Fraction, Fraction]] = {}
        constraints = []
        for place in places:
            outcome = self._outcomes[place]
            weights[place] = self._weight(outcome.occasion.payment, party)
            share, gain = weights[place]
            own = self._constraints.elements_of(place)
            for element in own:
                bound = self._element(outcome, element[1], share)
                elements[element] = None if bound is None else bound + gain
            high = _most_of(outcome, party)
            if high is not None:
                constraints.append(Constraint("determination", frozenset(own), high))
        for constraint in self._of_amounts:
            limited = {place for place, _ in constraint.elements if place in weights}
            if limited:
                share = max(self._share_of_limit(place, weights[place][0]) for place in limited)
                gains = sum((weights[place][1] for place in limited), NOTHING)
                constraints.append(Constraint(constraint.kind, constraint.elements, constraint.limit * share + gains))
        return most(elements, [*constraints, *self._caps_of(party, places), *self._turns_of(party, places)])

    def _share_of_limit(self, place: int, share: Fraction) -> Fraction:
        """Give the share of a limit on payments that a party may come to pay.

        A limit counts what is paid. Where another payer's own limit cuts what that payer pays, more is left
        for this one than its share.
        """
        return Fraction(1) if self._outcomes[place].occasion.payment.payer_caps else share

    def _element(self, outcome: Outcome, part: int, share: Fraction) -> Fraction | None:
        """Bound a share of what a part of an outcome contributes to what is paid."""
        if len(outcome.parts) < 2:
            high = outcome.amount.high
        else:
            added = self._constraints.added_to_part(outcome)
            high = outcome.parts[part].high
            high = None if high is None or added is None else max(high, NOTHING) + added
        return None if high is None else high * share

    def _weight(self, payment: PaymentPlan, party: str) -> tuple[Fraction, Fraction]:
        """Give a party's share of a payment, and what a split can add to it; by turns it may pay everything."""
        if payment.card_shares:
            share, gain = share_of_claims(payment, party)
            return share, gain * self._minor
        shares = tuple(payer.share for payer in payment.payers)
        if any(share is None for share in shares):
            return Fraction(1), NOTHING
        errors = split_errors(tuple(share or NOTHING for share in shares), self._strides.of(payment.name))
        own = [place for place, payer in enumerate(payment.payers) if payer.party == party]
        share = sum((shares[place] or NOTHING for place in own), NOTHING)
        return share, sum((errors[place][1] for place in own), NOTHING) * self._minor

    def _caps_of(self, party: str, places: Sequence[int]) -> list[Constraint]:
        """Limit what a party pays by the caps on what it pays."""
        sums: dict[BucketKey, tuple[Fraction, set[Element]]] = {}
        for place in places:
            occasion = self._outcomes[place].occasion
            for name in occasion.payment.payer_caps:
                cap, key = occasion.caps[name]
                if cap.payer == party and not has_open_bucket(occasion, cap.scope):
                    sums.setdefault(key, (cap.limit, set()))[1].update(self._constraints.elements_of(place))
        return [Constraint("payer cap", frozenset(elements), limit) for limit, elements in sums.values()]

    def _turns_of(self, party: str, places: Sequence[int]) -> list[Constraint]:
        """Limit what a party pays by its turns: up to its limit, and only what earlier turns left."""
        found = []
        for payment in self._plan.payments:
            own: list[Element] = []
            for place in places:
                if self._outcomes[place].payment == payment.name:
                    own.extend(self._constraints.elements_of(place))
            if not own or any(payer.share is not None for payer in payment.payers):
                continue
            # Where a payer's own limit cuts what it pays in its turn, the amount is more than what is paid.
            total = None if payment.payer_caps else self._amount({payment.name})
            earlier = NOTHING
            for payer in payment.payers:
                left = None if total is None else max(total - earlier, NOTHING)
                limit = smallest([payer.limit, left])
                if payer.party == party and limit is not None:
                    found.append(Constraint("turn", frozenset(own), limit))
                earlier += payer.limit or NOTHING
        return found

    def _worst(self, payments: set[str], bound: Callable[[Sequence[int]], Fraction | None]) -> Fraction | None:
        """Take the worse of two courses: the contract runs its term, or it ends on the last day it may."""
        places = [place for place, outcome in enumerate(self._outcomes) if outcome.payment in payments]
        courses = [bound([place for place in places if not self._outcomes[place].ending])]
        early = self._plan.termination
        if early is not None and any(self._outcomes[place].ending for place in places):
            ended = [place for place in places if self._takes_place(self._outcomes[place], early.last)]
            courses.append(bound(ended))
        return largest(courses)

    def _takes_place(self, outcome: Outcome, end: date) -> bool:
        return outcome.ending or outcome.occasion.payment.continues or outcome.day <= end


def _most_of(outcome: Outcome, party: str) -> Fraction | None:
    return added([payer.range.high for payer in outcome.payers if payer.party == party])


def added(bounds: Sequence[Fraction | None]) -> Fraction | None:
    """Add upper bounds up."""
    finite = [bound for bound in bounds if bound is not None]
    return sum(finite, NOTHING) if len(finite) == len(bounds) else None


def largest(bounds: Sequence[Fraction | None]) -> Fraction | None:
    """Give the largest of upper bounds; nothing where there are none."""
    finite = [bound for bound in bounds if bound is not None]
    return max(finite, default=NOTHING) if len(finite) == len(bounds) else None


def smallest(bounds: Sequence[Fraction | None]) -> Fraction | None:
    """Give the smallest of upper bounds."""
    return min((bound for bound in bounds if bound is not None), default=None)
