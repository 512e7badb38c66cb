"""The determinations of a contract, in the order in which they count.

In: a plan, and the day on which the contract ended early, if it did.
Out: ``Occasion``: one determination of one payment, with everything about it that evidence cannot change:
the evidence it reads, the caps and counts it falls under, and the earlier determinations it waits for.
Relies on ``plan`` and on the years of ``due_dates``.
Guarantees: the order is by date, then by the written order of payments, then by that of cohorts, and no
occasion waits for a later one. Occasions of a plan are made once and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from sibdsl.runtime.due_dates import year_of_accounts, year_since_start
from sibdsl.runtime.evidence import FactKey, ObservationKey
from sibdsl.runtime.plan import Cap, Count, FactPlan, MetricPlan, PaymentPlan, Period, Plan, Read, RuleWords

BucketKey = tuple[str, object]
"""A cap, a count or a payment, and the part of the contract in which its amounts add up."""

_PLANS_KEPT = 16
_prepared_plans: dict[int, Prepared] = {}


@dataclass(frozen=True, slots=True)
class Determination:
    """When a payment is determined, for which cohort and which period (None where it has none)."""

    day: date
    cohort: str | None
    period: Period | None


@dataclass(slots=True)
class Need:
    """A piece of evidence that a rule reads: the observations it adds up, or one value of a fact."""

    read: Read
    observations: tuple[ObservationKey, ...] = ()
    fact: FactKey | None = None


@dataclass(slots=True)
class Occasion:
    """One determination, and what follows from the plan alone.

    ``waits_on`` are the buckets of which no earlier determination may be pending, ``belongs_to`` those in
    which this one is found by later ones. ``ending`` says that the contract ended early before it.
    """

    payment: PaymentPlan
    order: tuple[date, int, int]
    determination: Determination
    needs: tuple[Need, ...]
    caps: dict[str, tuple[Cap, BucketKey]]
    counts: dict[str, tuple[Count, BucketKey]]
    waits_on: tuple[BucketKey, ...]
    belongs_to: tuple[BucketKey, ...]
    suspended: Period | None
    due: date | None = None


class Prepared:
    """A plan with its look-ups and its occasions, made once and used by every settlement.

    ``periods`` finds the period of a metric by its last day; ``due_from_validation`` names the metrics whose day
    of verification a due date is counted from.
    """

    __slots__ = (
        "_ended",
        "_occasions",
        "cohort_titles",
        "due_from_validation",
        "facts",
        "holidays",
        "metrics",
        "party_titles",
        "payments",
        "periods",
        "plan",
        "scale",
        "words",
    )

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.scale: int = 10**plan.digits
        self.holidays = frozenset(plan.holidays)
        self.metrics: dict[str, MetricPlan] = {metric.name: metric for metric in plan.metrics}
        self.periods = {
            metric.name: {period.end: period for period in metric.periods}
            for metric in plan.metrics
            if metric.periods is not None
        }
        self.facts: dict[str, FactPlan] = {fact.name: fact for fact in plan.facts}
        self.words: dict[str, RuleWords] = {words.name: words for words in plan.words}
        self.payments: dict[str, PaymentPlan] = {payment.name: payment for payment in plan.payments}
        self.party_titles = dict(plan.parties)
        self.cohort_titles = dict(plan.cohorts)
        self.due_from_validation = {
            read.name
            for payment in plan.payments
            if payment.payable is not None and payment.payable.of_validation
            for read in payment.reads
            if read.kind == "metric"
        }
        self._occasions: list[Occasion] = _in_order(_scheduled(self))
        self._ended: tuple[date, list[Occasion]] | None = None

    def occasions(self, termination: date | None) -> list[Occasion]:
        """List the determinations in order; a contract that ended early has those of its termination too."""
        if termination is None:
            return self._occasions
        if self._ended is None or self._ended[0] != termination:
            extra = [
                _occasion(self, index, payment, Determination(termination, None, None), 0)
                for index, payment in enumerate(self.plan.payments)
                if payment.timing.on_termination
            ]
            self._ended = (termination, _in_order([*self._occasions, *extra]))
        return self._ended[1]


def prepare(plan: Plan) -> Prepared:
    """Make a plan's look-ups and determinations, or find those made before."""
    known = _prepared_plans.get(id(plan))
    if known is None or known.plan is not plan:
        if len(_prepared_plans) >= _PLANS_KEPT:
            _prepared_plans.clear()
        # The entry keeps its plan alive, so that no other plan can get the same id.
        known = _prepared_plans[id(plan)] = Prepared(plan)
    return known


