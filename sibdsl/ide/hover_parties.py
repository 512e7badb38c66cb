"""What a party takes part in, and in which order a waterfall passes money on, in words.

In: a view and a declaration. Out: Markdown.
Relies on: the tree and the names of the contract.
Guarantees: everything that a party pays, receives, verifies, provides or owes is named, a few of each kind; only
steps of a waterfall are numbered.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.ide.hover_text import bullets, code, joined, paragraphs, sentence, with_title, written
from sibdsl.semantics.scope import Scope
from sibdsl.surface import declarations as surface
from sibdsl.surface import items
from sibdsl.surface.capital import DistributesItem, ReceivesItem, Waterfall
from sibdsl.surface.node import Name, Node
from sibdsl.workspace.view import View

PLACING: Final = ("clause", "source", "note")
"""The keywords of texts that say where a declaration stands and where it comes from."""

_MOST: Final = 6


def is_placing(item: Node) -> bool:
    """Whether a statement only says where its declaration stands or comes from."""
    return isinstance(item, items.IdentifierItem) or (isinstance(item, items.TextItem) and item.keyword in PLACING)


def some(names: Sequence[str]) -> str:
    """The first few names, and how many there are besides: `a, b and 3 more`."""
    shown = [code(name) for name in names[:_MOST]]
    return f"{', '.join(shown)} and {len(names) - _MOST} more" if len(names) > _MOST else joined(shown)


def party_words(view: View, node: surface.Party) -> str:
    """The roles of a party and what it does in this contract."""
    roles = sentence(joined(role.text.replace("_", " ") for role in node.roles))
    if view.known is None:
        return roles
    return paragraphs((roles, bullets(_parts(view.known.scope, node.name.text))))


def _parts(scope: Scope, party: str) -> Iterator[str]:
    """What a party takes part in."""
    measured = (*scope.metrics.values(), *scope.outcomes.values())
    payments, finances = scope.payments.values(), scope.finances.values()
    yield _told("verifies", [each for each in measured if party in _verifiers(each)])
    yield _told("pays", [each for each in payments if _is_among(party, each.payers)])
    yield _told("receives", [each for each in payments if each.payee.text == party])
    yield _told("provides", [each for each in finances if _is_among(party, each.providers)])
    yield _told("is provided with", [each for each in finances if each.receiver.text == party])
    yield _told("passes money on by", [each for each in scope.waterfalls.values() if each.holder.text == party])


def _told(verb: str, found: Sequence[surface.Declaration]) -> str:
    return f"{verb} {some([each.name.text for each in found])}" if found else ""


def _is_among(party: str, names: Sequence[Name]) -> bool:
    return any(name.text == party for name in names)


def _verifiers(node: surface.Declaration) -> Iterator[str]:
    for item in node.items:
        if isinstance(item, items.WordsItem) and item.keyword == "verified by":
            yield from (name.text for name in item.words)


def waterfall_words(view: View, node: Waterfall) -> str:
    """What comes into the account of a waterfall and when, and the steps in their order."""
    around = [item for item in node.items if isinstance(item, (ReceivesItem, DistributesItem))]
    steps = [written(view, item) for item in node.items if item not in around and not is_placing(item)]
    lead = f"How {with_title(view, node.holder)} passes on what it receives, one step after the other:"
    return paragraphs((
        bullets(code(written(view, item)) for item in around),
        lead,
        "\n".join(f"{number}. {code(step)}" for number, step in enumerate(steps, start=1)),
    ))  # fmt: skip
