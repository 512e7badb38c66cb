"""The full form for people: what was found, the marked source, what was expected, what to do next.

In: diagnostics.
Out: a paragraph a finding, and a last line that counts them.
Relies on: `snippet` for the source and `change` for a fix.
Guarantees: everything a finding says is printed; a private file is never quoted, only its lines numbered.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from sibdsl.diagnostics.diagnostic import Applicability, Diagnostic, Label
from sibdsl.diagnostics.render.change import ChangedLine, changed_lines
from sibdsl.diagnostics.render.paint import Painter, Style, style_of
from sibdsl.diagnostics.render.place import clause_of, heading, whereabouts
from sibdsl.diagnostics.render.snippet import place, snippet
from sibdsl.diagnostics.render.visible import visible, visible_lines
from sibdsl.diagnostics.severity import SEVERITIES
from sibdsl.source.file import SourceFile
from sibdsl.source.span import start_of

_FIX: Final[dict[Applicability, str]] = {
    "safe": "fix",
    "unsafe": "fix (read it before you apply it)",
    "display": "suggestion",
}


def render_full(diagnostics: Sequence[Diagnostic], color: bool) -> str:
    """The findings, each with its source, and how many there are; nothing when there are none."""
    if not diagnostics:
        return ""
    painter = Painter(color)
    paragraphs = ["\n".join(_Paragraph(diagnostic, painter).lines()) for diagnostic in diagnostics]
    return "\n\n".join([*paragraphs, summary(diagnostics)]) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many findings of each severity there are, as a sentence without a full stop."""
    counts = []
    for severity in SEVERITIES:
        count = sum(diagnostic.severity == severity for diagnostic in diagnostics)
        if count:
            counts.append(f"{count} {severity}" + ("s" if count > 1 else ""))
    if not counts:
        return "found no problems"
    *others, last = counts
    return f"found {', '.join(others)} and {last}" if others else f"found {last}"


class _Paragraph:
    """One finding as lines of text."""

    def __init__(self, diagnostic: Diagnostic, painter: Painter) -> None:
        self._diagnostic = diagnostic
        self._painter = painter
        self._style: Style = style_of(diagnostic.severity)
        self._files = _by_file(diagnostic)
        self._change: list[ChangedLine] = []
        if diagnostic.fix and diagnostic.source and not diagnostic.source.private:
            self._change = changed_lines(diagnostic.source, diagnostic.fix)
        self._gutter = len(str(self._highest_line()))

    def lines(self) -> list[str]:
        """The lines of the paragraph."""
        kind = self._painter.paint(self._style, f"{self._diagnostic.severity}[{self._diagnostic.code}]")
        rows = [kind + self._painter.paint("bold", f": {visible(self._diagnostic.message)}")]
        rows += self._sources()
        footers = self._footers()
        if footers and len(rows) > 2:
            rows.append(self._aside("|"))
        return rows + footers + self._fix()

    def _highest_line(self) -> int:
        highest = 1
        for source, labels in self._files:
            highest = max(highest, *(place(source, label).last_line for label in labels))
        return max(highest, *(row.number for row in self._change), 1)

    def _sources(self) -> list[str]:
        rows: list[str] = []
        own = self._diagnostic.source
        if own:
            rows.append(f"{self._arrow('-->')} {heading(self._diagnostic)}{whereabouts(self._diagnostic)}")
        for source, labels in self._files:
            if source is not own:
                line, column = source.position(start_of(labels[0].span))
                rows.append(f"{self._arrow(':::')} {visible(source.path)}:{line}:{column}")
            if source.private:
                rows += self._unquoted(source, labels)
            else:
                told = [self._with_clause(label) for label in labels]
                rows += snippet(source, told, self._gutter, self._painter, self._style)
        return rows

    def _with_clause(self, label: Label) -> Label:
        """The label with the clause that it stands under, where that is not the one of the finding."""
        clause = "" if label.primary else clause_of(label, self._diagnostic)
        if not clause:
            return label
        return msgspec.structs.replace(label, text=f"{label.text}, {clause}" if label.text else clause)

    def _unquoted(self, source: SourceFile, labels: Sequence[Label]) -> list[str]:
        """The words of labels in a file whose lines are nobody else's to read."""
        rows = []
        for label in labels:
            if label.text:
                line, column = source.position(start_of(label.span))
                rows.append(self._aside(f"= line {line}, column {column}: {visible(label.text)}"))
        return rows

    def _footers(self) -> list[str]:
        found = self._diagnostic
        parts = [
            ("expected", found.expected),
            *(("note", note) for note in found.notes),
            ("help", found.help),
        ]
        rows: list[str] = []
        for heading_word, text in parts:
            if text:
                rows += self._footer(heading_word, text)
        if found.fix:
            rows += self._footer(_FIX[found.fix.applicability], found.fix.message)
        return rows

    def _footer(self, word: str, text: str) -> list[str]:
        first, *others = visible_lines(text)
        hanging = " " * (self._gutter + len(word) + 5)
        head = self._painter.paint("bold", f"{word}:")
        return [f"{self._aside('=')} {head} {first}", *(f"{hanging}{line}".rstrip() for line in others)]

    def _fix(self) -> list[str]:
        return [self._changed(row) for row in self._change]

    def _changed(self, row: ChangedLine) -> str:
        if not row.sign:
            return self._painter.paint("gutter", row.text)
        number = self._painter.paint("gutter", f"{row.number:>{self._gutter}}")
        text = self._painter.paint("removed" if row.sign == "-" else "added", f"{row.sign} {row.text}")
        return f"{number} {text}".rstrip()

    def _aside(self, text: str) -> str:
        """A row that belongs to no line."""
        return f"{' ' * self._gutter} " + self._painter.paint("gutter", text[:1]) + text[1:]

    def _arrow(self, arrow: str) -> str:
        return " " * self._gutter + self._painter.paint("gutter", arrow)


def _by_file(diagnostic: Diagnostic) -> list[tuple[SourceFile, list[Label]]]:
    """The labels of each file, the diagnostic's own file first."""
    files: list[tuple[SourceFile, list[Label]]] = []
    for label in sorted(diagnostic.labels, key=lambda label: label.source is not None):
        source = label.source or diagnostic.source
        if source is None:
            continue
        for known, labels in files:
            if known is source or known == source:
                labels.append(label)
                break
        else:
            files.append((source, [label]))
    return files
