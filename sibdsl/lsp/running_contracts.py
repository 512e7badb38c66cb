"""What stands above declarations, to click on, and what happens then: scenarios run, pages shown.

In: requests for lenses, and commands with the address of a document.
Out: lenses of the protocol, amounts, Markdown and HTML.
Relies on: `sibdsl.ide.lenses` for where they stand, `Errands` for everything that computes.
Guarantees: the scenarios of a state of a contract are run once, however many lenses show their amounts, and only when
the typing has stopped; a contract with errors is not run, and the lens says what it would do.
"""

import asyncio
from typing import Any, Final
from weakref import WeakKeyDictionary

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from sibdsl.ide.lenses import lenses
from sibdsl.ide.references import references
from sibdsl.lsp.asking import Asked, answer, carry_out, find_asked, refuse_outdated
from sibdsl.lsp.errands import Answer, Errands
from sibdsl.lsp.server import ContractServer
from sibdsl.workspace.view import View

RUN: Final = "sib.runScenario"
RUN_ALL: Final = "sib.runAllScenarios"
SUMMARY: Final = "sib.summary"
PREVIEW: Final = "sib.preview"
USES: Final = "sib.references"

PAUSE: Final = 0.3
"""Seconds without typing after which scenarios are run to show their amounts."""


def register(server: ContractServer) -> None:
    """Let the server answer requests for lenses, and carry out commands."""
    desk = _Desk(server)
    options = types.CodeLensOptions(resolve_provider=True)
    answer(server, types.TEXT_DOCUMENT_CODE_LENS, desk.lenses, [], options)
    answer(server, types.CODE_LENS_RESOLVE, desk.resolve)

    @server.feature(types.SHUTDOWN)
    def shut(params: None) -> None:
        desk.shut()

    for name, command in (
        (RUN, desk.run_scenario),
        (RUN_ALL, desk.run_all),
        (SUMMARY, desk.summary),
        (PREVIEW, desk.preview),
        (USES, desk.uses),
    ):
        carry_out(server, name, command)


class _Desk:
    """Carries out what people click on."""

    def __init__(self, server: ContractServer) -> None:
        self._server = server
        self._errands = Errands()
        self._runs: WeakKeyDictionary[View, asyncio.Task[Answer]] = WeakKeyDictionary()

    def lenses(self, params: types.CodeLensParams) -> list[types.CodeLens]:
        """The lenses of a document; those of scenarios have no words before somebody looks at them."""
        uri = params.text_document.uri
        asked = find_asked(self._server, uri)
        if asked is None or not self._server.settings.lenses:
            return []
        found = []
        for lens in lenses(asked.view, asked.path):
            place = asked.range(lens.place)
            if lens.kind == "scenario":
                found.append(types.CodeLens(place, data={"uri": uri, "title": lens.name, "words": lens.words}))
            elif lens.kind == "summary":
                found.append(types.CodeLens(place, types.Command(lens.words, SUMMARY, arguments=[uri])))
            else:
                where = {"line": place.start.line, "character": place.start.character}
                found.append(types.CodeLens(place, types.Command(lens.words, USES, arguments=[uri, where])))
        return found

    async def resolve(self, lens: types.CodeLens) -> types.CodeLens:
        """The lens of a scenario with what becomes of it."""
        data: Any = lens.data
        if not isinstance(data, dict) or not isinstance(data.get("uri"), str):
            return lens
        title = str(data.get("title"))
        words = await self._words_for(data["uri"], title) or str(data.get("words"))
        lens.command = types.Command(words, RUN, arguments=[data["uri"], title])
        return lens

    async def run_scenario(self, *arguments: Any) -> Answer | None:
        """Run one scenario: the address of the document and the title."""
        asked = self._asked(arguments)
        if asked is None or len(arguments) < 2:
            return None
        found = await self._do(asked, "run", title=str(arguments[1]))
        self._say(found, f"{found.get('title')}: {found.get('words')}", bool(found.get("passed")))
        return found

    async def run_all(self, *arguments: Any) -> Answer | None:
        """Run every scenario of the contract of a document: its address."""
        asked = self._asked(arguments)
        if asked is None:
            return None
        found = await self._do(asked, "run all")
        runs = found.get("runs", [])
        failed = [f"“{run['title']}”" for run in runs if not run["passed"]]
        passed = f"{len(runs) - len(failed)} of {len(runs)} scenarios pass"
        self._say(found, passed + (f"; what does not: {', '.join(failed)}" if failed else ""), not failed)
        return {**found, "markdown": "\n\n".join(run["markdown"] for run in runs)} if runs else found

    async def summary(self, *arguments: Any) -> Answer | None:
        """Summarise the contract of a document, as HTML and as Markdown: its address."""
        asked = self._asked(arguments)
        return await self._do(asked, "summary") if asked else None

    async def preview(self, *arguments: Any) -> Answer | None:
        """The page on which the contract of a document is tried out, as HTML: its address."""
        asked = self._asked(arguments)
        return await self._do(asked, "try out") if asked else None

    async def uses(self, *arguments: Any) -> list[types.Location] | None:
        """Where what is declared at a place is named: the address of the document, and the place."""
        asked = self._asked(arguments)
        if asked is None or len(arguments) < 2:
            return None
        offset = asked.offset(_position(arguments[1]))
        return [asked.location(asked.view, found) for found in references(asked.view, asked.path, offset, False)]

    def shut(self) -> None:
        """End what still computes."""
        self._errands.end()

    async def _words_for(self, uri: str, title: str) -> str | None:
        """What becomes of a scenario, in a few words; None where it cannot be run."""
        try:
            await asyncio.sleep(PAUSE)
            asked = find_asked(self._server, uri)
            if asked is None:
                return None
            refuse_outdated(asked.document)
            if any(found.severity == "error" for found in asked.view.diagnostics):
                return None
            task = self._runs.get(asked.view)
            if task is None:
                task = self._runs[asked.view] = asyncio.ensure_future(self._do(asked, "run all"))
            # Several lenses wait for one run; that one of them is taken back stops none of the others.
            runs = (await asyncio.shield(task)).get("runs", [])
        except JsonRpcException:
            raise
        except Exception as fault:
            self._server.report_server_error(fault)
            return None
        return next((str(run["words"]) for run in runs if run["title"] == title), None)

    def _asked(self, arguments: tuple[Any, ...]) -> Asked | None:
        return find_asked(self._server, arguments[0]) if arguments and isinstance(arguments[0], str) else None

    async def _do(self, asked: Asked, what: str, **more: Any) -> Answer:
        texts = self._server.documents.texts()
        files = self._server.contracts.keys_of(asked.view)
        found = await self._errands.do(
            what, asked.view.path, {key: text for key, text in texts.items() if key in files}, **more
        )
        if "fault" in found:
            self._server.log(f"a fault in sib, not in your contract; please report it: {found['fault']}")
        return found

    def _say(self, found: Answer, words: str, well: bool) -> None:
        """Tell the person who clicked what came of it."""
        words = found.get("refusal") or (words if "fault" not in found else "sib could not do this; see its log")
        kind = types.MessageType.Info if well else types.MessageType.Warning
        self._server.window_show_message(types.ShowMessageParams(kind, words))


def _position(sent: Any) -> types.Position:
    """A place in the arguments of a command, where the protocol does not say what there is."""
    table = sent._asdict() if hasattr(sent, "_asdict") else sent if isinstance(sent, dict) else {}
    numbers = [table.get(name) for name in ("line", "character")]
    return types.Position(*(number if isinstance(number, int) and number >= 0 else 0 for number in numbers))
