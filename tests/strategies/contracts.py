"""Small programs put together by hand, for tests that need one rule and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Calculation, Part, Program, Rule, Threshold
from sibdsl.runtime.evidence import Observation
from sibdsl.runtime.plan import (
    Cap,
    EarlyTermination,
    FactPlan,
    MetricPlan,
    Payable,
    Payer,
    PaymentPlan,
    Period,
    Plan,
    Range,
    Read,
    RowWords,
    RuleWords,
    Timing,
    Unit,
)

USD = Unit("money", "USD")
PERCENT = Unit("percent", "%", Fraction(1, 100))
POINTS = Unit("points", "percentage points", Fraction(1, 100))
HOURS = Unit("number", "hours")
ANY = Range()
ON_ONE_DAY = Timing(day=date(2016, 9, 30))
YEARS = [Period(date(year, 1, 1), date(year, 12, 31)) for year in (2013, 2014, 2015)]


def metric(
    name: str,
    unit: Unit = HOURS,
    *,
    title: str = "",
    step: Fraction | None = None,
    rounding: str | None = None,
    range: Range = ANY,
    periods: Sequence[Period] | None = None,
    cohorts: Sequence[str] | None = None,
    verifiers: Sequence[str] = (),
) -> MetricPlan:
    return MetricPlan(
        name,
        title,
        unit,
        step,
        rounding,
        range,
        None if periods is None else tuple(periods),
        None if cohorts is None else tuple(cohorts),
        tuple(verifiers),
    )


def payment(
    name: str = "success",
    *,
    title: str = "",
    payers: Sequence[Payer] = (Payer("city", Fraction(1)),),
    timing: Timing = ON_ONE_DAY,
    payable: Payable | None = None,
    reads: Sequence[Read] = (),
    payer_caps: Sequence[str] = (),
    suspended: Sequence[Period] = (),
    continues: bool = False,
) -> PaymentPlan:
    return PaymentPlan(
        name,
        title,
        None,
        tuple(payers),
        "provider",
        timing,
        payable,
        tuple(reads),
        tuple(payer_caps),
        tuple(suspended),
        continues,
    )


def plan(**changes: object) -> Plan:
    values: dict[str, object] = {
        "contract": "pilot",
        "title": "Pilot",
        "currency": "USD",
        "digits": 2,
        "rounding": "half up",
        "term": Period(date(2012, 9, 1), date(2016, 8, 31)),
        "parties": (("city", "The City"), ("state", "The State"), ("provider", "The Provider"), ("vera", "Vera")),
        "cohorts": (),
        "metrics": (),
        "facts": (),
        "payments": (),
        "caps": (),
        "counts": (),
        "words": (),
    }
    return Plan(**{**values, **changes})  # type: ignore[arg-type]


def total_cap(name: str, limit: int, *payments: str, **changes: object) -> Cap:
    values: dict[str, object] = {
        "name": name,
        "text": f"USD {limit:,} in total",
        "clause": None,
        "limit": Fraction(limit),
        "scope": "total",
        "payments": payments or ("success",),
    }
    return Cap(**{**values, **changes})  # type: ignore[arg-type]


def rule(payment_name: str, *parts: ir.Expression, gates: Sequence[object] = (), then: Sequence[object] = ()) -> Rule:
    return Rule(
        payment_name,
        tuple(gates),  # type: ignore[arg-type]
        tuple(Part(f"{payment_name}_{index}", value) for index, value in enumerate(parts, 1)),
        tuple(then),  # type: ignore[arg-type]
    )


def program(
    plan: Plan,
    *rules: Rule,
    calculations: Sequence[Calculation] = (),
    thresholds: Sequence[Threshold] = (),
) -> Program:
    return Program(plan, tuple(calculations), tuple(thresholds), rules)


def number(value: int | str) -> ir.Number:
    return ir.Number(Fraction(value))


def steps(name: str, subject: ir.Expression, rows: Sequence[tuple[str | None, int | ir.Expression]]) -> ir.Steps:
    """A table of lower edges in ascending order (None: no edge); its words stand in the other order."""
    edges = [None if low is None else Fraction(low) for low, _ in rows]
    highs = [*edges[1:], None]
    return ir.Steps(
        name,
        subject,
        tuple(
            ir.StepRow(low, True, high, False, number(value) if isinstance(value, int) else value)
            for low, high, (_, value) in zip(edges, highs, rows, strict=True)
        ),
        tuple(range(len(rows) - 1, -1, -1)),
    )


def percent_rows(*rows: tuple[str, int]) -> tuple[RowWords, ...]:
    """Rows in written order, the highest first, such as ("0.2", 11712000); "" is `otherwise`."""
    words: list[RowWords] = []
    high: Fraction | None = None
    for low, amount in rows:
        edge = Fraction(low) if low else None
        text = f"at least {edge * 100}%" if edge is not None else "otherwise"
        words.append(RowWords(text, f"USD {amount:,}" if amount else "nothing", Range(edge, True, high, False)))
        high = edge
    return tuple(words)


def words(name: str, kind: str, text: str = "", result: Unit = USD, **changes: object) -> RuleWords:
    values: dict[str, object] = {"name": name, "kind": kind, "text": text, "clause": None, "result": result}
    return RuleWords(**{**values, **changes})  # type: ignore[arg-type]


def able(table: Sequence[tuple[str, int]] = (("0.2", 11_712_000), ("0.13", 10_368_000), ("0.1", 9_600_000))) -> Program:
    """The payment of the ABLE project, with some of its rows."""
    reduction = metric(
        "reduction",
        PERCENT,
        title="Reduction in recidivism bed-days",
        step=Fraction(1, 1000),
        range=Range(high=Fraction(1)),
        verifiers=("vera",),
    )
    table_words = words(
        "success_1",
        "steps",
        "by reduction",
        subject="reduction",
        unit=PERCENT,
        better="higher",
        rows=percent_rows(*table, ("", 0)),
    )
    able_plan = plan(
        contract="nyc_able",
        title="ABLE Project for Incarcerated Youth",
        metrics=(reduction,),
        payments=(
            payment(
                title="Success payment",
                payable=Payable(30, "days", False, False),
                reads=(Read("metric", "reduction"),),
            ),
        ),
        words=(table_words,),
    )
    rows = [(None, 0), *((low, amount) for low, amount in reversed(table))]
    return program(able_plan, rule("success", steps("success_1", ir.MetricValue("reduction"), rows)))


def observed(name: str, value: int | str, **changes: object) -> Observation:
    values: dict[str, object] = {"metric": name, "value": Fraction(value)}
    return Observation(**{**values, **changes})  # type: ignore[arg-type]


def reporting_plan() -> Plan:
    """A plan with every kind of evidence, for tests of reading; two of its payments read some of it."""
    cohorts = ("spring", "autumn")
    metrics = (
        metric(
            "reduction",
            PERCENT,
            title="Reduction in bed-days",
            step=Fraction(1, 1000),
            range=Range(high=Fraction(1)),
            verifiers=("vera",),
        ),
        metric(
            "hours", HOURS, range=Range(low=Fraction(0)), periods=YEARS, cohorts=cohorts, verifiers=("vera", "city")
        ),
        metric("savings", USD, step=Fraction(1, 100), rounding="half up"),
        metric("change", POINTS, range=Range(Fraction(-1), True, Fraction(1), True)),
        metric("change.sample", Unit("number", "participants"), step=Fraction(1), range=Range(low=Fraction(0))),
    )
    facts = (
        FactPlan(
            "index",
            "Price index",
            Unit("number", ""),
            Fraction(1, 10),
            None,
            tuple(date(year, 4, 1) for year in range(2013, 2019)),
        ),
        FactPlan("waiver", "", USD, None, None, None),
    )
    hourly = payment(
        "hourly",
        timing=Timing(periods=tuple(YEARS), cohorts=cohorts),
        payable=Payable(30, "days", False, True),
        reads=(Read("metric", "hours"), Read("fact", "index")),
    )
    success = payment(reads=tuple(Read("metric", name) for name in ("reduction", "savings", "change", "change.sample")))
    return plan(
        parties=(("city", "The City"), ("provider", "The Provider"), ("vera", "The Evaluator")),
        cohorts=(("spring", "Spring"), ("autumn", "Autumn")),
        metrics=metrics,
        facts=facts,
        payments=(success, hourly),
        words=(words("net_savings", "calculation", "savings minus waiver"),),
        termination=EarlyTermination(date(2015, 8, 31), date(2016, 8, 31)),
    )
