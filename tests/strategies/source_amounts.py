"""The amounts of drawn contracts: what can be read, and sums of money that are never negative.

In: a frame, the measures declared so far, when the reader is determined. Out: `Amount`s as text, with what is known
of their values. Relies on `source_measures`.
Guarantees: an amount of money is at least nothing; nothing is divided by what can be zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.strategies.source_frame import Frame, Timing
from tests.strategies.source_measures import SINGULARS, Measure, Quantity, literal

ATOM, FACTOR, PRODUCT, SUM, WHOLE = 4, 3, 2, 1, 0
ZERO = Fraction(0)
MONEY = Quantity("money")
NEVER_NEGATIVE = Quantity("money", low=ZERO)


@dataclass(frozen=True)
class Amount:
    """An amount as written, how tightly it holds together, and what is known of its values."""

    text: str
    level: int
    quantity: Quantity

    def inside(self, level: int) -> str:
        """The text where only what holds as tightly as `level` may stand."""
        return self.text if self.level >= level else f"({self.text})"


@dataclass
class Reader:
    """Something that reads amounts: a payment with its timing, or a metric that is calculated."""

    frame: Frame
    measures: Sequence[Measure]
    timing: Timing
    earlier: Sequence[str] = ()
    is_payment: bool = True

    def readings(self) -> list[Amount]:
        """Everything that the reader can name, each with its values."""
        found: list[Amount] = []
        for measure in self.measures:
            if measure.source == "metric":
                found += self._of_metric(measure)
            elif measure.source != "threshold":
                found += self._of_fact(measure)
        return found

    def _of_fact(self, measure: Measure) -> list[Amount]:
        dated = [Amount(f"{measure.name} on {day}", ATOM, measure.quantity) for day in measure.dates]
        return [Amount(measure.name, ATOM, measure.quantity), *dated]

    def _of_metric(self, measure: Measure) -> list[Amount]:
        if measure.only_at is not None and measure.only_at != self.timing:
            return []
        found = []
        if all(leaf.fits(self.timing) for leaf in measure.leaves):
            found.append(Amount(measure.name, ATOM, measure.quantity))
            sample = Quantity("count", "people", ZERO)
            if "sample" in measure.reports:
                found.append(Amount(f"sample of {measure.name}", ATOM, sample))
        if measure.only_at is not None or len(measure.leaves) != 1:
            return found
        return found + self._sums(measure, measure.leaves[0])

    def _sums(self, measure: Measure, measured: Timing) -> list[Amount]:
        quantity = measure.quantity
        low = ZERO if quantity.low is not None and quantity.low >= 0 else None
        summed = Quantity(quantity.kind, quantity.noun, low, None, quantity.step)
        by_cohort = Timing(None, measured.cohorts).fits(Timing(None, self.timing.cohorts))
        if quantity.kind in ("percent", "points", "events"):
            # 11% of one group and 12% of another are not 23% of anything.
            return []
        found = []
        if measured.schedule is not None and by_cohort:
            found.append(Amount(f"{measure.name} so far", ATOM, summed))
            if self.timing.schedule is not None:
                found.append(Amount(f"{measure.name} in the period", ATOM, summed))
        if measured.cohorts is not None and measured.schedule in (None, self.timing.schedule):
            times = len(measured.cohorts)
            ends = [None if end is None else end * times for end in (quantity.low, quantity.high)]
            whole = Quantity(quantity.kind, quantity.noun, *ends, quantity.step, quantity.low_open)
            found.append(Amount(f"{measure.name} over all cohorts", ATOM, whole))
        return found

    # ------------------------------------------------------------ money

    def fixed(self, least: int = 1, most: int = 2_000_000) -> Fraction:
        """A sum of money, often round, sometimes with pennies."""
        author = self.frame.author
        if author.chance(25):
            return Fraction(author.whole(least, most * 10), 10**self.frame.digits)
        return Fraction(author.whole(least, max(least, most // 1000)) * author.one_of((1000, 1)))

    def money_literal(self, value: Fraction) -> Amount:
        """A sum of money as written."""
        return Amount(literal(self.frame.author, MONEY, value, self.frame.currency), ATOM, NEVER_NEGATIVE)

    def rate(self, noun: str) -> str:
        """Money for each of something: `GBP 59 per day`."""
        author = self.frame.author
        amount = literal(author, MONEY, self.fixed(1, 5000), self.frame.currency)
        several = f"{author.one_of((100, 1000))} {noun}" if author.chance(10) else SINGULARS[noun]
        return f"{amount} per {several}"

    def money(self, depth: int = 2) -> Amount:
        """An amount of money that is never negative."""
        author = self.frame.author
        if depth <= 0:
            return self._plain_money()
        make = author.one_of(
            (self._plain_money, self._priced, self._priced, self._scaled, self._share, self._extreme, self._sum,
             self._difference, self._priced_change, self._read_money)
        )  # fmt: skip
        return make(depth - 1)

    def _plain_money(self, depth: int = 0) -> Amount:
        return self.money_literal(self.fixed())

    def _read_money(self, depth: int) -> Amount:
        found = [reading for reading in self.readings() if reading.quantity.kind == "money"]
        if not found:
            return self._priced(depth)
        return self._not_negative(self.frame.author.one_of(found))

    def _not_negative(self, amount: Amount) -> Amount:
        if amount.quantity.low is not None and amount.quantity.low >= 0:
            return amount
        words = self.frame.author.one_of((f"higher of ({amount.text}, nothing)", f"({amount.text}, not below nothing)"))
        kind = amount.quantity
        return Amount(words, ATOM, Quantity(kind.kind, kind.noun, ZERO, kind.high))

    def _priced(self, depth: int) -> Amount:
        """A rate for a count."""
        author = self.frame.author
        readings = self.readings()
        counts = [reading for reading in readings if reading.quantity.kind == "count"]
        if author.chance(10) or not counts:
            length = author.one_of(("months", "days"))
            return Amount(f"{self.rate(length)} for elapsed {length}", PRODUCT, NEVER_NEGATIVE)
        count = self._not_negative(author.one_of(counts))
        rates = [
            reading.text for reading in readings
            if reading.quantity.kind == "rate" and reading.quantity.noun == count.quantity.noun
        ]  # fmt: skip
        rate = author.one_of(rates) if rates and author.chance(60) else self.rate(count.quantity.noun)
        return Amount(f"{rate} for {count.inside(FACTOR)}", PRODUCT, NEVER_NEGATIVE)

    def _scaled(self, depth: int) -> Amount:
        author = self.frame.author
        money = self.money(depth)
        numbers = [reading for reading in self.readings() if reading.quantity.kind in ("number", "percent")]
        share = self._percentage()
        number = author.number(Fraction(author.whole(1, 24), author.one_of((1, 2, 4))))
        ways = [f"less {share}", f"net of deadweight {share}", f"divided by {number}", f"times {number}", f"/ {number}"]
        if numbers:
            factor = self._not_negative(author.one_of(numbers)).inside(FACTOR)
            ways += [f"times {factor}", f"* {factor}", f"× {factor}"]
        if divisors := [found for found in numbers if found.quantity.low is not None
                        and (found.quantity.low > 0 or (found.quantity.low == 0 and found.quantity.low_open))]:  # fmt: skip  # noqa: E501
            ways.append(f"divided by {author.one_of(divisors).text}")
        way = author.one_of(ways)
        level = SUM if way.startswith("less") else PRODUCT
        return Amount(f"{money.inside(level)} {way}", level, NEVER_NEGATIVE)

    def _percentage(self) -> str:
        author = self.frame.author
        shares = [
            reading.text for reading in self.readings()
            if reading.quantity.kind == "percent" and reading.quantity.high is not None
            and reading.quantity.high <= 100 and reading.quantity.low == 0
        ]  # fmt: skip
        if shares and author.chance(40):
            return author.one_of(shares)
        return f"{author.number(Fraction(author.whole(0, 1000), author.one_of((10, 1000))))}%"

    def _share(self, depth: int) -> Amount:
        return Amount(f"{self._percentage()} of {self.money(depth).inside(FACTOR)}", PRODUCT, NEVER_NEGATIVE)

    def _extreme(self, depth: int) -> Amount:
        items = [self.money(depth).inside(SUM) for _ in range(self.frame.author.whole(2, 3))]
        return Amount(f"{self.frame.author.one_of(('lower', 'higher'))} of ({', '.join(items)})", ATOM, NEVER_NEGATIVE)

    def _sum(self, depth: int) -> Amount:
        sign = self.frame.author.one_of(("plus", "+", "plus\n   "))
        left, right = self.money(depth), self.money(depth)
        return Amount(f"{left.inside(SUM)} {sign} {right.inside(PRODUCT)}", SUM, NEVER_NEGATIVE)

    def _difference(self, depth: int) -> Amount:
        author = self.frame.author
        taken = self.money(depth).inside(PRODUCT)
        if self.earlier and self.is_payment and author.chance(60):
            taken = f"{author.one_of(self.earlier)} paid so far"
        difference = f"{self.money(depth).inside(SUM)} {author.one_of(('minus', '-'))} {taken}"
        bounds = [", not below nothing"]
        floor = self.money_literal(self.fixed()).text
        bounds += [f", not below {floor}", f", not below nothing, not above {floor}"]
        if author.chance(15):
            return Amount(f"{self.money(depth).inside(SUM)}, not above {floor}", WHOLE, NEVER_NEGATIVE)
        return Amount(difference + author.one_of(bounds), WHOLE, NEVER_NEGATIVE)

    def _priced_change(self, depth: int) -> Amount:
        """Money for each percentage point of a change, or for each of a result in points."""
        points = self.changes("points")
        if not points:
            return self._plain_money()
        author = self.frame.author
        rate = f"{literal(author, MONEY, self.fixed(1, 90_000), self.frame.currency)} per percentage point"
        rates = [reading.text for reading in self.readings() if reading.quantity.kind == "rate per point"]
        if rates and author.chance(50):
            rate = author.one_of(rates)
        point = self._not_negative(author.one_of(points))
        return Amount(f"{rate} for {point.inside(FACTOR)}", PRODUCT, NEVER_NEGATIVE)

    # ------------------------------------------------------------ results and changes

    def changes(self, kind: str) -> list[Amount]:
        """What can be said in percent or in points: results, blends of two, and changes from one to another."""
        readings = self.readings()
        percents = [reading for reading in readings if reading.quantity.kind == "percent"]
        found = [reading for reading in readings if reading.quantity.kind == kind]
        if len(percents) > 1:
            first, second = percents[0], percents[1]
            if kind == "points":
                change = Quantity("points", low=_difference_low(first.quantity, second.quantity),
                                  high=_difference_low(second.quantity, first.quantity, negate=True))  # fmt: skip
                found.append(Amount(f"{first.text} minus {second.text}", SUM, change))
                found.append(Amount(f"point reduction from {first.text} to {second.text}", ATOM, change))
                back = Quantity("points", low=_difference_low(second.quantity, first.quantity),
                                high=_difference_low(first.quantity, second.quantity, negate=True))  # fmt: skip
                found.append(Amount(f"point increase from {first.text} to {second.text}", ATOM, back))
            else:
                found.append(Amount(f"80% of {first.text} plus 20% of {second.text}", SUM, _blend(first, second)))
        return found + (self._relative(readings) if kind == "percent" else [])

    def _relative(self, readings: list[Amount]) -> list[Amount]:
        """Relative changes from what is always above zero to what is measured in the same unit."""
        found = []
        for base in readings:
            same = [
                other for other in readings if other is not base
                and (other.quantity.kind, other.quantity.noun) == (base.quantity.kind, base.quantity.noun)
            ]  # fmt: skip
            above = base.quantity.low is not None and (base.quantity.low > 0 or base.quantity.low_open)
            if not above or not same or base.quantity.kind in ("points", "rate"):
                continue
            other = same[0].quantity
            words = f"from {base.text} to {same[0].text}"
            if other.high is not None or base.quantity.high is not None:
                continue
            if other.low is None:
                found.append(Amount(f"reduction {words}", ATOM, Quantity("percent")))
            elif other.low >= 0:
                found.append(Amount(f"increase {words}", ATOM, Quantity("percent", low=Fraction(-100))))
                found.append(Amount(f"reduction {words}", ATOM, Quantity("percent", high=Fraction(100))))
        return found


def _difference_low(first: Quantity, second: Quantity, *, negate: bool = False) -> Fraction | None:
    """The least of first minus second, or the most of second minus first."""
    if first.low is None or second.high is None:
        return None
    return (second.high - first.low) if negate else first.low - second.high


def _blend(first: Amount, second: Amount) -> Quantity:
    low: Fraction | None = None
    high: Fraction | None = None
    if first.quantity.low is not None and second.quantity.low is not None:
        low = first.quantity.low * Fraction(4, 5) + second.quantity.low * Fraction(1, 5)
    if first.quantity.high is not None and second.quantity.high is not None:
        high = first.quantity.high * Fraction(4, 5) + second.quantity.high * Fraction(1, 5)
    return Quantity("percent", low=low, high=high)
