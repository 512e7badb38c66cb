"""Invariants about rate cards: outcomes, what comes before what, limits, and who pays for them.

In: a program whose other names resolve. Out: breaches.
Relies on: nothing else.
Guarantees: after these, every name in a claims plan is declared, every claim has one payment and one set of payers,
claims can be taken in one order, and every limit can be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sibdsl.ir.breach import Breach, all_nodes
from sibdsl.ir.claims_words import MEASURES, known_words
from sibdsl.ir.expressions import CardAmount
from sibdsl.ir.program import Capped, Program
from sibdsl.runtime.claims_plan import ClaimsPlan, Limit, OutcomePlan
from sibdsl.runtime.plan import PaymentPlan
from sibdsl.values.circles import circle_of


def claims_words_are_known(program: Program) -> Iterator[Breach]:
    """Units, measures, scopes and rounding modes of rate cards are among those that have a meaning."""
    if program.claims is not None:
        for place, word, known in known_words(program.claims):
            if word not in known:
                yield Breach(place, f"expected one of {', '.join(known)}, found {word!r}")


def cards_match_payments(program: Program) -> Iterator[Breach]:
    """A payment pays what its card comes to and nothing else, and every outcome has such a payment."""
    with_outcomes = {outcome.payment for outcome in _outcomes(program)}
    for rule in program.rules:
        named = [node for place, node in all_nodes(program) if place.startswith(f"rule {rule.payment},")]
        cards = [node for node in named if isinstance(node, CardAmount)]
        if not cards and rule.payment not in with_outcomes:
            continue
        if rule.payment not in with_outcomes:
            yield Breach(f"rule {rule.payment}", "it pays a rate card, and no outcome is on it")
        elif len(rule.parts) != 1 or rule.parts[0].value != CardAmount(rule.payment) or rule.parts[0].caps:
            yield Breach(f"rule {rule.payment}", "its rate card is not the whole of its one part")
        elif rule.gates or not all(isinstance(adjustment, Capped) for adjustment in rule.adjustments):
            yield Breach(f"rule {rule.payment}", "what its rate card comes to is changed")
    for place, node in all_nodes(program):
        if isinstance(node, CardAmount) and not place.startswith("rule "):
            yield Breach(place, "a rate card outside a rule")
    payments = {rule.payment for rule in program.rules}
    for outcome in _outcomes(program):
        if outcome.payment not in payments:
            yield Breach(f"outcome {outcome.name}", f"there is no payment {outcome.payment!r}")


def claims_names_are_unique(program: Program) -> Iterator[Breach]:
    """No two outcomes, cohorts, groups, categories or limits share a name; recorded numbers of one name are one."""
    if program.claims is None:
        return
    kinds = {
        "outcome": [item.name for item in program.claims.outcomes],
        "cohort": [item.name for item in program.claims.cohorts],
        "group": [item.name for item in program.claims.groups],
        "category": [item.name for item in program.claims.categories],
        "limit": [item.name for item in program.claims.limits],
    }
    for kind, names in kinds.items():
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Breach(f"{kind} {name}", "its name is given twice")
    for outcome in program.claims.outcomes:
        names = [item.name for item in outcome.recorded]
        if len(set(names)) < len(names):
            yield Breach(f"outcome {outcome.name}", "it records a number of the same name twice")


def claims_names_resolve(program: Program) -> Iterator[Breach]:
    """Every outcome, cohort, group, recorded number and party that a rate card names is declared."""
    claims = program.claims
    if claims is None:
        return
    declared = {
        "outcome": {outcome.name for outcome in claims.outcomes},
        "cohort": {cohort.name for cohort in claims.cohorts},
        "group": {group.name for group in claims.groups},
        "party": {name for name, _ in program.plan.parties},
    }
    for place, kind, name in (*_named(claims), *_named_by_shares(program.plan.payments)):
        if name not in declared[kind]:
            yield Breach(place, f"there is no {kind} {name!r}")
    for outcome in claims.outcomes:
        recorded = {item.name for item in outcome.recorded}
        for requirement in (item for alternative in outcome.requires for item in alternative):
            if requirement.recorded not in recorded:
                yield Breach(f"outcome {outcome.name}", f"there is no recorded number {requirement.recorded!r}")


def prerequisites_have_an_order(program: Program) -> Iterator[Breach]:
    """No outcome is, through prerequisites and sets of which one is paid, after itself; no outcome is in two sets."""
    claims = program.claims
    if claims is None:
        return
    member_of: dict[str, int] = {}
    for index, names in enumerate(claims.only_one_of):
        for name in names:
            if name in member_of:
                yield Breach(f"outcome {name}", "it is in two sets of which only one is paid")
            member_of[name] = index
        if len(set(names)) < 2:
            yield Breach("claims", f"only one of {', '.join(names) or 'nothing'}")
    needs = {outcome.name: tuple(item.outcome for item in outcome.after) for outcome in claims.outcomes}
    circle = circle_of(needs, claims.only_one_of)
    if circle:
        yield Breach(f"outcome {circle[0]}", f"it comes after itself, through {', '.join(circle[1:]) or 'itself'}")


def claims_limits_can_be_kept(program: Program) -> Iterator[Breach]:
    """Limits stand in the order claims, quantity, money; each is a sum above zero or a share below one."""
    claims = program.claims
    if claims is None:
        return
    order = [MEASURES.index(limit.measure) for limit in claims.limits]
    if order != sorted(order):
        yield Breach("claims", "its limits are not in the order claims, quantity, money")
    units = {outcome.name: outcome.unit for outcome in claims.outcomes}
    for limit in claims.limits:
        place = f"limit {limit.name}"
        yield from (Breach(place, what) for what in _wrong_in(limit, program.plan.digits))
        if limit.measure == "quantity" and any(units[name] is None for name in limit.outcomes):
            yield Breach(place, "it limits a quantity that its outcomes do not have")
    for outcome in claims.outcomes:
        yield from _wrong_with(outcome)


def claims_have_payers(program: Program) -> Iterator[Breach]:
    """Where payers depend on the claim, their shares add up to one and every outcome and cohort has some."""
    claims = program.claims or ClaimsPlan(())
    cohorts: list[str | None] = [*(cohort.name for cohort in claims.cohorts)] or [None]
    for payment in program.plan.payments:
        place = f"payment {payment.name}"
        parties = {payer.party for payer in payment.payers}
        for share in payment.card_shares:
            shares = [payer.share or 0 for payer in share.payers]
            if sum(shares) != 1 or min(shares) < 0 or not {payer.party for payer in share.payers} <= parties:
                yield Breach(place, "the shares of a part of its rate card are not those of its payers, or not all")
        if not payment.card_shares:
            continue
        for outcome in (item.name for item in claims.outcomes if item.payment == payment.name):
            for cohort in cohorts:
                if not any(
                    outcome in share.outcomes and (not share.cohorts or cohort in share.cohorts)
                    for share in payment.card_shares
                ):
                    yield Breach(place, f"nobody pays for {outcome} of {cohort or 'anybody'}")


def _wrong_in(limit: Limit, digits: int) -> Iterator[str]:
    if not limit.outcomes:
        yield "it limits no outcome"
    if (limit.share is None) == (limit.amount is None):
        yield "it is neither a sum nor a share, or both"
    if limit.amount is not None:
        if limit.amount <= 0:
            yield f"a limit of {limit.amount}"
        if limit.measure == "claims" and limit.amount.denominator != 1:
            yield f"a limit of {limit.amount} claims"
        if limit.measure == "money" and (limit.amount * 10**digits).denominator != 1:
            yield f"a limit of {limit.amount}, which cannot be paid"
    if limit.share is not None:
        if not 0 < limit.share < 1 or limit.measure != "money":
            yield f"a share of {limit.share} of {limit.measure}"
        if not set(limit.outcomes) < set(limit.base):
            yield "what it is a share of has nothing else in it"


def _wrong_with(outcome: OutcomePlan) -> Iterator[Breach]:
    place = f"outcome {outcome.name}"
    if any(price.amount < 0 for price in outcome.prices):
        yield Breach(place, "a price below nothing")
    for documents in outcome.documents:
        if not 1 <= documents.count <= len(set(documents.names)):
            yield Breach(place, f"{documents.count} of {len(documents.names)} documents")
    steps = [outcome.step, *(item.step for item in outcome.recorded)]
    if any(step is not None and step <= 0 for step in steps):
        yield Breach(place, "a precision of nothing")
    if outcome.sustained is not None and outcome.sustained.gap < 0:
        yield Breach(place, "a gap below nothing")


def _outcomes(program: Program) -> tuple[OutcomePlan, ...]:
    return () if program.claims is None else program.claims.outcomes


def _named(claims: ClaimsPlan) -> Iterator[tuple[str, str, str]]:
    for outcome in claims.outcomes:
        place = f"outcome {outcome.name}"
        yield from _each(place, "outcome", (item.outcome for item in outcome.after))
        yield from _each(place, "cohort", (price.cohort for price in outcome.prices if price.cohort is not None))
        yield from _each(place, "group", (group for price in outcome.prices for group in price.groups))
        yield from _each(place, "party", outcome.verifiers)
    for uplift in claims.uplifts:
        yield f"uplift {uplift.words}", "group", uplift.group
        yield from _each(f"uplift {uplift.words}", "outcome", uplift.outcomes)
    for names in claims.only_one_of:
        yield from _each("claims, only one of", "outcome", names)
    for category in claims.categories:
        yield from _each(f"category {category.name}", "outcome", category.outcomes)
    for limit in claims.limits:
        yield from _each(f"limit {limit.name}", "outcome", (*limit.outcomes, *limit.base))
        yield from _each(f"limit {limit.name}", "cohort", () if limit.cohort is None else (limit.cohort,))


def _named_by_shares(payments: tuple[PaymentPlan, ...]) -> Iterator[tuple[str, str, str]]:
    for payment in payments:
        for share in payment.card_shares:
            place = f"payment {payment.name}, share"
            yield from _each(place, "outcome", share.outcomes)
            yield from _each(place, "cohort", share.cohorts)
            yield from _each(place, "party", (payer.party for payer in share.payers))


def _each(place: str, kind: str, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    return ((place, kind, name) for name in names)
