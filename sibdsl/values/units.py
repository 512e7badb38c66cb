"""Dimensions: what a number of the contract counts, and what products and quotients of numbers count.

In: nouns as written (`people`, `GBP`, `percent`, `events per 100 people`). Out: units.
Relies on `sibdsl.values.nouns` for singulars and on `sibdsl.values.currencies` to tell a currency from a
noun in capitals.
Guarantees that units combine without a factor, for this reason:

An exact value is always held in base measure, which is the number as written times `scale(unit)`. 20% is
1/5; 5 percentage points are 1/20; 155 events per 100 people are 155/100 events per person; 3 weeks are 21
days; 2 years are 24 months; GBP 70 per week is GBP 10 per day. Whoever reads a literal or a row of evidence
multiplies by the scale, whoever prints divides by it, and all arithmetic between needs no conversion.
A unit keeps the words that were written (`week`, `per 100`), so that the number prints as it was written,
while `same` compares what they measure. No other conversion exists: days never become months, nor hours days.
"""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from sibdsl.values.currencies import find_currency
from sibdsl.values.nouns import plural, singular

PERCENT_NOUN = "percent"
POINT_NOUN = "percentage point"
NUMBER_NOUNS = frozenset(("number", "ratio"))
TIME_NOUNS = frozenset(("hour", "day", "week", "month", "year"))


class Unit(Struct, frozen=True, gc=False):
    """A product of base nouns over a product of base nouns, each sorted and in the singular.

    No noun on either side is a plain number. `per` is the whole number of the last denominator noun that a
    rate is written for: 100 in `events per 100 people`.
    """

    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    per: int = 1


NUMBER = Unit()
PERCENT = Unit((PERCENT_NOUN,))
PERCENTAGE_POINT = Unit((POINT_NOUN,))
DAY = Unit(("day",))
MONTH = Unit(("month",))
_SCALES = {
    PERCENT_NOUN: Fraction(1, 100),
    POINT_NOUN: Fraction(1, 100),
    "week": Fraction(7),
    "year": Fraction(12),
}
_ONE = Fraction(1)
# What a noun measures, where another noun measures the same.
_MEASURES = {"week": "day", "year": "month"}


def money(currency: str) -> Unit:
    """Give the unit of amounts in a currency."""
    return Unit((currency,))


def unit_named(noun: str) -> Unit:
    """Give the unit of a noun as written, in the singular or plural; a number or ratio has none."""
    base = base_noun(noun)
    return NUMBER if base in NUMBER_NOUNS else Unit((base,))


def rate(numerator: Unit, denominator: Unit, per: int = 1) -> Unit:
    """Give the unit of one quantity for each `per` of another: `events per 100 people`.

    Raises:
        ValueError: `per` is below one.
    """
    if per < 1:
        raise ValueError("a rate is for one or more")
    # Nothing cancels here: `people per 100 people` prints as it was written, and `same` sees through it.
    above = numerator.numerator + denominator.denominator
    return Unit(tuple(sorted(above)), tuple(sorted(numerator.denominator + denominator.numerator)), per)


def base_noun(noun: str) -> str:
    """Give the singular of a noun; a currency code keeps its one form."""
    if is_money_noun(noun):
        return noun
    base = singular(noun)
    return POINT_NOUN if base == "percentage_point" else base


def is_money_noun(noun: str) -> bool:
    """Say whether a noun is the code of a currency."""
    return len(noun) == 3 and find_currency(noun) is not None


def is_money(unit: Unit) -> bool:
    """Say whether a unit is an amount of one currency."""
    return not unit.denominator and len(unit.numerator) == 1 and is_money_noun(unit.numerator[0])


def currencies_of(unit: Unit) -> tuple[str, ...]:
    """List the currencies in a unit, sorted, each once."""
    return tuple(sorted({noun for noun in unit.numerator + unit.denominator if is_money_noun(noun)}))


