"""What the live page shows: the findings of now, and the contract as it last was without errors.

In: the path of a contract, again and again. Out: `State`, numbered.
Relies on: `workspace` for compiling and generating.
Guarantees: never raises for what the author wrote or for what is on the disk; a fault of ours in one version is
shown, and the next version is tried again.
"""

import msgspec

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.render import render
from sibdsl.generators.preview.page import ShownFinding, findings_html, scenarios_html
from sibdsl.workspace.compilation import Compilation, compile_path
from sibdsl.workspace.generating import HandedOver, prose_of


class Contract(msgspec.Struct, frozen=True):
    """A contract without errors, as the page needs it. `number` counts such contracts from 1."""

    number: int
    title: str
    module: str
    summary: str
    scenarios: str


class State(msgspec.Struct, frozen=True):
    """One version of what the page shows: `number` counts from 1; `files` are those that it was made from."""

    number: int
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    contract: Contract | None
    fault: str = ""

    @property
    def ok(self) -> bool:
        """Whether the contract has no error now, so that everything shown is of now."""
        return not self.fault and all(found.severity != "error" for found in self.diagnostics)

    def findings(self) -> str:
        """The findings as HTML."""
        shown = [ShownFinding(found.severity, *_told(found)) for found in self.diagnostics]
        if self.fault:
            shown.insert(0, ShownFinding("error", "a fault of sib, not of the contract", self.fault))
        return findings_html(shown)


def next_state(path: str, before: State | None) -> State:
    """Compile the contract at `path` again."""
    number = 1 if before is None else before.number + 1
    last = None if before is None else before.contract
    compilation = compile_path(path)
    diagnostics = compilation.diagnostics
    files = (path, *compilation.imported)
    if not compilation.ok:
        return State(number, diagnostics, files, last)
    try:
        return State(number, diagnostics, files, _contract(compilation, 1 if last is None else last.number + 1))
    except Exception as fault:
        # Whatever goes wrong here is ours, and must not end a session in which somebody writes.
        return State(number, diagnostics, files, last, f"{type(fault).__name__}: {fault}")


def _contract(compilation: Compilation, number: int) -> Contract:
    handed = HandedOver(compilation, prose=prose_of(compilation))
    return Contract(number, handed.title, handed.javascript, handed.summary_page, str(scenarios_html(handed.scenarios)))


def _told(found: Diagnostic) -> tuple[str, str]:
    """The first line of a finding, and the rest of what is said about it."""
    heading, _, rest = render([found], "full").partition("\n")
    text, _, _ = rest.rstrip().rpartition("\n\n")
    return heading, text
