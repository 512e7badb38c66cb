"""A long session with everything that can happen in one: edits, questions, changes of mind, on any text.

It is short beside one's work, and 10,000 steps long where a machine has minutes (CI=true).
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
from pathlib import Path
from typing import Any

from lsprotocol import types

from sibdsl.lsp.screen_text import ScreenText
from sibdsl.workspace.viewing import open_view
from tests.lsp.wire import Json, Refused, Wire, wire

ROOT = Path(__file__).parents[2]
STEPS = 10_000 if os.environ.get("CI") == "true" else 2_000
MOST_WAITING = 25
MOST_GROWTH = 1.2
OPEN_AT_ONCE = 6
LONGEST = 30_000

TAKEN_BACK, CONTENT_MODIFIED, CANNOT_BE_DONE = -32800, -32801, -32803

PIECES = (
    *(
        "\n",
        " ",
        "{",
        "}",
        '"',
        '"""',
        "#",
        ",",
        "1",
        "0",
        "%",
        "\r\n",
        "\t",
        "\u00e9",
        "\u05d0",
        "\U0001f600",
        "\ufeff",
    ),
    *(
        "payment ",
        "metric ",
        "party ",
        "import ",
        "at least ",
        "GBP 5,000",
        "2024-01-01",
        "otherwise  nothing\n",
        "\x00",
    ),
    *(
        'party x "X" is evaluator\n',
        "  cap GBP 10 in total\n",
        'import "rate_card.sib"\n',
        "\u201cquoted\u201d",
        "10.5%",
    ),
)
AT_A_PLACE = (
    *("hover", "definition", "references", "documentHighlight", "prepareRename", "rename", "completion"),
    "signatureHelp",
)
OF_A_STRETCH = ("codeAction", "rangeFormatting", "inlayHint", "semanticTokens/range")
OF_A_FILE = (
    *("documentSymbol", "foldingRange", "semanticTokens/full", "formatting", "codeLens", "semanticTokens/full/delta"),
)


class Writer:
    """Somebody who types at random, and never gives the same text twice."""

    def __init__(self, server: Wire, folder: Path, seed: int) -> None:
        self.server = server
        self.chance = random.Random(seed)
        self.originals = {path.as_uri(): text_of(path) for path in sorted(folder.rglob("*.sib*"))}
        self.open: dict[str, ScreenText] = {}
        self.versions: dict[str, int] = {}
        self.waiting: dict[int, asyncio.Future[Any]] = {}
        self.answered = 0
        self.refused = 0

    async def step(self) -> None:
        while len(self.open) < OPEN_AT_ONCE:
            self.open_one()
        doing = self.chance.random()
        if doing < 0.5:
            self.edit()
        elif doing < 0.92:
            self.ask()
        elif doing < 0.96 and self.waiting:
            self.server.cancel(self.chance.choice(list(self.waiting)))
        elif doing < 0.97:
            self.close_one()
        elif doing < 0.98:
            self.write_whole(self.chance.choice(list(self.open)))
        else:
            await self.listen()
        if len(self.waiting) > MOST_WAITING:
            await self.listen()

    def open_one(self) -> None:
        uri = self.chance.choice([uri for uri in self.originals if uri not in self.open])
        self.versions[uri] = self.versions.get(uri, 0) + 1
        self.open[uri] = ScreenText(self.originals[uri], "utf-16")
        self.server.open(uri, self.open[uri].written, self.versions[uri])

    def close_one(self) -> None:
        uri = self.chance.choice(list(self.open))
        del self.open[uri]
        self.server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def write_whole(self, uri: str) -> None:
        """Go back to the text of the beginning."""
        self.open[uri] = ScreenText(self.originals[uri], "utf-16")
        self.change(uri, {"text": self.originals[uri]})

    def edit(self) -> None:
        uri, place, start, end = self.stretch(30)
        screen = self.open[uri]
        if self.chance.random() < 0.3:
            other = self.open[self.chance.choice(list(self.open))].written
            at = self.chance.randrange(len(other) + 1)
            text = other[at : at + self.chance.randrange(200)]
        else:
            text = self.chance.choice(PIECES)
        if self.chance.random() < 0.7:
            place, end = {"start": place["start"], "end": place["start"]}, start
        self.open[uri] = ScreenText(screen.written[:start] + text + screen.written[end:], "utf-16")
        self.change(uri, {"range": place, "text": text})
        if len(self.open[uri].written) > LONGEST:
            self.write_whole(uri)

    def change(self, uri: str, change: Json) -> None:
        self.versions[uri] += 1
        document = {"uri": uri, "version": self.versions[uri]}
        self.server.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def stretch(self, longest: int) -> tuple[str, Json, int, int]:
        """Some stretch of some document, as the editor names it and as offsets."""
        uri = self.chance.choice(list(self.open))
        screen = self.open[uri]
        plain = Plain(screen.written)
        start = self.chance.randrange(len(screen.written) + 1)
        end = min(start + self.chance.randrange(longest), len(screen.written))
        start, end = plain.whole(start), plain.whole(end)
        return uri, {"start": plain.position(start), "end": plain.position(end)}, start, end

    def ask(self) -> None:
        chosen = self.chance.random()
        if chosen < 0.01:
            number, answer = self.server.ask(
                "workspace/symbol", {"query": self.chance.choice(("", "pay", "\U0001f600"))}
            )
        elif chosen < 0.015:
            command = {"command": "sib.summary", "arguments": [self.chance.choice(list(self.open))]}
            number, answer = self.server.ask("workspace/executeCommand", command)
        else:
            number, answer = self.ask_about_a_place()
        self.waiting[number] = answer

    def ask_about_a_place(self) -> tuple[int, asyncio.Future[Any]]:
        uri, place, _, _ = self.stretch(3_000)
        document = {"textDocument": {"uri": uri}}
        formatting = {"options": {"tabSize": 2, "insertSpaces": True}}
        method = self.chance.choice((*AT_A_PLACE, *OF_A_STRETCH, *OF_A_FILE))
        position = place["start"] if self.chance.random() < 0.9 else {"line": 99_999, "character": 7}
        extra: dict[str, Json] = {
            "references": {"context": {"includeDeclaration": True}},
            "rename": {"newName": self.chance.choice(("other", "payment", "a b", ""))},
            "codeAction": {"context": {"diagnostics": []}},
            "rangeFormatting": formatting,
            "formatting": formatting,
            "semanticTokens/full/delta": {"previousResultId": "1"},
        }
        params = {**document, **extra.get(method, {})}
        if method in AT_A_PLACE:
            params["position"] = position
        if method in OF_A_STRETCH:
            params["range"] = place
        return self.server.ask(f"textDocument/{method}", params)

    async def listen(self) -> None:
        """Wait for every answer; a refusal must be one of the three that the protocol has for it."""
        for answer in self.waiting.values():
            try:
                await answer
                self.answered += 1
            except Refused as refusal:
                assert refusal.code in (TAKEN_BACK, CONTENT_MODIFIED, CANNOT_BE_DONE), refusal
                self.refused += 1
        self.waiting.clear()

    async def rest(self) -> None:
        """Wait until everything that was typed is checked."""
        await self.listen()
        for uri in self.open:
            await self.server.diagnostics_of(uri, self.versions[uri])

    async def memory_of_originals(self) -> int:
        """The memory of the server when all texts are as they were in the beginning."""
        for uri in self.open:
            self.write_whole(uri)
        await self.rest()
        status = Path(f"/proc/{self.server.process.pid}/status")
        lines = status.read_text().splitlines() if status.is_file() else ["VmRSS: 1 kB"]
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


