"""From a name to where it is declared, and from an import to the file.

In: a view, a path and an offset of that file. Out: `Target`s.
Relies on: `spots` and `names`.
Guarantees: never raises; a name in a statement that cannot be read yet leads to its declaration too. Words of
closed sets (roles, methods, units) are declared nowhere and lead nowhere.
"""

import os

import msgspec

from sibdsl.ide.names import Mention, NameIndex, names_of
from sibdsl.ide.spots import Spot, is_unread, is_word, spot_at
from sibdsl.surface.declarations import Import
from sibdsl.workspace.view import Place, View


class Target(msgspec.Struct, frozen=True, gc=False):
    """Where something is declared.

    Attributes:
        name: the name in its declaration; of a file, its start.
        whole: the declaration as a whole.
        origin: what leads there: the name, or the path of an import, around the caret.
    """

    name: Place
    whole: Place
    origin: Place


def definition(view: View, path: str, offset: int) -> tuple[Target, ...]:
    """Where what stands at an offset is declared. A state has a place for every outcome that sustains it."""
    spot = spot_at(view, path, offset)
    imported = _imported(view, spot)
    if imported is not None:
        return (imported,)
    mention = named_at(view, spot)
    if mention is None or mention.key is None or spot.token is None:
        return ()
    origin = Place(path, spot.token[1], spot.token[2])
    declared = [found for found in names_of(view).of(mention.key) if found.declares]
    return tuple(Target(view.place_of(one.span), view.place_of(one.node.span), origin) for one in declared)


def named_at(view: View, spot: Spot) -> Mention | None:
    """The mention at a spot; of a name in a statement that could not be read, that of its declaration."""
    if spot.mention is not None:
        return spot.mention
    token = spot.token
    if spot.within != "code" or token is None or not is_word(token) or not is_unread(view, spot.path, spot.whole):
        return None
    return _named(names_of(view), token[3])


def _named(index: NameIndex, text: str) -> Mention | None:
    """The declaration of a name, sooner of one that the whole contract knows than of one that a part of it knows."""
    found = index.named(text)
    if found is not None:
        return found
    return next((mention for mention in index.declared() if mention.text == text), None)


def _imported(view: View, spot: Spot) -> Target | None:
    """The file that an import names, if the caret is in its path."""
    declaration = spot.outermost
    if not isinstance(declaration, Import):
        return None
    place = view.place_of(declaration.path.span)
    if not place.start <= spot.offset <= place.end or "\0" in declaration.path.value:
        return None
    path = os.path.join(os.path.dirname(spot.path), declaration.path.value)
    real = os.path.realpath(path)
    known = next((name for name in view.files if os.path.realpath(name) == real), None)
    if known is None and not os.path.isfile(path):
        return None
    start = Place(known or path, 0, 0)
    return Target(start, start, place)
