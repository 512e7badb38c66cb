"""Generating through the workspace: what a generator is handed, and when it is made."""

import subprocess
import sys
from pathlib import Path

import pytest

from sibdsl.generators.api import GeneratorProblem
from sibdsl.workspace.compilation import ContractHasErrors, compile
from sibdsl.workspace.generating import HandedOver, generate


def test_a_generator_is_handed_a_contract_in_parts(starter: str) -> None:
    compilation = compile(starter)
    handed = HandedOver(compilation, Path("ours"))
    assert handed.title == "New contract"
    assert handed.model is compilation.model
    assert handed.program is compilation.program
    assert handed.limits is compilation.limits
    assert handed.templates == Path("ours")
    assert handed.examples is handed.examples


def test_the_examples_begin_with_the_scenarios_and_are_settled(starter: str) -> None:
    first, second, *others = HandedOver(compile(starter)).examples
    assert [first.title, second.title] == ["a good result", "just below the first step"]
    assert [sum(line.minor for line in example.statement.lines) for example in (first, second)] == [30_000_000, 0]
    assert others
    assert all(example.statement.lines and not example.statement.pending for example in others)


def test_a_contract_without_a_title_goes_by_its_name(starter: str) -> None:
    handed = HandedOver(compile(starter.replace('new_contract "New contract"', "new_contract")))
    assert handed.title in ("new_contract", "New contract", "new contract")


def test_the_same_contract_gives_the_same_artifacts(starter: str) -> None:
    assert generate(compile(starter), "python") == generate(compile(starter), "python")


def test_what_is_not_there_is_said(starter: str) -> None:
    with pytest.raises(GeneratorProblem, match="there is no generator `pyhton`"):
        generate(compile(starter), "pyhton")
    with pytest.raises(ContractHasErrors):
        generate(compile("contract x {\n}\n"), "python")


def test_code_is_written_without_loading_documents() -> None:
    program = (
        "import sys, sibdsl\nfrom importlib.resources import files\n"
        "text = (files('sibdsl.cli') / 'starter' / 'contract.sib').read_text(encoding='utf-8')\n"
        "sibdsl.generate(sibdsl.compile(text), 'python')\n"
        "assert not {'jinja2', 'babel', 'lark', 'rich'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
