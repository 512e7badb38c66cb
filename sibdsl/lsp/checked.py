"""One contract that is being edited: its state after every change.

In: the path of a contract, the texts of open files, and every change of them.
Out: a `View` of the newest state.
Relies on: `open_view`.
Guarantees: a view is made when it is asked for, and once for each state.
"""

from collections.abc import Mapping

from sibdsl.workspace.view import View
from sibdsl.workspace.viewing import open_view


class CheckedContract:
    """A contract whose files change."""

    def __init__(self, path: str, texts: Mapping[str, str]) -> None:
        self.path = path
        self._texts = dict(texts)
        self._view: View | None = None

    def replace(self, path: str, text: str) -> None:
        """A file is open, and this is its text."""
        if self._texts.get(path) != text:
            self._texts[path] = text
            self._view = None

    def reload(self, path: str) -> None:
        """A file is to be read from the disk."""
        self._texts.pop(path, None)
        self._view = None

    def view(self) -> View:
        """The newest state."""
        if self._view is None:
            self._view = open_view(self.path, self._texts)
        return self._view
