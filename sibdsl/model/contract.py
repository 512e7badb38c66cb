"""The contract: the root of the model."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sibdsl.model.base import Declaration, Model
from sibdsl.model.capital import Waterfall
from sibdsl.model.cards import Limit
from sibdsl.model.declarations import (
    Cap,
    Fact,
    Finance,
    Metric,
    Parameter,
    Party,
    Payment,
    Population,
    Report,
    Threshold,
)
from sibdsl.model.outcomes import Outcome
from sibdsl.model.quantities import Period
from sibdsl.model.scenarios import Scenario


class EarlyTermination(Model):
    """Who may end the contract early, and between which dates."""

    parties: tuple[str, ...]
    first: date
    last: date


class Contract(Declaration):
    """An outcomes contract, checked. Everything is in written order.

    ``currency`` is an ISO 4217 code with ``currency_digits`` decimals; ``rounding`` is how a payment line rounds
    to them (``half up`` unless the contract says otherwise). ``limits`` are caps of the contract
    over payments that all have rate cards.
    """

    jurisdiction: str | None = None
    currency: str
    currency_digits: int
    term: Period
    goal: str | None = None
    rounding: Literal["half up", "half even", "half down", "up", "down"] = "half up"
    calendar: str | None = None
    business_days: Literal["following", "modified following", "preceding", "modified preceding", "unadjusted"] = (
        "unadjusted"
    )
    month_end: Literal["same day", "last day"] = "same day"
    financial_year: tuple[int, int] = (4, 1)
    early_termination: EarlyTermination | None = None
    parties: tuple[Party, ...]
    finance: tuple[Finance, ...] = ()
    waterfalls: tuple[Waterfall, ...] = ()
    populations: tuple[Population, ...] = ()
    metrics: tuple[Metric, ...] = ()
    facts: tuple[Fact, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    payments: tuple[Payment, ...] = ()
    caps: tuple[Cap, ...] = ()
    limits: tuple[Limit, ...] = ()
    reports: tuple[Report, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
