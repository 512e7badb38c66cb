"""How counts, caps, shares and turns cut and divided an amount, in data and sentences.

In: trace entries of limits and of the split. Out: steps of a derivation.
Relies on the words of caps and counts in the plan. Guarantees: each cut says by which cap, how much was
used before, and what was cut.
"""

from __future__ import annotations

from sibdsl.runtime.narration import Narration, Step
from sibdsl.runtime.plan import Cap
from sibdsl.runtime.trace import AmountSplit, CapApplied, CountTaken, PayerCapApplied, TurnsTaken
from sibdsl.runtime.wording import exact_number, number_in_unit, percent_of_one


def explain_count(narration: Narration, entry: CountTaken) -> list[Step]:
    """Say how much of a quantity still counts."""
    count = narration.case.occasion.counts[entry.name][0]
    unit = narration.unit_of_quantity(count.metric)
    value, used = narration.quantity(entry.value, unit), narration.quantity(entry.used, unit)
    taken, limit = narration.quantity(entry.taken, unit), count.text.removeprefix("counts ")
    if entry.taken == entry.value:
        text = f"The whole quantity, {value}, counts towards the limit `{limit}`; {used} had counted before."
    else:
        text = f"Of {value}, {taken} still count: the limit is `{limit}`, and {used} had counted before."
    return [{"kind": "count", "limit": count.text, "value": number_in_unit(entry.value, unit),
             "counted_before": number_in_unit(entry.used, unit),
             "counted": number_in_unit(entry.taken, unit), "text": text}]  # fmt: skip


def explain_cap(narration: Narration, entry: CapApplied) -> list[Step]:
    """Say whether a cap cut the amount, and what had counted towards it before."""
    cap = entry.cap
    before, used = narration.money(entry.before), narration.money(entry.used)
    text = _cap_text(cap, before, used, narration.money(entry.after), entry.before != entry.after)
    return [{"kind": "cap", "cap": cap.text, "clause": cap.clause, "before": exact_number(entry.before),
             "counted_before": exact_number(entry.used), "cut": exact_number(entry.before - entry.after),
             "after": exact_number(entry.after), "text": text}]  # fmt: skip


def explain_payer_cap(narration: Narration, entry: PayerCapApplied) -> list[Step]:
    """Say whether a cap cut what one payer pays."""
    cap = entry.cap
    before, used = narration.minor(entry.minor_before), narration.minor(entry.minor_used)
    after = narration.minor(entry.minor_after)
    text = _cap_text(cap, before, used, after, entry.minor_before != entry.minor_after)
    return [{"kind": "payer cap", "cap": cap.text, "clause": cap.clause, "payer": cap.payer, "before": before,
             "counted_before": used, "cut": narration.minor(entry.minor_before - entry.minor_after),
             "after": after, "text": text}]  # fmt: skip


def explain_split(narration: Narration, entry: AmountSplit) -> list[Step]:
    """Say how payers share the amount."""
    payers = narration.case.occasion.payment.payers
    told = [
        f"{narration.party(payer.party)} {percent_of_one(payer.share or 0, 1)}, {narration.minor(part)}"
        for payer, part in zip(payers, entry.minor_parts, strict=True)
    ]
    data: list[Step] = [
        {"payer": payer.party, "share": exact_number(payer.share or 0), "amount": narration.minor(part)}
        for payer, part in zip(payers, entry.minor_parts, strict=True)
    ]
    text = f"{narration.minor(sum(entry.minor_parts))} is shared: {'; '.join(told)}."
    return [{"kind": "split", "parts": data, "text": text}]


def explain_turns(narration: Narration, entry: TurnsTaken) -> list[Step]:
    """Say who pays first, and how much of each turn is used."""
    payers = narration.case.occasion.payment.payers
    told: list[str] = []
    data: list[Step] = []
    for payer, part, before in zip(payers, entry.minor_parts, entry.minor_before, strict=True):
        words = f"{narration.minor(part)} by {narration.party(payer.party)}"
        if payer.limit is not None:
            limit = narration.money(payer.limit)
            words += f" (up to {limit} in total, of which {narration.minor(before)} was paid before)"
        told.append(words)
        data.append(
            {
                "payer": payer.party,
                "limit": None if payer.limit is None else exact_number(payer.limit),
                "paid_before": narration.minor(before),
                "amount": narration.minor(part),
            }
        )
    text = f"Paid in turn: {'; '.join(told)}."
    if entry.minor_unpaid:
        text += f" All turns are used up, so {narration.minor(entry.minor_unpaid)} is not paid."
    return [{"kind": "turns", "parts": data, "unpaid": narration.minor(entry.minor_unpaid), "text": text}]


def _cap_text(cap: Cap, before: str, used: str, after: str, cut: bool) -> str:
    text = cap.text.removeprefix("cap ")
    if not cut:
        return f"The cap `{text}` leaves {before} as it is; {used} had counted towards it before."
    whole = ", which allows whole payments only," if cap.whole else ""
    return f"The cap `{text}`{whole} cuts {before} to {after}; {used} had counted towards it before."
