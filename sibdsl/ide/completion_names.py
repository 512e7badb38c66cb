"""The names of a contract that could stand at a caret, by the kinds that are wanted there.

In: a view, a caret, kinds. Out: items, each with its title and unit.
Relies on: the names of the view; the checker's knowledge where it has any.
Guarantees: only names that are declared are offered; what is likely (a payer behind `from`, an outcome that has no
price yet) has the better rank.
"""

from collections.abc import Callable, Iterator
from typing import Final

from sibdsl.ide.completion_caret import Caret, declaration_start
from sibdsl.ide.completion_items import FITTING, LIKELY, MISSING, POSSIBLE, UNLIKELY, Item
from sibdsl.ide.completion_reading import NAME
from sibdsl.ide.completion_scenarios import given_form
from sibdsl.ide.names import Mention, names_of
from sibdsl.ide.spots import nodes_at
from sibdsl.semantics.checks.closed_sets import PAYING_ROLES, VERIFYING_ROLES
from sibdsl.semantics.scope import find_item, kind_of
from sibdsl.surface.declarations import Cohort, ContractCap, Declaration, Party, Payment, Scenario
from sibdsl.surface.items import CalculatedItem
from sibdsl.surface.outcomes import RecordsItem
from sibdsl.values.units import describe
from sibdsl.workspace.view import View

_IN_A_SPACE: Final = frozenset(("record", "person", "reserve"))
_OF_PEOPLE: Final = frozenset(("person", "claim", "spell"))
_SAID_OF: Final = {
    "is met": "threshold",
    "is not met": "threshold",
    "is significant at": "metric",
    "has been paid": "payment",
    "has not been paid": "payment",
    "paid so far": "payment",
    "so far": "metric",
    "in the period": "metric",
    "over all cohorts": "metric",
}
"""The kind of name of which something can be said."""

# The first word of the statement, the last keyword in front of the caret, the roles that fit.
_ROLES_WANTED: Final = (
    ("payment", "from", PAYING_ROLES),
    ("payment", "to", ("service_provider", "special_purpose_vehicle", "intermediary")),
    ("finance", "from", ("investor", "guarantor", "grantor")),
    ("finance", "to", ("special_purpose_vehicle", "intermediary", "service_provider")),
    ("report", "from", ("service_provider", "intermediary", *VERIFYING_ROLES)),
    ("report", "to", PAYING_ROLES),
    ("waterfall", "of", ("special_purpose_vehicle", "intermediary", "service_provider")),
    ("verified", "by", VERIFYING_ROLES),
    ("shared", "by", PAYING_ROLES),
    ("paid", "by", PAYING_ROLES),
    ("cap", "from", PAYING_ROLES),
    ("expect", "from", PAYING_ROLES),
)


def named_items(view: View, caret: Caret, wanted: tuple[str, ...]) -> Iterator[Item]:
    """The names of the wanted kinds."""
    rank_of = _ranks(view, caret, wanted)
    declares = next(iter(caret.names), "") if not caret.blocks else ""
    for mention in names_of(view).declared():
        kind = mention.wanted[0] if mention.wanted else ""
        if kind not in wanted or mention.key is None or mention.text == declares:
            continue
        if kind in _IN_A_SPACE and not _is_in_reach(view, caret, mention):
            continue
        insert = given_form(view, mention.text) if caret.statement == "given" else mention.text
        yield Item(mention.text, kind, insert, detail_of(view, mention), rank=rank_of(mention, kind))


def suits_name(view: View, caret: Caret, words: str) -> bool:
    """Whether words can be said of the name in front of the caret: `is met` of thresholds alone."""
    wanted = _SAID_OF.get(words)
    known = view.known
    if begins_a_person(caret):
        return False
    if wanted is None or known is None or not caret.words or caret.words[-1] != NAME:
        return True
    name = caret.names[-1]
    declared = known.scope.names.get(name)
    if declared is None:
        return True
    frame = known.metric_frames.get(name)
    if words == "over all cohorts" and frame is not None and not frame.cohorts:
        return False
    if words in ("so far", "in the period") and frame is not None and not frame.periods:
        return False
    return kind_of(declared) == wanted


def begins_a_person(caret: Caret) -> bool:
    """Whether `given person` or `given claim` stands in front of the caret: names to the parser, until more follows."""
    return len(caret.words) == 2 and caret.words[0] == "given" and caret.tokens[-1][3] in _OF_PEOPLE


def used_items(view: View, kind: str) -> Iterator[Item]:
    """Names that nothing declares: documents and states, which mean something to people alone."""
    used = {mention.text for mention in names_of(view).mentions if mention.key is not None and mention.key[0] == kind}
    for name in sorted(used):
        yield Item(name, kind, name, "used in this contract", rank=LIKELY)


