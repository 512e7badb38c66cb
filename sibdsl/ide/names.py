"""Every place where a name is declared or read, and what it stands for.

In: a view. Out: `NameIndex`: the mentions of names, by place and by what they name.
Relies on: the tree; `wanted` for what can be named where.
Guarantees: made once for a view, when it is first asked for; declarations that the last view of the contract had
too are not read again. All offsets in it are offsets of the view's whole text: `view.place_of` gives the file.
Names in statements that could not be read are not in the tree; `unread_names` in `spots` finds them.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary

import msgspec

from sibdsl.ide.wanted import Kinds, wanted, wants_parameter
from sibdsl.semantics.scope import KINDS
from sibdsl.source.span import Span, end_of, start_of
from sibdsl.surface.capital import ReserveStep
from sibdsl.surface.declarations import Declaration, Scenario
from sibdsl.surface.expressions import Rate, Reference, UnitText
from sibdsl.surface.node import Name, Node
from sibdsl.surface.outcomes import RecordsItem, RequiresItem, SustainsItem
from sibdsl.surface.people import GivenClaimItem, GivenPersonItem
from sibdsl.workspace.view import View

Key = tuple[str, str]
"""What is named: the space in which the name has one meaning (`""`: the contract), and the name."""

CONTRACT_WIDE: Final = ""
"""The space of the names that mean the same everywhere in the contract."""


class Mention(msgspec.Struct, frozen=True, gc=False):
    """One name, where it stands.

    Attributes:
        span: where, in the whole text of the view.
        text: the name; of a scenario, its title.
        key: what is named; mentions with the same key name the same thing. None of a word of a closed set.
        wanted: the kinds of things that can be named there, as `wanted` has them.
        declares: whether this is where it is declared.
        node: the node that the name stands in: of a declaration, that which declares.
        owner: the innermost declaration around it (of a declared name, the declaration itself).
    """

    span: Span
    text: str
    key: Key | None
    wanted: Kinds
    declares: bool
    node: Node
    owner: Declaration

    @property
    def start(self) -> int:
        """Where the name begins in the whole text."""
        return start_of(self.span)

    @property
    def end(self) -> int:
        """Where the name ends in the whole text."""
        return end_of(self.span)


class NameIndex:
    """The mentions of a contract. Make one with `names_of`.

    `mentions` has all of them by place, words of closed sets among them.
    """

    def __init__(self, declarations: tuple[Declaration, ...], earlier: "NameIndex | None" = None) -> None:
        known = earlier._by_declaration if earlier else {}
        self._by_declaration: dict[int, _Read] = {}
        mentions: list[Mention] = []
        for declaration in declarations:
            found = known.get(id(declaration))
            if found is None or found.declaration is not declaration:
                found = _read(declaration)
            self._by_declaration[id(declaration)] = found
            mentions += found.mentions
        mentions.sort(key=_by_place)
        self.mentions: tuple[Mention, ...] = tuple(mentions)
        self._starts = [start_of(mention.span) for mention in mentions]
        self._by_key: dict[Key, list[Mention]] = {}
        self._declared: dict[Key, Mention] = {}
        for mention in mentions:
            if mention.key is not None:
                self._by_key.setdefault(mention.key, []).append(mention)
        for declaration in declarations:
            for mention in self._by_declaration[id(declaration)].mentions:
                if mention.declares and mention.key is not None:
                    self._declared.setdefault(mention.key, mention)

    def at(self, offset: int) -> Mention | None:
        """The name at an offset of the whole text; the caret may also stand just behind it."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return None
        mention = self.mentions[index]
        return mention if offset <= mention.end else None

    def of(self, key: Key) -> tuple[Mention, ...]:
        """Every mention of what `key` names, by place, declarations among them."""
        return tuple(self._by_key.get(key, ()))

    def declaration_of(self, key: Key) -> Mention | None:
        """Where it is declared; of a name that is declared twice, where the checker takes it from."""
        return self._declared.get(key)

    def named(self, text: str) -> Mention | None:
        """Where a name of the whole contract is declared."""
        return self._declared.get((CONTRACT_WIDE, text))

    def kind_of(self, mention: Mention) -> str | None:
        """What a name stands for, as `"metric"`: what declares it says, else the only thing that is possible there.

        None of a word of a closed set, and of a name of which nothing is known.
        """
        if mention.key is None:
            return None
        declared = self._declared.get(mention.key)
        if declared is not None:
            return declared.wanted[0]
        return mention.wanted[0] if len(mention.wanted) == 1 else None

    def mentions_in(self, declaration: Declaration) -> tuple[Mention, ...]:
        """The mentions inside one of the declarations that the tree lists."""
        found = self._by_declaration.get(id(declaration))
        return found.mentions if found else ()

    def units_in(self, declaration: Declaration) -> tuple[Span, ...]:
        """Where units stand inside one of the declarations that the tree lists; of a rate, its money belongs to it."""
        found = self._by_declaration.get(id(declaration))
        return found.units if found else ()

    def declared(self) -> Iterator[Mention]:
        """Every name that is declared, in the order of the contract; of doubles, the first."""
        yield from self._declared.values()


