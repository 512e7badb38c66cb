"""Published capital structures, as plans, for the programs of the examples."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from sibdsl.ir.program import Program
from sibdsl.runtime.capital_plan import (
    Available,
    CapitalPlan,
    Coupon,
    Drawdown,
    Guarantee,
    Holder,
    Instrument,
    Protection,
    RatePeriod,
    Repayment,
    Waterfall,
    WaterfallStep,
)
from sibdsl.workspace.compilation import compile

EXAMPLES = Path(__file__).parents[2] / "examples"


def program_of(example: str) -> Program:
    [contract] = (EXAMPLES / example).glob("contract.sib*")
    return compile(contract).program


def party(*names: str) -> tuple[Holder, ...]:
    """One party, or several that count together."""
    return (Holder(names[0], Fraction(1)),) if len(names) == 1 else tuple(Holder(name) for name in names)


def loan(
    name: str, provider: tuple[Holder, ...], receiver: str, amount: int, drawn: date, **changes: object
) -> Instrument:
    drawdowns = (Drawdown(drawn, Fraction(amount)),)
    return Instrument(name, "", None, "loan", provider, receiver, Fraction(amount), drawdowns, **changes)  # type: ignore[arg-type]


def steps(*made: tuple[str, tuple[str, ...]], rest: str) -> tuple[WaterfallStep, ...]:
    """Steps for instruments, and who gets the rest."""
    named = [WaterfallStep(kind, f"{kind} {', '.join(names)}", instruments=names) for kind, names in made]
    return (*named, WaterfallStep("rest", f"rest to {rest}", payees=party(rest)))


def nyc_able(stops: bool = False) -> CapitalPlan:
    """The loan is repaid by success payments, and whatever is more is its return. With `stops` it is drawn in two
    parts, and the guarantee stands at USD 6,000,000 until the last day of the term."""
    day = date(2012, 9, 1)
    made = loan("loan", party("lender"), "mdrc", 9_600_000, day)
    available: tuple[Available, ...] = ()
    if stops:
        halves = (Drawdown(day, Fraction(7_200_000)), Drawdown(date(2015, 9, 1), Fraction(2_400_000)))
        made = Instrument("loan", "", None, "loan", party("lender"), "mdrc", Fraction(9_600_000), halves)
        available = (Available(day, Fraction(6_000_000)), Available(date(2016, 8, 31), Fraction(7_200_000)))
    backed = Guarantee("guarantee", "", None, party("backer"), "lender", Fraction(7_200_000), ("loan",),
                       share=Fraction(1) if stops else Fraction(3, 4), available=available)  # fmt: skip
    flows = steps(("principal", ("loan",)), ("pay", ("loan",)), rest="city")
    return CapitalPlan((made,), (backed,), (), (Waterfall("proceeds", "", None, "mdrc", ("success",), flows),))


def denver() -> CapitalPlan:
    investors = ("arnold", "living", "nff", "health", "foundation", "piton", "walton", "northern")
    capital = loan("capital", party(*investors), "enterprise", 8_600_000, date(2016, 1, 1))
    flows = steps(("principal", ("capital",)), ("pay", ("capital",)), rest="denver")
    return CapitalPlan((capital,), (), (), (Waterfall("proceeds", "", None, "enterprise", ("housing", "jail"), flows),))


def last_mile() -> CapitalPlan:
    note = loan("note", party("investors"), "programme", 800_000, date(2018, 1, 1), credited=("impact",))
    drawn = (Drawdown(date(2018, 1, 1), Fraction(900_000)),)
    gift = Instrument("donations", "", None, "grant", party("donors"), "donor_fund", Fraction(900_000), drawn)
    return CapitalPlan((note, gift))


def dc_water() -> CapitalPlan:
    """USD 857,500 a year, half of it every half-year."""
    starts = [date(2016 + half // 2, 10, 1) if half % 2 == 0 else date(2017 + half // 2, 4, 1) for half in range(10)]
    periods = tuple(
        RatePeriod(first, following - timedelta(days=1), Fraction(1, 2)) for first, following in pairwise(starts)
    )
    rule = Coupon("3.43% a year", rate=Fraction(343, 10000), day_count="by period", both_days=True, periods=periods,
                  paid=tuple(period.end for period in periods))  # fmt: skip
    bond = loan("bond", party("investors"), "dc_water_authority", 25_000_000, starts[0], coupon=rule,
                repaid=(Repayment(date(2021, 4, 1), None),), rewarded=("outcome",),
                debited=("risk_share",))  # fmt: skip
    return CapitalPlan((bond,))


def newpin() -> CapitalPlan:
    years = tuple(RatePeriod(date(year, 7, 1), date(year + 1, 6, 30), Fraction(1)) for year in range(2013, 2020))
    rule = Coupon("interest by the restoration rate", metric="interest_rate", day_count="by period", both_days=True,
                  periods=years)  # fmt: skip
    protected = (
        Protection(Fraction(3, 4), date(2017, 6, 30), from_day=False),
        Protection(Fraction(1, 2), date(2020, 6, 30), from_day=True),
    )
    bond = loan("bond", party("investors"), "trust", 7_000_000, date(2013, 7, 1), coupon=rule, protected=protected)
    flows = steps(("interest", ("bond",)), ("principal", ("bond",)), rest="trust")
    received = ("interest", "maturity", "redemption")
    return CapitalPlan((bond,), (), (), (Waterfall("proceeds", "", None, "trust", received, flows),))


def chicago() -> CapitalPlan:
    """Two senior lenders side by side, then the subordinate one."""
    drawn = date(2014, 10, 7)
    stack = (
        loan("senior_one", party("goldman"), "iff", 7_500_000, drawn),
        loan("senior_two", party("northern"), "iff", 5_500_000, drawn),
        loan("subordinate", party("pritzker"), "iff", 3_900_000, drawn),
    )
    payments = tuple(payment.name for payment in program_of("chicago_cpc").plan.payments)
    flows = steps(("principal", ("senior_one", "senior_two")), ("principal", ("subordinate",)), rest="iff")
    return CapitalPlan(stack, (), (), (Waterfall("proceeds", "", None, "iff", payments, flows),))


def massachusetts() -> CapitalPlan:
    day = date(2014, 2, 1)
    percent = {
        name: Coupon(f"{rate}% a year", rate=Fraction(rate, 100)) for name, rate in (("senior", 5), ("junior", 2))
    }
    fees = Instrument("deferred", "", None, "deferred fee", party("roca", "third_sector"), "spv", Fraction(3_760_000),
                      (Drawdown(day, Fraction(3_760_000)),))  # fmt: skip
    stack = (
        loan("senior", party("goldman"), "spv", 9_000_000, day, coupon=percent["senior"]),
        loan("junior_one", party("kresge"), "spv", 1_500_000, day, coupon=percent["junior"]),
        loan("junior_two", party("living"), "spv", 1_500_000, day, coupon=percent["junior"]),
        fees,
    )
    junior = ("junior_one", "junior_two")
    flows = steps(("interest", ("senior",)), ("principal", ("senior",)), ("interest", junior), ("principal", junior),
                  ("principal", ("deferred",)), rest="commonwealth")  # fmt: skip
    received = ("incarceration", "job_readiness", "employment")
    return CapitalPlan(stack, (), (), (Waterfall("proceeds", "", None, "spv", received, flows),))
