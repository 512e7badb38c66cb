"""Hints behind the words, in the text where they stand."""

from __future__ import annotations

import pytest

from sibdsl.ide.hints import HintSettings, hints_in
from tests.docs.markdown import DOCS
from tests.unit.ide.carets import PATH, view_of

FRAME = (DOCS / "reference" / "frame.sib").read_text(encoding="utf-8")
PAYMENT = "\npayment p from city to provider {{\n  {}\n}}\n"
NONE = HintSettings(units=False, cumulative=False, limits=False, clauses=False)


def hinted(text: str, settings: HintSettings | None = None) -> str:
    """The text with its hints in brackets."""
    whole = FRAME + text
    found = hints_in(view_of(whole), PATH, len(FRAME), len(whole), settings)
    for hint in reversed(found):
        whole = f"{whole[: hint.offset]}⟨{hint.text.strip()}⟩{whole[hint.offset :]}"
    return whole[len(FRAME) :]


BRACKETS = """
payment mentoring from city to provider {
  clause "Schedule 2, 4.1"
  due annually
  pays by hours, in brackets {
    first 100      GBP 10 per hour
    next 50 hours  GBP 5.50 per hour
    rest           nothing
  }
  counts hours up to 300 in total
  cap GBP 2,040 in total
}
cap everything GBP 501,020 on all payments in total
scenario "nothing yet" {
  given moved_in = 5
  expect mentoring on 2028-03-31 pending
  expect mentoring on 2029-03-31 pending
}
"""


def test_all_hints() -> None:
    assert (
        hinted(BRACKETS)
        == """
payment mentoring from city to provider⟨at most GBP 2,040⟩ {
  clause "Schedule 2, 4.1"
  due annually
  pays by hours, in brackets {
    first 100⟨hours⟩      GBP 10 per hour⟨→ GBP 1,000⟩
    next 50 hours  GBP 5.50 per hour⟨→ GBP 1,275⟩
    rest           nothing
  }
  counts hours up to 300⟨hours⟩ in total
  cap GBP 2,040 in total⟨(40% of GBP 5,100)⟩
}
cap everything GBP 501,020 on all payments in total⟨(50% of GBP 1,002,040)⟩
scenario "nothing yet" {
  given moved_in = 5⟨people⟩
  expect mentoring⟨(Schedule 2, 4.1)⟩ on 2028-03-31 pending
  expect mentoring on 2029-03-31 pending
}
"""
    )


@pytest.mark.parametrize(
    ("settings", "texts"),
    [
        (HintSettings(units=True, cumulative=False, limits=False, clauses=False), {"hours", "people"}),
        (HintSettings(units=False, cumulative=True, limits=False, clauses=False), {"→ GBP 1,000", "→ GBP 1,275"}),
        (
            HintSettings(units=False, cumulative=False, limits=True, clauses=False),
            {"at most GBP 2,040", "(40% of GBP 5,100)", "(50% of GBP 1,002,040)"},
        ),
        (HintSettings(units=False, cumulative=False, limits=False, clauses=True), {"(Schedule 2, 4.1)"}),
        (NONE, set()),
    ],
)
def test_each_kind_can_be_had_by_itself(settings: HintSettings, texts: set[str]) -> None:
    whole = FRAME + BRACKETS
    found = hints_in(view_of(whole), PATH, len(FRAME), len(whole), settings)
    assert {hint.text.strip() for hint in found} == texts


def test_a_metric_that_is_read_shows_its_unit_unless_its_name_does() -> None:
    text = hinted(PAYMENT.format("due annually\n  pays GBP 20 per hour for hours\n  provided savings above GBP 5"))
    assert "for hours\n  provided savings⟨: GBP⟩ above" in text


def test_a_cap_that_cuts_nothing_says_so() -> None:
    text = hinted(PAYMENT.format("due annually\n  pays GBP 10\n  cap GBP 50 in total"))
    assert "cap GBP 50 in total⟨(all of GBP 40)⟩" in text


def test_percentages_and_money_must_be_written_and_get_no_unit() -> None:
    text = hinted(PAYMENT.format("due once on 2031-01-01\n  pays GBP 5\n  provided reduction at least 5"))
    assert "reduction⟨: percent⟩ at least 5\n" in text


def test_only_what_is_seen_is_looked_at() -> None:
    whole = FRAME + BRACKETS
    start = whole.index("scenario")
    assert [hint.text for hint in hints_in(view_of(whole), PATH, start, len(whole))] == [
        " people",
        " (Schedule 2, 4.1)",
    ]


def test_a_file_of_another_contract_has_none() -> None:
    assert hints_in(view_of(FRAME), "elsewhere.sib", 0, 100) == ()
