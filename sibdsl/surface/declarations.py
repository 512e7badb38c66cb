"""The declarations of a .sib file, as written."""

from __future__ import annotations

from sibdsl.surface.expressions import Condition, Expression, Money, Reference, UnitText
from sibdsl.surface.node import Day, Name, Node, Text
from sibdsl.surface.timing import Scope


class Declaration(Node, frozen=True, gc=False):
    """Any declaration: its name, its title, and the statements of its block."""

    name: Name
    title: Text | None
    items: tuple[Node, ...]


class Contract(Declaration, frozen=True, gc=False):
    """``contract nyc_able "..." { ... }``."""


class Party(Declaration, frozen=True, gc=False):
    """``party vera "..." is evaluator, independent``."""

    roles: tuple[Name, ...]


class Finance(Declaration, frozen=True, gc=False):
    """``finance loan from lender to mdrc USD 9,600,000``; ``every`` is the period of ``USD 5,000 a quarter``."""

    kind: tuple[Name, ...]
    providers: tuple[Name, ...]
    receiver: Name
    amount: Money
    covering: tuple[Name, ...]
    every: Name | None = None


class Population(Declaration, frozen=True, gc=False):
    """``population youth "..." { ... }``; cohorts and groups are among its items."""


class Cohort(Declaration, frozen=True, gc=False):
    """``cohort cohort_1 "..." D to D { ... }``."""

    start: Day
    end: Day


class Group(Declaration, frozen=True, gc=False):
    """``group care_leavers "..."``: a named part of the population."""


class Metric(Declaration, frozen=True, gc=False):
    """``metric reduction "..." { ... }``."""


class Fact(Declaration, frozen=True, gc=False):
    """``fact cpi "..." { ... }``."""


class Parameter(Declaration, frozen=True, gc=False):
    """``parameter price "..." GBP 59 per day``, or ``not published, unit GBP per day`` (no value)."""

    value: Expression | None
    unit: UnitText | None


class Threshold(Declaration, frozen=True, gc=False):
    """``threshold full "..." met when condition``."""

    condition: Condition


class Outcome(Declaration, frozen=True, gc=False):
    """``outcome entered "Enters accommodation" { ... }``: what one person may achieve."""


class RateCard(Declaration, frozen=True, gc=False):
    """``rate card dwp_rates "..." { ... }``; its items are those of ``sibdsl.surface.cards``."""


class Payment(Declaration, frozen=True, gc=False):
    """``payment success from city to mdrc { ... }``."""

    payers: tuple[Name, ...]
    payee: Name


class ContractCap(Declaration, frozen=True, gc=False):
    """``cap overall "..." GBP 22,297,917 on all payments in total``.

    ``payments`` None means all; exactly one of ``scope`` and ``payer`` is there. ``whole`` says
    ``whole payments only``, ``whole_claims`` says ``whole claims only``.
    """

    amount: Money | Reference
    payments: tuple[Name, ...] | None
    scope: Scope | None
    payer: Name | None
    whole: bool
    whole_claims: bool = False


class Report(Declaration, frozen=True, gc=False):
    """``report monitoring "..." from provider to city { ... }``."""

    sender: Name
    receivers: tuple[Name, ...]


class Scenario(Declaration, frozen=True, gc=False):
    """``scenario "no measurable change" { ... }``; ``name`` is the text."""


class Import(Node, frozen=True, gc=False):
    """``import "rate_card.sib"``."""

    path: Text


class SourceTree(Node, frozen=True, gc=False):
    """A whole file: its declarations in written order.

    ``broken`` names the declarations that were begun but could not be read (``metric reduction {`` with
    an error in its head), so that later messages do not complain about them again.
    """

    declarations: tuple[Declaration | Import, ...]
    broken: tuple[str, ...] = ()
