"""Sections 4 and 5 of the reference of claims: which claims are rejected, and which wait."""

from dataclasses import replace
from fractions import Fraction

import pytest

from sibdsl.runtime.claims import Claim, Enrolment
from sibdsl.runtime.claims_plan import Documents, Price, Recorded, Requirement
from sibdsl.runtime.plan import Range
from tests.strategies.claims_by_hand import (
    DAYS,
    HOURS,
    card,
    claim,
    day,
    days,
    evidence,
    home,
    months,
    outcome,
    settle,
    told,
)

LATE = {"reached_on": day("2019-07-02"), "submitted_on": day("2019-07-02")}
FROM_25 = Requirement("weekly", Range(Fraction(25)))
ABOVE_325 = Requirement("total", Range(Fraction(325), low_closed=False))


def test_the_same_row_twice_counts_once() -> None:
    one = claim("1", "ann", "2018-02-01")
    _, settled = settle(card(), evidence(one, one, one))
    assert (settled.paid, settled.rejected) == (1, {"SIB850": 2})


def test_rows_that_contradict_each_other_do_not_count() -> None:
    one = claim("1", "ann", "2018-02-01")
    _, settled = settle(card(), evidence(one, one, replace(one, reached_on=day("2018-02-02"))))
    assert (settled.paid, settled.rejected) == (0, {"SIB851": 3})


@pytest.mark.parametrize(
    ("changes", "became"),
    [
        ({"outcome": "move_out", "person": "nobody"}, "rejected SIB854"),
        ({"person": "nobody", "reached_on": day("2017-01-01")}, "rejected SIB852"),
        ({"reached_on": day("2017-12-31"), "quantity": None}, "rejected SIB855"),
        ({"submitted_on": day("2018-01-31"), "quantity": None}, "rejected SIB856"),
        ({"validated_on": day("2018-01-31")}, "rejected SIB856"),
        ({"submitted_on": day("2018-02-03"), "rejected_on": day("2018-02-02")}, "rejected SIB856"),
        ({"quantity": None}, "rejected SIB859"),
        ({"quantity": Fraction(0)}, "rejected SIB860"),
        ({"quantity": Fraction(-1, 3)}, "rejected SIB860"),
        ({"quantity": Fraction(201, 2)}, "rejected SIB861"),
        ({"quantity": Fraction(101), "recorded": {}}, "rejected SIB860"),
        ({"recorded": {}, **LATE}, "rejected SIB862"),
        ({**LATE}, "rejected SIB858"),
        ({"reached_on": day("2018-01-31"), "submitted_on": day("2018-05-30")}, "rejected SIB858"),
        ({"submitted_on": day("2018-05-02")}, "rejected SIB857"),
        ({"submitted_on": None}, "rejected SIB857"),
        ({"reached_on": day("2019-02-02"), "submitted_on": day("2019-02-02")}, "rejected SIB865"),
        ({}, "paid 500.00 on 2018-06-30"),
        ({"reached_on": day("2018-02-01"), "submitted_on": day("2018-02-01")}, "paid 500.00 on 2018-03-31"),
    ],
)
def test_the_first_reason_is_the_one_that_is_given(changes: dict[str, object], became: str) -> None:
    plan = outcome(
        prices=(Price(Fraction(100), "", end=day("2019-02-01")),),
        unit=DAYS,
        step=Fraction(1),
        range=Range(high=Fraction(100)),
        claimed_within=months(3),
        reached_from=months(1),
        reached_to=months(18),
        recorded=(Recorded("weekly", "", HOURS, None),),
        requires=((FROM_25,),),
    )
    good = Claim("1", "ann", "move_in", day("2018-02-01"), submitted_on=day("2018-05-01"), quantity=Fraction(5),
                 recorded={"weekly": Fraction(25)})  # fmt: skip
    lines, _ = settle(card(plan), evidence(replace(good, **changes)))  # type: ignore[arg-type]
    assert told(lines["1"]) == became


@pytest.mark.parametrize(
    ("recorded", "accepted"),
    [
        ({"weekly": 25}, True),
        ({"weekly": 24, "total": 325}, False),
        ({"weekly": 24, "total": 326}, True),
        ({"total": 326}, True),
        ({}, False),
    ],
)
def test_one_alternative_is_enough(recorded: dict[str, int], accepted: bool) -> None:
    plan = card(outcome(requires=((FROM_25,), (ABOVE_325,))))
    numbers = {name: Fraction(value) for name, value in recorded.items()}
    lines, _ = settle(plan, evidence(claim("1", "ann", "2018-02-01", recorded=numbers)))
    assert told(lines["1"]) == ("paid 500.00 on 2018-03-31" if accepted else "rejected SIB862")