class Plain:
    """Offsets of a text as an editor has it, marks included."""

    def __init__(self, written: str) -> None:
        self.written = written
        self._screen = ScreenText("x" + written, "utf-16")

    def whole(self, offset: int) -> int:
        """An offset that is not between the two characters of a line end."""
        return offset + (self.written[max(offset - 1, 0) : offset + 1] == "\r\n")

    def position(self, offset: int) -> Json:
        found: types.Position = self._screen.position(offset + 1)
        return {"line": found.line, "character": found.character - (found.line == 0)}


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def make_folder(folder: Path) -> Path:
    """Contracts with parts, contracts that are wrong, and files that are none."""
    (folder / "sib.toml").write_text("")
    for name in ("nyc_able", "care_leavers", "newpin", "kobe"):
        for path in (ROOT / "examples" / name).glob("*.sib"):
            (folder / name).mkdir(exist_ok=True)
            shutil.copy(path, folder / name)
    shutil.copy(ROOT / "examples" / "essex_mst" / "contract.sib.md", folder / "essex.sib.md")
    chance = random.Random(1)
    wrong = sorted((ROOT / "grammar" / "syntax_errors").glob("*.sib"))
    for number, path in enumerate(chance.sample(wrong, 6)):
        shutil.copy(path, folder / f"wrong_{number}.sib")
    (folder / "bytes.sib").write_bytes(chance.randbytes(2_000))
    (folder / "mark.sib").write_text("\ufeffcontract a {\r\n\tcurrency GBP\r\n", newline="")
    return folder


def test_a_long_session_ends_like_a_fresh_check(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)

    async def session() -> None:
        async with wire() as server:
            await server.initialize(folder.as_uri())
            writer = Writer(server, folder, seed=5)
            warm = 0
            for number in range(STEPS):
                await writer.step()
                if number == STEPS // 3:
                    warm = await writer.memory_of_originals()
            await writer.rest()
            await ends_like_a_fresh_check(writer, folder)
            grown = await writer.memory_of_originals() / warm
            assert not [line for line in server.log if "fault" in line]
            assert writer.answered > writer.refused > 0
            assert grown < MOST_GROWTH, f"the memory grew to {grown:.2f} times what it was"
            assert await server.shut_down() == 0

    asyncio.run(asyncio.wait_for(session(), timeout=600))


async def ends_like_a_fresh_check(writer: Writer, folder: Path) -> None:
    """Compare the findings of all open documents with those of a server that sees these texts for the first time."""
    async with wire() as fresh:
        await fresh.initialize(folder.as_uri())
        with fresh.together():
            for uri, screen in writer.open.items():
                fresh.open(uri, screen.written)
        for uri, screen in writer.open.items():
            # The last of all checks is the one that counts: it knows what belongs together.
            fresh.notify(
                "textDocument/didChange",
                {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": screen.written}]},
            )
        for uri in writer.open:
            assert told(await fresh.diagnostics_of(uri, 2)) == told(writer.server.diagnostics[uri]["diagnostics"]), uri
    texts = {uri.removeprefix("file://"): screen.text for uri, screen in writer.open.items()}
    for uri, screen in writer.open.items():
        if any(line.lstrip().startswith("contract ") for line in screen.text.splitlines()):
            path = uri.removeprefix("file://")
            checked = {found.code for found in open_view(path, texts).diagnostics if found.path == path}
            assert checked <= {found["code"] for found in writer.server.diagnostics[uri]["diagnostics"]}, uri


def told(found: list[Json]) -> list[tuple[str, str, str]]:
    return sorted((str(each["range"]), each["code"], each["message"]) for each in found)
