"""From a name to its declaration and to every other place where it stands; and another name for it."""

from __future__ import annotations

import pytest

from sibdsl.ide.definition import definition
from sibdsl.ide.edits import Refusal, edited
from sibdsl.ide.references import highlights, references
from sibdsl.ide.rename import Renamable, prepare_rename, rename
from tests.unit.ide.carets import FRAME, PATH, Caret, caret, frame_with

CARD = """\
outcome move_in "Moves in" {
  of people_served
  documents form
  records rooms "Rooms" in rooms
  requires rooms at least 1 rooms
  verified by checker
}
outcome stays "Stays" {
  of people_served
  documents form
  sustains accommodation for 6 months
  verified by checker
}
payment outcomes "Outcomes" from city to provider {
  due quarterly, payable within 30 days
  rate card per person {
    move_in  price      once
    stays    GBP 1,500  once, after move_in
    category homes "Homes" of move_in, stays
    uplift 10% for care_leavers on homes
  }
}
scenario "somebody moves in" {
  given person ann enrolled on 2020-02-01 in first_year
  given spell of accommodation for ann from 2020-03-01
  given claim of move_in for ann on 2020-03-01, recording rooms = 2 rooms
}
"""


@pytest.mark.parametrize(
    ("before", "after", "declaration"),
    [
        ("pays by reduction", "pays by redu‸ction", 'metric reduction "Reduction" {'),
        ("from city to", "from ci‸ty to", 'party city "City" is outcome_payer'),
        ("expect success", "expect succ‸ess", 'payment success "Success payment" from city to provider {'),
        ("of people_served", "of ‸people_served", 'population people_served "People" {'),
        ("verified by checker", "verified by checker‸", 'party checker "Checker" is evaluator, independent'),
        ("metric reduction", "metric ‸reduction", 'metric reduction "Reduction" {'),
        ("after move_in", "after mo‸ve_in", 'outcome move_in "Moves in" {'),
        ("move_in  price ", "move_in  pr‸ice ", 'parameter price "Price" GBP 100'),
        ("on homes", "on ho‸mes", 'category homes "Homes" of move_in, stays'),
        ("for care_leavers", "for care_leav‸ers", 'group care_leavers "Care leavers"'),
        ("in first_year", "in ‸first_year", 'cohort first_year "First" 2020-01-01 to 2020-12-31'),
        ("for ann from", "for ‸ann from", "given person ann enrolled on 2020-02-01 in first_year"),
        ("spell of accommodation", "spell of acco‸mmodation", "sustains accommodation for 6 months"),
        ("requires rooms", "requires ‸rooms", 'records rooms "Rooms" in rooms'),
        ("recording rooms", "recording ro‸oms", 'records rooms "Rooms" in rooms'),
    ],
)  # fmt: skip
def test_a_name_leads_to_its_declaration(before: str, after: str, declaration: str) -> None:
    text = FRAME + CARD
    assert text.count(before) >= 1
    here = caret(text.replace(before, after, 1))
    (target,) = definition(*here)
    assert here.line_at(target.name) == declaration
    assert here.text_at(target.origin) == here.text_at(target.name)


@pytest.mark.parametrize("before", ["better hig‸her", "currency GB‸P", "of peop‸le", "is outcome_pay‸er", '"Peop‸le"'])
def test_words_and_texts_lead_nowhere(before: str) -> None:
    text = FRAME + '# a metric of people\nmetric other "Other" {\n  unit people\n  better higher\n}\n'
    plain = before.replace("‸", "")
    here = caret(
        text.replace(plain, before, 1) if plain != "of people" else text.replace("of people\n", "of peop‸le\n")
    )
    assert definition(*here) == ()


def test_a_name_in_a_statement_that_cannot_be_read_leads_to_its_declaration() -> None:
    here = caret(frame_with("  pays by reduction {", "  pays by by redu‸ction {"))
    (target,) = definition(*here)
    assert here.line_at(target.name).startswith("metric reduction")


def test_a_name_of_an_imported_file_leads_there() -> None:
    parts = {"parties.sib": 'party city "City" is outcome_payer\n'}
    here = caret(
        frame_with('party city "City" is outcome_payer', 'import "parties.sib"').replace("from city", "from c‸ity"),
        parts,
    )
    (target,) = definition(*here)
    assert (target.name.path, here.text_at(target.name)) == ("parties.sib", "city")


def test_a_name_of_an_imported_file_is_found_in_the_contract() -> None:
    parts = {"parties.sib": 'party ci‸ty "City" is outcome_payer\n'}
    here = caret(frame_with('party city "City" is outcome_payer', 'import "parties.sib"'), parts)
    assert [(place.path, here.text_at(place)) for place in references(*here)] == [
        (PATH, "city"),
        ("parties.sib", "city"),
    ]


def test_an_import_leads_to_its_file() -> None:
    parts = {"parties.sib": 'party city "City" is outcome_payer\n'}
    here = caret(frame_with('party city "City" is outcome_payer', 'import "part‸ies.sib"'), parts)
    (target,) = definition(*here)
    assert (target.name.path, target.name.start, here.text_at(target.origin)) == ("parties.sib", 0, '"parties.sib"')


