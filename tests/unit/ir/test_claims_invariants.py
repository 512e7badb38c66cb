"""Every invariant about rate cards holds for a good program and is broken by a bad one."""

import pytest

from sibdsl.ir.codec import from_json, to_json
from sibdsl.ir.invariants import breaches, check_program
from sibdsl.ir.text import from_text, to_text

# The invariant, a text of the program, what replaces it, and a part of the message.
BROKEN = [
    ("claims_words_are_known", "(measure quantity)", "(measure hours)", "expected one of claims, quantity, money"),
    ("claims_words_are_known", "(claimed_within 3 months)", "(claimed_within 3 years)", "found 'years'"),
    ("claims_words_are_known", "(per person outcome)", "(per household)", "limit once: expected one of claim, person"),
    ("claims_words_are_known", '(step 1) (rounding "half up")', "(step 1) (rounding half)", "found 'half'"),
    ("cards_match_payments", "(card-amount outcomes)", "(sum (card-amount outcomes))", "not the whole of its one part"),
    ("cards_match_payments", "(card-amount outcomes)", "500", "not the whole of its one part"),
    ("claims_names_are_unique", "(outcome work", "(outcome stayed", "outcome stayed: its name is given twice"),
    ("claims_names_are_unique", "(limit days", "(limit once", "limit once: its name is given twice"),
    (
        "claims_names_are_unique",
        '(recorded (recorded weekly_hours "Hours a week" (unit number hours) (step 1/2)))',
        '(recorded (recorded h "" (unit number h) (step 1)) (recorded h "" (unit number h) (step 1)))',
        "records a number of the same name twice",
    ),
    ("claims_names_resolve", "(after entered", "(after left", "outcome stayed: there is no outcome 'left'"),
    ("claims_names_resolve", "(groups young)", "(groups old)", "outcome entered: there is no group 'old'"),
    ("claims_names_resolve", "(verifiers checker)", "(verifiers nobody)", "there is no party 'nobody'"),
    ("claims_names_resolve", "(requirement weekly_hours", "(requirement hours", "no recorded number 'hours'"),
    ("claims_names_resolve", "(whole yes) (cohort round_1)", "(cohort round_9)", "limit person: there is no cohort"),
    ("claims_names_resolve", "(cohorts round_1)", "(cohorts round_9)", "payment outcomes, share: there is no cohort"),
    ("prerequisites_have_an_order", "(after entered", "(after stayed", "comes after itself, through itself"),
    ("prerequisites_have_an_order", "(after entered", "(after work", "outcome stayed: it comes after itself"),
    ("prerequisites_have_an_order", "(stayed work))", "(stayed work) (work day))", "it is in two sets"),
    ("prerequisites_have_an_order", "(stayed work))", "(stayed))", "only one of stayed"),
    ("claims_limits_can_be_kept", "(measure claims)", "(measure money)", "not in the order claims, quantity, money"),
    ("claims_limits_can_be_kept", "(amount 1))", "(amount 1/2))", "a limit of 1/2 claims"),
    ("claims_limits_can_be_kept", "(amount 900)", "(amount 0)", "limit person: a limit of 0"),
    ("claims_limits_can_be_kept", "(amount 900)", "(amount 1/3)", "which cannot be paid"),
    ("claims_limits_can_be_kept", "(share 1/4)\n", "(share 1)\n", "a share of 1 of money"),
    ("claims_limits_can_be_kept", "(base work stayed)", "(base work)", "has nothing else in it"),
    ("claims_limits_can_be_kept", "(outcomes day) (per", "(outcomes work) (per", "a quantity that its outcomes do not"),
    ("claims_limits_can_be_kept", "(amount none)", "(amount 5)", "neither a sum nor a share, or both"),
    ("claims_limits_can_be_kept", "(price 500", "(price -500", "a price below nothing"),
    ("claims_limits_can_be_kept", "(documents 2 lease", "(documents 4 lease", "4 of 3 documents"),
    ("claims_limits_can_be_kept", "(gap 7)", "(gap -7)", "a gap below nothing"),
    ("claims_limits_can_be_kept", "(step 1/2)", "(step 0)", "a precision of nothing"),
    ("claims_have_payers", "(share 3/4)", "(share 1/2)", "not those of its payers, or not all"),
    ("claims_have_payers", "(outcomes entered stayed", "(outcomes stayed", "nobody pays for entered of round_2"),
    ("payers_pay_all", "(payer fund (share 0))", "(payer fund (share 1))", "shares of their own and shares by claim"),
    ("names_resolve", "(read claims outcomes)", "(read claims rates)", "there is no payment 'rates'"),
    ("names_resolve", "(card-amount outcomes)", "(card-amount rates)", "there is no payment 'rates'"),
    ("reads_are_complete", "(reads (read claims outcomes))", "(reads)", "its rule reads Read(kind='claims'"),
    ("rows_have_words", "outcomes card", "outcomes gate", "expected words of the kind formula or card"),
]  # fmt: skip


def test_a_good_program_passes(claims_program_text: str) -> None:
    check_program(from_text(claims_program_text))


@pytest.mark.parametrize(("name", "old", "new", "message"), BROKEN)
def test_a_bad_program_breaks_the_invariant(
    claims_program_text: str, name: str, old: str, new: str, message: str
) -> None:
    assert old in claims_program_text
    broken = breaches(from_text(claims_program_text.replace(old, new, 1)))
    assert broken is not None
    found, places = broken
    told = "; ".join(f"{breach.place}: {breach.what}" for breach in places)
    assert (found, message in told) == (name, True), told


def test_what_a_card_comes_to_is_not_changed(claims_program_text: str) -> None:
    gate = '(rule-words outcomes.provided_1 gate (text "") (clause none) (result money GBP))'
    text = claims_program_text.replace("(words ", f"(words {gate} ", 1)
    text = text.replace("(gates)", "(gates (gate outcomes.provided_1 (within 1)))", 1)
    broken = breaches(from_text(text))
    assert broken is not None
    assert broken[0] == "cards_match_payments"


def test_a_program_with_a_card_is_the_same_in_every_form(claims_program_text: str) -> None:
    program = from_text(claims_program_text)
    assert from_text(to_text(program)) == program
    assert from_json(to_json(program)) == program


def test_a_program_without_cards_needs_no_field_for_them(program_text: str) -> None:
    program = from_text(program_text)
    assert program.claims is None
    assert "(claims" not in to_text(program)
