"""How an amount came about: the trace of a determination told step by step.

In: a closed case, and which of its payers asks. Out: a list of steps, each data with one sentence.
Relies on ``narration`` for names and numbers and on ``explain_tables`` for tables.
Guarantees: evidence first, then what happened in order, each thing once; nothing that changed the amount
is left out. Nothing here computes an amount.
"""

from __future__ import annotations

from collections.abc import Callable

from sibdsl.runtime.case import Case
from sibdsl.runtime.due_dates import counted_due_date, payable_text
from sibdsl.runtime.evidence import FactValue, Observation
from sibdsl.runtime.explain_limits import (
    explain_cap,
    explain_count,
    explain_payer_cap,
    explain_split,
    explain_turns,
)
from sibdsl.runtime.explain_tables import (
    explain_brackets,
    explain_row_chosen,
    explain_row_reached,
    explain_stages,
)
from sibdsl.runtime.narration import Narration, Step, places, row_data, set_off
from sibdsl.runtime.plan import Read
from sibdsl.runtime.trace import (
    AmountRounded,
    AmountSplit,
    BracketsFilled,
    CapApplied,
    CardCounted,
    CardSplit,
    CountTaken,
    Exact,
    FormulaUsed,
    GateTested,
    IndexApplied,
    MetricCalculated,
    MinimumApplied,
    PaidBefore,
    PayerCapApplied,
    RowChosen,
    RowReached,
    StagesPassed,
    ThresholdTested,
    TimePassed,
    TurnsTaken,
)
from sibdsl.runtime.wording import exact_number, named, number_in_unit, unit_name


def derivation(case: Case, payer_index: int) -> list[Step]:
    """Tell how a determination came to what one of its payers pays."""
    narration = Narration(case)
    # The value in force may be the value of the base date as well: it is one piece of evidence.
    sources = [_tell_source(narration, *source) for source in case.sources]
    steps = [source for place, source in enumerate(sources) if source not in sources[:place]]
    payer = case.occasion.payment.payers[payer_index].party
    told: set[tuple[type, object]] = set()
    for entry in case.trace:
        if (type(entry), entry) in told:
            continue
        told.add((type(entry), entry))
        if isinstance(entry, PayerCapApplied) and entry.cap.payer != payer:
            continue
        # The entries are a closed set of types, and each has its function here.
        steps.extend(_EXPLANATIONS[type(entry)](narration, entry))
    return [*steps, _tell_due(narration, payer_index)]


def _tell_source(
    narration: Narration, read: Read, rows: tuple[Observation | FactValue, ...], value: Exact
) -> Step:  # fmt: skip
    """Say what was read from the evidence, by whom it was verified, and where it is written."""
    unit = narration.source_unit(read)
    title = narration.source_title(read)
    shown = narration.quantity(value, unit)
    step: Step = {
        "kind": "fact" if read.kind == "fact" else "evidence",
        "name": read.name,
        "title": title,
        "value": number_in_unit(value, unit),
        "unit": unit_name(unit),
        "rows": [row_data(row, number_in_unit(row.value, unit)) for row in rows],
    }
    where = places([row.origin for row in rows])
    if len(rows) == 1 and isinstance(rows[0], Observation):
        text = f"The reported value of {title}{_tell_what_about(narration, rows[0])} is {shown}"
        text += f"{_tell_verification(narration, rows[0])}{where}."
    elif len(rows) == 1 and isinstance(rows[0], FactValue):
        on = f" for {rows[0].day}" if rows[0].day else ""
        text = f"The value of {title}{on} is {shown}{where}."
    else:
        over = {"so far": " so far", "period": " in the period", "all cohorts": " over all cohorts"}
        count = f"{len(rows)} reported values" if rows else "no reported values"
        text = f"{title}{over.get(read.over, '')}: {count} add up to {shown}{where}."
    return {**step, "text": text}


