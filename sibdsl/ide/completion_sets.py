"""Words of closed sets that could stand at a caret: roles, currencies, methods, units, lengths of time.

In: a view, a caret, and which set is wanted. Out: items.
Relies on: the checker's own lists, so that nothing is offered that it refuses.
Guarantees: a phrase of several words is one item, less the words of it that are already written.
"""

from collections.abc import Callable, Iterator
from typing import Final

from sibdsl.ide.completion_caret import Caret
from sibdsl.ide.completion_items import FITTING, LIKELY, MISSING, POSSIBLE, UNLIKELY, Item
from sibdsl.semantics.checks import closed_sets
from sibdsl.semantics.scope import find_item
from sibdsl.semantics.terms import MONTHS
from sibdsl.surface.items import WindowItem
from sibdsl.syntax import kinds
from sibdsl.syntax.automaton import original_kind
from sibdsl.syntax.tables import FIRST_WORD
from sibdsl.values.currencies import currency_codes, find_currency
from sibdsl.values.nouns import plural
from sibdsl.values.units import NUMBER, PERCENT, Unit, is_money, is_money_noun, spell
from sibdsl.workspace.view import View

_COMMON_CURRENCIES: Final = ("GBP", "EUR", "USD")
_COMMON_NOUNS: Final = ("people", "hours", "days", "weeks", "months", "years", "claims", "number")
_SCHEMES: Final = (("IRIS", "IRIS+ catalogue of metrics"), ("SDG", "Sustainable Development Goals"),
                   ("INDIGO", "INDIGO impact bond dataset"), ("charity", "number of a registered charity"))  # fmt: skip
_DAY_COUNTS: Final = ("actual/365", "actual/360", "30/360", "30E/360", "actual/actual")

_NEEDED_ROLES: Final = ("outcome_payer", "service_provider", "evaluator")
"""Roles that nearly every contract has, in the order in which they are mostly written."""

_ROLE_WORDS: Final = {
    "outcome_payer": "pays for outcomes",
    "co_payer": "pays a part",
    "top_up_fund": "adds to what others pay",
    "service_provider": "does the work",
    "investor": "puts money in",
    "guarantor": "makes losses good",
    "grantor": "gives money that does not come back",
    "intermediary": "stands between the others",
    "evaluator": "measures the results",
    "validator": "checks claims",
    "trustee": "holds money for others",
    "special_purpose_vehicle": "exists for this contract alone",
    closed_sets.INDEPENDENT: "gains nothing from the results",
}
_CLOSED: Final[dict[str, tuple[str, ...]]] = {
    "role": (*closed_sets.ROLES, closed_sets.INDEPENDENT),
    "month": MONTHS,
    "method": closed_sets.METHODS,
    "direction": closed_sets.DIRECTIONS,
    "finance kind": closed_sets.FINANCE_KINDS,
    "rank": closed_sets.RANKS,
    "length": closed_sets.LENGTHS,
    "reported": closed_sets.REPORTED,
    "charge period": ("month", "quarter", "year"),
    "day count": _DAY_COUNTS,
    "event": ("release", "referral", "enrolment", "the end of the service"),
}
"""The closed sets whose words are offered as they are."""


def set_items(view: View, caret: Caret, wanted: str) -> Iterator[Item]:
    """The words of a closed set; nothing if `wanted` is none."""
    if wanted in ("unit", "compared unit") and caret.words[-1:] == ("#",):
        yield from _expected_unit(view, caret)
    if wanted == "noun" and caret.block == "rate card":
        yield _priced_noun(view, caret)
    special = _SPECIAL.get(wanted)
    if special is not None:
        yield from special(view)
    written = _words_written(caret) if wanted in ("method", "finance kind") else ""
    if wanted == "length" and _is_one(caret):
        yield from (Item(word[:-1], "word", word[:-1], rank=LIKELY) for word in closed_sets.LENGTHS)
        return
    likely = _likely_words(view, caret, wanted)
    for word in _CLOSED.get(wanted, ()):
        if not written or word.startswith(written):
            rest = word.removeprefix(written)
            yield Item(rest, "word", rest, _ROLE_WORDS.get(word, ""), rank=FITTING if word in likely else LIKELY)


def _likely_words(view: View, caret: Caret, wanted: str) -> tuple[str, ...]:
    """The words that come before the others: the roles that a contract still needs, what finance mostly is."""
    if wanted == "finance kind":
        return ("loan",)
    if wanted != "role":
        return ()
    if any(name in closed_sets.VERIFYING_ROLES for name in caret.names[1:]):
        return (closed_sets.INDEPENDENT,)
    parties = view.known.scope.parties.values() if view.known is not None else ()
    taken = {role.text for party in parties if party.name.text not in caret.names[:1] for role in party.roles}
    return tuple(role for role in _NEEDED_ROLES if role not in taken)[:1]


