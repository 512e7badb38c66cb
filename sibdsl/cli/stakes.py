"""`sib stakes`: what each party pays, receives, gains or loses at each level of each metric.

In: a contract. Out: the table, as text, JSON or CSV.
Relies on: `workspace.capital` for the table, and `analysis` for its forms.
Guarantees: no evidence is needed.
"""

from typing import Final

import click

from sibdsl.cli.console import Console, with_console
from sibdsl.cli.contract import (
    choose_format,
    contract_argument,
    find_contract_options,
    output_format_option,
    read_contract,
    show_findings,
    stdin_filename_option,
)

FORMATS: Final = ("table", "json", "csv")


@click.command(
    epilog="\b\nExample:\n  sib stakes contract.sib\n  sib stakes contract.sib --output-format json",
)
@contract_argument
@output_format_option(*FORMATS)
@stdin_filename_option
@with_console
def stakes(console: Console, contract: str, output_format: str | None, stdin_filename: str | None) -> int:
    """Show what is at stake for each party under CONTRACT, level by level, without any evidence."""
    format = choose_format(output_format, FORMATS, find_contract_options(contract, stdin_filename))
    compilation = read_contract(contract, stdin_filename)
    if not compilation.ok:
        show_findings(compilation.diagnostics, console)
        return 1
    from sibdsl.analysis.stakes_report import report_stakes
    from sibdsl.workspace.capital import stakes as work_out

    console.result(report_stakes(work_out(compilation), format))
    return 0
