"""How the tables of a contract led to an amount, in data and sentences.

In: trace entries of tables. Out: steps of a derivation.
Relies on the row words of the plan. Guarantees: the row reached is named as the contract writes it, and
so is the next better row with what it would have taken.
"""

from __future__ import annotations

from sibdsl.runtime.narration import Narration, Step, set_off
from sibdsl.runtime.plan import RowWords, RuleWords
from sibdsl.runtime.trace import BracketsFilled, Exact, RowChosen, RowReached, StagesPassed
from sibdsl.runtime.wording import difference_text, exact_number, listed, number_in_unit, percent_of_one


def explain_row_reached(narration: Narration, entry: RowReached) -> list[Step]:
    """Say which row of a step table a value reaches, and what the next better row needed."""
    words = narration.rule(entry.name)
    if words is None or words.unit is None or not 0 <= entry.row < len(words.rows):
        return []
    row = words.rows[entry.row]
    subject = narration.quantity(entry.subject, words.unit)
    subject = subject[0].upper() + subject[1:]
    text = f"{subject} reaches the row `{row.words}`, which {_worth(narration, words, row, entry.amount)}."
    step: Step = {
        "kind": "row",
        "rule": entry.name,
        "clause": words.clause,
        "subject": words.subject,
        "value": number_in_unit(entry.subject, words.unit),
        "row": row.words,
        "amount": exact_number(entry.amount),
        "text": text,
    }
    return [step, *_next_row(narration, words, row, entry)]


def explain_row_chosen(narration: Narration, entry: RowChosen) -> list[Step]:
    """Say which row of a condition or date table applies."""
    words = narration.rule(entry.name)
    if words is None or not 0 <= entry.row < len(words.rows):
        return []
    row = words.rows[entry.row]
    text = f"The row `{row.words}` applies, which {_worth(narration, words, row, entry.amount)}."
    amount = exact_number(entry.amount)
    return [{"kind": "row", "rule": entry.name, "clause": words.clause, "row": row.words, "amount": amount,
             "text": text}]  # fmt: skip


def explain_brackets(narration: Narration, entry: BracketsFilled) -> list[Step]:
    """Say how many units each bracket takes, and at what price."""
    words = narration.rule(entry.name)
    if words is None or words.unit is None:
        return []
    told: list[str] = []
    data: list[Step] = []
    for row, (taken, amount) in zip(words.rows, entry.parts, strict=False):
        if taken or len(entry.parts) == 1:
            units = narration.quantity(taken, words.unit)
            told.append(f"`{row.words}` takes {units} at {row.amount}: {_amount(narration, words, amount)}")
            data.append({"row": row.words, "units": number_in_unit(taken, words.unit), "amount": exact_number(amount)})
    whole = narration.quantity(entry.subject, words.unit)
    total = _amount(narration, words, entry.amount)
    text = f"{whole[0].upper()}{whole[1:]} fill the brackets of the table: {listed(told)}. Together: {total}."
    if not told:
        text = f"There is nothing to price, so the table {_verb(words)} {total}."
    value, amount_text = number_in_unit(entry.subject, words.unit), exact_number(entry.amount)
    return [{"kind": "brackets", "rule": entry.name, "clause": words.clause, "subject": words.subject,
             "value": value, "brackets": data, "amount": amount_text, "text": text}]  # fmt: skip


def explain_stages(narration: Narration, entry: StagesPassed) -> list[Step]:
    """Say which shares of the base apply before and after the sum at which they switch."""
    words = narration.rule(entry.name)
    if words is None:
        return []
    told: list[str] = []
    data: list[Step] = []
    for index, taken, amount in entry.parts:
        row = words.rows[index].words if index < len(words.rows) else words.text
        base, paid = narration.quantity(taken, words.unit or words.result), _amount(narration, words, amount)
        share = f"{percent_of_one(amount, taken)} of {base} is {paid}" if taken else f"{paid}"
        told.append(f"by `{row}`, {share}")
        data.append({"row": row, "base": exact_number(taken), "amount": exact_number(amount)})
    # What had been paid before has a step of its own.
    text = f"The share is of {narration.quantity(entry.base, words.unit or words.result)}: {listed(told)}."
    if len(told) > 1:
        text += f" Together: {_amount(narration, words, entry.amount)}."
    return [{"kind": "stages", "rule": entry.name, "clause": words.clause, "base": exact_number(entry.base),
             "paid_before": exact_number(entry.before), "stages": data,
             "amount": exact_number(entry.amount), "text": text}]  # fmt: skip


def _next_row(narration: Narration, words: RuleWords, here: RowWords, entry: RowReached) -> list[Step]:
    """Say what the nearest row that pays something else on the better side would have paid and needed."""
    unpaid = {here.amount, _amount(narration, words, entry.amount)}
    better = [found for found in _better_rows(words, entry) if found[2].amount not in unpaid]
    if not better or words.unit is None:
        return []
    distance, closed, row = better[0]
    more = "more" if words.better == "higher" else "less"
    gap = difference_text(distance, words.unit, narration.prepared.plan.digits)
    needed = f"{gap} {more}" if closed else f"more than {gap} {more}"
    if not distance:
        needed = f"a value {'above' if more == 'more' else 'below'} that"
    pays = f"{row.amount}{set_off(narration.values_named_in(row.amount))}"
    text = f"The next row, `{row.words}`, {_verb(words)} {pays} and needed {needed}."
    return [{"kind": "next row", "rule": entry.name, "row": row.words, "pays": row.amount,
             "distance": number_in_unit(distance, words.unit), "text": text}]  # fmt: skip


def _better_rows(words: RuleWords, entry: RowReached) -> list[tuple[Exact, bool, RowWords]]:
    """List the rows on the better side, the nearest first: how far their edge is, whether it is in them, the row."""
    found: list[tuple[Exact, bool, RowWords]] = []
    for index, row in enumerate(words.rows):
        if row.range is None or index == entry.row:
            continue
        if words.better == "higher" and row.range.low is not None:
            distance: Exact = row.range.low - entry.subject
            closed = row.range.low_closed
        elif words.better == "lower" and row.range.high is not None:
            distance = entry.subject - row.range.high
            closed = row.range.high_closed
        else:
            continue
        if distance > 0 or (distance == 0 and not closed):
            found.append((distance, closed, row))
    return sorted(found, key=lambda item: (item[0], not item[1]))


def _worth(narration: Narration, words: RuleWords, row: RowWords, amount: Exact) -> str:
    """Say what a row pays, as the contract writes it, with the amount where that is more than a number."""
    computed = _amount(narration, words, amount)
    if row.amount == computed or row.amount.endswith(f" ({computed})") or (row.amount == "nothing" and not amount):
        return f"{_verb(words)} {row.amount}"
    return f"{_verb(words)} {row.amount}{narration.values_named_in(row.amount)}: {computed}"


def _amount(narration: Narration, words: RuleWords, amount: Exact) -> str:
    return narration.quantity(amount, words.result)


def _verb(words: RuleWords) -> str:
    """A table of amounts pays; a table of rates or percentages only gives a value."""
    return "pays" if words.result.kind == "money" and " " not in words.result.text else "gives"
