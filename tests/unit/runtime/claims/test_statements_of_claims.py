"""A statement pays what claims come to: netting, shares of payers, limits on whole payments, counts, and words."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from sibdsl.runtime.cards import Backlog
from sibdsl.runtime.case import Case
from sibdsl.runtime.claims import Claim
from sibdsl.runtime.claims_cards import with_settled_claims
from sibdsl.runtime.claims_plan import ClaimsPlan, CohortDates
from sibdsl.runtime.claims_settlement import settle_claims
from sibdsl.runtime.determinations import prepare
from sibdsl.runtime.evidence import evidence_of
from sibdsl.runtime.plan import Cap, CardShare, Payer, PaymentPlan, Period, Plan, Read
from sibdsl.runtime.presentation import present
from sibdsl.runtime.settlement import RuleFunction
from sibdsl.runtime.settlement import settle as settle_plan
from sibdsl.runtime.statement import Statement
from sibdsl.runtime.trace import Exact
from tests.strategies.claims_by_hand import card, claim, contract, day, evidence, limit, outcome, payment

READS = (Read("claims", "outcomes"),)


def _amount(case: Case) -> Exact:
    amount: Exact = case.formula("outcomes", case.card_amount("outcomes"))
    for name in case.occasion.caps:
        if name not in case.occasion.payment.payer_caps:
            amount = case.capped(name, amount)
    return amount


RULES: Mapping[str, RuleFunction] = {"outcomes": _amount}


def statement_of(plan: Plan, claims: ClaimsPlan, *rows: Claim, as_of: str | None = "2019-12-31") -> Statement:
    on = day(as_of) if as_of else None
    _, settled = settle_claims(plan, claims, evidence(*rows), on)
    given = with_settled_claims(evidence_of(), prepare(plan), claims, settled)
    return settle_plan(plan, RULES, given, on)


def amounts(statement: Statement) -> list[tuple[str, str, int]]:
    """Each line that is above zero: day, payer, and pounds."""
    return [(str(line.determination.day), line.payer, line.minor // 100) for line in statement.lines if line.minor]


def one_payer(**changes: object) -> PaymentPlan:
    return payment(reads=READS, **changes)


def test_a_determination_pays_what_its_claims_come_to() -> None:
    statement = statement_of(
        contract(one_payer()), card(), claim("1", "ann", "2018-02-01"), claim("2", "bob", "2018-02-01")
    )
    assert amounts(statement) == [("2018-03-31", "council", 1000)]
    assert len(statement.lines) == 8


def test_determinations_after_the_claims_wait_for_claims() -> None:
    statement = statement_of(contract(one_payer()), card(), claim("1", "ann", "2018-02-01"), as_of=None)
    assert [line.determination.day for line in statement.lines] == [date(2018, 3, 31)]
    assert statement.pending[0].waits_for == ("claims after 2018-03-31",)
    nothing_read = settle_plan(contract(one_payer()), RULES, evidence_of())
    assert nothing_read.pending[0].waits_for == ("claims",)


def test_what_is_taken_back_is_deducted_until_nothing_is_left() -> None:
    rows = [
        claim("1", "ann", "2018-02-01", rejected_on=day("2018-04-10")),
        claim("2", "bob", "2018-02-01", rejected_on=day("2018-04-10")),
        claim("3", "cat", "2018-05-01"),
        claim("4", "dan", "2018-08-01"),
        claim("5", "eve", "2018-08-01"),
    ]
    statement = statement_of(contract(one_payer()), card(), *rows)
    # 1,000 is paid and taken back; 500 of that in June, 500 in September.
    assert amounts(statement) == [("2018-03-31", "council", 1000), ("2018-09-30", "council", 500)]
    assert statement.to_take_back == {}
    early = statement_of(contract(one_payer()), card(), *rows, as_of="2018-06-30")
    assert early.to_take_back == {"outcomes": 50000}
    assert "GBP 500 paid for claims of outcomes is left to take back." in present(early, "table")


SHARED = payment(
    reads=READS,
    payers=(Payer("fund", Fraction(0)), Payer("council", Fraction(0))),
    card_shares=(
        CardShare(("home",), (), (Payer("fund", Fraction(1, 3)), Payer("council", Fraction(2, 3)))),
        CardShare(("move_in", "home"), ("second",), (Payer("fund", Fraction(1)),)),
        CardShare(("move_in", "home"), (), (Payer("council", Fraction(1)),)),
    ),
)
TWO = card(outcome(price="0.05"), outcome("home", "0.05"))


def test_payers_share_by_outcome_and_cohort_and_every_penny_is_paid() -> None:
    statement = statement_of(
        contract(SHARED), TWO, claim("1", "ann", "2018-02-01"), claim("2", "bob", "2018-02-01", "home")
    )
    # Of 5 pence the fund pays 2 (1.67) and the council 3 (3.33), and of the other 5 the council all.
    assert [(line.payer, line.minor) for line in statement.lines[:2]] == [("fund", 2), ("council", 8)]
    # What one party pays alone is not divided.
    told = present(statement, "table")
    assert "GBP 0.05 for home is shared: fund " in told
    assert told.count(" is shared: ") == 1
    cohorts = (CohortDates("second", "", Period(date(2018, 1, 1), date(2018, 12, 31))),)
    by_cohort = card(outcome(price="0.05"), cohorts=cohorts)
    statement = statement_of(
        contract(SHARED, cohorts=(("second", ""),)), by_cohort, claim("1", "ann", "2018-02-01")
    )  # fmt: skip
    assert [(line.payer, line.minor) for line in statement.lines[:2]] == [("fund", 5), ("council", 0)]


def test_what_is_taken_back_is_taken_back_from_those_who_paid_it() -> None:
    rows = [
        claim("1", "ann", "2018-02-01", rejected_on=day("2018-04-10")),
        claim("2", "bob", "2018-05-01", "home"),
        claim("3", "bob", "2018-08-01"),
    ]
    plan = card(outcome(), outcome("home", "300"))
    assert amounts(statement_of(contract(SHARED), plan, *rows)) == [
        ("2018-03-31", "council", 500),
        ("2018-06-30", "fund", 100),
        ("2018-06-30", "council", 200),
        # Claim 3 is 500, of which all is deducted.
    ]


def test_what_a_limit_on_whole_payments_cut_need_not_be_paid_back() -> None:
    cap = Cap("total", "GBP 600 in total", None, Fraction(600), "total", ("outcomes",))
    rows = [
        claim("1", "ann", "2018-02-01", rejected_on=day("2018-04-10")),
        claim("2", "bob", "2018-02-01"),
        claim("3", "cat", "2018-08-01"),
    ]
    statement = statement_of(contract(one_payer(), caps=(cap,)), card(), *rows)
    # 600 of 1,000 were paid. Of the 500 taken back 400 were never paid; 100 is deducted from the 500 of claim 3,
    # of which the limit leaves nothing.
    assert amounts(statement) == [("2018-03-31", "council", 600)]
    assert "GBP 400 of that was never paid, because a limit cut it." in present(statement, "table")


def test_shares_are_paid_as_far_as_a_limit_on_whole_payments_allows() -> None:
    cap = Cap("total", "GBP 600 in total", None, Fraction(600), "total", ("outcomes",))
    plan = card(outcome(), outcome("home", "300"))
    rows = [claim("1", "ann", "2018-02-01"), claim("2", "bob", "2018-02-01", "home")]
    # 600 of 800: 375 for move_in and 225 for home, of which the fund pays a third.
    assert amounts(statement_of(contract(SHARED, caps=(cap,)), plan, *rows)) == [
        ("2018-03-31", "fund", 75),
        ("2018-03-31", "council", 525),
    ]


def test_a_limit_on_a_payer_is_noted_for_the_share_it_cut() -> None:
    fund = Cap("fund", "GBP 50 from fund", None, Fraction(50), "total", (), payer="fund")
    shared = payment(
        reads=READS, payers=SHARED.payers, card_shares=SHARED.card_shares, payer_caps=("fund",)
    )  # fmt: skip
    plan = card(outcome(), outcome("home", "300"))
    rows = [
        claim("1", "ann", "2018-02-01", "home", rejected_on=day("2018-04-10")),
        claim("2", "bob", "2018-05-01", "home"),
        claim("3", "cat", "2018-08-01", "home"),
    ]
    statement = statement_of(contract(shared, caps=(fund,)), plan, *rows)
    # 50 of the 300 were never paid, so that 250 are deducted from the 300 of claim 2.
    assert amounts(statement) == [
        ("2018-03-31", "fund", 50),
        ("2018-03-31", "council", 200),
        ("2018-06-30", "council", 33),
        ("2018-09-30", "council", 200),
    ]


def test_the_statement_says_how_many_claims_and_what_became_of_them() -> None:
    plan = card(outcome(title="Enters a home"), limits=(limit("700", text="at most GBP 700", clause="4.2"),))
    rows = [
        claim("1", "ann", "2018-02-01"),
        claim("2", "bob", "2018-02-02"),
        claim("3", "nobody", "2018-02-02"),
        claim("4", "ann", "2019-12-31", submitted_on=day("2020-01-05")),
    ]
    statement = statement_of(contract(one_payer()), plan, *rows)
    line = statement.lines[0].to_data()
    assert line["claims"] == [
        {
            "outcome": "move_in",
            "title": "Enters a home",
            "cohort": None,
            "people": 2,
            "claims": 2,
            "paid_in_full": 1,
            "cut": 1,
            "asked": "1000.00",
            "cuts": [{"limit": "at most GBP 700", "clause": "4.2", "amount": "300.00"}],
            "paid": "700.00",
            "recovered_claims": 0,
            "recovered": "0.00",
            "share": "1",
        }
    ]
    counts = statement.to_data()["claims"]
    assert isinstance(counts, dict)
    assert {name: counts[name] for name in ("read", "people", "paid_in_full", "cut", "rejected", "pending")} == {
        "read": 4, "people": 2, "paid_in_full": 1, "cut": 1, "rejected": 1, "pending": 1,
    }  # fmt: skip
    (by_outcome,) = counts["by_outcome"]
    assert by_outcome == {
        "outcome": "move_in", "title": "Enters a home", "cohort": None, "claims": 4, "paid_in_full": 1, "cut": 1,
        "recovered": 0, "rejected": 1, "pending": 1,
    }  # fmt: skip
    assert counts["rejected_by_reason"] == [{"code": "SIB852", "reason": "the person is not enrolled", "rows": 1}]
    table = present(statement, "table")
    assert (
        "2 claims of Enters a home by 2 people ask for GBP 1,000. The limit `at most GBP 700` takes GBP 300. " in table
    )
    assert "4 rows of claims: 1 paid in full, 1 cut, 0 recovered, 1 rejected and 1 pending." in table
    assert "1 claim pending: submitted after the day of the statement." in table
    rows_of_csv = list(csv.DictReader(io.StringIO(present(statement, "csv"))))
    claims = [row for row in rows_of_csv if row["status"] == "claims"]
    assert [(row["people"], row["cut_by"], row["paid"]) for row in claims] == [
        ("2", "at most GBP 700: 300.00", "700.00")
    ]
    told = next(row for row in rows_of_csv if row["status"] == "count")
    assert (told["outcome"], told["claims"], told["cut"], told["reason"]) == (
        "move_in",
        "4",
        "1",
        "1 rejected, 1 pending",
    )
    for text in (table, present(statement, "csv"), present(statement, "json")):
        assert not any(person in text for person in ("ann", "bob", "nobody"))


def test_asking_for_a_card_twice_counts_it_once() -> None:
    plan = contract(one_payer())
    _, settled = settle_claims(plan, card(), evidence(claim("1", "ann", "2018-02-01")), day("2018-12-31"))
    cards = with_settled_claims(evidence_of(), prepare(plan), card(), settled).claims
    assert cards is not None
    backlog = Backlog()
    due = cards.due(plan.payments[0], date(2018, 3, 31), None, backlog)
    assert due.minor() == due.minor() == 50000
    assert backlog.unpaid == {}
    due.close([20000])
    assert backlog.unpaid == {("outcomes", 0): 30000}
