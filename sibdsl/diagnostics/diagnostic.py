"""One finding, as data: what was found and where, what was expected, and what to do next.

In: values put together by `Sink.report`.
Out: frozen structs that renderers, editors and tests read.
Relies on: `source` for files and spans.
Guarantees: immutable and comparable; the first primary label's span is the location of the finding; a
finding without a span is about a whole file, and one without a source about no file at all.
"""

from typing import Literal

import msgspec

from sibdsl.diagnostics.severity import Severity
from sibdsl.source.file import SourceFile
from sibdsl.source.span import NOWHERE, Span

Applicability = Literal["safe", "unsafe", "display"]
"""`safe`: the meaning is what the author evidently meant, apply it unasked. `unsafe`: apply it when told to.
`display`: a suggestion to read, never applied."""


class Label(msgspec.Struct, frozen=True, gc=False):
    """A marked stretch of text with a few words about it.

    `source` is None when the stretch is in the file of the diagnostic.
    """

    span: Span
    text: str = ""
    primary: bool = False
    source: SourceFile | None = None


class Edit(msgspec.Struct, frozen=True, gc=False):
    """Replace the text of `span` by `text`: an empty span inserts, an empty text deletes."""

    span: Span
    text: str


class Fix(msgspec.Struct, frozen=True, gc=False):
    """A change of the diagnostic's own file that resolves the finding. The edits do not overlap."""

    message: str
    applicability: Applicability
    edits: tuple[Edit, ...]


class Diagnostic(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One finding. `row` is the row of a data file as a spreadsheet counts (the heading is row 1), if any."""

    code: str
    name: str
    severity: Severity
    message: str
    source: SourceFile | None = None
    labels: tuple[Label, ...] = ()
    expected: str | None = None
    help: str | None = None
    notes: tuple[str, ...] = ()
    fix: Fix | None = None
    row: int | None = None

    @property
    def span(self) -> Span:
        """The location in `source`; NOWHERE when the finding is about the whole file."""
        for label in self.labels:
            if label.primary:
                return label.span
        return NOWHERE

    @property
    def path(self) -> str | None:
        """The path of the file the finding is about, as people are shown it."""
        return self.source.path if self.source else None
