"""JUnit XML, which build servers show as test results: a suite a file, a case a finding.

In: diagnostics.
Out: an XML document; an error is a failed case, a warning or a note a passed case with output.
Relies on: the standard library's XML writer for escaping.
Guarantees: well-formed XML 1.0 whatever a message holds; without findings, one passed case.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.render.place import explanation, find_region, heading
from sibdsl.diagnostics.render.visible import visible, visible_lines
from sibdsl.diagnostics.severity import ERROR

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def render_junit(diagnostics: Sequence[Diagnostic]) -> str:
    """The findings as a JUnit document."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    root = Element("testsuites", name="sib")
    _count(root, diagnostics)
    for path, found in _by_file(diagnostics).items():
        suite = SubElement(root, "testsuite", name=path or "sib")
        _count(suite, found)
        for diagnostic in found:
            case = SubElement(suite, "testcase", _attributes(diagnostic))
            kind = "failure" if diagnostic.severity == ERROR else "system-out"
            body = SubElement(case, kind, {"message": visible(diagnostic.message)} if kind == "failure" else {})
            body.text = _body(diagnostic)
    if not diagnostics:
        suite = SubElement(root, "testsuite", name="sib", tests="1", failures="0", errors="0")
        SubElement(suite, "testcase", name="no problems", classname="sib")
        root.set("tests", "1")
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + str(tostring(root, encoding="unicode")) + "\n"


def _count(element: "Element", diagnostics: Sequence[Diagnostic]) -> None:
    element.set("tests", str(len(diagnostics)))
    element.set("failures", str(sum(found.severity == ERROR for found in diagnostics)))
    element.set("errors", "0")


def _by_file(diagnostics: Sequence[Diagnostic]) -> dict[str, list[Diagnostic]]:
    files: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        files.setdefault(visible(diagnostic.path or ""), []).append(diagnostic)
    return files


def _attributes(diagnostic: Diagnostic) -> dict[str, str]:
    attributes = {
        "name": f"{diagnostic.code} {diagnostic.name}",
        "classname": visible(diagnostic.path or "sib"),
    }
    region = find_region(diagnostic)
    if region:
        attributes |= {"line": str(region.line), "column": str(region.column)}
    return attributes


def _body(diagnostic: Diagnostic) -> str:
    where = heading(diagnostic)
    text = f"{where}\n{explanation(diagnostic)}" if where else explanation(diagnostic)
    return "\n".join(visible_lines(text))
