"""Mistakes in outcomes and rate cards: each is found once, and says what was found.

What one example of each code shows is in tests/cases/reject; these are its other forms.
"""

import pytest

import sibdsl

FRAME = """
contract homes "Homes" {
  currency GBP
  term 2027-01-01 to 2030-12-31
}
party city "City" is outcome_payer
party fund "Fund" is co_payer
party provider "Provider" is service_provider
party checker "Checker" is evaluator, independent
population people {
  cohort early 2027-01-01 to 2027-12-31
  cohort late 2028-01-01 to 2030-12-31
  group young
}
parameter agreed GBP 500
parameter hidden not published, unit GBP
fact index {
  unit number to 0.1
  published annually
}
outcome housed {
  claimed within 3 months
  verified by checker
}
outcome stayed {
  claimed within 3 months
  verified by checker
}
outcome works {
  claimed within 3 months
  verified by checker
}
outcome advice {
  quantity hours to 0.5
  claimed within 3 months
  verified by checker
}
"""
IGNORED = {"SIB210", "SIB632"}


def codes(card: str, beside: str = "cap GBP 900,000 in total", more: str = "", payers: str = "city") -> list[str]:
    """The codes that a contract with this card gives, without what is merely not used."""
    text = f"{FRAME}\n{more}\npayment outcomes from {payers} to provider {{\ndue quarterly\n"
    text += f"rate card {{\n{card}\n}}\n{beside}\n}}\n"
    return [found.code for found in sibdsl.compile(text, filename="homes.sib").diagnostics if found.code not in IGNORED]


GOOD = "housed GBP 500 once\nstayed GBP 900 once, after housed\nadvice GBP 20 per hour at most 10 hours"


def test_the_good_card_has_no_findings() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("card", "code"),
    [
        ("housed USD 500 once", "SIB302"),
        ("housed GBP 500 per hour once", "SIB634"),
        ("advice GBP 20 per day at most 10 hours", "SIB634"),
        ("advice USD 20 per hour at most 10 hours", "SIB302"),
        ("housed GBP 500 at most 10 hours", "SIB634"),
        ("advice GBP 20 per hour at most 10 days", "SIB301"),
        ("housed GBP 500, GBP 600 once", "SIB635"),
        ("prices for early, late\nhoused GBP 500 once", "SIB635"),
        ("prices for early, early\nhoused GBP 500, GBP 400 once", "SIB638"),
        ("prices for early, nobody\nhoused GBP 500, GBP 400 once", "SIB201"),
        ("housed once {\n for early from 2027-02-01 GBP 500\n for late GBP 400\n}", "SIB637"),
        ("housed once {\n for early to 2027-12-31 GBP 500\n for late GBP 400\n}", "SIB637"),
        ("housed once {\n for young GBP 500\n}", "SIB637"),
        ("housed once {\n to 2028-05-05 GBP 500\n from 2028-05-07 GBP 400\n}", "SIB637"),
        ("housed once {\n for early and late GBP 500\n otherwise nothing\n}", "SIB638"),
        ("housed once {\n to 2020-05-05 GBP 500\n otherwise nothing\n}", "SIB638"),
        ("housed once {\n to 2028-05-05 GBP 500\n to 2028-01-01 GBP 400\n otherwise nothing\n}", "SIB638"),
        ("housed once {\n for early GBP 5\n for late GBP 5\n for young GBP 400\n}", "SIB638"),
        ("housed once {\n from 2028-05-05 to 2028-01-01 GBP 500\n otherwise nothing\n}", "SIB502"),
        ("housed once {\n otherwise nothing\n otherwise GBP 5\n}", "SIB639"),
        ("housed hidden once", "SIB658"),
        ("housed index once", "SIB301"),
        ("housed GBP 500.555 once", "SIB317"),
        ("housed GBP 500 once, after housed", "SIB640"),
        ("housed GBP 5 once, after works\nworks GBP 5 once\nstayed GBP 5 once, after housed\nonly one of works, stayed",
         "SIB640"),
        ("housed GBP 500 once, after nothing_declared", "SIB201"),
        ("housed GBP 500 once\nstayed GBP 5 once, after housed and housed", "SIB659"),
        ("housed GBP 500 once\nstayed GBP 5 once, after housed, within 2 days of housed, within 3 days of housed",
         "SIB659"),
        ("housed GBP 5 once\nstayed GBP 5 once, after housed, at least 6 months after housed, within 9 weeks of housed",
         "SIB645"),
        ("housed GBP 500 at most 0 times", "SIB650"),
        ("housed GBP 500 once\nonly one of housed, works", "SIB648"),
        ("housed GBP 500 once\nonly one of housed, housed", "SIB213"),
        ("housed GBP 500 once\nuplift 10% for old on housed", "SIB201"),
        ("housed GBP 500 once\nuplift 10% for early on housed", "SIB202"),
        ("housed GBP 500 once\nuplift 10% for young, rounded to GBP 0", "SIB606"),
        ("housed GBP 500 once\nworks GBP 5 once\nshare of works at most 0%", "SIB647"),
        ("housed GBP 500 once\nworks GBP 5 once\nshare of works at most 100%", "SIB647"),
        ("housed GBP 500 once\nworks GBP 5 once\nshare of works at most 20% of housed", "SIB647"),
        ("housed GBP 500 once\ncategory early of housed", "SIB203"),
    ],
)  # fmt: skip
def test_a_mistake_on_a_card(card: str, code: str) -> None:
    found = codes(card)
    assert code in found
    assert len(set(found)) <= 2, found


