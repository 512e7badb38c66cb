"""One mistake in a contract is one message: what was found, where, what was expected, and what to do next."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.bad_input.conftest import Sib
from tests.bad_input.deal import CONTRACT


class Mistake(NamedTuple):
    """What stands in the contract instead, the code, the place that is marked, and words of the message."""

    right: str
    wrong: str
    code: str
    marked: str
    words: tuple[str, ...]


FALL_TABLE = """\
    at least 20%  GBP 300,000
    at least 10%  GBP 150,000
    otherwise     nothing
"""

MISTAKES = {
    "an unknown keyword with a near miss": Mistake(
        "  verified by vera", "  verfied by vera", "SIB130", "verfied", ("`verfied`", "did you mean `verified`")
    ),
    "a declaration with a near miss": Mistake(
        'metric homes "', 'metrik homes "', "SIB130", "metrik", ("did you mean `metric`",)
    ),
    "a name with a near miss": Mistake(
        "per person for homes", "per person for hoems", "SIB201", "hoems", ("did you mean `homes`",)
    ),
    "mixed currencies": Mistake(
        "  pays 50% of saved",
        "  pays 50% of saved plus USD 5,000",
        "SIB302",
        "USD 5,000",
        ("USD", "GBP", "exchange rate"),
    ),
    "a cap in another currency": Mistake(
        "  cap GBP 90,000 in total", "  cap EUR 90,000 in total", "SIB302", "EUR 90,000", ("EUR", "GBP")
    ),
    "percent where percentage points are meant": Mistake(
        "at most 5 percentage points", "at most 5%", "SIB303", "5%", ("5 percentage points",)
    ),
    "percentage points where percent is meant": Mistake(
        "at least 10%", "at least 10 percentage points", "SIB304", "10 percentage points", ("10%",)
    ),
    "a number where percent is meant": Mistake("at least 10%", "at least 10", "SIB305", "10", ("10%",)),
    "29 February in a year without one": Mistake(
        "term 2027-04-01 to 2029-03-31", "term 2027-04-01 to 2029-02-29", "SIB501", "2029-02-29", ("2029", "2029-02-28")
    ),
    "a term from the year 1": Mistake(
        "term 2027-04-01 to", "term 0001-01-01 to", "SIB501", "0001-01-01", ("1900 to 2999",)
    ),
    "a time to pay in that leads out of the calendar": Mistake(
        "  due annually\n", "  due annually, payable within 5,000,000 weeks\n", "SIB208", "5,000,000", ("10,000 weeks",)
    ),
    "a schedule that leads out of the calendar": Mistake(
        "  due annually\n", "  due every 99,999 years\n", "SIB208", "years", ("1 to 200 years",)
    ),
    "a month that does not exist": Mistake(
        "due once on 2029-06-30\n  pays GBP", "due once on 2029-13-30\n  pays GBP", "SIB501", "2029-13-30", ("month",)
    ),
    "a date in another order": Mistake(
        "term 2027-04-01 to 2029-03-31", "term 13/04/2027 to 2029-03-31", "SIB109", "13/04/2027", ("2027-04-13",)
    ),
    "a table with a gap": Mistake(
        FALL_TABLE,
        "    above 20%           GBP 300,000\n    from 10% to below 20%  GBP 150,000\n    below 10%  nothing\n",
        "SIB402",
        "fall",
        ("exactly 20%", "write `at least 20%`"),
    ),
    "a table that overlaps": Mistake(
        FALL_TABLE,
        "    at least 20%        GBP 300,000\n    from 10% to 20%  GBP 150,000\n    below 10%  nothing\n",
        "SIB403",
        "from 10% to 20%",
        ("20%",),
    ),
    "rows in the wrong order": Mistake(
        FALL_TABLE,
        "    at least 10%  GBP 150,000\n    at least 20%  GBP 300,000\n    otherwise     nothing\n",
        "SIB405",
        "at least 20%",
        ("at least 10%", "highest"),
    ),
    "a row that is never reached": Mistake(
        "    at least 20%  GBP 300,000\n",
        "    at least 120%  GBP 300,000\n",
        "SIB404",
        "at least 120%",
        ("at most 100%",),
    ),
    "otherwise before other rows": Mistake(
        FALL_TABLE,
        "    otherwise     nothing\n    at least 10%  GBP 150,000\n",
        "SIB406",
        "otherwise",
        ("last",),
    ),
    "a division by a metric that can be zero": Mistake(
        "  pays 50% of saved",
        "  pays saved divided by (homes divided by 1 person)",
        "SIB309",
        "homes",
        ("zero", "range"),
    ),
    "a comma for the decimals": Mistake(
        "GBP 1,000 per person", "GBP 1000,50 per person", "SIB108", "1000,50", ("1,000.50",)
    ),
    "a price for nobody": Mistake(
        "GBP 1,000 per person for homes",
        "GBP 1,000 per 0 people for homes",
        "SIB208",
        "per 0 people",
        ("whole number",),
    ),
    "a price for one and a half": Mistake(
        "GBP 1,000 per person for", "GBP 1,000 per 1.5 people for", "SIB208", "per 1.5 people", ("per 100 people",)
    ),
    "a unit that counts by nothing": Mistake(
        "metric hours",
        'metric spare {\n  unit events per 0 people\n  verified by vera\n  not payable "no"\n}\n\nmetric hours',
        "SIB208",
        "per 0 people",
        ("whole number",),
    ),
    "a currency sign": Mistake("GBP 80,000", "£80,000", "SIB104", "£80,000", ("GBP 80,000",)),
    "typographic quotes": Mistake('"The city"', "“The city”", "SIB102", "“The city”", ('"',)),
    "a quote that is never closed": Mistake(
        '"The city" is', '"The city is', "SIB106", '"The city is', ("never closed",)
    ),
    "an unclosed bracket": Mistake("  pays 50% of saved", "  pays 50% of (saved", "SIB122", "(", ("bracket",)),
    "a stray brace": Mistake(
        "  cap GBP 90,000 in total\n}", "  cap GBP 90,000 in total\n}\n}", "SIB123", "}", ("`}`",)
    ),
    "a name declared twice": Mistake(
        "metric fall", 'party city "Another city" is trustee\n\nmetric fall', "SIB203", "city", ("declared twice",)
    ),
    "a payment that can be negative": Mistake(
        "  pays 50% of saved", "  pays 50% of saved minus GBP 500", "SIB601", "", ("not below nothing",)
    ),
    "a hidden character that turns the text around": Mistake(
        '"The city"', '"The \u202e city"', "SIB005", "", ("U+202E",)
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_one_mistake_one_message(sib: Sib, place: Path, mistake: Mistake) -> None:
    assert mistake.right in CONTRACT
    contract = CONTRACT.replace(mistake.right, mistake.wrong, 1)
    (place / "contract.sib").write_text(contract, encoding="utf-8")
    run = sib("check", "contract.sib", "--output-format", "concise")
    assert (run.status, run.is_orderly()) == (1, True), run.said
    errors = [line for line in run.out.splitlines() if " error: " in line]
    assert [line.split(" ")[1] for line in errors] == [mistake.code], run.out
    if mistake.marked:
        around = contract.index(mistake.wrong)
        at = contract.index(mistake.marked, around if mistake.marked in mistake.wrong else 0)
        line = contract[:at].count("\n") + 1
        marked = int(errors[0].split(":")[1])
        assert marked == line or mistake.marked in contract.splitlines()[marked - 1]
    full = sib("check", "contract.sib")
    assert full.status == 1
    for words in (*mistake.words, "= expected:", "= help:"):
        assert words in full.out, full.out
    assert "found 1 error" in full.out


def test_all_mistakes_are_found_in_one_run(sib: Sib, place: Path) -> None:
    contract = CONTRACT
    chosen = [
        MISTAKES[name]
        for name in (
            "percent where percentage points are meant", "a row that is never reached", "mixed currencies",
            "a currency sign", "29 February in a year without one",
        )
    ]  # fmt: skip
    for mistake in chosen:
        contract = contract.replace(mistake.right, mistake.wrong, 1)
    (place / "contract.sib").write_text(contract, encoding="utf-8")
    run = sib("check", "contract.sib", "--output-format", "concise")
    found = {line.split(" ")[1] for line in run.out.splitlines() if " error: " in line}
    assert found == {mistake.code for mistake in chosen}


def test_a_cohort_that_is_determined_beyond_the_calendar(sib: Sib, place: Path) -> None:
    cohort = "population people {\n  cohort one 2027-04-01 to 2027-06-30\n}\n"
    contract = CONTRACT.replace("  due annually\n", "  due for each cohort 99,999 years after it ends\n")
    (place / "contract.sib").write_text(contract + cohort, encoding="utf-8")
    run = sib("check", "contract.sib", "--output-format", "concise")
    assert (run.status, run.is_orderly()) == (1, True), run.said
    assert "SIB208 error: `99,999 years` is not a length of time that contracts count in" in run.out
