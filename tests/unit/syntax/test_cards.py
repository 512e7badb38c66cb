"""Outcomes, rate cards and the people of worked examples: what each statement reads as."""

from collections.abc import Callable
from typing import Any

import pytest

from sibdsl.source.span import NOWHERE
from sibdsl.surface import cards, items, outcomes, people
from sibdsl.surface.declarations import ContractCap, Outcome, RateCard
from sibdsl.surface.expressions import Comparison, Money, Nothing, Number, Percent, Rate, Reference, UnitText
from sibdsl.surface.expressions import Test as Boundaries
from sibdsl.surface.node import Day, Name, Text
from sibdsl.surface.timing import Length, Scope

One = Callable[..., Any]
OUTCOME = "outcome o"
CARD = "rate card c"
PAYMENT = "payment p from a to b"
SCENARIO = 'scenario "s"'


def name(text: str) -> Name:
    return Name(NOWHERE, text)


def names(*texts: str) -> tuple[Name, ...]:
    return tuple(map(name, texts))


def money(text: str) -> Money:
    return Money(NOWHERE, "GBP", text)


def day(text: str) -> Day:
    return Day(NOWHERE, text)


def length(count: str, unit: str) -> Length:
    return Length(NOWHERE, count, name(unit))


def hours(count: str) -> Number:
    return Number(NOWHERE, count, UnitText(NOWHERE, "hours"))


def test_outcomes_and_rate_cards_are_declarations(declaration: One) -> None:
    assert declaration('outcome entered "Enters" { }') == Outcome(NOWHERE, name("entered"), Text(NOWHERE, "Enters"), ())
    assert declaration('rate card rates "Rates" { }') == RateCard(NOWHERE, name("rates"), Text(NOWHERE, "Rates"), ())


def test_documents_are_all_or_so_many_of_some(item: One) -> None:
    assert item("documents form, letter", OUTCOME) == outcomes.DocumentsItem(NOWHERE, None, names("form", "letter"))
    assert item("documents 1 of (form,\n    letter)", OUTCOME) == outcomes.DocumentsItem(
        NOWHERE, "1", names("form", "letter")
    )


def test_an_outcome_is_reached_and_claimed_in_time(item: One) -> None:
    months = length("18", "months")
    assert item("claimed within 18 months", OUTCOME) == outcomes.ClaimedItem(NOWHERE, months)
    assert item("reached within 18 months of enrolment", OUTCOME) == outcomes.ReachedItem(NOWHERE, None, months)
    assert item("reached at least 18 months after enrolment", OUTCOME) == outcomes.ReachedItem(NOWHERE, months, None)
    assert item("reached from 26 weeks to 18 months after enrolment", OUTCOME) == outcomes.ReachedItem(
        NOWHERE, length("26", "weeks"), months
    )


def test_a_state_lasts_with_or_without_gaps(item: One) -> None:
    half_a_year, week = length("6", "months"), length("7", "days")

    def sustains(*rest: Any) -> outcomes.SustainsItem:
        return outcomes.SustainsItem(NOWHERE, name("work"), half_a_year, *rest)

    assert item("sustains work for 6 months", OUTCOME) == sustains(None, None, False)
    assert item("sustains work for 6 months, forfeited when broken", OUTCOME) == sustains(None, None, True)
    assert item("sustains work for 6 months, gaps of at most 7 days", OUTCOME) == sustains(None, week, False)
    full = "sustains work for 6 months within 8 months,\n    gaps of at most 7 days,\n    forfeited when broken"
    assert item(full, OUTCOME) == sustains(length("8", "months"), week, True)


def test_claims_state_quantities_and_other_numbers(item: One) -> None:
    unit = UnitText(NOWHERE, "hours")
    assert item('records weekly_hours "Hours a week" in hours to 0.5', OUTCOME) == outcomes.RecordsItem(
        NOWHERE, name("weekly_hours"), Text(NOWHERE, "Hours a week"), unit, Number(NOWHERE, "0.5")
    )
    assert item("records weekly_hours in hours", OUTCOME) == outcomes.RecordsItem(
        NOWHERE, name("weekly_hours"), None, unit, None
    )
    assert item("quantity hours", OUTCOME) == outcomes.QuantityItem(NOWHERE, unit, None)
    least = Boundaries(NOWHERE, hours("25"), True, None, False)
    assert item("requires weekly_hours at least 25 hours", OUTCOME) == outcomes.RequiresItem(
        NOWHERE, Comparison(NOWHERE, Reference(NOWHERE, name("weekly_hours")), least)
    )


