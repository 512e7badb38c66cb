"""Cash flows: who pays whom how much on which day, from drawdowns to the last distribution.

In: the plan of a contract and that of its capital, and a statement. Out: a ``CapitalResult``.
Relies on plans that the checker has found sound. Docs/reference/capital.md says what all of it means.
Guarantees: the same result for the same input; what the result says of itself is conserved, or it is not given.
"""

from __future__ import annotations

from datetime import date

from sibdsl.runtime.capital_conservation import check_conserved
from sibdsl.runtime.capital_dates import CapitalDates
from sibdsl.runtime.capital_ends import end_instrument, protect
from sibdsl.runtime.capital_flow import Cause
from sibdsl.runtime.capital_ledger import InstrumentLedger
from sibdsl.runtime.capital_plan import CapitalPlan
from sibdsl.runtime.capital_prepared import PreparedCapital
from sibdsl.runtime.capital_ready import ready_capital
from sibdsl.runtime.capital_result import CapitalResult, GuaranteePosition, Position
from sibdsl.runtime.capital_run import CapitalRun
from sibdsl.runtime.capital_steps import Distribution
from sibdsl.runtime.capital_waiting import waiting
from sibdsl.runtime.plan import Plan
from sibdsl.runtime.statement import Line, Statement


def cash_flows(plan: Plan, capital: CapitalPlan, statement: Statement) -> CapitalResult:
    """Give every flow of money that follows from a statement, and how each instrument stands in the end.

    Raises:
        NotConservedError: money appeared or vanished, which only a fault of ours can cause.
    """
    prepared, fixed = ready_capital(plan, capital)
    dates = CapitalDates(prepared, statement)
    run = CapitalRun(prepared, statement)
    days = dates.all_days()
    ending = _by_day(prepared, dates)
    for day in days:
        if statement.ended is None or day <= statement.ended:
            for name, minor in prepared.drawdowns.get(day, ()):
                run.ledgers[name].draw(day, minor)
            run.flows.extend(fixed.get(day, ()))
        _one_day(run, dates, day, ending.get(day, ()))
    last = days[-1] if days else plan.term.start
    result = CapitalResult(
        prepared=prepared,
        flows=run.flows,
        positions=[_position(ledger, last, prepared.scale) for ledger in run.ledgers.values()],
        guarantees=[GuaranteePosition(name, drawn, run.reimbursed[name]) for name, drawn in run.drawn_on.items()],
        accounts=run.account_days,
        waiting=waiting(prepared, statement, dates) if dates.until else [],
        until=dates.until,
    )
    check_conserved(result, statement)
    return result


def _by_day(prepared: PreparedCapital, dates: CapitalDates) -> dict[date, list[str]]:
    """List the instruments that end on each day, in the order in which protected capital is paid."""
    found: dict[date, list[str]] = {}
    for name in prepared.ending_order:
        day = dates.ends[name]
        if day is not None:
            found.setdefault(day, []).append(name)
    return found


def _one_day(run: CapitalRun, dates: CapitalDates, day: date, ending: list[str] | tuple[()]) -> None:
    """Let everything else happen that happens on a day, in the order of section 2."""
    prepared, ended = run.prepared, run.statement.ended
    for line in dates.receipts.get(day, ()):
        _receive(run, line)
    if day in prepared.interest_days or day in prepared.repayments or day == ended:
        _pay_outside(run, day)
    if prepared.waterfalls:
        _distribute(run, dates, day, list(run.accounts))
        run.touched.clear()
    for name in ending:
        protect(run, name, day)
        if run.touched:
            _distribute(run, dates, day, [account for account in run.accounts if account in run.touched])
            run.touched.clear()
    for name in ending:
        end_instrument(run, name, day)
    if run.accounts:
        run.close_day(day)


def _receive(run: CapitalRun, line: Line) -> None:
    """Enter an outcome payment, and what it does to an instrument."""
    prepared, case = run.prepared, line.case
    payment, minor = case.occasion.payment, case.amounts[line.payer_index]
    instrument = prepared.counts_on.get(payment.name)
    if instrument is not None and minor:
        ledger = run.ledgers[instrument]
        if payment.name in prepared.credited:
            ledger.credit(case.due, minor)
        else:
            ledger.return_paid += minor if payment.name in prepared.rewarded else -minor
    into = prepared.received_by.get(payment.name)
    if into is not None:
        run.touched.add(into)
    run.move(
        case.due,
        payment.payers[line.payer_index].party,
        payment.payee,
        minor,
        Cause("outcome payment", payment.name, instrument),
        cohort=case.occasion.determination.cohort,
    )


def _pay_outside(run: CapitalRun, day: date) -> None:
    """Let receivers pay interest, then repay principal, outside waterfalls."""
    prepared, ended = run.prepared, run.statement.ended
    for name, instrument in prepared.instruments.items():
        ledger = run.ledgers[name]
        coupon, repaid = instrument.coupon, instrument.repaid
        scheduled = [amount for other, amount in prepared.repayments.get(day, ()) if other == name]
        pays_interest = name in prepared.interest_days.get(day, ())
        if ended is not None:
            if day > ended:
                continue
            if day == ended:
                final = repaid[-1].day > day if repaid else False
                later = coupon is not None and bool(coupon.paid) and coupon.paid[-1] > day
                pays_interest |= later or (final and prepared.pays_interest_itself(instrument))
                scheduled = [None] if final else scheduled
        if pays_interest:
            _pay_interest(run, ledger, day)
        for amount in scheduled:
            minor = ledger.principal if amount is None else min(amount, ledger.principal)
            if minor:
                ledger.repay(day, minor)
                run.pay(day, instrument.receiver, prepared.groups[name], minor, Cause("principal", name, name))


def _pay_interest(run: CapitalRun, ledger: InstrumentLedger, day: date) -> None:
    minor = ledger.interest_due(day)
    if minor:
        ledger.pay_interest(day, minor)
        instrument = ledger.instrument
        cause = Cause("interest", instrument.name, instrument.name)
        run.pay(day, instrument.receiver, run.prepared.groups[instrument.name], minor, cause)


def _distribute(run: CapitalRun, dates: CapitalDates, day: date, names: list[str]) -> None:
    for name in names:
        account = run.accounts[name]
        if dates.distributes(account.waterfall, day, name in run.touched) and account.balance:
            Distribution(run, account, day, last=day == dates.closings[name]).carry_out()


def _position(ledger: InstrumentLedger, day: date, scale: int) -> Position:
    """Say how an instrument stands at the end of a day."""
    owed = ledger.unpaid_interest if ledger.ended_on else ledger.interest_owed(day)
    return Position(
        instrument=ledger.instrument.name,
        drawn=ledger.drawn,
        repaid=ledger.repaid,
        interest_paid=ledger.interest_paid,
        return_paid=ledger.return_paid,
        interest_owed=owed / scale if owed else owed,
        principal_owed=ledger.principal,
        lost=ledger.lost,
        guaranteed=tuple(ledger.guaranteed),
        ended_on=ledger.ended_on,
    )
