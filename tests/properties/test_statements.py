"""What holds for every statement: nothing is negative, parts add up, limits hold, the past does not change."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from sibdsl.interpreter.settle import settle
from sibdsl.runtime.evidence import Evidence
from sibdsl.runtime.plan import Cap, Plan
from sibdsl.runtime.presentation import OUTPUT_FORMATS, present
from sibdsl.runtime.reading import read_evidence
from sibdsl.runtime.statement import Line, Statement
from sibdsl.runtime.trace import AmountRounded
from tests.properties.effort import examples
from tests.strategies.cases import Accepted, accepted_contracts
from tests.strategies.source_evidence import Row, Sheets, any_evidence, right_evidence

OUR_FAULTS = {"SIB980", "SIB981"}
Paid = dict[tuple[str, date, str | None], list[Line]]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evidence")


def statement_on(contract: Accepted, sheets: Sheets, directory: Path, as_of: date | None = None) -> Statement:
    return settle(contract.program, read_evidence(contract.plan, sheets.write(directory / "sheets")), as_of)


def by_determination(statement: Statement) -> Paid:
    found: Paid = {}
    for line in statement.lines:
        at = line.determination
        found.setdefault((line.payment, at.day, at.cohort), []).append(line)
    return found


def amount_of(lines: list[Line]) -> Fraction:
    return sum((line.amount for line in lines), Fraction(0))


def amounts(statement: Statement) -> dict[tuple[str, date, str | None], list[tuple[str, Fraction]]]:
    return {key: [(line.payer, line.amount) for line in lines] for key, lines in by_determination(statement).items()}


# ---------------------------------------------------------------- amounts


@examples(40, 400)
@given(accepted_contracts(), st.data())
def test_no_evidence_leads_to_a_fault_of_ours(directory: Path, contract: Accepted, data: st.DataObject) -> None:
    statement = statement_on(contract, data.draw(any_evidence(contract.plan)), directory)
    assert not OUR_FAULTS & {finding.code for finding in statement.findings}
    assert all(line.minor >= 0 for line in statement.lines)
    assert all(item.waits_for and item.text for item in statement.pending)
    for output_format in OUTPUT_FORMATS:
        assert present(statement, output_format).encode("utf-8")


@examples(40, 250)
@given(accepted_contracts(), st.data())
def test_every_determination_is_settled_pending_or_lapsed(
    directory: Path, contract: Accepted, data: st.DataObject
) -> None:
    statement = statement_on(contract, data.draw(right_evidence(contract.plan)), directory)
    assert not [finding for finding in statement.findings if finding.severity == "error"]
    ended = list(statement.prepared.occasions(None))
    found = [*by_determination(statement)]
    for item in (*statement.pending, *statement.lapsed):
        found.append((item.payment, item.determination.day, item.determination.cohort))
    scheduled = [(one.payment.name, one.determination.day, one.determination.cohort) for one in ended]
    on_termination = {payment.name for payment in contract.plan.payments if payment.timing.on_termination}
    assert len(found) == len(set(found))
    assert sorted(key for key in found if key[0] not in on_termination) == sorted(scheduled)


@examples(40, 250)
@given(accepted_contracts(), st.data())
def test_what_payers_pay_adds_up_to_the_rounded_whole(directory: Path, contract: Accepted, data: st.DataObject) -> None:
    statement = statement_on(contract, data.draw(right_evidence(contract.plan)), directory)
    for key, lines in by_determination(statement).items():
        payment = statement.prepared.payments[key[0]]
        assert [line.payer for line in lines] == [payer.party for payer in payment.payers]
        [whole] = [entry.minor for entry in lines[0].case.trace if isinstance(entry, AmountRounded)]
        takes_turns = all(payer.share is None for payer in payment.payers)
        unlimited = not takes_turns or payment.payers[-1].limit is None
        paid = sum(line.minor for line in lines)
        assert paid <= whole
        assert paid == whole or not unlimited or payment.payer_caps
    payers: dict[str, Fraction] = {}
    payees: dict[str, Fraction] = {}
    for (payer, payee), total in statement.totals().items():
        payers[payer] = payers.get(payer, Fraction(0)) + total
        payees[payee] = payees.get(payee, Fraction(0)) + total
    assert sum(payers.values()) == sum(payees.values()) == amount_of(statement.lines)


# ---------------------------------------------------------------- limits


def year_of(plan: Plan, day: date) -> int:
    """The contract year of a day, counted from anniversary to anniversary by stepping through the years."""
    anniversaries = []
    for year in range(plan.term.start.year, day.year + 2):
        first = plan.term.start
        last_day = (date(year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)).day
        ends_month = (first + timedelta(days=1)).month != first.month
        number = last_day if ends_month and plan.month_end == "last day" else min(first.day, last_day)
        anniversaries.append(date(year, first.month, number))
    return sum(start <= day for start in anniversaries)


def scope_of(plan: Plan, cap: Cap, key: tuple[str, date, str | None]) -> object:
    _, day, cohort = key
    month, first = plan.financial_year
    return {
        "total": None,
        "determination": key[1:],
        "cohort": cohort,
        "contract year": year_of(plan, day),
        "calendar year": day.year,
        "financial year": day.year - ((day.month, day.day) < (month, first)),
    }[cap.scope]


@examples(60, 450)
@given(accepted_contracts(), st.data())
def test_caps_hold_in_every_scope(directory: Path, contract: Accepted, data: st.DataObject) -> None:
    statement = statement_on(contract, data.draw(right_evidence(contract.plan)), directory)
    for cap in contract.plan.caps:
        if cap.part is not None:
            continue
        event(f"cap {cap.scope}{' on a payer' if cap.payer else ''}")
        used: dict[object, Fraction] = {}
        for key, lines in by_determination(statement).items():
            payment = statement.prepared.payments[key[0]]
            if key[0] in cap.payments or cap.name in payment.payer_caps:
                counted = [line for line in lines if cap.payer in (None, line.payer)]
                scope = scope_of(contract.plan, cap, key)
                used[scope] = used.get(scope, Fraction(0)) + amount_of(counted)
        assert all(total <= cap.limit for total in used.values()), cap
    for payment in contract.plan.payments:
        for payer in payment.payers:
            paid = [line for line in statement.lines if (line.payment, line.payer) == (payment.name, payer.party)]
            assert payer.limit is None or amount_of(paid) <= payer.limit


@examples(60, 450)
@given(accepted_contracts(), st.data())
def test_no_statement_exceeds_the_limits_that_documents_name(
    directory: Path, contract: Accepted, data: st.DataObject
) -> None:
    statement = statement_on(contract, data.draw(right_evidence(contract.plan)), directory)
    limits = contract.compilation.limits
    complete = not statement.pending
    for payment in limits.payments:
        found = {key: lines for key, lines in by_determination(statement).items() if key[0] == payment.payment}
        total = amount_of([line for lines in found.values() for line in lines])
        for lines in found.values():
            assert payment.each_least <= amount_of(lines)
            assert payment.each_most is None or amount_of(lines) <= payment.each_most
        assert payment.total_most is None or total <= payment.total_most
        assert not complete or payment.total_least <= total
    for party in limits.parties:
        pays = amount_of([line for line in statement.lines if line.payer == party.party])
        receives = amount_of([line for line in statement.lines if line.payee == party.party])
        assert party.pays_most is None or pays <= party.pays_most
        assert party.receives_most is None or receives <= party.receives_most
        assert not complete or (party.pays_least <= pays and party.receives_least <= receives)


# ---------------------------------------------------------------- time and order


@examples(40, 250)
@given(accepted_contracts(), st.data())
def test_more_evidence_never_changes_an_earlier_determination(
    directory: Path, contract: Accepted, data: st.DataObject
) -> None:
    sheets = data.draw(right_evidence(contract.plan))
    # That the contract ended early is another story, not a part of the same one.
    some = Sheets(_thinned(data, sheets.observations), _thinned(data, sheets.facts), sheets.events)
    before = amounts(statement_on(contract, some, directory))
    after = amounts(statement_on(contract, sheets, directory))
    event(f"{len(after) - len(before)} more determinations")
    assert {key: after.get(key) for key in before} == before


def _thinned(data: st.DataObject, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    keep = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    return tuple(row for row, kept in zip(rows, keep, strict=True) if kept)


@examples(40, 150)
@given(accepted_contracts(), st.data())
def test_the_order_of_rows_changes_no_amount(directory: Path, contract: Accepted, data: st.DataObject) -> None:
    sheets = data.draw(any_evidence(contract.plan))
    shuffled = Sheets(
        tuple(data.draw(st.permutations(sheets.observations))),
        tuple(data.draw(st.permutations(sheets.facts))),
        tuple(data.draw(st.permutations(sheets.events))),
    )
    first, second = (statement_on(contract, found, directory) for found in (sheets, shuffled))
    assert amounts(second) == amounts(first)
    # Findings name rows, so they move with them, but nothing else about them does.
    assert sorted(finding.code for finding in second.findings) == sorted(finding.code for finding in first.findings)


@examples(40, 150)
@given(accepted_contracts(), st.data())
def test_the_order_of_evidence_in_memory_changes_no_byte(
    directory: Path, contract: Accepted, data: st.DataObject
) -> None:
    evidence = read_evidence(contract.plan, data.draw(any_evidence(contract.plan)).write(directory / "sheets"))
    shuffled = Evidence(
        dict(data.draw(st.permutations(list(evidence.observations.items())))),
        dict(data.draw(st.permutations(list(evidence.facts.items())))),
        evidence.termination,
        evidence.findings,
    )
    expected = settle(contract.program, evidence).to_json()
    assert settle(contract.program, shuffled).to_json() == expected
    assert settle(contract.program, evidence).to_json() == expected


@examples(40, 250)
@given(accepted_contracts(), st.data())
def test_as_of_a_day_is_what_settling_on_that_day_would_have_given(
    directory: Path, contract: Accepted, data: st.DataObject
) -> None:
    plan = contract.plan
    sheets = data.draw(right_evidence(plan))
    as_of = plan.term.start + timedelta(days=data.draw(st.integers(0, (plan.term.end - plan.term.start).days + 400)))
    known = Sheets(
        tuple(row for row in sheets.observations if row[5] <= as_of.isoformat()),
        tuple(row for row in sheets.facts if row[1] <= as_of.isoformat()),
        tuple(row for row in sheets.events if row[1] <= as_of.isoformat()),
    )
    later = statement_on(contract, sheets, directory, as_of)
    then = statement_on(contract, known, directory, as_of)
    assert amounts(later) == amounts(then)
    assert [item.text for item in later.pending] == [item.text for item in then.pending]
    assert [item.text for item in later.lapsed] == [item.text for item in then.lapsed]
    assert all(line.determination.day <= as_of for line in later.lines)
    assert len(list(_notes(later))) == _rows(sheets) - _rows(known)


def _notes(statement: Statement) -> Iterator[str]:
    return (finding.message for finding in statement.findings if finding.code == "SIB971")


def _rows(sheets: Sheets) -> int:
    return len(sheets.observations) + len(sheets.facts) + len(sheets.events)
