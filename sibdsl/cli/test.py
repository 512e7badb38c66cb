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
    read_contract,
    show_findings,
    stdin_filename_option,
)
from sibdsl.cli.scenario_report import ContractRun, as_json, as_junit, as_text
from sibdsl.workspace.contracts import find_contracts
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
    contracts = find_contracts(paths or (".",))
    if not contracts:
        raise click.UsageError(f"there is no .sib file in {', '.join(paths) or 'this directory'}")
    format = choose_format(output_format, FORMATS, find_contract_options(contracts[0], stdin_filename))
    runs: list[ContractRun] = []
    with console.progress("running scenarios") as report:
        for number, path in enumerate(contracts, 1):
            runs.append(_run(path, stdin_filename, words, console))
            report(f"{number} of {len(contracts)} contracts")
    if words is not None and not any(run.results or run.errors for run in runs):
        raise click.UsageError(f"no scenario has `{words}` in its title")
    console.result(_report(runs, format, console))
    return 0 if all(run.passed for run in runs) else 1


def _run(path: str, stdin_filename: str | None, words: str | None, console: Console) -> ContractRun:
    compilation = read_contract(path, stdin_filename)
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
