"""Sections 7 and 8 of the reference of claims: when a claim is taken, and what the person reached before."""

from dataclasses import replace
from datetime import date

import pytest

from sibdsl.runtime.claims import Enrolment
from sibdsl.runtime.claims_earlier import outcomes_in_order
from sibdsl.runtime.claims_plan import After, ClaimsPlan, CohortDates, Length
from sibdsl.runtime.claims_settlement import settle_claims
from sibdsl.runtime.plan import Period, Timing
from tests.strategies.claims_by_hand import (
    card,
    claim,
    contract,
    day,
    days,
    evidence,
    limit,
    months,
    outcome,
    payment,
    settle,
    told,
)

VALIDATED = card(outcome(validated=True))


def after(name: str, at_least: Length | None = None, within: Length | None = None) -> tuple[After, ...]:
    return (After(name, at_least, within),)


def test_claims_are_taken_on_the_first_determination_after_validation() -> None:
    claims = [claim(text, "ann", "2018-01-01", validated_on=day(text)) for text in ("2018-03-31", "2018-04-01")]
    lines, _ = settle(VALIDATED, evidence(*claims))
    assert [told(line) for line in lines.values()] == ["paid 500.00 on 2018-03-31", "paid 500.00 on 2018-06-30"]


def test_a_suspended_determination_takes_nothing() -> None:
    suspended = contract(payment(suspended=(Period(date(2018, 3, 1), date(2018, 6, 30)),)))
    lines, _settled = settle(card(), evidence(claim("1", "ann", "2018-02-01")), contract=suspended)
    assert told(lines["1"]) == "paid 500.00 on 2018-09-30"


def test_where_no_determination_is_left_claims_are_rejected() -> None:
    given = evidence(claim("1", "ann", "2018-02-01"), claim("2", "ann", "2018-06-01"))
    lines, _settled = settle_claims(contract(), card(), given, None, termination=date(2018, 4, 15))
    assert [told(line) for line in lines] == ["paid 500.00 on 2018-03-31", "rejected SIB871"]
    going_on = contract(payment(continues=True))
    lines, _ = settle_claims(going_on, card(), given, None, termination=date(2018, 4, 15))
    assert [told(line) for line in lines] == ["paid 500.00 on 2018-03-31", "paid 500.00 on 2018-06-30"]


def test_as_of_a_day_only_what_was_known_counts() -> None:
    claims = [
        claim("submitted", "ann", "2018-02-01", submitted_on=day("2018-04-10"), validated_on=day("2018-04-10")),
        claim("validated", "bob", "2018-02-01", submitted_on=day("2018-02-01"), validated_on=day("2018-04-10")),
        claim("rejected", "cat", "2018-02-01", validated_on=day("2018-02-01"), rejected_on=day("2018-04-10")),
        claim("reached", "dan", "2018-04-10", validated_on=day("2018-04-10")),
    ]
    lines, settled = settle(VALIDATED, evidence(*claims), as_of="2018-04-09")
    assert [told(line) for line in lines.values()] == [
        "pending knowledge",
        "pending validation",
        "paid 500.00 on 2018-03-31",
        "pending knowledge",
    ]
    assert settled.settled_to == {"outcomes": date(2018, 3, 31)}
    lines, _ = settle(VALIDATED, evidence(*claims), as_of="2018-04-10")
    assert [told(line) for line in lines.values()] == [
        "pending determination",
        "pending determination",
        "paid 500.00 on 2018-03-31",
        "pending determination",
    ]


def test_without_a_day_the_latest_of_the_file_counts() -> None:
    given = evidence(
        claim("1", "ann", "2018-02-01"), claim("2", "nobody", "2018-03-01", submitted_on=day("2018-04-02"))
    )
    both = card(outcome(), outcome("home", payment="bonus"))
    _, settled = settle(both, given, as_of=None)
    assert settled.settled_to == {"outcomes": date(2018, 6, 30), "bonus": date(2018, 12, 31)}
    _lines, settled = settle(both, evidence(), as_of=None)
    assert settled.settled_to == {"outcomes": None, "bonus": None}


def test_a_payment_by_cohort_takes_the_claims_of_its_cohort() -> None:
    rounds = (
        CohortDates("first", "", Period(date(2018, 1, 1), date(2018, 6, 30))),
        CohortDates("second", "", Period(date(2018, 7, 1), date(2018, 12, 31))),
    )
    days_of_rounds = Timing(cohorts=("first", "second"), cohort_dates=(date(2018, 12, 31), date(2019, 6, 30)))
    by_round = contract(payment(timing=days_of_rounds), cohorts=(("first", ""), ("second", "")))
    people = (Enrolment("ann", date(2018, 1, 1)), Enrolment("bob", date(2018, 7, 1)))
    given = evidence(claim("1", "ann", "2018-09-01"), claim("2", "bob", "2018-09-01"), enrolled=people)
    lines, settled = settle(card(cohorts=rounds), given, contract=by_round)
    assert [told(line) for line in lines.values()] == ["paid 500.00 on 2018-12-31", "paid 500.00 on 2019-06-30"]
    assert [(total.day, total.occasion_cohort, total.cohort) for total in settled.totals] == [
        (date(2018, 12, 31), "first", "first"),
        (date(2019, 6, 30), "second", "second"),
    ]


