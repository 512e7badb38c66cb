"""Views made from the start: what an incremental session has to agree with.

In: the path of a contract, and the texts of files that are open in an editor.
Out: a `View`.
Relies on: `Compilation`.
Guarantees: never raises for what the author wrote; an open file is read as it is on the screen.
"""

import os
from collections.abc import Mapping

from sibdsl.diagnostics.diagnostic import Label
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import make
from sibdsl.surface.declarations import Declaration, Import, SourceTree
from sibdsl.workspace.compilation import Compilation, compile_path
from sibdsl.workspace.loading import Load, load_path, read_source
from sibdsl.workspace.view import Stretch, View


def open_view(path: str, texts: Mapping[str, str] | None = None) -> View:
    """The contract at `path`; `texts` has the files that are open, by path, each as it is on the screen."""
    return view_of(compile_path(path, loading(texts or {})))


def loading(texts: Mapping[str, str]) -> Load:
    """What reads open files from `texts`, and all others from the disk."""
    open_files = {os.path.realpath(path): text for path, text in texts.items()}

    def load(path: str, sink: Sink, asked: Label | None) -> SourceFile | None:
        text = open_files.get(os.path.realpath(path)) if "\0" not in path else None
        if text is None:
            return load_path(path, sink, asked)
        return read_source(text.encode("utf-8", "surrogatepass"), path, sink)

    return load


def view_of(compilation: Compilation) -> View:
    """The view of a contract that was compiled from the start."""
    checked = compilation.checked
    source = compilation.source or SourceFile(compilation.path, "")
    whole, tree = source, compilation.tree or SourceTree(make(0, 0), (), ())
    parts: tuple[tuple[int, SourceFile], ...] = ((0, source),)
    written: dict[str, tuple[Declaration | Import, ...]] = {source.path: tree.declarations}
    joined = compilation.joined
    if joined is not None:
        whole, tree, parts, written = joined.source, joined.tree, joined.source.parts, joined.written
    stretches = [Stretch(file, 0, start, len(file.text), len(file.text) + 1) for start, file in parts]
    known = checked.known if checked is not None else None
    return View(compilation.path, whole, tree, written, known, compilation.diagnostics, stretches, lambda: compilation)
