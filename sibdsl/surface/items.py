"""The statements inside the blocks of declarations, as written."""

from __future__ import annotations

from sibdsl.surface.expressions import Condition, Expression, Money, Percent, Reference, Test, UnitText
from sibdsl.surface.node import Day, Name, Node, Text
from sibdsl.surface.tables import Table
from sibdsl.surface.timing import Payable, Scope, Timing


class Item(Node, frozen=True, gc=False):
    """Any statement inside a block."""


class TextItem(Item, frozen=True, gc=False):
    """A keyword and a text.

    Keywords: ``clause source note jurisdiction goal calendar definition evidence contents not payable at risk``.
    """

    keyword: str
    text: Text


class IdentifierItem(Item, frozen=True, gc=False):
    """``id IRIS "PI2467"``: the declaration's name in somebody else's catalogue."""

    scheme: Name
    text: Text


class WordsItem(Item, frozen=True, gc=False):
    """A keyword and names or a phrase.

    Keywords: ``currency rounding business days month end of better verified by rank``.
    """

    keyword: str
    words: tuple[Name, ...]


class NumberItem(Item, frozen=True, gc=False):
    """``size 9,240``."""

    keyword: str
    text: str


class DatesItem(Item, frozen=True, gc=False):
    """``term D to D``, ``suspended from D to D``, ``determined on D`` (no end)."""

    keyword: str
    start: Day
    end: Day | None


class FinancialYearItem(Item, frozen=True, gc=False):
    """``financial year from 1 April``."""

    day: str
    month: Name


class EarlyTerminationItem(Item, frozen=True, gc=False):
    """``early termination by lender from 2015-08-31 to 2015-12-31``."""

    parties: tuple[Name, ...]
    start: Day | None
    end: Day | None


class CouponItem(Item, frozen=True, gc=False):
    """``coupon 5% a year, compounded annually, actual/365, both days counted``.

    The rate is a percentage or the name of a metric; ``compounding`` and ``day_count`` are the words as written.
    """

    rate: Percent | Reference
    compounding: Name | None = None
    day_count: Name | None = None
    both_days: bool = False


class UnitItem(Item, frozen=True, gc=False):
    """``unit percent to 0.1% rounded half up``."""

    unit: UnitText
    precision: Expression | None
    rounding: tuple[Name, ...] | None


class ComparisonItem(Item, frozen=True, gc=False):
    """``compared with matched historical cohort "..."``."""

    method: tuple[Name, ...]
    text: Text | None


class WindowItem(Item, frozen=True, gc=False):
    """``window 24 months after release``."""

    count: str
    unit: Name
    after: Text


class RangeItem(Item, frozen=True, gc=False):
    """``range from 0% to 100%``."""

    test: Test


class MeasuredItem(Item, frozen=True, gc=False):
    """``measured quarterly for each cohort``."""

    timing: Timing


class PublishedItem(Item, frozen=True, gc=False):
    """``published annually from D to D``."""

    timing: Timing


class Reported(Node, frozen=True, gc=False):
    """``p_value to 0.001``."""

    name: Name
    precision: Expression | None


class ReportsItem(Item, frozen=True, gc=False):
    """``reports sample, p_value to 0.001``."""

    reported: tuple[Reported, ...]


class CalculatedItem(Item, frozen=True, gc=False):
    """``calculated as expression`` or ``calculated by ... { }``."""

    value: Expression | Table


class DueItem(Item, frozen=True, gc=False):
    """``due quarterly, payable within 30 days``."""

    timing: Timing
    payable: Payable | None


class PaysItem(Item, frozen=True, gc=False):
    """``pays "label" by reduction { ... }``."""

    label: Text | None
    value: Expression | Table


class ProvidedItem(Item, frozen=True, gc=False):
    """``provided condition``."""

    condition: Condition


class CountsItem(Item, frozen=True, gc=False):
    """``counts hours up to 18,000 hours for cohort_1 in total``; no cohort: everybody."""

    name: Name
    limit: Expression
    scope: Scope
    cohort: Name | None = None


class IndexedItem(Item, frozen=True, gc=False):
    """``indexed by cpi from 2018-04-01``."""

    name: Name
    base: Day


class MinimumItem(Item, frozen=True, gc=False):
    """``minimum GBP 10,000``."""

    amount: Money | Reference


class CapItem(Item, frozen=True, gc=False):
    """``cap USD 5,290,000 on kidney in total whole payments only``; ``on``: it limits the parts that read that.

    Of rate cards ``on`` names outcomes and categories, ``cohort`` whose claims count (``for round_1``), and
    the last words may be ``whole claims only``.
    """

    amount: Money | Reference
    on: tuple[Name, ...]
    scope: Scope
    whole: bool
    cohort: Name | None = None
    whole_claims: bool = False


class PayerCapItem(Item, frozen=True, gc=False):
    """``cap GBP 6,600,000 from fund``."""

    amount: Money | Reference
    payer: Name
    whole: bool


class Share(Node, frozen=True, gc=False):
    """``department 80%``."""

    name: Name
    percent: Percent


class SharedItem(Item, frozen=True, gc=False):
    """``shared by department 80%, cabinet_office 20% on move_in for round_1``; ``on`` and ``cohorts`` may be empty."""

    shares: tuple[Share, ...]
    on: tuple[Name, ...] = ()
    cohorts: tuple[Name, ...] = ()


class Turn(Node, frozen=True, gc=False):
    """``fund up to GBP 6,600,000``."""

    name: Name
    limit: Money | Reference | None


class FirstMoneyItem(Item, frozen=True, gc=False):
    """``paid first by fund up to GBP 6,600,000, then by council``."""

    turns: tuple[Turn, ...]


class ContinuesItem(Item, frozen=True, gc=False):
    """``continues after termination``."""


class GivenItem(Item, frozen=True, gc=False):
    """``given effect for cohort_1 on 2014-08-07 = 8.4%``."""

    target: Reference
    cohort: Name | None
    day: Day | None
    value: Expression


class GivenTerminationItem(Item, frozen=True, gc=False):
    """``given termination on 2015-08-31``."""

    day: Day


class AsOfItem(Item, frozen=True, gc=False):
    """``as of 2016-01-01``."""

    day: Day


class Expected(Node, frozen=True, gc=False):
    """Which payment is expected: ``outcomes for cohort_1 on 2014-08-07 from fund``."""

    payment: Name
    cohort: Name | None
    day: Day | None
    payer: Name | None


class ExpectItem(Item, frozen=True, gc=False):
    """``expect success = USD 0``; no amount means ``pending``."""

    expected: Expected
    amount: Expression | None


class ExpectTotalItem(Item, frozen=True, gc=False):
    """``expect total from fund = GBP 10``."""

    payer: Name | None
    amount: Expression
