"""Plans of capital of every shape, with what is paid and when the contract ends.

In: Hypothesis. Out: a plan that the checker would accept, receipts of two payments, and perhaps an early end.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from sibdsl.runtime.capital_plan import (
    Available,
    CapitalPlan,
    Charge,
    Coupon,
    Drawdown,
    Guarantee,
    Holder,
    Instrument,
    Protection,
    RatePeriod,
    Repayment,
    ReturnCap,
    Tie,
    Waterfall,
    WaterfallStep,
)
from sibdsl.runtime.statement import Statement
from tests.strategies.capital_by_hand import END, START, paid

PROVIDERS = ("goldman", "kresge", "living", "arnold")
PAYMENTS = ("success", "housing")


@dataclass(frozen=True)
class Deal:
    capital: CapitalPlan
    amounts: dict[str, dict[str, str]]
    stopped: str | None

    def statement(self) -> Statement:
        success, others = self.amounts["success"], {"housing": self.amounts["housing"]}
        return paid(success, self.stopped, **others)


def days() -> st.SearchStrategy[date]:
    return st.integers(0, (END - START).days).map(lambda count: START + timedelta(days=count))


def money(most: int = 2000) -> st.SearchStrategy[Fraction]:
    return st.integers(0, most * 100).map(lambda cents: Fraction(cents, 100))


def shares(parts: int) -> st.SearchStrategy[list[Fraction]]:
    weights = st.lists(st.integers(1, 9), min_size=parts, max_size=parts)
    return weights.map(lambda found: [Fraction(weight, sum(found)) for weight in found])


@st.composite
def holders(draw: st.DrawFn, parties: tuple[str, ...] = PROVIDERS) -> tuple[Holder, ...]:
    names = draw(st.lists(st.sampled_from(parties), min_size=1, max_size=3, unique=True))
    if len(names) > 1 and draw(st.booleans()):
        return tuple(Holder(name) for name in names)
    return tuple(Holder(name, share) for name, share in zip(names, draw(shares(len(names))), strict=True))


@st.composite
def coupons(draw: st.DrawFn, outside: bool) -> Coupon:
    paid_on = tuple(sorted(draw(st.sets(days(), max_size=3)))) if outside else ()
    periods: tuple[RatePeriod, ...] = ()
    day_count = draw(st.sampled_from(["actual/365", "actual/360", "30/360", "30E/360", "actual/actual", "by period"]))
    if day_count == "by period":
        periods = tuple(RatePeriod(date(year, 2, 1), date(year + 1, 1, 31), Fraction(1)) for year in range(2014, 2021))
    return Coupon(
        "coupon",
        rate=Fraction(draw(st.integers(0, 300)), 1000),
        compounding=draw(st.sampled_from(["simple", "annually", "half-yearly", "quarterly"])),
        day_count=day_count,
        both_days=draw(st.booleans()),
        periods=periods,
        paid=paid_on,
    )


@st.composite
def instruments(draw: st.DrawFn, name: str) -> Instrument:
    """An instrument that is repaid by waterfalls, if they choose it, or on its days."""
    scheduled = draw(st.integers(0, 4)) == 0
    by_day = draw(st.dictionaries(days(), money(), min_size=1, max_size=3))
    repaid: tuple[Repayment, ...] = ()
    if scheduled:
        repayments = draw(st.dictionaries(days(), money(500), max_size=2))
        last = max([*repayments, draw(days())])
        repaid = (*(Repayment(day, repayments[day]) for day in sorted(repayments) if day < last), Repayment(last, None))
    cap = draw(st.none() | st.booleans())
    protected = draw(st.lists(st.tuples(st.integers(0, 4), days(), st.booleans()), max_size=2))
    return Instrument(
        name=name,
        title="",
        clause=None,
        kind=draw(st.sampled_from(["loan", "loan", "equity", "recoverable grant", "deferred fee"])),
        providers=draw(holders()),
        receiver="spv",
        amount=sum(by_day.values(), Fraction(0)),
        drawn=tuple(Drawdown(day, by_day[day]) for day in sorted(by_day)),
        coupon=draw(st.none() | coupons(scheduled)),
        repaid=repaid,
        return_cap=None if cap is None else ReturnCap(Fraction(draw(st.integers(0, 30)), 100), cap, "cap"),
        protected=tuple(Protection(Fraction(share, 4), day, since) for share, day, since in protected),
        tied=draw(st.sampled_from([None, None, Tie(("success",)), Tie(("housing",))])),
    )


@st.composite
def steps(draw: st.DrawFn, place: int, names: list[str], guarantees: list[str]) -> WaterfallStep:
    kinds = ["fee", "success fee", "reserve"]
    kinds += ["interest", "principal", "principal", "pay"] if names else []
    kinds += ["reimbursement"] if guarantees else []
    kind = draw(st.sampled_from(kinds))
    scope = draw(st.sampled_from(["total", "distribution", "contract year", "calendar year", "financial year"]))
    chosen = tuple(draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))) if names else ()
    match kind:
        case "fee":
            return WaterfallStep(
                kind, kind, payees=draw(holders(("roca", "csh"))), amount=draw(money(100)), scope=scope
            )
        case "success fee":
            limit = draw(st.none() | money(200))
            share = Fraction(draw(st.integers(0, 100)), 100)
            return WaterfallStep(
                kind, kind, payees=draw(holders(("roca", "csh"))), share=share, amount=limit, scope=scope
            )
        case "reserve":
            return WaterfallStep(kind, kind, amount=draw(money(200)), reserve=f"reserve_{place}")
        case "reimbursement":
            return WaterfallStep(kind, kind, guarantees=tuple(guarantees))
        case "pay":
            limit = draw(st.sampled_from([{}, {"amount": Fraction(700)}, {"share": Fraction(9, 8)}]))
            return WaterfallStep(kind, kind, instruments=chosen, **limit)  # type: ignore[arg-type]
    return WaterfallStep(kind, kind, instruments=chosen)


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    made = [draw(instruments(f"loan_{place}")) for place in range(draw(st.integers(1, 4)))]
    in_waterfalls = [item.name for item in made if not item.repaid]
    guaranteed = draw(st.lists(st.sampled_from([item.name for item in made]), max_size=3, unique=True))
    guarantees = tuple(
        Guarantee(
            f"guarantee_{place}",
            "",
            None,
            draw(holders(("backer", "state"))),
            draw(st.sampled_from(PROVIDERS)),
            draw(money()),
            (name, f"guarantee_{place - 1}") if place else (name,),
            share=Fraction(draw(st.integers(1, 4)), 4),
            available=tuple(Available(day, draw(money())) for day in sorted(draw(st.sets(days(), max_size=2)))),
            recycled=draw(st.booleans()),
        )
        for place, name in enumerate(guaranteed)
    )
    charges = tuple(
        Charge(f"charge_{place}", "", None, "fixed charge", draw(holders(("city", "roca"))), "csh",
               (Drawdown(draw(days()), draw(money(50))),))
        for place in range(draw(st.integers(0, 2)))
    )  # fmt: skip
    received = draw(st.sampled_from([[("success", "housing")], [("success",), ("housing",)], [("success",)]]))
    waterfalls = tuple(
        _waterfall(draw, place, payments, in_waterfalls, [item.name for item in guarantees])
        for place, payments in enumerate(received)
    )
    amounts = {
        name: {
            str(day): str(amount)
            for day, amount in draw(st.dictionaries(days(), money(), min_size=1, max_size=4)).items()
        }
        for name in PAYMENTS
    }
    stopped = draw(st.none() | st.none() | days().map(str))
    return Deal(CapitalPlan(tuple(made), guarantees, charges, waterfalls), amounts, stopped)


def _waterfall(
    draw: st.DrawFn, place: int, payments: tuple[str, ...], names: list[str], guarantees: list[str]
) -> Waterfall:
    count = draw(st.integers(0, 6))
    made = [draw(steps(index, names, guarantees)) for index in range(count)]
    made.append(WaterfallStep("rest", "rest", payees=draw(holders(("city", "roca")))))
    scheduled = draw(st.none() | st.sets(days(), min_size=1, max_size=5).map(lambda found: tuple(sorted(found))))
    return Waterfall(f"account_{place}", "", None, "spv", payments, tuple(made), scheduled)
