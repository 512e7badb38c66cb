"""The parts of a statement while it is typed, and which of them the caret is in."""

from __future__ import annotations

import pytest

from sibdsl.ide.signature import Signature, signature_at
from tests.docs.markdown import DOCS
from tests.unit.ide.carets import caret

FRAME = (DOCS / "reference" / "frame.sib").read_text(encoding="utf-8")
PAYMENT = "payment p from city to provider {{\n  {}\n}}\n"
CARD = "payment p from city to provider {{\n  rate card {{\n    {}\n  }}\n}}\n"
COLUMNS = "payment p from city to provider {{\n  rate card {{\n    prices for cohort_1, cohort_2\n    {}\n  }}\n}}\n"
TABLE = "payment p from city to provider {{\n  pays by hours so far {{\n    {}\n  }}\n}}\n"
OUTCOME = "outcome x {{\n  {}\n}}\n"
POPULATION = "population x {{\n  {}\n}}\n"
SCENARIO = 'scenario "s" {{\n  {}\n}}\n'


def signature(around: str, text: str) -> Signature | None:
    return signature_at(*caret(f"{FRAME}\n{around.format(text)}"))


@pytest.mark.parametrize(
    ("around", "text", "active"),
    [
        (CARD, "housed ‸", "PRICE"),
        (CARD, "housed GBP 500 once‸", "PRICE"),
        (CARD, "housed GBP 500 once, ‸", "once, at most N times, after OUTCOME"),
        (CARD, "mentored GBP 25 per meeting at most ‸", "once, at most N times, after OUTCOME"),
        (COLUMNS, "housed ‸", "PRICE for cohort_1"),
        (COLUMNS, "housed GBP 500, ‸", ", PRICE for cohort_2"),
        (COLUMNS, "housed GBP 500, GBP 450 at ‸", "once, at most N times, after OUTCOME"),
        (TABLE, "at ‸", "RANGE"),
        (TABLE, "at least ‸", "RANGE"),
        (TABLE, "at least 10 hours ‸", "AMOUNT"),
        (TABLE, "from 10 hours to ‸", "RANGE"),
        (TABLE, "from 10 hours to below 20 hours ‸", "AMOUNT"),
        (TABLE, "otherwise ‸", "AMOUNT"),
        (PAYMENT, "due ‸", "due WHEN"),
        (PAYMENT, "due quarterly, payable within ‸", ", payable within COUNT days"),
        (PAYMENT, "shared by city 40%, ‸", "shared by PAYER SHARE%, …"),
        (PAYMENT, "paid first by fund up to ‸", "up to MONEY"),
        (PAYMENT, "cap GBP 5 on hours per ‸", "SCOPE"),
        (PAYMENT, "counts hours ‸", "counts NAME"),
        (SCENARIO, "given ‸", "given METRIC"),
        (SCENARIO, "given effect for ‸", "for COHORT"),
        (SCENARIO, "given hours on ‸", "on DATE"),
        (SCENARIO, "given reduction = ‸", "= VALUE"),
        (SCENARIO, "given claim of housed for ann on ‸", "on DATE"),
        (SCENARIO, "expect outcome_payment = ‸", "= MONEY"),
        (OUTCOME, "documents form, ‸", "documents DOCUMENT, …"),
        (OUTCOME, "documents 1 ‸", "documents COUNT"),
        (OUTCOME, "documents 1 of (form, ‸", "of (DOCUMENT, …)"),
        (POPULATION, "cohort ‸", "cohort NAME"),
        (POPULATION, "cohort first ‸", '"Title"'),
        (POPULATION, 'cohort first "First" ‸', "FIRST DAY"),
        (POPULATION, "cohort first 2027-04-01 to ‸", "to LAST DAY"),
        ("{}", "payment p from ‸", "from PAYER, …"),
    ],
)
def test_the_part_that_the_caret_is_in(around: str, text: str, active: str) -> None:
    found = signature(around, text)
    assert found is not None
    part = found.parts[found.active]
    assert found.label[part.start : part.end].strip() == active
    assert part.documentation


def test_a_price_is_shown_with_what_the_outcome_is() -> None:
    found = signature(CARD, "stayed ‸")
    assert found is not None and "Keeps the home for 6 months" in found.documentation


def test_a_row_is_shown_with_what_its_table_reads() -> None:
    found = signature(TABLE, "at least ‸")
    assert found is not None
    assert "`hours` (Hours of mentoring)" in found.documentation
    assert found.parts[0].documentation == "which values, in hours"


@pytest.mark.parametrize(
    ("shares", "left"),
    [
        ("city 40%, ‸", "60% left"),
        ("city 40%, fund 60% ‸", "100% is shared"),
        ("city 40%, fund 61% ‸", "more than 100%"),
        ("‸", ""),
    ],
)
def test_shares_say_how_much_is_left(shares: str, left: str) -> None:
    found = signature(PAYMENT, f"shared by {shares}")
    assert found is not None and found.documentation == left


def test_a_value_is_shown_with_its_unit_and_range() -> None:
    found = signature(SCENARIO, "given effect for cohort_1 = ‸")
    assert found is not None
    assert found.documentation == "`effect` (Effect on reoffending), in percent\n\nValues of `effect`: at most 100%."


@pytest.mark.parametrize("text", ["‸", "# due ‸", 'clause "‸"'])
def test_nothing_where_no_statement_is_typed(text: str) -> None:
    assert signature(PAYMENT, text) is None
