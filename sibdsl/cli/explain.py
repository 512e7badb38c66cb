"""`sib explain`: how a payment came about, or what became of one claim, in sentences.

In: a contract, evidence, and the name of a payment or the number of a claim.
Out: for each determination what is paid and why, or what it waits for; for a claim its life, which names nobody.
Relies on: the derivations of the statement.
Guarantees: every determination that fits is told, in order; a payment, a claim or a date that does not exist
is wrong use, with the nearest that does.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from sibdsl.cli.claims_options import with_claims
from sibdsl.cli.console import Console, with_console
from sibdsl.cli.contract import (
    contract_argument,
    day,
    evidence_option,
    find_contract_options,
    find_evidence,
    read_contract,
    show_findings,
    stdin_filename_option,
)
from sibdsl.cli.settle import as_of_option
from sibdsl.diagnostics.render.paint import Painter
from sibdsl.diagnostics.render.visible import visible
from sibdsl.diagnostics.suggestion import closest
from sibdsl.runtime.exact import money_text
from sibdsl.runtime.statement import Lapsed, Line, Pending, Statement
from sibdsl.runtime.wording import named
from sibdsl.workspace.settling import findings_in, settle, tell_claim

if TYPE_CHECKING:
    from sibdsl.workspace.claims_wanted import ClaimsWanted
    from sibdsl.workspace.compilation import Compilation

Told = Line | Pending | Lapsed


@click.command(
    epilog="\b\nExample:\n  sib explain contract.sib --evidence evidence success\n"
    "  sib explain contract.sib --evidence evidence outcomes --cohort cohort_1 --on 2014-08-07\n"
    "  sib explain contract.sib --evidence evidence --claim C-00042",
)
@contract_argument
@click.argument("payment", required=False)
@evidence_option
@click.option("--claim", metavar="ID", help="Tell what became of the claim of this number, instead of a payment.")
@click.option("--cohort", help="Only the determinations of this cohort.")
@click.option("--on", "on", type=day, metavar="DATE", help="Only the determination on this day.")
@as_of_option
@with_claims(writes=False)
@stdin_filename_option
@with_console
def explain(  # noqa: PLR0913, PLR0917 - one for each argument and option of the command
    console: Console,
    contract: str,
    payment: str | None,
    evidence: str | None,
    claim: str | None,
    cohort: str | None,
    on: date | None,
    as_of: date | None,
    claims: "ClaimsWanted",
    stdin_filename: str | None,
) -> int:
    """Say in sentences how a payment came about, or what became of a claim.

    PAYMENT is the name that the payment has in CONTRACT.
    """
    if (payment is None) == (claim is None):
        raise click.UsageError("name either a payment, or a claim with --claim ID")
    path = find_evidence(evidence, find_contract_options(contract, stdin_filename), claims.place)
    compilation = read_contract(contract, stdin_filename)
    if not compilation.ok:
        show_findings(compilation.diagnostics, console)
        return 1
    if payment is None:
        assert claim is not None, "one of the two was named"
        return _explain_claim(console, compilation, path, claim, claims, as_of)
    with console.progress("settling") as report:
        statement = settle(compilation, path, as_of, claims=claims, progress=report)
    findings = findings_in(statement, path)
    show_findings(findings, console)
    _check_name(payment, "payment", [each.name for each in compilation.model.payments])
    told = list(_determinations(statement, payment))
    if cohort is not None:
        cohorts = [item.determination.cohort for item in told if item.determination.cohort]
        _check_name(cohort, f"cohort of `{payment}`", cohorts)
        told = [item for item in told if item.determination.cohort == cohort]
    if on is not None:
        told = _on(on, told, payment)
    painter = Painter(console.colors_results)
    console.result("\n".join(_paragraph(item, statement, painter) for item in told) or _nothing(payment))
    return 1 if any(found.severity == "error" for found in findings) else 0


def _explain_claim(
    console: Console, compilation: "Compilation", path: str, claim: str, claims: "ClaimsWanted", as_of: date | None
) -> int:
    if compilation.program.claims is None:
        raise click.UsageError("this contract has no rate card, so nothing is claimed under it; name a payment")
    with console.progress("settling") as report:
        stories = tell_claim(compilation, path, claim, as_of, claims, report)
    if not stories:
        raise click.UsageError(f"there is no claim `{claim}`; check its number, which is told as it stands in the file")
    painter = Painter(console.colors_results)
    for number, steps in enumerate(stories):
        first, *others = (visible(str(step["text"])) for step in steps)
        lines = [painter.paint("bold", first), *(f"  {text}" for text in others)]
        console.result(("\n" if number else "") + "\n".join(lines) + "\n")
    return 0


def _check_name(name: str, kind: str, names: list[str]) -> None:
    if name not in names:
        near = closest(name, names)
        known = ", ".join(f"`{each}`" for each in dict.fromkeys(names)) or "none"
        help = f"did you mean `{near}`?" if near else f"there is {known}"
        raise click.UsageError(f"there is no {kind} called `{name}`; {help}")


def _determinations(statement: Statement, payment: str) -> Iterator[Told]:
    """What the statement says of a payment, in the order of determinations."""
    items: list[Told] = [*statement.lines, *statement.pending, *statement.lapsed]
    order = {None: -1} | {name: place for place, (name, _) in enumerate(statement.prepared.plan.cohorts)}
    items.sort(key=lambda item: (item.determination.day, order[item.determination.cohort]))
    return (item for item in items if item.payment == payment)


def _on(day: date, told: list[Told], payment: str) -> list[Told]:
    chosen = [item for item in told if item.determination.day == day]
    if not chosen:
        days = ", ".join(str(each) for each in dict.fromkeys(item.determination.day for item in told))
        raise click.UsageError(f"`{payment}` is not determined on {day}; it is on {days or 'no day'}")
    return chosen


def _paragraph(item: Told, statement: Statement, painter: Painter) -> str:
    if not isinstance(item, Line):
        return visible(item.text) + "\n"
    prepared = statement.prepared
    plan, titles = prepared.plan, prepared.party_titles
    what = named(item.payment, prepared.payments[item.payment].title)
    cohort = item.determination.cohort
    of_cohort = f" for {named(cohort, prepared.cohort_titles.get(cohort, ''))}" if cohort else ""
    payer, payee = (named(party, titles.get(party, "")) for party in (item.payer, item.payee))
    amount = money_text(item.amount, plan.currency, plan.digits)
    clause = prepared.payments[item.payment].clause
    lines = [
        painter.paint("bold", visible(f"{what}{of_cohort}, determined on {item.determination.day}")),
        visible(f"{amount} from {payer} to {payee}, due on {item.due}." + (f" Clause {clause}." if clause else "")),
        *(f"  {visible(str(step['text']))}" for step in item.derivation),
    ]
    return "\n".join(lines) + "\n"


def _nothing(payment: str) -> str:
    return f"{payment} is not determined on this evidence.\n"
