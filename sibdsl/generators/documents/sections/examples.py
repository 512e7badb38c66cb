"""Worked examples: what is given, what is paid, and why.

In: examples with their settled statements. Out: the draft of a section.
Relies on the statement JSON; amounts were computed by whoever settled the examples.
Guarantees: examples of one payment stand in one table; an example about several payments has a part of
its own, with all its lines and whatever is still pending.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from sibdsl.generators.documents.english.author_text import capitalised, one_line, sentence
from sibdsl.generators.documents.english.caps import money_words
from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.lists import joined
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.outcomes import (
    determination_words,
    in_quotation_marks,
    lines_about,
    paid_words,
    reason_words,
)
from sibdsl.generators.documents.handed import Example
from sibdsl.generators.documents.sections.drafts import anchor_of, draft_section
from sibdsl.generators.documents.views import Block, Paragraph, Part, Section, Steps, Table

_LEAD = (
    "Each example states what is reported and what then follows from the terms above. The amounts were computed by "
    "the rules of the contract itself."
)


def examples_section(examples: Sequence[Example], names: Names) -> list[Section]:
    """Draft the worked examples."""
    parts = [_scenario(example, index, names) for index, example in enumerate(examples) if len(example.about) != 1]
    for payment in names.contract.payments:
        about = [example for example in examples if list(example.about) == [payment.name]]
        parts += _of_payment(payment.name, payment.title, about, names)
    return draft_section("examples", "Worked examples", [Paragraph(_LEAD)] if parts else [], parts)


def _of_payment(name: str, title: str, examples: Sequence[Example], names: Names) -> list[Part]:
    """Set the examples of one payment side by side."""
    rows = []
    for example in examples:
        statement: Mapping[str, Any] = example.statement.to_data()
        lines = lines_about(statement, [name])
        if lines:
            rows.append((_given_cell(example), paid_words(lines, names), reason_words(lines)))
        else:
            pending = [item for item in statement["pending"] if item["payment"] == name]
            reason = in_quotation_marks(one_line(pending[0]["text"])) if pending else ""
            rows.append((_given_cell(example), "Not determined yet", reason))
    if not rows:
        return []
    caption = f"Examples for {names.term(name)}"
    table = Table(caption, ("Given", "Paid", "Because"), tuple(rows), amounts=(1,))
    return [Part("", anchor_of("example", name), "Payment", one_line(title), (table,))]


def _given_cell(example: Example) -> str:
    """Write what is given in one cell, as a sentence."""
    given = joined([one_line(text) for text in example.given])
    title = one_line(example.title)
    return f"{title}: {given}" if title and given else capitalised(title or given)


def _scenario(example: Example, index: int, names: Names) -> Part:
    """Show an example that concerns several payments."""
    statement: Mapping[str, Any] = example.statement.to_data()
    lines = statement["payments"]
    if example.about:
        lines = lines_about(statement, example.about)
    blocks: list[Block] = []
    if example.given:
        blocks.append(Steps("Given:", tuple(sentence(given) for given in example.given)))
    if lines:
        blocks.append(_lines_table(example, lines, names))
        blocks += _reasons(lines, names)
    pending = [item for item in statement["pending"] if not example.about or item["payment"] in example.about]
    if pending and len(pending) <= 12:
        texts = tuple(in_quotation_marks(one_line(item["text"])) for item in pending)
        blocks.append(Steps("Not determined yet:", texts))
    elif pending:
        blocks.append(Paragraph(f"{len(pending)} other determinations wait for evidence."))
    lapsed = tuple(in_quotation_marks(one_line(item["text"])) for item in statement["lapsed"])
    if lapsed and len(lapsed) <= 12:
        blocks.append(Steps("Lapsed:", lapsed))
    title = one_line(example.title) or f"Example {index + 1}"
    return Part("", anchor_of("example", f"{index + 1}"), "Example", capitalised(title), tuple(blocks))


def _lines_table(example: Example, lines: Sequence[Mapping[str, Any]], names: Names) -> Table:
    rows = []
    for line in lines:
        amount = money_words(Fraction(line["amount"]), names)
        rows.append(
            (
                names.term(line["payment"]),
                determination_words(line["determination"], names),
                names.party(line["payer"]),
                names.party(line["payee"]),
                capitalised(amount),
                day_words(date.fromisoformat(line["due"])),
            )
        )
    headings = ("Payment", "Determined on", "From", "To", "Amount", "Due")
    return Table(f"What is paid: {one_line(example.title)}", headings, tuple(rows), amounts=(4,))


def _reasons(lines: Sequence[Mapping[str, Any]], names: Names) -> list[Block]:
    """Give one reason for each determination; its payers share it."""
    reasons: dict[tuple[str, str, str | None], str] = {}
    for line in lines:
        at = line["determination"]
        key = (line["payment"], at["date"], at["cohort"])
        if key not in reasons:
            where = joined([names.term(line["payment"]), determination_words(at, names)], "on")
            reason = reason_words([line])
            reasons[key] = f"{where}: {reason}" if reason else ""
    told = tuple(reason for reason in reasons.values() if reason)
    return [Steps("Because:", told)] if told and len(told) <= 12 else []
