"""The declarations of a contract, resolved."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sibdsl.model.base import Declaration, Exact, Model
from sibdsl.model.capital import Coupon, DatedAmount, Holder, Protection, Repayment, ReturnCap, Tie
from sibdsl.model.cards import Limit, RateCard
from sibdsl.model.expressions import Condition
from sibdsl.model.quantities import Period, Precision, Range, Schedule, Unit
from sibdsl.model.tables import Value


class Party(Declaration):
    """A party; roles in words (``outcome payer``, ``service provider``); ``independent`` if so declared."""

    roles: tuple[str, ...]
    independent: bool = False


class Finance(Declaration):
    """Money put in: who gives it to whom, on which terms it comes back, and what a guarantee covers.

    ``holders`` are the providers with their shares. ``drawn`` are the days on which it is put in, or on which a charge
    is paid; ``every`` is the period of a standing charge. ``covers`` is the share that a guarantee makes good.
    ``at_risk`` says why no way back is said.
    """

    instrument: str
    providers: tuple[str, ...]
    receiver: str
    amount: Exact
    currency: str
    covering: tuple[str, ...] = ()
    coupon: Coupon | None = None
    rank: str | None = None
    holders: tuple[Holder, ...] = ()
    shares_written: bool = False
    every: str | None = None
    drawn: tuple[DatedAmount, ...] = ()
    drawn_written: bool = False
    repaid: tuple[Repayment, ...] = ()
    return_cap: ReturnCap | None = None
    protected: tuple[Protection, ...] = ()
    tied: Tie | None = None
    credited: tuple[str, ...] = ()
    rewarded: tuple[str, ...] = ()
    debited: tuple[str, ...] = ()
    may_stop_after: date | None = None
    covers: Exact | None = None
    available: tuple[DatedAmount, ...] = ()
    recycled: bool = False
    at_risk: str | None = None


class Cohort(Declaration):
    """People measured together: those who entered in the period. ``determined`` is when their result is known."""

    period: Period
    size: int | None = None
    determined: date | None = None


class Group(Declaration):
    """A named part of the population."""


class Population(Declaration):
    """Who is measured."""

    size: int | None = None
    definition: str | None = None
    cohorts: tuple[Cohort, ...] = ()
    groups: tuple[Group, ...] = ()


class Reported(Model):
    """What comes with a metric's value: ``sample`` or ``p-value``."""

    name: Literal["sample", "p-value"]
    step: Exact | None


class Metric(Declaration):
    """What is measured and how.

    ``calculation`` is set for metrics that the contract calculates; the others are reported as evidence,
    by ``schedule`` and ``cohorts`` where they repeat. ``not_payable`` says why nothing is paid on it.
    """

    unit: Unit
    precision: Precision | None = None
    range: Range
    population: str | None = None
    definition: str | None = None
    comparison: str | None = None
    comparison_details: str | None = None
    window: str | None = None
    better: Literal["higher", "lower"] | None = None
    verified_by: tuple[str, ...] = ()
    evidence: str | None = None
    schedule: Schedule | None = None
    cohorts: tuple[str, ...] | None = None
    reports: tuple[Reported, ...] = ()
    not_payable: str | None = None
    calculation: Value | None = None


class Fact(Declaration):
    """A dated outside number; ``dates`` None: one undated value."""

    unit: Unit
    precision: Precision | None = None
    range: Range = Range()
    dates: tuple[date, ...] | None = None
    published: str


class Parameter(Declaration):
    """A named number; ``value`` None: not published, supplied with the evidence."""

    unit: Unit
    value: Exact | None = None
    words: str


class Threshold(Declaration):
    """A named condition."""

    condition: Condition


class Payable(Model):
    """When a determined amount falls due. ``words``: ``within 30 days of validation``."""

    count: int
    unit: Literal["days", "weeks", "months"]
    business: bool
    of_validation: bool
    words: str


class Timing(Model):
    """When a payment is determined. ``words``: ``quarterly for each cohort``."""

    words: str
    day: date | None = None
    schedule: Schedule | None = None
    cohorts: tuple[str, ...] | None = None
    cohort_dates: tuple[date, ...] | None = None
    on_termination: bool = False


class Payer(Model):
    """A payer by share, or by turns with a limit. Shares add up to one."""

    party: str
    share: Exact | None
    limit: Exact | None = None


class CardShare(Model):
    """Who pays for some outcomes of a rate card, by share. ``cohorts`` empty: of any cohort, and of none."""

    outcomes: tuple[str, ...]
    cohorts: tuple[str, ...] = ()
    payers: tuple[Payer, ...]
    words: str


class Cap(Declaration):
    """A limit. ``payments``: what counts towards it; ``metric``: it limits only the parts that read that metric."""

    limit: Exact
    currency: str
    scope: Literal["total", "determination", "cohort", "contract year", "calendar year", "financial year"]
    payments: tuple[str, ...]
    metrics: tuple[str, ...] = ()
    payer: str | None = None
    whole: bool = False
    words: str


class Count(Model):
    """``counts hours up to 18,000 hours in total``."""

    metric: str
    limit: Exact
    scope: Literal["total", "determination", "cohort", "contract year", "calendar year", "financial year"]
    words: str


class Indexation(Model):
    """The amount moves with ``fact`` from its value on ``base``."""

    kind: Literal["indexation"] = "indexation"
    fact: str
    base: date
    words: str


class Minimum(Model):
    """The amount is at least this."""

    kind: Literal["minimum"] = "minimum"
    amount: Exact
    words: str


class PaymentCap(Model):
    """The payment's own cap of that name, at its place in the written order."""

    kind: Literal["cap"] = "cap"
    cap: str
    words: str


class Part(Model):
    """One ``pays`` of a payment; the parts add up. ``metrics`` are all that it depends on, calculated ones too."""

    label: str | None
    value: Value
    words: str
    metrics: tuple[str, ...] = ()


class Payment(Declaration):
    """Who pays whom, when, how much, up to what. ``adjustments`` in written order; ``caps`` are the payment's own.

    A payment with a rate ``card`` has no parts: it pays what the card comes to. ``limits`` are then its own limits on
    claims in written order. With ``card_shares`` the payers depend on the claim, and the first that has its outcome and
    cohort counts; ``payers`` then names all of them with a share of 0.
    """

    payers: tuple[Payer, ...]
    payee: str
    timing: Timing
    payable: Payable | None = None
    parts: tuple[Part, ...]
    provided: tuple[Condition, ...] = ()
    counts: tuple[Count, ...] = ()
    adjustments: tuple[Indexation | Minimum | PaymentCap, ...] = ()
    caps: tuple[Cap, ...] = ()
    suspended: tuple[Period, ...] = ()
    continues_after_termination: bool = False
    card: RateCard | None = None
    limits: tuple[Limit, ...] = ()
    card_shares: tuple[CardShare, ...] = ()


class Report(Declaration):
    """Who owes which report, when."""

    sender: str
    receivers: tuple[str, ...]
    timing: Timing | None = None
    payable: Payable | None = None
    contents: str | None = None
