"""The protocol as pygls speaks it, where an editor may do what it should not.

In: messages. Out: calls of the server's handlers, and answers.
Relies on: pygls; its own store of documents is not used, because it ends lines where the protocol does not.
Guarantees: every request is answered, also one that cannot be understood, comes too early or too late; nothing
that an editor sends ends the server but `exit`; a handler can tell what changed since its request came.
"""

import contextvars
import logging
from typing import TYPE_CHECKING, Any, Final, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams, JsonRpcInvalidRequest, JsonRpcServerNotInitialized
from pygls.protocol import JsonRPCNotification, LanguageServerProtocol, lsp_method

if TYPE_CHECKING:
    from sibdsl.lsp.server import ContractServer

ARRIVED: Final[contextvars.ContextVar[int]] = contextvars.ContextVar("arrived", default=-1)
"""How many changes of documents had come when the request that is being answered came."""

_PASSED_OVER: Final = JsonRPCNotification(method="$/passedOver", jsonrpc="2.0", params=None)


class ContractProtocol(LanguageServerProtocol):
    """Speaks the protocol for a `ContractServer`."""

    _server: "ContractServer"

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The message in a piece of JSON; one that cannot be understood is answered here and passed over."""
        if "jsonrpc" not in data:
            return data
        try:
            return super().structure_message(data)
        except Exception:
            what = f"`{data.get('method')}` came with parameters that cannot be understood"
            self._server.log(what)
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=JsonRpcInvalidParams(what).to_response_error())
            return _PASSED_OVER

    def handle_message(self, message: Any) -> None:
        """Hand a message on; after `shutdown` every request is refused."""
        if self._shutdown and getattr(message, "method", None) not in (None, types.EXIT):
            if getattr(message, "id", None) is not None:
                refusal = JsonRpcInvalidRequest("the server was asked to shut down").to_response_error()
                self._send_response(message.id, error=refusal)
            return
        super().handle_message(message)

    def _handle_request(self, msg_id: Any, method_name: str, params: Any) -> None:
        if self._workspace is None and method_name != types.INITIALIZE:
            refusal = JsonRpcServerNotInitialized("`initialize` comes first").to_response_error()
            self._send_response(msg_id, error=refusal)
            return
        ARRIVED.set(self._server.documents.changes)
        super()._handle_request(msg_id, method_name, params)

    def _handle_notification(self, method_name: str, params: Any) -> None:
        if self._workspace is None and method_name not in (types.EXIT, types.CANCEL_REQUEST):
            return
        super()._handle_notification(method_name, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take in a document that was opened."""
        self._server.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take in what changed in a document."""
        self._server.changed(params.text_document, cast(Any, params.content_changes))

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a document that was closed."""
        self._server.closed(params.text_document.uri)


def quiet_protocol_log() -> None:
    """Keep what pygls notes for itself off standard error: editors show that to people."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
