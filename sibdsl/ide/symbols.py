"""The outline of a file, and the search for a declaration by what somebody remembers of its name or title.

In: a view and a path, or views and some letters. Out: `Symbol`s.
Relies on: the tree.
Guarantees: never raises; symbols stand in the order of the file, and those inside another lie within its place.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from sibdsl.ide.names import kind_declared_by
from sibdsl.source.span import Span, cover
from sibdsl.surface import declarations as surface
from sibdsl.surface.capital import Waterfall
from sibdsl.surface.cards import Category, PricedByCaseItem, PricedItem, RateCardItem
from sibdsl.surface.items import DatesItem, UnitItem, WordsItem
from sibdsl.surface.node import Name, Node
from sibdsl.surface.timing import Timing
from sibdsl.workspace.view import Place, View


class Symbol(msgspec.Struct, frozen=True):
    """Something that is declared, or a row of a rate card.

    Attributes:
        name: its name, never empty; of an import the file's, of a scenario the title.
        kind: what it is, in the word that declares it: `metric`, `rate card`, `import`; `price` of a row of a card.
        detail: its title and what is most worth knowing of it.
        place: the whole of it.
        name_place: its name.
        inside: what is declared inside of it.
    """

    name: str
    kind: str
    detail: str
    place: Place
    name_place: Place
    inside: "tuple[Symbol, ...]" = ()


class Found(msgspec.Struct, frozen=True):
    """A symbol that was searched for, and the name of what it is inside of (empty: of the contract itself)."""

    symbol: Symbol
    inside_of: str


def document_symbols(view: View, path: str) -> tuple[Symbol, ...]:
    """What a file declares."""
    return tuple(_symbol(view, node) for node in view.written.get(path, ()))


MOST_FOUND: Final = 200
"""More answers than these help nobody to find something."""


def workspace_symbols(views: Iterable[View], query: str) -> tuple[Found, ...]:
    """The declarations of several contracts whose name or title has the letters of `query` in order, best first."""
    found: dict[Place, tuple[tuple[int, str], Found]] = {}
    for view in views:
        for path in view.files:
            for inside_of, symbol in _flat(document_symbols(view, path), ""):
                rank = _rank(query, symbol)
                if rank is not None and symbol.kind not in ("import", "price"):
                    found.setdefault(symbol.name_place, ((rank, symbol.name), Found(symbol, inside_of)))
    ordered = sorted(found.items(), key=lambda entry: (entry[1][0], entry[0]))
    return tuple(entry for _, (_, entry) in ordered[:MOST_FOUND])


def _flat(symbols: Iterable[Symbol], inside_of: str) -> Iterator[tuple[str, Symbol]]:
    for symbol in symbols:
        yield inside_of, symbol
        yield from _flat(symbol.inside, symbol.name)


def _rank(query: str, symbol: Symbol) -> int | None:
    """How badly a symbol fits what was typed, 0 best; None where it does not."""
    wanted = query.casefold().replace(" ", "").replace("_", "")
    name = symbol.name.casefold().replace("_", "").replace(" ", "")
    if name.startswith(wanted):
        return 0 if name == wanted else 1
    title = symbol.detail.casefold().replace(" ", "")
    if wanted in name:
        return 2
    if wanted in title:
        return 3
    return 4 if _in_order(wanted, name) else 5 if _in_order(wanted, title) else None


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _symbol(view: View, node: surface.Declaration | surface.Import) -> Symbol:
    place = view.place_of(node.span)
    if isinstance(node, surface.Import):
        return Symbol(os.path.basename(node.path.value) or "import", "import", "", place, view.place_of(node.path.span))
    title = node.title.value if node.title is not None else ""
    detail = " · ".join(part for part in (title, _detail(view, node)) if part)
    inside = tuple(_inside(view, node))
    kind = kind_declared_by(node)
    return Symbol(node.name.text.strip() or kind, kind, detail, place, view.place_of(node.name.span), inside)


def _inside(view: View, node: surface.Declaration) -> Iterator[Symbol]:
    for item in node.items:
        if isinstance(item, surface.Declaration):
            yield _symbol(view, item)
        elif isinstance(item, (PricedItem, PricedByCaseItem)):
            yield _priced(view, item)
        elif isinstance(item, RateCardItem):
            for inner in item.items:
                if isinstance(inner, Category):
                    yield _symbol(view, inner)
                elif isinstance(inner, (PricedItem, PricedByCaseItem)):
                    yield _priced(view, inner)


def _priced(view: View, item: PricedItem | PricedByCaseItem) -> Symbol:
    prices: tuple[Node, ...] = item.prices if isinstance(item, PricedItem) else ()
    detail = ", ".join(written(view, price.span) for price in prices) or "by case"
    return Symbol(item.outcome.text, "price", detail, view.place_of(item.span), view.place_of(item.outcome.span))


def written(view: View, span: Span) -> str:
    """The text of a span as the author wrote it, in one line."""
    place = view.place_of(span)
    return " ".join(view.files[place.path].text[place.start : place.end].split())


_FEW: Final = 4


def _detail(view: View, node: surface.Declaration) -> str:
    """What is most worth knowing of a declaration, beside its title."""
    match node:
        case surface.Contract():
            return ", ".join((*_words(node, "currency"), *_dates(view, node)))
        case surface.Party():
            return _names(node.roles)
        case Waterfall():
            return f"of {node.holder.text}"
        case surface.Cohort():
            return f"{node.start.text} to {node.end.text}"
        case surface.Metric() | surface.Fact():
            return ", ".join(written(view, item.unit.span) for item in node.items if isinstance(item, UnitItem))
        case surface.Parameter():
            return written(view, node.value.span) if node.value is not None else "not published"
        case surface.Threshold():
            return f"met when {written(view, node.condition.span)}"
        case Category():
            return f"of {_names(node.outcomes)}" if len(node.outcomes) <= _FEW else f"of {len(node.outcomes)} outcomes"
        case surface.ContractCap():
            return written(view, node.amount.span)
        case _:
            return _from_whom_to_whom(view, node)


def _from_whom_to_whom(view: View, node: surface.Declaration) -> str:
    match node:
        case surface.Finance():
            return f"{_names(node.providers)} → {node.receiver.text}, {written(view, node.amount.span)}"
        case surface.Payment():
            return f"{_names(node.payers)} → {node.payee.text}{_timing(view, node)}"
        case surface.Report():
            return f"{node.sender.text} → {_names(node.receivers)}"
        case _:
            return ""


def _names(names: tuple[Name, ...]) -> str:
    return ", ".join(name.text for name in names)


def _words(node: surface.Declaration, keyword: str) -> Iterator[str]:
    for item in node.items:
        if isinstance(item, WordsItem) and item.keyword == keyword:
            yield _names(item.words)


def _dates(view: View, node: surface.Declaration) -> Iterator[str]:
    for item in node.items:
        if isinstance(item, DatesItem) and item.keyword == "term" and item.end is not None:
            yield written(view, cover(item.start.span, item.end.span))


def _timing(view: View, payment: surface.Payment) -> str:
    for item in payment.items:
        timing = getattr(item, "timing", None)
        if isinstance(timing, Timing):
            return f", due {written(view, timing.span)}"
    return ""
