"""The server of the live page, for browsers on this machine alone.

In: states, as they come. Out: the page, what it asks for, and a word to it whenever there is a new state.
Relies on: the HTTP server of the standard library, which is enough for one reader.
Guarantees: it listens on the loopback address only and answers only requests that name it, so that no page of another
site can read a contract through it; nothing that it serves can be changed by a request.
"""

import json
import time
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Any, Final
from urllib.parse import urlsplit

from sibdsl.generators.preview.page import live_page
from sibdsl.generators.preview.script import live_script, preview_module
from sibdsl.preview.state import State

LOOPBACK: Final = "127.0.0.1"

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# A reader that has gone is noticed when something is written to it.
_SIGN_OF_LIFE: Final = 10.0


class PreviewServer:
    """Serves the newest state. `address` is where; call `close` in the end."""

    def __init__(self, port: int, state: State) -> None:
        self._changed = Condition()
        self._state = state
        self._open = True
        self._http = _Server((LOOPBACK, port), _Handler)
        self._http.preview = self
        self.port = int(self._http.server_address[1])
        self.address = f"http://{LOOPBACK}:{self.port}/"
        Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    @property
    def state(self) -> State:
        """The state that is shown."""
        return self._state

    def show(self, state: State) -> None:
        """Show another state, and tell every page that is open."""
        with self._changed:
            self._state = state
            self._changed.notify_all()

    def wait_beyond(self, number: int) -> int | None:
        """Wait a while for a state behind `number`, and give the number of the newest; None when the server closes."""
        with self._changed:
            self._changed.wait_for(lambda: self._state.number != number or not self._open, timeout=_SIGN_OF_LIFE)
            return self._state.number if self._open else None

    def close(self) -> None:
        """Stop serving."""
        with self._changed:
            self._open = False
            self._changed.notify_all()
        self._http.shutdown()
        self._http.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    preview: PreviewServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a browser that closed its window while it was answered."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request."""
        preview = self.server.preview
        if self.headers.get("Host") not in (f"{LOOPBACK}:{preview.port}", f"localhost:{preview.port}"):
            self._send(HTTPStatus.FORBIDDEN, "text/plain", "this page is for browsers on this machine")
            return
        path = urlsplit(self.path).path
        answer = _ANSWERS.get(path)
        if path == "/events":
            self._send_events()
        elif answer is None:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", "there is no such page; the preview is at /")
        else:
            kind, text = answer[0], answer[1](preview.state)
            self._send(HTTPStatus.OK, kind, text)

    def _send(self, status: HTTPStatus, kind: str, text: str) -> None:
        data = text.encode("utf-8", "replace")
        self.send_response(status)
        self._send_headers(f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _send_headers(self, kind: str) -> None:
        self.send_header("Content-Type", kind)
        for name, value in _HEADERS.items():
            self.send_header(name, value)

    def _send_events(self) -> None:
        """Tell the page the number of each new state, until it goes or the server closes."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self._send_headers("text/event-stream")
        self.end_headers()
        preview = self.server.preview
        number: int | None = preview.state.number
        while number is not None:
            self.wfile.write(f"data: {number}\n\n".encode())
            self.wfile.flush()
            number = preview.wait_beyond(number)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for findings."""


def state_json(state: State) -> str:
    """What the page shows of a state; `good` numbers the contract that is without errors, 0 if there is none yet."""
    contract = state.contract
    return json.dumps(
        {
            "version": state.number,
            "good": 0 if contract is None else contract.number,
            "ok": state.ok,
            "status": _status(state),
            "title": "" if contract is None else contract.title,
            "findings": state.findings(),
            "scenarios": "" if contract is None else contract.scenarios,
            "summary": "" if contract is None else contract.summary,
        }
    )


def _status(state: State) -> str:
    now = time.strftime("%H:%M:%S")
    errors = sum(found.severity == "error" for found in state.diagnostics)
    if state.ok:
        return f"up to date at {now}"
    what = f"{errors} error{'' if errors == 1 else 's'}" if errors else "a fault of sib"
    shown = "what you see below is from before" if state.contract else "nothing to show yet"
    return f"{what} at {now}; {shown}"


def _title(state: State) -> str:
    return "Preview of a contract" if state.contract is None else state.contract.title


def _module(state: State) -> str:
    return "" if state.contract is None else state.contract.module


_ANSWERS: Final[dict[str, tuple[str, Callable[[State], str]]]] = {
    "/": ("text/html", lambda state: live_page(_title(state))),
    "/state.json": ("application/json", state_json),
    "/contract.mjs": ("text/javascript", _module),
    "/preview.js": ("text/javascript", lambda _: preview_module()),
    "/live.js": ("text/javascript", lambda _: live_script()),
}
