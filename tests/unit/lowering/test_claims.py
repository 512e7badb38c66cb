"""What a contract with a rate card lowers to: one plan of claims, and a rule that names the card."""

from fractions import Fraction
from pathlib import Path

import pytest

import sibdsl
from sibdsl.ir.expressions import CardAmount
from sibdsl.ir.program import Part, Program
from sibdsl.runtime.claims_plan import After, ClaimsPlan, Documents, Length, Price, Requirement, Sustained
from sibdsl.runtime.plan import Range, Read

CONTRACT = Path(__file__).parents[2] / "cases" / "accept" / "everything_on_a_rate_card" / "contract.sib"


@pytest.fixture(scope="module")
def program() -> Program:
    return sibdsl.compile(CONTRACT).program


@pytest.fixture(scope="module")
def claims(program: Program) -> ClaimsPlan:
    assert program.claims is not None
    return program.claims


def test_the_rule_of_the_payment_is_its_card(program: Program) -> None:
    rule = program.rules[0]
    assert (rule.gates, rule.adjustments) == ((), ())
    assert rule.parts == (Part("outcomes", CardAmount("outcomes")),)
    assert program.plan.payments[0].reads == (Read("claims", "outcomes"),)
    assert (program.plan.caps, program.plan.counts) == ((), ())


def test_payers_depend_on_the_claim_and_the_rest_comes_last(program: Program) -> None:
    payment = program.plan.payments[0]
    assert [payer.share for payer in payment.payers] == [0, 0, 0]
    some, rest = payment.card_shares
    assert some.outcomes == ("move_in", "part_time_13", "full_time_13")
    assert [(payer.party, payer.share) for payer in some.payers] == [
        ("fund", Fraction(2, 5)),
        ("council", Fraction(3, 5)),
    ]
    assert (len(rest.outcomes), rest.cohorts) == (8, ())


def test_what_a_claim_must_show(claims: ClaimsPlan) -> None:
    outcomes = {outcome.name: outcome for outcome in claims.outcomes}
    move_in = outcomes["move_in"]
    letters = ("tenancy_agreement", "landlord_letter")
    assert move_in.documents == (Documents(1, ("self_certification",)), Documents(1, letters))
    assert (move_in.claimed_within, move_in.reached_to) == (Length(3, "months"), Length(18, "months"))
    assert (move_in.validated, move_in.verifiers) == (True, ("cabinet_office",))
    assert outcomes["home_6_months"].sustained == Sustained(
        "accommodation", Length(6, "months"), Length(8, "months"), 7, restarts=False
    )
    assert outcomes["full_time_13"].requires == (
        (Requirement("weekly_hours", Range(Fraction(25), True, None, False)),),
        (Requirement("hours_worked", Range(Fraction(325), False, None, False)),),
    )
    assert outcomes["retained"].after == (
        After("move_in", Length(91, "days", "13 weeks"), Length(12, "months")),
        After("home_6_months", None, None),
    )
    day = outcomes["housing_day"]
    assert (day.step, day.range) == (1, Range(Fraction(0), False, Fraction(366), True))


def test_prices_in_written_order_with_the_value_of_an_agreed_figure(claims: ClaimsPlan) -> None:
    outcomes = {outcome.name: outcome for outcome in claims.outcomes}
    assert outcomes["housing_day"].prices == (Price(Fraction("15.12"), "GBP 15.12 per day"),)
    assert outcomes["part_time_13"].prices == (Price(Fraction(1200), "work_price (GBP 1,200)"),)
    assert [(price.amount, price.cohort, price.groups) for price in outcomes["qualification"].prices] == [
        (900, "round_2", ("young_parents",)),
        (700, "round_1", ()),
        (0, None, ()),
    ]


def test_limits_stand_in_the_order_in_which_they_apply(claims: ClaimsPlan) -> None:
    measures = [limit.measure for limit in claims.limits]
    assert measures == sorted(measures, key=["claims", "quantity", "money"].index)
    assert [limit.name for limit in claims.limits if limit.measure == "money"] == [
        "outcomes.share_1", "outcomes.cap_1", "outcomes.cap_2", "outcomes.cap_3", "outcomes.cap_4", "all_of_it",
    ]  # fmt: skip
    limits = {limit.name: limit for limit in claims.limits}
    assert limits["outcomes.cap_1"].outcomes == ("part_time_13", "full_time_13")
    assert limits["outcomes.cap_2"].cohort == "round_1"
    assert limits["outcomes.cap_3"].per == ("person", "contract year")
    assert limits["outcomes.cap_4"].whole
    assert (limits["outcomes.share_1"].share, limits["outcomes.share_1"].amount) == (Fraction(1, 4), None)
    assert limits["outcomes.move_in.claims"].text == "move_in once"


def test_people_of_another_population_are_not_in_the_plan() -> None:
    text = CONTRACT.read_text(encoding="utf-8") + (
        "population others {\n  cohort third 2012-01-01 to 2012-12-31\n}\n"
        "metric counted {\n  unit people to 1\n  of others\n  verified by cabinet_office\n  measured for each cohort\n"
        '  not payable "reported"\n}\n'
    )
    text = text.replace("{ claimed within", "{ of clients\n  claimed within")
    text = text.replace('accommodation" {\n  sustains', 'accommodation" {\n  of clients\n  sustains')
    text = text.replace('13 weeks" {\n', '13 weeks" {\n  of clients\n').replace(
        'housing" {\n', 'housing" {\n  of clients\n'
    )
    compilation = sibdsl.compile(text)
    assert compilation.ok, sibdsl.render(compilation.diagnostics)
    assert compilation.program.claims is not None
    assert [cohort.name for cohort in compilation.program.claims.cohorts] == ["round_1", "round_2"]
