"""What is said of the word under the pointer."""

from __future__ import annotations

from pathlib import Path

import pytest

from sibdsl.ide.hover import describe_name, hover_at
from sibdsl.ide.names import names_of
from sibdsl.semantics.scope import KINDS
from sibdsl.workspace.viewing import open_view
from tests.docs.markdown import DOCS
from tests.unit.ide.carets import FRAME, caret, frame_with, view_of

REFERENCE = (DOCS / "reference" / "frame.sib").read_text(encoding="utf-8")


def said(text: str) -> str:
    found = hover_at(*caret(text))
    return found.markdown if found is not None else ""


def test_a_payment_is_told_with_its_rule_and_its_most() -> None:
    assert said(frame_with("  expect success", "  expect succ‸ess")) == (
        "payment `success` — **Success payment**\n\n"
        "`city` (City) pays `provider` (Provider).\n\n"
        "Due once on 2022-12-31, payable within 30 days.\n\n"
        "Pays by `reduction`:\n\n"
        "| `reduction` | amount |\n| --- | --- |\n| at least 10% | GBP 5,000 |\n| otherwise | nothing |\n\n"
        "- `cap GBP 5,000 in total`\n\n"
        "Each determination: from GBP 0 to GBP 5,000.  \n"
        "**In total: at most GBP 5,000**."
    )


def test_a_metric_is_told_with_its_unit_its_verifier_and_what_it_decides() -> None:
    assert said(frame_with("pays by reduction", "pays by reduc‸tion")) == (
        "metric `reduction` — **Reduction**\n\n"
        "- unit percent to 0.1%\n"
        "- of `people_served` (People)\n"
        "- better higher\n"
        "- verified by `checker` (Checker)\n"
        "- evidence: Records\n\n"
        "Decides `success`."
    )


def test_there_is_no_upper_limit_where_none_is_known() -> None:
    text = REFERENCE + "\npayment p from city to provider {\n  due annually\n  pays GBP 20 per hour for hours\n}\n"
    assert "**No upper limit** is known" in describe_name(view_of(text), "p")


@pytest.mark.parametrize(
    ("limits", "most"),
    [
        ("", "at most GBP 40,000**, over 4 determinations"),
        ("  cap GBP 30,000 in total\n", "at most GBP 30,000**"),
        ("  cap GBP 8,000 per determination\n", "at most GBP 32,000**"),
        ("  cap GBP 25,000 from city\n", "at most GBP 25,000**"),
        (
            "}\ncap c GBP 12,000 on all payments in total {\n",
            "at most GBP 12,000**, together with others under cap `c`",
        ),
        ("}\ncap c GBP 12,000 on all payments per contract year {\n", "at most GBP 40,000**"),
    ],
)
def test_the_most_in_total_takes_the_tightest_limit(limits: str, most: str) -> None:
    text = f"{REFERENCE}\npayment p from city to provider {{\n  due annually\n  pays GBP 10,000\n{limits}}}\n"
    assert most in describe_name(view_of(text), "p")


def test_an_outcome_is_told_with_what_it_needs_and_its_prices() -> None:
    text = f"{REFERENCE}\npayment p from city to provider {{\n  due annually\n  rate card {{\n" + (
        "    prices for cohort_1, cohort_2\n    housed GBP 500, GBP 450 once\n  }\n  cap GBP 9,000 in total\n}\n"
    )
    assert "payment `p`: GBP 500 for `cohort_1`, GBP 450 for `cohort_2`, once" in describe_name(view_of(text), "housed")
    assert "`claimed within 3 months`" in describe_name(view_of(text), "housed")
    assert "| `housed` | GBP 500 for `cohort_1`" in describe_name(view_of(text), "p")


def test_shares_that_switch_are_told_in_their_order() -> None:
    text = f"{REFERENCE}\npayment p from city to provider {{\n  due annually\n  pays share of savings {{\n" + (
        "    95% until GBP 190,000 is paid  # then less\n    40% of the rest\n  }\n}\n"
    )
    stages = "Pays shares of `savings`, one after the other:\n\n- `95% until GBP 190,000 is paid`\n- `40% of the rest`"
    assert stages in describe_name(view_of(text), "p")


def test_a_contract_counts_what_it_has() -> None:
    assert "1 payment, 1 metric and 1 scenario." in describe_name(view_of(FRAME), "demo")


