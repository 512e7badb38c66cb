"""The keyword that was probably meant by a word that does not fit.

In: the word as written, the kinds of tokens that could stand there. Out: one of their words, or None.
Relies on: a list of words that other languages, or other contracts, use for the same thing.
Guarantees: the answer fits where the word stands, and means what the author evidently meant, so that it
may be put in unasked.
"""

from collections.abc import Collection
from typing import Final

from sibdsl.diagnostics.suggestion import closest
from sibdsl.syntax.automaton import START_STATE, own_action
from sibdsl.syntax.tables import FIRST_WORD, TERMINALS, WORDS

DECLARATIONS: Final = tuple(word for word, kind in WORDS.items() if own_action(START_STATE, kind))
"""The words that declarations begin with."""

_PLURALS: Final = {
    "parties": "party",
    "populations": "population",
    "metrics": "metric",
    "parameters": "parameter",
    "thresholds": "threshold",
    "payments": "payment",
    "scenarios": "scenario",
    "contracts": "contract",
    "reports": "report",
}
_SYNONYMS: Final = {
    "annual": "annually",
    "yearly": "annually",
    "monthy": "monthly",
    "else": "otherwise",
    "default": "otherwise",
    "if": "when",
    "until": "to",
    "till": "to",
    "through": "to",
    "over": "above",
    "exceeding": "above",
    "under": "below",
    "equals": "exactly",
    "equal": "exactly",
    "maximum": "cap",
    "limit": "cap",
    "agreement": "contract",
    "indicator": "metric",
    "cohorts": "cohort",
    "groups": "group",
    "upto": "up",
    "zero": "nothing",
    "nil": "nothing",
    "add": "plus",
    "subtract": "minus",
    "multiplied": "times",
    "forecast": "scenario",
    "against": "with",
    "expects": "expect",
}


def meant_keyword(word: str, accepted: Collection[int]) -> str | None:
    """The keyword among the `accepted` kinds that `word` was probably meant to be."""
    possible = [TERMINALS[kind] for kind in accepted if kind >= FIRST_WORD]
    synonym = _SYNONYMS.get(word.lower())
    if synonym in possible:
        return synonym
    return closest(word, possible)


def meant_declaration(word: str) -> str | None:
    """The first word of a declaration that `word` was probably meant to be."""
    synonym = _SYNONYMS.get(word.lower())
    if synonym in DECLARATIONS:
        return synonym
    nearest = word if word in _PLURALS else closest(word, (*DECLARATIONS, *_PLURALS))
    return None if nearest is None else _PLURALS.get(nearest, nearest)
