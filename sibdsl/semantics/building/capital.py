"""Finance and waterfalls of the model.

In: what was worked out of the finance and the waterfalls of a contract without errors. Out: model declarations.
"""

from __future__ import annotations

from typing import Any

from sibdsl.model import capital as model
from sibdsl.model.declarations import Finance
from sibdsl.semantics import literals
from sibdsl.semantics.building.context import Context, declared, text_of, word
from sibdsl.semantics.capital import found
from sibdsl.semantics.capital.instruments import kind_of_finance
from sibdsl.semantics.scope import find_item
from sibdsl.surface import capital as surface
from sibdsl.surface import declarations, items


def finance(context: Context, node: declarations.Finance) -> Finance:
    """Money that is put in, with all its terms."""
    rank = find_item(node, items.WordsItem, "rank")
    common = declared(context, node) | {
        "instrument": kind_of_finance(node),
        "providers": tuple(name.text for name in node.providers),
        "receiver": node.receiver.text,
        "amount": literals.value_of_money(node.amount),
        "currency": node.amount.currency,
        "every": None if node.every is None else node.every.text,
        "covering": tuple(name.text for name in node.covering),
        "rank": None if rank is None else rank.words[0].text,
        "at_risk": text_of(node, "at risk"),
        "shares_written": find_item(node, items.SharedItem) is not None,
        "drawn_written": find_item(node, surface.DrawnItem) is not None,
    }
    capital, name = context.known.capital, node.name.text
    if name in capital.instruments:
        return Finance(**common | _instrument(context, capital.instruments[name]))
    if name in capital.guarantees:
        return Finance(**common | _guarantee(capital.guarantees[name]))
    charge = capital.charges[name]
    return Finance(**common, holders=_holders(charge.payers), drawn=_dated(charge.paid))


def _instrument(context: Context, instrument: found.Instrument) -> dict[str, Any]:
    cap = instrument.return_cap
    tied = instrument.tied
    return {
        "holders": _holders(instrument.providers),
        "drawn": _dated(instrument.drawn),
        "coupon": None if instrument.coupon is None else _coupon(context, instrument, instrument.coupon),
        "repaid": tuple(model.Repayment(day=part.day, amount=part.amount) for part in instrument.repaid),
        "return_cap": None
        if cap is None
        else model.ReturnCap(words=context.words(cap[0]), share=cap[1], a_year=cap[0].a_year),
        "protected": tuple(
            model.Protection(share=share, day=day, from_day=part.onwards) for part, share, day in instrument.protected
        ),
        "tied": None
        if tied is None
        else model.Tie(names=tuple(name.text for name in tied.item.names), payments=tied.payments, cohort=tied.cohort),
        "credited": instrument.credited,
        "rewarded": instrument.rewarded,
        "debited": instrument.debited,
        "may_stop_after": instrument.may_stop_after,
    }


def _coupon(context: Context, instrument: found.Instrument, coupon: found.Coupon) -> model.Coupon:
    return model.Coupon(
        words=context.words(coupon.item),
        rate=coupon.rate,
        metric=coupon.metric,
        compounding=word(coupon.compounding),
        day_count=word(coupon.day_count),
        # A whole period would not be one if its last day did not count.
        both_days=coupon.item.both_days or coupon.day_count == "by period",
        periods=tuple(
            model.InterestPeriod(start=period.start, end=period.end, years=period.years) for period in coupon.periods
        ),
        paid=instrument.interest_paid,
    )


def _guarantee(guarantee: found.Guarantee) -> dict[str, Any]:
    return {
        "holders": _holders(guarantee.guarantors),
        "covers": guarantee.share,
        "available": _dated(guarantee.available),
        "recycled": guarantee.recycled,
    }


def _holders(holders: tuple[found.Holder, ...]) -> tuple[model.Holder, ...]:
    return tuple(model.Holder(party=holder.party, share=holder.share) for holder in holders)


def _dated(amounts: found.Dated) -> tuple[model.DatedAmount, ...]:
    return tuple(model.DatedAmount(day=day, amount=amount) for day, amount in amounts)


def waterfall(context: Context, waterfall: found.Waterfall) -> model.Waterfall:
    """The order in which a party passes money on."""
    node = waterfall.node
    when = find_item(node, surface.DistributesItem)
    return model.Waterfall(
        **declared(context, node),
        holder=node.holder.text,
        receives=waterfall.receives,
        days=waterfall.days,
        schedule=None if when is None else context.words(when).removeprefix("distributes "),
        steps=tuple(_step(context, step) for step in waterfall.steps),
    )


def _step(context: Context, step: found.Step) -> model.Step:
    return model.Step(
        kind=word(step.kind),
        words=context.words(step.node),
        payees=_holders(step.payees),
        finance=step.names,
        amount=step.amount,
        share=step.share,
        scope=word(step.scope),
        reserve=step.reserve,
    )
