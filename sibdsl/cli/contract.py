"""How commands are given contracts, options and formats, and how they say what is wrong with them.

In: paths as written on the command line (`-` for standard input), and the files around them.
Out: compilations, options, and findings written where they do not mix with results.
Relies on: `workspace` for everything but the words on the command line.
Guarantees: what the project says holds unless the command line or the environment says otherwise; the
words of `OptionsProblem` and their kin reach the user as wrong use.
"""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

import click

from sibdsl.cli.console import Command, Console
from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.render import render
from sibdsl.workspace.compilation import Compilation, compile_bytes, compile_path
from sibdsl.workspace.contracts import find_contracts
from sibdsl.workspace.options import OUTPUT_FORMATS, Options, OptionsProblem, find_options

STANDARD_INPUT: Final = "-"


def day(text: str) -> date:
    """A day on the command line, written as in contracts and evidence.

    Raises:
        click.BadParameter: when it is none, saying how to write it.
    """
    from sibdsl.runtime.evidence_cells import Problem, read_date

    found = read_date(text)
    if isinstance(found, Problem):
        raise click.BadParameter(f"{found.message}; {found.help}")
    return found


contract_argument = click.argument("contract", type=click.Path(allow_dash=True))
stdin_filename_option = click.option(
    "--stdin-filename",
    metavar="NAME",
    help="What to call the contract read from standard input (`-`); options are those near this file.",
)
evidence_option = click.option(
    "--evidence",
    type=click.Path(),
    help="A directory of evidence files, or one CSV or JSON file. Default: `evidence` in sib.toml.",
)


def read_contract(path: str, stdin_filename: str | None) -> Compilation:
    """Begin to compile the contract that the command line names."""
    if path != STANDARD_INPUT:
        return compile_path(path)
    return compile_bytes(sys.stdin.buffer.read(), stdin_filename or "<stdin>")


def read_contracts(paths: Sequence[str], stdin_filename: str | None, console: Console) -> list[Compilation]:
    """Check the contracts that the command line names; without any name, those of the current directory.

    A file found in a directory is left out when another contract imports it: it is checked as part of that.

    Raises:
        click.UsageError: when there are none.
    """
    files = find_contracts(paths or (".",))
    if not files:
        places = ", ".join(f"`{path}`" for path in paths) or "this directory"
        raise click.UsageError(f"there is no .sib file in {places}")
    compilations: dict[str, Compilation] = {}
    imported: set[str] = set()
    with console.progress("checking") as report:
        for number, file in enumerate(files, 1):
            compilations[file] = compilation = read_contract(file, stdin_filename)
            # Asking is what makes it work, here where progress is shown.
            _ = compilation.ok
            imported.update(os.path.realpath(path) for path in compilation.imported)
            report(f"{number} of {len(files)} files")
    for file in files:
        if imported and file not in paths and os.path.realpath(file) in imported:
            del compilations[file]
    return list(compilations.values())


def find_contract_options(path: str, stdin_filename: str | None = None) -> Options:
    """The project's options for a contract, given as on the command line.

    Raises:
        click.UsageError: when the file of options is wrong.
    """
    place = stdin_filename or "" if path == STANDARD_INPUT else path
    try:
        return find_options(place if os.path.isdir(place) else os.path.dirname(place))
    except OptionsProblem as problem:
        raise click.UsageError(str(problem)) from None


def output_format_option(*formats: str) -> Callable[[Command], Command]:
    """The option --output-format with these formats, the first of them being the default."""
    return click.option(
        "--output-format",
        type=click.Choice(formats),
        help=f"How results are written. Default: SIB_OUTPUT_FORMAT, `output-format` in sib.toml, or {formats[0]}.",
    )


def choose_format(given: str | None, formats: Sequence[str], options: Options) -> str:
    """The output format: from the command line, else the environment, else the project, else the first.

    One that another command has and this one does not is passed over.

    Raises:
        click.UsageError: when the environment names no format at all.
    """
    if given is not None:
        return given
    named = os.environ.get("SIB_OUTPUT_FORMAT") or options.output_format
    if named is None or named in formats:
        return named or formats[0]
    if named not in OUTPUT_FORMATS:
        from sibdsl.diagnostics.suggestion import closest

        near = closest(named, OUTPUT_FORMATS)
        help = f"did you mean `{near}`?" if near else f"it is one of {', '.join(OUTPUT_FORMATS)}"
        raise click.UsageError(f"SIB_OUTPUT_FORMAT is `{named}`, which is no output format; {help}")
    return formats[0]


def show_findings(diagnostics: Sequence[Diagnostic], console: Console) -> None:
    """Write findings beside a result; warnings and notes not when only results are wanted."""
    if console.quiet:
        diagnostics = [found for found in diagnostics if found.severity == "error"]
    if diagnostics:
        console.findings(render(diagnostics, "full", console.colors_findings))


def find_evidence(given: str | None, options: Options, claims: str | None = None) -> str:
    """The path of the evidence: from the command line, else from the project, else where the `claims` are.

    Raises:
        click.UsageError: when neither names one.
    """
    path = given or options.evidence or claims
    if path is None:
        raise click.UsageError("which evidence? name a directory or a file with --evidence PATH")
    return path
