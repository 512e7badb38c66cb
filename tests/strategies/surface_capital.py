"""Hypothesis strategies for finance and waterfalls as surface trees.

In: nothing. Out: trees without spans, by the kind of block that they stand in.
Relies on `surface_items` and `surface_expressions`. Guarantees: each could have been written.
"""

from __future__ import annotations

from hypothesis import strategies as st

from sibdsl.source.span import NOWHERE
from sibdsl.surface import capital, items
from sibdsl.surface.node import Name
from sibdsl.surface.timing import Dated, Scope
from tests.strategies.surface_expressions import (
    days,
    money,
    names,
    node,
    optional,
    percents,
    plain_references,
    several,
)
from tests.strategies.surface_items import annotations, schedules, text_items, texts

_COMPOUNDINGS = (
    "simple",
    "compounded quarterly",
    "compounded half-yearly",
    "compounded annually",
)
_DAY_COUNTS = ("actual/365", "actual/360", "30/360", "actual/actual", "quarter/x", "by period", "30E/360")


def _named(*phrases: str) -> st.SearchStrategy:
    return st.sampled_from([Name(NOWHERE, phrase) for phrase in phrases])


_repeated_days = st.one_of(schedules, node(Dated, several(days)))
_shares = several(node(items.Share, names, percents))
_no_amount = st.none()
_drawdowns = st.one_of(
    node(capital.Drawdown, money, days),
    node(capital.Drawdown, _no_amount, days, st.booleans()),
)
_repayments = st.one_of(
    node(capital.Repayment, money, days, st.booleans()),
    node(capital.Repayment, _no_amount, days, st.booleans(), st.booleans()),
)
finance_items = st.one_of(
    node(
        items.CouponItem,
        st.one_of(percents, plain_references),
        optional(_named(*_COMPOUNDINGS)),
        optional(_named(*_DAY_COUNTS)),
        st.booleans(),
    ),
    node(items.WordsItem, st.just("rank"), names.map(lambda name: (name,))),
    node(items.SharedItem, _shares),
    node(capital.DrawnItem, several(_drawdowns)),
    node(capital.ChargedItem, days, optional(days)),
    node(capital.InterestItem, _repeated_days),
    node(capital.RepaidItem, several(_repayments)),
    node(capital.CreditedItem, several(names)),
    node(capital.RewardedItem, several(names)),
    node(capital.DebitedItem, several(names)),
    node(capital.ReturnItem, percents, st.booleans()),
    node(capital.ProtectedItem, several(node(capital.Protection, percents, days, st.booleans()))),
    node(capital.TrancheItem, several(names)),
    node(capital.StopItem, days),
    node(capital.CoversItem, percents),
    node(capital.AvailableItem, several(node(capital.Available, money, days))),
    st.just(capital.RecycledItem(NOWHERE)),
    text_items("at risk"),
    annotations,
)
_scopes = node(
    Scope,
    st.sampled_from(("in total", "per distribution", "per contract year", "per calendar year", "per financial year")),
)
waterfall_items = st.one_of(
    node(capital.ReceivesItem, several(names)),
    node(capital.DistributesItem, _repeated_days),
    node(capital.FeeStep, money, names, _scopes),
    node(
        capital.OwedStep,
        st.sampled_from(("interest on", "principal of", "reimbursement of")),
        several(names),
    ),
    node(capital.ReserveStep, names, optional(texts), money),
    node(capital.SuccessFeeStep, percents, names, money, _scopes),
    node(capital.SuccessFeeStep, percents, names, st.none(), st.none()),
    node(capital.PayUntilStep, several(names), optional(st.one_of(money, percents))),
    node(capital.RestStep, names, st.just(()), optional(names)),
    node(capital.RestStep, st.none(), _shares),
    annotations,
)
