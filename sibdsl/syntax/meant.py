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

_RATE_CARD: Final = "rate card"

DECLARATIONS: Final = tuple(
    _RATE_CARD if word == "rate" else word for word, kind in WORDS.items() if own_action(START_STATE, kind)
)
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
    "rates": _RATE_CARD,
    "card": _RATE_CARD,
    "ratecard": _RATE_CARD,
    "rate_card": _RATE_CARD,
    "tariff": _RATE_CARD,
}

_NEAR: Final = 0.85

# Words that join two things: whoever writes one of them means it, however near another word is.
_NEVER_MISSPELT: Final = frozenset(("and", "or"))


def meant_keyword(word: str, accepted: Collection[int]) -> str | None:
    """The keyword among the `accepted` kinds that `word` was probably meant to be."""
    if word in _NEVER_MISSPELT:
        return None
    possible = [TERMINALS[kind] for kind in accepted if kind >= FIRST_WORD]
    synonym = _SYNONYMS.get(word.lower())
    if synonym in possible or (synonym == _RATE_CARD and "rate" in possible):
        return synonym
    return closest(word, possible)


def meant_declaration(word: str) -> str | None:
    """The first word of a declaration that `word` was probably meant to be."""
    synonym = _SYNONYMS.get(word.lower())
    if synonym in DECLARATIONS:
        return synonym
    nearest = word if word in _PLURALS else closest(word, (*DECLARATIONS, *_PLURALS))
    return None if nearest is None else _PLURALS.get(nearest, nearest)


def is_near(word: str, other: str) -> bool:
    """Whether two words differ by so little that one is a slip for the other, whatever stands around them."""
    from difflib import SequenceMatcher

    one, two = word.casefold(), other.casefold()
    return one == two or (min(len(one), len(two)) > 3 and SequenceMatcher(None, one, two).ratio() >= _NEAR)
