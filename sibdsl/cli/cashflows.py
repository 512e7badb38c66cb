"""`sib cashflows`: who pays whom how much on which day, on some evidence or at chosen values.

In: a contract, and evidence or values. Out: the flows as a table, JSON or CSV, or as a chart.
Relies on: `workspace.capital` for the flows, and `analysis` for their forms.
Guarantees: evidence and chosen values are never mixed.
"""

from datetime import date
from typing import TYPE_CHECKING, Final

import click

from sibdsl.cli.console import Console, with_console
from sibdsl.cli.contract import (
    choose_format,
    contract_argument,
    day,
    evidence_option,
    find_contract_options,
    find_evidence,
    output_format_option,
    read_contract,
    show_findings,
    stdin_filename_option,
)
from sibdsl.cli.settle import as_of_option

if TYPE_CHECKING:
    from sibdsl.runtime.capital_result import CapitalResult

FORMATS: Final = ("table", "json", "csv", "svg")


@click.command(
    epilog="\b\nExample:\n  sib cashflows contract.sib --evidence evidence\n"
    "  sib cashflows contract.sib --at reduction=10% --output-format csv\n"
    "  sib cashflows contract.sib --ended 2015-08-31 --output-format svg > flows.svg",
)
@contract_argument
@evidence_option
@as_of_option
@click.option(
    "--at", "choices", multiple=True, metavar="METRIC=VALUE", help="Without evidence: what a metric comes to."
)
@click.option("--ended", type=day, metavar="DATE", help="Without evidence: the contract ended early on this day.")
@output_format_option(*FORMATS)
@stdin_filename_option
@with_console
def cashflows(
    console: Console,
    contract: str,
    evidence: str | None,
    as_of: date | None,
    choices: tuple[str, ...],
    ended: date | None,
    output_format: str | None,
    stdin_filename: str | None,
) -> int:
    """Show all flows of money under CONTRACT, from the first drawdown to the last distribution.

    Either on evidence, or with --at at chosen values: every metric that is not chosen is at nothing.
    """
    chosen = bool(choices) or ended is not None
    if chosen and (evidence is not None or as_of is not None):
        raise click.UsageError(
            "evidence and chosen values do not go together; leave out --at and --ended, or --evidence"
        )
    options = find_contract_options(contract, stdin_filename)
    path = "" if chosen else find_evidence(evidence, options)
    format = choose_format(output_format, FORMATS, options)
    compilation = read_contract(contract, stdin_filename)
    if not compilation.ok:
        show_findings(compilation.diagnostics, console)
        return 1
    from sibdsl.workspace.capital import ChoiceProblem, cash_flows, cash_flows_at

    if chosen:
        try:
            result, assumed = cash_flows_at(compilation, choices, ended)
        except ChoiceProblem as problem:
            raise click.UsageError(str(problem)) from None
        console.result(_shown(result, format, assumed))
        return 0
    from sibdsl.workspace.settling import findings_in, settle

    with console.progress("settling"):
        statement = settle(compilation, path, as_of)
    console.result(_shown(cash_flows(compilation, statement), format))
    findings = findings_in(statement, path)
    show_findings(findings, console)
    return 1 if any(found.severity == "error" for found in findings) else 0


def _shown(result: "CapitalResult", format: str, assumed: tuple[str, ...] = ()) -> str:
    """The flows in a format.

    Raises:
        click.UsageError: when a chart is wanted, and what draws it is not installed.
    """
    if format != "svg":
        from sibdsl.analysis.flow_report import report_flows

        return report_flows(result, format, assumed)
    from sibdsl.analysis.flow_chart import ChartsMissing, chart_flows

    try:
        return chart_flows(result)
    except ChartsMissing:
        raise click.UsageError('charts need an extra; install it with `pip install "sibdsl[charts]"`') from None
