"""Generated Python gives the interpreter's statement, byte for byte, for any program and any evidence."""

import dis
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import CodeType

from hypothesis import given, settings
from hypothesis import strategies as st

from sibdsl.generators.python.module import generate_python
from sibdsl.interpreter.settle import settle
from sibdsl.ir.program import Program
from sibdsl.runtime.presentation import OUTPUT_FORMATS, present
from tests.strategies.modules import evidence_in, generated_module
from tests.strategies.programs import evidence_for, programs

# A module takes a moment to import, evidence hardly any: several sets of evidence for each program.
SETS_OF_EVIDENCE = 8


@given(st.data())
def test_statements_are_the_same(tmp_path_factory: object, data: st.DataObject) -> None:
    program = data.draw(programs())
    with generated_module(program, _directory(tmp_path_factory)) as module:
        for _ in range(SETS_OF_EVIDENCE):
            evidence = data.draw(evidence_for(program))
            as_of = data.draw(st.none() | st.dates(date(2015, 1, 1), date(2018, 12, 31)))
            expected = settle(program, evidence, as_of)
            found = module.settle(evidence_in(module, evidence), as_of)
            assert found.to_json() == expected.to_json()
            for output_format in OUTPUT_FORMATS:
                assert module.present(found, output_format) == present(expected, output_format)
