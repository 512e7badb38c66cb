"""The page on which people try a contract out, as one file that can be mailed.

In: a compiled contract with its module of JavaScript, its summary and its scenarios. Out: one artifact.
Relies on ``page``.
Guarantees: the same contract gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sibdsl.generators.api import Artifact, Compiled
from sibdsl.generators.preview.page import TriedScenario, static_page


class Tryable(Compiled, Protocol):
    """A contract with everything that the page shows."""

    @property
    def javascript(self) -> str:
        """The contract as a module of JavaScript."""

    @property
    def summary_page(self) -> str:
        """The summary as a page of HTML."""

    @property
    def scenarios(self) -> Sequence[TriedScenario]:
        """The scenarios of the contract, run."""


class PreviewGenerator:
    """Writes a page with sliders and curves."""

    name = "preview"
    description = "a page to try the contract out: sliders, payment curves, the summary (one HTML file)"

    def generate(self, compiled: Tryable) -> list[Artifact]:
        """Write the page of one contract."""
        text = static_page(compiled.title, compiled.javascript, compiled.summary_page, compiled.scenarios)
        return [Artifact(f"{compiled.program.plan.contract}.preview.html", text)]