def test_an_outcome_has_statements_of_metrics_too(item: One) -> None:
    assert item("of clients", OUTCOME) == items.WordsItem(NOWHERE, "of", names("clients"))
    assert item("verified by vera", OUTCOME) == items.WordsItem(NOWHERE, "verified by", names("vera"))
    assert isinstance(item("range at most 366 days", OUTCOME), items.RangeItem)
    assert item('id IRIS "OI1234"', OUTCOME) == items.IdentifierItem(NOWHERE, name("IRIS"), Text(NOWHERE, "OI1234"))


def test_a_price_is_money_a_rate_nothing_or_a_parameter(item: One) -> None:
    written = item("settled nothing, GBP 700, GBP 15.12 per day, price_1", CARD)
    rate = Rate(NOWHERE, money("15.12"), None, "day")
    prices = (Nothing(NOWHERE), money("700"), rate, Reference(NOWHERE, name("price_1")))
    assert written == cards.PricedItem(NOWHERE, name("settled"), prices, ())


TERMS = [
    ("once", cards.OnceTerm(NOWHERE)),
    ("at most 3 times", cards.TimesTerm(NOWHERE, "3")),
    ("at most 365 hours", cards.QuantityTerm(NOWHERE, hours("365"))),
    ("after x and\n      y", cards.AfterTerm(NOWHERE, names("x", "y"))),
    ("at least 13 weeks after x", cards.IntervalTerm(NOWHERE, "at least", length("13", "weeks"), name("x"))),
    ("within 12 months of x", cards.IntervalTerm(NOWHERE, "within", length("12", "months"), name("x"))),
]


@pytest.mark.parametrize(("written", "term"), TERMS)
@pytest.mark.parametrize("price", ["GBP 5", "nothing", "price_1", "GBP 5 per day", "GBP 5, GBP 6"])
def test_terms_follow_the_prices(item: One, price: str, written: str, term: cards.Term) -> None:
    assert item(f"settled {price} {written}", CARD).terms == (term,)
    assert item(f"settled {price} {written}, {written}", CARD).terms == (term, term)


@pytest.mark.parametrize(("written", "term"), TERMS)
def test_a_comma_may_stand_before_the_first_term(item: One, written: str, term: cards.Term) -> None:
    assert item(f"settled GBP 5, GBP 6,\n    {written}", CARD) == item(f"settled GBP 5, GBP 6 {written}", CARD)


def test_a_price_may_depend_on_the_person_and_the_day(item: One) -> None:
    start, end = day("2015-01-01"), day("2015-12-31")
    cases = """
      for young and round_2 from 2015-01-01 to 2015-12-31 GBP 900
      for round_1 nothing
      for young from 2015-01-01 GBP 5
      to 2015-12-31 price_1
      otherwise GBP 5 per day
    """
    written = item(f"settled once, after x {{{cases}}}", CARD)
    assert written == cards.PricedByCaseItem(
        NOWHERE,
        name("settled"),
        (cards.OnceTerm(NOWHERE), cards.AfterTerm(NOWHERE, names("x"))),
        (
            cards.PriceCase(NOWHERE, names("young", "round_2"), start, end, money("900")),
            cards.PriceCase(NOWHERE, names("round_1"), None, None, Nothing(NOWHERE)),
            cards.PriceCase(NOWHERE, names("young"), start, None, money("5")),
            cards.PriceCase(NOWHERE, (), None, end, Reference(NOWHERE, name("price_1"))),
            cards.PriceCase(NOWHERE, (), None, None, Rate(NOWHERE, money("5"), None, "day")),
        ),
    )
    assert item("settled { }", CARD) == cards.PricedByCaseItem(NOWHERE, name("settled"), (), ())


def test_the_other_statements_of_a_card(item: One) -> None:
    assert item("prices for round_1, young", CARD) == cards.PriceColumnsItem(NOWHERE, names("round_1", "young"))
    assert item("only one of x, y", CARD) == cards.OnlyOneItem(NOWHERE, names("x", "y"))
    assert item('category work "Work" of x, y { clause "4" }', CARD) == cards.Category(
        NOWHERE,
        name("work"),
        Text(NOWHERE, "Work"),
        (items.TextItem(NOWHERE, "clause", Text(NOWHERE, "4")),),
        names("x", "y"),
    )
    percent = Percent(NOWHERE, "25")
    assert item("share of x at most 25%", CARD) == cards.ShareLimitItem(NOWHERE, names("x"), percent, (), None)
    assert item("share of x, y at most 25% of work, z per cohort", CARD) == cards.ShareLimitItem(
        NOWHERE, names("x", "y"), percent, names("work", "z"), Scope(NOWHERE, "per cohort")
    )


