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
from sibdsl.generators.documents.english.given import given_clauses, together
from sibdsl.generators.documents.english.lists import counted, joined
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.outcomes import (
    determination_words,
    lines_about,
    paid_words,
)
from sibdsl.generators.documents.english.reasons import reason_words
from sibdsl.generators.documents.english.step_words import in_titles, waiting_words
from sibdsl.generators.documents.handed import Example
from sibdsl.generators.documents.sections.drafts import anchor_of, draft_section
from sibdsl.generators.documents.views import Block, Paragraph, Part, Section, Steps, Table

_LEAD = (
    "Each example states what is reported and what then follows from the terms above. The amounts were computed by "
    "the rules of the contract itself."
)


def examples_section(examples: Sequence[Example], names: Names) -> list[Section]:
    """Draft the worked examples."""
    parts = [_scenario(example, index, names) for index, example in enumerate(examples) if not _fits_in_a_row(example)]
    for payment in names.contract.payments:
        about = [item for item in examples if list(item.about) == [payment.name] and _fits_in_a_row(item)]
        parts += _of_payment(payment.name, payment.title, about, names)
    return draft_section("examples", "Worked examples", [Paragraph(_LEAD)] if parts else [], parts)


def _fits_in_a_row(example: Example) -> bool:
    """Say whether an example is about one determination of one payment."""
    if len(example.about) != 1:
        return False
    lines = lines_about(example.statement.to_data(), example.about)
    return len({(line["determination"]["date"], line["determination"]["cohort"]) for line in lines}) < 2


def _of_payment(name: str, title: str, examples: Sequence[Example], names: Names) -> list[Part]:
    """Set the examples of one payment side by side, those that the contract itself gives first."""
    stated = [example for example in examples if example.title]
    chosen = [example for example in examples if not example.title]
    blocks = [
        *_table(name, stated, f"Examples for {names.term(name)} in the contract itself", names),
        *_table(name, chosen, f"{'Further examples' if stated else 'Examples'} for {names.term(name)}", names),
    ]
    return [Part("", anchor_of("example", name), "Payment", one_line(title), tuple(blocks))] if blocks else []


def _table(name: str, examples: Sequence[Example], caption: str, names: Names) -> list[Block]:
    """Make a table of examples; what all of them state stands before it."""
    clauses = [given_clauses(example.given, names) for example in examples]
    shared = [clause for clause in clauses[0] if all(clause in others for others in clauses)] if clauses[1:] else []
    rows = []
    for example, given in zip(examples, clauses, strict=True):
        own = [clause for clause in given if clause not in shared]
        rows.append((_given_cell(example, own), *_outcome(name, example, names)))
    if not rows:
        return []
    lead = [Steps("In each of these examples:", _sentences(shared))] if shared else []
    return [*lead, Table(caption, ("Given", "Paid", "Because"), tuple(rows), amounts=(1,))]


def _sentences(clauses: Sequence[str]) -> tuple[str, ...]:
    return tuple(sentence(clause) for clause in together(clauses))


def _outcome(name: str, example: Example, names: Names) -> tuple[str, str]:
    """Say what an example pays, and why; or what its determination waits for."""
    statement: Mapping[str, Any] = example.statement.to_data()
    lines = lines_about(statement, [name])
    if lines:
        return paid_words(lines, names), reason_words(lines, names)
    pending = [item for item in statement["pending"] if item["payment"] == name]
    return "Not determined yet", capitalised(waiting_words(pending[0], names)) if pending else ""


def _given_cell(example: Example, given: list[str]) -> str:
    """Write what only this example states in one cell."""
    title = one_line(example.title)
    words = joined(together(given))
    return capitalised(f"{title}: {words}" if title and words else title or words or "nothing else")


def _scenario(example: Example, index: int, names: Names) -> Part:
    """Show an example that concerns several payments."""
    statement: Mapping[str, Any] = example.statement.to_data()
    lines = statement["payments"]
    blocks: list[Block] = []
    if example.given:
        blocks.append(Steps("Given:", _sentences(given_clauses(example.given, names))))
    paid = lines
    if any(item.kind == "person" for item in example.given):
        # Few claims fall into few determinations: the others would be a long table of nothing.
        paid = [line for line in lines if Fraction(line["amount"])]
    if paid:
        blocks.append(_lines_table(example, paid, names))
        blocks += _reasons(paid, names)
    if len(paid) < len(lines):
        blocks.append(Paragraph("Nothing is paid in any other determination." if paid else "Nothing is paid."))
    pending = [item for item in statement["pending"] if not example.about or item["payment"] in example.about]
    if pending:
        blocks.append(Steps("Not determined yet:", _pending(pending, names)))
    lapsed = tuple(
        f"{_occasion(item, names)}: {in_titles(item['reason'], names)}."
        for item in statement["lapsed"]
        if not example.about or item["payment"] in example.about
    )
    if lapsed and len(lapsed) <= 12:
        blocks.append(Steps("Lapsed:", lapsed))
    title = one_line(example.title) or f"Example {index + 1}"
    return Part("", anchor_of("example", f"{index + 1}"), "Example", capitalised(title), tuple(blocks))


def _pending(pending: Sequence[Mapping[str, Any]], names: Names) -> tuple[str, ...]:
    """Say of each payment what its first determination waits for, and how many others there are."""
    by_payment: dict[str, list[Mapping[str, Any]]] = {}
    for item in pending:
        by_payment.setdefault(item["payment"], []).append(item)
    texts = []
    for first, *others in by_payment.values():
        text = f"{_occasion(first, names)}: {waiting_words(first, names)}"
        if others:
            later = all(item["determination"]["date"] > first["determination"]["date"] for item in others)
            which = "later" if later else "other"
            text += f" The same payment has {counted(len(others), f'{which} determination')} that cannot be made yet."
        texts.append(text)
    return tuple(texts)


def _occasion(item: Mapping[str, Any], names: Names) -> str:
    """Name a determination: ``“Success” on 30 September 2016``."""
    return f"{names.term(item['payment'])} on {determination_words(item['determination'], names)}"


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
    shared: dict[tuple[str, str, str | None], list[Mapping[str, Any]]] = {}
    for line in lines:
        at = line["determination"]
        shared.setdefault((line["payment"], at["date"], at["cohort"]), []).append(line)
    reasons = [(_occasion(group[0], names), reason_words(group, names)) for group in shared.values()]
    told = tuple(f"{where}: {reason}" for where, reason in reasons if reason)
    return [Steps("Because:", told)] if told and len(told) <= 12 else []
