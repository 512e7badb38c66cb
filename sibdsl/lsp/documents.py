"""The documents that are open in the editor.

In: what the editor says of opening, changing and closing documents.
Out: `Document`s by address or by file, each with its text as it is on the screen.
Relies on: the editor telling every change in order.
Guarantees: what is not open is None; a change of a document that was never opened is passed over; of a file that
is open under two addresses the text that changed last counts.
"""

import os
from collections.abc import Collection, Iterator

from lsprotocol import types

from sibdsl.lsp.addresses import key_of, path_of_unsaved, path_of_uri
from sibdsl.lsp.screen_text import ScreenText

TextChange = types.TextDocumentContentChangeEvent


class Document:
    """An open document.

    Attributes:
        uri: its address, as the editor wrote it.
        path: its file; for one that was never saved a path that no file has.
        key: the same for every path of this file.
        version: the number that the editor gave to this state of it.
        screen: its text.
        changed: the number of the change, among all changes of all documents, that made this state.
    """

    __slots__ = ("changed", "key", "path", "screen", "uri", "version")

    def __init__(self, uri: str, path: str, version: int, screen: ScreenText, changed: int) -> None:
        self.uri = uri
        self.path = path
        self.key = key_of(path)
        self.version = version
        self.screen = screen
        self.changed = changed


class Documents:
    """All open documents. `changes` counts what was opened, changed and closed so far."""

    def __init__(self) -> None:
        self.changes = 0
        self.encoding = "utf-16"
        self.folder = os.getcwd()
        self._by_uri: dict[str, Document] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(tuple(self._by_uri.values()))

    def find(self, uri: str) -> Document | None:
        """The open document with an address."""
        return self._by_uri.get(uri)

    def with_key(self, key: str) -> Document | None:
        """The open document of a file; of several the one that changed last."""
        found = [document for document in self._by_uri.values() if document.key == key]
        return max(found, key=lambda document: document.changed, default=None)

    def all_with_key(self, key: str) -> list[Document]:
        """Every open document of a file."""
        return [document for document in self._by_uri.values() if document.key == key]

    def newest(self) -> Collection[Document]:
        """Every open file once; of one that is open under two addresses the document that changed last."""
        ordered = sorted(self._by_uri.values(), key=lambda document: document.changed)
        return {document.key: document for document in ordered}.values()

    def texts(self) -> dict[str, str]:
        """The texts of all open files by their keys."""
        return {document.key: document.screen.text for document in self.newest()}

    def open(self, uri: str, language: str | None, version: int, text: str) -> Document:
        """Take in a document; one that is open already is taken in again."""
        self.changes += 1
        known = self._by_uri.get(uri)
        path = known.path if known else path_of_uri(uri) or path_of_unsaved(uri, language, self.folder)
        document = Document(uri, path, version, ScreenText(text, self.encoding), self.changes)
        self._by_uri[uri] = document
        return document

    def change(self, uri: str, version: int, changes: list[TextChange]) -> Document | None:
        """Carry out changes, each of the text that the one before left; None when the document is not open."""
        document = self._by_uri.get(uri)
        if document is None:
            return None
        self.changes += 1
        screen = document.screen
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                screen = screen.changed(change.range, change.text)
            else:
                screen = ScreenText(change.text, self.encoding)
        document.screen, document.version, document.changed = screen, version, self.changes
        return document

    def close(self, uri: str) -> Document | None:
        """Forget a document; None when it was not open."""
        self.changes += 1
        return self._by_uri.pop(uri, None)