@pytest.mark.parametrize(
    ("beside", "code"),
    [
        ("cap GBP 900 on works in total", "SIB648"),
        ("cap GBP 900 on nobody in total", "SIB201"),
        ("cap GBP 900 on city in total", "SIB202"),
        ("cap USD 900 per person", "SIB302"),
        ("cap GBP 0 per person", "SIB606"),
        ("cap GBP 9,000 on housed per claim", "SIB618"),
        ("cap GBP 1,601 per person", "SIB618"),
        ("cap GBP 9,000 per person per person", "SIB213"),
        ("cap GBP 9,000 in total whole payments only", "SIB209"),
        ("cap GBP 9,000 per person\ncap GBP 8,000 per person", "SIB617"),
        ("counts housed up to 1.5 claims in total", "SIB650"),
        ("counts housed up to 90 hours in total", "SIB634"),
        ("counts advice up to 0 hours in total", "SIB606"),
        ("pays GBP 500", "SIB653"),
        ("minimum GBP 500", "SIB653"),
        ("indexed by index from 2027-01-01", "SIB653"),
        ("rate card { works GBP 5 }".replace("{ ", "{\n").replace(" }", "\n}"), "SIB204"),
    ],
)
def test_a_mistake_beside_a_card(beside: str, code: str) -> None:
    found = codes(GOOD, f"cap GBP 900,000 in total\n{beside}" if "total" not in beside else beside)
    assert code in found
    assert len(set(found)) <= 2, found


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        ("of nobody", "SIB201"),
        ("range at most 20 hours", "SIB209"),
        ("quantity hours to 0", "SIB208"),
        ("sustains home for 2 weeks within 10 days", "SIB645"),
        ("sustains home for 2 weeks, gaps of at most 1 month", "SIB208"),
        ("sustains home for 2 fortnights", "SIB208"),
        ("reached from 13 months to 11 months after enrolment", "SIB645"),
        ("documents 0 of (form, letter)", "SIB646"),
        ("documents 1.5 of (form, letter)", "SIB646"),
        ("documents form, form", "SIB213"),
        ("records level in number\nrecords level in number", "SIB657"),
        ("records claim in number", "SIB657"),
        ("requires index at least 3", "SIB656"),
        ("records level in number\nrequires level at least 3 or index at least 3", "SIB656"),
        ("records level in number\nrequires level at least -1", "SIB401"),
        ("records level in number\nrequires level below 0", "SIB401"),
        ("records level in number\nrequires level at least 3\nrequires level below 3", "SIB656"),
        ("records level in number\nrequires at least 3 of (level above 1, level above 2)", "SIB401"),
        ("records share in percent\nrequires share at least 3", "SIB305"),
        ("claimed within 3 months\nclaimed within 4 months", "SIB204"),
        ("verified by nobody", "SIB201"),
    ],
)
def test_a_mistake_in_an_outcome(statements: str, code: str) -> None:
    per = " per hour" if "quantity" in statements else ""
    found = codes(f"mine GBP 5{per} once", more=f"outcome mine {{\n{statements}\n}}")
    assert code in found
    assert len(set(found) - {"SIB712", "SIB713"}) <= 1, found


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ("shared by city 50%, fund 40%", "SIB610"),
        ("shared by city 50%, fund 50% on housed\nshared by city 60%, fund 30%", "SIB610"),
        ("shared by city 100% on housed\nshared by fund 100% on housed for early\nshared by city 100%", "SIB651"),
        ("shared by city 100%\nshared by fund 100%", "SIB651"),
        ("shared by city 50%, fund 50% for early", "SIB652"),
        ("shared by city 50%, checker 50% on housed\nshared by fund 100%", "SIB612"),
        ("shared by city 100% on housed\nshared by city 100%", "SIB612"),
        ("shared by city 50%, fund 50% on nobody\nshared by city 100%", "SIB201"),
        ("", "SIB611"),
    ],
)
def test_a_mistake_in_who_pays_for_what(shares: str, code: str) -> None:
    assert code in codes(GOOD, f"cap GBP 900,000 in total\n{shares}", payers="city, fund")