_indexes: "WeakKeyDictionary[View, NameIndex]" = WeakKeyDictionary()
_latest: dict[str, NameIndex] = {}
_MOST_CONTRACTS: Final = 8


def names_of(view: View) -> NameIndex:
    """The mentions of names in a view."""
    found = _indexes.get(view)
    if found is None:
        declarations = tuple(one for one in view.tree.declarations if isinstance(one, Declaration))
        found = _indexes[view] = NameIndex(declarations, _latest.pop(view.path, None))
        while len(_latest) >= _MOST_CONTRACTS:
            _latest.pop(next(iter(_latest)), None)
        _latest[view.path] = found
    return found


def _by_place(mention: Mention) -> int:
    return mention.span


class _Around(msgspec.Struct, frozen=True, gc=False):
    """What is known of the surroundings of a node.

    `owner` is the innermost declaration. `only` narrows what references can name. `claimed` is the outcome whose
    claim is told, in a scenario.
    """

    owner: Declaration
    only: Kinds | None = None
    claimed: str | None = None


class _Read(msgspec.Struct, frozen=True, gc=False):
    """A declaration, read once: its mentions and its units, also those of the declarations inside of it."""

    declaration: Declaration
    mentions: tuple[Mention, ...]
    units: tuple[Span, ...]


def _read(declaration: Declaration) -> _Read:
    mentions: list[Mention] = []
    units: list[Span] = []
    waiting: list[tuple[Node, _Around]] = [(declaration, _Around(declaration))]
    while waiting:
        node, around = waiting.pop()
        for field in node.__struct_fields__:
            value = getattr(node, field)
            for child in value if type(value) is tuple else (value,):
                if isinstance(child, Name):
                    mentions.append(_mention(child, node, field, around))
                elif isinstance(child, (UnitText, Rate)):
                    units.append(child.span)
                elif isinstance(child, Node):
                    waiting.append((child, _around(child, node, field, around)))
    return _Read(declaration, tuple(mentions), tuple(units))


def _around(child: Node, node: Node, field: str, around: _Around) -> _Around:
    """What is known of the surroundings of `child`, which stands in `field` of `node`."""
    if isinstance(child, Declaration):
        return _Around(child)
    if isinstance(node, RequiresItem):
        return _Around(around.owner, ("record",))
    if isinstance(child, Reference) and wants_parameter(node, field):
        return _Around(around.owner, ("parameter",))
    if isinstance(child, GivenClaimItem):
        return _Around(around.owner, None, child.outcome.text)
    return around


def _mention(name: Name, node: Node, field: str, around: _Around) -> Mention:
    kinds: Kinds
    if isinstance(node, Declaration) and field == "name":
        kinds, declares = (kind_declared_by(node),), True
    else:
        kinds = around.only if around.only and isinstance(node, Reference) else wanted(node, field, around.owner)
        declares = isinstance(node, _DECLARING) or (isinstance(node, GivenPersonItem) and field == "person")
    key = (_space(kinds[0], around), name.text) if kinds else None
    return Mention(name.span, name.text, key, kinds, declares, node, around.owner)


_DECLARING: Final = (SustainsItem, RecordsItem, ReserveStep)
"""Statements that declare the one name that they hold."""


def kind_declared_by(declaration: Declaration) -> str:
    """What a declaration declares: `"metric"`, `"scenario"`."""
    return "scenario" if isinstance(declaration, Scenario) else KINDS[type(declaration)]


def _space(kind: str, around: _Around) -> str:
    """Where a name of this kind has one meaning."""
    owner = around.owner.name.text
    if kind == "record":
        return f"records of {around.claimed or owner}"
    if kind == "person":
        return f"people of {around.owner.span}"
    if kind == "reserve":
        return f"reserves of {owner}"
    if kind in ("state", "document", "scenario", "contract"):
        return kind
    return CONTRACT_WIDE
