"""What a request is about: a document as it is now, in its contract; and how requests are answered.

In: requests. Out: answers, from functions of a feature.
Relies on: `ContractServer` for documents and contracts.
Guarantees: every request sees the newest texts; a document that is not open, or of which nothing can be known,
has the empty answer; so has a feature that fails, which is noted; a request whose answer would change texts is
refused as outdated when its document changed after it came.
"""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified, JsonRpcException

from sibdsl.lsp.addresses import key_of
from sibdsl.lsp.documents import Document
from sibdsl.lsp.protocol import ARRIVED
from sibdsl.lsp.screen_text import ScreenText
from sibdsl.lsp.server import ContractServer
from sibdsl.workspace.view import Place, View

Params = TypeVar("Params")
Answer = TypeVar("Answer")


class Asked:
    """A document that a request is about.

    Attributes:
        document: the open document.
        views: the contracts that it belongs to, each with the path that the file has there.
        view: the first of them.
        path: the path of the file in it.
        screen: the text as the editor counts in it.
    """

    __slots__ = ("_server", "document", "path", "screen", "view", "views")

    def __init__(self, server: ContractServer, document: Document, views: list[tuple[View, str]]) -> None:
        self._server = server
        self.document = document
        self.views = views
        self.view, self.path = views[0]
        self.screen = document.screen

    def offset(self, position: types.Position) -> int:
        """The offset of a place that the editor named."""
        return self.screen.offset(position)

    def range(self, place: Place) -> types.Range:
        """A place of this document, for the editor."""
        return self.screen.range(place.start, place.end)

    def screen_of(self, view: View, path: str) -> tuple[str, ScreenText]:
        """The address of a file of a contract, and its text as the editor counts in it."""
        if key_of(path) == self.document.key:
            return self.document.uri, self.screen
        return self._server.screen_of_path(view, path)

    def location(self, view: View, place: Place) -> types.Location:
        """A place of any file of a contract, for the editor."""
        uri, screen = self.screen_of(view, place.path)
        return types.Location(uri, screen.range(place.start, place.end))


def find_asked(server: ContractServer, uri: str) -> Asked | None:
    """What is known of a document; None when it is not open."""
    document = server.documents.find(uri)
    if document is None:
        return None
    views = server.contracts.of_document(document)
    return Asked(server, document, views) if views else None


def answer(
    server: ContractServer, method: str, function: Callable[[Params], Any], empty: Any = None, options: Any = None
) -> None:
    """Answer the requests of a method by a function, which may be a coroutine."""

    async def handle(params: Params) -> Any:
        return await _answered(server, function, (params,), empty)

    server.feature(method, options)(handle)


def carry_out(server: ContractServer, name: str, function: Callable[..., Any]) -> None:
    """Carry out a command by a function, which may be a coroutine."""

    async def handle(*arguments: Any) -> Any:
        return await _answered(server, function, arguments, None)

    server.command(name)(handle)


async def _answered(
    server: ContractServer, function: Callable[..., Any], arguments: tuple[Any, ...], empty: Any
) -> Any:
    try:
        await server.end_of_search()
        found = function(*arguments)
        return await found if inspect.isawaitable(found) else found
    except JsonRpcException:
        raise
    except Exception as fault:
        server.report_server_error(fault)
        return empty


def refuse_outdated(document: Document) -> None:
    """Refuse to change a document that changed since the request came.

    Raises:
        JsonRpcContentModified: when it did; the editor then asks again if it still wants to know.
    """
    if document.changed > ARRIVED.get() >= 0:
        raise JsonRpcContentModified("the text changed in the meantime")
