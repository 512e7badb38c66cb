"""What a template is given: a document in parts, with every sentence already written.

In: nothing. Out: frozen data: sections with numbers and anchors, made of blocks.
Relies on nothing.
Guarantees: texts are plain, without markup of any kind; a template decides how they look and nothing else.
A block's ``kind`` says what it is: ``paragraph``, ``details``, ``table``, ``steps`` or ``terms``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A place of the document: the text to show and the anchor of a section or part."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or several. ``tone`` is ``""`` or ``note`` (set apart, in smaller print)."""

    text: str
    tone: str = ""
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Detail:
    """One particular: ``Unit``: ``percent, to 0.1%``."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Details:
    """Particulars, one under the other."""

    entries: tuple[Detail, ...]
    kind: str = "details"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under headings; the first column names each row. ``amounts``: columns of amounts, from 0."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    amounts: tuple[int, ...] = ()
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Steps:
    """Sentences in a list; ``ordered`` where they apply one after the other."""

    lead: str
    texts: tuple[str, ...]
    ordered: bool = False
    kind: str = "steps"


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term, what it means and the places that use it."""

    term: str
    anchor: str
    meaning: str
    uses: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Defined terms in alphabetical order."""

    terms: tuple[Term, ...]
    kind: str = "terms"


Block = Paragraph | Details | Table | Steps | Terms


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of a section: one measure, one payment. ``label`` says which (``Payment``)."""

    number: str
    anchor: str
    label: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section: its own blocks, then its parts."""

    number: str
    anchor: str
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the author's prose, and what the declarations behind it say.

    ``prose`` is in the format of the document, and safe there. The number of a part is that which it would have
    among ``sections``; its label may be empty.
    """

    prose: Markup
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole document. ``cover`` are the particulars of its title page, ``section`` finds one by its anchor.

    ``passages`` come before the sections, in a summary with the author's prose; what stands there is not in
    ``sections`` again.
    """

    title: str
    kind: str
    language: str
    cover: tuple[Detail, ...]
    goal: str
    sections: tuple[Section, ...]
    foot: str
    section: dict[str, Section] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
