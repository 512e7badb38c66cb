"""A national rate card for measuring: the contract as text and as the plan of its claims.

In: how many claims its claims file will have, since the limits grow with it.
Out: a .sib text, and the same contract as ``Plan`` and ``ClaimsPlan``.
Relies on: the data classes of the runtime. Guarantees: one rule, as measured in other systems: a rate by cohort and
outcome, times a decimal quantity, rounded half up per claim; a cap on the number of claims of each outcome in the
order of days; a cap per person; a cap of the contract; twenty quarters.
"""

from datetime import date
from fractions import Fraction

from sibdsl.runtime.claims_plan import ClaimsPlan, CohortDates, Length, Limit, OutcomePlan, Price
from sibdsl.runtime.plan import Payer, PaymentPlan, Period, Plan, Range, Timing, Unit

FIRST_YEAR, LAST_YEAR = 2015, 2019
COHORTS = tuple(f"joined_{year}" for year in range(FIRST_YEAR, LAST_YEAR))
OUTCOMES = ("coaching", "training", "placement", "mentoring", "childcare", "counselling")
PENCE_PER_HOUR = {
    outcome: tuple(485 + 317 * row + 41 * column for column in range(len(COHORTS)))
    for row, outcome in enumerate(OUTCOMES)
}
PERSON_CAP = 5_000
SHARE_OF_CLAIMS = Fraction(16, 100)
POUNDS_PER_CLAIM = 500

_HEAD = """\
contract national_rate_card "National rate card, for measuring" {{
  currency GBP
  term     2015-01-01 to 2019-12-31
}}

party department "Department" is outcome_payer
party provider   "Provider"   is service_provider
party examiner   "Examiner"   is evaluator, independent

population participants "People in the programme" {{
{cohorts}}}
"""

_COHORT = """\
  cohort {name} "Joined in {year}" {year}-01-01 to {year}-12-31
"""

_OUTCOME = """
outcome {name} "Hours of {name}" {{
  quantity hours to 0.01
  range    at most 100 hours
  claimed  within 3 months
  verified by examiner
}}
"""

_PAYMENT = """
payment outcomes from department to provider {{
  due quarterly
  rate card per person {{
    prices for {cohorts}
{prices}
    category everything "Everything" of {outcomes}
  }}
  counts everything up to {claims:,} claims per outcome
  cap GBP {person:,} per person
  cap GBP {total:,} in total
}}
"""


def claims_limit(claims: int) -> int:
    """Give how many claims of each outcome are paid, of so many in all."""
    return int(claims * SHARE_OF_CLAIMS)


def money_limit(claims: int) -> int:
    """Give the cap of the contract in pounds, for so many claims."""
    return claims * POUNDS_PER_CLAIM


def contract_text(claims: int) -> str:
    """Write the contract as a .sib file, with limits for a file of so many claims."""
    cohorts = [
        _COHORT.format(name=name, year=year) for name, year in zip(COHORTS, range(FIRST_YEAR, LAST_YEAR), strict=True)
    ]
    prices = [
        f"    {outcome} " + ", ".join(f"GBP {rate // 100}.{rate % 100:02} per hour" for rate in PENCE_PER_HOUR[outcome])
        for outcome in OUTCOMES
    ]
    payment = _PAYMENT.format(
        cohorts=", ".join(COHORTS),
        prices="\n".join(prices),
        outcomes=", ".join(OUTCOMES),
        claims=claims_limit(claims),
        person=PERSON_CAP,
        total=money_limit(claims),
    )
    return _HEAD.format(cohorts="".join(cohorts)) + "".join(_OUTCOME.format(name=name) for name in OUTCOMES) + payment


def plans(claims: int) -> tuple[Plan, ClaimsPlan]:
    """Give the contract as its plan and the plan of its claims, with limits for a file of so many claims."""
    return _plan(), ClaimsPlan(
        outcomes=tuple(_outcome(name) for name in OUTCOMES),
        cohorts=tuple(
            CohortDates(name, f"Joined in {year}", Period(date(year, 1, 1), date(year, 12, 31)))
            for name, year in zip(COHORTS, range(FIRST_YEAR, LAST_YEAR), strict=True)
        ),
        limits=(
            _limit("everything_claims", "claims", ("outcome",), claims_limit(claims)),
            _limit("person_cap", "money", ("person",), PERSON_CAP),
            _limit("contract_cap", "money", (), money_limit(claims)),
        ),
    )


def _plan() -> Plan:
    quarters = tuple(
        Period(date(year, month, 1), date(year, month + 2, 30 if month in {4, 7} else 31))
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for month in (1, 4, 7, 10)
    )
    return Plan(
        contract="national_rate_card",
        title="National rate card, for measuring",
        currency="GBP",
        digits=2,
        rounding="half up",
        term=Period(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
        parties=(("department", "Department"), ("provider", "Provider"), ("examiner", "Examiner")),
        cohorts=tuple((name, name) for name in COHORTS),
        metrics=(),
        facts=(),
        payments=(
            PaymentPlan(
                name="outcomes",
                title="outcomes",
                clause=None,
                payers=(Payer("department", Fraction(1)),),
                payee="provider",
                timing=Timing(periods=quarters),
                payable=None,
                reads=(),
            ),
        ),
        caps=(),
        counts=(),
        words=(),
    )


def _outcome(name: str) -> OutcomePlan:
    prices = tuple(
        Price(Fraction(rate, 100), f"GBP {rate // 100}.{rate % 100:02} per hour", cohort)
        for cohort, rate in zip(COHORTS, PENCE_PER_HOUR[name], strict=True)
    )
    return OutcomePlan(
        name=name,
        title=f"Hours of {name}",
        clause=None,
        payment="outcomes",
        prices=prices,
        unit=Unit("number", "hours"),
        step=Fraction(1, 100),
        range=Range(high=Fraction(100)),
        claimed_within=Length(3, "months"),
        validated=True,
        verifiers=("examiner",),
    )


def _limit(name: str, measure: str, per: tuple[str, ...], amount: int) -> Limit:
    return Limit(name, name.replace("_", " "), None, measure, OUTCOMES, per, Fraction(amount))
