"""Finance, one declaration after the other: what its statements say together.

In: a finance declaration. Out: an `Instrument`, a `Guarantee` or a `Charge`; None where too much is wrong with it.
Relies on its kind and its parties having been checked. Guarantees: a statement that its kind of finance does not have
is reported and left out.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sibdsl.diagnostics.rules import capital as rules
from sibdsl.semantics import literals
from sibdsl.semantics.capital.coupons import coupon_of
from sibdsl.semantics.capital.days import days_of
from sibdsl.semantics.capital.drawing import charged_of, drawn_of, repaid_of
from sibdsl.semantics.capital.found import OWED, Charge, Dated, Guarantee, Instrument, Tie
from sibdsl.semantics.capital.money import holders_of, money_of, share_of, words_of
from sibdsl.semantics.checks.closed_sets import CHARGES, GUARANTEE
from sibdsl.semantics.days import read_day
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import find_item, items_of, kind_of
from sibdsl.semantics.timing import in_term
from sibdsl.surface import capital as surface
from sibdsl.surface import items
from sibdsl.surface.declarations import Finance
from sibdsl.surface.node import Node, phrase

_OWED_TERMS: dict[type[Node], str] = {
    items.CouponItem: "coupon",
    surface.InterestItem: "interest paid",
    surface.RepaidItem: "repaid",
    surface.CreditedItem: "repaid by",
    surface.RewardedItem: "return raised by",
    surface.DebitedItem: "return lessened by",
    surface.ReturnItem: "return",
    surface.ProtectedItem: "protected",
    surface.TrancheItem: "for",
}
_GUARANTEE_TERMS: dict[type[Node], str] = {
    surface.CoversItem: "covers",
    surface.AvailableItem: "available",
    surface.RecycledItem: "recycled",
}
_DRAWN_TERMS: dict[type[Node], str] = {surface.DrawnItem: "drawn", surface.StopItem: "may stop"}
_CHARGE_TERMS: dict[type[Node], str] = {surface.ChargedItem: "charged"}
_KINDS = (
    (_OWED_TERMS, OWED, "a loan, equity, a recoverable grant or a deferred fee"),
    (_GUARANTEE_TERMS, (GUARANTEE,), "a guarantee"),
    (_DRAWN_TERMS, (*OWED, "grant"), "finance that is drawn"),
    (_CHARGE_TERMS, CHARGES, "a fixed or standing charge"),
)


def kind_of_finance(finance: Finance) -> str:
    """``loan``, ``recoverable grant`` ...; the name in words where no kind is written."""
    return phrase(finance.kind) if finance.kind else finance.name.text.replace("_", " ")


def check_terms(known: Known, finance: Finance, kind: str) -> None:
    """Report statements that this kind of finance does not have."""
    for item in finance.items:
        for terms, kinds, whose in _KINDS:
            if type(item) in terms and kind not in kinds:
                _report_term(known, item, terms[type(item)], finance, whose, "delete the line")
    standing = kind == CHARGES[1]
    if finance.every is not None and not standing:
        _report_term(known, finance.every, f"a {finance.every.text}", finance, "a standing charge", "delete the words")
    elif finance.every is not None and finance.every.text not in ("month", "quarter", "year"):
        _report_term(
            known, finance.every, f"a {finance.every.text}", finance, "a standing charge, `a month`, `a quarter` or "
            "`a year`,", "write `a month`, `a quarter` or `a year`",
        )  # fmt: skip
    elif standing and finance.every is None:
        known.sink.report(
            rules.TERM_OF_OTHER_FINANCE, finance.amount.span, name=finance.name.text, kind=kind,
            keyword="period behind its amount", expectation="`a month`, `a quarter` or `a year` behind the amount",
            next_step="write how often it is paid, or make it a `fixed charge`",
        )  # fmt: skip


def _report_term(known: Known, node: Node, keyword: str, finance: Finance, whose: str, step: str) -> None:
    known.sink.report(
        rules.TERM_OF_OTHER_FINANCE, node.span, name=finance.name.text, kind=kind_of_finance(finance),
        keyword=keyword, expectation=f"`{keyword}` on {whose} only", next_step=step,
    )  # fmt: skip


def charge_of(known: Known, finance: Finance, kind: str) -> Charge | None:
    """A cost that is paid on its days."""
    amount = money_of(known, finance.amount)
    paid = charged_of(known, finance, find_item(finance, surface.ChargedItem), amount)
    holders = holders_of(known, finance.providers, find_item(finance, items.SharedItem))
    return None if paid is None else Charge(finance, kind, holders, paid)


def guarantee_of(known: Known, finance: Finance) -> Guarantee | None:
    """Whose losses are made good, and how far."""
    amount = money_of(known, finance.amount)
    covers = find_item(finance, surface.CoversItem)
    share = Fraction(1) if covers is None else share_of(known, covers.share, "what is lost")
    available = _available(known, finance, amount)
    holders = holders_of(known, finance.providers, find_item(finance, items.SharedItem))
    if amount is None or share is None or available is None:
        return None
    covering = tuple(dict.fromkeys(name.text for name in finance.covering))
    recycled = find_item(finance, surface.RecycledItem) is not None
    return Guarantee(finance, holders, amount, covering, share, available, recycled)


def _available(known: Known, finance: Finance, whole: Fraction | None) -> Dated | None:
    item = find_item(finance, surface.AvailableItem)
    found: list[tuple[date, Fraction]] = []
    for part in () if item is None else item.amounts:
        day, amount = read_day(part.start, known.sink), money_of(known, part.amount)
        if day is None or amount is None:
            return None
        found.append((day, amount))
    highest = max((amount for _, amount in found), default=None)
    if item is not None and highest is not None and whole is not None and highest > whole:
        known.sink.report(
            rules.GUARANTEE_ABOVE_COVERED, item.span, name=finance.name.text, others=[(finance.amount.span, "here")],
            found=f"available for {words_of(known, highest)}", most=words_of(known, whole),
        )  # fmt: skip
    return tuple(sorted(found))


def instrument_of(known: Known, finance: Finance, kind: str) -> Instrument | None:
    """Money that is put in, and what is said of its way back."""
    amount = money_of(known, finance.amount)
    drawn = drawn_of(known, finance, find_item(finance, surface.DrawnItem), amount)
    holders = holders_of(known, finance.providers, find_item(finance, items.SharedItem))
    if kind not in OWED:
        stop = _stop(known, finance)
        return None if amount is None or drawn is None else Instrument(
            finance, kind, holders, amount, drawn, may_stop_after=stop
        )  # fmt: skip
    name = finance.name.text
    interest = find_item(finance, surface.InterestItem)
    paid = () if interest is None else days_of(known, interest.timing, f"the interest of `{name}`")
    coupon = find_item(finance, items.CouponItem)
    repaid = find_item(finance, surface.RepaidItem)
    cap = find_item(finance, surface.ReturnItem)
    first = drawn[0][0] if drawn else None
    days = paid or _distributions(known, name)
    found = Instrument(
        node=finance,
        kind=kind,
        providers=holders,
        amount=amount or Fraction(0),
        drawn=drawn or (),
        coupon=None if coupon is None else coupon_of(known, finance, coupon, days, first),
        interest_paid=paid or (),
        repaid=(() if repaid is None else repaid_of(known, finance, repaid, amount)) or (),
        return_cap=None if cap is None else (cap, _cap_share(known, cap)),
        protected=_protected(known, finance),
        tied=_tied(known, finance),
        credited=_payments(known, find_item(finance, surface.CreditedItem)),
        rewarded=_payments(known, find_item(finance, surface.RewardedItem)),
        debited=_payments(known, find_item(finance, surface.DebitedItem)),
        may_stop_after=_stop(known, finance),
    )
    if interest is not None and coupon is None:
        known.sink.report(
            rules.TERM_OF_OTHER_FINANCE, interest.span, name=name, kind=f"{kind} without a coupon",
            keyword="interest paid", expectation="a `coupon`, which says how much interest there is",
            next_step="add a `coupon`, or delete the line",
        )  # fmt: skip
    return None if amount is None or drawn is None else found


def _distributions(known: Known, name: str) -> tuple[date, ...]:
    """The days on which a waterfall pays the interest of an instrument, where it has days."""
    # What is wrong with them is reported where the waterfall is worked out.
    quiet = known.quiet()
    for waterfall in known.scope.waterfalls.values():
        steps = items_of(waterfall, surface.OwedStep)
        pays = any(step.kind == "interest on" and name in [each.text for each in step.names] for step in steps)
        when = find_item(waterfall, surface.DistributesItem)
        if pays and when is not None:
            return days_of(quiet, when.timing, f"a distribution of `{waterfall.name.text}`") or ()
    return ()


def _cap_share(known: Known, item: surface.ReturnItem) -> Fraction:
    """A share of what is drawn, which may be more than all of it."""
    value = literals.percent(item.share)
    if value <= 0:
        known.sink.report(rules.NOT_A_SHARE, item.share.span, found=f"{item.share.text}%", whole="what is drawn")
    return value


def _protected(known: Known, finance: Finance) -> tuple[tuple[surface.Protection, Fraction, date], ...]:
    item = find_item(finance, surface.ProtectedItem)
    found: list[tuple[surface.Protection, Fraction, date]] = []
    for part in () if item is None else item.protections:
        share, day = share_of(known, part.share, "what was drawn"), read_day(part.day, known.sink)
        if share is not None and day is not None and in_term(known, day, part.day, "capital protection"):
            found.append((part, share, day))
    return tuple(found)


def _tied(known: Known, finance: Finance) -> Tie | None:
    item = find_item(finance, surface.TrancheItem)
    if item is None:
        return None
    payments: dict[str, None] = {}
    cohort = None
    for name in item.names:
        declared = find_named(known, name, "metric", "cohort", "outcome", "payment")
        if declared is None:
            return None
        kind = kind_of(declared)
        if kind == "cohort":
            cohort = name.text
        elif kind == "payment":
            payments[name.text] = None
        else:
            payments.update(dict.fromkeys(_payments_that_read(known, name.text)))
    if cohort is None and not payments:
        known.sink.report(
            rules.TIED_TO_NOTHING_PAID, item.span, name=finance.name.text, tied=item.names[0].text,
            reason="no payment reads it",
        )  # fmt: skip
        return None
    return Tie(item, tuple(payment for payment in known.scope.payments if payment in payments), cohort)


def _payments_that_read(known: Known, name: str) -> list[str]:
    """The payments that depend on a metric, or on whose rate card an outcome is."""
    cards = [payment for payment, card in known.cards.items() if name in card.lines]
    return [*known.readers.get(name, ()), *cards]


def _payments(
    known: Known, item: surface.CreditedItem | surface.RewardedItem | surface.DebitedItem | None
) -> tuple[str, ...]:
    if item is None:
        return ()
    return tuple(name.text for name in item.payments if find_named(known, name, "payment") is not None)


def _stop(known: Known, finance: Finance) -> date | None:
    item = find_item(finance, surface.StopItem)
    return None if item is None else read_day(item.day, known.sink)