def multiply(first: Unit, second: Unit) -> Unit:
    """Give the unit of a product.

    A plain number changes nothing, a percent of something is that something, a percent of a percent is a
    percent, and equal nouns above and below cancel.
    """
    if first == NUMBER:
        return second
    if second == NUMBER:
        return first
    # A share of a rate is printed as the rate was written, so it keeps its "per 100".
    if second == PERCENT:
        return first
    if first == PERCENT:
        return second
    return _reduced(first.numerator + second.numerator, first.denominator + second.denominator)


def divide(first: Unit, second: Unit) -> Unit:
    """Give the unit of a quotient: a thing by itself is a plain number, by another thing a rate.

    Dividing by a plain number or by a percent changes nothing, but a percent by a percent is a number.
    """
    if second == NUMBER or (second == PERCENT and first != PERCENT):
        return first
    return _reduced(first.numerator + second.denominator, first.denominator + second.numerator)


def same(first: Unit, second: Unit) -> bool:
    """Say whether two units measure the same, so that values in them may be added and compared.

    Weeks measure the same as days, years as months, and a rate per 100 as a rate per one.
    """
    return first == second or _measured(first) == _measured(second)


def scale_of(noun: str) -> Fraction:
    """Give the base measure of one of a noun: 1/100 for a percent, 7 (days) for a week, 12 for a year."""
    return _SCALES.get(noun, _ONE)


def scale(unit: Unit) -> Fraction:
    """Give what a number written in this unit is multiplied by to become an exact value in base measure."""
    result = Fraction(1, unit.per)
    for noun in unit.numerator:
        result *= scale_of(noun)
    for noun in unit.denominator:
        result /= scale_of(noun)
    return result


def describe(unit: Unit) -> str:
    """Name a unit for people: `GBP per day`, `percent`, `child years`, `events per 100 people`, `number`."""
    return spell(unit).replace("_", " ")


def spell(unit: Unit) -> str:
    """Name a unit with its nouns as a contract spells them: `GBP per child_year`."""
    if not unit.numerator and not unit.denominator:
        return "number"
    above = " times ".join(_plural_noun(noun) for noun in unit.numerator) or "number"
    if not unit.denominator:
        return above
    *others, last = unit.denominator
    below = [*others, last if unit.per == 1 else f"{unit.per:,} {_plural_noun(last)}"]
    return " per ".join((above, *below))


def _plural_noun(noun: str) -> str:
    return noun if is_money_noun(noun) else plural(noun)


def _measured(unit: Unit) -> tuple[list[str], list[str]]:
    """Give the measures of a unit that do not cancel, above and below."""
    reduced = _reduced(unit.numerator, unit.denominator)
    return _measures(reduced.numerator), _measures(reduced.denominator)


def _measures(nouns: Iterable[str]) -> list[str]:
    return sorted(_MEASURES.get(noun, noun) for noun in nouns)


def _reduced(above: tuple[str, ...], below: tuple[str, ...]) -> Unit:
    """Cancel nouns that measure the same, and drop percents that stand beside another noun."""
    shared = Counter(_measures(above)) & Counter(_measures(below))
    numerator = _without(above, shared)
    # A percent is a share of one: it changes no other noun, and nothing is ever counted per percent.
    nouns = [noun for noun in numerator if noun != PERCENT_NOUN]
    if not nouns and numerator:
        nouns = [PERCENT_NOUN]
    denominator = [noun for noun in _without(below, shared) if noun != PERCENT_NOUN]
    return Unit(tuple(sorted(nouns)), tuple(sorted(denominator)))


def _without(nouns: tuple[str, ...], cancelled: Counter[str]) -> list[str]:
    """Leave out as many nouns of each measure as are cancelled."""
    left = cancelled.copy()
    kept: list[str] = []
    for noun in nouns:
        measure = _MEASURES.get(noun, noun)
        if left[measure] > 0:
            left[measure] -= 1
        else:
            kept.append(noun)
    return kept
