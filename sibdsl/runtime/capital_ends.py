"""The end of an instrument: protected capital, guarantees, and what is lost. Section 5 of docs/reference/capital.md.

In: a run and an instrument that ends on this day. Out: flows, entered into the run.
Relies on ``capital_run``. Guarantees: no guarantee pays more than is missing, or than is available.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.runtime.capital_flow import Cause
from sibdsl.runtime.capital_plan import Guarantee, Protection
from sibdsl.runtime.capital_run import CapitalRun
from sibdsl.runtime.exact import minor_units


def protect(run: CapitalRun, name: str, day: date) -> None:
    """Let the receiver pay what is missing of protected capital."""
    ledger = run.ledgers[name]
    if not ledger.instrument.protected or not ledger.principal:
        return
    share = _protected_share(ledger.instrument.protected, run.statement.ended or day)
    wanted = minor_units(ledger.drawn * share, 0, run.prepared.plan.rounding) - ledger.repaid
    minor = min(max(wanted, 0), ledger.principal)
    if minor:
        ledger.repay(day, minor)
        cause = Cause("protection", name, name)
        run.pay(day, ledger.instrument.receiver, run.prepared.groups[name], minor, cause)


def end_instrument(run: CapitalRun, name: str, day: date) -> None:
    """Draw what is guaranteed, and write the rest off."""
    ledger = run.ledgers[name]
    missing = ledger.principal
    ledger.end(day)
    for guarantee in run.prepared.capital.guarantees:
        if missing and name in guarantee.covering:
            missing -= _draw(run, guarantee, ledger.lost, missing, day, name)


def _protected_share(protected: tuple[Protection, ...], day: date) -> Fraction:
    """Give the share that is protected if the instrument ends on a day."""
    for protection in protected:
        if not protection.from_day and protection.day == day:
            return protection.share
    since = [item for item in protected if item.from_day and item.day <= day]
    return max(since, key=lambda item: item.day).share if since else Fraction(0)


def _draw(
    run: CapitalRun, guarantee: Guarantee, shortfall: int, missing: int, day: date, instrument: str | None
) -> int:
    """Draw a guarantee for a shortfall; give what its guarantors pay."""
    covered = guarantee.share
    if instrument is not None:
        covered *= run.prepared.groups[instrument].share_of(guarantee.beneficiary)
    wanted = minor_units(shortfall * covered, 0, run.prepared.plan.rounding)
    paid = min(wanted, missing, _available(run, guarantee, day))
    if not paid:
        return 0
    run.drawn_on[guarantee.name] += paid
    cause = Cause("guarantee", guarantee.name, instrument)
    run.collect(day, run.prepared.groups[guarantee.name], guarantee.beneficiary, paid, cause)
    if instrument is not None:
        run.ledgers[instrument].guaranteed.append((guarantee.name, paid))
    uncovered = paid
    for other in run.prepared.capital.guarantees:
        if uncovered and guarantee.name in other.covering:
            uncovered -= _draw(run, other, paid, uncovered, day, None)
    return paid


def _available(run: CapitalRun, guarantee: Guarantee, day: date) -> int:
    """Give what can still be drawn on a day."""
    amount = guarantee.amount
    if guarantee.available:
        amount = next((item.amount for item in reversed(guarantee.available) if item.day <= day), Fraction(0))
    used = run.drawn_on[guarantee.name]
    if guarantee.recycled:
        used -= run.reimbursed[guarantee.name]
    return max(run.prepared.minor(amount) - used, 0)
