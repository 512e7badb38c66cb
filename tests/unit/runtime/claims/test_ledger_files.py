"""A ledger is written whole or not at all, and read back as it was."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_ledger_file import LEDGER_COLUMNS, LedgerProblemError, read_ledger, write_ledger
from sibdsl.runtime.claims_settlement import settle_and_close
from tests.strategies.claims_by_hand import CONTRACT, DAYS, card, claim, day, evidence, limit, outcome
from tests.strategies.claims_evidence import settlements
from tests.strategies.claims_plans import claims_contracts

PLAN = card(outcome(price="10", unit=DAYS), limits=(limit("30", measure="quantity", per=("person",)), limit("150")))
HEADING = ",".join(LEDGER_COLUMNS)


def closed() -> Ledger:
    rows = [
        claim("1", "ann", "2018-02-01", quantity=Fraction(41, 2), rejected_on=day("2018-05-01")),
        claim("2, or 3", "bob", "2018-02-01", quantity=Fraction(1, 3)),
    ]
    return settle_and_close(CONTRACT, PLAN, evidence(*rows), day("2018-06-30")).ledger


@settings(max_examples=40)
@given(st.data())
def test_any_ledger_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    path = tmp_path_factory.mktemp("ledger") / "ledger.csv"
    for rows, as_of, ledger in data.draw(settlements(plan, claims)):
        now = settle_and_close(plan, claims, rows, as_of, None, ledger).ledger
        write_ledger(path, plan, now)
        assert read_ledger(path, plan, claims) == now


def test_a_ledger_is_a_file_that_people_can_read(tmp_path: Path) -> None:
    write_ledger(tmp_path / "ledger.csv", CONTRACT, closed())
    assert (tmp_path / "ledger.csv").read_text(encoding="utf-8").splitlines() == [
        HEADING,
        "closed,outcomes,2018-06-30,,,,,,,,,,,,",
        "recovered,outcomes,2018-03-31,1,ann,move_in,,2018-02-01,41/2,205.00,0.00;55.00,41/2,150.00,2018-06-30,SIB866",
        'cut,outcomes,2018-03-31,"2, or 3",bob,move_in,,2018-02-01,1/3,3.33,0.00;3.33,1/3,0.00,,',
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.csv"]


def test_what_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    write_ledger(path, CONTRACT, closed())
    before = path.read_bytes()
    broken = replace(closed().lines[0], person="\ud800")
    with pytest.raises(UnicodeEncodeError):
        write_ledger(path, CONTRACT, Ledger(closed().closed_to, (broken,)))
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["ledger.csv"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no ledger: expected the columns status, payment"),
        ("claim,person\n1,ann\n", "is no ledger"),
        (f"{HEADING}\nclosed,outcomes\n", "row 2: the row cannot be understood"),
        (f"{HEADING}\nclosed,outcomes,2018-02-30,,,,,,,,,,,,\n", "row 2: the row cannot be understood"),
        (f"{HEADING}\nclosed,rent,2018-03-31,,,,,,,,,,,,\n", "a payment that this contract does not have"),
        (f"{HEADING}\nlent,outcomes,2018-03-31,1,zoe,move_in,,2018-02-01,1,5.00,0;0,1,5.00,,\n", "row 2"),
        (f"{HEADING}\npaid,outcomes,2018-03-31,1,zoe,move_in,,2018-02-01,1/0,5.00,0;0,1,5.00,,\n", "row 2"),
        (f"{HEADING}\npaid,outcomes,2018-03-31,1,zoe,move_in,,2018-02-01,1,5.001,0;0,1,5.00,,\n", "row 2"),
        (f"{HEADING}\npaid,outcomes,2018-03-31,1,zoe,move_in,,2018-02-01,1,5,0;0,1,5,,\n", "does not pay for"),
        (
            f"{HEADING}\nclosed,outcomes,2018-03-31,,,,,,,,,,,,\n"
            "paid,outcomes,2018-03-31,1,zoe,move_in,,2018-02-01,1,5,0,1,5,,\n",
            "other limits than this contract",
        ),
        (f'{HEADING}\n"closed', "it is not a CSV file in UTF-8"),
    ],
)
def test_what_is_no_ledger_of_the_contract_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LedgerProblemError, match=message) as caught:
        read_ledger(path, CONTRACT, PLAN)
    assert "zoe" not in str(caught.value)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerProblemError, match="No such file"):
        read_ledger(tmp_path / "none.csv", CONTRACT, PLAN)
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LedgerProblemError, match="not a CSV file in UTF-8"):
        read_ledger(tmp_path / "bytes.csv", CONTRACT, PLAN)
    write_ledger(tmp_path / "empty.csv", CONTRACT, NO_LEDGER)
    assert read_ledger(tmp_path / "empty.csv", CONTRACT, PLAN) == NO_LEDGER
