"""Outcomes and rate cards in a summary: every term that decides about a claim is a sentence or a row."""

from pathlib import Path

import pytest

import sibdsl

CONTRACT = Path(__file__).parents[2] / "cases" / "accept" / "everything_on_a_rate_card" / "contract.sib"
SCENARIO = """
scenario "two people" {
  given person ann enrolled on 2018-01-10 in round_2, young_parents
  given person bob enrolled on 2018-01-11
  given spell of accommodation for ann from 2018-02-01 to 2018-09-30
  given claim of full_time_13 for bob on 2018-06-30, recording weekly_hours = 26 hours, validated on 2018-07-03
  given claim of housing_day for ann of 28 days on 2018-03-01
  expect total = nothing
}
"""


def summary_of(text: str) -> str:
    (artifact,) = sibdsl.generate(sibdsl.compile(text), "summary")
    return artifact.text


@pytest.fixture(scope="module")
def summary() -> str:
    return summary_of(CONTRACT.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "words",
    [
        "- **Reached:** Within 18 months of enrolment",
        "- **Documents:** Self certification; at least one of tenancy agreement or landlord letter",
        "Accommodation for 6 months, within 8 months of its first day; days without it do not count, and after more "
        "than seven days of them in a row nothing more can be reached",
        "- **Required:** “Hours a week”: 25 hours or more; or “Hours worked”: more than 325 hours",
        "- **A claim states:** A quantity in days, whole numbers only (366 days or less)",
        "- **Claimed:** Within 3 months of the day on which it was reached",
        "Department, Fund and Council shall pay Provider what the claims on the rate card below come to.",
        "| “Days of stable housing” |  | GBP 15.12 per day |",
        "| “Part time 13” |  | GBP 1,200 (“Work” (agreed figure)) |",
        "| “Qualification” | People in “Young parents” and “Round 2”, reached from 1 January 2015 to 31 December "
        "2015 | GBP 900 |",
        "| “Qualification” | All others | nothing |",
        "“Retained” counts only for a person who reached “Enters accommodation” at least 13 weeks and at most 12 "
        "months before and “6 months in accommodation” before or on the same day.",
        "Of “Part time 13” and “Full-time work for 13 weeks” only the first that a person reaches is paid.",
        "For people in “Young parents” the price of “Enters accommodation” and “Qualification” rises by 10%, rounded "
        "to a multiple of GBP 1 (half up).",
        "What each claim asks for is rounded in the same way, before any limit applies.",
        "No more than 3 claims of “Wellbeing check” are paid for any one person.",
        "No more than 400 claims of “Enters accommodation” are paid over the whole contract.",
        "No more than 365 days of claims of “Days of stable housing” counts for any one person.",
        "Of all that claims come to over the whole contract, claims of “Wellbeing check” make up at most 25%.",
        "No more than GBP 2,000 is paid for claims of “Work” (category) for any one person.",
        "No more than GBP 100,000 is paid for claims for people in “Round 1” over the whole contract.",
        "A claim that would go beyond this limit is not paid at all, nor is any later one in the determination.",
        "are paid 40% by Fund and 60% by Council.",
        "All other claims are paid 100% by Department.",
        "“All”, after the limits of each payment: No more than GBP 1,700,000 is paid for claims under “Outcomes”",
    ],
)
def test_what_decides_about_a_claim_is_said(summary: str, words: str) -> None:
    assert words in summary


def test_limits_stand_in_the_order_in_which_they_apply(summary: str) -> None:
    said = ("paid once for each person", "3 claims of", "400 claims of", "365 days", "at most 25%", "GBP 2,000 is paid")
    places = [summary.index(words) for words in said]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("share of wellbeing_check at most 25% per cohort", "Of all that claims of any one cohort come to"),
        ("share of wellbeing_check at most 25% per contract year", "Of all that claims come to in any one contract"),
        (
            "share of wellbeing_check at most 25% of move_in, wellbeing_check per person",
            "Of all that claims of “Enters accommodation” and “Wellbeing check” come to for any one person",
        ),
    ],
)
def test_a_share_says_of_what_it_is(share: str, said: str) -> None:
    text = CONTRACT.read_text(encoding="utf-8").replace("share of wellbeing_check at most 25%", share)
    assert said in summary_of(text)


def test_columns_stand_side_by_side() -> None:
    text = CONTRACT.read_text(encoding="utf-8")
    card = text[text.index("  rate card per person {") : text.index("  counts move_in")]
    columns = "  rate card {\n    prices for round_1, round_2\n    move_in GBP 500, nothing once\n  }\n"
    text = text.replace(card, columns)
    for line in ("counts housing_day", "cap GBP 2,000 on employment", "shared by fund", "shared by department"):
        text = "\n".join(other for other in text.split("\n") if not other.strip().startswith(line))
    text = text.replace("from department, fund, council", "from department")
    assert "| Outcome | “Round 1” | “Round 2” |" in summary_of(text)
    assert "| “Enters accommodation” | GBP 500 | nothing |" in summary_of(text)


def test_people_of_examples_are_numbered() -> None:
    summary = summary_of(CONTRACT.read_text(encoding="utf-8") + SCENARIO)
    assert "Person 1 is enrolled on 10 January 2018, in “Round 2” and “Young parents”" in summary
    assert "Person 1 has accommodation from 1 February 2018 to 30 September 2018" in summary
    assert (
        "“Full-time work for 13 weeks” is claimed for person 2 (“Hours a week”: 26 hours, reached on 30 June 2018, "
        "validated on 3 July 2018)"
    ) in summary
    assert "“Days of stable housing” is claimed for person 1 (28 days, reached on 1 March 2018)" in summary
    assert "Nothing is paid in any other determination." in summary
    assert "| “Outcomes” | 31 March 2018 | Department | Provider | GBP 423.36 | 30 April 2018 |" in summary
    assert " ann" not in summary
    assert " bob" not in summary
