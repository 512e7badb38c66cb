"""One kind of check a file, each ``check(known) -> None`` reporting to the sink, in the order they are run.

``outcomes`` and ``rate_cards`` work out ``known.outcomes`` and ``known.cards``, ``amounts`` what other checks read:
``known.payments`` and ``known.tables``. ``use`` comes before the checks of scenarios, because a worked example alone
uses nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from sibdsl.semantics.checks import (
    added_percentages,
    amounts,
    card_limits,
    card_prices,
    card_risks,
    card_shares,
    card_statements,
    card_use,
    cases,
    comparison,
    contract_caps,
    coverage,
    dates,
    expectations,
    exposure,
    facts,
    first_sums,
    hidden_sums,
    incentives,
    limits,
    measurement,
    outcomes,
    parties,
    payers,
    people,
    points,
    prerequisites,
    rate_cards,
    repetition,
    rows,
    scenarios,
    statements,
    timing,
    use,
    verification,
)
from sibdsl.semantics.meaning import Known

CHECKS: tuple[Callable[[Known], None], ...] = (
    statements.check,
    parties.check,
    measurement.check,
    timing.check,
    outcomes.check,
    rate_cards.check,
    amounts.check,
    payers.check,
    limits.check,
    contract_caps.check,
    card_statements.check,
    card_shares.check,
    card_prices.check,
    card_limits.check,
    prerequisites.check,
    facts.check,
    dates.check,
    coverage.check,
    points.check,
    added_percentages.check,
    hidden_sums.check,
    rows.check,
    cases.check,
    card_use.check,
    use.check,
    incentives.check,
    comparison.check,
    verification.check,
    card_risks.check,
    exposure.check,
    repetition.check,
    first_sums.check,
    scenarios.check,
    people.check,
    expectations.check,
)
