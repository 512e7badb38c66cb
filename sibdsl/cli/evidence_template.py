"""`sib evidence-template`: empty evidence files for a contract.

In: a contract.
Out: CSV files with the right columns, and a row for each value that the contract waits for.
Relies on: `workspace.settling`.
Guarantees: nothing that is there already is overwritten: somebody may have filled it in.
"""

import click

from sibdsl.cli.console import Console, with_console
from sibdsl.cli.contract import contract_argument, read_contract, show_findings, stdin_filename_option
from sibdsl.cli.files import write_new_files
from sibdsl.workspace.settling import evidence_files


@click.command(
    "evidence-template",
    epilog="\b\nExample:\n  sib evidence-template contract.sib --out evidence",
)
@contract_argument
@click.option("--out", "directory", type=click.Path(), default="evidence", show_default=True, help="Where to write.")
@stdin_filename_option
@with_console
def evidence_template(console: Console, contract: str, directory: str, stdin_filename: str | None) -> int:
    """Write empty evidence files for a contract.

    Each row is a value that the contract waits for; a row that stays empty has not arrived.
    """
    compilation = read_contract(contract, stdin_filename)
    if not compilation.ok:
        show_findings(compilation.diagnostics, console)
        return 1
    write_new_files(directory, list(evidence_files(compilation).items()), console)
    return 0
