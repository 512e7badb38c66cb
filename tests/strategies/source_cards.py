"""Hypothesis strategies for whole contracts with rate cards, as authors write them: most of them without an error.

In: nothing. Out: `card_contracts()`, the texts of .sib files that use every construct of outcomes and rate cards.
Relies on `source_frame` for the terms, parties and cohorts, and on `source_outcomes` for what is claimed. Guarantees:
names are declared once, everybody has a price, nothing comes after itself; what is drawn beyond that may have findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hypothesis import strategies as st

from tests.strategies.source_frame import Frame, draw_frame
from tests.strategies.source_outcomes import Outcome, declare_people_scenario, draw_outcome
from tests.strategies.source_words import Author

SINGLE = ("per claim", "per person", "per outcome", "per person per outcome", "per person per contract year")
WIDER = ("in total", "per determination", "per contract year", "per calendar year", "per financial year")


@dataclass
class Card:
    """A rate card: its outcomes, and the categories that limits may name."""

    payment: str
    outcomes: list[Outcome]
    categories: list[str] = field(default_factory=list)

    def named(self, author: Author) -> str:
        """Some outcomes or a category, as `on` names them."""
        if self.categories and author.chance(30):
            return author.one_of(self.categories)
        return ", ".join(outcome.name for outcome in author.some(self.outcomes, 1, 3))


@st.composite
def card_contracts(draw: st.DrawFn) -> str:
    """The text of a contract with rate cards."""
    author = Author(draw)
    frame = draw_frame(author)
    cards = [_draw_payment(frame) for _ in range(author.one_of((1, 1, 2)))]
    if author.chance(30):
        whole = author.one_of(("", " whole claims only"))
        scope = author.one_of((*WIDER, *SINGLE))
        frame.declarations.append(
            f"cap {author.name('all_of_it')}{author.title()} {_money(frame)} on all payments {scope}{whole}"
        )
    if author.chance(50):
        outcomes = [outcome for card in cards for outcome in card.outcomes]
        declare_people_scenario(frame, outcomes)
    order = author.draw(st.permutations(frame.declarations)) if author.chance(25) else frame.declarations
    return "\n\n".join(order) + "\n"


def _draw_payment(frame: Frame) -> Card:
    """Declare a payment with a rate card, and what is on it."""
    author = frame.author
    outcomes = [draw_outcome(frame) for _ in range(author.whole(1, 4))]
    payment = author.name("outcomes")
    card = Card(payment, outcomes)
    lines = _card_lines(frame, card)
    payers = author.some(frame.payers, 1, 3)
    body = [f"due {author.one_of([*frame.schedules, 'annually'])}"]
    if author.chance(30):
        name = author.name("rates")
        frame.declare(f"rate card {name}{author.title()}", lines + author.annotations())
        body.append(f"rate card {name}")
    else:
        words = author.one_of(("", " per person"))
        body += [f"rate card{words} {{", *(f"  {line}" for line in lines), "}"]
    body += _limits(frame, card)
    body += _shares(frame, card, payers)
    frame.declare(
        f"payment {payment}{author.title()} from {', '.join(payers)} to {frame.payees[0]}", body + author.annotations()
    )
    return card


def _money(frame: Frame, least: int = 100, most: int = 900_000) -> str:
    return f"{frame.currency} {frame.author.number(Fraction(frame.author.whole(least, most)))}"


def _price(frame: Frame, outcome: Outcome) -> str:
    author = frame.author
    if author.chance(15):
        return "nothing"
    per = f" per {outcome.singular}" if outcome.singular else ""
    return f"{_money(frame, 1, 5_000)}{per}"


def _card_lines(frame: Frame, card: Card) -> list[str]:
    author = frame.author
    columns = [cohort.name for cohort in frame.cohorts] if frame.cohorts and author.chance(30) else []
    lines = [f"prices for {', '.join(columns)}"] if columns else []
    for index, outcome in enumerate(card.outcomes):
        terms = _terms(frame, outcome, card.outcomes[:index])
        if frame.cohorts and author.chance(25):
            behind = f" {terms}" if terms else ""
            lines += [f"{outcome.name}{behind} {{", *(f"  {case}" for case in _cases(frame, outcome)), "}"]
        else:
            prices = ", ".join(_price(frame, outcome) for _ in columns or (1,))
            lines.append(f"{outcome.name} {prices} {terms}".rstrip())
    names = [outcome.name for outcome in card.outcomes]
    if author.chance(30):
        category = author.name("work")
        card.categories.append(category)
        lines.append(f"category {category}{author.title()} of {', '.join(author.some(names, 1, 3))}")
    free = [outcome.name for outcome in card.outcomes if not outcome.is_after]
    if len(free) > 1 and author.chance(25):
        lines.append(f"only one of {', '.join(author.some(free, 2, 3))}")
    if len(names) > 1 and author.chance(25):
        share = f"share of {author.one_of(names)} at most {author.one_of(('25', '0.5', '99'))}%"
        lines.append(f"{share}{author.one_of(('', ' in total', ' per determination', ' per contract year'))}")
    return lines


def _cases(frame: Frame, outcome: Outcome) -> list[str]:
    author = frame.author
    cohorts = author.some([cohort.name for cohort in frame.cohorts], 1, 2)
    cases = [f"for {name} {_price(frame, outcome)}" for name in cohorts]
    if author.chance(40):
        day = frame.day()
        period = author.one_of((f"to {day}", f"from {day}", f"from {day} to {frame.end}"))
        cases.insert(0, f"for {cohorts[0]} {period} {_price(frame, outcome)}")
    return [*cases, f"otherwise {_price(frame, outcome)}"]


def _terms(frame: Frame, outcome: Outcome, earlier: Sequence[Outcome]) -> str:
    author = frame.author
    terms = [author.one_of(("once", "at most 3 times", ""))]
    if outcome.unit and author.chance(40):
        terms.append(f"at most {author.whole(1, 400)} {outcome.unit}")
    # What comes after something else comes after what stands above it, so that there is no circle.
    if earlier and author.chance(35):
        outcome.is_after = True
        named = author.some([other.name for other in earlier], 1, 2)
        terms.append(f"after {' and '.join(named)}")
        if author.chance(30):
            terms.append(f"at least {author.one_of(('13 weeks', '5 days', '2 months'))} after {named[0]}")
        if author.chance(30):
            terms.append(f"within {author.one_of(('12 months', '1 year', '400 days'))} of {named[0]}")
    return ", ".join(term for term in terms if term)


def _limits(frame: Frame, card: Card) -> list[str]:
    author = frame.author
    scopes = (*SINGLE, *WIDER, *(("per cohort",) if frame.cohorts else ()))
    found: dict[tuple[str, str, str], str] = {}
    for _ in range(author.one_of((1, 0, 2, 3))):
        scope = author.one_of(scopes)
        on = f" on {card.named(author)}" if author.chance(40) else ""
        people = f" for {author.one_of(frame.cohorts).name}" if frame.cohorts and author.chance(20) else ""
        whole = " whole claims only" if author.chance(20) else ""
        found.setdefault((on, people, scope), f"cap {_money(frame)}{on}{people} {scope}{whole}")
    if author.chance(30):
        outcome = author.one_of(card.outcomes)
        limit = f"{author.whole(1, 400)} {outcome.unit if outcome.unit and author.chance(50) else 'claims'}"
        found[outcome.name, "", ""] = f"counts {outcome.name} up to {limit} {author.one_of(scopes)}"
    return list(found.values())


def _shares(frame: Frame, card: Card, payers: Sequence[str]) -> list[str]:
    author = frame.author
    if len(payers) == 1:
        return []
    even = ", ".join(f"{payer} {100 // len(payers)}%" for payer in payers[1:])
    rest = 100 - (len(payers) - 1) * (100 // len(payers))
    shared = f"shared by {payers[0]} {rest}%, {even}"
    if not author.chance(40):
        return [shared]
    outcome = author.one_of(card.outcomes).name
    cohort = f" for {author.one_of(frame.cohorts).name}" if frame.cohorts and author.chance(40) else ""
    return [f"shared by {payers[0]} 100% on {outcome}{cohort}", shared]
