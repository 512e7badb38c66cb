"""`sib check`: every problem of every contract, in one run.

In: files and directories.
Out: the findings in the format asked for, on standard output.
Relies on: nothing slow: this is the command that editors and commit hooks run.
Guarantees: the files come in the order given, those of a directory by name; the exit code is 1 when there
is an error or a warning, unless --exit-zero says otherwise.
"""

import os
import time
from typing import cast, get_args

import click

from sibdsl.cli.console import Console, with_console
from sibdsl.cli.contract import (
    choose_format,
    find_contract_options,
    output_format_option,
    read_contracts,
    stdin_filename_option,
)
from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.render import Format, render
from sibdsl.workspace.options import Options
from sibdsl.workspace.selection import Selection, SelectionProblem, make_selection

FORMATS = get_args(Format)


@click.command(
    epilog="\b\nExample:\n  sib check contract.sib\n  sib check contracts/ --output-format github\n"
    "  cat contract.sib | sib check - --stdin-filename contract.sib",
)
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@output_format_option(*FORMATS)
@click.option("--select", metavar="CODES", multiple=True, help="Report only these codes, beginnings of codes or names.")
@click.option("--ignore", metavar="CODES", multiple=True, help="Do not report these. Errors are always reported.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
@stdin_filename_option
@with_console
def check(
    console: Console,
    paths: tuple[str, ...],
    output_format: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    exit_zero: bool,
    stdin_filename: str | None,
) -> int:
    """Find what is wrong in contracts.

    PATHS are files, or directories whose .sib files are all checked; without any, the current directory.
    """
    started = time.perf_counter()
    contracts = read_contracts(paths, stdin_filename, console)
    settings = _Settings(select, ignore)
    format = choose_format(output_format, FORMATS, settings.options(contracts[0].path))
    findings: dict[Diagnostic, None] = {}
    for contract in contracts:
        selection = settings.selection(contract.path)
        # Two contracts may import the same file, which is wrong once.
        findings.update(dict.fromkeys(selection.apply(contract.diagnostics)))
        _say_what_cannot_be_ignored(selection, contract.diagnostics, console)
    if findings or format not in ("full", "concise"):
        console.result(render(tuple(findings), cast(Format, format), console.colors_results))
    elif not console.quiet:
        console.result(f"no problems found in {_contracts(len(contracts))}\n")
    console.detail(f"checked {_contracts(len(contracts))} in {time.perf_counter() - started:.3f} seconds")
    serious = any(found.severity != "note" for found in findings)
    return 1 if serious and not exit_zero else 0


class _Settings:
    """The options and the selection of each contract, found once a directory."""

    def __init__(self, select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
        self._select = _words(select)
        self._ignore = _words(ignore)
        self._options: dict[str, Options] = {}

    def options(self, path: str) -> Options:
        directory = os.path.dirname(path)
        if directory not in self._options:
            self._options[directory] = find_contract_options(path)
        return self._options[directory]

    def selection(self, path: str) -> Selection:
        """What is reported of a contract: the command line's words, else the project's."""
        options = self.options(path)
        try:
            return make_selection(self._select or options.select, self._ignore or options.ignore)
        except SelectionProblem as problem:
            raise click.UsageError(str(problem)) from None


def _words(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for text in given for word in text.split(",") if word.strip())


def _contracts(count: int) -> str:
    return "1 contract" if count == 1 else f"{count} contracts"


def _say_what_cannot_be_ignored(selection: Selection, found: tuple[Diagnostic, ...], console: Console) -> None:
    codes = selection.unwanted_errors(found)
    if codes:
        console.log(f"{', '.join(codes)}: errors are always reported, because nothing is computed from them")
