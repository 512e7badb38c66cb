"""`sib check`: every problem of every contract, in one run.

In: files and directories.
Out: the findings in the format asked for, on standard output; with --fix those that remain, and the files changed.
Relies on: nothing slow: this is the command that editors and commit hooks run.
Guarantees: the files come in the order given, those of a directory by name; the exit code is 1 when there
is an error or a warning, unless --exit-zero says otherwise.
"""

import os
import time
from typing import TYPE_CHECKING, cast, get_args

import click

from sibdsl.cli.console import Console, with_console
from sibdsl.cli.contract import (
    STANDARD_INPUT,
    choose_format,
    find_contract_options,
    output_format_option,
    read_contracts,
    stdin_filename_option,
)
from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.render import Format, render
from sibdsl.workspace.compilation import Compilation
from sibdsl.workspace.options import Options
from sibdsl.workspace.selection import Selection, SelectionProblem, make_selection

if TYPE_CHECKING:
    from sibdsl.cli.fixing import Outcome

FORMATS = get_args(Format)


@click.command(
    epilog="\b\nExample:\n  sib check contract.sib\n  sib check contract.sib --fix\n"
    "  sib check contracts/ --output-format github\n"
    "  cat contract.sib | sib check - --stdin-filename contract.sib",
)
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@output_format_option(*FORMATS)
@click.option("--select", metavar="CODES", multiple=True, help="Report only these codes, beginnings of codes or names.")
@click.option("--ignore", metavar="CODES", multiple=True, help="Do not report these. Errors are always reported.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
@click.option("--fix", is_flag=True, help="Put right what can only be meant in one way; files are changed.")
@click.option(
    "--review-too",
    is_flag=True,
    help="With --fix or --diff: also make changes that may not be what was meant. Review them afterwards.",
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@stdin_filename_option
@with_console
# Each is an option of the command line.
def check(  # noqa: PLR0913, PLR0917
    console: Console,
    paths: tuple[str, ...],
    output_format: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    exit_zero: bool,
    fix: bool,
    review_too: bool,
    diff: bool,
    stdin_filename: str | None,
) -> int:
    """Find what is wrong in contracts.

    PATHS are files, or directories whose .sib files are all checked; without any, the current directory.
    """
    if review_too and not (fix or diff):
        raise click.UsageError("--review-too says which fixes are made; write it together with --fix or --diff")
    started = time.perf_counter()
    settings = _Settings(select, ignore)
    fixed: Outcome | None = None
    if fix or diff:
        fixed = _fix(paths, stdin_filename, review_too, diff, settings, console)
    contracts = fixed.contracts if fixed else read_contracts(paths, stdin_filename, console)
    format = choose_format(output_format, FORMATS, settings.options(contracts[0].path))
    findings: dict[Diagnostic, None] = {}
    for contract in contracts:
        # Two contracts may import the same file, which is wrong once.
        findings.update(dict.fromkeys(settings.wanted(contract)))
        _say_what_cannot_be_ignored(settings.selection(contract.path), contract.diagnostics, console)
    # Where a changed contract or a difference is the result, findings do not mix with it.
    if fixed and STANDARD_INPUT in paths and findings and not diff:
        console.findings(render(tuple(findings), "full", console.colors_findings))
    elif not diff and not (fixed and STANDARD_INPUT in paths):
        _show(tuple(findings), cast(Format, format), len(contracts), console)
    if fixed:
        _say_what_was_fixed(fixed, len(findings), diff, console)
    console.detail(f"checked {_contracts(len(contracts))} in {time.perf_counter() - started:.3f} seconds")
    serious = any(found.severity != "note" for found in findings) or (diff and fixed is not None and fixed.files > 0)
    return 1 if serious and not exit_zero else 0


def _show(findings: tuple[Diagnostic, ...], format: Format, contracts: int, console: Console) -> None:
    if findings or format not in ("full", "concise"):
        console.result(render(findings, format, console.colors_results))
    elif not console.quiet:
        console.result(f"no problems found in {_contracts(contracts)}\n")


# What the command line says about fixes.
def _fix(
    paths: tuple[str, ...],
    stdin_filename: str | None,
    review_too: bool,
    diff: bool,
    settings: "_Settings",
    console: Console,
) -> "Outcome":
    from sibdsl.cli.fixing import Fixing, fix_contracts

    return fix_contracts(paths, stdin_filename, Fixing(review_too, diff), settings.wanted, console)


def _say_what_was_fixed(fixed: "Outcome", remaining: int, diff: bool, console: Console) -> None:
    done, left = ("would fix", "would remain") if diff else ("fixed", "remains" if remaining == 1 else "remain")
    where = "" if not fixed.files else " in 1 file" if fixed.files == 1 else f" in {fixed.files} files"
    console.log(f"{done} {fixed.made}{where}, {remaining} {left}")


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

    def wanted(self, contract: Compilation) -> tuple[Diagnostic, ...]:
        """The findings of a contract that somebody wants to hear about."""
        return self.selection(contract.path).apply(contract.diagnostics)

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
