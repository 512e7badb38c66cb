"""One contract with everything that a card can say, and evidence of many people: for engines that are slow to ask.

In: a seed. Out: plans and evidence. Relies on nothing but the seed.
Guarantees: every kind of limit is reached, claims are recovered, prerequisites fail, and prices round.
"""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from sibdsl.runtime.claims import Claim, ClaimsEvidence, Enrolment, RefusedRow, Spell
from sibdsl.runtime.claims_plan import (
    After,
    ClaimsPlan,
    CohortDates,
    Documents,
    Group,
    Length,
    Limit,
    OutcomePlan,
    Price,
    Recorded,
    Requirement,
    Sustained,
    Uplift,
)
from sibdsl.runtime.plan import Payer, PaymentPlan, Period, Plan, Range, Timing, Unit

COHORTS = (
    CohortDates("first", "First", Period(date(2018, 1, 1), date(2018, 6, 30))),
    CohortDates("second", "Second", Period(date(2018, 7, 1), date(2018, 12, 31))),
)
QUARTERS = tuple(
    Period(date(year, month - 2, 1), date(year, month, last))
    for year in (2018, 2019)
    for month, last in ((3, 31), (6, 30), (9, 30), (12, 31))
)
HOURS = Unit("number", "hours")
THIRD = Fraction(1, 3)


def rich_plans(*limits: str) -> tuple[Plan, ClaimsPlan]:
    """Give the contract, with the limits of these names, or all of them."""
    payment = PaymentPlan(
        "outcomes", "", None, (Payer("council", Fraction(1)),), "provider", Timing(periods=QUARTERS), None, ()
    )
    yearly = replace(payment, name="bonus", timing=Timing(periods=QUARTERS[3::4], cohorts=("first", "second")))
    plan = Plan(
        contract="homes",
        title="Homes",
        currency="GBP",
        digits=2,
        rounding="half even",
        term=Period(date(2018, 1, 1), date(2019, 12, 31)),
        parties=(("council", "The Council"), ("provider", "The Provider")),
        cohorts=tuple((cohort.name, cohort.title) for cohort in COHORTS),
        metrics=(),
        facts=(),
        payments=(payment, yearly),
        caps=(),
        counts=(),
        words=(),
        month_end="last day",
    )
    return plan, ClaimsPlan(
        outcomes=_outcomes(),
        cohorts=COHORTS,
        groups=(Group("young", "Young"), Group("parent", "Parents")),
        uplifts=(
            Uplift(THIRD, "young", ("home", "hours"), Fraction(1, 100), "half up", "a third more for the young"),
            Uplift(Fraction(1, 10), "parent", ("home",), None, "half up", "a tenth more for parents"),
        ),
        only_one_of=(("work", "college"),),
        limits=tuple(limit for limit in _limits() if not limits or limit.name in limits),
    )


def _outcomes() -> tuple[OutcomePlan, ...]:
    any_price = (Price(Fraction(500), "GBP 500"),)
    by_cohort = (
        Price(Fraction(71, 7), "71/7", "first", ("young", "parent")),
        Price(Fraction("15.12"), "15.12", None, (), date(2018, 6, 1), date(2018, 12, 31)),
        Price(Fraction(9), "9"),
    )
    weekly = Recorded("weekly", "", HOURS, None)
    sustained = Sustained("housed", Length(3, "months"), Length(6, "months"), 7, True)
    return (
        OutcomePlan("home", "", None, "outcomes", any_price, documents=(Documents(1, ("lease", "letter")),)),
        OutcomePlan(
            "hours", "", None, "outcomes", by_cohort, HOURS, Fraction(1, 4), Range(high=Fraction(40)), validated=True
        ),
        OutcomePlan("kept", "", None, "outcomes", any_price, sustained=sustained, claimed_within=Length(3, "months")),
        OutcomePlan(
            "work",
            "",
            None,
            "bonus",
            any_price,
            recorded=(weekly,),
            requires=((Requirement("weekly", Range(Fraction(16))),),),
            after=(After("home", Length(14, "days"), Length(12, "months")),),
        ),
        OutcomePlan("college", "", None, "outcomes", any_price, reached_to=Length(12, "months")),
    )


def _limits() -> tuple[Limit, ...]:
    every = ("home", "hours", "kept", "work", "college")
    return (
        Limit("once", "once", None, "claims", ("home",), ("person", "outcome"), Fraction(1)),
        Limit("many", "at most 12", None, "claims", ("home", "kept"), (), Fraction(12)),
        Limit("tenancy", "at most 60 hours", None, "quantity", ("hours",), ("person", "contract year"), Fraction(60)),
        Limit("all_hours", "at most 900 hours", None, "quantity", ("hours",), (), Fraction(900)),
        Limit("each", "GBP 420", None, "money", every, ("claim",), Fraction(420)),
        Limit("person", "GBP 1,500", None, "money", every, ("person",), Fraction(1500), cohort="first"),
        Limit("share", "a quarter", None, "money", ("hours",), (), None, share=Fraction(1, 4), base=every),
        Limit("year", "GBP 9,000", None, "money", every, ("financial year",), Fraction("9000.005")),
        Limit("total", "GBP 16,000", None, "money", every, (), Fraction(16000)),
    )


def rich_evidence(seed: int, people: int = 40, claims: int = 260, recovered: float = 0.04) -> ClaimsEvidence:
    """Draw evidence of many people, with a share of claims that are rejected sooner or later."""
    random = Random(seed)
    first = date(2018, 1, 1)
    enrolments = [
        Enrolment(
            f"p{number}",
            first + timedelta(days=random.randrange(360)),
            None,
            frozenset(name for name in ("young", "parent") if random.random() < 0.4),
            number + 2,
        )
        for number in range(people)
    ]
    spells = []
    for number in range(people * 2):
        start = first + timedelta(days=random.randrange(400))
        end = None if random.random() < 0.2 else start + timedelta(days=random.randrange(5, 200))
        spells.append(Spell(f"p{random.randrange(people)}", "housed", start, end, number + 2))
    rows = [_claim(random, number, people, recovered) for number in range(claims)]
    rows += [replace(random.choice(rows), row=claims + 2 + number) for number in range(5)]
    refused = (RefusedRow("claims", 0, "SIB940", "reached_on", "none", {}),)
    return ClaimsEvidence(tuple(enrolments), tuple(spells), tuple(rows), refused, len(rows) + 1)


def _claim(random: Random, number: int, people: int, rejected: float) -> Claim:
    outcome = random.choice(["home", "home", "hours", "hours", "hours", "kept", "work", "college", "nothing"])
    reached = date(2018, 2, 1) + timedelta(days=random.randrange(600))
    submitted = reached + timedelta(days=random.randrange(100))
    validated = None if random.random() < 0.1 else submitted + timedelta(days=random.randrange(30))
    latest = validated or submitted
    quantity = Fraction(random.randrange(1, 170), 4) if outcome == "hours" else None
    return Claim(
        claim=random.choice(["a", "B", "c-"]) + str(number),
        person=f"p{random.randrange(people + 1)}",
        outcome=outcome,
        reached_on=reached,
        submitted_on=submitted,
        validated_on=validated,
        rejected_on=latest + timedelta(days=random.randrange(200)) if random.random() < rejected else None,
        quantity=quantity,
        recorded={"weekly": Fraction(random.choice([12, 16, 30]))} if outcome == "work" else {},
        documents=frozenset(random.choice([("lease",), ("letter",), ("lease", "letter"), ()]))
        if outcome == "home"
        else frozenset(),
        row=number + 2,
    )
