"""Finance, waterfalls and stakes in the summary of a contract."""

from functools import cache
from pathlib import Path

import pytest

import sibdsl

CONTRACT = Path(__file__).parents[2] / "cases" / "accept" / "everything_of_capital" / "contract.sib"
ABLE = Path(__file__).parents[3] / "examples" / "nyc_able" / "contract.sib"


@cache
def summary(contract: Path) -> str:
    (artifact,) = sibdsl.generate(sibdsl.compile(contract), "summary")
    assert isinstance(artifact.text, str)
    return artifact.text


SAID = [
    "| “Senior loan” | Loan, senior | Bank and Family | Vehicle | GBP 9,000,000 |",
    "| “Upkeep” | Standing charge | Vehicle | Manager | GBP 1,000 a quarter |",
    "- **Shares:** Bank (80%) and Family (20%)",
    "- **Drawn:** GBP 3,000,000 on 1 February 2014; GBP 6,000,000 on 1 February 2015.",
    "- **Interest:** 5% a year, compounded annually, counting days of a year of 365, the days of payments counted too.",
    "- **Return:** At most 13% a year on what is outstanding.",
    "- **Return:** At most 12.5% of what is drawn.",
    "- **May stop:** After 31 December 2016.",
    "- **Clause:** Facility agreement, 2",
    "- **Interest:** “Rate of interest” of each period, simple, the same for every period of the same length.",
    "- **For:** “Reduction of nights in prison”",
    "- **Protected:** At least 75% if it ends on 31 January 2018; at least 50% if it ends on or after 31 January 2019.",
    "- **Repaid:** GBP 50,000 on 31 January 2018; what is left on 30 June 2021.",
    "- **Comes back by:** “Bonus”",
    "- **Return lessened by:** “Share of the risk”",
    "- **Paid:** GBP 10,000 on 1 March 2014.",
    "- **Covers:** 90% of the principal of “Senior loan” that is lost, up to the amount.",
    "- **Covers:** All of the principal of “Guarantee of the senior loan” that is lost, up to the amount.",
    "- **Available:** GBP 6,000,000 from 1 February 2014; GBP 7,000,000 from 1 January 2017.",
    "- **Drawn again:** What was reimbursed can be drawn again.",
    "Vehicle passes on what it receives of “Success payments” and “Jobs”, on 31 January 2015,",
    "1. A fee of GBP 50,000 to Manager, for each contract year.",
    "2. The interest that is owed on “Senior loan” and “Junior loan”, in proportion to what each is owed.",
    "4. What was drawn on “Guarantee of the senior loan” and has not been reimbursed.",
    "5. Into the reserve liquidity, until it holds GBP 100,000.",
    "7. A success fee of 20% of what is left to Charity, at most GBP 500,000 in total.",
    "8. “Senior loan” until it has received 112.5% of what was drawn.",
    "9. “Junior loan”, as return, as far as its terms allow.",
    "10. All that is left, to Council (60%) and Charity (40%).",
]


@pytest.mark.parametrize("words", SAID)
def test_capital_is_told_in_words(words: str) -> None:
    assert words in summary(CONTRACT)


def test_a_contract_without_finance_has_no_sections_on_it() -> None:
    text = summary(CONTRACT.parents[1] / "everything_on_a_rate_card" / "contract.sib")
    assert "Capital structure" not in text
    assert "What is at stake" not in text


def test_stakes_are_told_level_by_level() -> None:
    text = summary(ABLE)
    stopped = (
        "| The contract ends early on 31 August 2015 | Nothing | USD 7,200,000 | −USD 1,200,000 | −USD 6,000,000 |"
    )
    assert stopped in text
    assert "Loan for the programme breaks even at 8.5% (“Reduction in recidivism bed-days”)." in text
