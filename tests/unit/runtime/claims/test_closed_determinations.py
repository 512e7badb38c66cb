"""Section 12 of the reference of claims: what was paid in an earlier settlement is not paid again, nor forgotten."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from sibdsl.runtime.claims import Claim, ClaimLine, ClaimsEvidence, ClaimsSettled, RefusedRow
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_settlement import settle_and_close
from tests.strategies.claims_by_hand import CONTRACT, DAYS, card, claim, day, evidence, limit, outcome, settle, told

FIRST = claim("1", "ann", "2018-02-01", validated_on=day("2018-02-10"))
SECOND = claim("2", "bob", "2018-02-01", validated_on=day("2018-02-20"))
VALIDATED = card(outcome(validated=True), outcome("home", "300", validated=True))


def close(plan: ClaimsPlan, given: ClaimsEvidence, as_of: str, ledger: Ledger = NO_LEDGER) -> Ledger:
    return settle_and_close(CONTRACT, plan, given, day(as_of), None, ledger).ledger


def again(
    *claims: Claim, plan: ClaimsPlan = VALIDATED, as_of: str = "2018-06-30"
) -> tuple[dict[str, ClaimLine], ClaimsSettled]:
    """Settle these claims, after FIRST and SECOND were settled and closed on 31 March 2018."""
    return settle(plan, evidence(*claims), as_of, close(plan, evidence(FIRST, SECOND), "2018-03-31"))


def months_paid(settled: ClaimsSettled) -> dict[date, int]:
    paid: dict[date, int] = {}
    for total in settled.totals:
        paid[total.day] = paid.get(total.day, 0) + (total.paid - total.recovered) // 100
    return paid


Q1, Q2 = date(2018, 3, 31), date(2018, 6, 30)


def test_what_did_not_change_stays() -> None:
    lines, settled = again(FIRST, SECOND)
    assert [told(line) for line in lines.values()] == ["paid 500.00 on 2018-03-31"] * 2
    assert months_paid(settled) == {Q1: 1000}


def test_a_late_claim_is_taken_in_the_first_open_determination() -> None:
    late = claim("0", "cat", "2018-01-15", validated_on=day("2018-01-20"))
    lines, settled = again(late, FIRST, SECOND)
    assert told(lines["0"]) == "paid 500.00 on 2018-06-30"
    assert months_paid(settled) == {Q1: 1000, Q2: 500}


@pytest.mark.parametrize(
    ("changes", "became", "q2"),
    [
        ({"person": "cat"}, "paid 500.00 on 2018-06-30", 0),
        ({"outcome": "home"}, "paid 300.00 on 2018-06-30", -200),
        ({"reached_on": day("2018-02-02")}, "paid 500.00 on 2018-06-30", 0),
        ({"reached_on": day("2017-02-02")}, "recovered 500.00 on 2018-03-31 until 2018-06-30", -500),
        ({"rejected_on": day("2018-02-15")}, "recovered 500.00 on 2018-03-31 until 2018-06-30", -500),
        ({"rejected_on": day("2018-06-15")}, "recovered 500.00 on 2018-03-31 until 2018-06-30", -500),
        ({"validated_on": None}, "pending validation", -500),
        ({"validated_on": day("2018-05-05")}, "paid 500.00 on 2018-03-31", 0),
        ({"person": "nobody"}, "recovered 500.00 on 2018-03-31 until 2018-06-30", -500),
        ({"person": "cat", "rejected_on": day("2018-06-15")}, "recovered 500.00 on 2018-03-31 until 2018-06-30", -500),
    ],
)
def test_a_correction_changes_the_next_determination(changes: dict[str, object], became: str, q2: int) -> None:
    lines, settled = again(replace(FIRST, **changes), SECOND)  # type: ignore[arg-type]
    assert told(lines["1"]) == became
    assert months_paid(settled)[Q1] == 1000
    assert months_paid(settled).get(Q2, 0) == q2


def test_a_claim_that_is_no_longer_reported_stays_paid() -> None:
    _lines, settled = again(SECOND)
    assert months_paid(settled) == {Q1: 1000}
    assert settled.unreported == 1


def test_a_row_that_cannot_be_read_any_more_is_taken_back() -> None:
    ledger = close(VALIDATED, evidence(FIRST, SECOND), "2018-03-31")
    refused = RefusedRow("claims", 9, "SIB940", "reached_on", "1", {})
    given = replace(evidence(SECOND), refused=(refused,), read=2)
    _lines, settled = settle(VALIDATED, given, "2018-06-30", ledger)
    assert months_paid(settled) == {Q1: 1000, Q2: -500}
    assert settled.rejected == {"SIB940": 1}
    assert settled.unreported == 0


def test_claims_that_contradict_each_other_now_are_taken_back() -> None:
    _, settled = again(FIRST, replace(FIRST, person="cat"), SECOND)
    assert months_paid(settled) == {Q1: 1000, Q2: -500}
    assert settled.rejected == {"SIB851": 2}


def test_nothing_happens_before_the_next_determination_is_made() -> None:
    lines, settled = again(replace(FIRST, person="cat"), SECOND, as_of="2018-06-29")
    assert told(lines["1"]) == "paid 500.00 on 2018-03-31"
    assert months_paid(settled) == {Q1: 1000}


def test_what_was_taken_back_can_be_taken_anew() -> None:
    rejected = replace(FIRST, rejected_on=day("2018-04-10"))
    ledger = close(VALIDATED, evidence(rejected, SECOND), "2018-06-30")
    lines, _ = settle(VALIDATED, evidence(rejected, SECOND), "2018-09-30", ledger)
    assert told(lines["1"]) == "recovered 500.00 on 2018-03-31 until 2018-06-30"
    lines, settled = settle(VALIDATED, evidence(FIRST, SECOND), "2018-09-30", ledger)
    assert told(lines["1"]) == "paid 500.00 on 2018-09-30"
    assert months_paid(settled) == {Q1: 1000, Q2: -500, date(2018, 9, 30): 500}


def test_closed_claims_use_up_limits_and_were_reached() -> None:
    plan = replace(VALIDATED, limits=(limit("1", measure="claims", per=("person",)), limit("1200")))
    more = [
        claim(str(n), person, "2018-05-01", validated_on=day("2018-05-01")) for n, person in ((3, "ann"), (4, "cat"))
    ]
    lines, _ = again(FIRST, SECOND, *more, plan=plan)
    assert [line.paid // 100 for line in lines.values()] == [500, 500, 0, 200]
    lines, _ = again(replace(FIRST, person="dan"), SECOND, *more, plan=plan)
    # Claim 1 is taken back, so that ann has room again; it was reached first, so that it is taken first.
    assert [line.paid // 100 for line in lines.values()] == [500, 500, 200, 0]


def test_closed_quantities_are_not_counted_again() -> None:
    plan = card(outcome(price="10", unit=DAYS), limits=(limit("30", measure="quantity", per=("person",)),))
    first = claim("1", "ann", "2018-02-01", quantity=Fraction(20))
    second = claim("2", "ann", "2018-05-01", quantity=Fraction(20))
    ledger = close(plan, evidence(first), "2018-03-31")
    lines, _ = settle(plan, evidence(first, second), "2018-06-30", ledger)
    assert [line.paid // 100 for line in lines.values()] == [200, 100]
    ledger = close(plan, evidence(first, second), "2018-06-30", ledger)
    first_corrected = replace(first, quantity=Fraction(5))
    lines, settled = settle(plan, evidence(first_corrected, second), "2018-09-30", ledger)
    # 20 are taken back, so that 20 of 30 are free again, of which 5 are taken.
    assert [line.paid // 100 for line in lines.values()] == [50, 100]
    assert settled.changed == 1


def test_another_contract_has_another_ledger() -> None:
    ledger = close(VALIDATED, evidence(FIRST), "2018-03-31")
    with pytest.raises(ValueError, match="other limits"):
        settle(card(limits=(limit("1"),)), evidence(FIRST), "2018-06-30", ledger)
