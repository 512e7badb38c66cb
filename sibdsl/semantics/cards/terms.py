"""Terms behind a price: how often it is paid to one person, and what must come before.

In: a line of a rate card. Out: what its outcome comes after, and limits for one person and outcome.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.diagnostics.rules import payments as payment_rules
from sibdsl.semantics.amounts import constant
from sibdsl.semantics.cards.found import After, Limit
from sibdsl.semantics.cards.lengths import is_shorter, length_of, words_of
from sibdsl.semantics.literals import number
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Known, Place
from sibdsl.semantics.require import shown
from sibdsl.source.span import Span
from sibdsl.surface import cards as surface
from sibdsl.surface.node import Name
from sibdsl.values.units import Unit

_A_PERSON = ("person", "outcome")


def limits_of(known: Known, outcome: Name, terms: tuple[surface.Term, ...], unit: Unit | None) -> list[Limit]:
    """The limits that stand behind a price."""
    found: list[Limit] = []
    for term in terms:
        limit = _limit(known, outcome.text, term, unit)
        if limit is None:
            continue
        same = [other for other in found if other.measure == limit.measure]
        if same:
            _report_twice(known, outcome.text, "how often it is paid", term.span, same[0].node.span)
        else:
            found.append(limit)
    return found


def _report_twice(known: Known, outcome: str, what: str, second: Span, first: Span) -> None:
    known.sink.report(rules.TERM_TWICE, second, others=[(first, "already said here")], outcome=outcome, what=what)


def _limit(known: Known, outcome: str, term: surface.Term, unit: Unit | None) -> Limit | None:
    if isinstance(term, surface.OnceTerm):
        return Limit(term, f"{outcome}.claims", "claims", (outcome,), _A_PERSON, Fraction(1))
    if isinstance(term, surface.TimesTerm):
        times = number_of_claims(known, number(term.count), term.span)
        return None if times is None else Limit(term, f"{outcome}.claims", "claims", (outcome,), _A_PERSON, times)
    if isinstance(term, surface.QuantityTerm):
        amount = _quantity(known, outcome, term, unit)
        return None if amount is None else Limit(term, f"{outcome}.quantity", "quantity", (outcome,), _A_PERSON, amount)
    return None


def number_of_claims(known: Known, value: Fraction, span: Span) -> Fraction | None:
    """A whole number of claims, one or more; None after a report."""
    if value.denominator == 1 and value >= 1:
        return value
    known.sink.report(rules.NO_NUMBER_OF_CLAIMS, span, found=shown(value, None))
    return None


def _quantity(known: Known, outcome: str, term: surface.QuantityTerm, unit: Unit | None) -> Fraction | None:
    if unit is None:
        known.sink.report(
            rules.PRICE_PER_SOMETHING_ELSE, term.span, expectation="`once`, or `at most 3 times`",
            found=f"this limits a quantity, and claims of `{outcome}` state none",
            next_step=f"write how many times, or add `quantity` and its unit to `{outcome}`",
        )  # fmt: skip
        return None
    value = constant(known, term.limit, Place("a limit", want=unit, what=f"`{outcome}`"))
    if value is not None and value <= 0:
        known.sink.report(payment_rules.NO_AMOUNT_AT_ALL, term.limit.span, found=shown(value, unit))
        return None
    return value


def after_of(known: Known, outcome: Name, terms: tuple[surface.Term, ...]) -> tuple[After, ...]:
    """What must have been reached before, and how long before, in written order."""
    found: dict[str, After] = {}
    for term in terms:
        for name in term.names if isinstance(term, surface.AfterTerm) else ():
            if find_named(known, name, "outcome") is None:
                continue
            if name.text in found:
                _report_twice(known, outcome.text, f"`after {name.text}`", name.span, found[name.text].name.span)
            else:
                found[name.text] = After(name)
    for term in terms:
        if isinstance(term, surface.IntervalTerm):
            _add_time(known, outcome, term, found)
    for after in found.values():
        _check_times(known, outcome, after)
    return tuple(found.values())


def _add_time(known: Known, outcome: Name, term: surface.IntervalTerm, found: dict[str, After]) -> None:
    length = length_of(known, term.length)
    after = found.get(term.name.text)
    if after is None:
        if find_named(known, term.name, "outcome") is not None:
            known.sink.report(
                rules.TIME_AFTER_NOTHING, term.span, outcome=outcome.text, earlier=term.name.text,
                what="`at least ... after`" if term.kind == "at least" else "`within ... of`",
            )  # fmt: skip
        return
    held = after.at_least if term.kind == "at least" else after.within
    if held is not None:
        what = f"`{term.kind} ...` of `{term.name.text}`"
        _report_twice(known, outcome.text, what, term.span, held.node.span)
    elif length is not None:
        field = "at_least" if term.kind == "at least" else "within"
        found[term.name.text] = msgspec.structs.replace(after, **{field: length})


def _check_times(known: Known, outcome: Name, after: After) -> None:
    if after.at_least is None or after.within is None or not is_shorter(after.within, after.at_least):
        return
    least, most = words_of(after.at_least), words_of(after.within)
    known.sink.report(
        rules.TIMES_CONTRADICT, after.within.node.span, others=[(after.at_least.node.span, f"at least {least}")],
        found=f"`{outcome.text}` comes at least {least} and at most {most} after `{after.name.text}`",
        expectation=f"a time of {least} or more",
    )  # fmt: skip
