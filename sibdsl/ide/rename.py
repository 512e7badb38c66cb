"""Another name for something, everywhere it is named.

In: a view, a path and an offset of that file, and the new name. Out: edits of all files, or why it cannot be.
Relies on: `references` for the places; a fresh check of the changed texts.
Guarantees: after the edits the contract says the same: every name stands for what it stood for, and the findings
are those of before. What would break this is refused in a sentence. Quoted text and comments are not touched.
Where a name says more than which thing is meant (a loan that is called `loan`), that is written out.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import msgspec

from sibdsl.ide.definition import named_at
from sibdsl.ide.edits import Refusal, TextEdit, edited
from sibdsl.ide.names import Mention, names_of
from sibdsl.ide.references import mentioned
from sibdsl.ide.spots import children_of, spot_at
from sibdsl.semantics.checks.closed_sets import FINANCE_KINDS
from sibdsl.surface.declarations import Finance
from sibdsl.surface.node import Name, Node
from sibdsl.syntax.tables import WORDS
from sibdsl.workspace.view import Place, View
from sibdsl.workspace.viewing import open_view


class Renamable(msgspec.Struct, frozen=True, gc=False):
    """What can be renamed: the name under the caret, and where it stands."""

    place: Place
    name: str


def prepare_rename(view: View, path: str, offset: int) -> Renamable | Refusal:
    """The name at an offset, if it can be renamed."""
    spot = spot_at(view, path, offset)
    mention = named_at(view, spot)
    if mention is None or spot.token is None:
        return Refusal("There is no name here. Put the cursor on the name of something that the contract declares.")
    if mention.key is None:
        return Refusal(f"`{mention.text}` is a word of the language, not a name that the contract declares.")
    if mention.wanted == ("scenario",):
        return Refusal("The title of a scenario is text that nothing refers to. Change it where it stands.")
    if mention.wanted != ("document",) and names_of(view).declaration_of(mention.key) is None:
        return Refusal(f"`{mention.text}` is not declared anywhere, so there is nothing to rename.")
    return Renamable(Place(path, spot.token[1], spot.token[2]), mention.text)


def rename(view: View, path: str, offset: int, new: str) -> tuple[TextEdit, ...] | Refusal:
    """The edits that give what is named at an offset another name."""
    prepared = prepare_rename(view, path, offset)
    mention = named_at(view, spot_at(view, path, offset))
    if isinstance(prepared, Refusal) or mention is None:
        return prepared if isinstance(prepared, Refusal) else Refusal("There is no name here.")
    new = new.strip()
    if new == mention.text:
        return ()
    refusal = _refusal(view, mention, new)
    if refusal is not None:
        return refusal
    edits = tuple(TextEdit(found.place, new) for found in mentioned(view, mention)) + _kept_kinds(view, mention)
    if not _says_the_same(view, open_view(view.path, edited(view, edits)), mention, new):
        return Refusal(f"With the name `{new}` the contract would read differently. Choose another name.")
    return edits


_NAME: Final = re.compile(r"[^\W\d]\w*")


def _refusal(view: View, mention: Mention, new: str) -> Refusal | None:
    """What is wrong with a new name itself."""
    if _NAME.fullmatch(new) is None:
        return Refusal(
            f"`{new}` cannot be a name. A name is one word of letters, digits and `_` that begins with a letter, "
            "such as `success_payment`."
        )
    if new in WORDS:
        return Refusal(f"`{new}` is a word of the language. Choose another name, such as `{new}_1`.")
    space = mention.key[0] if mention.key else ""
    taken = names_of(view).declaration_of((space, new))
    if taken is not None:
        kind = taken.wanted[0]
        article = "an" if kind[0] in "aeiou" else "a"
        return Refusal(f"`{new}` is already the name of {article} {kind}. Choose another name.")
    if new in view.tree.broken:
        return Refusal(f"`{new}` is already the name of something else. Choose another name.")
    return None


def _kept_kinds(view: View, mention: Mention) -> tuple[TextEdit, ...]:
    """`is loan` for a loan that is called `loan`: where no kind of finance is written, the name says it."""
    edits = []
    for declared in names_of(view).of(mention.key) if mention.key else ():
        finance = declared.node
        if declared.declares and isinstance(finance, Finance) and not finance.kind:
            kind = finance.name.text.replace("_", " ")
            end = view.place_of((finance.title or finance.name).span)
            edits += [TextEdit(Place(end.path, end.end, end.end), f" is {kind}")] if kind in FINANCE_KINDS else []
    return tuple(edits)


def _says_the_same(before: View, after: View, mention: Mention, new: str) -> bool:
    """Whether two states of a contract differ in one name only."""
    if Counter(_findings(before)) != Counter(_findings(after)):
        return False
    old_names = [one for one in names_of(before).mentions if one.key is not None]
    new_names = [one for one in names_of(after).mentions if one.key is not None]
    if len(old_names) != len(new_names):
        return False
    for one, other in zip(old_names, new_names, strict=True):
        wanted_text = new if one.key == mention.key else one.text
        if (wanted_text, one.wanted, one.declares) != (other.text, other.wanted, other.declares):
            return False
    return list(_shape(before)) == list(_shape(after))


def _findings(view: View) -> Iterator[tuple[str | None, str]]:
    for found in view.diagnostics:
        yield found.path, found.code


def _shape(view: View) -> Iterator[type[Node]]:
    """The kinds of all nodes of a contract but the names, each before those inside of it."""
    waiting: list[Node] = list(view.tree.declarations)
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Name):
            yield type(node)
        waiting += children_of(node)
