"""A summary in the author's order: the prose as it was written, and behind each passage what its declarations say.

In: a summary, and passages of prose with the declarations behind them. Out: a summary with passages.
Relies on the anchors of parts, which name the declarations that they are about.
Guarantees: nothing of the summary is lost, and nothing stands there twice; the prose cannot bring anything into an
HTML page but text and its layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

from markupsafe import Markup

from sibdsl.generators.documents.english.author_text import capitalised, one_line
from sibdsl.generators.documents.handed import Prose
from sibdsl.generators.documents.sections.drafts import anchor_of
from sibdsl.generators.documents.views import Block, Link, Part, Passage, Section, Summary, Terms

_PARTS: Final = {
    "finance": ("finance",),
    "waterfall": ("waterfall",),
    "population": ("people",),
    "metric": ("measure",),
    "fact": ("figure",),
    "outcome": ("outcome",),
    # The worked examples of a payment stand with it.
    "payment": ("payment", "example"),
}
"""Which parts are about a declaration, by its kind."""

_SECTIONS: Final = {
    "contract": "general",
    "party": "parties",
    "finance": "finance",
    "parameter": "figures",
    "threshold": "tests",
    "cap": "limits-across",
    "report": "reports",
}
"""Which section speaks of all declarations of a kind."""


def woven(summary: Summary, prose: Sequence[Prose], format: Literal["markdown", "html"]) -> Summary:
    """Weave prose into a summary. A heading of the first level that the prose begins with becomes the title."""
    title, first = _title_of(prose[0].text)
    texts = [first, *(passage.text for passage in prose[1:])]
    left = _Left(summary)
    passages = [
        Passage(_prose(text, format), tuple(left.take(passage.declared)))
        for text, passage in zip(texts, prose, strict=True)
    ]
    whole = replace(
        summary,
        title=title or summary.title,
        passages=tuple(passage for passage in passages if passage.prose or passage.parts),
        sections=tuple(left.sections()),
    )
    return _renumbered(whole)


def _renumbered(summary: Summary) -> Summary:
    """Number what stands in passages and sections in the order in which it stands there."""
    numbers = {part.anchor: "" for passage in summary.passages for part in passage.parts}
    numbers.update({section.anchor: "" for section in summary.sections})
    numbers = {anchor: str(number) for number, anchor in enumerate(numbers, start=1)}
    for section in summary.sections:
        own = {part.anchor: f"{numbers[section.anchor]}.{place}" for place, part in enumerate(section.parts, start=1)}
        numbers.update(own)

    def parts(old: Section | Passage) -> tuple[Part, ...]:
        return tuple(replace(part, number=numbers[part.anchor]) for part in old.parts)

    sections = tuple(
        replace(
            old,
            number=numbers[old.anchor],
            blocks=tuple(_relinked(block, numbers) for block in old.blocks),
            parts=parts(old),
        )
        for old in summary.sections
    )
    return replace(
        summary,
        passages=tuple(replace(old, parts=parts(old)) for old in summary.passages),
        sections=sections,
        section={each.anchor: each for each in sections},
    )


def _relinked(block: Block, numbers: dict[str, str]) -> Block:
    if not isinstance(block, Terms):
        return block
    return Terms(tuple(replace(term, uses=_in_order(term.uses, numbers)) for term in block.terms))


def _in_order(links: Sequence[Link], numbers: dict[str, str]) -> tuple[Link, ...]:
    renamed = [Link(numbers[link.anchor], link.anchor) for link in links]
    return tuple(sorted(renamed, key=lambda link: [int(number) for number in link.text.split(".")]))


class _Left:
    """What of a summary stands in no passage yet."""

    def __init__(self, summary: Summary) -> None:
        self._summary = summary
        self._taken: set[str] = set()

    def take(self, declared: Sequence[tuple[str, str]]) -> Iterator[Part]:
        """Take everything about some declarations."""
        for kind, name in declared:
            section = self._summary.section.get(_SECTIONS.get(kind, ""))
            if section is not None and section.blocks and section.anchor not in self._taken:
                self._taken.add(section.anchor)
                yield Part(section.number, section.anchor, "", section.title, section.blocks)
            for part in self._parts_about(kind, name):
                if part.anchor not in self._taken:
                    self._taken.add(part.anchor)
                    yield replace(part, label="Examples") if part.anchor.startswith("example-") else part

    def _parts_about(self, kind: str, name: str) -> list[Part]:
        parts = [part for section in self._summary.sections for part in section.parts]
        if kind == "scenario":
            title = capitalised(one_line(name))
            return [part for part in parts if (part.label, part.title) == ("Example", title)]
        wanted = [anchor_of(prefix, name) for prefix in _PARTS.get(kind, ())]
        return [part for anchor in wanted for part in parts if part.anchor == anchor]

    def sections(self) -> Iterator[Section]:
        """Give the sections with what is left of them."""
        for section in self._summary.sections:
            blocks = () if section.anchor in self._taken else section.blocks
            parts = tuple(part for part in section.parts if part.anchor not in self._taken)
            # What stands before the worked examples says nothing without them.
            if parts or (blocks and section.anchor != "examples"):
                yield replace(section, blocks=blocks, parts=parts)


def _title_of(text: str) -> tuple[str, str]:
    """Part the title from the prose that begins with it."""
    first, _, rest = text.lstrip().partition("\n")
    return (first.removeprefix("# ").strip(), rest) if first.startswith("# ") else ("", text)


def _prose(text: str, format: Literal["markdown", "html"]) -> Markup:
    text = text.replace("\r\n", "\n").strip("\n")
    if format == "markdown":
        return Markup(text)
    from markdown_it import MarkdownIt

    # Without HTML: a page that is signed holds nothing that runs or loads.
    return Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(text).strip())
