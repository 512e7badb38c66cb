"""What a settlement needs to know about a contract besides its rules: data only.

In: nothing. Out: frozen dataclasses with the contract's parties, metrics, facts, timings, payers and
caps, and the words that explain each rule. The lowering fills a ``Plan``, the interpreter and every
generated Python module read the same one, so that evidence, order, caps, rounding, splits and
explanations have a single meaning.

Scales: percentages are shares of one (20% is 1/5), percentage points likewise (5 points are 1/20),
money is in major units (USD 1.50 is 3/2). Every value is held in base measure: as written times ``Unit.scale``.
This package is embedded in generated modules: standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Range:
    """An interval of values; None is an open end."""

    low: Fraction | None = None
    low_closed: bool = True
    high: Fraction | None = None
    high_closed: bool = True


@dataclass(frozen=True, slots=True)
class Unit:
    """How values of a quantity are written.

    ``kind`` is ``percent``, ``points``, ``money`` or ``number``; ``text`` is what stands behind a number
    (``hours``, ``events per 100 people``), or the currency for money (``USD``, ``USD per hour``).
    A number as written times ``scale`` is the exact value: 1/100 for percent and points, 7 for weeks
    (held in days), 12 for years (held in months), 1/100 for ``events per 100 people``, else 1.
    """

    kind: str
    text: str
    scale: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Period:
    """A period, closed at both ends."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class MetricPlan:
    """A metric that somebody reports (calculated metrics are rules, not evidence).

    ``step`` is the precision in the metric's scale; ``rounding`` None means more digits are an error.
    ``periods`` None means it is not reported by period, ``cohorts`` None not by cohort. A sample size
    or p-value that comes with a metric is a metric of its own named ``preterm_birth.sample``.
    """

    name: str
    title: str
    unit: Unit
    step: Fraction | None
    rounding: str | None
    range: Range
    periods: tuple[Period, ...] | None
    cohorts: tuple[str, ...] | None
    verifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactPlan:
    """A dated outside number, or a parameter whose value is not in the contract.

    Values lie in ``range``. ``dates`` None: one undated value. Otherwise a value is reported for each of these
    dates and holds from it until the next.
    """

    name: str
    title: str
    unit: Unit
    step: Fraction | None
    rounding: str | None
    dates: tuple[date, ...] | None
    range: Range = Range()


@dataclass(frozen=True, slots=True)
class Payable:
    """When a determined amount falls due: ``count`` ``unit`` (``days``, ``weeks``, ``months``) after it.

    ``business`` counts business days. ``of_validation`` counts from the day on which the last of the
    evidence was verified instead of the determination date.
    """

    count: int
    unit: str
    business: bool
    of_validation: bool


@dataclass(frozen=True, slots=True)
class Timing:
    """When a payment is determined.

    ``periods`` and ``cohorts`` are None where the payment does not repeat over them. The determination
    date is the period's end, else the cohort's date (``cohort_dates``, same order as ``cohorts``), else
    ``day``; with ``on_termination`` it is the day on which the contract ended early.
    """

    day: date | None = None
    periods: tuple[Period, ...] | None = None
    cohorts: tuple[str, ...] | None = None
    cohort_dates: tuple[date, ...] | None = None
    on_termination: bool = False


@dataclass(frozen=True, slots=True)
class Payer:
    """A party that pays, by ``share`` of the amount or, in turns, up to ``limit`` over all determinations.

    In a payment either every payer has a share (they add up to one) or every payer takes a turn
    (``share`` None); the last turn may have no limit.
    """

    party: str
    share: Fraction | None
    limit: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit on what is paid.

    ``scope``: ``total``, ``determination``, ``cohort``, ``contract year``, ``calendar year``,
    ``financial year``. ``payments``: what counts towards it. ``part``: it limits one part of a
    payment before the parts are added. ``payer``: it limits what that party pays, after the split.
    ``whole``: an amount that does not fit is not paid at all. ``text`` is the cap in words.
    """

    name: str
    text: str
    clause: str | None
    limit: Fraction
    scope: str
    payments: tuple[str, ...]
    part: str | None = None
    payer: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """``counts hours up to 18,000 hours in total``: a limit on the quantity a payment reads. Scopes as for caps."""

    name: str
    text: str
    metric: str
    limit: Fraction
    scope: str
    payment: str


@dataclass(frozen=True, slots=True)
class Read:
    """Something a payment's rule reads, always and before it is computed.

    ``kind`` is ``metric`` (``over`` is ``here``, ``so far``, ``all cohorts`` or ``period``), ``fact``
    (``on`` is a date, or None for the value in force at the determination), ``payment`` (its
    earlier determinations) or ``claims`` (what was claimed on the rate card of the payment of that name).
    """

    kind: str
    name: str
    over: str = "here"
    on: date | None = None


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row of a table in words, with its range for explanations.

    ``words``: ``at least 10%``; ``amount``: ``USD 9,600,000``. ``range`` is None in condition tables.
    """

    words: str
    amount: str
    range: Range | None = None


@dataclass(frozen=True, slots=True)
class RuleWords:
    """The words that explain one rule of the contract, by the rule's id in the IR.

    ``kind``: ``formula``, ``card``, ``calculation``, ``steps``, ``brackets``, ``cases``, ``dates``, ``stages``,
    ``gate``, ``index`` or ``minimum``. ``text`` is the rule as the contract says it; ``subject`` what a table reads;
    ``unit`` the unit of that subject (of the result for formulas and calculations), ``result`` the unit
    of the result.
    """

    name: str
    kind: str
    text: str
    clause: str | None
    result: Unit
    subject: str = ""
    unit: Unit | None = None
    rows: tuple[RowWords, ...] = ()
    better: str = ""


@dataclass(frozen=True, slots=True)
class CardShare:
    """Who pays for the claims of some outcomes on a rate card, by share (they add up to one).

    ``cohorts`` empty: for people of any cohort, and of none.
    """

    outcomes: tuple[str, ...]
    cohorts: tuple[str, ...]
    payers: tuple[Payer, ...]


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """A payment: who, when, and what it reads. Its amount is a rule of the IR.

    With ``card_shares`` the payers depend on the claim: of the shares the first that has its outcome and cohort
    counts, and there always is one. ``payers`` then names all of them, each with a share of 0.
    """

    name: str
    title: str
    clause: str | None
    payers: tuple[Payer, ...]
    payee: str
    timing: Timing
    payable: Payable | None
    reads: tuple[Read, ...]
    payer_caps: tuple[str, ...] = ()
    suspended: tuple[Period, ...] = ()
    continues: bool = False
    card_shares: tuple[CardShare, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlyTermination:
    """From when to when the contract may be ended early."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Plan:
    """A contract, ready to settle. Tuples are in written order."""

    contract: str
    title: str
    currency: str
    digits: int
    rounding: str
    term: Period
    parties: tuple[tuple[str, str], ...]
    cohorts: tuple[tuple[str, str], ...]
    metrics: tuple[MetricPlan, ...]
    facts: tuple[FactPlan, ...]
    payments: tuple[PaymentPlan, ...]
    caps: tuple[Cap, ...]
    counts: tuple[Count, ...]
    words: tuple[RuleWords, ...]
    month_end: str = "same day"
    business_days: str = "unadjusted"
    holidays: tuple[date, ...] = ()
    financial_year: tuple[int, int] = (4, 1)
    termination: EarlyTermination | None = None
