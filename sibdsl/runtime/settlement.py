"""Settling a contract: evidence in, statement out.

In: a plan, one function per payment (from the interpreter or from a generated module), evidence, and the
day as of which the statement is made. Out: a ``Statement``.
Relies on rules that the checker has shown to be total and never negative.
Guarantees: the same statement for the same input; determinations in their order; more evidence never
changes a determination that was not waiting for it; a fault of a rule is a finding, never an exception.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from sibdsl.runtime.book import Book
from sibdsl.runtime.case import Case
from sibdsl.runtime.determinations import prepare, reason_to_lapse
from sibdsl.runtime.due_dates import due_date
from sibdsl.runtime.evidence import Evidence, Finding, Observation, known_on, termination_problem
from sibdsl.runtime.exact import minor_units, split_whole
from sibdsl.runtime.plan import PaymentPlan, Plan
from sibdsl.runtime.reader import NotArrivedError
from sibdsl.runtime.statement import Lapsed, Line, Pending, Statement
from sibdsl.runtime.trace import AmountRounded, AmountSplit, CardSplit, Exact, PayerCapApplied, TurnsTaken
from sibdsl.runtime.waiting import missing_words, occasion_words
from sibdsl.runtime.wording import named

RuleFunction = Callable[[Case], Exact]

_FAULT = "this is a fault in sib, not in your evidence: please report it, with the contract and this message"


def settle(plan: Plan, rules: Mapping[str, RuleFunction], evidence: Evidence, as_of: date | None = None) -> Statement:
    """Determine every payment of a contract that the evidence allows.

    With ``as_of`` nothing counts that was not known by that day, and later determinations are pending.
    """
    prepared = prepare(plan)
    if as_of is not None:
        evidence = known_on(evidence, plan, as_of)
    statement = Statement(prepared, as_of, [], [], [], list(evidence.findings), cards=evidence.claims)
    ended = statement.ended = _termination(plan, evidence, statement.findings)
    book = Book()
    for occasion in prepared.occasions(ended):
        reason = reason_to_lapse(occasion, ended)
        if reason:
            statement.lapsed.append(Lapsed(prepared, occasion, reason))
            continue
        case = Case(prepared, occasion, evidence, book)
        waits_for = _waits(case, as_of)
        if not waits_for:
            waits_for = _determine(case, rules[occasion.payment.name], statement.findings)
        if waits_for:
            book.wait_for(occasion)
            statement.pending.append(Pending(prepared, occasion, waits_for))
        else:
            statement.lines.extend([Line(case, payer) for payer in range(len(case.amounts))])
    for (payment, _), left in book.backlog.to_take_back.items():
        if left:
            statement.to_take_back[payment] = statement.to_take_back.get(payment, 0) + left
    return statement


def _termination(plan: Plan, evidence: Evidence, findings: list[Finding]) -> date | None:
    """Give the day on which the contract ended early, if it lawfully did."""
    event = evidence.termination
    if event is None:
        return None
    problem = termination_problem(plan, event.day)
    if problem is None:
        return event.day
    file, row = (event.origin.file, event.origin.row) if event.origin else (None, None)
    findings.append(Finding("SIB960", "error", *problem, "check the date of the termination", file, row, "date"))
    return None


def _waits(case: Case, as_of: date | None) -> tuple[str, ...]:
    """List in words all that a determination waits for, and look up the evidence that is there."""
    words: list[str] = []
    if as_of is not None and case.day > as_of:
        words.append(f"not due before {case.day}")
    for need in case.occasion.needs:
        if not case.arrived(need):
            words.extend(missing_words(case, need))
    if any(read.kind == "claims" for read in case.occasion.payment.reads):
        claims = case.evidence.claims
        claims_missing = "claims" if claims is None else claims.waits_for(case.occasion.payment.name, case.day)
        words.extend([claims_missing] if claims_missing else [])
    if case.book.pending:
        words.extend(
            f"the earlier determination of {occasion_words(earlier)}"
            for earlier in case.book.pending_before(case.occasion)
        )
    return tuple(dict.fromkeys(words))


def _determine(case: Case, rule: RuleFunction, findings: list[Finding]) -> tuple[str, ...]:
    """Compute a determination and enter it; what it waits for when its rule fails."""
    what = f"the amount of {occasion_words(case.occasion)}"
    try:
        amount = rule(case)
        if amount >= 0:
            case.due = _due(case, findings)
            _divide_between_payers(case, amount)
            return ()
        fault = Finding("SIB980", "error", f"{what} comes out below zero, at {amount}", help=_FAULT)
    except NotArrivedError as missing:
        return (f"what {missing} needs",)
    except ArithmeticError as error:
        fault = Finding("SIB981", "error", f"{what} cannot be computed: {error}", help=_FAULT)
    findings.append(fault)
    return ("a correction of the rule, which cannot be computed",)


def _divide_between_payers(case: Case, amount: Exact) -> None:
    """Round the amount, split it, and cut each payer's part to its caps."""
    plan, payment = case.prepared.plan, case.occasion.payment
    exact = amount if isinstance(amount, Fraction) else Fraction(amount)
    total = minor_units(exact, plan.digits, plan.rounding)
    case.trace.append(AmountRounded(exact, total))
    payers = payment.payers
    by_card = case.card.divide(total) if case.card is not None else None
    if case.card is not None and by_card is not None:
        parts = by_card
        case.trace.append(CardSplit(case.card))
    elif len(payers) == 1 and payers[0].limit is None:
        parts = [total]
    elif payers[0].share is not None:
        parts = split_whole(total, [payer.share or Fraction(0) for payer in payers])
        case.trace.append(AmountSplit(tuple(parts)))
    else:
        parts = _in_turns(case, payment, total)
    for name in payment.payer_caps:
        _cut_to_payer_cap(case, name, parts)
    case.close(tuple(parts))