def _expected_unit(view: View, caret: Caret) -> Iterator[Item]:
    """The unit of what a number is compared with: the last name in front of it, or what the table reads."""
    known = view.known
    names = caret.names or (caret.blocks[-1].names if caret.blocks else ())
    if known is None or not names:
        return
    name = names[0] if caret.block == "rate card" else names[-1]
    outcome = known.outcomes.get(name)
    meaning = known.metrics.get(name) or known.facts.get(name) or known.parameters.get(name)
    unit = outcome.unit if outcome is not None else meaning.unit if meaning is not None else None
    if unit is not None and unit not in (NUMBER, PERCENT) and not is_money(unit):
        yield Item(spell(unit), "unit", spell(unit), f"what `{name}` is measured in", rank=MISSING)


def _priced_noun(view: View, caret: Caret) -> Item:
    """What a price in a rate card is mostly for: one of what the outcome counts, else one person."""
    outcome = view.known.outcomes.get(next(iter(caret.names), "")) if view.known is not None else None
    counted = outcome.unit.numerator if outcome is not None and outcome.unit is not None else ()
    noun = counted[0] if counted else "person"
    return Item(noun, "unit", noun, "for each", rank=FITTING)


def _is_one(caret: Caret) -> bool:
    """Whether the number in front of the caret is one, so that a noun in the singular follows."""
    numbers = [text for kind, _, _, text in caret.tokens[-2:] if kind == kinds.NUMBER]
    return numbers == ["1"]


def _words_written(caret: Caret) -> str:
    """The words of the phrase that stand in front of the caret already."""
    words: list[str] = []
    for kind, _, _, text in reversed(caret.tokens):
        if kind != kinds.NAME and original_kind(kind) < FIRST_WORD:
            break
        if text in ("with", "is"):
            break
        words.insert(0, text)
    return "".join(f"{word} " for word in words)


def _currencies(_view: View) -> Iterator[Item]:
    for code in currency_codes():
        found = find_currency(code)
        rank = LIKELY if code in _COMMON_CURRENCIES else POSSIBLE
        yield Item(code, "word", code, found.name if found else "", rank=rank)


def _units(view: View) -> Iterator[Item]:
    yield Item("percent", "unit", "percent", "a share of something", rank=FITTING)
    yield Item("percentage points", "unit", "percentage points", "a difference between two percentages", rank=POSSIBLE)
    yield from _nouns(view)


def _nouns(view: View) -> Iterator[Item]:
    known = view.known
    used = sorted({noun for unit in _units_of(view) for noun in (*unit.numerator, *unit.denominator)})
    if known is not None and known.terms.currency:
        yield Item(known.terms.currency, "unit", known.terms.currency, "the contract's currency", rank=LIKELY)
    else:
        yield from (Item(code, "unit", code, rank=UNLIKELY) for code in currency_codes())
    for noun in used:
        if not is_money_noun(noun) and noun not in ("percent", "percentage point"):
            yield Item(plural(noun), "unit", plural(noun), "counted in this contract", rank=LIKELY)
    for noun in _COMMON_NOUNS:
        yield Item(noun, "unit", noun, rank=UNLIKELY)


def _singular_nouns(view: View) -> Iterator[Item]:
    """What a rate can be for: each of something, so in the singular."""
    used = sorted({noun for unit in _units_of(view) for noun in (*unit.numerator, *unit.denominator)})
    for noun in dict.fromkeys((*used, "person", "hour", "day", "week", "month", "year", "claim")):
        if not is_money_noun(noun) and noun not in ("percent", "percentage point"):
            rank = LIKELY if noun in used else UNLIKELY
            yield Item(noun, "unit", noun, "for each" if rank == LIKELY else "", rank=rank)


def _units_of(view: View) -> Iterator[Unit]:
    if view.known is None:
        return
    for meanings in (view.known.metrics, view.known.facts, view.known.parameters):
        for meaning in meanings.values():
            if meaning.unit is not None:
                yield meaning.unit
    for outcome in view.known.outcomes.values():
        if outcome.unit is not None:
            yield outcome.unit


def _events(view: View) -> Iterator[Item]:
    """What other metrics are measured after."""
    metrics = view.known.scope.metrics.values() if view.known is not None else ()
    for metric in metrics:
        window = find_item(metric, WindowItem)
        if window is not None:
            yield Item(window.after.value, "word", window.after.value, "used in this contract", rank=FITTING)


def _schemes(_view: View) -> Iterator[Item]:
    for code, name in _SCHEMES:
        yield Item(code, "word", code, name, rank=LIKELY)


_SPECIAL: Final[dict[str, Callable[[View], Iterator[Item]]]] = {
    "currency": _currencies,
    "unit": _units,
    "noun": _singular_nouns,
    "scheme": _schemes,
    "event": _events,
}
