"""One contract on its way from text to payment IR: every stage, made when it is first asked for.

In: a text, bytes, or a path.
Out: `Compilation`, with a property a stage and all findings so far.
Relies on: the passes, each imported when its stage is made.
Guarantees: nothing the author wrote raises; each pass runs at most once; asking for the findings runs the
cold passes only (reading, parsing, checking), which load no slow library; the model and the program of a
contract with errors do not exist, and asking for them is the one thing that raises.
"""

import os
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.workspace.loading import Load, load_path, read_source
from sibdsl.workspace.reading import read_tree

if TYPE_CHECKING:
    from sibdsl.analysis.limits import Limits
    from sibdsl.ir.program import Program
    from sibdsl.model.contract import Contract
    from sibdsl.semantics.check import Checked
    from sibdsl.surface.declarations import SourceTree
    from sibdsl.workspace.imports import Joined

UNNAMED: Final = "<text>"
"""What a contract is called in messages when it came from no file."""


class ContractHasErrors(ValueError):
    """Something was asked of a contract that has errors. `diagnostics` has them; the text lists them."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        from sibdsl.diagnostics.render import render

        errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]
        super().__init__("the contract has errors\n" + render(errors, "concise"))
        self.diagnostics = diagnostics


class Compilation:
    """A contract and everything that is known about it. Make one with `compile`.

    Attributes:
        path: what the contract is called in messages.
        source: the text, or None when there was none to read; `diagnostics` then says why.
    """

    def __init__(self, path: str, source: SourceFile | None, sink: Sink, load: Load = load_path) -> None:
        self.path = path
        self.source = source
        self._sink = sink
        self._load = load

    @cached_property
    def tree(self) -> "SourceTree | None":
        """The file as written; None when there is no text. Broken statements are left out of it."""
        if self.source is None:
            return None
        return read_tree(self.source, self._sink)

    @cached_property
    def checked(self) -> "Checked | None":
        """The contract with every name resolved, as far as it can be.

        None when there is no text, or when a file that it imports cannot be read: everything declared
        there would seem to be missing.
        """
        tree = self.tree
        if tree is None:
            return None
        from sibdsl.semantics.check import check

        joined = self.joined
        if joined is not None:
            if not joined.complete:
                return None
            tree, self._sink.source = joined.tree, joined.source
        return check(tree, self._sink)

    @cached_property
    def joined(self) -> "Joined | None":
        """The contract in one piece, when it is written in several files."""
        if self.source is None or self.tree is None or not _has_imports(self.tree):
            return None
        from sibdsl.workspace.imports import join_imports

        return join_imports(self.source, self.tree, self._sink, self._load)

    @property
    def imported(self) -> tuple[str, ...]:
        """The paths of the files that the contract imports, directly or through others."""
        return self.joined.imported if self.joined else ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings in the contract, in the order of their places, without those that follow from others."""
        found = self._all_diagnostics()
        if len(found) < 2:
            return found
        from sibdsl.diagnostics.consequences import without_consequences

        return without_consequences(found)

    def _all_diagnostics(self) -> tuple[Diagnostic, ...]:
        _ = self.checked
        if self.joined is None:
            return self._sink.diagnostics()
        from sibdsl.workspace.imports import in_own_file

        told = Sink()
        for found in self._sink.diagnostics():
            told.add(in_own_file(found))
        return told.diagnostics()

    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings and notes do not count."""
        _ = self.checked
        return not self._sink.has_errors

    @cached_property
    def model(self) -> "Contract":
        """The checked contract: frozen pydantic models.

        Raises:
            ContractHasErrors: when `ok` is false.
        """
        checked = self.checked
        if not self.ok or checked is None:
            raise ContractHasErrors(self.diagnostics)
        from sibdsl.semantics.build import build_model

        return build_model(checked)

    @cached_property
    def program(self) -> "Program":
        """The contract as payment IR, its invariants checked.

        Raises:
            ContractHasErrors: when `ok` is false.
        """
        model = self.model
        from sibdsl.lowering.lower import lower

        return lower(model)

    @cached_property
    def limits(self) -> "Limits":
        """The least and the most that each party can pay and receive.

        Raises:
            ContractHasErrors: when `ok` is false.
        """
        program = self.program
        from sibdsl.analysis.limits import limits

        return limits(program)

    def __repr__(self) -> str:
        return f"Compilation({self.path!r})"


def compile(text_or_path: str | os.PathLike[str], *, filename: str | None = None) -> Compilation:
    """Begin to compile a contract.

    A `str` is the text of a contract; anything with a path, such as `pathlib.Path`, is the file to read.
    `filename` is what messages call a text.
    Never raises for what the author wrote, or for what is on the disk: that is in `diagnostics`.
    """
    if isinstance(text_or_path, str):
        return _from_text(text_or_path, filename or UNNAMED)
    return compile_path(os.fsdecode(text_or_path))


def compile_path(path: str, load: Load = load_path) -> Compilation:
    """Begin to compile the contract in the file of this name, which `load` reads, and what it imports."""
    sink = Sink()
    return Compilation(path, load(path, sink, None), sink, load)


def compile_bytes(data: bytes, filename: str) -> Compilation:
    """Begin to compile the bytes of a contract that came from no file, such as standard input."""
    sink = Sink()
    return Compilation(filename, read_source(data, filename, sink), sink)


def _has_imports(tree: "SourceTree") -> bool:
    from sibdsl.surface.declarations import Import

    return any(isinstance(declaration, Import) for declaration in tree.declarations)


def _from_text(text: str, filename: str) -> Compilation:
    # Through the bytes, so that an empty text or hidden characters are found as they are in a file.
    return compile_bytes(text.encode("utf-8", "surrogatepass"), filename)
