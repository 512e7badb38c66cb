"""Terms of finance and waterfalls as text.

In: items of `sibdsl.surface.capital`, and coupons. Out: their text, by class.
Relies on: the other modules of the printer. Guarantees: each item of that module has a printer.
"""

from collections.abc import Callable
from typing import Any, Final

from sibdsl.formatter.expressions import print_expression
from sibdsl.formatter.layout import BREAK, GAP
from sibdsl.formatter.texts import quoted
from sibdsl.formatter.timing import names, period, print_scope, print_timing
from sibdsl.surface import capital
from sibdsl.surface.expressions import Money
from sibdsl.surface.items import CouponItem, Share


def _listed(texts: list[str]) -> str:
    return f",{BREAK}".join(texts)


def _coupon(item: CouponItem) -> str:
    text = f"coupon{GAP}{print_expression(item.rate)} a year"
    text += "".join(f",{BREAK}{word.text}" for word in (item.compounding, item.day_count) if word is not None)
    return text + (f",{BREAK}both days counted" if item.both_days else "")


def _amount_or(amount: Money | None, rest: bool) -> str:
    if amount is not None:
        return f"{print_expression(amount)} "
    return "the rest " if rest else ""


def _drawdown(drawdown: capital.Drawdown) -> str:
    return f"{_amount_or(drawdown.amount, drawdown.rest)}on {drawdown.day.text}"


def _repayment(repayment: capital.Repayment) -> str:
    after = " after the term" if repayment.after_term else ""
    return f"{_amount_or(repayment.amount, repayment.rest)}on {repayment.day.text}{after}"


def _charged(item: capital.ChargedItem) -> str:
    return (
        f"charged{GAP}on {item.start.text}" if item.end is None else f"charged{GAP}from {period(item.start, item.end)}"
    )


def _return(item: capital.ReturnItem) -> str:
    return f"return{GAP}at most {print_expression(item.share)} {'a year' if item.a_year else 'of what is drawn'}"


def _protection(protection: capital.Protection) -> str:
    return f"{print_expression(protection.share)} {'from' if protection.onwards else 'on'} {protection.day.text}"


def _fee(item: capital.FeeStep) -> str:
    return f"fee {print_expression(item.amount)} to {item.payee.text} {print_scope(item.scope)}"


def _reserve(item: capital.ReserveStep) -> str:
    title = f" {quoted(item.title.value)}" if item.title is not None else ""
    return f"reserve {item.name.text}{title} up to {print_expression(item.limit)}"


def _success_fee(item: capital.SuccessFeeStep) -> str:
    limit = f" up to {print_expression(item.limit)}" if item.limit is not None else ""
    scope = f" {print_scope(item.scope)}" if item.scope is not None else ""
    return f"success fee {print_expression(item.share)} to {item.payee.text}{limit}{scope}"


def _pay_until(item: capital.PayUntilStep) -> str:
    if item.until is None:
        return f"pay {names(item.names)} as return"
    drawn = "" if isinstance(item.until, Money) else " of what was drawn"
    return f"pay {names(item.names)} until {print_expression(item.until)}{drawn}"


def _rest(item: capital.RestStep) -> str:
    if item.payee is None:
        return f"rest to {_listed([_share(share) for share in item.shares])}"
    return f"rest to {item.payee.text}" + (f" as return on {item.instrument.text}" if item.instrument else "")


def _share(share: Share) -> str:
    return f"{share.name.text} {print_expression(share.percent)}"


PRINTERS: Final[dict[type, Callable[[Any], str]]] = {
    CouponItem: _coupon,
    capital.DrawnItem: lambda item: f"drawn{GAP}{_listed(list(map(_drawdown, item.drawdowns)))}",
    capital.ChargedItem: _charged,
    capital.InterestItem: lambda item: f"interest{GAP}paid {print_timing(item.timing)}",
    capital.RepaidItem: lambda item: f"repaid{GAP}{_listed(list(map(_repayment, item.repayments)))}",
    capital.CreditedItem: lambda item: f"repaid{GAP}by {names(item.payments)}",
    capital.RewardedItem: lambda item: f"return{GAP}raised by {names(item.payments)}",
    capital.DebitedItem: lambda item: f"return{GAP}lessened by {names(item.payments)}",
    capital.ReturnItem: _return,
    capital.ProtectedItem: lambda item: f"protected{GAP}{_listed(list(map(_protection, item.protections)))}",
    capital.TrancheItem: lambda item: f"for{GAP}{names(item.names)}",
    capital.StopItem: lambda item: f"may stop after {item.day.text}",
    capital.CoversItem: lambda item: f"covers{GAP}{print_expression(item.share)}",
    capital.AvailableItem: lambda item: (
        f"available{GAP}{_listed([f'{print_expression(part.amount)} from {part.start.text}' for part in item.amounts])}"
    ),
    capital.RecycledItem: lambda _item: "recycled",
    capital.ReceivesItem: lambda item: f"receives {names(item.payments)}",
    capital.DistributesItem: lambda item: f"distributes {print_timing(item.timing)}",
    capital.FeeStep: _fee,
    capital.OwedStep: lambda item: f"{item.kind} {names(item.names)}",
    capital.ReserveStep: _reserve,
    capital.SuccessFeeStep: _success_fee,
    capital.PayUntilStep: _pay_until,
    capital.RestStep: _rest,
}
"""The text of each of these items."""
