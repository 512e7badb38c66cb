"""Imports: a contract that is written in several files, made one.

In: the tree of a file that imports others.
Out: one tree with the declarations of all of them in place of the imports, and the source that its spans
point into: the texts of all files, one after the other.
Relies on: paths of imports being relative to the file that has them.
Guarantees: a file is read once, however often it is imported; a circle of imports, and a path that leads out
of the project, are reported and not followed; what is wrong with a file's text is reported in it; a finding
about the whole is told in the file where it belongs.
"""

import os
from collections.abc import Iterator
from typing import TypeVar, cast

import msgspec

from sibdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from sibdsl.diagnostics.rules import reading as rules
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import NOWHERE, Span, end_of, make, start_of
from sibdsl.surface.declarations import Declaration, Import, SourceTree
from sibdsl.surface.node import Node
from sibdsl.workspace.loading import Load, load_path
from sibdsl.workspace.reading import read_tree

Piece = TypeVar("Piece")

PROJECT_MARKS = ("sib.toml", "pyproject.toml", ".git")
"""A directory that has one of these is the root of a project."""


class JoinedSource(SourceFile):
    """Several files as one text. `path` is that of the first, which imports the others."""

    __slots__ = ("_parts",)

    def __init__(self, parts: list[tuple[int, SourceFile]]) -> None:
        super().__init__(parts[0][1].path, "\n".join(part.text for _, part in parts))
        self._parts = parts

    @property
    def parts(self) -> tuple[tuple[int, SourceFile], ...]:
        """Each file, and the offset at which it begins."""
        return tuple(self._parts)

    def part_at(self, offset: int) -> tuple[int, SourceFile]:
        """The file in which an offset is, and the offset at which that file begins."""
        return next(part for part in reversed(self._parts) if part[0] <= offset)

    def start_of(self, part: SourceFile | None) -> int:
        """The offset at which the text of one of its files begins."""
        return next((start for start, found in self._parts if found is part), 0)

    def place(self, offset: int) -> tuple[str, int, int]:
        """The path, the line and the column of an offset, in its own file."""
        start, part = self.part_at(offset)
        return part.place(offset - start)


class Joined(msgspec.Struct, frozen=True):
    """A contract in one piece. `complete` is false when a file that it imports could not be read.

    `written` has the declarations of each file, by its path, with spans of the whole; imports are among them.
    `followed` gives the path of the file that stands in the place of an import, by the path of the file with the
    import and where it begins there; `circular` says whether files import one another.
    """

    tree: SourceTree
    source: JoinedSource
    imported: tuple[str, ...]
    complete: bool
    written: dict[str, tuple[Declaration | Import, ...]]
    followed: dict[tuple[str, int], str]
    circular: bool


def join_imports(source: SourceFile, tree: SourceTree, sink: Sink, load: Load = load_path) -> Joined:
    """The contract in one piece; what is wrong with the imported files goes to the sink."""
    joining = _Joining(source, sink, load)
    declarations = tuple(joining.declarations_of(source, tree, 0))
    whole = JoinedSource(joining.parts)
    return Joined(
        SourceTree(make(0, len(whole.text)), declarations, (*tree.broken, *joining.broken)),
        whole,
        tuple(part.path for _, part in joining.parts[1:]),
        joining.complete,
        joining.written,
        joining.followed,
        joining.circular,
    )


def in_own_file(found: Diagnostic) -> Diagnostic:
    """A finding about a contract in one piece, told in the file where it belongs; any other as it is."""
    whole = found.source
    if not isinstance(whole, JoinedSource):
        return found
    start, part = whole.part_at(start_of(found.span))
    return msgspec.structs.replace(
        found,
        source=part,
        labels=tuple(_label_in_own_file(label, whole, part) for label in found.labels),
        fix=_fix_in_own_file(found.fix, start) if found.fix else None,
    )


def _label_in_own_file(label: Label, whole: JoinedSource, main: SourceFile) -> Label:
    if label.source is not None and label.source is not whole:
        return label
    start, part = whole.part_at(start_of(label.span))
    source = None if part is main else part
    return msgspec.structs.replace(label, span=_moved(label.span, -start), source=source)


def _fix_in_own_file(fix: Fix, start: int) -> Fix:
    edits = tuple(Edit(_moved(edit.span, -start), edit.text) for edit in fix.edits)
    return msgspec.structs.replace(fix, edits=edits)


