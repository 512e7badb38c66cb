"""A chart of cash flows: for each party what it pays and receives on each day.

In: cash flows. Out: one SVG, drawn on this machine alone.
Relies on Altair and vl-convert, the extra ``charts``. Guarantees: the same flows give the same picture, in every time
zone; amounts in it are drawn, never computed with.
"""

from __future__ import annotations

from sibdsl.runtime.capital_result import CapitalResult

_WIDTH, _HEIGHT = 640, 90
_KINDS = {
    "drawdown": "money put in",
    "charge": "charges and fees",
    "fee": "charges and fees",
    "success fee": "charges and fees",
    "outcome payment": "outcome payments",
    "interest": "interest and return",
    "return": "interest and return",
    "principal": "principal",
    "protection": "principal",
    "guarantee": "guarantees",
    "reimbursement": "guarantees",
    "rest": "the rest",
}
_COLOURS = {
    "money put in": "#4c78a8",
    "outcome payments": "#54a24b",
    "principal": "#9ecae9",
    "interest and return": "#f58518",
    "guarantees": "#b279a2",
    "charges and fees": "#9d755d",
    "the rest": "#bab0ac",
}


class ChartsMissing(Exception):
    """The extra that draws charts is not installed."""


def chart_flows(result: CapitalResult) -> str:
    """Draw cash flows as SVG text that ends with a line end.

    Raises:
        ChartsMissing: the extra ``charts`` is not installed.
    """
    try:
        import altair
        import vl_convert
    except ImportError as missing:
        raise ChartsMissing(str(missing)) from None
    prepared = result.prepared
    plan = prepared.plan
    parties = [prepared.party(party) for party in result.parties()]
    kinds = [kind for kind in _COLOURS if any(_KINDS[flow.what] == kind for flow in result.flows)]
    bars = (
        altair.Chart(altair.InlineData(values=_bars(result)))
        .mark_bar(size=8)
        .encode(
            x=altair.X(
                "day:T",
                title=None,
                axis=altair.Axis(format="%Y", tickCount="year"),
                scale=altair.Scale(type="utc"),
            ),
            y=altair.Y("amount:Q", title=None, axis=altair.Axis(format="~s")),
            color=altair.Color(
                "kind:N",
                title=None,
                sort=kinds,
                scale=altair.Scale(domain=kinds, range=[_COLOURS[kind] for kind in kinds]),
            ),
            row=altair.Row("party:N", title=None, sort=parties, header=altair.Header(labelAngle=0, labelAlign="left")),
        )
        .properties(width=_WIDTH, height=_HEIGHT, title=f"{plan.title}: received and paid, in {plan.currency}")
    )
    svg: str = vl_convert.vegalite_to_svg(bars.to_dict())
    return svg if svg.endswith("\n") else svg + "\n"


def _bars(result: CapitalResult) -> list[dict[str, object]]:
    """Give what each party receives (above zero) and pays (below) on each day, by kind."""
    prepared = result.prepared
    sums: dict[tuple[str, str, str, bool], int] = {}
    for flow in result.flows:
        for party, receives in ((flow.payer, False), (flow.payee, True)):
            key = (flow.day.isoformat(), party, _KINDS[flow.what], receives)
            sums[key] = sums.get(key, 0) + flow.minor
    return [
        {
            "day": day,
            "party": prepared.party(party),
            "kind": kind,
            "amount": (minor if receives else -minor) / prepared.scale,
        }
        for (day, party, kind, receives), minor in sums.items()
    ]
