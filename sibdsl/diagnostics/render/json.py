"""A JSON array of findings, in the shape that readers of linters already know.

In: diagnostics.
Out: one array; locations are rows and columns from 1, the end not included.
Relies on: nothing.
Guarantees: every key is present in every object; the text is ASCII, so no terminal can be misled by it.
"""

from collections.abc import Sequence

from sibdsl.diagnostics.diagnostic import Diagnostic, Fix, Label
from sibdsl.diagnostics.render.place import find_region, primary_of, region_of, standing_of
from sibdsl.source.file import SourceFile
from sibdsl.source.span import Span


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """The findings as a JSON array."""
    from json import dumps

    return dumps([_finding(diagnostic) for diagnostic in diagnostics], indent=2) + "\n"


def _finding(diagnostic: Diagnostic) -> dict[str, object]:
    region = find_region(diagnostic)
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "filename": diagnostic.path,
        "row": diagnostic.row,
        "location": {"row": region.line, "column": region.column} if region else None,
        "end_location": {"row": region.end_line, "column": region.end_column} if region else None,
        "declaration": _declaration(diagnostic.source, primary_of(diagnostic)),
        "labels": [_label(label, diagnostic.source) for label in diagnostic.labels],
        "expected": diagnostic.expected,
        "help": diagnostic.help,
        "notes": list(diagnostic.notes),
        "fix": _fix(diagnostic.fix, diagnostic.source) if diagnostic.fix else None,
        "url": None,
    }


def _label(label: Label, own: SourceFile | None) -> dict[str, object]:
    source = label.source or own
    return {
        "filename": source.path if source else None,
        **_locations(source, label.span),
        "text": label.text,
        "primary": label.primary,
        "declaration": _declaration(source, label),
    }


def _declaration(source: SourceFile | None, label: Label | None) -> dict[str, object] | None:
    """The declaration that a place stands in, and its clause."""
    standing = standing_of(source, label)
    if standing is None:
        return None
    return {"kind": standing.kind, "name": standing.name.strip('"'), "clause": standing.clause or None}


def _fix(fix: Fix, source: SourceFile | None) -> dict[str, object]:
    edits = [{"content": edit.text, **_locations(source, edit.span)} for edit in fix.edits]
    return {"applicability": fix.applicability, "message": fix.message, "edits": edits}


def _locations(source: SourceFile | None, span: Span) -> dict[str, object]:
    if source is None:
        return {"location": None, "end_location": None}
    region = region_of(source, span)
    return {
        "location": {"row": region.line, "column": region.column},
        "end_location": {"row": region.end_line, "column": region.end_column},
    }
