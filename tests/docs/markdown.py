"""The fenced blocks of a Markdown page, as the tests of the documentation see them.

In: a Markdown file. Out: `Block`s in order, with the words after the fence's language.
Relies on markdown-it-py, so that a block is what a reader's Markdown viewer takes for one.
Guarantees: a block knows its file and line, so that a failing example can be found.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_SETTING = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Block:
    """One fenced block.

    `words` follow the language (`sib error SIB401`), `settings` are written `title="contract.sib"`.
    `line` is the line of the opening fence, counted from 1, `end` that of the closing one.
    """

    file: Path
    line: int
    end: int
    language: str
    words: tuple[str, ...]
    text: str
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where the block is, as editors understand it: `docs/tutorial.md:12`."""
        return f"{self.file.relative_to(ROOT)}:{self.line}"


def blocks_of(file: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found: list[Block] = []
    for token in MarkdownIt().parse(file.read_text(encoding="utf-8")):
        if token.type == "fence" and token.map is not None:
            first, last = token.map
            language, _, rest = token.info.strip().partition(" ")
            words = tuple(_SETTING.sub("", rest).split())
            settings = dict(_SETTING.findall(rest))
            found.append(Block(file, first + 1, last, language, words, token.content, settings))
    return found


def pages() -> list[Path]:
    """Every hand-written page that readers are sent to, the README first.

    The pages of the diagnostics have tests of their own.
    """
    found = [page for page in sorted(DOCS.rglob("*.md")) if DOCS / "diagnostics" not in page.parents]
    return [ROOT / "README.md", *found]
