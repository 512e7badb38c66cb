"""The server: open documents, the contracts they belong to, and when findings are told.

In: what the editor opens, changes and closes, and its settings.
Out: findings, soon after the typing stops; views for the features.
Relies on: `Contracts`; the features register themselves in `features`.
Guarantees: findings are told at most a tenth of a second after a change, however long somebody types; those of a
file that is right again, or that nobody works on any more, are taken back; a feature that fails is noted in the
editor's log, and the server goes on.
"""

import asyncio
import os
import traceback
from collections.abc import Sequence
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

import sibdsl
from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.lsp.addresses import key_of, path_of_uri, uri_of_path
from sibdsl.lsp.contracts import Contracts
from sibdsl.lsp.documents import Document, Documents, TextChange
from sibdsl.lsp.findings import protocol_diagnostic
from sibdsl.lsp.part_index import files_of_folder
from sibdsl.lsp.protocol import ContractProtocol
from sibdsl.lsp.screen_text import ScreenText
from sibdsl.lsp.settings import Settings
from sibdsl.source.file import SourceFile
from sibdsl.workspace.imports import project_of
from sibdsl.workspace.view import View

PAUSE: Final = 0.02
"""Seconds without typing after which findings are told."""
LONGEST_WAIT: Final = 0.1
"""Seconds after which they are told although the typing goes on."""
LONGEST_SEARCH: Final = 1.0
"""Seconds for which findings wait until it is known what a file is a part of."""


