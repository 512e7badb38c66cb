"""`sib format`: every file in its canonical form.

In: files and directories, or a contract on standard input.
Out: the files, rewritten where their form was another one; or, if asked for, which ones would be, and how.
Relies on: `formatter` for the form, and for checking that it says the same.
Guarantees: a file is replaced whole or not at all, keeps its permissions, its line ends and its byte order mark; a
file with a mistake of syntax is left as it is. The exit code is 1 when there is such a file, and with --check or
--diff when a file would change.
"""

import os
import sys

import click
import msgspec

from sibdsl.cli.changes import encoded, show_difference
from sibdsl.cli.console import Console, with_console
from sibdsl.cli.contract import STANDARD_INPUT, show_findings, stdin_filename_option
from sibdsl.cli.files import replace_contract
from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.sink import Sink
from sibdsl.formatter.canonical import NotFormatted, format_source
from sibdsl.workspace.contracts import files_in
from sibdsl.workspace.loading import LARGEST_CONTRACT, load_path, read_source


class _Outcome(msgspec.Struct, gc=False):
    """How many files came out how."""

    changed: int = 0
    unchanged: int = 0
    refused: int = 0


@click.command(
    epilog="\b\nExample:\n  sib format contract.sib\n  sib format --check contracts/\n"
    "  cat contract.sib | sib format - > tidy.sib",
)
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--check", is_flag=True, help="Change nothing; list the files that would change, and exit with 1.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change, and exit with 1.")
@stdin_filename_option
@with_console
def format(console: Console, paths: tuple[str, ...], check: bool, diff: bool, stdin_filename: str | None) -> int:
    """Lay out contracts in the one canonical way.

    PATHS are files, or directories whose .sib and .sib.md files are all laid out; without any, the current directory.
    Spaces and lines change, and signs such as + become words. Comments stay where they belong, and what a contract
    means stays the same. `-` reads standard input and writes standard output.
    """
    outcome = _Outcome()
    files = _find_files(paths)
    with console.progress("formatting") as report:
        for number, file in enumerate(files, 1):
            _format(file, check, diff, stdin_filename, console, outcome)
            report(f"{number} of {len(files)} files")
    console.log(_summary(outcome, check or diff))
    return 1 if outcome.refused or (outcome.changed and (check or diff)) else 0


def _find_files(paths: tuple[str, ...]) -> list[str]:
    found: dict[str, None] = {}
    for path in paths or (".",):
        found.update(dict.fromkeys(files_in(path) if os.path.isdir(path) else (path,)))
    if not found:
        places = ", ".join(f"`{path}`" for path in paths) or "this directory"
        raise click.UsageError(f"there is no .sib file in {places}")
    return list(found)


def _format(
    file: str, check: bool, diff: bool, stdin_filename: str | None, console: Console, outcome: _Outcome
) -> None:
    sink = Sink()
    data = _read(file)
    name = (stdin_filename or "<stdin>") if file == STANDARD_INPUT else file
    # What cannot be opened is said where contracts are loaded.
    source = load_path(file, sink) if data is None else read_source(data, name, sink)
    if source is None or data is None:
        _refuse(name, sink.diagnostics(), console, outcome)
        return
    formatted = format_source(source)
    if isinstance(formatted, NotFormatted):
        _refuse(name, formatted.diagnostics, console, outcome)
        return
    if formatted.changed:
        outcome.changed += 1
    else:
        outcome.unchanged += 1
    if diff:
        show_difference(source, formatted.text, console)
    elif check:
        console.result(f"would reformat {name}\n" if formatted.changed else "")
    elif file == STANDARD_INPUT:
        console.result_bytes(encoded(formatted.text, data))
    elif formatted.changed:
        replace_contract(file, encoded(formatted.text, data))


def _read(file: str) -> bytes | None:
    """The bytes of a file; None if it cannot be read, or is too large for a contract."""
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        with open(file, "rb") as opened:
            data = opened.read(LARGEST_CONTRACT + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= LARGEST_CONTRACT else None


def _refuse(name: str, diagnostics: tuple[Diagnostic, ...], console: Console, outcome: _Outcome) -> None:
    outcome.refused += 1
    show_findings(diagnostics, console)
    console.log(f"not formatted: {name}")


def _summary(outcome: _Outcome, only_looking: bool) -> str:
    verb, kept = ("would be reformatted", "already formatted") if only_looking else ("reformatted", "left unchanged")
    parts = [
        f"{_files(count)} {what}"
        for count, what in ((outcome.changed, verb), (outcome.unchanged, kept), (outcome.refused, "not formatted"))
        if count
    ]
    return ", ".join(parts)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
