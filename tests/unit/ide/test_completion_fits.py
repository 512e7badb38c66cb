"""What is offered fits the contract that is being written: its currency, its days, its people, its units."""

from __future__ import annotations

import pytest

from sibdsl.ide.completion import complete
from sibdsl.ide.completion_items import Item
from tests.unit.ide.carets import caret

LOAN = """\
contract second_chance "Second Chance" {
  currency USD
  term 2027-09-01 to 2029-08-31
}
party state "State" is outcome_payer
party vehicle "Second Chance LLC" is special_purpose_vehicle
party assessor "University" is evaluator, independent
metric jobs "Quarters in work" {
  unit quarters to 1
  measured annually
  verified by assessor
}
metric bed_days "Fall in bed-days" {
  unit percent to 0.1%
  verified by assessor
}
"""
CARERS = """\
contract carers "Carers" {
  currency GBP
  term 2027-09-01 to 2030-08-31
}
party council "Council" is outcome_payer
party trust "Trust" is service_provider
outcome plan "A plan" { claimed within 3 months }
payment outcomes from council to trust {
  due quarterly
  rate card { plan GBP 350 once }
  cap GBP 10,000 in total
}
"""
PAYMENT = "payment p from state to vehicle {\n  "
CARD = "payment p from council to trust {\n  due quarterly\n  rate card per person {\n    "
SCENARIO = 'scenario "s" {\n  given person bob enrolled on 2027-09-10\n  '


def offered(contract: str, text: str) -> dict[str, Item]:
    return {item.label: item for item in complete(*caret(f"{contract}{text}‸")).items}


def labels(contract: str, text: str) -> list[str]:
    return list(offered(contract, text))


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("payment", 'payment name "Title" from state to vehicle {\n  due once on 2029-08-31, payable within 30 days\n'),
        ("waterfall", 'waterfall name "Title" of vehicle {'),
        ("scenario", 'scenario "what happens" {\n  given jobs on 2028-08-31 = 100 quarters\n'),
        ("threshold", 'threshold name "Title" met when jobs at least 100 quarters'),
    ],
)
def test_a_declaration_is_written_for_the_contract_it_is_put_in(form: str, written: str) -> None:
    assert offered(LOAN, "")[form].plain.startswith(written)


def test_labels_are_in_the_currency_and_in_the_term_of_the_contract() -> None:
    found = labels(LOAN, PAYMENT)
    assert "cap USD 1,000,000 in total" in found
    assert "due once on 2029-08-31, payable within 30 days" in found
    assert "suspended from 2028-09-01 to 2029-08-31" in found
    assert not [label for label in found if "GBP" in label]


def test_rows_of_a_table_are_in_what_it_reads() -> None:
    found = offered(LOAN, f"{PAYMENT}pays by jobs {{\n    ")
    assert found["at least 100 quarters  USD 200,000"].plain == "at least 100 quarters  USD 200,000"


@pytest.mark.parametrize(
    ("text", "first", "never"),
    [
        ("pays by bed_days {\n    at least ", "…%", "USD …"),
        ("pays by jobs {\n    at least ", "100 quarters", "…%"),
        ("provided jobs so far at least ", "100 quarters", "USD …"),
        ("pays by bed_days {\n    at least 50% ", "USD …", "at least"),
        ("pays by bed_days {\n    otherwise ", "nothing", "otherwise"),
        ("cap USD ", "100,000", "in total"),
    ],
)
def test_the_amount_that_is_missing_comes_first_in_its_unit(text: str, first: str, never: str) -> None:
    found = labels(LOAN, f"{PAYMENT}{text}")
    assert found[0] == first and never not in found


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("payment p from council to trust {\n  due quarterly\n  ", "rate card per person { … }"),
        (f"{CARD}plan ", "GBP …"),
        (f"{CARD}plan GBP 300 at most 3 ", "times"),
        (f"{SCENARIO}given claim of plan for ", "bob"),
        (f"{SCENARIO}expect outcomes on 2027-11-30 ", "= GBP …"),
        (f"{SCENARIO}expect total ", "= GBP …"),
    ],
)
def test_a_contract_about_people_is_offered_what_it_needs(text: str, first: str) -> None:
    assert labels(CARERS, text)[0] == first