def test_months_are_counted_by_the_rule_for_month_ends() -> None:
    plan = card(outcome(claimed_within=months(1)))
    in_time = claim("1", "ann", "2018-01-31", submitted_on=day("2018-02-28"))
    late = claim("2", "ann", "2018-01-31", submitted_on=day("2018-03-01"))
    lines, _ = settle(plan, evidence(in_time, late))
    assert [told(line) for line in lines.values()] == ["paid 500.00 on 2018-03-31", "rejected SIB857"]


def test_days_count_from_enrolment() -> None:
    plan = card(outcome(reached_from=days(14), reached_to=days(28)))
    joined = (Enrolment("ann", day("2018-02-01")),)
    claims = [claim(text, "ann", text) for text in ("2018-02-14", "2018-02-15", "2018-03-01", "2018-03-02")]
    lines, _ = settle(plan, evidence(*claims, enrolled=joined))
    assert [line.reason for line in lines.values()] == ["SIB858", "", "", "SIB858"]


PROVED = outcome(
    documents=(Documents(1, ("form",)), Documents(2, ("lease", "letter", "bill"))), validated=True, verifiers=("audit",)
)


@pytest.mark.parametrize(
    ("documents", "validated", "became"),
    [
        ("", None, "pending documents"),
        ("form;lease", None, "pending documents"),
        ("form;lease;bill", None, "pending validation"),
        ("form;lease", "2018-02-20", "rejected SIB863"),
        ("form;lease;bill", "2018-02-20", "paid 500.00 on 2018-03-31"),
        ("form;lease;bill", "2018-03-31", "paid 500.00 on 2018-03-31"),
        ("form;lease;bill", "2018-04-01", "paid 500.00 on 2018-06-30"),
        ("form;lease;bill", "2020-01-01", "pending validation"),
    ],
)
def test_documents_and_validation(documents: str, validated: str | None, became: str) -> None:
    names = frozenset(documents.split(";")) if documents else frozenset()
    one = claim("1", "ann", "2018-02-01", documents=names, validated_on=day(validated) if validated else None)
    lines, _ = settle(card(PROVED), evidence(one))
    assert told(lines["1"]) == became


def test_a_state_that_did_not_last_is_no_reason_before_validation() -> None:
    plan = card(outcome(sustained=home(), validated=True))
    lines, _ = settle(plan, evidence(claim("1", "ann", "2018-02-01")))
    assert told(lines["1"]) == "pending validation"


def test_nobody_verifies_an_outcome_that_needs_no_validation() -> None:
    one = claim("1", "ann", "2018-02-01", submitted_on=day("2018-04-05"), validated_on=day("2019-01-01"))
    lines, _ = settle(card(), evidence(one))
    assert told(lines["1"]) == "paid 500.00 on 2018-06-30"


@pytest.mark.parametrize(
    ("validated", "rejected", "became"),
    [
        (None, "2018-02-20", "rejected SIB866"),
        ("2018-02-20", "2018-03-31", "rejected SIB866"),
        ("2018-02-20", "2018-04-01", "recovered 500.00 on 2018-03-31 until 2018-06-30"),
        ("2018-02-20", "2018-06-30", "recovered 500.00 on 2018-03-31 until 2018-06-30"),
        ("2018-02-20", "2018-07-01", "recovered 500.00 on 2018-03-31 until 2018-09-30"),
        ("2019-12-01", "2019-12-31", "rejected SIB866"),
    ],
)
def test_rejected_before_or_after_it_was_paid(validated: str | None, rejected: str, became: str) -> None:
    plan = card(outcome(validated=True))
    one = claim("1", "ann", "2018-02-01", validated_on=day(validated) if validated else None, rejected_on=day(rejected))
    lines, _ = settle(plan, evidence(one))
    assert told(lines["1"]) == became


def test_what_the_evidence_shows_comes_before_what_the_verifier_decided_later() -> None:
    plan = card(outcome(validated=True, sustained=home()))
    waiting = claim("1", "ann", "2018-02-01", rejected_on=day("2018-02-10"))
    shown = claim("2", "ann", "2018-02-01", validated_on=day("2018-02-10"), rejected_on=day("2018-02-11"))
    lines, _ = settle(plan, evidence(waiting, shown))
    assert [told(line) for line in lines.values()] == ["rejected SIB866", "rejected SIB864"]
