"""Waterfalls: what they receive, when they distribute, and what each step pays.

In: a waterfall declaration and the finance of the contract. Out: a `Waterfall`.
Guarantees: names in steps are parties, instruments and guarantees; without `receives`, every payment to the holder of
the waterfall comes into it.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.diagnostics.rules import capital as rules
from sibdsl.diagnostics.rules import names as name_rules
from sibdsl.semantics import literals
from sibdsl.semantics.capital.days import days_of
from sibdsl.semantics.capital.found import Capital, Holder, Instrument, Step, Waterfall
from sibdsl.semantics.capital.instruments import kind_of_finance
from sibdsl.semantics.capital.money import holders_of_shares, money_of, share_of
from sibdsl.semantics.checks.closed_sets import GUARANTEE
from sibdsl.semantics.checks.parties import check_parties
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import find_item, kind_of
from sibdsl.surface import capital as surface
from sibdsl.surface.expressions import Money, Percent
from sibdsl.surface.items import CouponItem
from sibdsl.surface.node import Name, Node

_ALL = Fraction(1)
_KIND_OF_STEP = {"interest on": "interest", "principal of": "principal", "reimbursement of": "reimbursement"}


def waterfall_of(known: Known, capital: Capital, node: surface.Waterfall) -> Waterfall:
    """What a waterfall says."""
    check_parties(known, (node.holder,))
    when = find_item(node, surface.DistributesItem)
    days = None if when is None else days_of(known, when.timing, f"a distribution of `{node.name.text}`")
    found = [_step(known, capital, node, item) for item in node.items]
    _check_reserves(known, node)
    steps = tuple(step for step in found if step is not None)
    return Waterfall(node, _receives(known, node), days, steps)


def _receives(known: Known, node: surface.Waterfall) -> tuple[str, ...]:
    item = find_item(node, surface.ReceivesItem)
    if item is None:
        return tuple(name for name, payment in known.scope.payments.items() if payment.payee.text == node.holder.text)
    found: dict[str, None] = {}
    for name in item.payments:
        if name.text in found:
            known.sink.report(name_rules.LISTED_TWICE, name.span, name=name.text)
        elif find_named(known, name, "payment", "finance", "waterfall") is not None and _comes_in(known, node, name):
            found[name.text] = None
    return tuple(found)


def _comes_in(known: Known, node: surface.Waterfall, name: Name) -> bool:
    """Whether money of what ``name`` stands for comes to the holder; reported if not."""
    declared, holder = known.scope.names[name.text], node.holder.text
    kind = kind_of(declared)
    if kind == "payment":
        comes = known.scope.payments[name.text].payee.text == holder
        reason = "is paid to another party"
    elif kind == "finance":
        finance = known.scope.finances[name.text]
        comes = any(provider.text == holder for provider in finance.providers)
        reason = "was put in by another party, so it is repaid to that one"
    else:
        comes = name.text in known.scope.waterfalls and _is_before(known, name.text, node.name.text)
        reason = "is this waterfall itself" if name.text == node.name.text else "stands behind this waterfall"
        if comes and not _pays(known.scope.waterfalls[name.text], known, holder):
            comes, reason = False, f"pays nothing to `{holder}`"
    if not comes:
        known.sink.report(
            rules.RECEIVES_NOTHING, name.span, others=[(declared.name.span, "declared here")],
            found=f"`{name.text}` {reason}", expectation=f"payments, repayments and earlier waterfalls of which money "
            f"comes to `{holder}`", next_step="correct the name, or leave `receives` out for all payments to the party",
        )  # fmt: skip
    return comes


def _is_before(known: Known, first: str, second: str) -> bool:
    order = list(known.scope.waterfalls)
    return order.index(first) < order.index(second)


def _pays(earlier: surface.Waterfall, known: Known, holder: str) -> bool:
    """Whether a step of a waterfall can pay a party."""
    parties: set[str] = set()
    for item in earlier.items:
        if isinstance(item, (surface.FeeStep, surface.SuccessFeeStep)):
            parties.add(item.payee.text)
        elif isinstance(item, surface.RestStep):
            parties.update(name.text for name in (item.payee, *(share.name for share in item.shares)) if name)
        elif isinstance(item, (surface.OwedStep, surface.PayUntilStep)):
            owners = [known.scope.finances[name.text] for name in item.names if name.text in known.scope.finances]
            parties.update(provider.text for finance in owners for provider in finance.providers)
    return holder in parties


def _check_reserves(known: Known, node: surface.Waterfall) -> None:
    seen: dict[str, Name] = {}
    for item in node.items:
        if isinstance(item, surface.ReserveStep):
            first = seen.setdefault(item.name.text, item.name)
            if first is not item.name:
                others = [(first.span, "the reserve of that name")]
                known.sink.report(name_rules.LISTED_TWICE, item.name.span, others=others, name=item.name.text)


def _step(known: Known, capital: Capital, node: surface.Waterfall, item: Node) -> Step | None:
    match item:
        case surface.FeeStep():
            amount = money_of(known, item.amount)
            payees = _payees(known, item.payee)
            return None if amount is None else Step(item, "fee", payees, amount=amount, scope=_scope(item.scope.kind))
        case surface.SuccessFeeStep():
            share = share_of(known, item.share, "what reaches this step")
            limit = None if item.limit is None else money_of(known, item.limit)
            scope = "total" if item.scope is None else _scope(item.scope.kind)
            payees = _payees(known, item.payee)
            if share is None or (limit is None and item.limit is not None):
                return None
            return Step(item, "success fee", payees, amount=limit, share=share, scope=scope)
        case surface.ReserveStep():
            amount = money_of(known, item.limit)
            return None if amount is None else Step(item, "reserve", amount=amount, reserve=item.name.text)
        case surface.OwedStep():
            return _owed(known, capital, node, item)
        case surface.PayUntilStep():
            return _pay(known, capital, node, item)
        case surface.RestStep():
            return _rest(known, capital, node, item)
    return None


def _scope(kind: str) -> str:
    return kind.removeprefix("in ").removeprefix("per ")


def _payees(known: Known, payee: Name) -> tuple[Holder, ...]:
    return (Holder(payee.text, _ALL),) if check_parties(known, (payee,)) else ()


def _owed(known: Known, capital: Capital, node: surface.Waterfall, item: surface.OwedStep) -> Step | None:
    kind = _KIND_OF_STEP[item.kind]
    if kind == "reimbursement":
        names = _finance(known, item.names)
        for name in item.names:
            if name.text in names and kind_of_finance(known.scope.finances[name.text]) != GUARANTEE:
                _report_never(known, name, f"`{name.text}` is no guarantee, and only guarantees are reimbursed",
                              "name a guarantee, or write `principal of`")  # fmt: skip
                return None
        return Step(item, kind, names=names) if names else None
    names = _instruments(known, capital, node, item.names)
    for name in item.names:
        instrument = capital.instruments.get(name.text)
        if kind == "interest" and instrument is not None and not find_item(instrument.node, CouponItem):
            if known.is_whole(instrument.node):
                _report_never(known, name, f"`{name.text}` has no coupon", "add a `coupon` to it, or delete the step")
            names = tuple(other for other in names if other != name.text)
    return Step(item, kind, names=names) if names else None


def _pay(known: Known, capital: Capital, node: surface.Waterfall, item: surface.PayUntilStep) -> Step | None:
    names = _instruments(known, capital, node, item.names)
    if not names:
        return None
    if isinstance(item.until, Money):
        amount = money_of(known, item.until)
        return None if amount is None else Step(item, "pay", names=names, amount=amount)
    if isinstance(item.until, Percent):
        share = literals.percent(item.until)
        if share <= 0:
            found = f"{item.until.text}%"
            known.sink.report(rules.NOT_A_SHARE, item.until.span, found=found, whole="what was drawn")
            return None
        return Step(item, "pay", names=names, share=share)
    return Step(item, "pay", names=names)


def _rest(known: Known, capital: Capital, node: surface.Waterfall, item: surface.RestStep) -> Step | None:
    names = () if item.instrument is None else _instruments(known, capital, node, (item.instrument,))
    if item.payee is not None:
        for name in names:
            _check_return(known, capital.instruments[name], item.payee)
        return Step(item, "rest", _payees(known, item.payee), names)
    if not check_parties(known, tuple(share.name for share in item.shares)):
        return None
    return Step(item, "rest", holders_of_shares(known, item.shares))


def _check_return(known: Known, instrument: Instrument, payee: Name) -> None:
    """Report a rest that counts as a return of finance of others than the party that is named."""
    name, providers = instrument.node.name.text, [holder.party for holder in instrument.providers]
    if providers == [payee.text]:
        return
    alone = payee.text in providers
    known.sink.report(
        rules.NOT_ITS_PAYMENT, payee.span, payment=f"rest to {payee.text}",
        others=[(provider.span, "puts it in") for provider in instrument.node.providers],
        found=f"names one of several providers of `{name}`" if alone
        else f"is no return on `{name}`: `{payee.text}` put nothing into it",
        expectation=f"to all of them: `pay {name} as return`" if alone else f"to `{providers[0]}`",
    )  # fmt: skip


def _finance(known: Known, names: tuple[Name, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in names:
        if name.text in found:
            known.sink.report(name_rules.LISTED_TWICE, name.span, name=name.text)
        elif find_named(known, name, "finance") is not None:
            found[name.text] = None
    return tuple(found)


def _instruments(known: Known, capital: Capital, node: surface.Waterfall, names: tuple[Name, ...]) -> tuple[str, ...]:
    """The instruments that stand in a step; what does not owe this party is reported."""
    found: list[str] = []
    for name in names:
        if name.text not in _finance(known, (name,)):
            continue
        instrument = capital.instruments.get(name.text)
        if instrument is None or not instrument.is_owed:
            if instrument is not None or name.text in (*capital.guarantees, *capital.charges):
                kind = "grant" if instrument is not None else "guarantee or charge"
                _report_never(known, name, f"`{name.text}` is a {kind}, and owes nothing to be repaid",
                              "delete the step, or make it a `recoverable grant`")  # fmt: skip
            continue
        if instrument.node.receiver.text != node.holder.text:
            known.sink.report(
                rules.OWED_BY_ANOTHER, name.span, others=[(instrument.node.receiver.span, "owes it")],
                name=name.text, receiver=instrument.node.receiver.text, holder=node.holder.text,
            )  # fmt: skip
            continue
        if name.text in found:
            known.sink.report(name_rules.LISTED_TWICE, name.span, name=name.text)
            continue
        found.append(name.text)
    return tuple(found)


def _report_never(known: Known, node: Node, reason: str, step: str) -> None:
    known.sink.report(rules.STEP_NEVER_PAID, node.span, reason=reason, next_step=step)
