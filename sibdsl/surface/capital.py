"""Terms of finance and waterfalls, as written: how money comes in, comes back, and is passed on."""

from __future__ import annotations

from sibdsl.surface.declarations import Declaration
from sibdsl.surface.expressions import Money, Percent
from sibdsl.surface.items import Item, Share
from sibdsl.surface.node import Day, Name, Node, Text
from sibdsl.surface.timing import Scope, Timing


class Drawdown(Node, frozen=True, gc=False):
    """``USD 3,000,000 on D``, ``the rest on D``, or ``on D`` for all of it; ``amount`` None: ``rest`` says which."""

    amount: Money | None
    day: Day
    rest: bool = False


class DrawnItem(Item, frozen=True, gc=False):
    """``drawn USD 3,000,000 on D, the rest on D``."""

    drawdowns: tuple[Drawdown, ...]


class ChargedItem(Item, frozen=True, gc=False):
    """``charged on D`` of a fixed charge, ``charged from D to D`` of a standing charge."""

    start: Day
    end: Day | None


class InterestItem(Item, frozen=True, gc=False):
    """``interest paid annually from D to D``: the days on which the borrower pays it."""

    timing: Timing


class Repayment(Node, frozen=True, gc=False):
    """``USD 1,000,000 on D after the term``; without an amount, ``rest`` tells ``the rest`` from all of it."""

    amount: Money | None
    day: Day
    after_term: bool = False
    rest: bool = False


class RepaidItem(Item, frozen=True, gc=False):
    """``repaid USD 1,000,000 on D, the rest on D``."""

    repayments: tuple[Repayment, ...]


class CreditedItem(Item, frozen=True, gc=False):
    """``repaid by impact``: payments to the provider that repay what it put in."""

    payments: tuple[Name, ...]


class RewardedItem(Item, frozen=True, gc=False):
    """``return raised by outcome``: payments to the provider that are return, and repay nothing."""

    payments: tuple[Name, ...]


class DebitedItem(Item, frozen=True, gc=False):
    """``return lessened by risk_share``: payments by the provider that lessen its return."""

    payments: tuple[Name, ...]


class ReturnItem(Item, frozen=True, gc=False):
    """``return at most 12.5% of what is drawn``, or with ``a_year`` ``return at most 13% a year``."""

    share: Percent
    a_year: bool


class Protection(Node, frozen=True, gc=False):
    """``75% on D``, or with ``onwards`` ``50% from D``."""

    share: Percent
    day: Day
    onwards: bool


class ProtectedItem(Item, frozen=True, gc=False):
    """``protected 75% on D, 50% from D``: the least share of what was drawn that is repaid."""

    protections: tuple[Protection, ...]


class TrancheItem(Item, frozen=True, gc=False):
    """``for reduction`` or ``for cohort_1``: only receipts for these come back to it."""

    names: tuple[Name, ...]


class StopItem(Item, frozen=True, gc=False):
    """``may stop after D``."""

    day: Day


class CoversItem(Item, frozen=True, gc=False):
    """``covers 75%``: the share of a shortfall that a guarantee makes good."""

    share: Percent


class Available(Node, frozen=True, gc=False):
    """``USD 6,000,000 from D``."""

    amount: Money
    start: Day


class AvailableItem(Item, frozen=True, gc=False):
    """``available USD 6,000,000 from D, USD 7,200,000 from D``: how much a guarantee comes to, by date."""

    amounts: tuple[Available, ...]


class RecycledItem(Item, frozen=True, gc=False):
    """``recycled``: what is reimbursed can be drawn again."""


class Waterfall(Declaration, frozen=True, gc=False):
    """``waterfall proceeds "..." of spv { ... }``: the order in which ``holder`` passes money on."""

    holder: Name


class ReceivesItem(Item, frozen=True, gc=False):
    """``receives success, job_readiness``: the payments whose money is passed on."""

    payments: tuple[Name, ...]


class DistributesItem(Item, frozen=True, gc=False):
    """``distributes quarterly`` or ``distributes on D, D``."""

    timing: Timing


class FeeStep(Item, frozen=True, gc=False):
    """``fee USD 50,000 to csh per contract year``; ``scope`` may also be ``in total`` or ``per distribution``."""

    amount: Money
    payee: Name
    scope: Scope


class OwedStep(Item, frozen=True, gc=False):
    """``interest on``, ``principal of`` or ``reimbursement of`` (the ``kind``) one instrument or several."""

    kind: str
    names: tuple[Name, ...]


class ReserveStep(Item, frozen=True, gc=False):
    """``reserve liquidity up to USD 100,000``."""

    name: Name
    title: Text | None
    limit: Money


class SuccessFeeStep(Item, frozen=True, gc=False):
    """``success fee 20% to roca up to USD 500,000 in total``; without a limit there is no scope."""

    share: Percent
    payee: Name
    limit: Money | None
    scope: Scope | None


class PayUntilStep(Item, frozen=True, gc=False):
    """``pay senior until USD 10,000,000``, ``until 112.5% of what was drawn``, or ``as return`` (``until`` None)."""

    names: tuple[Name, ...]
    until: Money | Percent | None


class RestStep(Item, frozen=True, gc=False):
    """``rest to commonwealth``, or ``rest to commonwealth 60%, roca 40%``; one party alone has no share.

    Of ``rest to lender as return on loan``, ``instrument`` is the loan.
    """

    payee: Name | None
    shares: tuple[Share, ...]
    instrument: Name | None = None