def _in_turns(case: Case, payment: PaymentPlan, total: int) -> list[int]:
    """Let each payer pay up to its limit over all determinations, then the next."""
    left = total
    parts: list[int] = []
    before: list[int] = []
    for payer in payment.payers:
        used = case.book.turns.get((payment.name, payer.party), 0)
        part = left
        if payer.limit is not None:
            part = min(left, max(_whole(case, payer.limit) - used, 0))
        parts.append(part)
        before.append(used)
        left -= part
    case.trace.append(TurnsTaken(tuple(parts), tuple(before), left))
    return parts


def _cut_to_payer_cap(case: Case, name: str, parts: list[int]) -> None:
    cap, key = case.occasion.caps[name]
    used = case.book.used.get(key, 0)
    left = max(_whole(case, cap.limit) - used, 0)
    for index, payer in enumerate(case.occasion.payment.payers):
        if payer.party == cap.payer:
            before = parts[index]
            if before > left:
                parts[index] = 0 if cap.whole else left
            case.trace.append(PayerCapApplied(cap, before, used, parts[index]))


def _whole(case: Case, limit: Fraction) -> int:
    """Give a limit in minor units; what does not fill one is not available."""
    return limit.numerator * case.prepared.scale // limit.denominator


def _due(case: Case, findings: list[Finding]) -> date:
    """Give the day on which the amount is due, and note from which day it is counted."""
    occasion, prepared = case.occasion, case.prepared
    payable = occasion.payment.payable
    if payable is not None and payable.of_validation:
        verified = [row.verified_on for row in _observations(case)]
        days = [day for day in verified if day is not None]
        if len(days) < len(verified):
            title = named(occasion.payment.name, occasion.payment.title)
            findings.append(
                Finding(
                    "SIB982",
                    "warning",
                    f"the due date of {title} on {case.day} counts from the days of verification that are"
                    " known, because some of its evidence has none",
                    "a day of verification for every observation",
                    "add the date to the column `verified_on`",
                )
            )
        case.validated_on = max(days, default=None)
        return due_date(prepared.plan, payable, case.validated_on or case.day, prepared.holidays)
    if occasion.due is None:
        occasion.due = due_date(prepared.plan, payable, case.day, prepared.holidays)
    return occasion.due


def _observations(case: Case) -> list[Observation]:
    return [row for _, rows, _ in case.sources for row in rows if isinstance(row, Observation)]
