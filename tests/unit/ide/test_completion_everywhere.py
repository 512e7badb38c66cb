"""Completion at every place of every example: what the author wrote is offered, and nothing makes it fail."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sibdsl.diagnostics.sink import Sink
from sibdsl.ide.completion import complete
from sibdsl.ide.completion_items import Item
from sibdsl.ide.hints import hints_in
from sibdsl.ide.hover import hover_at
from sibdsl.ide.names import Mention, names_of
from sibdsl.ide.signature import signature_at
from sibdsl.ide.spots import nodes_at, tokens_of_file
from sibdsl.source.file import SourceFile
from sibdsl.surface.expressions import Rate, UnitText
from sibdsl.syntax import kinds
from sibdsl.syntax.automaton import original_kind
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.parse import parse_text
from sibdsl.syntax.tables import FIRST_WORD
from sibdsl.workspace.live import LiveContract
from sibdsl.workspace.view import View
from sibdsl.workspace.viewing import open_view
from tests.docs.frames import framed
from tests.docs.markdown import DOCS, blocks_of

EXAMPLES = sorted(str(path) for path in Path("examples").glob("*/*.sib*") if path.name.endswith((".sib", ".sib.md")))
LITERALS = (kinds.MONEY, kinds.PERCENT, kinds.DATE, kinds.STRING, kinds.LONG_STRING)
LINE_ENDS = (kinds.LINE_END, kinds.PASSED_OVER, kinds.END)
FREE = {"actual"}
"""Words that stand in one piece with others."""


def language_reference() -> list[str]:
    blocks = blocks_of(DOCS / "reference" / "language.md")
    chosen = [
        block for block in blocks if block.language == "sib" and not block.settings and "error" not in block.words
    ]
    return [framed(b.text, b.words[b.words.index("in") + 1] if "in" in b.words else None) for b in chosen]


def declared_here(view: View) -> dict[int, Mention]:
    """The mentions of names in the contract's own file, by offset."""
    places = ((view.place_of(mention.span), mention) for mention in names_of(view).mentions)
    return {place.start: mention for place, mention in places if place.path == view.path}


def is_offered(token: Token, mention: Mention | None, items: tuple[Item, ...]) -> bool:
    """Whether the token is among the items, by its kind."""
    kind, _, _, text = token
    is_word = kind == kinds.NAME or original_kind(kind) >= FIRST_WORD
    if is_word and mention is not None and mention.wanted:
        return mention.declares or text in [item.label for item in items]
    if is_word and (mention is not None or kind == kinds.NAME):
        return text in FREE or any(text in item.label for item in items)
    if is_word:
        return any(text in (item.label.split()[0].rstrip(","), item.insert.split()[0]) for item in items) or any(
            item.label.startswith(text) for item in items
        )
    return kind not in LITERALS or any(item.kind in ("value", "statement") for item in items)


def missing(view: View) -> Iterator[str]:
    """The tokens of a file that are not offered where they stand."""
    source = view.files[view.path]
    mentions = declared_here(view)
    for token in tokens_of_file(source):
        if token[0] not in LINE_ENDS:
            found = complete(view, view.path, token[1])
            if not is_offered(token, mentions.get(token[1]), found.items):
                line = source.position(token[1])[0]
                yield f"{token[3]} in line {line}: {source.line_text(line)}"


@pytest.mark.parametrize("path", EXAMPLES)
def test_what_the_author_wrote_is_offered(path: str) -> None:
    assert not list(missing(open_view(path)))


def test_what_the_language_reference_shows_is_offered() -> None:
    for text in language_reference():
        assert not list(missing(open_view("contract.sib", {"contract.sib": text})))


@pytest.mark.parametrize("path", EXAMPLES[::4])
def test_every_keyword_has_help(path: str) -> None:
    view = open_view(path)
    source = view.files[view.path]
    mentions = declared_here(view)
    for kind, start, _, text in tokens_of_file(source):
        if original_kind(kind) < FIRST_WORD or start in mentions:
            continue
        around = nodes_at(view, view.path, view.offset_of(view.path, start) or 0)
        # A noun may be spelled like a keyword.
        if not isinstance(around[-1], (UnitText, Rate)):
            line = source.line_text(source.position(start)[0])
            assert hover_at(view, view.path, start) is not None, (text, line)


