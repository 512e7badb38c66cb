"""Distributing an account, step by step: section 4 of docs/reference/capital.md.

In: a run and one of its accounts. Out: flows, entered into the run.
Relies on ``capital_run``. Guarantees: each step takes what it asks for as far as the money goes, and the rest takes
all that is left.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from sibdsl.runtime.capital_accounts import Account
from sibdsl.runtime.capital_flow import Cause
from sibdsl.runtime.capital_ledger import InstrumentLedger
from sibdsl.runtime.capital_plan import Tie, WaterfallStep
from sibdsl.runtime.capital_run import CapitalRun
from sibdsl.runtime.due_dates import year_of_accounts, year_since_start
from sibdsl.runtime.exact import minor_units, split_whole
from sibdsl.runtime.plan import Plan


class Distribution:
    """One distribution. ``last``: it is the last one of its waterfall."""

    __slots__ = ("account", "day", "last", "place", "run", "step")

    def __init__(self, run: CapitalRun, account: Account, day: date, *, last: bool) -> None:
        self.run = run
        self.account = account
        self.day = day
        self.last = last
        self.place = 0
        self.step = account.waterfall.steps[0]

    def carry_out(self) -> None:
        """Serve each step in written order."""
        self.account.release()
        for place, step in enumerate(self.account.waterfall.steps):
            if self.account.free:
                self.place, self.step = place, step
                _SERVE[step.kind](self)

    # ------------------------------------------------------------ steps for parties

    def fee(self) -> None:
        """A fixed amount: in total, for each year that has begun, or each time."""
        step, prepared = self.step, self.run.prepared
        amount = prepared.minor(step.amount or Fraction(0))
        if step.scope == "distribution":
            asked = amount
        else:
            years = 1 if step.scope == "total" else self._years_begun(step.scope)
            asked = max(amount * years - self.account.paid_by_step.get((self.place, None), 0), 0)
        self._pay_parties("fee", asked, None)

    def success_fee(self) -> None:
        """A share of the money that reaches the step."""
        step, plan = self.step, self.run.prepared.plan
        asked = minor_units((step.share or Fraction(0)) * self.account.free, 0, plan.rounding)
        key: object = None
        if step.amount is not None:
            key = _limit_key(plan, step, self.day)
            used = self.account.paid_by_step.get((self.place, key), 0)
            asked = min(asked, max(self.run.prepared.minor(step.amount) - used, 0))
        self._pay_parties("success fee", asked, key)

    def rest(self) -> None:
        """All that is left."""
        minor = self.account.free
        if self.step.instruments:
            self._credit(self.step.instruments[0], minor, minor)
        else:
            self._pay_parties("rest", minor, None)

    def _pay_parties(self, what: str, asked: int, key: object) -> None:
        account, source = self.account, self.account.waterfall
        minor = min(asked, account.free)
        if not minor:
            return
        account.take(minor, account.reaches(None))
        used = (self.place, key)
        account.paid_by_step[used] = account.paid_by_step.get(used, 0) + minor
        holders = self.run.prepared.holders[(source.name, self.place)]
        cause = Cause(what, source.name, None, self.place)
        self.run.pay(self.day, source.party, holders, minor, cause, asked=asked)

    def _years_begun(self, scope: str) -> int:
        """Count the years from the first day of the term that have begun, up to its last or to an early end."""
        plan = self.run.prepared.plan
        ended = self.run.statement.ended or plan.term.end
        last, first = min(self.day, plan.term.end, ended), plan.term.start
        return max(_year(plan, scope, last) - _year(plan, scope, first) + 1, 0)

    # ------------------------------------------------------------ steps for instruments

    def interest(self) -> None:
        """Interest that is owed."""
        self._serve(lambda ledger: ledger.interest_due(self.day), self._interest)

    def principal(self) -> None:
        """Principal that is outstanding."""
        self._serve(lambda ledger: ledger.principal, self._principal)

    def pay(self) -> None:
        """Until the instrument has received so much."""
        self._serve(self._missing, self._pay)

    def _missing(self, ledger: InstrumentLedger) -> int:
        step, room = self.step, ledger.room(self.day)
        if step.amount is not None:
            missing = max(self.run.prepared.minor(step.amount) - ledger.received, 0)
        elif step.share is not None:
            missing = max(ledger.drawn * step.share.numerator // step.share.denominator - ledger.received, 0)
        else:
            missing = self.account.free
        return missing if room is None else min(missing, ledger.principal + room)

    def _serve(self, asks: Callable[[InstrumentLedger], int], pay: Callable[[str, int, int], None]) -> None:
        """Divide what is there between instruments, by what each asks for; each tie by itself."""
        if len(self.step.instruments) == 1:
            name = self.step.instruments[0]
            ledger = self.run.ledgers[name]
            asked = asks(ledger)
            places = self.account.reaches(ledger.instrument.tied)
            minor = min(asked, self.account.there(places))
            if minor:
                self.account.take(minor, places)
                pay(name, minor, asked)
            return
        groups: dict[Tie | None, list[tuple[str, int]]] = {}
        for name in self.step.instruments:
            ledger = self.run.ledgers[name]
            asked = asks(ledger)
            if asked:
                groups.setdefault(ledger.instrument.tied, []).append((name, asked))
        for tie, asking in groups.items():
            places = self.account.reaches(tie)
            total = sum(asked for _, asked in asking)
            minor = min(total, self.account.there(places))
            if not minor:
                continue
            parts = [asked for _, asked in asking]
            if minor < total:
                parts = split_whole(minor, [Fraction(part) for part in parts])
            self.account.take(minor, places)
            for (name, asked), part in zip(asking, parts, strict=True):
                if part:
                    pay(name, part, asked)

    def _interest(self, name: str, minor: int, asked: int) -> None:
        self.run.ledgers[name].pay_interest(self.day, minor)
        self._flow(name, minor, asked, "interest")

    def _principal(self, name: str, minor: int, asked: int) -> None:
        self.run.ledgers[name].repay(self.day, minor)
        self._flow(name, minor, asked, "principal")

    def _pay(self, name: str, minor: int, asked: int) -> None:
        # Without a limit the step asks for whatever there is, so that nothing was refused.
        limited = self.step.amount is not None or self.step.share is not None
        missing = asked - minor if limited else 0
        parts = zip(self.run.ledgers[name].credit(self.day, minor), ("interest", "principal", "return"), strict=True)
        made = [(part, what) for part, what in parts if part]
        for place, (part, what) in enumerate(made, 1):
            self._flow(name, part, part + (missing if place == len(made) else 0), what)

    def _credit(self, name: str, minor: int, asked: int) -> None:
        """Let the rest count on an instrument."""
        self.account.take(minor, self.account.reaches(None))
        self._pay(name, minor, asked)

    def _flow(self, name: str, minor: int, asked: int, what: str) -> None:
        source = self.account.waterfall
        cause = Cause(what, source.name, name, self.place)
        self.run.pay(self.day, source.party, self.run.prepared.groups[name], minor, cause, asked=asked)

    # ------------------------------------------------------------ guarantees and reserves

    def reimbursement(self) -> None:
        """What guarantors paid and have not got back."""
        drawn, back = self.run.drawn_on, self.run.reimbursed
        asking = [(name, drawn[name] - back[name]) for name in self.step.guarantees if drawn[name] > back[name]]
        total = sum(asked for _, asked in asking)
        minor = min(total, self.account.free)
        if not minor:
            return
        parts = split_whole(minor, [Fraction(asked) for _, asked in asking])
        source = self.account.waterfall
        self.account.take(minor, self.account.reaches(None))
        for (name, asked), part in zip(asking, parts, strict=True):
            self.run.reimbursed[name] += part
            cause = Cause("reimbursement", source.name, name, self.place)
            self.run.pay(self.day, source.party, self.run.prepared.groups[name], part, cause, asked=asked)

    def reserve(self) -> None:
        """Money that stays in the account until the next distribution."""
        if not self.last:
            amount = self.run.prepared.minor(self.step.amount or Fraction(0))
            self.account.set_aside(self.step.reserve, min(amount, self.account.free))


_SERVE: dict[str, Callable[[Distribution], None]] = {
    "fee": Distribution.fee,
    "interest": Distribution.interest,
    "principal": Distribution.principal,
    "pay": Distribution.pay,
    "reimbursement": Distribution.reimbursement,
    "reserve": Distribution.reserve,
    "success fee": Distribution.success_fee,
    "rest": Distribution.rest,
}


def _limit_key(plan: Plan, step: WaterfallStep, day: date) -> object:
    """Say what the limit of a success fee counts by: the distribution, the year, or everything."""
    if step.scope == "total":
        return None
    return day if step.scope == "distribution" else _year(plan, step.scope, day)


def _year(plan: Plan, scope: str, day: date) -> int:
    if scope == "contract year":
        return year_since_start(plan, day)
    return day.year if scope == "calendar year" else year_of_accounts(plan, day)
