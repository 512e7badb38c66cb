"""One determination while it is computed: what the rules of a contract call.

In: what ``reader`` reads. Out: exact values, and a trace from which the derivation is told when somebody
asks for it.
Relies on ``exact`` for rounding and on ``book`` for what was used before.
Guarantees: a method returns the same value however often it is called, and notes what it did as a small
tuple; nothing is put into words here.

Rules evaluate from left to right. In conditions the second item of ``and`` and ``or`` is evaluated only
where it matters, as Python does; of a table only the row that applies is evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from sibdsl.runtime.book import Book
from sibdsl.runtime.cards import CardDue
from sibdsl.runtime.determinations import Occasion, Prepared
from sibdsl.runtime.evidence import Evidence
from sibdsl.runtime.exact import round_to
from sibdsl.runtime.reader import EvidenceReader, NotArrivedError
from sibdsl.runtime.trace import (
    BracketsFilled,
    CapApplied,
    CardCounted,
    CountTaken,
    Exact,
    FormulaUsed,
    GateTested,
    IndexApplied,
    MetricCalculated,
    MinimumApplied,
    RowChosen,
    RowReached,
    StagesPassed,
    ThresholdTested,
)


class Case(EvidenceReader):
    """A determination at hand. The rules of a contract are functions of it.

    ``amounts`` is what each payer pays in minor units, once the determination is closed. ``card`` is what the claims on
    a rate card came to, where it pays one.
    """

    __slots__ = (
        "_before_rounding",
        "_calculated",
        "_counts",
        "_part_amounts",
        "amounts",
        "card",
        "due",
        "validated_on",
    )

    def __init__(self, prepared: Prepared, occasion: Occasion, evidence: Evidence, book: Book) -> None:
        super().__init__(prepared, occasion, evidence, book)
        self.amounts: tuple[int, ...] = ()
        self.due = occasion.determination.day
        self.validated_on: date | None = None
        self.card: CardDue | None = None
        self._before_rounding: Exact | None = None
        self._counts: dict[str, Exact] = {}
        self._part_amounts: dict[str, Exact] = {}
        self._calculated: dict[str, Exact] = {}

    # ------------------------------------------------------------ values with a name

    def counted(self, name: str, value: Exact) -> Exact:
        """The value, but no more than a count still allows; it counts once a determination."""
        taken = self._counts.get(name)
        if taken is None:
            count, key = self.occasion.counts[name]
            used = self.book.counted.get(key, 0)
            taken = self._counts[name] = min(value, max(count.limit - used, Fraction(0)))
            self.trace.append(CountTaken(name, value, used, taken))
        return taken

    def calculated(self, name: str, value: Exact) -> Exact:
        """A metric that the contract calculates, with its value."""
        exact, self._before_rounding = self._before_rounding, None
        self.trace.append(MetricCalculated(name, value, exact))
        return value

    def calculation(self, name: str, compute: Callable[[Case], Exact]) -> Exact:
        """A metric that the contract calculates, computed at its first use in a determination."""
        value = self._calculated.get(name)
        if value is None:
            value = self._calculated[name] = self.calculated(name, compute(self))
        return value

    def threshold(self, name: str, holds: bool) -> bool:
        """A named condition, with whether it holds."""
        self.trace.append(ThresholdTested(name, holds))
        return holds

    def gate(self, name: str, holds: bool) -> bool:
        """A condition without which the payment is nothing, with whether it holds."""
        self.trace.append(GateTested(name, holds))
        return holds

    # ------------------------------------------------------------ tables

    def step(self, name: str, row: int, subject: Exact, amount: Exact) -> Exact:
        """The amount of the row (by its place in the words) that the subject reaches."""
        self.trace.append(RowReached(name, row, subject, amount))
        return amount

    def case(self, name: str, row: int, amount: Exact) -> Exact:
        """The amount of the first case that holds; the row after the last case is ``otherwise``."""
        self.trace.append(RowChosen(name, row, amount))
        return amount

    def dated(self, name: str, row: int, amount: Exact) -> Exact:
        """The amount of the row for this determination date."""
        self.trace.append(RowChosen(name, row, amount))
        return amount

    def brackets(self, name: str, subject: Exact, brackets: Sequence[tuple[Exact | None, Exact]]) -> Exact:
        """The sum of each bracket's rate times the units in it.

        A bracket is a width (None: all the rest) and a rate.
        """
        left = subject
        total: Exact = 0
        parts: list[tuple[Exact, Exact]] = []
        for width, rate in brackets:
            taken = left if width is None else min(left, width)
            total += taken * rate
            left -= taken
            parts.append((taken, taken * rate))
        self.trace.append(BracketsFilled(name, subject, tuple(parts), total))
        return total

    def stages(self, name: str, base: Exact, stages: Sequence[tuple[Exact, Exact | None]], within: bool) -> Exact:
        """A share of the base that switches once the payment has paid a sum.

        A stage is a share and that sum (None: for good).
        """
        before = self.paid_so_far(self.occasion.payment.name)
        total: Exact = 0
        left = base
        parts: list[tuple[int, Exact, Exact]] = []
        for index, (share, until) in enumerate(stages):
            taken = left
            if until is not None:
                room = until - before - total
                if room <= 0:
                    continue
                if within and share * left > room:
                    taken = Fraction(room) / share
            paid = share * taken
            parts.append((index, taken, paid))
            total += paid
            left -= taken
            if not within or not left:
                break
        self.trace.append(StagesPassed(name, base, before, tuple(parts), total))
        return total

    # ------------------------------------------------------------ parts and adjustments

    def card_amount(self, payment: str) -> Fraction:
        """What the claims on the rate card of this payment come to, less what is taken back of earlier ones."""
        cards, occasion = self.evidence.claims, self.occasion
        if cards is None or payment != occasion.payment.name:
            raise NotArrivedError(payment)
        if self.card is None:
            self.card = cards.due(occasion.payment, self.day, occasion.determination.cohort, self.book.backlog)
            self.trace.append(CardCounted(self.card))
        return Fraction(self.card.minor(), self.prepared.scale)

    def formula(self, name: str, amount: Exact) -> Exact:
        """The amount of a part of the payment that is no table."""
        self.trace.append(FormulaUsed(name, amount))
        return amount

    def indexed(self, name: str, fact: str, base: date, amount: Exact) -> Exact:
        """The amount times the fact in force at the determination over its value on the base date."""
        now, then = self.fact(fact), self.fact(fact, base)
        after = amount * now / then
        self.trace.append(IndexApplied(name, fact, base, now, then, amount, after))
        return after

    def minimum(self, name: str, amount: Exact, floor: Exact) -> Exact:
        """The amount, but not less than the floor."""
        after = max(amount, floor)
        self.trace.append(MinimumApplied(name, amount, after))
        return after

    def capped(self, name: str, amount: Exact) -> Exact:
        """The amount, cut to what a cap still allows; a cap on whole payments allows all or nothing."""
        cap, key = self.occasion.caps[name]
        used: Exact
        if cap.part is not None:
            used = self.book.part_used.get(key, 0)
        else:
            used = Fraction(self.book.used.get(key, 0), self.prepared.scale)
        left = max(cap.limit - used, Fraction(0))
        after: Exact = amount
        if amount > left:
            after = 0 if cap.whole else left
        if cap.part is not None:
            self._part_amounts[name] = after
        self.trace.append(CapApplied(cap, amount, used, after))
        return after

    # ------------------------------------------------------------ arithmetic

    def divide(self, dividend: Exact, divisor: Exact) -> Fraction:
        """An exact quotient.

        Raises:
            ZeroDivisionError: the divisor is zero, which the checker excludes.
        """
        return Fraction(dividend) / divisor

    def rounded(self, value: Exact, step: Fraction, mode: str) -> Fraction:
        """The value rounded to a multiple of a step."""
        after = round_to(Fraction(value), step, mode)
        # Only calculated metrics are rounded, each as the last step before it gets its name.
        self._before_rounding = None if after == value else value
        return after

    def close(self, amounts: tuple[int, ...]) -> None:
        """Enter what each payer pays, in minor units, and what was counted, into the book."""
        self.amounts = amounts
        book, occasion = self.book, self.occasion
        if self.card is not None:
            self.card.close(amounts)
        book.enter(occasion, amounts)
        for name, amount in self._part_amounts.items():
            key = occasion.caps[name][1]
            book.part_used[key] = book.part_used.get(key, 0) + amount
        for name, taken in self._counts.items():
            key = occasion.counts[name][1]
            book.counted[key] = book.counted.get(key, 0) + taken
