"""What is offered at a caret, in contracts that are being written."""

from __future__ import annotations

import pytest

from sibdsl.ide.completion import complete, documentation_of
from sibdsl.ide.completion_items import Item
from tests.docs.markdown import DOCS
from tests.unit.ide.carets import caret

FRAME = (DOCS / "reference" / "frame.sib").read_text(encoding="utf-8")
PAYMENT = "payment p from city to provider {{\n  {}\n}}\n"
CARD = "payment p from city to provider {{\n  due quarterly\n  rate card {{\n    {}\n  }}\n}}\n"
TABLE = "payment p from city to provider {{\n  pays by reduction {{\n    {}\n  }}\n}}\n"
METRIC = "metric m {{\n  {}\n}}\n"
SCENARIO = 'scenario "s" {{\n  {}\n}}\n'


def offered(text: str, around: str = "{}") -> list[Item]:
    return list(complete(*caret(f"{FRAME}\n{around.format(text)}")).items)


def labels(text: str, around: str = "{}") -> list[str]:
    return [item.label for item in offered(text, around)]


@pytest.mark.parametrize(
    ("around", "text", "first"),
    [
        ("{}", "payment p from ‸", ["city", "fund"]),
        ("{}", "payment p from city to ‸", ["manager", "provider", "backer"]),
        ("{}", "finance f is loan from ‸", ["backer", "investor"]),
        (METRIC, "verified by ‸", ["evaluator"]),
        (METRIC, "of ‸", ["participants", "young_parents"]),
        (METRIC, "better ‸", ["higher", "lower"]),
        (METRIC, "compared with matched ‸", ["comparison group", "historical cohort"]),
        (PAYMENT, "due ‸", ["once on 2031-03-31, payable within 30 days", "annually", "for each cohort", "once on"]),
        (PAYMENT, "due quarterly, ‸", ["payable"]),
        (PAYMENT, "due for each cohort ‸", ["12 months after it ends", "on its determination date"]),
        (PAYMENT, "cap ‸", ["GBP 1,000,000 in total"]),
        (PAYMENT, "pays GBP 20 per hour ‸", ["for", "minus", "plus"]),
        (PAYMENT, "counts hours up to 5 ‸", ["hours"]),
        (PAYMENT, "shared by ‸", ["city", "fund"]),
        ("{}", "rate ‸", ["card", 'card name "Title" { … }']),
        (PAYMENT, "indexed by ‸", ["price_index"]),
        (PAYMENT, "cap GBP 5 in ‸", ["total"]),
        (TABLE, "at ‸", ["least", "most"]),
        (TABLE, "‸", ["at least 10%  GBP 200,000", "otherwise  nothing"]),
        (CARD, "housed GBP 500 once, after ‸", ["mentored", "stayed", "studies", "works", "housed"]),
        (SCENARIO, "given hours on ‸", ["2028-03-31", "2029-03-31", "2030-03-31", "2031-03-31"]),
        (SCENARIO, "given reduction = ‸", ["10%"]),
        (SCENARIO, "expect ‸", ["outcome_payment"]),
        (SCENARIO, "given person ann enrolled on 2027-05-01 in ‸", ["cohort_1", "cohort_2", "young_parents"]),
    ],
)
def test_the_likeliest_comes_first(around: str, text: str, first: list[str]) -> None:
    assert labels(text, around)[: len(first)] == first


@pytest.mark.parametrize(
    ("around", "text", "kind"),
    [
        (PAYMENT, "provided ‸", "metric"),
        (PAYMENT, "counts ‸", "metric"),
        (CARD, "‸", "outcome"),
        (CARD, "prices for ‸", "cohort"),
        (CARD, "uplift 10% for ‸", "group"),
        ("{}", "cap c GBP 5 on ‸", "payment"),
        ("{}", "waterfall w of ‸", "party"),
        ("outcome o {{\n  records hours_a_week in hours\n  {}\n}}\n", "requires ‸", "record"),
        (SCENARIO, "given person ann enrolled on 2027-05-01\n  given claim of housed for ‸", "person"),
    ],
)
def test_names_are_those_of_the_wanted_kind(around: str, text: str, kind: str) -> None:
    named = {item.kind for item in offered(text, around)} - {"keyword", "statement", "value", "unit", "word"}
    assert kind in named
    assert not named & {"scenario", "contract"}
    allowed = {"metric": {"fact", "parameter", "payment", "threshold", "outcome", "category"}, "cohort": {"group"}}
    assert named <= {kind, *allowed.get(kind, set())}


