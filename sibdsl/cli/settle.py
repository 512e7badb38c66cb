"""`sib settle`: what is owed under a contract on some evidence.

In: a contract, evidence, and the day as of which the statement is made.
Out: the statement as a table, JSON or CSV, the same bytes as the generated Python writes.
Relies on: the interpreter, and the runtime's own forms of a statement.
Guarantees: what is wrong with the evidence is said row by row beside the statement, which is made all
the same from the rest; the exit code is then 1.
"""

from datetime import date
from typing import TYPE_CHECKING, Final

import click

from sibdsl.cli.claims_options import with_claims
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
from sibdsl.runtime.presentation import present
from sibdsl.workspace.settling import findings_in
from sibdsl.workspace.settling import settle as settle_contract

if TYPE_CHECKING:
    from sibdsl.workspace.claims_wanted import ClaimsWanted

FORMATS: Final = ("table", "json", "csv")

as_of_option = click.option(
    "--as-of",
    type=day,
    metavar="DATE",
    help="Use only what was known on this day, such as 2016-09-30.",
)


@click.command(
    epilog="\b\nExample:\n  sib settle contract.sib --evidence evidence\n"
    "  sib settle contract.sib --evidence results.json --as-of 2016-09-30 --output-format json\n"
    "  sib settle contract.sib --evidence claims --rejects rejected.csv --ledger ledger.csv --record",
)
@contract_argument
@evidence_option
@as_of_option
@with_claims(writes=True)
@output_format_option(*FORMATS)
@stdin_filename_option
@with_console
def settle(
    console: Console,
    contract: str,
    evidence: str | None,
    as_of: date | None,
    claims: "ClaimsWanted",
    output_format: str | None,
    stdin_filename: str | None,
) -> int:
    """Compute what is owed under CONTRACT on some evidence."""
    options = find_contract_options(contract, stdin_filename)
    path = find_evidence(evidence, options, claims.place)
    format = choose_format(output_format, FORMATS, options)
    compilation = read_contract(contract, stdin_filename)
    if not compilation.ok:
        show_findings(compilation.diagnostics, console)
        return 1
    with console.progress("settling") as report:
        statement = settle_contract(compilation, path, as_of, claims=claims, progress=report)
    console.result(present(statement, format))
    findings = findings_in(statement, path)
    # The table names them too; a person at a terminal need not read them twice.
    if format != "table" or not console.shows_results_to_a_person:
        show_findings(findings, console)
    is_faulty = any(found.severity == "error" for found in findings)
    if statement.cards is not None:
        from sibdsl.runtime.claims_cards import rejected_for_faults

        is_faulty = is_faulty or rejected_for_faults(statement.cards) > 0
    return 1 if is_faulty else 0
