"""Files on an editor's desk: contracts opened, typed into, and looked at.

In: texts with `‸` where the caret is. Out: open documents, with what is asked about them as short methods.
Relies on: a client of pytest-lsp. Guarantees: a document is closed at the end, so that tests can share a server.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient

CARET = "‸"

HEAD = """\
contract pilot "A pilot" {
  jurisdiction "England"
  currency     GBP
  term         2024-01-01 to 2026-12-31
}

party council  "City Council"    is outcome_payer
party provider "Good Beginnings" is service_provider
"""


class Page:
    """An open document."""

    def __init__(self, editor: LanguageClient, uri: str, text: str) -> None:
        self.editor = editor
        self.uri = uri
        self.text = text
        self.version = 1

    @property
    def identifier(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri)

    def position(self, offset: int) -> types.Position:
        """Where an offset is for an editor that counts UTF-16 units, worked out without the code under test."""
        before = self.text[:offset].replace("\r\n", "\n").replace("\r", "\n")
        line = before.rpartition("\n")[2]
        return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)

    def range(self, start: int, end: int) -> types.Range:
        return types.Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; the opposite of `position`, found by trying."""
        return next(offset for offset in range(len(self.text), -1, -1) if self.position(offset) == position)

    def marked(self, range: types.Range) -> str:
        """The text that a range covers."""
        return self.text[self.offset(range.start) : self.offset(range.end)]

    def find(self, words: str, nth: int = 1) -> types.Range:
        """The range of the nth time that words stand in the text."""
        start = -1
        for _ in range(nth):
            start = self.text.index(words, start + 1)
        return self.range(start, start + len(words))

    def at(self, words: str, nth: int = 1) -> types.Position:
        return self.find(words, nth).start

    def type_over(self, words: str, new: str, nth: int = 1) -> None:
        """Replace words as an editor does."""
        place = self.find(words, nth)
        start = self.offset(place.start)
        self.text = self.text[:start] + new + self.text[start + len(words) :]
        self._change(types.TextDocumentContentChangePartial(place, new))

    def replace_all(self, text: str) -> None:
        self.text = text
        self._change(types.TextDocumentContentChangeWholeDocument(text))

    def apply(self, edits: Sequence[types.TextEdit]) -> str:
        """The text after edits, which is typed too."""
        text = self.text
        for edit in sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
            start, end = self.offset(edit.range.start), self.offset(edit.range.end)
            text = text[:start] + edit.new_text + text[end:]
        self.replace_all(text)
        return text

    async def findings(self) -> list[types.Diagnostic]:
        """The findings of this version, waited for."""
        await told(self.editor, lambda: self.editor_version() >= self.version)
        return list(self.editor.diagnostics[self.uri])

    async def codes(self) -> list[str]:
        return [str(found.code) for found in await self.findings()]

    def editor_version(self) -> int:
        return self.editor.told.get(self.uri, 0)  # type: ignore[attr-defined, no-any-return]

    def _change(self, change: types.TextDocumentContentChangeEvent) -> None:
        self.version += 1
        self.editor.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(self.version, self.uri), [change])
        )


async def told(editor: LanguageClient, condition: Callable[[], bool]) -> None:
    """Wait until the findings that the server told make a condition hold."""
    while not condition():
        waiting = editor.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        await asyncio.wait_for(waiting, timeout=20)


def codes_at(editor: LanguageClient, uri: str) -> list[str]:
    """The codes of the findings that the server told of a file."""
    return [str(found.code) for found in editor.diagnostics.get(uri, ())]


@asynccontextmanager
async def opened(editor: LanguageClient, uri: str, text: str, language: str = "sib") -> AsyncIterator[Page]:
    """A document that is open for a while."""
    editor.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text)))
    try:
        yield Page(editor, uri, text)
    finally:
        editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))


@asynccontextmanager
async def on_disk(editor: LanguageClient, path: Path, text: str) -> AsyncIterator[Page]:
    """A file that is written to the disk, and open."""
    path.write_text(text, encoding="utf-8", newline="")
    async with opened(editor, path.as_uri(), text) as page:
        yield page
