"""Sections 2, 3 and 6 of the reference of claims: who is enrolled, and which states lasted."""

from dataclasses import replace
from datetime import date

import pytest

from sibdsl.runtime.claims import Enrolment
from sibdsl.runtime.claims_plan import CohortDates, Sustained
from sibdsl.runtime.claims_states import day_completed
from sibdsl.runtime.plan import Period
from tests.strategies.claims_by_hand import (
    card,
    claim,
    contract,
    day,
    days,
    evidence,
    home,
    months,
    outcome,
    settle,
    spell,
    told,
)

JOINED = date(2018, 1, 10)
ROUNDS = (
    CohortDates("round_1", "", Period(date(2018, 1, 1), date(2018, 6, 30))),
    CohortDates("round_2", "", Period(date(2018, 7, 1), date(2018, 12, 31))),
)
BY_ROUND = contract(cohorts=(("round_1", ""), ("round_2", "")))


def test_a_person_that_is_there_twice_counts_once() -> None:
    twice = (Enrolment("ann", JOINED), Enrolment("ann", JOINED))
    lines, settled = settle(card(), evidence(claim("1", "ann", "2018-02-01"), enrolled=twice))
    assert told(lines["1"]) == "paid 500.00 on 2018-03-31"
    assert settled.refused == {("enrolment", "SIB875"): 1}


def test_rows_that_differ_enrol_nobody() -> None:
    rows = (Enrolment("ann", JOINED), Enrolment("ann", JOINED, groups=frozenset({"young"})), Enrolment("ann", JOINED))
    lines, settled = settle(card(), evidence(claim("1", "ann", "2018-02-01"), enrolled=rows))
    assert told(lines["1"]) == "rejected SIB852"
    assert settled.refused == {("enrolment", "SIB876"): 3}


def test_a_person_in_two_cohorts_is_told_so() -> None:
    rows = (Enrolment("ann", JOINED, "round_1"), Enrolment("ann", date(2018, 8, 1), "round_2"))
    given = evidence(claim("1", "ann", "2018-09-01"), enrolled=rows)
    lines, settled = settle(card(cohorts=ROUNDS), given, contract=BY_ROUND)
    assert told(lines["1"]) == "rejected SIB853"
    assert settled.refused == {("enrolment", "SIB853"): 2}


@pytest.mark.parametrize(
    ("joined", "named", "cohort", "code"),
    [
        ("2018-06-30", None, "round_1", ""),
        ("2018-07-01", None, "round_2", ""),
        ("2018-07-01", "round_2", "round_2", ""),
        ("2018-07-01", "round_1", None, "SIB874"),
        ("2019-01-01", None, None, "SIB944"),
        ("2017-12-31", None, None, "SIB874"),
    ],
)
def test_a_cohort_is_named_or_found_by_the_day(joined: str, named: str | None, cohort: str | None, code: str) -> None:
    given = evidence(claim("1", "ann", "2019-02-01"), enrolled=(Enrolment("ann", day(joined), named),))
    lines, settled = settle(card(cohorts=ROUNDS), given, contract=BY_ROUND)
    assert lines["1"].cohort == cohort
    assert lines["1"].reason == ("SIB852" if code else "")
    assert settled.refused == ({("enrolment", code): 1} if code else {})


def test_spells_that_overlap_or_run_backwards_are_rejected() -> None:
    spells = (
        spell("2018-02-01", "2018-03-31"),
        spell("2018-03-31", "2018-12-31"),  # begins on the last day of the first
        spell("2018-06-01", "2018-07-01"),  # overlaps the second, although that one is rejected
        spell("2019-01-01", None),
        spell("2018-05-02", "2018-05-01"),
    )
    plan = card(outcome(sustained=home(3)))
    lines, settled = settle(plan, evidence(claim("1", "ann", "2018-05-01"), spells=spells))
    assert told(lines["1"]) == "rejected SIB864"
    assert settled.refused == {("spells", "SIB872"): 2, ("spells", "SIB873"): 1}


def test_what_lies_before_enrolment_does_not_count() -> None:
    plan = card(outcome(sustained=home(3)))
    early = (spell("2017-10-01", None),)
    lines, _ = settle(plan, evidence(claim("1", "ann", "2018-03-30"), claim("2", "ann", "2018-03-31"), spells=early))
    # The clock starts on 1 January: three months are over on 31 March.
    assert told(lines["1"]) == "rejected SIB864"
    assert told(lines["2"]) == "paid 500.00 on 2018-03-31"


def completed(sustained: Sustained, *spells: tuple[str, str | None]) -> str:
    found = day_completed(sustained, [spell(*item) for item in spells], "same day")
    return str(found)


def test_a_state_is_completed_on_the_day_before_the_anniversary() -> None:
    assert completed(home(6), ("2018-02-01", None)) == "2018-07-31"
    assert completed(home(6), ("2018-02-01", "2018-07-31")) == "2018-07-31"
    assert completed(home(6), ("2018-02-01", "2018-07-30")) == "None"
    assert completed(replace(home(), length=days(7)), ("2018-02-01", "2018-02-07")) == "2018-02-07"
    # One month after 31 January is 28 February: the month is over on the 27th.
    assert completed(home(1), ("2018-01-31", None)) == "2018-02-27"


def test_an_allowed_gap_moves_the_end_by_its_days() -> None:
    with_gap = home(3, gap=7)
    # Seven days, 1 to 7 March, are between the spells.
    assert completed(with_gap, ("2018-01-01", "2018-02-28"), ("2018-03-08", None)) == "2018-04-07"
    assert completed(with_gap, ("2018-01-01", "2018-02-28"), ("2018-03-01", None)) == "2018-03-31"


def test_a_longer_gap_restarts_the_clock_or_forfeits() -> None:
    spells = (("2018-01-01", "2018-02-28"), ("2018-03-09", None))
    assert completed(home(3, gap=7), *spells) == "2018-06-08"
    assert completed(home(3, gap=7, restarts=False), *spells) == "None"
    # What was reached before a break stays reached.
    assert completed(home(1, restarts=False), *spells) == "2018-01-31"


def test_within_counts_from_the_start_of_the_clock() -> None:
    # Completed on 30 April with 30 days of gaps; 4 months from 1 January end on 30 April.
    spells = (("2018-01-01", "2018-02-28"), ("2018-03-31", None))
    assert completed(home(3, gap=30, within=months(4)), *spells) == "2018-04-30"
    assert completed(home(3, gap=30, within=days(119)), *spells) == "None"
    # The first clock is too slow, the second is not.
    later = (*spells[:1], ("2018-03-31", "2018-04-10"), ("2018-07-01", None))
    assert completed(home(3, gap=30, within=days(100)), *later) == "2018-09-30"
