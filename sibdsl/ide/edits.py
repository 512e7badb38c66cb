"""Changes of text that an editor is asked to make, and the sentences where none can be made.

In: a view and edits. Out: the texts of its files after them.
Relies on: edits of one file not overlapping.
Guarantees: the text between the edits is kept, character for character.
"""

from collections.abc import Iterable

import msgspec

from sibdsl.workspace.view import Place, View


class TextEdit(msgspec.Struct, frozen=True, gc=False):
    """Put `text` in the place of what stands there now; an empty place is where to insert it."""

    place: Place
    text: str


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """Why something cannot be done, in a sentence for the author."""

    sentence: str


def edited(view: View, edits: Iterable[TextEdit]) -> dict[str, str]:
    """The text of each file of a contract after the edits."""
    ordered = sorted(edits, key=_by_place)
    texts: dict[str, str] = {}
    for path, source in view.files.items():
        pieces: list[str] = []
        done = 0
        for edit in ordered:
            if edit.place.path == path:
                pieces += (source.text[done : edit.place.start], edit.text)
                done = edit.place.end
        texts[path] = "".join((*pieces, source.text[done:]))
    return texts


def _by_place(edit: TextEdit) -> Place:
    return edit.place