def test_claims_are_taken_by_day_then_by_number_character_by_character() -> None:
    plan = card(limits=(limit("2", measure="claims"),))
    claims = [claim("9", "ann", "2018-02-01"), claim("10", "bob", "2018-02-01"), claim("0", "cat", "2018-02-02")]
    lines, _ = settle(plan, evidence(*claims))
    assert {number: line.paid for number, line in lines.items()} == {"10": 50000, "9": 50000, "0": 0}
    later_day = [claims[0], claims[1], claim("11", "cat", "2018-01-31")]
    lines, _ = settle(plan, evidence(*later_day))
    assert {number: line.paid for number, line in lines.items()} == {"11": 50000, "10": 50000, "9": 0}


def test_determinations_on_one_day_are_taken_together() -> None:
    both = card(outcome(), outcome("home", payment="bonus"), limits=(limit("1", "move_in", "home", measure="claims"),))
    given = evidence(claim("1", "ann", "2018-10-02"), claim("2", "bob", "2018-10-01", "home"))
    lines, _ = settle(both, given)
    assert {number: told(line) for number, line in lines.items()} == {
        "1": "cut 0.00 on 2018-12-31",
        "2": "paid 500.00 on 2018-12-31",
    }


STEPS = card(outcome(), outcome("stays", after=after("move_in", days(10), months(2))))


@pytest.mark.parametrize(
    ("reached", "became"),
    [
        ("2018-01-31", "rejected SIB868"),
        ("2018-02-10", "rejected SIB868"),
        ("2018-02-11", "paid 500.00 on 2018-03-31"),
        ("2018-04-01", "paid 500.00 on 2018-06-30"),
        ("2018-04-02", "rejected SIB868"),
    ],
)
def test_an_outcome_comes_after_another(reached: str, became: str) -> None:
    given = evidence(
        claim("2", "ann", reached, "stays"),
        claim("1", "ann", "2018-02-01"),
        claim("3", "ann", "2018-03-01"),  # of several the earliest counts
        claim("4", "bob", reached, "stays"),
    )
    lines, _ = settle(STEPS, given)
    assert told(lines["2"]) == became
    assert told(lines["4"]) == "rejected SIB867"


def test_what_comes_before_may_be_claimed_on_the_same_day_under_a_later_number() -> None:
    plan = card(outcome("third", after=after("second")), outcome("second", after=after("move_in")), outcome())
    claims = [claim("1", "ann", "2018-02-01", "third"), claim("2", "ann", "2018-02-01", "second")]
    _lines, settled = settle(plan, evidence(*claims, claim("3", "ann", "2018-02-01")))
    assert settled.paid == 3


def test_what_comes_before_is_accepted_in_the_same_determination_or_an_earlier_one() -> None:
    plan = card(outcome(validated=True), outcome("stays", after=after("move_in")))
    for validated, became in (("2018-06-30", "paid 500.00 on 2018-06-30"), ("2018-07-01", "rejected SIB867")):
        first = claim("1", "ann", "2018-02-01", validated_on=day(validated))
        lines, _ = settle(plan, evidence(first, claim("2", "ann", "2018-05-01", "stays")))
        assert told(lines["2"]) == became


def test_a_limit_that_takes_all_leaves_a_claim_accepted() -> None:
    plan = replace(STEPS, limits=(limit("0"),))
    lines, _ = settle(plan, evidence(claim("1", "ann", "2018-02-01"), claim("2", "ann", "2018-03-01", "stays")))
    assert [told(line) for line in lines.values()] == ["cut 0.00 on 2018-03-31", "paid 500.00 on 2018-03-31"]


def test_of_outcomes_of_which_only_one_is_paid_the_first_decides() -> None:
    plan = card(outcome(), outcome("part"), outcome("full"), only_one_of=(("part", "full"),))
    claims = [
        claim("1", "ann", "2018-02-02", "part"),
        claim("2", "ann", "2018-02-01", "full"),
        claim("3", "ann", "2018-02-03", "full"),
        claim("4", "ann", "2018-05-01", "part"),
        claim("5", "bob", "2018-02-02", "part"),
    ]
    lines, _ = settle(plan, evidence(*claims))
    assert [told(line) for line in lines.values()] == [
        "rejected SIB869",
        "paid 500.00 on 2018-03-31",
        "paid 500.00 on 2018-03-31",
        "rejected SIB869",
        "paid 500.00 on 2018-03-31",
    ]


def test_what_was_taken_back_was_not_reached() -> None:
    plan = card(
        outcome(), outcome("stays", after=after("move_in")), outcome("other"), only_one_of=(("move_in", "other"),)
    )
    claims = [
        claim("1", "ann", "2018-02-01", rejected_on=day("2018-07-01")),
        claim("2", "ann", "2018-06-01", "stays"),
        claim("3", "ann", "2018-08-01", "stays"),
        claim("4", "ann", "2018-06-01", "other"),
        claim("5", "ann", "2018-08-01", "other"),
    ]
    lines, _ = settle(plan, evidence(*claims))
    assert [told(line) for line in lines.values()] == [
        "recovered 500.00 on 2018-03-31 until 2018-09-30",
        "paid 500.00 on 2018-06-30",
        "rejected SIB867",
        "rejected SIB869",
        "paid 500.00 on 2018-09-30",
    ]


def test_outcomes_that_wait_for_each_other_are_refused() -> None:
    circle: ClaimsPlan = card(outcome("a", after=after("b")), outcome("b", after=after("a")))
    with pytest.raises(ValueError, match="the outcomes a, b wait for each other"):
        outcomes_in_order(circle)
