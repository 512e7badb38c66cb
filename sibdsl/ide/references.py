"""Every place where something is named.

In: a view, a path and an offset of that file. Out: places, in the order of the contract's files.
Relies on: `definition` for what is named there, `names`, and the lexer for statements that could not be read.
Guarantees: never raises; a place is given once.
"""

import msgspec

from sibdsl.ide.definition import named_at
from sibdsl.ide.names import CONTRACT_WIDE, Mention, names_of
from sibdsl.ide.spots import spot_at, unread_names
from sibdsl.workspace.view import Place, View


class Highlight(msgspec.Struct, frozen=True, gc=False):
    """A name in the file at hand; `declares` where it is declared, as against read."""

    place: Place
    declares: bool


def references(view: View, path: str, offset: int, with_declaration: bool = True) -> tuple[Place, ...]:
    """Where what is named at an offset is named in the whole contract."""
    mention = named_at(view, spot_at(view, path, offset))
    if mention is None:
        return ()
    return tuple(found.place for found in mentioned(view, mention) if with_declaration or not found.declares)


def highlights(view: View, path: str, offset: int) -> tuple[Highlight, ...]:
    """Where what is named at an offset is named in the same file."""
    mention = named_at(view, spot_at(view, path, offset))
    if mention is None:
        return ()
    return tuple(found for found in mentioned(view, mention) if found.place.path == path)


def mentioned(view: View, mention: Mention) -> tuple[Highlight, ...]:
    """Every place where the same is named, also in statements that could not be read. Of a closed set's word, none."""
    if mention.key is None:
        return ()
    found = [Highlight(view.place_of(one.span), one.declares) for one in names_of(view).of(mention.key)]
    if mention.key[0] == CONTRACT_WIDE:
        found += [Highlight(place, False) for place in unread_names(view, mention.text)]
    order = {path: index for index, path in enumerate(view.files)}
    return tuple(sorted(found, key=lambda one: (order.get(one.place.path, 0), one.place.start)))
