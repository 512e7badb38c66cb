"""Generated JavaScript gives the interpreter's statement for any program, any evidence and any chosen values."""

import json
import random
from collections.abc import Generator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.analysis.what_if import WhatIf
from sibdsl.interpreter.settle import settle
from sibdsl.ir.program import Program
from sibdsl.ir.text import from_text
from sibdsl.runtime.evidence import Evidence
from sibdsl.runtime.reading import read_evidence
from sibdsl.runtime.statement import Statement
from sibdsl.workspace.compilation import compile
from sibdsl.workspace.contracts import find_contracts
from tests.strategies.bridge import PROGRAM
from tests.strategies.javascript import KINDS, JavaScript, chosen_values, evidence_rows, expected_of, statement_in
from tests.strategies.programs import evidence_for, programs

# A program costs more than evidence for it, so each is tried with many.
SETS_OF_EVIDENCE = 8
SETS_OF_CHOICES = 6

EXAMPLES = Path(__file__).parents[2] / "examples"
CONTRACTS = [Path(path) for path in find_contracts([str(EXAMPLES)])]
BRIDGE = from_text(PROGRAM)


@pytest.fixture(scope="module")
def javascript(node: str) -> Generator[JavaScript]:
    with JavaScript(node) as running:
        yield running


@given(data=st.data())
def test_any_program_gives_the_same_statements(javascript: JavaScript, data: st.DataObject) -> None:
    """For evidence as it comes, and for values that somebody chooses."""
    program = data.draw(programs())
    javascript.load_program(program)
    days = st.none() | st.dates(date(2015, 1, 1), date(2018, 12, 31))
    cases = [(data.draw(evidence_for(program)), data.draw(days)) for _ in range(SETS_OF_EVIDENCE)]
    found = javascript.calls(
        [("settleEvidence", evidence_rows(program, given), as_of and as_of.isoformat()) for given, as_of in cases]
    )
    for statement, (evidence, as_of) in zip(found, cases, strict=True):
        assert_same(statement, settle(program, evidence, as_of))
    assert_same_for_chosen_values(javascript, program, random.Random(data.draw(st.integers(0, 2**32))))


@given(evidence=evidence_for(BRIDGE))
def test_one_contract_gives_the_same_for_any_evidence(javascript: JavaScript, evidence: Evidence) -> None:
    javascript.load_program(BRIDGE)
    evidence = inside_ranges(BRIDGE, evidence)
    assert_same(javascript.call("settleEvidence", evidence_rows(BRIDGE, evidence), None), settle(BRIDGE, evidence))


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_examples_give_the_same_for_chosen_values(javascript: JavaScript, contract: Path) -> None:
    program = compile(contract).program
    javascript.load_program(program)
    assert_same_for_chosen_values(javascript, program, random.Random(contract.name))


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_examples_give_the_same_for_their_evidence(javascript: JavaScript, contract: Path) -> None:
    program = compile(contract).program
    javascript.load_program(program)
    directories = sorted(path for path in contract.parent.glob("evidence/*") if path.is_dir())
    for path in [*directories, contract.parent / "no evidence at all"]:
        evidence = read_evidence(program.plan, path)
        found = javascript.call("settleEvidence", evidence_rows(program, evidence), None)
        expected = settle(program, evidence)
        # What was found while files were read is none of JavaScript's business.
        del expected.findings[: len(evidence.findings)]
        assert_same(found, expected)


def inside_ranges(program: Program, evidence: Evidence) -> Evidence:
    """The evidence as it could have been read: JavaScript takes no value that a metric cannot have."""
    most = {metric.name: metric.range.high for metric in program.plan.metrics}
    observations = {
        key: row if (high := most[row.metric]) is None else replace(row, value=min(row.value, high))
        for key, row in evidence.observations.items()
    }
    return replace(evidence, observations=observations)


def assert_same_for_chosen_values(javascript: JavaScript, program: Program, chance: random.Random) -> None:
    """The same as the what-if analysis gives, with values on the grid, at edges, and an early end."""
    contract = javascript.value("contract")
    facts = {fact["name"] for fact in contract["facts"]}
    allowed = program.plan.termination
    for index in range(SETS_OF_CHOICES):
        # The first is what nobody chooses anything for.
        written = chosen_values(contract, chance) if index else {}
        scales = {item["name"]: Fraction(item["unit"]["scale"]) for kind in KINDS for item in contract[kind]}
        values = {name: Fraction(value) * scales[name] for name, value in written.items()}
        ended = allowed.last if allowed is not None and index % 3 == 2 else None
        asked = WhatIf(program, {name: value for name, value in values.items() if name in facts})
        expected = asked.statement({name: value for name, value in values.items() if name not in facts}, ended)
        found = javascript.call("settle", written, {"ended": ended and ended.isoformat()})
        assert_same(found, expected)


def assert_same(found: dict[str, Any], expected: Statement) -> None:
    assert found["problems"] == []
    data = expected_of(expected)
    told = statement_in(found, data)
    assert json.dumps({**told, "findings": findings_in(told)}) == json.dumps({**data, "findings": findings_in(data)})
    assert_sums(found, expected)


def findings_in(statement: dict[str, Any]) -> list[dict[str, str]]:
    """The findings without what Python says of a division by zero, which differs between its versions."""
    return [
        {**item, "message": item["message"].partition(" cannot be computed: ")[0]} for item in statement["findings"]
    ]


def assert_sums(found: dict[str, Any], expected: Statement) -> None:
    """The sums that JavaScript gives besides are those of the lines."""
    scale = expected.prepared.scale
    assert Fraction(str(found["total"])) * scale == sum(line.minor for line in expected.lines)
    for by, name_of in (("by_payment", lambda line: line.payment), ("by_payer", lambda line: line.payer)):
        sums: dict[str, int] = {}
        for line in expected.lines:
            sums[name_of(line)] = sums.get(name_of(line), 0) + line.minor
        told = {item[by.removeprefix("by_")]: Fraction(item["amount"]) * scale for item in found[by]}
        assert {name: amount for name, amount in told.items() if amount} == {n: a for n, a in sums.items() if a}
