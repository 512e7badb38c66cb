"""Generated Python settles claims as the interpreter does, byte for byte, and only where there are rate cards."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sibdsl.generators.python.module import generate_python
from sibdsl.interpreter.settle import settle_with_claims
from sibdsl.ir.expressions import CardAmount
from sibdsl.ir.program import Part, Program, Rule
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_run import read_with_claims
from sibdsl.runtime.evidence import evidence_of
from sibdsl.runtime.plan import Plan, Read
from sibdsl.runtime.presentation import OUTPUT_FORMATS, present
from sibdsl.workspace.compilation import compile
from tests.strategies.claims_evidence import SETTLED_ON, claims_evidence
from tests.strategies.claims_plans import claims_contracts
from tests.strategies.modules import evidence_in, module_of

SETS_OF_CLAIMS = 4

CONTRACT = """
contract homes "Homes" {
  currency GBP
  term 2018-01-01 to 2019-12-31
}
party council "The Council" is outcome_payer
party provider "The Provider" is service_provider
party audit "The Auditor" is validator, independent
population clients "People" {
  size 400
  group young "Young people"
}
outcome move_in "Enters a home" {
  documents form
  claimed within 3 months
  verified by audit
}
outcome stays "Stays for a month" {
  sustains housed for 1 month
}
outcome housing_day "Days of housing" {
  quantity days to 1
}
payment outcomes "Outcomes" from council to provider {
  due quarterly
  rate card per person {
    move_in     GBP 500    once
    stays       GBP 300    once, after move_in
    housing_day GBP 15.12 per day   at most 30 days
    uplift 10% for young on move_in, rounded to GBP 1 half up
  }
  cap GBP 1,200 in total
}
"""
FILES = {
    "enrolment.csv": "person,enrolled_on,groups\nann,2018-01-10,young\nbob,2018-01-11,\nann,2018-01-10,young\n",
    "spells.csv": "person,state,start,end\nann,housed,2018-02-01,\n",
    "claims.csv": (
        "claim,person,outcome,reached_on,submitted_on,validated_on,rejected_on,quantity,documents\n"
        "1,ann,move_in,2018-02-01,2018-02-02,2018-02-10,,,form\n"
        "2,bob,move_in,2018-02-01,2018-02-02,2018-02-10,2018-05-01,,form\n"
        "3,ann,stays,2018-03-05,2018-03-05,,,,\n"
        "4,bob,housing_day,2018-03-05,2018-03-05,,,20,\n"
        "5,bob,housing_day,2018-06-05,2018-06-05,,,20,\n"
        "6,zed,stays,2018-06-05,2018-06-05,,,,\n"
        "7,ann,move_in,2018-02-30,2018-06-05,,,,\n"
    ),
}


def program_of(plan: Plan, claims: ClaimsPlan) -> Program:
    on_card = {outcome.payment for outcome in claims.outcomes}
    payments = tuple(
        replace(payment, reads=(Read("claims", payment.name),)) for payment in plan.payments if payment.name in on_card
    )
    rules = tuple(Rule(payment.name, (), (Part(payment.name, CardAmount(payment.name)),), ()) for payment in payments)
    return Program(plan=replace(plan, payments=payments), rules=rules, calculations=(), thresholds=(), claims=claims)


@settings(max_examples=50)
@given(st.data())
def test_any_rate_card_gives_the_same_statements(data: st.DataObject) -> None:
    program = program_of(*data.draw(claims_contracts()))
    assert program.claims is not None
    module = module_of(program)
    for _ in range(SETS_OF_CLAIMS):
        people = data.draw(claims_evidence(program.plan, program.claims))
        as_of = data.draw(st.none() | st.sampled_from(SETTLED_ON))
        expected = settle_with_claims(program, evidence_of(), people, as_of)
        found = module.settle(evidence_in(module, evidence_of()), evidence_in(module, people), as_of)
        for output_format in OUTPUT_FORMATS:
            assert module.present(found, output_format) == present(expected, output_format)


def write_files(directory: Path) -> Path:
    for name, text in FILES.items():
        (directory / name).write_text(text, encoding="utf-8")
    return directory


@pytest.mark.parametrize("output_format", OUTPUT_FORMATS)
def test_a_module_reads_the_files_and_prints_what_the_interpreter_states(tmp_path: Path, output_format: str) -> None:
    program = compile(CONTRACT).program
    assert program.claims is not None
    place = tmp_path / "module.py"
    place.write_text(generate_python(program), encoding="utf-8")
    files = tmp_path / "files"
    files.mkdir()
    evidence, people = read_with_claims(program.plan, program.claims, write_files(files))
    expected = present(settle_with_claims(program, evidence, people, date(2018, 12, 31)), output_format)
    arguments = [
        sys.executable,
        "-I",
        str(place),
        str(files),
        "--as-of",
        "2018-12-31",
        "--output-format",
        output_format,
    ]
    run = subprocess.run(arguments, capture_output=True, check=False)
    assert run.stderr == b""
    assert run.stdout == expected.encode("utf-8")


def test_what_these_files_come_to(tmp_path: Path) -> None:
    program = compile(CONTRACT).program
    assert program.claims is not None
    evidence, people = read_with_claims(program.plan, program.claims, write_files(tmp_path))
    statement = settle_with_claims(program, evidence, people, date(2018, 12, 31))
    # March: 550 + 500 of 1,200, then 150 of the 300 for stays; the 302.40 for housing come after. June: 500 is taken
    # back; 10 days at 15.12 are 151.20.
    assert [line.minor for line in statement.lines] == [120000, 0, 0, 0]
    assert statement.to_take_back == {"outcomes": 34880}
    counts = statement.to_data()["claims"]
    assert isinstance(counts, dict)
    assert (counts["read"], counts["paid_in_full"], counts["cut"], counts["recovered"], counts["rejected"]) == (
        7,
        1,
        3,
        1,
        2,
    )
    assert not [finding for finding in statement.findings if finding.severity == "error"]


def test_a_contract_without_rate_cards_carries_no_code_about_claims() -> None:
    plain = compile(Path(__file__).parents[2] / "examples" / "nyc_able" / "contract.sib").program
    assert "ClaimsPlan" not in generate_python(plain)
    assert "read_claims_evidence" in generate_python(compile(CONTRACT).program)
