"""Every invariant of the IR holds for a good program and is broken by a bad one."""

import pytest

from sibdsl.diagnostics.internal import InternalError
from sibdsl.ir.invariants import INVARIANTS, breaches, check_program
from sibdsl.ir.text import from_text
from tests.unit.ir.test_capital_invariants import BROKEN as CAPITAL_BROKEN
from tests.unit.ir.test_claims_invariants import BROKEN as CLAIMS_BROKEN

# The invariant, a text of the program, what replaces it, and a part of the message.
BROKEN = [
    ("words_are_known", '"half up")\n    (term', '"half")\n    (term', "expected one of half up"),
    ("words_are_known", '(over "all cohorts")) (at', "(over everywhere)) (at", "found 'everywhere'"),
    ("words_are_known", '(scope "contract year")', "(scope month)", "found 'month'"),
    ("names_are_unique", '(fund "The Fund")', '(council "The Fund")', "party council: its name is given twice"),
    ("names_are_unique", "reported-metric hours", "reported-metric half", "metric half: its name is given twice"),
    ("names_resolve", "(payee charity)", "(payee nobody)", "there is no party 'nobody'"),
    ("names_resolve", "(has-been-paid mentoring)", "(has-been-paid m)", "there is no payment 'm'"),
    ("names_resolve", "(adjustments (indexed success_index index", "(adjustments (indexed success_index x", "no fact"),
    ("names_resolve", "(caps per_year))", "(caps per_month))", "there is no cap 'per_month'"),
    ("only_earlier_is_named", "(product (metric hours) 1/2)", "(calculated half)", "half, which is not earlier"),
    ("only_earlier_is_named", "(every (met works)", "(every (met works_well)", "which is not earlier"),
    (
        "only_earlier_is_named",
        "(product (metric hours) 1/2)",
        "(cases mentoring_hours (otherwise 0) (when (met works_well) 1))",
        "the threshold works_well refers to half",
    ),
    ("nesting_is_bounded", "(metric hours) 1/2", "(sum " * 58 + "1" + ")" * 58, "it nests 61 levels deep"),
    ("operations_have_operands", "(product 900 (subject))", "(product)", "a Product of nothing"),
    ("operations_have_operands", "(some 1 (met", "(some 3 (met", "at least 3 of 2 conditions"),
    (
        "subjects_stand_in_rows",
        "(steps success_1\n            (metric rate)",
        "(steps success_1\n (subject)",
        "outside",
    ),
    ("state_is_used_by_rules_alone", "(product (metric hours) 1/2)", "(counted first_hours 1)", "this is not a rule"),
    ("state_is_used_by_rules_alone", "(payment mentoring)))", "(payment success)))", "belongs to success"),
    ("rounding_steps_are_positive", '1/2) 1 "half up"', '1/2) 0 "half up"', "rounding to multiples of 0"),
    ("rounding_steps_are_positive", "(step 1/10)", "(step -1/10)", "fact index: a precision of -1/10"),
    (
        "steps_are_total",
        "(row (below 1/10) 0)",
        "(row (below 1/20) 0)",
        "row to 1/20 and the row from 1/10 do not meet",
    ),
    ("steps_are_total", "(row (below 1/10) 0)", "(row (at-most 1/10) 0)", "do not meet"),
    ("steps_are_total", "(row (below 1/10) 0)", "(row (above 0) (below 1/10) 0)", "nothing is said below 0"),
    ("steps_are_total", "(row (at-least 1/10) (", "(row (at-least 1/10) (below 1) (", "nothing is said above 1"),
    (
        "steps_are_total",
        "(row (at-least 1/10) (product 900 (subject)))",
        "(row (at-least 1/10) (steps success_1 (calculated half) (order 0) (row (at-least 0) 1)))",
        "nothing is said below 0",
    ),
    ("rows_have_words", "(order 1 0)", "(order 2 0)", "its 2 rows of words do not explain row 2"),
    ("rows_have_words", "(order 1 0)", "(order 1)", "expected words of the kind an order for each row"),
    ("rows_have_words", "(gate mentoring_gate", "(gate mentoring_hours", "expected words of the kind gate"),
    ("rows_have_words", "(minimum mentoring_floor 10)", "(minimum floor 10)", "there are no words for 'floor'"),
    ("brackets_end_open", "(bracket none 1)", "(bracket 5 1)", "widths 100, 5"),
    ("brackets_end_open", "(bracket 100 2)", "(bracket 0 2)", "widths 0, None"),
    ("stages_end_open", "(stage 2/5 none)", "(stage 2/5 900)", "only the last stage goes on for good"),
    ("stages_end_open", "(stage 19/20 500)", "(stage 19/20 0)", "the sums 0 do not ascend"),
    ("dates_cover_determinations", "(on 2017-12-31 2)", "(on 2018-12-31 2)", "no amount for 2017-12-31"),
    ("rules_match_payments", "(rule success", "(rule mentoring", "the payments are ['success', 'mentoring']"),
    ("payers_pay_all", "(share 1/4)", "(share 1/5)", "the shares 3/4, 1/5 do not add up to 1"),
    ("payers_pay_all", "(share 1/4)", "(share none)", "some payers have shares and others take turns"),
    ("payers_pay_all", "(share none) (limit 1000)", "(share none)", "a turn without a limit is not the last"),
    ("payers_pay_all", "(payer fund (share 1/4))", "(payer council (share 1/4))", "its payers are council, council"),
    ("limits_are_payable", "(limit 900)", "(limit 1/3)", "cap per_year: 1/3 GBP cannot be paid"),
    ("limits_are_payable", "(limit 1000)", "(limit -1)", "payer fund: -1 GBP cannot be paid"),
    ("limits_are_payable", "(limit 250)", "(limit -1)", "count first_hours: a limit of -1"),
    ("caps_are_applied", "2016-01-01) (capped total)", "2016-01-01)", "success counts towards it but is not cut"),
    ("caps_are_applied", "(part mentoring_hours)", "(part mentoring_share)", "is not one of part mentoring_hours"),
    ("caps_are_applied", "(payer_caps fund_limit)", "(payer_caps total)", "is not one of a payer"),
    ("caps_are_applied", "10) (capped total)", "10) (capped per_year)", "is not one of the whole payment"),
    ("determinations_have_dates", "(cohort_dates 2017-06-30 2018-06-30)", "", "have no date"),
    ("determinations_have_dates", "2017-06-30 2018-06-30", "2017-06-30", "do not pair up"),
    ("determinations_have_dates", "(cohort_dates 2017-06-30", "(cohort_dates 2015-06-30", "before the term begins"),
    ("periods_are_in_order", "(period 2016-01-01 2016-12-31)", "(period 2016-01-01 2017-12-31)", "begins before"),
    ("periods_are_in_order", "(dates 2016-01-01 2017-01-01)", "(dates 2017-01-01 2016-01-01)", "do not ascend"),
    ("reads_are_complete", "(read fact index) ", "", "its rule reads Read(kind='fact', name='index'"),
    ("reads_are_complete", "(read metric rate)", "(read metric rate) (read metric hours)", "does not read"),
]


def test_a_good_program_passes(program_text: str) -> None:
    check_program(from_text(program_text))


def test_every_invariant_is_broken_by_an_example() -> None:
    assert {name for name, *_ in (*BROKEN, *CLAIMS_BROKEN, *CAPITAL_BROKEN)} == {
        invariant.__name__ for invariant in INVARIANTS
    }


@pytest.mark.parametrize(("name", "old", "new", "message"), BROKEN)
def test_a_bad_program_breaks_the_invariant(program_text: str, name: str, old: str, new: str, message: str) -> None:
    assert old in program_text
    program = from_text(program_text.replace(old, new, 1))
    broken = breaches(program)
    assert broken is not None
    found, places = broken
    assert found == name
    assert message in "; ".join(f"{breach.place}: {breach.what}" for breach in places)
    with pytest.raises(InternalError, match=f"breaks the invariant `{name}`"):
        check_program(program)


def test_every_invariant_says_what_it_is() -> None:
    for invariant in INVARIANTS:
        assert (invariant.__doc__ or "").endswith(".")