def _tell_what_about(narration: Narration, row: Observation) -> str:
    cohort = f" for {narration.cohort(row.cohort)}" if row.cohort else ""
    period = narration.prepared.periods.get(row.metric, {}).get(row.period_end) if row.period_end else None
    return f"{cohort} in the period {period.start} to {period.end}" if period else cohort


def _tell_verification(narration: Narration, row: Observation) -> str:
    by = f", verified by {narration.party(row.verified_by)}" if row.verified_by else ""
    on = f" on {row.verified_on}" if row.verified_on else ""
    if on and not by:
        on = f", verified{on}"
    return by + on + (f", reference {row.reference}" if row.reference else "")


def _tell_paid_before(narration: Narration, entry: PaidBefore) -> list[Step]:
    text = f"{narration.payment(entry.payment)} had paid {narration.money(entry.paid)} before this."
    paid = exact_number(entry.paid)
    return [{"kind": "paid before", "payment": entry.payment, "amount": paid, "text": text}]


def _tell_time_passed(narration: Narration, entry: TimePassed) -> list[Step]:
    unit = entry.unit.removesuffix("s") if entry.passed == 1 else entry.unit
    start = narration.prepared.plan.term.start
    text = f"{entry.passed} {unit} had passed from {start} to {narration.case.day}, both days included."
    return [{"kind": "time passed", "unit": entry.unit, "value": str(entry.passed), "text": text}]


def _tell_calculated(narration: Narration, entry: MetricCalculated) -> list[Step]:
    words = narration.rule(entry.name)
    if words is None:
        return []
    value = narration.quantity(entry.value, words.result)
    title = named(entry.name, words.subject)
    # Of a table only what it reads is repeated; its row has a step of its own.
    rule = words.text.partition("{")[0].strip()
    how = f"calculated{'' if rule.startswith('by ') else ' as'} {rule}" if rule else "calculated by its table"
    result = value if entry.exact is None else f"{narration.quantity(entry.exact, words.result)}, rounded to {value}"
    text = f"{title}, {how}{narration.values_named_in(words.text, but=entry.name)}, is {result}."
    number, unit = number_in_unit(entry.value, words.result), unit_name(words.result)
    return [{"kind": "calculation", "name": entry.name, "title": title, "clause": words.clause, "rule": words.text,
             "value": number, "unit": unit, "text": text}]  # fmt: skip


def _tell_threshold(narration: Narration, entry: ThresholdTested) -> list[Step]:
    words = narration.rule(entry.name)
    title = named(entry.name, words.subject if words else "")
    rule = f" ({words.text}{narration.values_named_in(words.text)})" if words else ""
    text = f"The threshold {title}{rule} is {'met' if entry.holds else 'not met'}."
    step: Step = {"kind": "threshold", "name": entry.name, "title": title}
    return [{**step, "rule": words.text if words else None, "met": entry.holds, "text": text}]


def _tell_gate(narration: Narration, entry: GateTested) -> list[Step]:
    words = narration.rule(entry.name)
    rule = words.text if words else entry.name
    end = "holds." if entry.holds else "does not hold, so nothing is paid."
    text = f"The condition `{rule}`{set_off(narration.values_named_in(rule))} {end}"
    clause = words.clause if words else None
    return [{"kind": "condition", "rule": rule, "clause": clause, "holds": entry.holds, "text": text}]


def _tell_formula(narration: Narration, entry: FormulaUsed) -> list[Step]:
    words = narration.rule(entry.name)
    # A part that is a table is explained by its row.
    if words is None or words.kind != "formula":
        return []
    amount = narration.quantity(entry.amount, words.result)
    text = f"The rule `{words.text}`{set_off(narration.values_named_in(words.text))} gives {amount}."
    if words.text == amount:
        text = f"The amount is {amount}, whatever is reported."
    return [{"kind": "formula", "rule": words.text, "clause": words.clause,
             "amount": exact_number(entry.amount), "text": text}]  # fmt: skip


