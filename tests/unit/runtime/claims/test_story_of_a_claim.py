"""The life of one claim is told step by step, and nobody is named."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sibdsl.runtime.claims import Claim, Enrolment
from sibdsl.runtime.claims_plan import ClaimsPlan, Documents, Group, Length, Recorded, Requirement, Uplift
from sibdsl.runtime.claims_settlement import settle_and_close, settle_claims
from sibdsl.runtime.claims_story import claim_story
from sibdsl.runtime.plan import Range
from tests.strategies.claims_by_hand import (
    CONTRACT,
    DAYS,
    HOURS,
    card,
    claim,
    day,
    evidence,
    home,
    limit,
    months,
    outcome,
    spell,
)
from tests.strategies.claims_evidence import PEOPLE, settlements
from tests.strategies.claims_plans import claims_contracts


def told(plan: ClaimsPlan, *rows: Claim, which: str = "1", as_of: str = "2018-12-31") -> list[str]:
    people = (Enrolment("zoe", day("2018-01-01"), groups=frozenset({"young"})),)
    given_evidence = evidence(*rows, enrolled=people, spells=(replace(spell("2018-01-05", None), person="zoe"),))
    lines, _ = settle_claims(CONTRACT, plan, given_evidence, day(as_of))
    line = next(line for line in lines if line.claim == which)
    return [str(step["text"]) for step in claim_story(CONTRACT, plan, given_evidence, line, day(as_of))]


FULL = card(
    outcome(
        title="Enters a home",
        claimed_within=months(3),
        reached_to=months(18),
        documents=(Documents(1, ("form",)), Documents(1, ("lease", "letter"))),
        sustained=home(1),
        validated=True,
        verifiers=("council",),
        recorded=(Recorded("weekly", "", HOURS, None),),
        requires=((Requirement("weekly", Range(Fraction(25))),),),
    ),
    groups=(Group("young", "Young people"),),
    uplifts=(Uplift(Fraction(1, 10), "young", ("move_in",), None, "half up", "uplift 10% for young"),),
    limits=(limit("1", measure="claims", per=("person",), text="once"), limit("500", text="at most GBP 500")),
)
GOOD = claim(
    "1", "zoe", "2018-02-10", submitted_on=day("2018-02-11"), validated_on=day("2018-02-20"),
    documents=frozenset({"form", "letter"}), recorded={"weekly": Fraction(26)}, rejected_on=day("2018-05-05"),
)  # fmt: skip


def test_a_claim_that_was_paid_in_part_and_taken_back() -> None:
    assert told(FULL, GOOD) == [
        "Claim 1 is for Enters a home, reached on 2018-02-10; submitted on 2018-02-11; validated on 2018-02-20; "
        "rejected on 2018-05-05.",
        "The person was enrolled on 2018-01-01.",
        "Weekly is 26 hours, which is what the outcome requires.",
        "It had to be reached not after 2019-07-01.",
        "It had to be submitted within 3 months, by 2018-05-10.",
        "It needs form; 1 of them is there.",
        "It needs 1 of lease or letter; 1 of them is there.",
        "The state housed had to last 1 month: it had on 2018-02-04.",
        "It was validated by The Council on 2018-02-20.",
        "Its price is GBP 500.",
        "The uplift `uplift 10% for young` for Young people makes GBP 500 into GBP 550.",
        "It is taken in the determination of outcomes on 2018-03-31, and asks for GBP 550.",
        "The limit `once` takes nothing.",
        "The limit `at most GBP 500` takes GBP 50 and leaves GBP 500.",
        "GBP 500 is paid for it.",
        "GBP 500 is taken back on 2018-06-30: the verifier rejected the claim (SIB866).",
    ]


def test_a_claim_that_was_rejected_says_which_check_it_failed() -> None:
    late = replace(GOOD, submitted_on=day("2018-05-11"), validated_on=None, rejected_on=None)
    assert told(FULL, late)[-1] == "It is rejected: the claim was submitted after its deadline (SIB857)."
    plan = card(outcome(unit=DAYS, step=Fraction(1)))
    half = claim("1", "zoe", "2018-02-01", quantity=Fraction(1, 2))
    assert told(plan, half)[-2:] == [
        "Its quantity is 0.5 days, which cannot be counted.",
        "It is rejected: the quantity is finer than the outcome is counted (SIB861).",
    ]
    assert told(card(), claim("1", "zed", "2018-02-01"))[1:] == [
        "There is no row of enrolment that can be used for the person.",
        "It is rejected: the person is not enrolled (SIB852).",
    ]


def test_how_long_a_state_had_to_last_is_told_as_written() -> None:
    weeks = Length(91, "days", "13 weeks")
    lasting = home(1, length=weeks, within=Length(126, "days", "18 weeks"), gap=7)
    texts = {
        "13 weeks": home(1, length=weeks),
        "13 weeks within 18 weeks, with gaps of at most 7 days": lasting,
        "13 weeks, with gaps of at most 1 day": replace(lasting, within=None, gap=1),
        "13 weeks within 18 weeks, with gaps of at most 7 days, and a longer gap ended it for good": replace(
            lasting, restarts=False
        ),
        "13 weeks, and a gap ended it for good": home(1, length=weeks, restarts=False),
    }
    for text, sustained in texts.items():
        plan = card(outcome(sustained=sustained))
        assert f"The state housed had to last {text}: it had on 2018-04-05." in told(
            plan, claim("1", "zoe", "2018-04-06")
        )


def test_a_claim_that_waits() -> None:
    waiting = replace(GOOD, validated_on=None, rejected_on=None)
    assert told(FULL, waiting)[-2:] == [
        "It has not been validated by The Council yet.",
        "It is pending: the verifier has not decided yet.",
    ]


def test_a_closed_claim_that_is_not_reported_any_more() -> None:
    closed = settle_and_close(CONTRACT, card(), evidence(claim("1", "zoe", "2018-02-01"), enrolled=(
        Enrolment("zoe", day("2018-01-01")),)), day("2018-03-31")).ledger.lines[0]  # fmt: skip
    texts = [str(step["text"]) for step in claim_story(CONTRACT, card(), evidence(), closed)]
    assert texts == [
        "Claim 1 is for move in, reached on 2018-02-01. It is in a closed determination, and not in the claims file "
        "any more.",
        "It is taken in the determination of outcomes on 2018-03-31, and asks for GBP 500.",
        "GBP 500 is paid for it.",
    ]


@given(st.data())
def test_every_claim_has_a_story_that_ends_with_what_became_of_it(data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    for rows, as_of, ledger in data.draw(settlements(plan, claims)):
        for line in settle_and_close(plan, claims, rows, as_of, None, ledger).lines:
            story = claim_story(plan, claims, rows, line, as_of)
            ends = {"paid": "paid", "cut": "paid", "recovered": "recovered"}
            assert story[-1]["kind"] == ends.get(line.status, line.status)
            text = " ".join(str(step["text"]) for step in story)
            assert not any(f" {person} " in text for person in PEOPLE)
            # What was checked and met led to the claim, and what was not met is why it was rejected.
            if line.status in ("paid", "cut") and line.row and not ledger.lines:
                assert all(step["met"] for step in story if step["kind"] == "check")
