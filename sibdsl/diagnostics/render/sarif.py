"""SARIF 2.1.0, the format of code-scanning services: one run, its rules, its results.

In: diagnostics.
Out: one JSON document.
Relies on: OASIS SARIF 2.1.0; regions count code points, which the document says.
Guarantees: each result refers to a rule of the document; fixes that are only to be read are left out; no
line of a source is copied into the document.
"""

from collections.abc import Sequence
from typing import Final

from sibdsl import __version__
from sibdsl.diagnostics.diagnostic import Diagnostic, Fix, Label
from sibdsl.diagnostics.registry import RULES
from sibdsl.diagnostics.render.place import explanation, primary_of, region_of, standing_of
from sibdsl.diagnostics.rule import Rule
from sibdsl.source.file import SourceFile
from sibdsl.source.span import Span

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def render_sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """The findings as a SARIF document."""
    from json import dumps

    examples = {diagnostic.code: diagnostic for diagnostic in diagnostics}
    codes = sorted(examples)
    driver = {"name": "sib", "version": __version__, "rules": [_rule(examples[code]) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, codes.index(diagnostic.code)) for diagnostic in diagnostics],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(example: Diagnostic) -> dict[str, object]:
    rule = RULES.get(example.code)
    described: dict[str, object] = {"id": example.code, "name": example.name}
    if rule:
        described["shortDescription"] = {"text": rule.title}
        described["help"] = {"text": _advice(rule)}
    described["defaultConfiguration"] = {"level": rule.severity if rule else example.severity}
    return described


def _advice(rule: Rule) -> str:
    """What the rule says to everyone: words with fields make sense beside a finding only."""
    return next((words for words in (rule.help, rule.expected) if words and "{" not in words), rule.title)


def _result(diagnostic: Diagnostic, rule_index: int) -> dict[str, object]:
    row = "" if diagnostic.row is None else f"row {diagnostic.row}: "
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule_index,
        "level": diagnostic.severity,
        "message": {"text": row + explanation(diagnostic)},
    }
    if diagnostic.source:
        result["locations"] = [_own_location(diagnostic, diagnostic.source)]
    related = _related(diagnostic)
    if related:
        result["relatedLocations"] = related
    if diagnostic.fix and diagnostic.source and diagnostic.fix.applicability != "display":
        result["fixes"] = [_fix(diagnostic.fix, diagnostic.source)]
    return result


def _own_location(diagnostic: Diagnostic, source: SourceFile) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(source.path)}}
    primary = primary_of(diagnostic)
    if primary:
        physical["region"] = _region(source, primary.span)
    elif diagnostic.row is None:
        # Code-scanning services drop a result that names no lines.
        physical["region"] = {"startLine": 1, "endLine": source.lines.line_count}
    location: dict[str, object] = {"physicalLocation": physical, **_logical(source, primary)}
    if primary and primary.text:
        location["message"] = {"text": primary.text}
    return location


def _related(diagnostic: Diagnostic) -> list[dict[str, object]]:
    primary = primary_of(diagnostic)
    others = [label for label in diagnostic.labels if label is not primary]
    return [_related_location(number, label, label.source or diagnostic.source) for number, label in enumerate(others)]


def _related_location(number: int, label: Label, source: SourceFile | None) -> dict[str, object]:
    location: dict[str, object] = {"id": number}
    if label.text:
        location["message"] = {"text": label.text}
    if source:
        location["physicalLocation"] = {
            "artifactLocation": {"uri": _uri(source.path)},
            "region": _region(source, label.span),
        }
        location |= _logical(source, label)
    return location


def _logical(source: SourceFile, label: Label | None) -> dict[str, object]:
    """The declaration that a place stands in, and the clause of the agreement."""
    standing = standing_of(source, label)
    if standing is None:
        return {}
    name = standing.name.strip('"')
    logical: dict[str, object] = {
        "name": name,
        "kind": standing.kind,
        "fullyQualifiedName": f"{standing.kind} {name}",
    }
    if standing.clause:
        logical["properties"] = {"clause": standing.clause}
    return {"logicalLocations": [logical]}


def _fix(fix: Fix, source: SourceFile) -> dict[str, object]:
    replacements = [
        {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": _uri(source.path)}, "replacements": replacements}
    return {"description": {"text": fix.message}, "artifactChanges": [change]}


def _region(source: SourceFile, span: Span) -> dict[str, object]:
    region = region_of(source, span)
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def _uri(path: str) -> str:
    """A path as a relative reference, or as a file address when it is absolute."""
    from pathlib import PurePosixPath, PureWindowsPath
    from urllib.parse import quote

    windows = PureWindowsPath(path)
    if windows.drive and windows.is_absolute():
        return "file:///" + quote(windows.as_posix(), safe="/:", errors="replace")
    if "\\" in path and "/" not in path:
        path = windows.as_posix()
    prefix = "file://" if PurePosixPath(path).is_absolute() else ""
    return prefix + quote(path, safe="/", errors="replace")
