"""A contract that is being edited: its checked state, a moment after each keystroke.

In: the path of a contract, the texts of the files that are open in an editor, and what is typed there.
Out: a `View` of the state at hand.
Relies on: `LiveFiles`, which reads again only what was edited; `Recheck`, which checks again what depends on that.
Guarantees: the findings are those of `open_view` for the same texts, always; never raises for what is typed.
A view's tree, text and findings stay as they were; what is `known` of a contract is known of its newest state.
"""

from collections.abc import Mapping

from sibdsl.diagnostics.consequences import without_consequences
from sibdsl.semantics.live.recheck import Recheck
from sibdsl.source.file import SourceFile
from sibdsl.workspace.compilation import compile_path
from sibdsl.workspace.live_files import LiveFiles, open_files, real_path
from sibdsl.workspace.live_places import Telling
from sibdsl.workspace.live_standings import LiveStandings
from sibdsl.workspace.view import View
from sibdsl.workspace.viewing import loading, open_view


class LiveContract:
    """A contract in an editor.

    Attributes:
        path: the file that the contract is in.
        openings: how often everything had to be read from the start.
        faults: how often that was because of a fault of ours; there should be none.
    """

    def __init__(self, path: str, texts: Mapping[str, str]) -> None:
        self.path = path
        self.openings = 0
        self.faults = 0
        self._texts = {real_path(each): text for each, text in texts.items()}
        self._files: LiveFiles | None = None
        self._recheck: Recheck | None = None
        self._telling = Telling()
        self._view: View | None = None

    def edit(self, path: str, start: int, end: int, text: str) -> None:
        """Put `text` in the place of what stands from `start` to `end` (in code points) of a file."""
        before = self._text_of(path)
        start = min(max(start, 0), len(before))
        end = min(max(start, end), len(before))
        edited = self._texts[real_path(path)] = before[:start] + text + before[end:]
        self._view = None
        try:
            if self._files is not None and not self._files.edit(path, start, end, edited):
                self._files = None
        except Exception:
            self.faults += 1
            self._files = None

    def replace(self, path: str, text: str) -> None:
        """A file is open and has this text now; what is the same at its beginning and its end is not touched."""
        before = self._text_of(path)
        start = _common_length(before, text)
        same = _common_length(before[start:][::-1], text[start:][::-1])
        self.edit(path, start, len(before) - same, text[start : len(text) - same])

    def reload(self, path: str) -> None:
        """A file was closed, or changed on the disk: it is to be read from there."""
        self._texts.pop(real_path(path), None)
        self._files = self._view = None

    def view(self) -> View:
        """The state at hand."""
        if self._view is None:
            self._view = self._seen()
        return self._view

    @property
    def steps(self) -> int:
        """How many steps of the check the last state took; 0 where it was checked in one piece."""
        return 0 if self._recheck is None else self._recheck.taken

    def _text_of(self, path: str) -> str:
        """The text of a file as the editor has it; else as it was read from the disk, nothing where it was not."""
        text = self._texts.get(real_path(path))
        if text is not None:
            return text
        return next((file.text for each, file in self.view().files.items() if real_path(each) == real_path(path)), "")

    def _seen(self) -> View:
        try:
            if self._files is None:
                self.openings += 1
                self._recheck = None
                self._files = open_files(self.path, loading(self._texts))
            if self._files is not None:
                return self._checked(self._files)
        except Exception:
            self.faults += 1
            self._files = None
        return open_view(self.path, self._texts)

    def _checked(self, files: LiveFiles) -> View:
        whole = SourceFile(self.path, files.text.whole)
        tree, stretches, unread = files.tree(), files.text.stretches(), files.unread()
        recheck, self._recheck = self._recheck, None
        if recheck is None or not recheck.update(tree, whole, unread, files.edited):
            recheck = Recheck(tree, whole, unread)
        files.edited.clear()
        self._recheck = recheck
        # Texts go on changing, and this is one state of them.
        texts = dict(self._texts)
        told = self._telling.told([*files.found(), *recheck.found()], stretches, tree.span)
        return View(
            self.path,
            whole,
            tree,
            files.written(),
            recheck.known,
            without_consequences(told, LiveStandings(stretches).find),
            stretches,
            lambda: compile_path(self.path, loading(texts)),
        )


def _common_length(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning on."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one.startswith(other[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return low