def test_a_worked_example_about_people_is_complete() -> None:
    assert offered(CARERS, "")["scenario"].plain == (
        'scenario "what happens" {\n'
        "  given person ann enrolled on 2027-10-01\n"
        "  given claim of plan for ann on 2027-11-01\n"
        "  expect outcomes on 2027-11-30 = GBP 100,000\n"
        "}"
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("party charity is ", "service_provider"),
        ("party charity is evaluator, ", "independent"),
        ("finance f is ", "loan"),
        ("waterfall w of vehicle {\n  receives ", "p"),
        ("metric m {\n  unit percent ", "to"),
        (f"{PAYMENT}pays by bed_days {{\n    at least 5%  USD 5\n    otherwise  ", "nothing"),
    ],
)
def test_what_is_mostly_meant_comes_first(text: str, first: str) -> None:
    before = (
        "payment p from state to vehicle {\n  due once on 2029-08-31\n  pays USD 5\n}\n" if "receives" in text else ""
    )
    assert labels(LOAN, f"{before}{text}")[0] == first


OUTCOME = 'outcome x "X" {\n  '
POPULATION = 'population people "People" {\n  '
EARLIER = """\
outcome y "Y" {
  sustains employed for 3 months
}
scenario "t" {
  given person eve enrolled on 2027-09-10
}
"""


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        (f"{OUTCOME}sustains ", ["housing for 6 months"]),
        (f"{EARLIER}{OUTCOME}sustains ", ["employed", "housing for 6 months"]),
        (f"{EARLIER}{SCENARIO}given spell of ", ["employed"]),
        (f"{EARLIER}{SCENARIO}given person ", ["eve", "ann enrolled on 2027-10-01"]),
        (f"{POPULATION}group ", ['care_leavers "Care leavers"']),
        (f"{POPULATION}cohort ", ['cohort_1 "First cohort" 2027-09-01 to 2028-08-31 { determined on 2029-11-30 }']),
    ],
)
def test_where_a_name_is_made_up_the_ones_so_far_and_an_example_are_offered(text: str, offers: list[str]) -> None:
    assert labels(CARERS, text) == offers


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("payment p from council to trust {\n  rate card { plan GBP 300 once }\n  cap GBP 500 per ", "person"),
        (f"{CARD}cap GBP 500 per ", "person"),
        (f"{CARD}plan GBP 300 per ", "person"),
        ('outcome meeting "M" {\n  quantity visits\n}\n' + CARD + "meeting GBP 30 per ", "visit"),
    ],
)
def test_what_is_paid_in_a_rate_card_is_mostly_for_each_person(text: str, first: str) -> None:
    assert labels(CARERS, text)[0] == first


def test_the_first_party_pays() -> None:
    found = labels("contract c {\n  currency GBP\n  term 2027-01-01 to 2028-01-01\n}\n", "party council is ")
    assert found[0] == "outcome_payer"


def test_what_a_metric_needs_comes_last_in_a_contract_about_people() -> None:
    found = labels(CARERS, SCENARIO)
    assert found.index("given claim of outcome for ann on 2027-11-01") < found.index("given metric = 10%")


@pytest.mark.parametrize(
    ("text", "wanted"), [("given person ", ["ann enrolled on 2027-10-01"]), ("given claim ", ["of"])]
)
def test_a_person_is_not_taken_for_a_metric(text: str, wanted: list[str]) -> None:
    assert labels(CARERS, f"{SCENARIO}{text}") == wanted


def test_a_condition_begins_with_what_is_compared() -> None:
    found = offered(LOAN, f"{PAYMENT}provided ")
    assert found["jobs"].rank <= found["at least"].rank


@pytest.mark.parametrize("text", ["metric m {\n  unit USD ", "parameter p not published, unit USD "])
def test_behind_a_currency_that_is_a_unit_no_amount_is_missing(text: str) -> None:
    assert "per" in labels(LOAN, text)
