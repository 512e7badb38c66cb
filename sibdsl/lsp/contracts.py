"""The contracts that are being worked on, and what is found in them.

In: open documents, and what changes on the disk.
Out: for a document the views of its contracts; for every file of these the findings that are wanted.
Relies on: `LiveContract` for the newest state of a contract, `PartIndex` for what belongs together.
Guarantees: a contract is held as long as one of its files is open; every view is of the newest texts; the options
of the project hold as they do for `sib check`, and a mistake in them is told once and hides nothing.
"""

import os
from collections.abc import Callable, Collection, Iterator
from typing import Final

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.lsp.addresses import key_of
from sibdsl.lsp.documents import Document, Documents
from sibdsl.lsp.part_index import PartIndex
from sibdsl.workspace.live import LiveContract
from sibdsl.workspace.options import OptionsProblem, find_options
from sibdsl.workspace.selection import Selection, SelectionProblem, make_selection
from sibdsl.workspace.view import View

_OF_READING: Final = ("SIB0", "SIB1")
"""How the codes of findings begin that hold for a file whatever it is a part of."""


class HeldContract:
    """A contract that is being worked on.

    Attributes:
        path: its own file.
        live: its newest state.
        selection: which findings are wanted.
        seen: the open documents whose text it has, by key, each with the number of the change that made that text.
        files: the keys of the files that it was read from.
    """

    __slots__ = ("files", "live", "path", "seen", "selection")

    def __init__(self, path: str, documents: Collection[Document], selection: Selection) -> None:
        """`documents` are the open ones that it is made of, as far as that is known."""
        self.path = path
        self.live = LiveContract(path, {document.key: document.screen.text for document in documents})
        self.selection = selection
        self.seen = {document.key: document.changed for document in documents}
        self.files: set[str] = set()


class Contracts:
    """All contracts with an open file."""

    def __init__(self, documents: Documents, note: Callable[[str], None], tell: Callable[[str], None]) -> None:
        """`note` is for those who look for faults, `tell` for the person who writes."""
        self.index = PartIndex()
        self._documents = documents
        self._note = note
        self._tell = tell
        self._told: set[str] = set()
        self._held: dict[str, HeldContract] = {}
        self._unread: set[str] = set()

    def __iter__(self) -> Iterator[HeldContract]:
        return iter(tuple(self._held.values()))

    def of_document(self, document: Document) -> list[tuple[View, str]]:
        """The newest states of the contracts that a document belongs to, each with the path that it has there.

        The contract that is open itself comes first. A document that no contract reads, because the line that
        imports it is not finished, is looked at alone.
        """
        self._read_lines()
        contracts = self.index.contracts_of(document.path)
        ordered = sorted(contracts, key=lambda path: self._documents.with_key(key_of(path)) is None)
        found = [place for path in ordered for place in _in_view(self.view_of(self._hold(path)), document)]
        return found or _in_view(self.view_of(self._hold(document.path)), document)

    def view_of(self, held: HeldContract) -> View:
        """The newest state of a contract: what was typed into its files since the last time is read now."""
        reach = self.index.reach(held.path) | held.files
        for document in self._documents.newest():
            if document.key in reach and held.seen.get(document.key) != document.changed:
                held.seen[document.key] = document.changed
                held.live.replace(document.key, document.screen.text)
        faults = held.live.faults
        view = held.live.view()
        held.files = self.keys_of(view)
        if held.live.faults > faults:
            self._note(f"a fault in sib, not in your contract: `{held.path}` had to be read from the start")
        return view

    @staticmethod
    def keys_of(view: View) -> set[str]:
        """The keys of the files of a contract."""
        return {key_of(path) for path in view.files}

    def take(self, document: Document) -> None:
        """A document was opened or changed."""
        self._unread.add(document.key)

    def take_disk(self, path: str) -> None:
        """A file changed on the disk, or is no longer open; an open one is as it is on the screen."""
        key = key_of(path)
        document = self._documents.with_key(key)
        if document is not None:
            self.take(document)
            return
        self.index.take_disk(path)
        for held in self._held.values():
            if key in held.seen or key in held.files or key in self.index.reach(held.path):
                held.seen.pop(key, None)
                held.live.reload(key)

    def take_options(self) -> None:
        """A file of options changed."""
        self._told.clear()
        for held in self._held.values():
            held.selection = self._selection(held.path)

    def settle(self) -> None:
        """Hold the contracts of all open documents, and no others."""
        wanted = {key_of(view.path) for document in self._documents for view, _ in self.of_document(document)}
        self._held = {key: held for key, held in self._held.items() if key in wanted}

    def findings(self, held: HeldContract) -> dict[str, list[Diagnostic]]:
        """The findings of a contract by the path of their file; every file of it is there."""
        view = self.view_of(held)
        found: dict[str, list[Diagnostic]] = {path: [] for path in view.files}
        wanted = held.selection.apply(view.diagnostics)
        if not self.index.declares_contract(held.path):
            wanted = tuple(each for each in wanted if each.code.startswith(_OF_READING))
        for each in wanted:
            found.setdefault(each.path or held.path, []).append(each)
        return found

    def _read_lines(self) -> None:
        """Look again at what the files import that changed."""
        while self._unread:
            document = self._documents.with_key(self._unread.pop())
            if document is not None:
                self.index.take_text(document.path, document.screen.text)

    def _hold(self, path: str) -> HeldContract:
        key = key_of(path)
        held = self._held.get(key)
        if held is None:
            reach = self.index.reach(path)
            made_of = [document for document in self._documents.newest() if document.key in reach]
            held = self._held[key] = HeldContract(path, made_of, self._selection(path))
        return held

    def _selection(self, path: str) -> Selection:
        try:
            options = find_options(os.path.dirname(path))
            return make_selection(options.select, options.ignore)
        except (OptionsProblem, SelectionProblem) as problem:
            if str(problem) not in self._told:
                self._told.add(str(problem))
                self._tell(f"{problem}. Until then everything is reported.")
            return Selection()


def _in_view(view: View, document: Document) -> list[tuple[View, str]]:
    return [(view, path) for path in view.files if key_of(path) == document.key][:1]
