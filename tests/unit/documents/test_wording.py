"""Each phrase by itself: what a reader finds in place of a piece of the model."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from sibdsl.generators.documents.english import author_text, caps, conditions, expressions, lists, parties, timing
from sibdsl.generators.documents.english.names import Names, names_of
from sibdsl.generators.documents.english.payments import gate_sentence, payment_sentence
from sibdsl.generators.documents.english.quantities import range_words, value_words, without_limits
from sibdsl.model import expressions as e
from sibdsl.model.declarations import Metric, Party, Payable, Payer, Timing
from sibdsl.model.quantities import Period, Range, Schedule, Unit
from tests.strategies import models
from tests.strategies.models import PEOPLE, PERCENT, arithmetic, interval, money, percent, reading, within


@pytest.fixture
def names() -> Names:
    return names_of(models.every_shape())


class TestAuthorText:
    def test_stands_on_one_line_without_control_characters(self) -> None:
        assert author_text.one_line(" a\n b\tc\x00d ") == "a b c d"

    def test_right_to_left_text_keeps_to_itself(self) -> None:
        assert author_text.one_line("\u202eUSD 1\u202c שלום") == "\u2068USD 1 שלום\u2069"

    def test_a_lone_half_of_a_character_is_replaced(self) -> None:
        assert author_text.one_line("a\ud800") == "a\N{REPLACEMENT CHARACTER}"

    @pytest.mark.parametrize(
        ("text", "expected"), [("goal", "Goal."), ("Is it?", "Is it?"), ("", ""), ("élan", "Élan.")]
    )
    def test_becomes_a_sentence(self, text: str, expected: str) -> None:
        assert author_text.sentence(text) == expected


class TestLists:
    @pytest.mark.parametrize(
        ("items", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
    )
    def test_join(self, items: list[str], expected: str) -> None:
        assert lists.joined(items) == expected

    @pytest.mark.parametrize(
        ("items", "expected"),
        [
            (["A Fund and B Fund"], "A Fund and B Fund"),
            (["A Fund and B Fund", "Council"], "A Fund and B Fund; and Council"),
            (["A", "B, Inc", "C"], "A; B, Inc; and C"),
            (["GBP 1,000 by A", "GBP 2,000 by B"], "GBP 1,000 by A and GBP 2,000 by B"),
        ],
    )
    def test_names_that_are_lists_stand_apart(self, items: list[str], expected: str) -> None:
        assert lists.joined_names(items) == expected

    def test_limbs_go_on_after_z(self) -> None:
        assert [lists.letter(position) for position in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]

    @pytest.mark.parametrize(("count", "expected"), [(1, "one period"), (3, "three periods"), (1200, "1,200 periods")])
    def test_count(self, count: int, expected: str) -> None:
        assert lists.counted(count, "period") == expected


class TestRanges:
    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            (interval(10), "10% or more"),
            (interval(10, None, "(]"), "more than 10%"),
            (interval(None, 10), "10% or less"),
            (interval(None, 10, "[)"), "less than 10%"),
            (interval(10, 16, "[)"), "10% or more, but less than 16%"),
            (interval(10, 16), "10% or more, but not more than 16%"),
            (interval(10, 16, "()"), "more than 10%, but less than 16%"),
            (interval(10, 10), "exactly 10%"),
            (Range(), "any value"),
        ],
    )
    def test_both_ends_are_clear(self, found: Range, expected: str) -> None:
        assert range_words(found, PERCENT, 2) == expected

    def test_people_are_fewer_not_less(self) -> None:
        assert range_words(Range(high=Fraction(5), high_closed=False), PEOPLE, 2) == "fewer than 5 people"
        assert range_words(Range(high=Fraction(5)), PEOPLE, 2) == "5 people or fewer"
        assert range_words(Range(high=Fraction(5)), models.HOURS, 2) == "5 hours or less"

    def test_the_end_of_everything_is_left_out(self) -> None:
        whole = interval(None, 100, "(]")
        assert range_words(without_limits(interval(20, 100), whole), PERCENT, 2) == "20% or more"
        assert range_words(without_limits(interval(100, 100), whole), PERCENT, 2) == "exactly 100%"


class TestUnits:
    def test_a_value_prints_as_it_was_written(self) -> None:
        assert value_words(
            Fraction(155, 100), Unit(kind="number", text="events per 100 people", scale=Fraction(1, 100)), 2
        ) == ("155 events per 100 people")


class TestAmounts:
    def test_an_operation_inside_another_stands_in_brackets(self, names: Names) -> None:
        people = reading("people", PEOPLE)
        nested = arithmetic(arithmetic(money(5), "plus", money(7)), "times", people)
        assert expressions.amount_of(nested, names) == "(USD 5 plus USD 7) multiplied by “People housed”"

    def test_a_chain_needs_no_brackets(self, names: Names) -> None:
        chain = arithmetic(arithmetic(money(1), "plus", money(2)), "minus", money(3))
        assert expressions.amount_of(chain, names) == "USD 1 plus USD 2 minus USD 3"

    @pytest.mark.parametrize("turned", [False, True])
    def test_a_price_is_for_each(self, names: Names, turned: bool) -> None:
        price, hours = money(50, per="hour"), reading("savings", models.HOURS)
        product = arithmetic(hours, "times", price) if turned else arithmetic(price, "for", hours)
        assert expressions.amount_of(product, names) == "USD 50 for each hour of “Savings”"

    def test_a_price_of_people_is_for_each_in(self, names: Names) -> None:
        product = arithmetic(money(9, per="person"), "for", reading("people", PEOPLE, over="so far"))
        assert expressions.amount_of(product, names) == (
            "USD 9 for each person in the total of “People housed” up to the determination date"
        )

    def test_a_price_of_something_else_is_multiplied(self, names: Names) -> None:
        product = arithmetic(money(9, per="day"), "for", reading("savings", models.HOURS))
        assert expressions.amount_of(product, names) == "USD 9 per day multiplied by “Savings”"

    @pytest.mark.parametrize(
        ("operator", "expected"),
        [
            ("less", "USD 100 reduced by 20% of it"),
            ("net of deadweight", "USD 100 net of a deadweight of 20%, that is, USD 100 multiplied by 80%"),
            ("divided by", "USD 100 divided by 20%"),
        ],
    )
    def test_operations(self, names: Names, operator: str, expected: str) -> None:
        assert expressions.amount_of(arithmetic(money(100), operator, percent(20)), names) == expected

    @pytest.mark.parametrize(
        ("over", "expected"),
        [
            ("here", "“Savings”"),
            ("so far", "the total of “Savings” up to the determination date"),
            ("period", "the total of “Savings” in the period of the determination"),
            ("all cohorts", "“Savings” added up over all cohorts"),
        ],
    )
    def test_how_a_metric_is_read(self, names: Names, over: str, expected: str) -> None:
        assert expressions.amount_of(reading("savings", over=over), names) == expected

    @pytest.mark.parametrize(
        ("relative", "direction", "expected"),
        [
            (True, "reduction", "the percentage of “People housed” by which “Savings” is lower than “People housed”"),
            (False, "increase", "the number of percentage points by which “Savings” is higher than “People housed”"),
        ],
    )
    def test_relative_and_absolute_change_cannot_be_confused(
        self, names: Names, relative: bool, direction: Any, expected: str
    ) -> None:
        change = e.Change(
            words="", unit=PERCENT, direction=direction, relative=relative,
            base=reading("people"), result=reading("savings"),
        )  # fmt: skip
        assert expressions.amount_of(change, names) == expected

    def test_extremes_bounds_and_state(self, names: Names) -> None:
        unit = models.money_unit()
        lower = e.Extreme(words="", unit=unit, which="lower", items=(money(1), money(2)))
        highest = e.Extreme(words="", unit=unit, which="higher", items=(money(1), money(2), money(3)))
        bounded = e.Bounded(words="", unit=unit, value=lower, low=money(0), high=money(9))
        paid = e.PaidSoFar(words="", unit=unit, payment="bands")
        assert expressions.amount_of(highest, names) == "the highest of USD 1, USD 2 and USD 3"
        among = e.Extreme(words="", unit=unit, which="higher", items=(arithmetic(money(1), "plus", money(2)), money(3)))
        assert expressions.amount_of(among, names) == "the higher of (a) USD 1 plus USD 2 and (b) USD 3"
        assert expressions.amount_of(bounded, names) == (
            "the lower of USD 1 and USD 2, but not less than nothing and not more than USD 9"
        )
        assert expressions.amount_of(paid, names) == "the amount already paid under “Bands”"
        assert expressions.amount_of(e.Negative(words="", unit=PERCENT, value=percent(4)), names) == "minus 4%"
        assert expressions.amount_of(e.Elapsed(words="", unit=unit, of="months"), names) == (
            "the number of whole months from 1 January 2016 to the determination date"
        )

    def test_parameters_show_their_value_where_it_is_published(self, names: Names) -> None:
        price = e.ParameterReference(words="", unit=models.money_unit(), name="price")
        secret = e.ParameterReference(words="", unit=models.money_unit(), name="secret")
        assert expressions.amount_of(price, names) == "“Price” (USD 12)"
        assert expressions.amount_of(secret, names) == "“Unit price”"

    def test_facts_say_for_when(self, names: Names) -> None:
        unit = models.NUMBER
        now = e.FactReference(words="", unit=unit, name="cpi")
        then = e.FactReference(words="", unit=unit, name="cpi", on=date(2016, 1, 1))
        assert expressions.amount_of(now, names) == "“Consumer prices” in force on the determination date"
        assert expressions.amount_of(then, names) == "“Consumer prices” on 1 January 2016"


class TestConditions:
    def test_and_or_and_counts(self, names: Names) -> None:
        first, second = within(reading("people"), percent(10)), within(reading("savings"), None, percent(5))
        third = e.HasBeenPaid(words="", payment="bands")

        def words(count: int, *items: e.Condition) -> str:
            return conditions.clause_of(e.AtLeastOf(words="", count=count, items=items), names)

        assert words(2, first, second) == "both “People housed” is 10% or more and “Savings” is 5% or less"
        assert words(1, first, second) == "“People housed” is 10% or more or “Savings” is 5% or less (or both)"
        assert words(2, first, second, third) == (
            "at least 2 of the following 3 hold: (a) “People housed” is 10% or more; (b) “Savings” is 5% or less; "
            "(c) an amount has been paid under “Bands”"
        )
        assert words(3, first, second, third).startswith("all of the following hold: (a)")

    def test_negations_are_said_straight(self, names: Names) -> None:
        def negated(condition: e.Condition) -> str:
            return conditions.clause_of(e.Negated(words="", condition=condition), names)

        people = reading("people")
        assert negated(within(people, percent(10))) == "“People housed” is less than 10%"
        assert negated(e.HasBeenPaid(words="", payment="bands")) == "nothing has been paid under “Bands”"
        assert negated(within(people, percent(1), percent(2))).startswith("it is not the case that ")
        assert negated(e.Negated(words="", condition=within(people, percent(10)))) == "“People housed” is 10% or more"

    def test_thresholds_are_found_through_thresholds(self) -> None:
        names = names_of(models.peterborough())
        sure = e.ThresholdMet(words="", threshold="sure")
        assert conditions.thresholds_in([e.Negated(words="", condition=sure)], names) == ["sure", "good"]


class TestTiming:
    def test_schedules_name_their_first_and_last_period(self, names: Names) -> None:
        assert timing.schedule_words(models.QUARTERS) == (
            "quarterly, at the end of each of three periods, the first being 1 January 2016 to 31 March 2016 and the "
            "last 1 July 2016 to 30 September 2016"
        )

    def test_a_list_of_days(self) -> None:
        periods = tuple(Period(start=date(2016, 1, 1), end=date(2016, month, 1)) for month in (3, 6))
        schedule = Schedule(words="on 2016-03-01, 2016-06-01", periods=periods)
        assert timing.schedule_words(schedule) == "on 1 March 2016 and 1 June 2016"

    def test_cohorts_and_termination(self) -> None:
        names = names_of(models.peterborough())
        days = (date(2018, 6, 30), date(2018, 6, 30))
        same = Timing(words="", cohorts=("cohort_1", "cohort_2"), cohort_dates=days)
        assert timing.determined_words(same, names) == ("once for each of “Cohort 1” and “Cohort 2”, on 30 June 2018")
        ending = Timing(words="", on_termination=True)
        assert timing.determined_words(ending, names) == "if the contract is ended early, on the day it ends"

    def test_payable(self) -> None:
        month = Payable(count=1, unit="months", business=False, of_validation=False, words="")
        days = Payable(count=20, unit="days", business=True, of_validation=True, words="")
        assert timing.payable_words(month) == "within 1 month after the day on which it is determined"
        assert timing.payable_words(days) == "within 20 business days after the day on which its evidence was validated"


class TestLimits:
    @pytest.mark.parametrize(
        ("scope", "expected"),
        [
            ("total", "over the whole contract"),
            ("determination", "at any one determination"),
            ("cohort", "for any one cohort"),
            ("contract year", "in any one contract year (a year that starts on 1 January)"),
            ("financial year", "in any one financial year (a year that starts on 1 April)"),
        ],
    )
    def test_scopes(self, names: Names, scope: str, expected: str) -> None:
        assert caps.scope_words(scope, names) == expected

    def test_what_is_cut_is_said(self, names: Names) -> None:
        assert caps.cap_sentence(models.cap(100), names, own=True) == (
            "No more than USD 100 is paid under this payment over the whole contract. An amount that would go beyond "
            "this limit is paid up to it, and the rest is not paid."
        )
        whole = models.cap(100, whole=True, payer="fund", payments=("bands", "net"))
        assert caps.cap_sentence(whole, names, own=False) == (
            "No more than USD 100 is paid by Outcomes Fund under “Bands” and “Net payment” together over the whole "
            "contract. An amount that would go beyond this limit is not paid at all."
        )

    @pytest.mark.parametrize(
        ("mode", "digits", "start"),
        [
            ("half up", 2, "Each payment is rounded to the nearest USD 0.01; an exact half is rounded up. "),
            ("half even", 2, "Each payment is rounded to the nearest USD 0.01; an exact half is rounded to the even "),
            ("down", 2, "Each payment is rounded down to a whole multiple of USD 0.01. "),
            ("half up", 0, "Each payment is rounded to the nearest USD 1; "),
        ],
    )
    def test_rounding(self, mode: str, digits: int, start: str) -> None:
        contract = models.contract(rounding=mode, currency_digits=digits)
        assert caps.rounding_sentence(names_of(contract)).startswith(start)

    def test_turns(self, names: Names) -> None:
        both = (Payer(party="city", share=None, limit=Fraction(10)), Payer(party="fund", share=None, limit=Fraction(5)))
        sentences = caps.split_sentences(models.payment("net", "Net", money(1), payers=both), names)
        assert sentences == [
            "The amount is paid first by City of Example, up to USD 10 over all determinations; then by Outcomes Fund, "
            "up to USD 5 over all determinations. What goes beyond these limits is not paid."
        ]


def test_a_payment_in_its_first_paragraph() -> None:
    contract = models.nyc_able()
    assert payment_sentence(contract.payments[0], names_of(contract)) == (
        "City of Example shall pay Example Services an amount that depends on “Reduction in recidivism bed-days”. The "
        "amount is determined once, on 30 September 2016. It is payable within 30 days after the day on which it is "
        "determined."
    )


def test_a_gate_says_without_what_nothing_is_paid() -> None:
    contract = models.peterborough()
    assert gate_sentence(contract.payments[1], names_of(contract)) == (
        "Nothing is paid under this payment unless all of the following hold: (a) nothing has been paid under “Cohort "
        "success”; (b) “Reduction in reconvictions” added up over all cohorts is 7.5% or more."
    )


def test_roles_and_equal_titles() -> None:
    party = Party(name="p", title="P", roles=("top_up_fund", "investor"), independent=True)
    assert parties.roles_words(party) == "Top-up fund and investor (independent)"
    metric: Metric = models.metric("success_rate", "success payment")
    contract = models.contract(metrics=(metric,), payments=(models.payment("success", "Success payment", money(1)),))
    names = names_of(contract)
    assert names.term("success") == "“Success payment” (payment)"
    assert names.term("success_rate") == "“success payment” (measure)"
