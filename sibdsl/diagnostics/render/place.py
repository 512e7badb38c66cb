"""Places as the formats state them: lines and columns from 1, the end not included.

In: a diagnostic, or a span and its file.
Out: a `Region`, or the words that stand before a message.
Relies on: the line index of the source file.
Guarantees: columns count code points; a finding about a whole file has no region.
"""

from typing import NamedTuple

from sibdsl.diagnostics.diagnostic import Diagnostic, Label
from sibdsl.diagnostics.render.visible import visible
from sibdsl.diagnostics.standing import Standing, find_standing
from sibdsl.source.file import SourceFile
from sibdsl.source.span import Span, end_of, start_of


class Region(NamedTuple):
    """The line and column of the first character, and of the place just after the last."""

    line: int
    column: int
    end_line: int
    end_column: int


def region_of(source: SourceFile, span: Span) -> Region:
    """The region of a span."""
    return Region(*source.position(start_of(span)), *source.position(end_of(span)))


def primary_of(diagnostic: Diagnostic) -> Label | None:
    """The label that says where the finding is; None for a whole file."""
    return next((label for label in diagnostic.labels if label.primary), None)


def find_region(diagnostic: Diagnostic) -> Region | None:
    """The region of the finding; None when it is about a whole file, or no file."""
    primary = primary_of(diagnostic)
    if primary is None or diagnostic.source is None:
        return None
    return region_of(diagnostic.source, primary.span)


def heading(diagnostic: Diagnostic) -> str:
    """`file:line:column`, `file: row 12`, `file`, or nothing: where the finding is, in one word or two."""
    if diagnostic.source is None:
        return ""
    words = visible(diagnostic.source.path)
    region = find_region(diagnostic)
    if region:
        words += f":{region.line}:{region.column}"
    if diagnostic.row is not None:
        words += f": row {diagnostic.row}"
    return words


def standing_of(source: SourceFile | None, label: Label | None) -> Standing | None:
    """The declaration that a label stands in; None outside of every declaration, and in private files."""
    if source is None or label is None or source.private:
        return None
    return find_standing(source, start_of(label.span))


def whereabouts(diagnostic: Diagnostic) -> str:
    """``, in payment `success`, Schedule 2, 4.1``: what helps to find the place in the signed agreement.

    Nothing is said of a place in the first line of a declaration that stands under no clause: it is all there.
    """
    primary = primary_of(diagnostic)
    standing = standing_of(diagnostic.source, primary)
    if standing is None or primary is None or diagnostic.source is None:
        return ""
    lines = diagnostic.source.lines
    if not standing.clause and lines.position(start_of(primary.span))[0] == lines.position(standing.start)[0]:
        return ""
    return f", in {visible(standing.words)}"


def clause_of(label: Label, diagnostic: Diagnostic) -> str:
    """The clause that a further label stands under, where it is another one than that of the finding itself."""
    own = standing_of(diagnostic.source, primary_of(diagnostic))
    other = standing_of(label.source or diagnostic.source, label)
    return other.clause if other and (own is None or other.clause != own.clause) else ""


def explanation(diagnostic: Diagnostic) -> str:
    """The message with what was expected, the notes and the next step, a line each."""
    lines = [diagnostic.message]
    if diagnostic.expected:
        lines.append(f"expected: {diagnostic.expected}")
    lines += [f"note: {note}" for note in diagnostic.notes]
    if diagnostic.help:
        lines.append(f"help: {diagnostic.help}")
    return "\n".join(lines)
