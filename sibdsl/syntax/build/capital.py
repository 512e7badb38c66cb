"""Rules of `48_capital.lark` -> finance, waterfalls and their statements.

In: spans and children. Out: nodes of `sibdsl.surface.capital`, and `Finance`.
Relies on: nothing but the surface.
Guarantees: what was left out is None, False or empty; a day count and the way interest is added travel as one name.
"""

from collections.abc import Callable
from typing import Any, Final

from sibdsl.source.span import Span
from sibdsl.surface.capital import (
    Available,
    AvailableItem,
    ChargedItem,
    CoversItem,
    CreditedItem,
    DebitedItem,
    DistributesItem,
    Drawdown,
    DrawnItem,
    FeeStep,
    InterestItem,
    OwedStep,
    PayUntilStep,
    ProtectedItem,
    Protection,
    ReceivesItem,
    RecycledItem,
    RepaidItem,
    Repayment,
    ReserveStep,
    RestStep,
    ReturnItem,
    RewardedItem,
    StopItem,
    SuccessFeeStep,
    TrancheItem,
    Waterfall,
)
from sibdsl.surface.declarations import Finance
from sibdsl.surface.expressions import Money, Percent, Reference
from sibdsl.surface.items import CouponItem, Share, SharedItem, TextItem
from sibdsl.surface.node import Day, Name, Node, Text
from sibdsl.surface.timing import Scope

_Names = tuple[Name, ...]


def _finance(  # noqa: PLR0913, PLR0917 - a finance line names this many things
    span: Span,
    name: Name,
    title: Text | None,
    kind: _Names | None,
    providers: _Names,
    receiver: Name,
    amount: Money,
    every: Name | None,
    covering: _Names | None,
    items: tuple[Node, ...] | None,
) -> Finance:
    return Finance(span, name, title, items or (), kind or (), providers, receiver, amount, covering or (), every)


def _list(_span: Span, *items: Any) -> tuple[Any, ...]:
    return items


def _coupon_item(
    span: Span, rate: Percent | Reference, compounding: Name | None, day_count: Name | None, both_days: bool | None
) -> CouponItem:
    return CouponItem(span, rate, compounding, day_count, both_days is not None)


def _words(text: str) -> Callable[[Span], Name]:
    return lambda span: Name(span, text)


def _day_count(span: Span, month: Name | str, year: Name | str) -> Name:
    return Name(span, f"{_text(month)}/{_text(year)}")


def _day_count_30e(span: Span, days: str, letter: Name, year: str) -> Name:
    return Name(span, f"{days}{letter.text}/{year}")


def _text(part: Name | str) -> str:
    return part.text if isinstance(part, Name) else part


def _said(_span: Span) -> bool:
    return True


def _provider_shares(span: Span, *shares: Share) -> SharedItem:
    return SharedItem(span, shares)


def _several(kind: Callable[[Span, Any], Node]) -> Callable[..., Node]:
    return lambda span, *items: kind(span, items)


def _rest_drawn(span: Span, day: Day) -> Drawdown:
    return Drawdown(span, None, day, True)


def _all_drawn(span: Span, day: Day) -> Drawdown:
    return Drawdown(span, None, day)


def _charged_on(span: Span, day: Day) -> ChargedItem:
    return ChargedItem(span, day, None)


def _repayment(span: Span, amount: Money, day: Day, after_term: bool | None) -> Repayment:
    return Repayment(span, amount, day, after_term is not None)


def _rest_repaid(span: Span, day: Day, after_term: bool | None) -> Repayment:
    return Repayment(span, None, day, after_term is not None, True)


def _all_repaid(span: Span, day: Day, after_term: bool | None) -> Repayment:
    return Repayment(span, None, day, after_term is not None)


def _with(kind: Callable[..., Node], flag: bool) -> Callable[..., Node]:
    return lambda span, *parts: kind(span, *parts, flag)


def _per_distribution(span: Span) -> Scope:
    return Scope(span, "per distribution")


def _waterfall(span: Span, name: Name, title: Text | None, holder: Name, *items: Node) -> Waterfall:
    return Waterfall(span, name, title, items, holder)


def _owed_step(kind: str) -> Callable[[Span, _Names], OwedStep]:
    return lambda span, names: OwedStep(span, kind, names)


def _pay_return_step(span: Span, names: _Names) -> PayUntilStep:
    return PayUntilStep(span, names, None)


def _at_risk_item(span: Span, text: Text) -> TextItem:
    return TextItem(span, "at risk", text)


def _rest_step(span: Span, payee: Name, instrument: Name | None) -> RestStep:
    return RestStep(span, payee, (), instrument)


def _rest_shared_step(span: Span, *shares: Share) -> RestStep:
    return RestStep(span, None, shares)


BUILDERS: Final[dict[str, Callable[..., object]]] = {
    "finance": _finance,
    "finance_kind": _list,
    "finance_terms": _list,
    "coupon_item": _coupon_item,
    "simple_interest": _words("simple"),
    "compounded_quarterly": _words("compounded quarterly"),
    "compounded_half_yearly": _words("compounded half-yearly"),
    "compounded_annually": _words("compounded annually"),
    "day_count": _day_count,
    "day_count_30e": _day_count_30e,
    "by_period": _words("by period"),
    "both_days": _said,
    "provider_shares": _provider_shares,
    "drawn_item": _several(DrawnItem),
    "drawdown": Drawdown,
    "rest_drawn": _rest_drawn,
    "all_drawn": _all_drawn,
    "charged_on": _charged_on,
    "charged_between": ChargedItem,
    "interest_item": InterestItem,
    "repaid_item": _several(RepaidItem),
    "repayment": _repayment,
    "rest_repaid": _rest_repaid,
    "all_repaid": _all_repaid,
    "after_the_term": _said,
    "credited_item": CreditedItem,
    "rewarded_item": RewardedItem,
    "debited_item": DebitedItem,
    "return_of_drawn": _with(ReturnItem, False),
    "return_a_year": _with(ReturnItem, True),
    "protected_item": _several(ProtectedItem),
    "protection_on": _with(Protection, False),
    "protection_from": _with(Protection, True),
    "tranche_item": TrancheItem,
    "stop_item": StopItem,
    "covers_item": CoversItem,
    "available_item": _several(AvailableItem),
    "available": Available,
    "recycled_item": RecycledItem,
    "at_risk_item": _at_risk_item,
    "waterfall": _waterfall,
    "receives_item": ReceivesItem,
    "distributes_item": DistributesItem,
    "fee_step": FeeStep,
    "per_distribution": _per_distribution,
    "interest_step": _owed_step("interest on"),
    "principal_step": _owed_step("principal of"),
    "reimbursement_step": _owed_step("reimbursement of"),
    "reserve_step": ReserveStep,
    "success_fee_step": SuccessFeeStep,
    "pay_until_amount": PayUntilStep,
    "pay_until_share": PayUntilStep,
    "pay_return_step": _pay_return_step,
    "rest_step": _rest_step,
    "rest_shared_step": _rest_shared_step,
}
