"""A small contract with capital, and its flows in a line each: for tests that a person can check.

The city pays the spv `success` on chosen days, and `housing` where a test says so, for cohorts where it says so.
Money is USD; amounts are whole dollars unless a test says more. The term is 2014-02-01 to 2021-01-31.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from sibdsl.runtime.capital import cash_flows
from sibdsl.runtime.capital_plan import (
    CapitalPlan,
    Charge,
    Coupon,
    Drawdown,
    Guarantee,
    Holder,
    Instrument,
    Repayment,
    Waterfall,
    WaterfallStep,
)
from sibdsl.runtime.capital_result import CapitalResult, Position
from sibdsl.runtime.case import Case
from sibdsl.runtime.evidence import evidence_of
from sibdsl.runtime.exact import money_text
from sibdsl.runtime.plan import EarlyTermination, Payer, PaymentPlan, Period, Plan, Timing
from sibdsl.runtime.settlement import settle
from sibdsl.runtime.statement import Statement

START, END = date(2014, 2, 1), date(2021, 1, 31)
Amounts = Mapping[str, int | str]
"""What is paid on a day: `{"2018-01-31": 100}`."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def one(*parties: str) -> tuple[Holder, ...]:
    """One party, or several with a share each: `one("a 60%", "b 40%")`."""
    if len(parties) == 1 and " " not in parties[0]:
        return (Holder(parties[0], Fraction(1)),)
    named = [party.split(" ") for party in parties]
    return tuple(Holder(name, Fraction(share.removesuffix("%")) / 100) for name, share in named)


def contract(payments: tuple[PaymentPlan, ...], **changes: object) -> Plan:
    plan = Plan(
        contract="bond",
        title="Bond",
        currency="USD",
        digits=2,
        rounding="half up",
        term=Period(START, END),
        parties=(("city", "The City"), ("spv", "The Vehicle"), ("goldman", "Goldman Sachs"), ("roca", "Roca")),
        cohorts=(("first", "The first cohort"), ("second", "The second cohort")),
        metrics=(),
        facts=(),
        payments=payments,
        caps=(),
        counts=(),
        words=(),
        termination=EarlyTermination(START, END),
    )
    return replace(plan, **changes)  # type: ignore[arg-type]


def payment(name: str, days: list[date], payee: str = "spv", payer: str = "city", **changes: object) -> PaymentPlan:
    starts = [START, *days]
    plan = PaymentPlan(
        name=name,
        title="",
        clause=None,
        payers=(Payer(payer, Fraction(1)),),
        payee=payee,
        timing=Timing(periods=tuple(Period(start, end) for start, end in zip(starts, days, strict=False))),
        payable=None,
        reads=(),
        continues=True,
    )
    return replace(plan, **changes)  # type: ignore[arg-type]


def paid(amounts: Amounts, stopped: str | None = None, plan: Plan | None = None, **others: Amounts) -> Statement:
    """Settle a contract that pays these amounts; `others` by payment, `for_cohort` for one cohort of success."""
    rules = {"success": amounts, **others}
    made = plan or contract(tuple(payment(name, sorted(map(day, rule))) for name, rule in rules.items() if rule))

    def rule_of(name: str, rule: Amounts) -> object:
        def amount(case: Case) -> Fraction:
            at = case.occasion.determination
            found = rule.get(f"{at.day} {at.cohort}" if at.cohort else f"{at.day}", 0)
            return Fraction(found)

        return amount

    functions = {name: rule_of(name, rule) for name, rule in rules.items()}
    return settle(made, functions, evidence_of([], (), day(stopped) if stopped else None))  # type: ignore[arg-type]


def flows(capital: CapitalPlan, statement: Statement) -> CapitalResult:
    return cash_flows(statement.prepared.plan, capital, statement)


def loan(name: str = "senior", amount: int = 1000, provider: str = "goldman", **changes: object) -> Instrument:
    plan = Instrument(
        name=name,
        title="",
        clause=None,
        kind="loan",
        providers=one(provider),
        receiver="spv",
        amount=Fraction(amount),
        drawn=(Drawdown(START, Fraction(amount)),),
    )
    return replace(plan, **changes)  # type: ignore[arg-type]