def test_an_import_of_no_file_leads_nowhere() -> None:
    assert definition(*caret(FRAME + 'import "no such‸.sib"\n')) == ()


def test_references_with_and_without_the_declaration() -> None:
    here = caret(FRAME.replace("by reduction", "by reduc‸tion"))
    lines = [here.line_at(place) for place in references(*here)]
    assert lines == ['metric reduction "Reduction" {', "pays by reduction {", "given reduction = 12%"]
    assert [here.line_at(place) for place in references(*here, with_declaration=False)] == lines[1:]


def test_names_of_one_scenario_are_not_those_of_another() -> None:
    scenario = 'scenario "{}" {{\n  given person ann enrolled on 2020-02-01\n}}\n'
    here = caret(FRAME + scenario.format("a").replace("ann", "an‸n") + scenario.format("b"))
    assert len(references(*here)) == 1


def test_highlights_tell_the_declaration_from_its_uses() -> None:
    here = caret(FRAME.replace("by reduction", "by reduc‸tion"))
    assert [found.declares for found in highlights(*here)] == [True, False, False]


def test_an_unread_statement_is_among_the_references() -> None:
    here = caret(
        frame_with("expect success = GBP 5,000", "expect success GBP 5,000").replace(
            "payment success", "payment succ‸ess"
        )
    )
    assert [here.line_at(place) for place in references(*here)][-1] == "expect success GBP 5,000"


def _renamed(here: Caret, new: str) -> str:
    edits = rename(*here, new)
    assert not isinstance(edits, Refusal), edits
    return edited(here.view, edits)[PATH]


def test_a_new_name_stands_everywhere_but_in_texts_and_comments() -> None:
    text = frame_with("  better higher", '  better higher # reduction\n  note "The reduction"')
    here = caret(text.replace("by reduction", "by reduc‸tion"))
    expected = text.replace("reduction", "fall").replace("# fall", "# reduction").replace("The fall", "The reduction")
    assert _renamed(here, "fall") == expected


def test_statements_that_cannot_be_read_are_renamed_too() -> None:
    here = caret(
        frame_with("expect success = GBP 5,000", "expect success GBP 5,000").replace(
            "payment success", "payment succ‸ess"
        )
    )
    assert "expect paid_out GBP 5,000" in _renamed(here, "paid_out")


@pytest.mark.parametrize("name", ["ann", "accommodation", "form", "homes", "move_in", "price", "demo"])
def test_all_kinds_of_names_can_be_changed(name: str) -> None:
    text = FRAME + CARD
    here = caret(text.replace(f"{name}", f"{name}‸", 1))
    assert _renamed(here, "another").count("another") == text.count(name)


NO_NAME = "cannot be a name. A name is one word of letters, digits and `_` that begins with a letter, such as"


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("city", "`city` is already the name of a party. Choose another name."),
        ("payment", "`payment` is a word of the language. Choose another name, such as `payment_1`."),
        ("two words", f"`two words` {NO_NAME} `success_payment`."),
        ("2nd", f"`2nd` {NO_NAME} `success_payment`."),
        ("", f"`` {NO_NAME} `success_payment`."),
    ],
)
def test_names_that_cannot_be_are_refused(new: str, said: str) -> None:
    assert rename(*caret(FRAME.replace("by reduction", "by reduc‸tion")), new) == Refusal(said)


A_WORD = "is a word of the language, not a name that the contract declares."
NOTHING = "There is no name here. Put the cursor on the name of something that the contract declares."
A_TITLE = "The title of a scenario is text that nothing refers to. Change it where it stands."


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("better higher", "better hig‸her", f"`higher` {A_WORD}"),
        ("by reduction", "b‸y reduction", NOTHING),
        ('"all is well"', '"all ‸is well"', A_TITLE),
        ("by reduction", "by redu‸c", "`reduc` is not declared anywhere, so there is nothing to rename."),
    ],
)
def test_what_has_no_name_is_refused(before: str, after: str, said: str) -> None:
    here = caret(frame_with(before, after))
    assert prepare_rename(*here) == Refusal(said)
    assert rename(*here, "another") == Refusal(said)


def test_a_name_that_would_be_read_otherwise_is_refused() -> None:
    text = FRAME + CARD.replace("requires rooms", "requires ro‸oms")
    refusal = rename(*caret(text), "reached_on")
    assert refusal == Refusal("With the name `reached_on` the contract would read differently. Choose another name.")


def test_what_can_be_renamed_is_said_beforehand() -> None:
    here = caret(FRAME.replace("by reduction", "by reduc‸tion"))
    found = prepare_rename(*here)
    assert isinstance(found, Renamable)
    assert (found.name, here.text_at(found.place)) == ("reduction", "reduction")


def test_a_loan_called_loan_stays_one() -> None:
    text = FRAME + 'party lender is investor\nfinance loan "Loan" from lender to provider GBP 100\n'
    here = caret(text.replace("finance loan", "finance lo‸an"))
    assert 'finance first_money "Loan" is loan from lender' in _renamed(here, "first_money")