def test_every_kind_of_declaration_has_words() -> None:
    kinds: set[str] = set()
    for path in sorted(Path("examples").glob("*/*.sib")):
        view = open_view(str(path))
        for mention in names_of(view).declared():
            if mention.wanted[0] in KINDS.values():
                words = describe_name(view, mention.text)
                assert words.startswith(f"{mention.wanted[0]} `{mention.text}`"), words
                kinds.add(mention.wanted[0])
    assert kinds == set(KINDS.values())


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("due once", "d‸ue once", "When the payment is determined"),
        ("payable", "pay‸able", "When the money must arrive"),
        ("at least", "at le‸ast", "the boundary belongs to the row"),
        ("otherwise", "other‸wise", "Every value that no other row names"),
        ("in total", "in to‸tal", "Added up over the whole contract"),
        ("better higher", "bet‸ter higher", "Which direction is good"),
        ("better higher", "better hi‸gher", "A higher value is a better result"),
        ("is outcome_payer", "is outcome‸_payer", "Pays for outcomes"),
        ("currency GBP", "currency G‸BP", "with 2 decimals"),
        ("scenario", "scen‸ario", "A worked example"),
        ("expect", "exp‸ect", "So much is owed in this example"),
    ],
)
def test_keywords_and_words_of_closed_sets_are_explained(before: str, after: str, says: str) -> None:
    assert says in said(frame_with(before, after))


def test_a_value_of_a_row_says_for_which_values_the_row_is() -> None:
    assert said(frame_with("at least 10%", "at least 1‸0%")) == (
        "This row applies to `reduction` at least 10%, and gives `GBP 5,000`."
    )


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2020-0‸6-30", "Tuesday, 30 June 2020. Day 182 of the term."),
        ("2023-0‸1-01", "Sunday, 1 January 2023, which is no business day. 1 day after the term ends."),
        ("2019-1‸2-31", "Tuesday, 31 December 2019. 1 day before the term begins."),
        ("2022-0‸2-30", "There is no such day in the calendar."),
    ],
)
def test_a_date_says_its_weekday_and_its_day_of_the_term(day: str, says: str) -> None:
    assert said(frame_with("once on 2022-12-31", f"once on {day}")) == says


@pytest.mark.parametrize("text", ["# succ‸ess", 'note "succ‸ess"', "  ‸  "])
def test_nothing_is_said_in_comments_texts_and_white_space(text: str) -> None:
    assert said(frame_with("  cap GBP 5,000 in total", f"  cap GBP 5,000 in total\n  {text}")) == ""


def test_a_name_in_a_broken_statement_is_still_explained() -> None:
    assert said(frame_with("  cap GBP 5,000 in total", "  provided provided reduc‸tion")).startswith(
        "metric `reduction`"
    )


def test_what_an_author_wrote_never_becomes_markup() -> None:
    text = FRAME.replace('"Success payment"', '"<b>**Big**</b> [x](y) | #1"')
    assert "\\<b\\>\\*\\*Big\\*\\*\\</b\\> \\[x\\](y) \\| \\#1" in describe_name(view_of(text), "success")


def test_nothing_is_said_of_a_name_that_is_declared_nowhere() -> None:
    assert said(frame_with("pays by reduction", "pays by reduc‸toin")) == ""


def test_a_party_is_told_with_everything_it_takes_part_in() -> None:
    assert describe_name(view_of(REFERENCE), "evaluator").endswith(
        "- verifies `reduction`, `moved_in`, `effect`, `hours`, `savings`, `housed` and 4 more"
    )
    finance = (
        "finance loan from backer to provider GBP 500,000 { coupon 5% a year }\n"
        "waterfall proceeds of provider {\n  receives outcome_payment\n  distributes annually\n"
        "  interest on loan\n  rest to provider\n}\n"
    )
    view = view_of(f"{REFERENCE}\n{finance}")
    assert describe_name(view, "backer").endswith("- provides `loan`")
    assert "- is provided with `loan`\n- passes money on by `proceeds`" in describe_name(view, "provider")
    assert describe_name(view, "proceeds").endswith(
        "- `receives outcome_payment`\n- `distributes annually`\n\n"
        "How `provider` (The service provider) passes on what it receives, one step after the other:\n\n"
        "1. `interest on loan`\n2. `rest to provider`"
    )
