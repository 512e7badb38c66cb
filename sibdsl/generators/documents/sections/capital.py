"""Who puts money in, in which order it comes back, and what is at stake for whom.

In: the names of a contract, and the computed stakes. Out: drafts of sections.
Relies on ``english`` and ``handed.Stakes``.
Guarantees: finance stands in written order, steps in the order in which they are paid; what has nothing more to say
than its row of the table has no part of its own.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from sibdsl.generators.documents.english.author_text import capitalised, one_line
from sibdsl.generators.documents.english.capital import finance_details, step_sentence, waterfall_sentence
from sibdsl.generators.documents.english.caps import money_words
from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.lists import joined, joined_names
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.handed import InstrumentStake, Stakes, StakesRow
from sibdsl.generators.documents.sections.drafts import details_block, draft_part, draft_section, paragraphs
from sibdsl.generators.documents.views import Block, Detail, Paragraph, Part, Section, Steps, Table
from sibdsl.model.declarations import Finance

_LEAD = (
    "What each party pays and receives over the whole contract if one measure comes to the level on the left, and all "
    "others to nothing. Worked out from the terms above, as if everything had been reported in time. Money that is put "
    "in counts as received by the party that spends it."
)


# Parties that count as one are named with this between them.
_TOGETHER = ", "
_GIVEN = "grant"
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def finance_section(names: Names) -> list[Section]:
    """Draft who provides which money, and on which terms."""
    finance = names.contract.finance
    if not finance:
        return []
    rows = tuple(_row(item, names) for item in finance)
    headings = ("Finance", "Kind", "From", "To", "Amount")
    parts = [part for item in finance if (part := _part(item, names)) is not None]
    return draft_section("finance", "Finance", [Table("Capital structure", headings, rows, (4,))], parts)


def _row(finance: Finance, names: Names) -> tuple[str, ...]:
    rank = f", {one_line(finance.rank)}" if finance.rank is not None else ""
    every = f" a {finance.every}" if finance.every is not None else ""
    return (
        names.term(finance.name),
        f"{capitalised(one_line(finance.instrument))}{rank}",
        joined_names([names.party(provider) for provider in finance.providers]),
        names.party(finance.receiver),
        f"{money_words(finance.amount, names, finance.currency)}{every}",
    )


def _part(finance: Finance, names: Names) -> Part | None:
    blocks = details_block([Detail(label, text) for label, text in finance_details(finance, names)])
    part = draft_part("finance", "Finance", finance, blocks)
    return part if part.blocks else None


def waterfalls_section(names: Names) -> list[Section]:
    """Draft the order in which money is passed on."""
    parts = [
        draft_part(
            "waterfall",
            "Waterfall",
            waterfall,
            [
                Paragraph(waterfall_sentence(waterfall, names)),
                Steps("In this order:", tuple(step_sentence(step, names) for step in waterfall.steps), ordered=True),
            ],
        )
        for waterfall in names.contract.waterfalls
    ]
    return draft_section("waterfalls", "How money is passed on", parts=parts)


def stakes_section(stakes: Stakes | None, names: Names) -> list[Section]:
    """Draft what is at stake for each party, level by level."""
    if stakes is None or not stakes.rows:
        return []
    order = [party.name for party in names.contract.parties]
    moved = sorted(
        dict.fromkeys(item.party for row in stakes.rows for item in row.parties),
        key=lambda name: order.index(name.partition(_TOGETHER)[0]),
    )
    blocks: list[Block] = [Paragraph(_LEAD)]
    if moved:
        rows = tuple(_party_row(row, moved, names) for row in stakes.rows)
        headings = ("Level", *(joined_names([names.party(one) for one in name.split(_TOGETHER)]) for name in moved))
        blocks.append(Table("What each party is left with", headings, rows, tuple(range(1, len(headings)))))
    lent = [item.name for item in names.contract.finance if item.instrument != _GIVEN]
    owed = [name for name in lent if any(_stake(row, name) for row in stakes.rows)]
    for name in owed:
        rows = tuple(_instrument_row(row, name, names) for row in stakes.rows)
        caption = f"What comes back of {names.term(name)}"
        blocks.append(Table(caption, ("Level", "Received", "Lost", "Guaranteed", "Return a year"), rows, (1, 2, 3, 4)))
    blocks += paragraphs([f"{item.words} ({_title(item.quantity, names)})." for item in stakes.breakevens])
    if stakes.assumed:
        blocks.append(Paragraph(f"Taken for granted: {joined(list(stakes.assumed))}.", tone="note"))
    return draft_section("stakes", "What is at stake", blocks)


def _party_row(row: StakesRow, parties: list[str], names: Names) -> tuple[str, ...]:
    net = {item.party: item.net for item in row.parties}
    return (_level(row, names), *(_signed(net.get(party, 0), names) for party in parties))


def _instrument_row(row: StakesRow, name: str, names: Names) -> tuple[str, ...]:
    stake = _stake(row, name)
    if stake is None:
        return (_level(row, names), "", "", "", "")
    guaranteed = sum(minor for _, minor in stake.guaranteed)
    rate = stake.annual_return.rate
    return (
        _level(row, names),
        _money(stake.received, names),
        _money(stake.lost, names),
        _money(guaranteed, names),
        "none" if rate is None else f"{rate:.1%}".replace("-", "−"),
    )


def _stake(row: StakesRow, name: str) -> InstrumentStake | None:
    return next((item for item in row.instruments if item.instrument == name), None)


def _title(quantity: str, names: Names) -> str:
    return names.term(quantity) if quantity in names.terms else one_line(quantity)


def _level(row: StakesRow, names: Names) -> str:
    quantity = names.term(row.quantity) if row.quantity is not None and row.quantity in names.terms else ""
    words = _DAY.sub(lambda found: day_words(date.fromisoformat(found[0])), capitalised(one_line(row.words)))
    return words if not quantity or quantity in words else f"{quantity}: {words}"


def _money(minor: int, names: Names) -> str:
    return capitalised(money_words(Fraction(minor, 10**names.digits), names))


def _signed(minor: int, names: Names) -> str:
    return f"−{_money(-minor, names)}" if minor < 0 else _money(minor, names)
