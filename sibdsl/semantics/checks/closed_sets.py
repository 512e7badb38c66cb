"""Words of closed sets: roles, methods, kinds of finance. Written wrong, they are reported with the nearest right one.

In: names as written and the words that are possible there. Out: whether they are one of those words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sibdsl.diagnostics.rules import names as rules
from sibdsl.diagnostics.suggestion import closest
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.written import replacing
from sibdsl.source.span import cover
from sibdsl.surface.node import Name, phrase

INDEPENDENT = "independent"
PAYING_ROLES = ("outcome_payer", "co_payer", "top_up_fund")
VERIFYING_ROLES = ("evaluator", "validator")
ROLES = (
    *PAYING_ROLES, "service_provider", "investor", "guarantor", "grantor", "intermediary",
    *VERIFYING_ROLES, "trustee", "special_purpose_vehicle",
)  # fmt: skip
FIXED_BASELINE = "fixed baseline"
NO_COMPARISON = "no comparison"
METHODS = (
    "randomised control group", "matched comparison group", "matched historical cohort", "historical baseline",
    FIXED_BASELINE, "difference in differences", "pooled comparison", NO_COMPARISON,
)  # fmt: skip
DIRECTIONS = ("higher", "lower")
GUARANTEE = "guarantee"
CHARGES = ("fixed charge", "standing charge")
FINANCE_KINDS = ("loan", "grant", "recoverable grant", GUARANTEE, "equity", "deferred fee", *CHARGES)
RANKS = ("senior", "subordinate")
REPORTED = ("sample", "p_value")
LENGTHS = ("days", "weeks", "months", "years")


def is_one_of(known: Known, words: Sequence[Name], what: str, choices: Sequence[str]) -> bool:
    """Whether a phrase is one of ``choices``; reported if not, with a fix where one of them is near."""
    found = phrase(tuple(words))
    if found in choices:
        return True
    span = cover(words[0].span, words[-1].span)
    near = closest(found, choices)
    known.sink.report(
        rules.UNKNOWN_WORD, span, found=found, what=what, choices=", ".join(choices),
        next_step=f"did you mean `{near}`?" if near else "use one of these words",
        fix=replacing(span, near, "safe") if near else None,
    )  # fmt: skip
    return False


def check_no_doubles(known: Known, listed: Iterable[Name]) -> None:
    """Report names that stand twice in one list."""
    seen: dict[str, Name] = {}
    for name in listed:
        first = seen.setdefault(name.text, name)
        if first is not name:
            known.sink.report(rules.LISTED_TWICE, name.span, others=[(first.span, "already here")], name=name.text)
