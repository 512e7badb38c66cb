"""A payment in one sentence, and what surrounds its table.

In: payments of the checked contract. Out: sentences.
Relies on ``values``, ``timing``, ``caps`` and ``conditions``.
Guarantees: who pays whom, for what, when it is determined and when it is payable stand in the first
paragraph of every payment; nothing that changes the amount is left out.
"""

from __future__ import annotations

from sibdsl.generators.documents.english.author_text import capitalised, one_line
from sibdsl.generators.documents.english.conditions import clause_of
from sibdsl.generators.documents.english.lists import counted, joined_names, letter
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.timing import determined_words, payable_words, validation_words
from sibdsl.generators.documents.english.values import what_of
from sibdsl.model.declarations import Part, Payment


def payment_sentence(payment: Payment, names: Names) -> str:
    """Say who pays whom, for what, when it is determined and when it is payable."""
    payers = joined_names([names.party(payer.party) for payer in payment.payers])
    what = amount_phrase(payment, names)
    opening = f"{payers} shall pay {names.party(payment.payee)} {what}."
    timing = f"The amount is determined {determined_words(payment.timing, names)}"
    if payment.payable is None:
        return f"{opening} {timing}, and is payable on the day on which it is determined."
    sentences = [opening, f"{timing}.", f"It is payable {payable_words(payment.payable)}."]
    return " ".join([*sentences, validation_words(payment)]).rstrip()


def amount_phrase(payment: Payment, names: Names) -> str:
    """Say what is paid: the single part, or how many parts are added up."""
    if payment.card is not None:
        return "what the claims on the rate card below come to"
    if len(payment.parts) == 1:
        return what_of(payment.parts[0].value, names)
    return f"the sum of {counted(len(payment.parts), 'amount')}, set out below"


def part_title(part: Part, index: int) -> str:
    """Name one of several parts: ``(a) Fixed fee``."""
    label = f" {capitalised(one_line(part.label))}" if part.label else ""
    return f"({letter(index)}){label}"


def part_sentence(part: Part, index: int, names: Names) -> str:
    """Say what one of several parts is."""
    colon = ":" if part.label else ""
    return f"{part_title(part, index)}{colon} {what_of(part.value, names)}."


def gate_sentence(payment: Payment, names: Names) -> str:
    """Say on what the whole payment depends; empty when on nothing."""
    if not payment.provided:
        return ""
    clauses = [clause_of(condition, names) for condition in payment.provided]
    if len(clauses) == 1:
        return f"Nothing is paid under this payment unless {clauses[0]}."
    limbs = "; ".join(f"({letter(index)}) {clause}" for index, clause in enumerate(clauses))
    return f"Nothing is paid under this payment unless all of the following hold: {limbs}."
