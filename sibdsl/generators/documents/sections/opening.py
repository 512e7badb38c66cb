"""The contract as a whole: terms that hold for everything, the parties, their reports.

In: the names of a contract. Out: the cover's particulars and drafts of the first sections.
Relies on ``english``.
Guarantees: the term is closed at both ends; how due dates move is always stated where something is payable.
"""

from __future__ import annotations

from sibdsl.generators.documents.english.author_text import one_line, sentence
from sibdsl.generators.documents.english.caps import rounding_sentence
from sibdsl.generators.documents.english.dates import period_words
from sibdsl.generators.documents.english.definitions import business_day_sentence
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.parties import (
    report_sentence,
    roles_words,
    termination_sentence,
)
from sibdsl.generators.documents.sections.drafts import details_block, draft_section
from sibdsl.generators.documents.views import Block, Detail, Paragraph, Section, Steps, Table
from sibdsl.model.base import Declaration
from sibdsl.values.currencies import find_currency

_MOVED = {
    "following": "moves to the next business day",
    "modified following": "moves to the next business day, or to the last one before if the next is in another month",
    "preceding": "moves to the last business day before",
    "modified preceding": "moves to the last business day before, or to the next one if that is in another month",
}


def cover_details(names: Names) -> list[Detail]:
    """List what stands on the title page."""
    contract = names.contract
    currency = find_currency(contract.currency)
    entries = [
        ("Jurisdiction", one_line(contract.jurisdiction or "")),
        ("Term", f"{period_words(contract.term)}, both days included"),
        ("Currency", contract.currency if currency is None else f"{currency.name} ({contract.currency})"),
        ("Clause", one_line(contract.clause or "")),
        ("Source", one_line(contract.source or "")),
        ("Note", sentence(contract.note or "")),
    ]
    entries.extend((one_line(item.scheme), one_line(item.value)) for item in contract.identifiers)
    return [Detail(label, text) for label, text in entries if text]


def parties_section(names: Names) -> list[Section]:
    """Draft who the parties are."""
    rows = [(names.party(party.name), roles_words(party)) for party in names.contract.parties]
    blocks: list[Block] = [Table("Parties and their roles", ("Party", "Role"), tuple(rows))] if rows else []
    notes = [_carried(party, names.party(party.name)) for party in names.contract.parties]
    blocks += [Paragraph(note, tone="note") for note in notes if note]
    return draft_section("parties", "Parties", blocks)


def general_section(names: Names) -> list[Section]:
    """Draft what holds for all payments: rounding, business days, early termination."""
    contract = names.contract
    entries = []
    if contract.payments:
        entries.append(Detail("Rounding", rounding_sentence(names)))
        entries.append(Detail("Due dates", due_date_sentence(names)))
    if contract.month_end == "last day" and contract.payments:
        entries.append(
            Detail("Months", "A month counted from the last day of a month ends on the last day of a month.")
        )
    if contract.early_termination is not None:
        entries.append(Detail("Early termination", _termination(names)))
    return draft_section("general", "Terms that apply to all payments", details_block(entries))


def reports_section(names: Names) -> list[Section]:
    """Draft who owes which report."""
    sentences = []
    for report in names.contract.reports:
        contents = f" Contents: {sentence(report.contents)}" if report.contents else ""
        sentences.append(f"{report_sentence(report, names)}{contents} {_remarks(report)}".rstrip())
    return draft_section("reports", "Reports", [Steps("", tuple(sentences))] if sentences else [])


def due_date_sentence(names: Names) -> str:
    """Say what happens to a due date that is not a business day."""
    rule = names.contract.business_days
    if rule == "unadjusted":
        return "A due date stays as it is when it falls on a weekend or a public holiday."
    return f"A due date that is not a business day {_MOVED[rule]}. Business day: {business_day_sentence(names)}"


def _termination(names: Names) -> str:
    early = names.contract.early_termination
    if early is None:
        return ""
    text = termination_sentence(early, names)
    if any(not payment.timing.on_termination for payment in names.contract.payments):
        text += " Payments that would be determined after that day then lapse, unless a payment says that it continues."
    return text


def _carried(declaration: Declaration, title: str) -> str:
    """Repeat the clause, source and note of a declaration that has no part of its own."""
    remarks = _remarks(declaration)
    return f"{title}: {remarks}" if remarks else ""


def _remarks(declaration: Declaration) -> str:
    remarks = []
    if declaration.clause:
        remarks.append(f"Clause: {sentence(declaration.clause)}")
    if declaration.source:
        remarks.append(f"Source: {sentence(declaration.source)}")
    if declaration.note:
        remarks.append(f"Note: {sentence(declaration.note)}")
    remarks.extend(f"{one_line(item.scheme)}: {sentence(item.value)}" for item in declaration.identifiers)
    return " ".join(remarks)