def observations_read(
    prepared: Prepared, metric: MetricPlan, over: str, at: Determination
) -> tuple[ObservationKey, ...]:
    """List the observations that a rule reads together: one, or those that it adds up."""
    cohorts: tuple[str | None, ...] = (at.cohort,)
    if metric.cohorts is None:
        cohorts = (None,)
    elif over == "all cohorts" or (at.cohort is None and over != "here"):
        cohorts = metric.cohorts
    ends: list[date | None] = [at.day]
    if metric.periods is None:
        ends = [None]
    elif over == "so far":
        ends = [period.end for period in metric.periods if period.end <= at.day]
    elif over == "period":
        whole = at.period or Period(prepared.plan.term.start, at.day)
        ends = [period.end for period in metric.periods if whole.start <= period.start and period.end <= whole.end]
    return tuple((metric.name, cohort, end) for cohort in cohorts for end in ends)


def fact_read(fact: FactPlan, on: date) -> FactKey | None:
    """Give the value of a fact that is in force on a day; None when the first is for a later day."""
    if fact.dates is None:
        return (fact.name, None)
    return max(((fact.name, day) for day in fact.dates if day <= on), default=None)


def bucket(plan: Plan, scope: str, at: Determination) -> object:
    """Say in which part of the contract a determination falls, for caps and counts of a scope."""
    if scope == "total":
        return None
    if scope == "cohort":
        return at.cohort
    if scope == "contract year":
        return year_since_start(plan, at.day)
    if scope == "calendar year":
        return at.day.year
    if scope == "financial year":
        return year_of_accounts(plan, at.day)
    return (at.day, at.cohort)


def reason_to_lapse(occasion: Occasion, ended: date | None) -> str:
    """Say why a determination does not take place; empty when it does. ``ended``: when the contract ended early."""
    payment = occasion.payment
    if ended is not None and occasion.determination.day > ended and not payment.continues:
        return f"the contract ended early on {ended}"
    span = occasion.suspended
    return f"the payment is suspended from {span.start} to {span.end}" if span else ""


def payment_bucket(payment: str) -> BucketKey:
    """Give the bucket of everything that a payment has paid."""
    return ("payment", payment)


def _scheduled(prepared: Prepared) -> list[Occasion]:
    """Make the determinations that the contract schedules, whatever happens."""
    cohort_order = {name: index for index, (name, _) in enumerate(prepared.plan.cohorts)}
    found: list[Occasion] = []
    for index, payment in enumerate(prepared.plan.payments):
        timing = payment.timing
        if timing.on_termination:
            continue
        periods: tuple[Period | None, ...] = (None,) if timing.periods is None else timing.periods
        cohorts: tuple[str | None, ...] = (None,) if timing.cohorts is None else timing.cohorts
        for period in periods:
            for position, cohort in enumerate(cohorts):
                day = timing.cohort_dates[position] if timing.cohort_dates else timing.day
                day = period.end if period else day
                if day is not None:
                    at = Determination(day, cohort, period)
                    found.append(_occasion(prepared, index, payment, at, cohort_order.get(cohort or "", 0)))
    return found


def _in_order(occasions: list[Occasion]) -> list[Occasion]:
    return sorted(occasions, key=attrgetter("order"))


def _occasion(prepared: Prepared, index: int, payment: PaymentPlan, at: Determination, cohort_index: int) -> Occasion:
    plan = prepared.plan
    caps = {
        cap.name: (cap, (f"cap {cap.name}", bucket(plan, cap.scope, at)))
        for cap in plan.caps
        if (payment.name in cap.payments or cap.name in payment.payer_caps)
        # What a party does not pay cannot be cut, and waits for nothing.
        and (cap.payer is None or any(payer.party == cap.payer for payer in payment.payers))
    }
    counts = {
        count.name: (count, (f"count {count.name}", bucket(plan, count.scope, at)))
        for count in plan.counts
        if count.payment == payment.name
    }
    limits = [key for _, key in caps.values()] + [key for _, key in counts.values()]
    own = payment_bucket(payment.name)
    waits_on = [payment_bucket(read.name) for read in payment.reads if read.kind == "payment"]
    if any(payer.limit is not None for payer in payment.payers):
        waits_on.append(own)
    return Occasion(
        payment=payment,
        order=(at.day, index, cohort_index),
        determination=at,
        # Claims are settled before the determinations that pay them, so none waits for them.
        needs=tuple(_need(prepared, read, at) for read in payment.reads if read.kind not in ("payment", "claims")),
        caps=caps,
        counts=counts,
        waits_on=tuple(dict.fromkeys(waits_on + limits)),
        belongs_to=(own, *limits),
        suspended=next((span for span in payment.suspended if span.start <= at.day <= span.end), None),
    )


def _need(prepared: Prepared, read: Read, at: Determination) -> Need:
    if read.kind == "fact":
        return Need(read, fact=fact_read(prepared.facts[read.name], read.on or at.day))
    return Need(read, observations_read(prepared, prepared.metrics[read.name], read.over, at))
