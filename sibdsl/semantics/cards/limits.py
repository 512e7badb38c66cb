"""Limits of payments with a rate card: caps, counts, and shares of categories.

In: the statements of a card and of its payment. Out: ``found.Limit``s in written order; what is wrong is reported.
Relies on the lines and categories of the card.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.diagnostics.rules import cards as rules
from sibdsl.diagnostics.rules import names as name_rules
from sibdsl.diagnostics.rules import payments as payment_rules
from sibdsl.semantics.amounts import constant
from sibdsl.semantics.cards.found import Card, Limit
from sibdsl.semantics.cards.people import cohort_of, has_cohorts
from sibdsl.semantics.cards.terms import number_of_claims
from sibdsl.semantics.literals import number, percent
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Known, Place
from sibdsl.semantics.payable import limit_of
from sibdsl.semantics.require import shown
from sibdsl.source.span import cover
from sibdsl.surface import cards as surface
from sibdsl.surface import items
from sibdsl.surface.declarations import ContractCap
from sibdsl.surface.expressions import Number
from sibdsl.surface.node import Name, Node
from sibdsl.surface.timing import Scope
from sibdsl.values import units

_ALL = Fraction(1)
_CLAIM = "claim"


def outcomes_of(known: Known, card: Card, names: tuple[Name, ...]) -> tuple[str, ...]:
    """The outcomes on the card that the names stand for, of categories too; all of them where there are no names."""
    if not names:
        return card.names
    found: dict[str, None] = {}
    for name in names:
        declared = find_named(known, name, "outcome", "category")
        if declared is None:
            continue
        if name.text in card.categories:
            found.update(dict.fromkeys(card.categories[name.text]))
        elif name.text in card.lines:
            found[name.text] = None
        else:
            _report_elsewhere(known, card, name)
    return tuple(outcome for outcome in card.names if outcome in found)


def _report_elsewhere(known: Known, card: Card, name: Name) -> None:
    known.sink.report(
        rules.NOT_ON_THIS_CARD, name.span, outcome=name.text, choices=", ".join((*card.names, *card.categories)[:8]),
        others=[(known.scope.names[name.text].name.span, "declared here")],
    )  # fmt: skip


def scope_of(known: Known, people: tuple[str, ...], scope: Scope | None) -> tuple[str, ...]:
    """What a limit is used up for, separately; nothing for ``in total``."""
    if scope is None:
        return ()
    kinds = [kind.removeprefix("per ") for kind in (scope.kind, *scope.further) if kind != "in total"]
    for kind in dict.fromkeys(kinds):
        if kinds.count(kind) > 1:
            known.sink.report(name_rules.LISTED_TWICE, scope.span, name=f"per {kind}")
    if "cohort" in kinds and not has_cohorts(known, people):
        named = " and ".join(f"`{name}`" for name in people) or "the people of this contract"
        known.sink.report(rules.PER_COHORT_WITHOUT_ANY, scope.span, people=named)
    return tuple(dict.fromkeys(kinds))


def payment_limits(known: Known, card: Card, payment_items: tuple[Node, ...]) -> list[Limit]:
    """The caps and counts of a payment with a card, in written order."""
    found: list[Limit] = []
    caps = counts = 0
    for item in payment_items:
        caps += isinstance(item, (items.CapItem, items.PayerCapItem))
        if isinstance(item, items.CapItem):
            limit = _cap(known, card, item, f"cap_{caps}")
        elif isinstance(item, items.CountsItem):
            counts += 1
            limit = _count(known, card, item, f"counts_{counts}")
        else:
            continue
        if limit is not None:
            _check_twice(known, found, limit)
            found.append(limit)
    return found


def _check_twice(known: Known, found: list[Limit], limit: Limit) -> None:
    for other in found:
        same = (other.measure, set(other.outcomes), set(other.per), other.cohort)
        if same == (limit.measure, set(limit.outcomes), set(limit.per), limit.cohort):
            known.sink.report(
                payment_rules.SAME_CAP_TWICE, limit.node.span, others=[(other.node.span, "the earlier limit")],
                scope=" ".join(f"per {per}" for per in limit.per) or "in total",
            )  # fmt: skip
            return


def _cap(known: Known, card: Card, item: items.CapItem, label: str) -> Limit | None:
    amount = limit_of(known, item.amount, "the cap")
    outcomes = outcomes_of(known, card, item.on)
    per = scope_of(known, card.people, item.scope)
    cohort = cohort_of(known, card.people, item.cohort)
    check_whole(known, item, item.whole, f"`{card.payment}` is paid by a rate card")
    if amount is None or not outcomes or (item.cohort is not None and cohort is None):
        return None
    return Limit(item, label, "money", outcomes, per, amount, whole=item.whole_claims, cohort=cohort)


def contract_limit(known: Known, cap: ContractCap, payments: list[str]) -> Limit | None:
    """The limit on claims that a cap of the contract is, where all payments under it have rate cards."""
    cards = [known.cards[name] for name in payments if name in known.cards]
    if cap.payer is not None or not cards or len(cards) < len(payments):
        return None
    people = tuple(dict.fromkeys(name for card in cards for name in card.people))
    per = scope_of(known, people, cap.scope)
    check_whole(known, cap, cap.whole, "every payment under this cap has a rate card")
    amount = limit_of(known, cap.amount, "the cap")
    outcomes = tuple(name for card in cards for name in card.names)
    if amount is None or not outcomes:
        return None
    return Limit(cap, cap.name.text, "money", outcomes, per, amount, whole=cap.whole_claims)


def check_whole(known: Known, node: Node, whole_payments: bool, reason: str) -> None:
    """Report a cap that is kept to whole payments where it is used up claim by claim."""
    if whole_payments:
        known.sink.report(
            name_rules.NOT_WANTED_HERE, node.span, keyword="whole payments only",
            reason=f"{reason}, whose caps cut single claims", expectation="`whole claims only`, or nothing behind it",
            help="write `whole claims only` if a claim that does not fit whole is not paid at all",
        )  # fmt: skip


def _count(known: Known, card: Card, item: items.CountsItem, label: str) -> Limit | None:
    outcomes = outcomes_of(known, card, (item.name,))
    per = scope_of(known, card.people, item.scope)
    cohort = cohort_of(known, card.people, item.cohort)
    if not outcomes or (item.cohort is not None and cohort is None):
        return None
    node = item.limit
    if isinstance(node, Number) and node.unit is not None and units.base_noun(node.unit.numerator) == _CLAIM:
        claims = number_of_claims(known, number(node.text), node.span)
        return None if claims is None else Limit(item, label, "claims", outcomes, per, claims, cohort=cohort)
    return _quantity(known, item, Limit(item, label, "quantity", outcomes, per, cohort=cohort))


def _quantity(known: Known, item: items.CountsItem, limit: Limit) -> Limit | None:
    """A limit on how much of their quantity claims may state together."""
    measured = [known.outcomes[name].unit for name in limit.outcomes]
    unit = measured[0]
    if unit is None or any(other is None or not units.same(other, unit) for other in measured):
        without = [name for name, other in zip(limit.outcomes, measured, strict=True) if other is None]
        known.sink.report(
            rules.PRICE_PER_SOMETHING_ELSE, item.limit.span, expectation="a number of claims, such as `400 claims`",
            found=f"this limits a quantity, and claims of `{without[0]}` state none" if without
            else f"the outcomes of `{item.name.text}` are counted in different units",
            next_step="write how many claims, or limit one outcome at a time",
        )  # fmt: skip
        return None
    amount = constant(known, item.limit, Place("a limit", want=unit, what=f"`{item.name.text}`"))
    if amount is None:
        return None
    if amount <= 0:
        known.sink.report(payment_rules.NO_AMOUNT_AT_ALL, item.limit.span, found=shown(amount, unit))
        return None
    return Limit(limit.node, limit.label, limit.measure, limit.outcomes, limit.per, amount, cohort=limit.cohort)


def share_limits(known: Known, card: Card) -> list[Limit]:
    """The limits of a card on what share some outcomes may have of what others come to."""
    found: list[Limit] = []
    for item in card.statements:
        if isinstance(item, surface.ShareLimitItem):
            limit = _share(known, card, item, f"share_{len(found) + 1}")
            if limit is not None:
                found.append(limit)
    return found


def _share(known: Known, card: Card, item: surface.ShareLimitItem, label: str) -> Limit | None:
    share = percent(item.share)
    outcomes, base = outcomes_of(known, card, item.names), outcomes_of(known, card, item.base)
    per = scope_of(known, card.people, item.scope)
    if not outcomes or not base:
        return None
    names = " and ".join(f"`{name.text}`" for name in item.names)
    if not 0 < share < _ALL:
        _report_share(known, item.share, f"a share of {item.share.text}% limits {'nothing' if share else 'everything'}",
                      "a share above 0% and below 100%", "write the share that was agreed")  # fmt: skip
        return None
    outside = [name for name in outcomes if name not in base]
    where = (
        cover(item.base[0].span, item.base[-1].span) if item.base else cover(item.names[0].span, item.names[-1].span)
    )
    if outside:
        _report_share(known, item, f"`{outside[0]}` is no part of what the share is of", "a share of something that "
                      f"{names} is a part of", f"name it behind `of` too, or leave out `of {item.base[0].text}`",
                      )  # fmt: skip
        return None
    if set(outcomes) == set(base):
        step = "name what the share is of, or which outcomes are limited"
        known.sink.report(
            rules.SHARE_OF_NOTHING_ELSE, where, found=f"nothing but {names} is in what the share is of",
            expectation="a share of something that has other outcomes in it too", next_step=step,
        )  # fmt: skip
        return None
    return Limit(item, label, "money", outcomes, per, share=share, base=base)


def _report_share(known: Known, node: Node, found: str, expectation: str, step: str) -> None:
    known.sink.report(rules.SHARE_OF_NOTHING_ELSE, node.span, found=found, expectation=expectation, next_step=step)
