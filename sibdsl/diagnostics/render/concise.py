"""One line a finding: `file:line:column: SIB201 error: message`.

In: diagnostics.
Out: as many lines, which editors and people who search can read.
Relies on: `place` for where.
Guarantees: a finding never takes two lines, whatever its message holds.
"""

from collections.abc import Sequence

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.render.paint import Painter, style_of
from sibdsl.diagnostics.render.place import heading
from sibdsl.diagnostics.render.visible import visible


def render_concise(diagnostics: Sequence[Diagnostic], color: bool) -> str:
    """The findings, one a line."""
    painter = Painter(color)
    return "".join(_line(diagnostic, painter) for diagnostic in diagnostics)


def _line(diagnostic: Diagnostic, painter: Painter) -> str:
    where = heading(diagnostic)
    prefix = f"{painter.paint('bold', where)}: " if where else ""
    kind = painter.paint(style_of(diagnostic.severity), f"{diagnostic.code} {diagnostic.severity}:")
    return f"{prefix}{kind} {visible(diagnostic.message)}\n"
