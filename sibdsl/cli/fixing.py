"""`sib check --fix` and `--diff`: contracts with what could be put right put right.

In: the paths of contracts, which fixes may be made, and whether they are to be written or only shown.
Out: the files, rewritten; or what would change. The compilations of what results.
Relies on: `workspace.fixing` for the fixes, `replace_contract` for writing a file whole or not at all.
Guarantees: a byte-order mark and line ends are kept; standard input comes out on standard output.
"""

import os
import sys
from collections.abc import Callable, Sequence

import click
import msgspec

from sibdsl.cli.changes import MARK, encoded, show_difference
from sibdsl.cli.console import Console
from sibdsl.cli.contract import STANDARD_INPUT
from sibdsl.cli.files import replace_contract
from sibdsl.diagnostics.diagnostic import Applicability, Diagnostic
from sibdsl.source.file import SourceFile
from sibdsl.source.reading import Unreadable, decode
from sibdsl.workspace.compilation import Compilation
from sibdsl.workspace.contracts import find_contracts
from sibdsl.workspace.fixing import Fixed, fix_contract


class Fixing(msgspec.Struct, frozen=True):
    """What may be done: `review_too` also makes fixes to be reviewed, `diff` only shows what would change."""

    review_too: bool
    diff: bool

    @property
    def allowed(self) -> tuple[Applicability, ...]:
        """The fixes that may be made."""
        return ("safe", "unsafe") if self.review_too else ("safe",)


class Outcome(msgspec.Struct, frozen=True):
    """The contracts as they are now, how many fixes were made, and whether a file differs or would differ."""

    contracts: list[Compilation]
    made: int
    files: int


def fix_contracts(
    paths: Sequence[str],
    stdin_filename: str | None,
    fixing: Fixing,
    choose: Callable[[Compilation], Sequence[Diagnostic]],
    console: Console,
) -> Outcome:
    """Put right what can be in the contracts that the command line names.

    Raises:
        click.UsageError: when there are none, or when a file cannot be written.
    """
    files = find_contracts(paths or (".",))
    if not files:
        places = ", ".join(f"`{path}`" for path in paths) or "this directory"
        raise click.UsageError(f"there is no .sib file in {places}")
    contracts: list[Compilation] = []
    imported: set[str] = set()
    changed: dict[str, tuple[SourceFile, str]] = {}
    made = 0
    for file in files:
        if file == STANDARD_INPUT:
            fixed = _fix_standard_input(stdin_filename, fixing, choose, console)
        else:
            # What one contract has changed in a file that another one imports as well is changed once.
            texts = {path: text for path, (_, text) in changed.items()}
            fixed = fix_contract(file, fixing.allowed, choose, texts)
            changed |= {
                path: (changed.get(path, (source, ""))[0], text) for path, (source, text) in fixed.changed.items()
            }
        contracts.append(fixed.compilation)
        imported.update(os.path.realpath(path) for path in fixed.compilation.imported)
        made += fixed.made
    for path, (source, text) in sorted(changed.items()):
        _tell(path, source, text, fixing, console)
    kept = [one for one in contracts if one.path in paths or os.path.realpath(one.path) not in imported]
    return Outcome(kept, made, len(changed))


def _fix_standard_input(
    stdin_filename: str | None,
    fixing: Fixing,
    choose: Callable[[Compilation], Sequence[Diagnostic]],
    console: Console,
) -> Fixed:
    data = sys.stdin.buffer.read()
    name = stdin_filename or "<stdin>"
    text = decode(data)
    fixed = fix_contract(name, fixing.allowed, choose, {name: "" if isinstance(text, Unreadable) else text})
    source, result = fixed.changed.get(name, (SourceFile(name, ""), None))
    if not fixing.diff:
        console.result_bytes(data if result is None else encoded(result, data))
    elif result is not None:
        show_difference(source, result, console)
    return fixed


def _tell(path: str, source: SourceFile, text: str, fixing: Fixing, console: Console) -> None:
    """Show what changes in a file, or write it."""
    if fixing.diff:
        show_difference(source, text, console)
        return
    with open(path, "rb") as file:
        before = file.read(len(MARK))
    replace_contract(path, encoded(text, before))
