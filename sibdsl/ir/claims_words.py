"""The fixed words of a claims plan, each with the words that have a meaning in its place.

In: a claims plan. Out: places, words and the known words.
Relies on: the modes of `runtime.exact`.
Guarantees: every word that selects a behaviour is given once for each place where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from sibdsl.runtime.claims_plan import ClaimsPlan, Length, OutcomePlan
from sibdsl.runtime.exact import ROUNDING_MODES

LENGTHS = ("days", "months")
MEASURES = ("claims", "quantity", "money")
SEPARATELY = (
    "claim", "person", "outcome", "cohort", "determination", "contract year", "calendar year", "financial year",
)  # fmt: skip
UNIT_KINDS = ("percent", "points", "money", "number")


def known_words(claims: ClaimsPlan) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every fixed word: its place, the word, and the words that have a meaning there."""
    for outcome in claims.outcomes:
        place = f"outcome {outcome.name}"
        for length in _lengths(outcome):
            yield place, length.unit, LENGTHS
        for unit in (outcome.unit, *(item.unit for item in outcome.recorded)):
            if unit is not None:
                yield place, unit.kind, UNIT_KINDS
    for uplift in claims.uplifts:
        yield f"uplift {uplift.words}", uplift.rounding, ROUNDING_MODES
    for limit in claims.limits:
        yield f"limit {limit.name}", limit.measure, MEASURES
        for word in limit.per:
            yield f"limit {limit.name}", word, SEPARATELY


def _lengths(outcome: OutcomePlan) -> Iterator[Length]:
    """Every length of time that an outcome names."""
    named = [outcome.claimed_within, outcome.reached_from, outcome.reached_to]
    if outcome.sustained is not None:
        named += [outcome.sustained.length, outcome.sustained.within]
    for after in outcome.after:
        named += [after.at_least, after.within]
    return (length for length in named if length is not None)
