"""Does an amount have the unit that is needed where it stands? If not, say so in the words of the mistake.

In: a meaning, the unit needed, the place. Out: whether it fits; the mismatch is reported to the sink.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules import names as name_rules
from sibdsl.diagnostics.rules import types as rules
from sibdsl.runtime.exact import money_text, plain_text
from sibdsl.semantics.literals import number
from sibdsl.semantics.meaning import Known, Meaning
from sibdsl.source.span import Span
from sibdsl.surface.expressions import Expression, Number, Percent
from sibdsl.surface.node import Node
from sibdsl.values import units
from sibdsl.values.currencies import find_currency
from sibdsl.values.units import Unit

_TIMES = frozenset(("hours", "days", "weeks", "months", "years"))


def fits(known: Known, node: Expression, meaning: Meaning, wanted: Unit | None, what: str = "this") -> bool:
    """Whether ``meaning`` is measured in ``wanted``; if not, the reason is reported at ``node``."""
    found = meaning.unit
    if found is None or wanted is None or units.same(found, wanted):
        return True
    _report(known, node, found, wanted, what)
    return False


def _report(known: Known, node: Expression, found: Unit, wanted: Unit, what: str) -> None:
    currencies = units.currencies_of(found), units.currencies_of(wanted)
    if found == units.PERCENT and wanted == units.PERCENTAGE_POINT:
        _report_percent_for_points(known, node, what)
    elif found == units.PERCENTAGE_POINT and wanted == units.PERCENT:
        _report_points_for_percent(known, node, what)
    elif found == units.NUMBER and isinstance(node, Number):
        report_bare_number(known, node, wanted, what)
    elif currencies[0] and currencies[1] and currencies[0] != currencies[1]:
        known.sink.report(
            rules.MIXED_CURRENCIES, node.span, primary=f"in {units.describe(found)}",
            found=" and ".join(currencies[0]), wanted=" and ".join(currencies[1]),
        )  # fmt: skip
    else:
        known.sink.report(
            rules.UNIT_MISMATCH, node.span, primary=f"in {units.describe(found)}",
            found=units.describe(found), wanted=units.describe(wanted), next_step=_converted(found, wanted),
        )  # fmt: skip


def _converted(found: Unit, wanted: Unit) -> str:
    """What to do about an amount in another unit."""
    names = units.describe(found), units.describe(wanted)
    if names[0] in ("points", "point") and wanted == units.PERCENT:
        return "write the value in percent, or measure in `percentage points`"
    if set(names) <= _TIMES:
        return f"write the length in {names[1]}: only weeks and days, and months and years, are ever converted"
    if units.currencies_of(wanted) and not units.currencies_of(found):
        return "write an amount of money, or multiply by a price such as `GBP 5 per hour`"
    return f"write the amount in {names[1]}"


def _report_percent_for_points(known: Known, node: Expression, what: str) -> None:
    number = node.text if isinstance(node, Percent) else "5"
    fix = _replace(node.span, f"{number} percentage points") if isinstance(node, Percent) else None
    found = f"{number}%" if isinstance(node, Percent) else "this"
    known.sink.report(rules.PERCENT_FOR_POINTS, node.span, found=found, what=what, number=number, fix=fix)


def _report_points_for_percent(known: Known, node: Expression, what: str) -> None:
    number = node.text if isinstance(node, Number) else "5"
    fix = _replace(node.span, f"{number}%") if isinstance(node, Number) else None
    found = f"{number} percentage points" if isinstance(node, Number) else "this"
    known.sink.report(rules.POINTS_FOR_PERCENT, node.span, found=found, what=what, number=number, fix=fix)


def report_bare_number(known: Known, node: Number, wanted: Unit, what: str) -> None:
    """Report a number without a unit where a percentage, points or money is needed."""
    if wanted == units.PERCENT:
        share = number(node.text)
        # 0.1 is written for a tenth more often than for a thousandth; of a precision it is the other way round.
        as_share = 0 < share < 1 and what != "this precision"
        suggestion = f"{plain_text(share * 100)}%" if as_share else f"{node.text}%"
    elif wanted == units.PERCENTAGE_POINT:
        suggestion = f"{node.text} percentage points"
    elif units.is_money(wanted):
        suggestion = f"{wanted.numerator[0]} {node.text}"
    else:
        suggestion = f"{node.text} {units.spell(wanted)}"
    known.sink.report(
        rules.NUMBER_FOR_PERCENT, node.span, number=node.text, what=what,
        wanted=units.describe(wanted), suggestion=suggestion, fix=_replace(node.span, suggestion),
    )  # fmt: skip


def check_per(known: Known, node: Node, count: str | None) -> bool:
    """Whether what follows `per` is a whole number of things, one or more; reported if not."""
    if count is None or (number(count).denominator == 1 and number(count) >= 1):
        return True
    known.sink.report(
        name_rules.UNKNOWN_WORD, node.span, found=f"per {count}", what="a whole number to count by",
        choices="per person, per 100 people and so on", next_step="write a whole number, one or more, or leave it out",
    )  # fmt: skip
    return False


def check_measurable(known: Known, node: Expression | None, value: Fraction | None, subject: Meaning) -> None:
    """Report a boundary that lies between two values to which its subject is measured."""
    step = subject.step
    if node is None or value is None or step is None or not value % step:
        return
    what = f"`{subject.here[0]}`" if subject.here else "this"
    known.sink.report(
        rules.FINER_THAN_MEASURED, node.span, what=what,
        step=shown(step, subject.unit), found=shown(value, subject.unit),
    )  # fmt: skip


def _replace(span: Span, text: str) -> Fix:
    return Fix(f"write `{text}`", "unsafe", (Edit(span, text),))


def shown(value: Fraction, unit: Unit | None) -> str:
    """A value in base measure as an author would write it: ``18.5%``, ``GBP 5``, ``300 hours``."""
    if unit is None:
        return plain_text(value)
    text = plain_text(value / units.scale(unit))
    if unit == units.PERCENT:
        return f"{text}%"
    if unit == units.NUMBER:
        return text
    if units.is_money(unit):
        currency = find_currency(unit.numerator[0])
        return money_text(value, unit.numerator[0], 2 if currency is None else currency.digits)
    if value == units.scale(unit) and not unit.denominator:
        return f"{text} {' '.join(unit.numerator).replace('_', ' ')}"
    return f"{text} {units.describe(unit)}"
