"""The most and the least that each party can pay and receive.

In: the limits that were computed from the contract. Out: the draft of a section.
Relies on ``handed.Limits``.
Guarantees: a party that neither pays nor receives under the contract has no row; what has no upper limit
says so.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.generators.documents.english.author_text import capitalised
from sibdsl.generators.documents.english.caps import money_words
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.handed import Limits
from sibdsl.generators.documents.sections.drafts import draft_section
from sibdsl.generators.documents.views import Block, Paragraph, Section, Table

_LEAD = (
    "The most is never exceeded, whatever is reported. The least is what is paid at any rate once everything that the "
    "payments need has been reported. Both are worked out from the terms above and the possible values of each measure."
)


def extremes_section(limits: Limits, names: Names) -> list[Section]:
    """Draft the most and the least."""
    blocks: list[Block] = []
    payers = [item for item in limits.parties if item.pays_most is None or item.pays_most > 0]
    payees = [item for item in limits.parties if item.receives_most is None or item.receives_most > 0]
    if payers:
        rows = tuple(
            (names.party(item.party), _least(item.pays_least, names), _most(item.pays_most, names)) for item in payers
        )
        blocks.append(
            Table("What each party pays over the whole contract", ("Party", "At least", "At most"), rows, (1, 2))
        )
    if payees:
        rows = tuple(
            (names.party(item.party), _least(item.receives_least, names), _most(item.receives_most, names))
            for item in payees
        )
        blocks.append(
            Table("What each party receives over the whole contract", ("Party", "At least", "At most"), rows, (1, 2))
        )
    rows5 = tuple(
        (
            names.term(item.payment),
            _least(item.each_least, names),
            _most(item.each_most, names),
            _least(item.total_least, names),
            _most(item.total_most, names),
        )
        for item in limits.payments
    )
    if rows5:
        headings = ("Payment", "Each time, at least", "Each time, at most", "In total, at least", "In total, at most")
        blocks.append(Table("What each payment comes to", headings, rows5, (1, 2, 3, 4)))
    return draft_section("extremes", "The most and the least", [Paragraph(_LEAD), *blocks] if blocks else [])


def _least(amount: Fraction, names: Names) -> str:
    return capitalised(money_words(amount, names))


def _most(amount: Fraction | None, names: Names) -> str:
    return "No upper limit" if amount is None else capitalised(money_words(amount, names))
