"""Guarantees: of something that can be lost, of no more than that, and not of themselves.

In: `known.capital`. Out: findings in the sink.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from sibdsl.diagnostics.rules import capital as rules
from sibdsl.semantics.capital.found import Capital, Guarantee
from sibdsl.semantics.capital.money import words_of
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Known
from sibdsl.surface.node import Name
from sibdsl.values.circles import circle_of


def check(known: Known) -> None:
    """Check what every guarantee covers."""
    capital = known.capital
    for name, guarantee in capital.guarantees.items():
        if not guarantee.covering and known.is_whole(guarantee.node):
            _report_nothing(
                known, guarantee.node.name, f"nothing says what `{name}` covers",
                "`covering` and the finance that it covers", "add `covering` and its name behind the amount",
            )  # fmt: skip
        for covered in guarantee.node.covering:
            _check_covered(known, covered)
    circle = circle_of({name: guarantee.covering for name, guarantee in capital.guarantees.items()})
    if circle:
        node = capital.guarantees[circle[0]].node
        named = (*circle, circle[0])
        words = ", ".join(f"`{first}` covers `{then}`" for first, then in pairwise(named))
        known.sink.report(rules.GUARANTEES_IN_A_CIRCLE, node.covering[0].span, name=circle[0], circle=words)
        return
    for name, guarantee in capital.guarantees.items():
        _check_amount(known, name, guarantee)
        _check_beneficiary(known, name, guarantee)


def _check_beneficiary(known: Known, name: str, guarantee: Guarantee) -> None:
    """Warn of a guarantee to somebody who loses nothing."""
    instruments, guarantees = known.capital.instruments, known.capital.guarantees
    losing: dict[str, None] = {}
    for covered in guarantee.covering:
        if covered in instruments:
            losing.update((holder.party, None) for holder in instruments[covered].providers)
        elif covered in guarantees:
            losing.update((holder.party, None) for holder in guarantees[covered].guarantors)
        else:
            return
    receiver = guarantee.node.receiver
    if losing and receiver.text not in losing:
        known.sink.report(
            rules.GUARANTEE_FOR_ANOTHER, receiver.span, name=name, party=receiver.text,
            expectation=" or ".join(f"`{party}`" for party in losing),
        )  # fmt: skip


def _check_covered(known: Known, covered: Name) -> None:
    find_named(known, covered, "finance")
    instrument = known.capital.instruments.get(covered.text)
    kind = "charge" if covered.text in known.capital.charges else "grant"
    if covered.text in known.capital.charges or (instrument is not None and not instrument.is_owed):
        _report_nothing(
            known, covered, f"`{covered.text}` is a {kind}, of which nothing is owed back",
            "finance that is owed back, or another guarantee", "name the finance whose loss it makes good",
        )  # fmt: skip


def _report_nothing(known: Known, node: Name, found: str, expectation: str, step: str) -> None:
    known.sink.report(rules.NOTHING_TO_COVER, node.span, found=found, expectation=expectation, next_step=step)


def _check_amount(known: Known, name: str, guarantee: Guarantee) -> None:
    most = _most_of(known.capital, guarantee)
    if most is not None and guarantee.amount > most:
        known.sink.report(
            rules.GUARANTEE_ABOVE_COVERED, guarantee.node.amount.span, name=name,
            found=words_of(known, guarantee.amount), most=words_of(known, most),
            others=[(covered.span, "covers this") for covered in guarantee.node.covering[:1]],
        )  # fmt: skip


def _most_of(capital: Capital, guarantee: Guarantee) -> Fraction | None:
    """The most that a guarantee could have to pay; None where something that it covers is not known."""
    total = Fraction(0)
    for name in guarantee.covering:
        if name in capital.instruments:
            total += capital.instruments[name].amount
        elif name in capital.guarantees:
            total += capital.guarantees[name].amount
        else:
            return None
    return total * guarantee.share if guarantee.covering else None
