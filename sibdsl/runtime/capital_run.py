"""The state of a run: ledgers, accounts, guarantees, and the flows so far.

In: the plan of capital and a statement. Out: flows, entered wherever they count.
Relies on ``capital_ledger`` and ``capital_accounts``. Guarantees: no flow of nothing; money that a waterfall receives
is in its account as soon as it is paid.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.runtime.capital_accounts import Account
from sibdsl.runtime.capital_flow import Cause, Flow
from sibdsl.runtime.capital_ledger import InstrumentLedger
from sibdsl.runtime.capital_plan import Coupon, RatePeriod
from sibdsl.runtime.capital_prepared import Holders, PreparedCapital
from sibdsl.runtime.capital_result import AccountDay
from sibdsl.runtime.statement import Statement
from sibdsl.runtime.trace import MetricCalculated

_NEVER_RECEIVED = frozenset({"drawdown", "charge", "guarantee", "reimbursement"})


class CapitalRun:
    """One run through the days of a contract. ``drawn_on`` and ``reimbursed`` are by guarantee, in minor units.

    ``touched`` names the waterfalls into which something came on the day at hand, if only a payment of nothing.
    """

    __slots__ = ("_rates", "account_days", "accounts", "drawn_on", "flows", "ledgers", "prepared", "reimbursed",
                 "statement", "touched")  # fmt: skip

    def __init__(self, prepared: PreparedCapital, statement: Statement) -> None:
        self.prepared = prepared
        self.statement = statement
        self.flows: list[Flow] = []
        self.ledgers = {
            name: InstrumentLedger(instrument, prepared.plan, prepared.day_counts[name], self.rate_of)
            for name, instrument in prepared.instruments.items()
        }
        self.accounts = {
            name: Account(waterfall, prepared.instruments) for name, waterfall in prepared.waterfalls.items()
        }
        self.account_days: list[AccountDay] = []
        self.drawn_on = dict.fromkeys(prepared.guarantees, 0)
        self.reimbursed = dict.fromkeys(prepared.guarantees, 0)
        self.touched: set[str] = set()
        self._rates: dict[tuple[str, str | None, date], Fraction | None] = {}

    def move(
        self, day: date, payer: str, payee: str, minor: int, cause: Cause, *, asked: int = 0, cohort: str | None = None
    ) -> None:
        """Enter a flow, and what it brings into an account. ``asked`` counts where it is more than what is paid."""
        if not minor:
            return
        into = None if cause.what in _NEVER_RECEIVED else self._account_of(payee, cause)
        self.flows.append(Flow(day, payer, payee, minor, max(asked, minor), cause, into, cohort, self.prepared))
        if into is not None:
            self.touched.add(into)
            self.accounts[into].receive(minor, cause.source if cause.what == "outcome payment" else "", cohort)

    def pay(self, day: date, payer: str, holders: Holders, minor: int, cause: Cause, *, asked: int = 0) -> None:
        """Pay the parties that hold something, each its share."""
        if len(holders.parties) == 1:
            self.move(day, payer, holders.parties[0], minor, cause, asked=asked)
            return
        wanted = dict(holders.parts(max(asked, minor)))
        for party, part in holders.parts(minor):
            self.move(day, payer, party, part, cause, asked=wanted.get(party, part))

    def collect(self, day: date, holders: Holders, payee: str, minor: int, cause: Cause) -> None:
        """Let the parties that hold something pay, each its share."""
        for party, part in holders.parts(minor):
            self.move(day, party, payee, part, cause)

    def close_day(self, day: date) -> None:
        """Write down the accounts in which something moved."""
        for name, account in self.accounts.items():
            if account.received or account.spent:
                reserves = tuple((reserve, sum(parts)) for reserve, parts in account.reserves.items())
                row = AccountDay(name, day, account.received, account.spent, account.balance, reserves)
                self.account_days.append(row)
                account.received = account.spent = 0
        self.touched.clear()

    def rate_of(self, coupon: Coupon, period: RatePeriod) -> Fraction | None:
        """Give the rate that was determined on the last day of a period; None where it was not."""
        key = (coupon.metric or "", coupon.cohort, period.end)
        if key not in self._rates:
            self._rates[key] = _rate_in(self.statement, *key)
        return self._rates[key]

    def _account_of(self, payee: str, cause: Cause) -> str | None:
        received_by = self.prepared.received_by
        for name in (cause.instrument, cause.source):
            into = received_by.get(name) if name else None
            if into is not None and self.prepared.waterfalls[into].party == payee:
                return into
        return None


def _rate_in(statement: Statement, metric: str, cohort: str | None, day: date) -> Fraction | None:
    """Find the value of a metric, reported or calculated, as the determinations of a day have it."""
    for line in statement.lines:
        case = line.case
        at = case.occasion.determination
        if at.day != day or cohort not in (None, at.cohort):
            continue
        for entry in case.trace:
            if isinstance(entry, MetricCalculated) and entry.name == metric:
                return Fraction(entry.value)
        for read, _, value in case.sources:
            if read.kind == "metric" and read.name == metric and read.over == "here":
                return value
    if statement.lines:
        reported = statement.lines[0].case.evidence.observations
        for key in ((metric, cohort, day), (metric, cohort, None)):
            if key in reported:
                return reported[key].value
    return None