def drawn(**by_day: int) -> tuple[Drawdown, ...]:
    """Drawdowns by day: `drawn(d2014_02_01=100)`."""
    return tuple(Drawdown(day(text[1:].replace("_", "-")), Fraction(amount)) for text, amount in by_day.items())


def coupon(rate: str = "5%", **changes: object) -> Coupon:
    return replace(Coupon(f"{rate} a year", rate=Fraction(rate.removesuffix("%")) / 100), **changes)  # type: ignore[arg-type]


def repaid(**by_day: int | None) -> tuple[Repayment, ...]:
    return tuple(
        Repayment(day(text[1:].replace("_", "-")), None if amount is None else Fraction(amount))
        for text, amount in by_day.items()
    )


def guarantee(name: str = "guarantee", amount: int = 1000, **changes: object) -> Guarantee:
    plan = Guarantee(name, "", None, one("backer"), "goldman", Fraction(amount), ("senior",))
    return replace(plan, **changes)  # type: ignore[arg-type]


def charge(name: str, payer: str, payee: str, **by_day: int) -> Charge:
    return Charge(name, "", None, "fixed charge", one(payer), payee, drawn(**by_day))


def waterfall(*steps: WaterfallStep, receives: tuple[str, ...] = ("success",), **changes: object) -> Waterfall:
    plan = Waterfall("proceeds", "Distribution", None, "spv", receives, steps)
    return replace(plan, **changes)  # type: ignore[arg-type]


def interest(*instruments: str) -> WaterfallStep:
    return WaterfallStep("interest", f"interest on {', '.join(instruments)}", instruments=instruments)


def principal(*instruments: str) -> WaterfallStep:
    return WaterfallStep("principal", f"principal of {', '.join(instruments)}", instruments=instruments)


def fee(amount: int, payee: str = "roca", scope: str = "total") -> WaterfallStep:
    return WaterfallStep("fee", f"fee USD {amount} to {payee}", payees=one(payee), amount=Fraction(amount), scope=scope)


def success_fee(share: str, payee: str = "roca", limit: int | None = None, scope: str = "total") -> WaterfallStep:
    return WaterfallStep(
        "success fee",
        f"success fee {share} to {payee}",
        payees=one(payee),
        share=Fraction(share.removesuffix("%")) / 100,
        amount=None if limit is None else Fraction(limit),
        scope=scope,
    )


def pay(*instruments: str, amount: int | None = None, share: str | None = None) -> WaterfallStep:
    return WaterfallStep(
        "pay",
        f"pay {', '.join(instruments)}",
        instruments=instruments,
        amount=None if amount is None else Fraction(amount),
        share=None if share is None else Fraction(share.removesuffix("%")) / 100,
    )


def reserve(amount: int, name: str = "liquidity") -> WaterfallStep:
    return WaterfallStep("reserve", f"reserve {name} up to USD {amount}", amount=Fraction(amount), reserve=name)


def reimbursement(*guarantees: str) -> WaterfallStep:
    return WaterfallStep("reimbursement", f"reimbursement of {', '.join(guarantees)}", guarantees=guarantees)


def rest(*payees: str, instruments: tuple[str, ...] = ()) -> WaterfallStep:
    return WaterfallStep("rest", "rest", payees=one(*(payees or ("city",))), instruments=instruments)


def told(result: CapitalResult) -> list[str]:
    """The flows, such as `2018-01-31 spv > goldman 1,000 principal senior`."""
    return [
        f"{flow.day} {flow.payer} > {flow.payee} {money_text(flow.amount, '', 2).strip()} {flow.what}"
        f" {flow.instrument or flow.source}"
        for flow in result.flows
    ]


def after_start(result: CapitalResult) -> list[str]:
    """The flows besides those of the first day of the term."""
    return [line for line in told(result) if not line.startswith(str(START))]


def position(result: CapitalResult, name: str = "senior") -> Position:
    return next(item for item in result.positions if item.instrument == name)


def dollars(minor: int) -> Fraction:
    return Fraction(minor, 100)