def people_elsewhere(view: View, caret: Caret) -> Iterator[Item]:
    """The people of other worked examples, whom this one does not have yet."""
    people = [mention for mention in names_of(view).declared() if mention.wanted == ("person",)]
    here = {mention.text for mention in people if _is_in_reach(view, caret, mention)}
    for name in dict.fromkeys(mention.text for mention in people):
        if name not in here:
            yield Item(name, "person", name, "in another example", rank=LIKELY)


def detail_of(view: View, mention: Mention) -> str:
    """A few words about what a name stands for: its title, its unit, its days, its price."""
    node = mention.node
    if isinstance(node, RecordsItem):
        return node.title.value if node.title else ""
    if not isinstance(node, Declaration):
        return ""
    parts = [node.title.value] if node.title else []
    if isinstance(node, Cohort):
        parts.append(f"{node.start.text} to {node.end.text}")
    if isinstance(node, Payment):
        parts.append(f"{', '.join(name.text for name in node.payers)} to {node.payee.text}")
    if isinstance(node, ContractCap) and not parts:
        parts.append("cap of the contract")
    if isinstance(node, Party):
        parts.append(", ".join(role.text for role in node.roles))
    unit = unit_of(view, mention.text)
    return " · ".join([*parts, *([unit] if unit else [])])


def unit_of(view: View, name: str) -> str:
    """What a metric, fact or parameter is measured in; empty where nothing is known."""
    known = view.known
    if known is None:
        return ""
    for meanings in (known.metrics, known.facts, known.parameters):
        meaning = meanings.get(name)
        if meaning is not None and meaning.unit is not None:
            return describe(meaning.unit)
    return ""


def _is_in_reach(view: View, caret: Caret, mention: Mention) -> bool:
    """Whether a name that means something in one declaration alone can be used at the caret."""
    space = mention.key[0] if mention.key else ""
    if space.startswith("records of"):
        outcome = _outcome_named(caret)
        return outcome is None or space == f"records of {outcome}"
    place = view.place_of(mention.owner.span)
    # What is being written may not be closed yet: its last line can lie behind its end.
    return place.path == caret.path and place.start == declaration_start(view, caret.path, caret.offset)


def _outcome_named(caret: Caret) -> str | None:
    """The outcome whose recorded numbers count: the one around the caret, or the one that is claimed."""
    if caret.block == "outcome":
        return next(iter(caret.blocks[-1].names), None)
    return next(iter(caret.names), None)


def _ranks(view: View, caret: Caret, wanted: tuple[str, ...]) -> Callable[[Mention, str], int]:
    """What gives the rank of a name."""
    statement = caret.statement
    last = next((word for word in reversed(caret.words) if word.isalpha() and not word.isupper()), "")
    roles = next((r for first, word, r in _ROLES_WANTED if statement.startswith(first) and word == last), ())
    taken = frozenset(caret.names)
    used = _used_already(view, caret, wanted)
    payers = _payers(view, caret) if "party" in wanted and caret.block == "payment" else frozenset()

    def rank(mention: Mention, kind: str) -> int:
        node = mention.node
        if mention.text in taken and kind in ("party", "outcome", "cohort", "group", "payment"):
            return UNLIKELY
        if isinstance(node, Party) and mention.text in payers:
            return MISSING
        if isinstance(node, Party):
            return FITTING if any(role.text in roles for role in node.roles) else POSSIBLE
        if mention.text in used:
            return POSSIBLE
        if kind == "payment" and statement.startswith("receives"):
            return FITTING
        if isinstance(node, Declaration) and caret.block == "scenario" and find_item(node, CalculatedItem):
            return UNLIKELY
        if kind in ("payment", "threshold") and len(wanted) > 3:
            return UNLIKELY
        return MISSING if used else LIKELY

    return rank


def _payers(view: View, caret: Caret) -> frozenset[str]:
    """Who pays the payment around the caret."""
    payment = view.known.scope.payments.get(caret.blocks[0].names[0]) if view.known and caret.blocks[0].names else None
    return frozenset(payer.text for payer in payment.payers) if payment is not None else frozenset()


def _used_already(view: View, caret: Caret, wanted: tuple[str, ...]) -> frozenset[str]:
    """The names that the block, or the contract, uses already where they are wanted once."""
    known = view.known
    if known is None:
        return frozenset()
    if caret.block == "rate card" and not caret.words:
        return frozenset(name for card in known.cards.values() for name in card.lines)
    if caret.statement == "given" and caret.blocks:
        return frozenset(_given_before(view, caret))
    if "metric" in wanted and caret.block == "payment":
        return frozenset(known.readers)
    return frozenset()


def _given_before(view: View, caret: Caret) -> Iterator[str]:
    """The names in the scenario around the caret."""
    whole = view.offset_of(caret.path, caret.offset)
    around = nodes_at(view, caret.path, whole) if whole is not None else ()
    if around and isinstance(around[0], Scenario):
        yield from (mention.text for mention in names_of(view).mentions_in(around[0]))
