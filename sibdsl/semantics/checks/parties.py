"""Parties, their money and their reports: known roles, somebody who pays for outcomes, names that are parties.

In: the known contract. Out: findings in the sink; every party that money, reports or a right to end the contract
name counts as used.
"""

from __future__ import annotations

from sibdsl.diagnostics.rules import names as rules
from sibdsl.semantics.checks import closed_sets
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import find_item, items_of
from sibdsl.surface import declarations, items
from sibdsl.surface.node import Name, phrase


def check(known: Known) -> None:
    """Check parties, finance, reports, and who may end the contract early."""
    _check_roles(known)
    for finance in known.scope.finances.values():
        _check_finance(known, finance)
    for report in known.scope.reports.values():
        check_parties(known, (report.sender, *report.receivers))
        closed_sets.check_no_doubles(known, report.receivers)
    if known.scope.contract is not None:
        for item in items_of(known.scope.contract, items.EarlyTerminationItem):
            check_parties(known, item.parties)


def check_parties(known: Known, listed: tuple[Name, ...]) -> bool:
    """Whether all names are parties; those that are not are reported."""
    return None not in [find_named(known, name, "party") for name in listed]


def roles_of(known: Known, party: str) -> frozenset[str]:
    """The roles of a party, without the mark ``independent``; empty for what is no party."""
    found = known.scope.parties.get(party)
    return frozenset() if found is None else frozenset(role.text for role in found.roles) - {closed_sets.INDEPENDENT}


def knows_roles(known: Known, party: str) -> bool:
    """Whether every role of a party is one that contracts know; the others were reported."""
    return roles_of(known, party) <= set(closed_sets.ROLES)


def is_independent(known: Known, party: str) -> bool:
    """Whether a party is declared independent."""
    return any(role.text == closed_sets.INDEPENDENT for role in known.scope.parties[party].roles)


def _check_roles(known: Known) -> None:
    choices = (*closed_sets.ROLES, closed_sets.INDEPENDENT)
    for party in known.scope.parties.values():
        for role in party.roles:
            closed_sets.is_one_of(known, (role,), "a role", choices)
        closed_sets.check_no_doubles(known, party.roles)
        if not roles_of(known, party.name.text):
            known.sink.report(
                rules.MISSING_STATEMENT, party.roles[0].span, owner=f"party `{party.name.text}`",
                what="what it does", expectation=f"a role: {', '.join(closed_sets.ROLES)}",
                sample="is evaluator, independent", help="write the role before `independent`",
            )  # fmt: skip
    _check_outcome_payer(known)


def _check_outcome_payer(known: Known) -> None:
    contract = known.scope.contract
    if contract is None or known.unread or any(not knows_roles(known, party) for party in known.scope.parties):
        return
    if not any("outcome_payer" in roles_of(known, party) for party in known.scope.parties):
        known.sink.report(rules.NO_OUTCOME_PAYER, contract.name.span, name=contract.name.text)


def _check_finance(known: Known, finance: declarations.Finance) -> None:
    check_parties(known, (*finance.providers, finance.receiver))
    closed_sets.check_no_doubles(known, finance.providers)
    kind = phrase(finance.kind) if finance.kind else finance.name.text.replace("_", " ")
    if finance.kind:
        closed_sets.is_one_of(known, finance.kind, "a kind of finance", closed_sets.FINANCE_KINDS)
    elif kind not in closed_sets.FINANCE_KINDS:
        _report_no_kind(known, finance)
    closed_sets.check_no_doubles(known, finance.covering)
    for covered in finance.covering:
        _check_covering(known, finance, covered, kind)
    rank = find_item(finance, items.WordsItem, "rank")
    if rank is not None:
        closed_sets.is_one_of(known, rank.words, "a rank", closed_sets.RANKS)


def _report_no_kind(known: Known, finance: declarations.Finance) -> None:
    name = finance.name.text
    known.sink.report(
        rules.MISSING_STATEMENT, finance.name.span, owner=f"finance `{name}`", what="what kind of finance it is",
        expectation=f"`is` and one of: {', '.join(closed_sets.FINANCE_KINDS)}", sample=f"finance {name} is loan from",
        help=f"write `finance {name} is loan from ...`, with the kind that was agreed",
    )  # fmt: skip


def _check_covering(known: Known, finance: declarations.Finance, covered: Name, kind: str) -> None:
    find_named(known, covered, "finance")
    if kind != closed_sets.GUARANTEE and kind in closed_sets.FINANCE_KINDS:
        known.sink.report(
            rules.NOT_WANTED_HERE, covered.span, keyword=f"covering {covered.text}",
            reason=f"`{finance.name.text}` is a {kind}, and only a guarantee covers other finance",
            expectation="`covering` in a guarantee", help="delete `covering`, or declare a guarantee",
        )  # fmt: skip
