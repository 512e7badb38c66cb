"""Findings as an editor shows them.

In: a diagnostic, and the texts of files as the editor counts in them.
Out: a diagnostic of the protocol.
Relies on: `Screens` for positions.
Guarantees: all that a finding says is there: what was expected, the notes and the next step stand in lines of their
own under the message; other marked places are related information; the data names the finding for its fixes.
"""

from collections.abc import Callable
from functools import cache
from typing import Final

from lsprotocol import types

from sibdsl.diagnostics.diagnostic import Diagnostic, Label
from sibdsl.lsp.addresses import uri_of_path
from sibdsl.lsp.screen_text import ScreenText
from sibdsl.source.file import SourceFile
from sibdsl.source.span import NOWHERE, Span, end_of, start_of

SOURCE: Final = "sib"
"""What editors call the one who found it."""

_SEVERITIES: Final = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
# What is not used yet usually will be, further down: whoever types from the top sees it faded, not underlined.
_UNNECESSARY: Final = frozenset({"unused"})

ScreenOf = Callable[[SourceFile], tuple[str, ScreenText]]
"""The address of a file, and its text as the editor counts in it."""


def protocol_diagnostic(found: Diagnostic, screen_of: ScreenOf) -> types.Diagnostic:
    """A finding in its own file."""
    primary = next((label for label in found.labels if label.primary), None)
    return types.Diagnostic(
        range=_range(found.span, found.source, screen_of),
        message=_message(found, primary),
        severity=types.DiagnosticSeverity.Hint if found.name in _UNNECESSARY else _SEVERITIES[found.severity],
        code=found.code,
        code_description=_description(found.code),
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if found.name in _UNNECESSARY else None,
        related_information=[_related(label, found.source, screen_of) for label in found.labels if label is not primary]
        or None,
        data={"fix": found.fix is not None and found.fix.applicability != "display"},
    )


def _message(found: Diagnostic, primary: Label | None) -> str:
    lines = [found.message]
    if primary is not None and primary.text:
        lines.append(primary.text)
    parts = [("expected", found.expected), *(("note", note) for note in found.notes), ("help", found.help)]
    lines += [f"{word}: {text}" for word, text in parts if text]
    if found.fix is not None:
        word = "suggestion" if found.fix.applicability == "display" else "fix"
        lines.append(f"{word}: {found.fix.message}")
    return "\n".join(lines)


def _range(span: Span, source: SourceFile | None, screen_of: ScreenOf) -> types.Range:
    if source is None or span == NOWHERE:
        return types.Range(types.Position(0, 0), types.Position(0, 0))
    _, screen = screen_of(source)
    return screen.range(start_of(span), end_of(span))


def _related(label: Label, own: SourceFile | None, screen_of: ScreenOf) -> types.DiagnosticRelatedInformation:
    source = label.source or own or SourceFile("", "")
    uri, screen = screen_of(source)
    place = screen.range(start_of(label.span), end_of(label.span))
    return types.DiagnosticRelatedInformation(types.Location(uri, place), label.text or "see also")


@cache
def _description(code: str) -> types.CodeDescription | None:
    """The page of a rule, where it is a file on this machine."""
    from sibdsl.workspace.rule_pages import rule_page_path

    path = rule_page_path(code)
    return types.CodeDescription(uri_of_path(path)) if path else None