def test_statements_that_are_missing_come_first_and_those_that_stand_there_not_again() -> None:
    found = offered("due once on 2031-01-01\n  ‸\n  minimum GBP 5", PAYMENT)
    assert [item.label for item in found[:2]] == ["pays by metric { … }", "pays GBP 1,000 per person for metric"]
    assert not [item for item in found if item.label.startswith(("due", "minimum"))]


def test_behind_the_first_words_the_rest_of_the_statement_is_offered() -> None:
    found = [item.label for item in offered("pays ‸", PAYMENT) if item.kind == "statement"]
    assert "by metric { … }" in found and "by metric, in brackets { … }" in found and "{ … }" in found


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        ("reduction", "is significant at", "is met"),
        ("outcome_payment", "has been paid", "so far"),
        ("hours", "so far", "over all cohorts"),
        ("effect", "over all cohorts", "so far"),
        ("proven", "is met", "has been paid"),
    ],
)
def test_what_can_be_said_of_a_name_depends_on_what_it_is(name: str, yes: str, no: str) -> None:
    around = "threshold proven met when reduction at least 5%\n" + PAYMENT
    found = labels(f"provided {name} ‸", around)
    assert yes in found and no not in found


def test_placeholders_are_names_of_the_contract() -> None:
    found = {item.label: item for item in offered("‸")}
    assert "from ${3:city} to ${4:provider}" in found["payment"].insert
    assert found["payment"].is_snippet
    assert "from city to provider" in found["payment"].plain


def test_a_scenario_gives_what_is_not_given_yet_with_its_cohort_and_day() -> None:
    found = {item.label: item for item in offered("given reduction = 10%\n  given ‸", SCENARIO)}
    assert found["effect"].insert == "effect for ${1:cohort_1} = ${2:10%}"
    assert found["hours"].insert == "hours on ${1:2028-03-31} = ${2:100 hours}"
    assert found["effect"].rank < found["reduction"].rank


def test_the_word_that_is_typed_is_replaced() -> None:
    at = caret(f"{FRAME}\n{PAYMENT.format('due quar‸terly')}")
    found = complete(*at)
    assert at.view.files[at.path].text[found.start : found.end] == "quarterly"


@pytest.mark.parametrize("text", ["# due ‸", 'clause "due ‸"', "due once on 2031-01‸-01", "cap GBP 5‸"])
def test_nothing_is_offered_inside_of_comments_texts_and_numbers(text: str) -> None:
    assert labels(text, PAYMENT) == []


@pytest.mark.parametrize(
    "broken", ["dew once on 2031-01-01", "due once on", "pays by {", "cap GBP 5 in totl", "shared by"]
)
def test_a_broken_statement_does_not_hide_what_may_follow(broken: str) -> None:
    assert any(label.startswith("provided") for label in labels(f"{broken}\n  ‸", PAYMENT)) or broken.endswith("{")


def test_a_broken_head_does_not_hide_what_its_block_may_have() -> None:
    assert any(label.startswith("due") for label in labels("payment p fro city to provider {\n  ‸\n}"))


def test_below_a_block_that_was_not_closed_a_declaration_begins() -> None:
    text = "payment p from city to provider {\n  due quarterly\n\nmetric m {\n  better ‸\n}"
    assert labels(text) == ["higher", "lower"]


def test_an_import_offers_the_contracts_beside_it() -> None:
    at = caret('import "examples/nyc_able/con‸"\n')
    found = complete(*at)
    assert "examples/nyc_able/contract.sib" in [item.label for item in found.items]
    assert at.view.files[at.path].text[found.start : found.end] == "examples/nyc_able/con"


def test_documentation_of_a_name_is_made_when_it_is_looked_at() -> None:
    at = caret(f"{FRAME}\n{PAYMENT.format('pays by ‸')}")
    reduction = next(item for item in complete(*at).items if item.label == "reduction" and item.kind == "metric")
    assert not reduction.documentation
    assert "Reduction in reoffending" in documentation_of(at.view, reduction)


def test_prose_around_a_contract_is_left_alone() -> None:
    text = "# A contract\n\nThe city ‸pays.\n\n```sib\nparty city is outcome_payer\n```\n"
    at = caret('import "x.sib.md"\n', {"x.sib.md": text})
    assert complete(at.view, "x.sib.md", at.offset).items == ()
