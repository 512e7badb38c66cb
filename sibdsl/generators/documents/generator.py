"""The generators of documents: the summary in Markdown, and in HTML.

In: a compiled contract with its limits and settled examples. Out: one artifact each.
Relies on ``render``; whoever hands over the contract computes limits and examples when asked.
Guarantees: the same contract gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from sibdsl.generators.api import Artifact, Compiled
from sibdsl.generators.documents.handed import Example, Limits, Prose, Stakes
from sibdsl.generators.documents.render import Format, render_summary


class Documented(Compiled, Protocol):
    """A contract with what a document says about it, and perhaps a directory with the user's templates."""

    @property
    def limits(self) -> Limits:
        """The limits of parties and payments."""

    @property
    def stakes(self) -> Stakes | None:
        """What is at stake for whom; None where the contract has no finance."""

    @property
    def examples(self) -> Sequence[Example]:
        """Worked examples, settled."""

    @property
    def templates(self) -> Path | None:
        """The directory of the user's own templates."""

    @property
    def prose(self) -> Sequence[Prose] | None:
        """The author's prose, to be woven in; None where it is not wanted."""


class SummaryGenerator:
    """The summary of a contract in Markdown."""

    name = "summary"
    description = "the contract in plain English, with worked examples (Markdown)"

    def generate(self, compiled: Documented) -> list[Artifact]:
        """Write the summary of one contract."""
        return [_artifact(compiled, "markdown", "md")]


class HtmlGenerator:
    """The summary of a contract as one HTML file."""

    name = "html"
    description = "the contract in plain English, with worked examples (one HTML file)"

    def generate(self, compiled: Documented) -> list[Artifact]:
        """Write the summary of one contract."""
        return [_artifact(compiled, "html", "html")]


def _artifact(compiled: Documented, format: Format, extension: str) -> Artifact:
    text = render_summary(
        compiled.model,
        format=format,
        limits=compiled.limits,
        examples=compiled.examples,
        stakes=compiled.stakes,
        templates=compiled.templates,
        prose=compiled.prose,
    )
    return Artifact(f"{compiled.model.name}.{extension}", text)