class ContractServer(LanguageServer):
    """Serves one editor."""

    protocol: ContractProtocol

    def __init__(self) -> None:
        self.documents = Documents()
        self.settings = Settings()
        self.contracts = Contracts(self.documents, self.log, self.tell)
        self._told: dict[str, tuple[int | None, list[types.Diagnostic]]] = {}
        self._screens: dict[str, tuple[SourceFile, ScreenText]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._first_change = 0.0
        self._searches: set[asyncio.Task[None]] = set()
        self._waits_until = 0.0
        super().__init__("sib", sibdsl.__version__, protocol_cls=ContractProtocol, converter_factory=default_converter)

    def log(self, line: str) -> None:
        """Note something where the editor keeps what servers note."""
        if self.protocol.writer is not None:
            self.window_log_message(types.LogMessageParams(types.MessageType.Warning, line))

    def tell(self, sentence: str) -> None:
        """Tell the person who writes."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, sentence))

    def report_server_error(self, error: Exception, source: Any = None) -> None:
        """Note a fault of ours where only those look who want to know; a refusal is none."""
        if isinstance(error, JsonRpcException) and not isinstance(error, JsonRpcInternalError):
            return
        if isinstance(error, ValueError) and source is JsonRpcException:
            self.log("a message came that cannot be read")
            return
        last = traceback.extract_tb(error.__traceback__)[-1:]
        place = f", {os.path.basename(last[0].filename)}:{last[0].lineno}" if last else ""
        what = f"{type(error).__name__}: {error}{place}"
        self.log(f"a fault in sib {sibdsl.__version__}, not in your contract; please report it: {what}")

    def opened(self, item: types.TextDocumentItem) -> None:
        """A document was opened."""
        document = self.documents.open(item.uri, item.language_id, item.version, item.text)
        self.contracts.take(document)
        self._search_for(document)
        self.check_soon()

    def changed(self, identifier: types.VersionedTextDocumentIdentifier, changes: Sequence[TextChange]) -> None:
        """A document was changed."""
        document = self.documents.change(identifier.uri, identifier.version, list(changes))
        if document is None:
            self.log(f"a change of `{identifier.uri}` came, which is not open")
            return
        self.contracts.take(document)
        self.check_soon()

    def closed(self, uri: str) -> None:
        """A document was closed."""
        document = self.documents.close(uri)
        if document is None:
            return
        self._tell(uri, None, [])
        self.contracts.take_disk(document.path)
        self.check_soon()

    def screen_of(self, source: SourceFile) -> tuple[str, ScreenText]:
        """The address of a file, and its text as the editor counts in it."""
        document = self.documents.with_key(key_of(source.path))
        if document is not None:
            return document.uri, document.screen
        known = self._screens.get(source.path)
        if known is None or known[0] is not source:
            known = self._screens[source.path] = source, ScreenText(source.text, self.documents.encoding)
        return uri_of_path(source.path), known[1]

    def screen_of_path(self, view: View, path: str) -> tuple[str, ScreenText]:
        """The address of a file of a contract, and its text as the editor counts in it."""
        return self.screen_of(view.files.get(path) or SourceFile(path, ""))

    def search_folder(self, folder: str) -> None:
        """Look for contracts in a folder, beside everything else."""
        if self.contracts.index.searched(folder):
            return
        loop = asyncio.get_running_loop()
        task = loop.create_task(self._search(folder))
        self._searches.add(task)
        task.add_done_callback(self._searches.discard)
        self._waits_until = loop.time() + LONGEST_SEARCH
        loop.call_at(self._waits_until, self.check_soon)

    async def end_of_search(self) -> None:
        """Wait until it is known what a file is a part of, but not for long."""
        left = self._waits_until - asyncio.get_running_loop().time()
        if self._searches and left > 0:
            await asyncio.wait(self._searches, timeout=left)

    def check_soon(self) -> None:
        """Check what is open and tell the findings, when the typing stops or has gone on for long enough."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._timer is None:
            self._first_change = now
        else:
            self._timer.cancel()
        self._timer = loop.call_at(min(now + PAUSE, self._first_change + LONGEST_WAIT), self._check)

    def _search_for(self, document: Document) -> None:
        """Find the contracts that a document may be a part of."""
        if path_of_uri(document.uri) is not None:
            self.search_folder(project_of(document.path))

    async def _search(self, folder: str) -> None:
        try:
            found = await asyncio.get_running_loop().run_in_executor(None, files_of_folder, folder)
            self.contracts.index.take_folder(folder, found)
        except Exception as fault:
            self.report_server_error(fault)
        self.check_soon()

    def _check(self) -> None:
        self._timer = None
        try:
            self._check_all()
        except Exception as fault:
            self.report_server_error(fault)

    def _check_all(self) -> None:
        """Check every contract with an open file, and tell what changed."""
        if self._searches and asyncio.get_running_loop().time() < self._waits_until:
            return  # What a file is a part of is known when the search is done, and that checks.
        self.contracts.settle()
        paths: dict[str, str] = {}
        by_file: dict[str, dict[Diagnostic, None]] = {}
        for held in self.contracts:
            for path, found in self.contracts.findings(held).items():
                key = key_of(path)
                paths.setdefault(key, path)
                by_file.setdefault(key, {}).update(dict.fromkeys(found))
        gone = set(self._told)
        for key, findings in by_file.items():
            gone -= self._tell_of_file(key, paths[key], list(findings))
        for uri in gone:
            self._tell(uri, None, [])
        self._screens = {path: self._screens[path] for path in paths.values() if path in self._screens}

    def _tell_of_file(self, key: str, path: str, findings: list[Diagnostic]) -> set[str]:
        """Tell the findings of a file under every address that it is open at; gives these addresses."""
        told = [protocol_diagnostic(each, self.screen_of) for each in findings]
        places: dict[str, int | None] = {open.uri: open.version for open in self.documents.all_with_key(key)}
        for uri, version in (places or {uri_of_path(path): None}).items():
            self._tell(uri, version, told)
        return set(places) or {uri_of_path(path)}

    def _tell(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        """Tell the findings of a file, unless the editor knows that these are those of this version."""
        if self._told.get(uri, (None, [])) == (version, found):
            return
        if found or version is not None:
            self._told[uri] = version, found
        else:
            self._told.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))