@pytest.mark.parametrize("path", EXAMPLES[::3])
def test_every_statement_that_is_offered_can_be_read_there(path: str) -> None:
    chance = random.Random(path)
    view = open_view(path)
    source = view.files[view.path]
    before = mistakes(source)
    starts = [start for kind, start, _, _ in line_starts(view)]
    for start in chance.sample(starts, min(6, len(starts))):
        for item in complete(view, view.path, start).items:
            if item.kind in ("statement", "declaration"):
                code = f"{source.code[:start]}{item.plain}\n{source.code[start:]}"
                assert mistakes(SourceFile(view.path, code)) == before, item.label


def line_starts(view: View) -> Iterator[Token]:
    """The first token of each line of code that begins a statement."""
    previous = kinds.LINE_END
    for token in tokens_of_file(view.files[view.path]):
        if previous in (kinds.LINE_END, kinds.OPENING_BRACE) and token[0] >= FIRST_WORD:
            yield token
        previous = token[0]


def mistakes(source: SourceFile) -> list[str]:
    """The mistakes of syntax in the code of a file, by their words."""
    plain = SourceFile(source.path, source.code)
    sink = Sink(plain)
    parse_text(plain, sink)
    return [found.message for found in sink.diagnostics()]


@pytest.mark.parametrize("path", EXAMPLES[::2])
def test_nothing_fails_on_half_typed_text(path: str) -> None:
    chance = random.Random(path)
    text = Path(path).read_text(encoding="utf-8")
    typed = (
        "",
        " ",
        "\n",
        "{",
        "}",
        '"',
        "#",
        ",",
        "(",
        "at ",
        "given ",
        "pays by ",
        "£",
        "\r\n",
        "\U0001f600",
        "half-",
    )
    for _ in range(6):
        cut = chance.randrange(len(text))
        rest = text[cut + chance.choice((0, 1, 30)) :] if chance.random() < 0.5 else ""
        half = text[:cut] + chance.choice(typed) + rest
        view = open_view(path, {path: half})
        for offset in (*(chance.randrange(len(half) + 1) for _ in range(20)), cut, cut + 1, len(half), -5, 10**9):
            complete(view, path, offset)
            hover_at(view, path, offset)
            signature_at(view, path, offset)
        hints_in(view, path, 0, len(half))


@pytest.mark.parametrize("path", ["examples/nyc_able/contract.sib", "examples/essex_mst/contract.sib.md"])
def test_a_contract_that_is_edited_answers_as_one_just_opened(path: str) -> None:
    chance = random.Random(path)
    text = Path(path).read_text(encoding="utf-8")
    live = LiveContract(path, {path: text})
    for _ in range(10):
        start = chance.randrange(len(text))
        typed = chance.choice(("x", "", " ", "\n", "at least 5%", "reduction "))
        live.edit(path, start, start, typed)
        text = text[:start] + typed + text[start:]
        edited, opened = live.view(), open_view(path, {path: text})
        for offset in (start, *(chance.randrange(len(text)) for _ in range(20))):
            for ask in (complete, hover_at, signature_at):
                assert ask(edited, path, offset) == ask(opened, path, offset)
        assert hints_in(edited, path, 0, len(text)) == hints_in(opened, path, 0, len(text))


def test_teaching_loads_nothing_that_is_slow_to_load() -> None:
    code = (
        "import sys\n"
        "from sibdsl.ide.completion import complete, documentation_of\n"
        "from sibdsl.ide.hints import hints_in\n"
        "from sibdsl.ide.hover import hover_at\n"
        "from sibdsl.ide.signature import signature_at\n"
        "from sibdsl.workspace.viewing import open_view\n"
        "path = 'examples/nyc_able/contract.sib'\n"
        "view = open_view(path)\n"
        "for offset in range(0, len(view.files[path].text), 7):\n"
        "    for item in complete(view, path, offset).items[:3]:\n"
        "        documentation_of(view, item)\n"
        "    hover_at(view, path, offset), signature_at(view, path, offset)\n"
        "hints_in(view, path, 0, len(view.files[path].text))\n"
        "slow = {'pydantic', 'jinja2', 'lark', 'pygls', 'babel', 'holidays'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(slow)) or 0)\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
