"""`sib test`: the scenarios that contracts contain, run like tests.

In: files and directories.
Out: PASS or FAIL for each scenario, and for a failure how the amount came about.
Relies on: `workspace.scenarios` for running, `scenario_report` for writing.
Guarantees: every contract is run, also after one that fails; the exit code is 1 when anything failed.
"""

from typing import Final

import click

from sibdsl.cli.console import Console, with_console
from sibdsl.cli.contract import (
    choose_format,
    find_contract_options,
    output_format_option,
    read_contracts,
    show_findings,
    stdin_filename_option,
)
from sibdsl.cli.scenario_report import ContractRun, as_json, as_junit, as_text
from sibdsl.workspace.compilation import Compilation
from sibdsl.workspace.scenarios import run_scenarios

FORMATS: Final = ("text", "json", "junit")


@click.command(
    epilog="\b\nExample:\n  sib test contract.sib\n  sib test contracts/ -k pooled\n"
    "  sib test contract.sib --output-format junit > results.xml",
)
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@click.option("-k", "words", metavar="WORDS", help="Run only scenarios with these words in their title.")
@output_format_option(*FORMATS)
@stdin_filename_option
@with_console
def test(
    console: Console,
    paths: tuple[str, ...],
    words: str | None,
    output_format: str | None,
    stdin_filename: str | None,
) -> int:
    """Run the scenarios written in contracts.

    PATHS are files, or directories whose .sib files are all run; without any, the current directory.
    """
    contracts = read_contracts(paths, stdin_filename, console)
    format = choose_format(output_format, FORMATS, find_contract_options(contracts[0].path))
    runs: list[ContractRun] = []
    with console.progress("running scenarios") as report:
        for number, contract in enumerate(contracts, 1):
            runs.append(_run(contract, words, console))
            report(f"{number} of {len(contracts)} contracts")
    if words is not None and not any(run.results or run.errors for run in runs):
        raise click.UsageError(f"no scenario has `{words}` in its title")
    console.result(_report(runs, format, console))
    return 0 if all(run.passed for run in runs) else 1


def _run(compilation: Compilation, words: str | None, console: Console) -> ContractRun:
    if not compilation.ok:
        show_findings(compilation.diagnostics, console)
        errors = tuple(found for found in compilation.diagnostics if found.severity == "error")
        return ContractRun(compilation.path, errors=errors)
    results = run_scenarios(compilation)
    if words is not None:
        results = tuple(result for result in results if words.casefold() in result.title.casefold())
    return ContractRun(compilation.path, results)


def _report(runs: list[ContractRun], format: str, console: Console) -> str:
    if format == "json":
        return as_json(runs)
    if format == "junit":
        return as_junit(runs)
    return as_text(runs, console.colors_results)
