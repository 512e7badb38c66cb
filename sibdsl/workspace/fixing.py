"""The fixes of a contract carried out, round after round, until nothing more can be put right.

In: the path of a contract, the texts that are not those on the disk, and which fixes may be made.
Out: `Fixed`: the files whose text changes, how many fixes were made, and the compilation of what results.
Relies on: `apply_fixes`, and on compiling again after every round.
Guarantees: nothing is written. No fix leaves more that cannot be read, and none that leaves as much leaves more
errors; one that would is given up. What could not be read before may show mistakes of its own. Line ends stay those
of the file; the same files give the same result.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec

from sibdsl.diagnostics.diagnostic import Applicability, Diagnostic, Edit
from sibdsl.diagnostics.editing import apply_fixes
from sibdsl.source.file import SourceFile
from sibdsl.workspace.compilation import Compilation, compile_path
from sibdsl.workspace.viewing import loading

Choose = Callable[[Compilation], Sequence[Diagnostic]]
"""Which findings of a compilation somebody wants to hear about."""

_MOST_ROUNDS: Final = 12
# What a finding is known by while the text around it changes.
_Key = tuple[str, str, str, str]


class Fixed(msgspec.Struct, frozen=True):
    """What came of it. `changed` has the old file and the new text of each file that changes, by its path."""

    compilation: Compilation
    changed: dict[str, tuple[SourceFile, str]]
    made: int


def fix_contract(
    path: str, allowed: Sequence[Applicability], choose: Choose, texts: Mapping[str, str] | None = None
) -> Fixed:
    """Put right what can be, in the contract and in the files that it imports."""
    return _Fixing(path, allowed, choose, dict(texts or {})).run()


class _Fixing:
    """The texts so far, and the fixes that were given up."""

    def __init__(self, path: str, allowed: Sequence[Applicability], choose: Choose, texts: dict[str, str]) -> None:
        self._path = path
        self._allowed = allowed
        self._choose = choose
        self._texts = texts
        self._before: dict[str, SourceFile] = {}
        self._given_up: set[_Key] = set()
        self._made = 0

    def run(self) -> Fixed:
        compilation = self._compiled(self._texts)
        for _ in range(_MOST_ROUNDS):
            found = [one for one in self._choose(compilation) if self._may_be_fixed(one)]
            if not found:
                break
            compilation = self._round(compilation, found)
        changed = {
            path: (source, self._texts[path])
            for path, source in sorted(self._before.items())
            if self._texts[path] != source.text
        }
        return Fixed(compilation, changed, self._made)

    def _may_be_fixed(self, one: Diagnostic) -> bool:
        fix = one.fix
        return fix is not None and fix.applicability in self._allowed and _key(one) not in self._given_up

    def _round(self, compilation: Compilation, found: Sequence[Diagnostic]) -> Compilation:
        """Make all of the fixes at once; if that leaves more to put right than before, one after the other."""
        after = self._tried(compilation, found)
        if after is not None:
            return after
        for one in found:
            # The places of the others have moved as soon as one fix is made: they come in the next round.
            after = self._tried(compilation, [one])
            if after is not None:
                return after
            self._given_up.add(_key(one))
        return compilation

    def _tried(self, compilation: Compilation, found: Sequence[Diagnostic]) -> Compilation | None:
        """The contract after the fixes; None when they make it worse."""
        texts = dict(self._texts)
        made = 0
        sources = {one.source.path: one.source for one in found if one.source is not None}
        for path, source in sources.items():
            here = [_with_line_ends(one, source) for one in found if one.source == source]
            texts[path], count = apply_fixes(source, here, self._allowed)
            made += count
        after = self._compiled(texts)
        if not made or _what_is_wrong(after) > _what_is_wrong(compilation):
            return None
        for path, source in sources.items():
            self._before.setdefault(path, source)
        self._texts = texts
        self._made += made
        return after

    def _compiled(self, texts: Mapping[str, str]) -> Compilation:
        return compile_path(self._path, loading(texts))


def _what_is_wrong(compilation: Compilation) -> tuple[int, int]:
    """How many mistakes keep something from being read, and how many errors there are in all."""
    errors = [found for found in compilation.diagnostics if found.severity == "error"]
    return sum(found.code.startswith(("SIB0", "SIB1")) for found in errors), len(errors)


def _key(one: Diagnostic) -> _Key:
    source = one.source
    line = source.line_text(source.position(one.span >> 32)[0]) if source else ""
    return one.path or "", one.code, one.message, line


def _with_line_ends(one: Diagnostic, source: SourceFile) -> Diagnostic:
    """The finding with the line ends of its file in what its fix puts in."""
    if one.fix is None or "\r\n" not in source.text:
        return one
    edits = tuple(Edit(edit.span, edit.text.replace("\n", "\r\n")) for edit in one.fix.edits)
    return msgspec.structs.replace(one, fix=msgspec.structs.replace(one.fix, edits=edits))