def test_cohorts_may_have_different_payers() -> None:
    shares = "shared by city 100% for early\nshared by fund 100% for late"
    assert codes(GOOD, f"cap GBP 900,000 in total\n{shares}", payers="city, fund") == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("given person ann enrolled on 2027-02-01", "SIB662"),
        ("given person bob enrolled on 2026-02-01", "SIB662"),
        ("given person bob enrolled on 2027-02-30", "SIB501"),
        ("given person bob enrolled on 2027-02-01 in early, late", "SIB662"),
        ("given person bob enrolled on 2027-02-01 in people", "SIB202"),
        ("given spell of home for ann from 2027-02-01", "SIB663"),
        ("given claim of housed for bob on 2027-02-01", "SIB662"),
        ("given claim of works for ann of 3 hours on 2027-02-01", "SIB663"),
        ("given claim of advice for ann of 3 days on 2027-02-01", "SIB301"),
        ("given claim of advice for ann of 3.2 hours on 2027-02-01", "SIB804"),
        ("given claim of housed for ann on 2027-02-01, recording level = 3", "SIB663"),
        ("given claim of housed for ann on 2027-02-01, validated on 2027-02-01, validated on 2027-02-02", "SIB663"),
        ("given claim of nothing_declared for ann on 2027-02-01", "SIB201"),
    ],
)
def test_a_mistake_in_a_worked_example(line: str, code: str) -> None:
    scenario = f'scenario "one" {{\ngiven person ann enrolled on 2027-01-05\n{line}\nexpect total = nothing\n}}'
    assert codes(f"{GOOD}\nworks GBP 5 once", more=scenario) == [code]


@pytest.mark.parametrize(
    ("cap", "code"),
    [
        ("cap all_of_it GBP 900 on all payments per person", None),
        ("cap all_of_it GBP 900 on outcomes in total whole claims only", None),
        ("cap all_of_it GBP 900 on outcomes in total whole payments only", "SIB209"),
        ("cap all_of_it GBP 900 on outcomes, fee per person", "SIB654"),
        ("cap all_of_it GBP 900 on outcomes, fee in total whole claims only", "SIB654"),
        ("cap all_of_it GBP 900 on outcomes, fee in total", None),
        ("cap all_of_it GBP 900 on outcomes from city", None),
    ],
)
def test_caps_of_the_contract(cap: str, code: str | None) -> None:
    fee = "" if "all payments" in cap else "payment fee from city to provider {\ndue annually\npays GBP 5\n}\n"
    found = codes(GOOD.replace("GBP 900", "GBP 800"), more=f"{fee}{cap}")
    assert found == ([] if code is None else [code])
