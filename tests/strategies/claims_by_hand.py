"""A small contract with a rate card, and people and claims written in a line each: for tests that a person can check.

The contract runs for two calendar years, 2018 and 2019. Its payment `outcomes` is determined on the last day of each
quarter, `bonus` on the last day of each year. Money is GBP; every claim of `move_in` asks for GBP 500.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from sibdsl.runtime.claims import Claim, ClaimLine, ClaimsEvidence, ClaimsSettled, Enrolment, Spell
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan, Length, Limit, OutcomePlan, Price, Sustained
from sibdsl.runtime.claims_settlement import settle_claims
from sibdsl.runtime.plan import Payer, PaymentPlan, Period, Plan, Timing, Unit

QUARTERS = tuple(
    Period(date(year, month - 2, 1), date(year, month, last))
    for year in (2018, 2019)
    for month, last in ((3, 31), (6, 30), (9, 30), (12, 31))
)
YEARS = tuple(Period(date(year, 1, 1), date(year, 12, 31)) for year in (2018, 2019))
DAYS = Unit("number", "days")
HOURS = Unit("number", "hours")
PEOPLE = ("ann", "bob", "cat", "dan", "eve")


def payment(name: str = "outcomes", **changes: object) -> PaymentPlan:
    plan = PaymentPlan(
        name=name,
        title="",
        clause=None,
        payers=(Payer("council", Fraction(1)),),
        payee="provider",
        timing=Timing(periods=YEARS if name == "bonus" else QUARTERS),
        payable=None,
        reads=(),
    )
    return replace(plan, **changes)  # type: ignore[arg-type]


def contract(*payments: PaymentPlan, **changes: object) -> Plan:
    plan = Plan(
        contract="homes",
        title="Homes",
        currency="GBP",
        digits=2,
        rounding="half up",
        term=Period(date(2018, 1, 1), date(2019, 12, 31)),
        parties=(("council", "The Council"), ("provider", "The Provider")),
        cohorts=(),
        metrics=(),
        facts=(),
        payments=payments or (payment(), payment("bonus")),
        caps=(),
        counts=(),
        words=(),
    )
    return replace(plan, **changes)  # type: ignore[arg-type]


def outcome(name: str = "move_in", price: str | Fraction = "500", **changes: object) -> OutcomePlan:
    plan = OutcomePlan(
        name=name, title="", clause=None, payment="outcomes", prices=(Price(Fraction(price), f"GBP {price}"),)
    )
    return replace(plan, **changes)  # type: ignore[arg-type]


def limit(amount: str | None, *outcomes: str, measure: str = "money", **changes: object) -> Limit:
    plan = Limit(
        name=f"{measure}_{amount}_{'_'.join(outcomes)}_{len(str(changes))}",
        text=f"at most {amount}",
        clause=None,
        measure=measure,
        outcomes=outcomes or ("move_in",),
        per=(),
        amount=None if amount is None else Fraction(amount),
    )
    return replace(plan, **changes)  # type: ignore[arg-type]


def card(*outcomes: OutcomePlan, limits: tuple[Limit, ...] = (), **changes: object) -> ClaimsPlan:
    order = {"claims": 0, "quantity": 1, "money": 2}
    in_order = tuple(sorted(limits, key=lambda limit: order[limit.measure]))
    return ClaimsPlan(outcomes=outcomes or (outcome(),), limits=in_order, **changes)  # type: ignore[arg-type]


def day(text: str) -> date:
    return date.fromisoformat(text)


def months(count: int) -> Length:
    return Length(count, "months")


def days(count: int) -> Length:
    return Length(count, "days")


def home(count: int = 3, **changes: object) -> Sustained:
    plan = Sustained("housed", months(count), within=None, gap=0, restarts=True)
    return replace(plan, **changes)  # type: ignore[arg-type]


def claim(number: str, person: str, reached: str, outcome: str = "move_in", **changes: object) -> Claim:
    return replace(Claim(number, person, outcome, day(reached)), **changes)  # type: ignore[arg-type]


def spell(start: str, end: str | None, person: str = "ann", row: int = 0) -> Spell:
    return Spell(person, "housed", day(start), day(end) if end else None, row)


def evidence(*claims: Claim, enrolled: tuple[Enrolment, ...] = (), spells: tuple[Spell, ...] = ()) -> ClaimsEvidence:
    """Evidence with these claims, in rows 2 and on; all of PEOPLE joined on 2018-01-01 unless it says otherwise."""
    people = enrolled or tuple(Enrolment(person, date(2018, 1, 1)) for person in PEOPLE)
    return ClaimsEvidence(
        enrolments=tuple(replace(person, row=row) for row, person in enumerate(people, start=2)),
        spells=tuple(replace(item, row=row) for row, item in enumerate(spells, start=2)),
        claims=tuple(replace(item, row=row) for row, item in enumerate(claims, start=2)),
        read=len(claims),
    )


def settle(
    plan: ClaimsPlan,
    given: ClaimsEvidence,
    as_of: str | None = "2019-12-31",
    ledger: Ledger = NO_LEDGER,
    contract: Plan | None = None,
) -> tuple[dict[str, ClaimLine], ClaimsSettled]:
    """Settle, and give the lines by the number of the claim (the last of several rows)."""
    lines, settled = settle_claims(contract or CONTRACT, plan, given, day(as_of) if as_of else None, None, ledger)
    counted = settled.paid + settled.cut + settled.recovered
    counted += sum(settled.rejected.values()) + sum(settled.pending.values())
    assert counted == settled.read == given.read
    return {line.claim: line for line in lines}, settled


def told(line: ClaimLine) -> str:
    """Say in a few words what became of a claim: ``paid 500.00 on 2018-03-31``, ``rejected SIB855``."""
    if line.status in ("rejected", "pending"):
        return f"{line.status} {line.reason}"
    text = f"{line.status} {line.paid // 100}.{line.paid % 100:02} on {line.determination}"
    return text + (f" until {line.recovered_on}" if line.recovered_on else "")


CONTRACT = contract()
