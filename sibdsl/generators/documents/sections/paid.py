"""What is paid: each payment with its sentence, its tables and everything that changes its amount.

In: the names of a contract. Out: drafts of sections.
Relies on ``english``.
Guarantees: what changes an amount stands in the order in which it applies: conditions, quantities that
count, amounts, then adjustments and limits in written order, rounding, the split between payers.
"""

from __future__ import annotations

from sibdsl.generators.documents.english.author_text import sentence
from sibdsl.generators.documents.english.caps import (
    adjustment_sentence,
    cap_sentence,
    count_sentence,
    split_sentences,
)
from sibdsl.generators.documents.english.cards import limit_sentence
from sibdsl.generators.documents.english.conditions import thresholds_in
from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.lists import joined
from sibdsl.generators.documents.english.measures import threshold_sentence
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.payments import (
    gate_sentence,
    part_sentence,
    part_title,
    payment_sentence,
)
from sibdsl.generators.documents.english.tables import table_blocks
from sibdsl.generators.documents.english.timing import suspension_words
from sibdsl.generators.documents.sections.cards import card_blocks, share_blocks
from sibdsl.generators.documents.sections.drafts import draft_part, draft_section, paragraphs
from sibdsl.generators.documents.views import Block, Part, Section, Steps, Table
from sibdsl.model.declarations import Cap, Payment, PaymentCap
from sibdsl.model.expressions import Condition
from sibdsl.model.tables import ConditionTable


def payments_section(names: Names) -> list[Section]:
    """Draft the payments."""
    parts = [_payment(payment, names) for payment in names.contract.payments]
    return draft_section("payments", "What is paid", parts=parts)


def limits_across_section(names: Names) -> list[Section]:
    """Draft the caps that are declared outside payments."""
    sentences = []
    for cap in names.contract.caps:
        clause = f" Clause: {sentence(cap.clause)}" if cap.clause else ""
        sentences.append(f"{names.term(cap.name)}: {cap_sentence(cap, names, own=False)}{clause}")
    lead = "These limits apply after those of each payment, in this order." if len(sentences) > 1 else ""
    steps: list[Block] = [Steps(lead, tuple(sentences), ordered=len(sentences) > 1)] if sentences else []
    for limit in names.contract.limits:
        clause = f" Clause: {sentence(limit.clause)}" if limit.clause else ""
        words = limit_sentence(limit, None, names)
        steps += paragraphs([f"{names.term(limit.name)}, after the limits of each payment: {words}{clause}"])
    return draft_section("limits-across", "Limits across payments", steps)


def _payment(payment: Payment, names: Names) -> Part:
    blocks: list[Block] = paragraphs([payment_sentence(payment, names), gate_sentence(payment, names)])
    blocks += paragraphs(threshold_sentence(names.thresholds[name], names) for name in _tests(payment, names))
    blocks += _amounts(payment, names) if payment.card is None else card_blocks(payment, names)
    blocks += _dates(payment, names)
    blocks += paragraphs(count_sentence(count, names) for count in payment.counts)
    blocks += _limits_of_parts(payment, names)
    blocks += _adjustments(payment, names)
    blocks += share_blocks(payment, names) if payment.card_shares else paragraphs(split_sentences(payment, names))
    blocks += _limits_of_payers(payment, names)
    blocks += paragraphs(suspension_words(payment))
    return draft_part("payment", "Payment", payment, blocks)


def _tests(payment: Payment, names: Names) -> list[str]:
    """List the tests that a payment rests on, so that they are spelt out where they matter."""
    conditions: list[Condition] = list(payment.provided)
    for part in payment.parts:
        if isinstance(part.value, ConditionTable):
            conditions += [case.condition for case in part.value.cases if case.condition is not None]
    return thresholds_in(conditions, names)


def _amounts(payment: Payment, names: Names) -> list[Block]:
    term = names.term(payment.name)
    if len(payment.parts) == 1:
        return list(table_blocks(payment.parts[0].value, names, f"Amount of {term}", "Amount"))
    sentences = tuple(part_sentence(part, index, names) for index, part in enumerate(payment.parts))
    blocks: list[Block] = [Steps("The amounts that are added up:", sentences)]
    for index, part in enumerate(payment.parts):
        blocks += table_blocks(part.value, names, f"{term}, amount {part_title(part, index)}", "Amount")
    return blocks


def _dates(payment: Payment, names: Names) -> list[Block]:
    """Set out the determination dates of cohorts where a sentence would be too long."""
    timing = payment.timing
    if not timing.cohorts or not timing.cohort_dates or len(timing.cohorts) <= 6:
        return []
    rows = tuple(
        (names.term(cohort), day_words(day)) for cohort, day in zip(timing.cohorts, timing.cohort_dates, strict=True)
    )
    return [Table("Determination dates", ("Cohort", "Determined on"), rows)]


def _limits_of_parts(payment: Payment, names: Names) -> list[Block]:
    """Say which limits hold before the amounts are added up."""
    sentences = tuple(_own_cap(cap, names) for cap in payment.caps if cap.metrics and cap.payer is None)
    if len(payment.parts) == 1 or not sentences:
        return paragraphs(sentences)
    return [Steps("Before the amounts are added up:", sentences)]


def _adjustments(payment: Payment, names: Names) -> list[Block]:
    """Say in written order what changes the amount after its parts are added up, before it is shared."""
    caps = {cap.name: cap for cap in payment.caps}
    sentences = []
    for item in payment.adjustments:
        if not isinstance(item, PaymentCap):
            sentences.append(adjustment_sentence(item, names))
        elif not caps[item.cap].metrics and caps[item.cap].payer is None:
            sentences.append(_own_cap(caps[item.cap], names))
    payers = {payer.party for payer in payment.payers}
    across = [
        names.term(cap.name)
        for cap in names.contract.caps
        if payment.name in cap.payments and (cap.payer is None or cap.payer in payers)
    ]
    if across:
        limits, apply = ("limit", "applies") if len(across) == 1 else ("limits", "apply")
        sentences.append(f"The {limits} {joined(across)} {apply} to this payment as well.")
    if len(sentences) > 1:
        return [Steps("The amount is then changed as follows, in this order:", tuple(sentences), ordered=True)]
    return paragraphs(sentences)


def _limits_of_payers(payment: Payment, names: Names) -> list[Block]:
    """Say which limits hold on what one payer pays."""
    return paragraphs(_own_cap(cap, names) for cap in payment.caps if cap.payer is not None)


def _own_cap(cap: Cap, names: Names) -> str:
    clause = f" Clause: {sentence(cap.clause)}" if cap.clause else ""
    return cap_sentence(cap, names, own=True) + clause
