"""Rate cards: from the model to the claims plan.

In: the checked model. Out: one ``ClaimsPlan`` for all cards of the contract, or None where it has none.
Relies on the checker: an outcome is on the card of one payment, and every name resolves.
Guarantees: limits stand in the order in which they apply: claims, then quantity, then money, each as written.
"""

from __future__ import annotations

from sibdsl.lowering import plan as plans
from sibdsl.lowering.words import agreed_values, with_values_said
from sibdsl.model import cards as model
from sibdsl.model import outcomes
from sibdsl.model.contract import Contract
from sibdsl.model.declarations import Payment
from sibdsl.runtime import claims_plan as plan
from sibdsl.runtime.plan import CardShare, Payer

_MEASURES = ("claims", "quantity", "money")


def claims_plan(contract: Contract) -> plan.ClaimsPlan | None:
    """What all rate cards of a contract say together."""
    payments = [payment for payment in contract.payments if payment.card is not None]
    if not payments:
        return None
    cards = [payment.card for payment in payments if payment.card is not None]
    values = agreed_values(contract)
    declared = {outcome.name: outcome for outcome in contract.outcomes}
    whose = {declared[line.outcome].population for card in cards for line in card.lines}
    people = [population for population in contract.populations if population.name in whose]
    return plan.ClaimsPlan(
        outcomes=tuple(
            _outcome(declared[line.outcome], line, payment, values) for payment in payments for line in _lines(payment)
        ),
        cohorts=tuple(
            plan.CohortDates(cohort.name, cohort.title, plans.period(cohort.period))
            for population in people
            for cohort in population.cohorts
        ),
        groups=tuple(plan.Group(group.name, group.title) for population in people for group in population.groups),
        categories=tuple(
            plan.Category(category.name, category.title, category.outcomes)
            for card in cards
            for category in card.categories
        ),
        uplifts=tuple(_uplift(uplift, card) for card in cards for uplift in card.uplifts),
        only_one_of=tuple(names for card in cards for names in card.only_one_of),
        limits=_limits(contract, payments, values),
    )


def card_shares(payment: Payment) -> tuple[CardShare, ...]:
    """Who pays for which claims of a payment, where that is not the same for all."""
    return tuple(
        CardShare(
            share.outcomes, share.cohorts, tuple(Payer(payer.party, payer.share, payer.limit) for payer in share.payers)
        )
        for share in payment.card_shares
    )


def _lines(payment: Payment) -> tuple[model.Line, ...]:
    return () if payment.card is None else payment.card.lines


def _limits(contract: Contract, payments: list[Payment], values: dict[str, str]) -> tuple[plan.Limit, ...]:
    """Every limit: those of a card, then those of its payment, then those of the contract; in the order of measures."""
    written = [limit for payment in payments if payment.card is not None for limit in payment.card.limits]
    written += [limit for payment in payments for limit in payment.limits]
    written += contract.limits
    return tuple(_limit(limit, values) for measure in _MEASURES for limit in written if limit.measure == measure)


def _limit(limit: model.Limit, values: dict[str, str]) -> plan.Limit:
    return plan.Limit(
        name=limit.name,
        text=with_values_said(limit.words, values),
        clause=limit.clause,
        measure=limit.measure,
        outcomes=limit.outcomes,
        per=limit.per,
        amount=limit.amount,
        whole=limit.whole,
        cohort=limit.cohort,
        share=limit.share,
        base=limit.base,
    )


def _uplift(uplift: model.Uplift, card: model.RateCard) -> plan.Uplift:
    return plan.Uplift(
        uplift.share, uplift.group, uplift.outcomes, uplift.step, uplift.rounding, uplift.words, card.clause
    )


def _outcome(outcome: outcomes.Outcome, line: model.Line, payment: Payment, values: dict[str, str]) -> plan.OutcomePlan:
    reached = outcome.reached
    return plan.OutcomePlan(
        name=outcome.name,
        title=outcome.title,
        clause=outcome.clause or payment.clause,
        payment=payment.name,
        prices=tuple(_price(price, values) for price in line.prices),
        unit=None if outcome.unit is None else plans.unit(outcome.unit),
        step=None if outcome.precision is None else outcome.precision.step,
        range=plans.range_of(outcome.range),
        documents=tuple(plan.Documents(documents.count, documents.names) for documents in outcome.documents),
        claimed_within=_length(outcome.claimed_within),
        reached_from=None if reached is None else _length(reached.earliest),
        reached_to=None if reached is None else _length(reached.latest),
        recorded=tuple(_recorded(recorded) for recorded in outcome.records),
        requires=tuple(
            tuple(plan.Requirement(item.recorded, plans.range_of(item.range)) for item in alternative)
            for alternative in outcome.requires
        ),
        sustained=None if outcome.sustained is None else _sustained(outcome.sustained),
        after=tuple(plan.After(after.outcome, _length(after.at_least), _length(after.within)) for after in line.after),
        validated=bool(outcome.verified_by),
        verifiers=outcome.verified_by,
    )


def _price(price: model.Price, values: dict[str, str]) -> plan.Price:
    words = with_values_said(price.words, values)
    return plan.Price(price.amount, words, price.cohort, price.groups, price.start, price.end)


def _recorded(recorded: outcomes.Recorded) -> plan.Recorded:
    step = None if recorded.precision is None else recorded.precision.step
    return plan.Recorded(recorded.name, recorded.title, plans.unit(recorded.unit), step)


def _sustained(sustained: outcomes.Sustained) -> plan.Sustained:
    length, within = _said(sustained.length), _length(sustained.within)
    return plan.Sustained(sustained.state, length, within, sustained.gap_days, not sustained.forfeited)


def _length(length: outcomes.Length | None) -> plan.Length | None:
    return None if length is None else _said(length)


def _said(length: outcomes.Length) -> plan.Length:
    """A length, with its words where these are not its count and unit."""
    is_plain = length.words.endswith((" day", " days", " month", " months"))
    return plan.Length(length.count, length.unit, "" if is_plain else length.words)