def _tell_card(narration: Narration, entry: CardCounted) -> list[Step]:
    return entry.card.steps()


def _tell_card_split(narration: Narration, entry: CardSplit) -> list[Step]:
    return entry.card.split_steps()


def _tell_index(narration: Narration, entry: IndexApplied) -> list[Step]:
    fact = narration.prepared.facts[entry.fact]
    now, then = narration.quantity(entry.now, fact.unit), narration.quantity(entry.then, fact.unit)
    title = narration.source_title(Read("fact", entry.fact))
    before, after = narration.money(entry.before), narration.money(entry.after)
    moved = f"{before} becomes {after}" if entry.before != entry.after else f"{before} stays as it is"
    text = f"The amount follows {title}, {now} against {then} on {entry.base}: {moved}."
    return [{"kind": "index", "fact": entry.fact, "value": number_in_unit(entry.now, fact.unit),
             "base": number_in_unit(entry.then, fact.unit), "before": exact_number(entry.before),
             "after": exact_number(entry.after), "text": text}]  # fmt: skip


def _tell_minimum(narration: Narration, entry: MinimumApplied) -> list[Step]:
    if entry.before == entry.after:
        return []
    text = f"The amount of {narration.money(entry.before)} is raised to the minimum, {narration.money(entry.after)}."
    before, after = exact_number(entry.before), exact_number(entry.after)
    return [{"kind": "minimum", "before": before, "after": after, "text": text}]


def _tell_rounding(narration: Narration, entry: AmountRounded) -> list[Step]:
    if entry.exact * narration.prepared.scale == entry.minor:
        return []
    mode = narration.prepared.plan.rounding
    text = f"The amount of {narration.money(entry.exact)} is rounded ({mode}) to {narration.minor(entry.minor)}."
    exact = exact_number(entry.exact)
    return [{"kind": "rounding", "mode": mode, "before": exact, "after": narration.minor(entry.minor),
             "text": text}]  # fmt: skip


def _tell_due(narration: Narration, payer_index: int) -> Step:
    """Say what is paid, and how its due date was counted."""
    case, plan = narration.case, narration.prepared.plan
    payment = case.occasion.payment
    payable = payment.payable
    counted_from = case.validated_on or case.day
    event = "the last verification" if case.validated_on else "the determination"
    how = f"the day of {event}" if payable is None else f"{payable_text(payable)} after {event} on {counted_from}"
    counted = counted_due_date(plan, payable, counted_from, narration.prepared.holidays)
    if counted != case.due:
        how += f", moved from {counted}, which is no business day"
    payer = narration.party(payment.payers[payer_index].party)
    amount = narration.minor(case.amounts[payer_index])
    # A payer may be several ("Nine funds"), so that no verb may depend on how many it is.
    text = f"{amount} is payable by {payer} to {narration.party(payment.payee)}, due on {case.due}: {how}."
    return {
        "kind": "due",
        "counted_from": counted_from.isoformat(),
        "date": case.due.isoformat(),
        "text": text,
    }


# Each function takes the type of entry that it is listed under.
_EXPLANATIONS: dict[type, Callable[..., list[Step]]] = {
    PaidBefore: _tell_paid_before,
    TimePassed: _tell_time_passed,
    CountTaken: explain_count,
    MetricCalculated: _tell_calculated,
    ThresholdTested: _tell_threshold,
    GateTested: _tell_gate,
    RowReached: explain_row_reached,
    RowChosen: explain_row_chosen,
    BracketsFilled: explain_brackets,
    StagesPassed: explain_stages,
    FormulaUsed: _tell_formula,
    IndexApplied: _tell_index,
    MinimumApplied: _tell_minimum,
    CapApplied: explain_cap,
    AmountRounded: _tell_rounding,
    AmountSplit: explain_split,
    TurnsTaken: explain_turns,
    PayerCapApplied: explain_payer_cap,
    CardCounted: _tell_card,
    CardSplit: _tell_card_split,
}