def test_an_uplift_is_rounded_by_itself(item: One) -> None:
    def uplift(*rest: Any) -> cards.UpliftItem:
        return cards.UpliftItem(NOWHERE, Percent(NOWHERE, "10"), name("young"), *rest)

    assert item("uplift 10% for young", CARD) == uplift((), None, None)
    assert item("uplift 10% for young, rounded to GBP 1", CARD) == uplift((), money("1"), None)
    assert item("uplift 10% for young on x,\n    y, # both\n    rounded to GBP 1 half up", CARD) == uplift(
        names("x", "y"), money("1"), names("half", "up")
    )


def test_a_payment_names_a_card_or_has_one(item: One) -> None:
    assert item("rate card rates", PAYMENT) == cards.RateCardReferenceItem(NOWHERE, name("rates"))
    price = cards.PricedItem(NOWHERE, name("x"), (money("5"),), (cards.OnceTerm(NOWHERE),))
    assert item("rate card { x GBP 5 once }", PAYMENT) == cards.RateCardItem(NOWHERE, (price,))
    assert item("rate card per person { x GBP 5 once }", PAYMENT) == cards.RateCardItem(NOWHERE, (price,))


def test_limits_of_payments_may_be_those_of_claims(item: One, declaration: One) -> None:
    person_and_year = Scope(NOWHERE, "per person", ("per contract year",))
    assert item("counts x up to 25 hours for round_1 per person per contract year", PAYMENT) == items.CountsItem(
        NOWHERE, name("x"), hours("25"), person_and_year, name("round_1")
    )
    assert item("cap GBP 5 on x, y for round_1 per claim whole claims only", PAYMENT) == items.CapItem(
        NOWHERE, money("5"), names("x", "y"), Scope(NOWHERE, "per claim"), False, name("round_1"), True
    )
    shares = (items.Share(NOWHERE, name("fund"), Percent(NOWHERE, "40")),)
    assert item("shared by fund 40% on x, y for round_1, round_2", PAYMENT) == items.SharedItem(
        NOWHERE, shares, names("x", "y"), names("round_1", "round_2")
    )
    cap = declaration("cap c GBP 5 on all payments per person per contract year whole claims only")
    assert cap == ContractCap(NOWHERE, name("c"), None, (), money("5"), None, person_and_year, None, False, True)


def test_people_spells_and_claims_are_given(item: One) -> None:
    assert item("given person ann enrolled on 2018-01-10 in round_1, young", SCENARIO) == people.GivenPersonItem(
        NOWHERE, name("ann"), day("2018-01-10"), names("round_1", "young")
    )
    assert item("given spell of work for ann from 2018-02-01", SCENARIO) == people.GivenSpellItem(
        NOWHERE, name("work"), name("ann"), day("2018-02-01"), None
    )
    assert item("given claim of x for ann on 2018-02-01", SCENARIO) == people.GivenClaimItem(
        NOWHERE, name("x"), name("ann"), None, day("2018-02-01"), ()
    )
    details = ", recording y = 26 hours, submitted on 2018-02-02,\n    validated on 2018-02-03, rejected on 2018-02-04"
    assert item(f"given claim of x for ann of 25 hours on 2018-02-01{details}", SCENARIO) == people.GivenClaimItem(
        NOWHERE,
        name("x"),
        name("ann"),
        hours("25"),
        day("2018-02-01"),
        (
            people.Recording(NOWHERE, name("y"), hours("26")),
            people.ClaimDay(NOWHERE, "submitted", day("2018-02-02")),
            people.ClaimDay(NOWHERE, "validated", day("2018-02-03")),
            people.ClaimDay(NOWHERE, "rejected", day("2018-02-04")),
        ),
    )


@pytest.mark.parametrize("word", ["person", "claim", "spell"])
def test_metrics_may_have_the_names_of_what_is_given(item: One, word: str) -> None:
    for more in ("", " for cohort_1", " on 2018-02-01", " for cohort_1 on 2018-02-01"):
        assert item(f"given {word}{more} = 5 hours", SCENARIO).target == Reference(NOWHERE, name(word))


@pytest.mark.parametrize("word", ["prices", "only", "share", "rounded", "once", "outcome", "claims", "per", "card"])
def test_the_words_of_cards_are_names_of_outcomes_too(item: One, word: str) -> None:
    assert item(f"{word} GBP 5 once, after {word} and {word}", CARD).outcome == name(word)


@pytest.mark.parametrize("word", ["outcome", "rate", "card", "once", "category", "uplift", "person", "enrolment"])
def test_the_words_of_cards_are_names_of_everything(declaration: One, word: str) -> None:
    assert declaration(f"metric {word} {{ of {word} }}").name == name(word)
    assert declaration(f"payment {word} from {word} to {word} {{ pays {word} times {word} }}").payee == name(word)
