"""Small makers of sections and blocks that every section uses.

In: texts and declarations. Out: views without numbers, which ``summary`` gives them.
Relies on ``views``.
Guarantees: anchors are made of letters, digits, underscores and hyphens alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sibdsl.generators.documents.english.author_text import one_line
from sibdsl.generators.documents.english.measures import common_details
from sibdsl.generators.documents.views import Block, Detail, Details, Paragraph, Part, Section
from sibdsl.model.base import Declaration


def draft_section(anchor: str, title: str, blocks: Iterable[Block] = (), parts: Iterable[Part] = ()) -> list[Section]:
    """Make a section, or none where there is nothing to say."""
    section = Section("", anchor, title, tuple(blocks), tuple(parts))
    return [section] if section.blocks or section.parts else []


def draft_part(kind: str, label: str, declaration: Declaration, blocks: Iterable[Block]) -> Part:
    """Make the part about a declaration; its clause, source and note stand at the end."""
    common = common_details(declaration)
    closing: tuple[Block, ...] = (Details(tuple(common)),) if common else ()
    anchor = anchor_of(kind, declaration.name)
    return Part("", anchor, label, one_line(declaration.title), (*blocks, *closing))


def anchor_of(kind: str, name: str) -> str:
    """Name the place of a declaration: ``payment-success``."""
    return re.sub(r"[^\w]+", "-", f"{kind}-{name}")


def details_block(entries: Sequence[Detail]) -> list[Block]:
    """Make a block of particulars, or none."""
    return [Details(tuple(entries))] if entries else []


def paragraphs(sentences: Iterable[str]) -> list[Block]:
    """Make a paragraph of each sentence that says something."""
    return [Paragraph(sentence) for sentence in sentences if sentence]