def project_of(path: str) -> str:
    """The directory that a contract and all that it imports are in.

    It is the nearest one, from the contract's own upwards, with one of `PROJECT_MARKS`; else the contract's own.
    """
    own = here = os.path.dirname(os.path.realpath(path))
    while True:
        if any(os.path.exists(os.path.join(here, mark)) for mark in PROJECT_MARKS):
            return here
        above = os.path.dirname(here)
        if above == here:
            return own
        here = above


class _Joining:
    """Files gathered so far, each with the offset at which its text begins in the whole.

    `_open` are the files whose imports are being followed, from the contract to the one at hand.
    """

    def __init__(self, source: SourceFile, sink: Sink, load: Load) -> None:
        self.parts = [(0, source)]
        self.broken: list[str] = []
        self.written: dict[str, tuple[Declaration | Import, ...]] = {}
        self.followed: dict[tuple[str, int], str] = {}
        self.complete = True
        self.circular = False
        self._sink = sink
        self._load = load
        self._end = len(source.text) + 1
        self._project = project_of(source.path)
        self._open = {os.path.realpath(source.path): source}
        self._seen = set(self._open)

    def declarations_of(self, source: SourceFile, tree: SourceTree, start: int) -> Iterator[Declaration]:
        """The declarations of a file that begins at `start`, those that it imports in their place."""
        placed = (
            tuple(_shifted(declaration, start) for declaration in tree.declarations) if start else tree.declarations
        )
        self.written[source.path] = placed
        for declaration, in_whole in zip(tree.declarations, placed, strict=True):
            if isinstance(declaration, Import):
                yield from self._imported(declaration, source)
            elif isinstance(in_whole, Declaration):
                yield in_whole

    def _imported(self, declaration: Import, source: SourceFile) -> Iterator[Declaration]:
        path = os.path.join(os.path.dirname(source.path), declaration.path.value)
        real = os.path.realpath(path) if "\0" not in path else path
        if real in self._open:
            self._report_circle(declaration, source, real)
        if real in self._seen or self._leaves_project(declaration, source, real):
            return
        self._seen.add(real)
        asked = Label(declaration.path.span, "imported here", True, source)
        file = self._load(path, self._sink, asked)
        if file is None:
            self.complete = False
            return
        self.followed[source.path, start_of(declaration.span)] = file.path
        start = self._end
        self.parts.append((start, file))
        self._end += len(file.text) + 1
        tree = read_tree(file, self._sink)
        self.broken += tree.broken
        self._open[real] = file
        yield from self.declarations_of(file, tree, start)
        del self._open[real]

    def _report_circle(self, declaration: Import, source: SourceFile, real: str) -> None:
        """Say which files import one another, in the order in which they do."""
        self.circular = True
        circle = list(self._open)
        names = [os.path.basename(self._open[path].path) for path in circle[circle.index(real) :]]
        self._sink.report(
            rules.CIRCULAR_IMPORT,
            declaration.path.span,
            primary="this closes the circle",
            source=source,
            path=declaration.path.value,
            circle=" imports ".join(f"`{name}`" for name in [*names, names[0]]),
        )

    def _leaves_project(self, declaration: Import, source: SourceFile, real: str) -> bool:
        if "\0" in real or real.startswith(os.path.join(self._project, "")):
            return False
        self.complete = False
        self._sink.report(
            rules.OUTSIDE_PROJECT,
            declaration.path.span,
            primary="this leads out of the project",
            source=source,
            path=declaration.path.value,
            project=self._project,
        )
        return True


def _shifted(piece: Piece, by: int) -> Piece:
    """A piece of a tree with every span moved. The parser allows a hundred levels, so recursion ends in time."""
    if isinstance(piece, Node):
        values = [
            _moved(value, by) if name == "span" else _shifted(value, by)
            for name, value in ((name, getattr(piece, name)) for name in piece.__struct_fields__)
        ]
        return type(piece)(*values)
    if isinstance(piece, tuple):
        return cast(Piece, tuple(_shifted(item, by) for item in piece))
    return piece


def _moved(span: Span, by: int) -> Span:
    return span if span == NOWHERE else make(start_of(span) + by, end_of(span) + by)
