"""GitHub workflow commands, which put findings beside the lines of a pull request.

In: diagnostics.
Out: one `::error file=...::message` a finding.
Relies on: the escapes of workflow commands: % and line ends, and in properties also : and comma.
Guarantees: a message cannot end its command or begin another.
"""

from collections.abc import Sequence
from typing import Final

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.render.place import explanation, find_region
from sibdsl.diagnostics.render.visible import visible, visible_lines
from sibdsl.diagnostics.severity import Severity

_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "note": "notice"}


def render_github(diagnostics: Sequence[Diagnostic]) -> str:
    """The findings as workflow commands."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    properties: list[tuple[str, object]] = []
    if diagnostic.source:
        properties.append(("file", diagnostic.source.path))
    region = find_region(diagnostic)
    if region:
        properties += [("line", region.line), ("endLine", region.end_line)]
        # Columns of a region of several lines are refused.
        if region.line == region.end_line:
            properties += [("col", region.column), ("endColumn", region.end_column)]
    properties.append(("title", f"{diagnostic.code} {diagnostic.name}"))
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties)
    row = "" if diagnostic.row is None else f"row {diagnostic.row}: "
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_data(row + explanation(diagnostic))}"


def _data(text: str) -> str:
    return "%0A".join(line.replace("%", "%25") for line in visible_lines(text))


def _property(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
