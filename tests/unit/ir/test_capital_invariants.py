"""Every invariant about capital holds for a good program and is broken by a bad one."""

from pathlib import Path

import pytest

import sibdsl
from sibdsl.ir.codec import from_json, to_json
from sibdsl.ir.invariants import breaches, check_program
from sibdsl.ir.text import from_text, to_text

CONTRACT = Path(__file__).parents[2] / "cases" / "accept" / "everything_of_capital" / "contract.sib"

# The invariant, a text of the program, what replaces it, and a part of the message.
BROKEN = [
    ("capital_words_are_known", "(kind loan)", "(kind bond)", "instrument senior: expected one of loan"),
    ("capital_words_are_known", '(kind "fixed charge")', "(kind charge)", "charge set_up: expected one of"),
    ("capital_words_are_known", "(compounding annually)", "(compounding daily)", "found 'daily'"),
    ("capital_words_are_known", '(day_count "by period")', "(day_count exact)", "found 'exact'"),
    ("capital_words_are_known", "(waterfall-step interest", "(waterfall-step coupon", "found 'coupon'"),
    ("capital_words_are_known", '(scope "contract year")', "(scope year)", "found 'year'"),
    ("capital_names_are_unique", "(instrument junior", "(instrument senior", "senior: its name is given twice"),
    ("capital_names_are_unique", "(charge set_up", "(charge success", "success: its name is given twice"),
    ("capital_names_resolve", "(providers (holder foundation", "(providers (holder nobody", "no party 'nobody'"),
    ("capital_names_resolve", "(credited bonus)", "(credited malus)", "there is no payment 'malus'"),
    ("capital_names_resolve", "(cohort cohort_2)", "(cohort cohort_9)", "there is no cohort 'cohort_9'"),
    ("capital_names_resolve", "(covering senior)", "(covering seniors)", "no instrument or guarantee 'seniors'"),
    ("capital_names_resolve", "(guarantees cover)", "(guarantees behind_it)", "there is no guarantee"),
    ("capital_names_resolve", "(party charity)", "(party nobody)", "waterfall onwards: there is no party 'nobody'"),
    ("capital_shares_are_whole", "(holder bank (share 4/5))", "(holder bank (share 3/5))", "instrument senior: its"),
    ("capital_shares_are_whole", "(holder bank (share 4/5))", "(holder bank)", "instrument senior: its shares"),
    ("capital_shares_are_whole", "(holder council (share 3/5))", "(holder council (share 1))", "waterfall proceeds"),
    ("capital_is_drawn_and_repaid", "2015-02-01 (amount 6000000)", "2015-02-01 (amount 5)", "does not add up"),
    ("capital_is_drawn_and_repaid", "(drawdown 2015-02-01 (amount 6", "(drawdown 2014-02-01 (amount 6", "in order"),
    ("capital_is_drawn_and_repaid", "2018-01-31 (amount 50000)", "2018-01-31 (amount none)", "not its last"),
    ("capital_is_drawn_and_repaid", "2018-01-31 (amount 50000)", "2018-01-31 (amount 500000)", "more is repaid"),
    ("capital_is_drawn_and_repaid", "2018-01-31 (amount 50000)", "2022-01-31 (amount 50000)", "not in order"),
    ("capital_is_drawn_and_repaid", "(kind loan)", "(kind grant)", "a grant that is owed back"),
    ("capital_is_drawn_and_repaid", "(rate 1/20)", "(rate none)", "neither a rate nor a metric"),
    ("capital_is_drawn_and_repaid", "(protection 3/4", "(protection 3/2", "a protected share that is none"),
    ("capital_is_drawn_and_repaid", "(share 9/10)", "(share 11/10)", "a share of 11/10"),
    ("capital_is_drawn_and_repaid", "(drawdown 2014-03-01 (amount 10000)", "(drawdown 2014-03-01 (amount 1/3)",
     "cannot be paid"),
    ("guarantees_have_an_order", "(covering senior)", "(covering behind)", "guarantee cover: it covers itself"),
    ("waterfalls_pass_on_all", "(waterfall-step fee", "(waterfall-step rest", "not its last step, or not once"),
    ("waterfalls_pass_on_all", "(receives success jobs)", "(receives success bonus)", "nothing of 'bonus' comes to"),
    ("waterfalls_pass_on_all", "(receives proceeds)", "(receives onwards)", "nothing of 'onwards' comes to"),
    ("waterfalls_pass_on_all", "(instruments senior junior)", "(instruments senior stake)", "another party owes"),
    ("waterfalls_pass_on_all", "(instruments senior junior)", "(instruments)", "of kind interest with 0 instruments"),
    ("waterfalls_pass_on_all", "(reserve liquidity)", "(reserve liquidity) (payees (holder bank (share 1)))",
     "of kind reserve with 1 payees"),
]  # fmt: skip


@pytest.fixture(scope="module")
def program_text() -> str:
    return to_text(sibdsl.compile(CONTRACT).program)


def test_a_good_program_passes(program_text: str) -> None:
    check_program(from_text(program_text))


@pytest.mark.parametrize(("name", "old", "new", "message"), BROKEN)
def test_a_bad_program_breaks_the_invariant(program_text: str, name: str, old: str, new: str, message: str) -> None:
    assert old in program_text
    broken = breaches(from_text(program_text.replace(old, new, 1)))
    assert broken is not None
    found, places = broken
    told = "; ".join(f"{breach.place}: {breach.what}" for breach in places)
    assert (found, message in told) == (name, True), told


def test_capital_has_a_json_form(program_text: str) -> None:
    program = from_text(program_text)
    assert from_json(to_json(program)) == program
