"""What `import sibdsl` offers: about a dozen names, found when they are first used."""

import inspect
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import sibdsl

CONTRACT = (files("sibdsl.cli") / "starter" / "contract.sib").read_text(encoding="utf-8")
EVIDENCE = "metric,value,verified_by,verified_on\nin_work,41%,evaluator,2030-03-01\n"


def test_every_public_name_is_there_and_documented() -> None:
    for name in set(sibdsl.__all__) - {"__version__"}:
        value = getattr(sibdsl, name)
        assert inspect.getdoc(value), name
        assert name in dir(sibdsl)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'sibdsl' has no attribute 'complie'"):
        sibdsl.complie  # noqa: B018


def test_every_name_can_be_imported_in_a_fresh_process() -> None:
    for name in sibdsl.__all__:
        run = subprocess.run(
            [sys.executable, "-W", "error", "-c", f"from sibdsl import {name}"], capture_output=True, check=False
        )
        assert (run.returncode, run.stderr) == (0, b""), name


def test_from_a_contract_to_a_payment(tmp_path: Path) -> None:
    (tmp_path / "contract.sib").write_text(CONTRACT, encoding="utf-8")
    (tmp_path / "observations.csv").write_text(EVIDENCE, encoding="utf-8")

    compilation = sibdsl.compile(tmp_path / "contract.sib")
    assert isinstance(compilation, sibdsl.Compilation)
    assert compilation.ok
    assert isinstance(compilation.model, sibdsl.Contract)
    assert isinstance(compilation.program, sibdsl.Program)

    statement = sibdsl.settle(compilation, tmp_path / "observations.csv")
    assert json.loads(statement.to_json())["payments"][0]["amount"] == "400000.00"

    evidence, findings = sibdsl.read_evidence(compilation, tmp_path / "observations.csv")
    assert findings == ()
    assert sibdsl.settle(compilation, evidence).to_json() == statement.to_json()
    assert all(result.passed for result in sibdsl.run_scenarios(compilation))


def test_from_a_contract_to_code() -> None:
    (artifact,) = sibdsl.generate(sibdsl.compile(CONTRACT), "python")
    assert isinstance(artifact, sibdsl.Artifact)
    assert artifact.path.endswith(".py")


def test_what_the_author_wrote_never_raises() -> None:
    compilation = sibdsl.compile("contract x {", filename="x.sib")
    assert not compilation.ok
    assert all(isinstance(found, sibdsl.Diagnostic) for found in compilation.diagnostics)
    assert "x.sib:1:" in sibdsl.render(compilation.diagnostics, "concise")
    with pytest.raises(sibdsl.ContractHasErrors):
        sibdsl.settle(compilation, "evidence")


def test_the_model_is_frozen_and_has_a_schema() -> None:
    model = sibdsl.compile(CONTRACT).model
    with pytest.raises(ValueError, match="frozen"):
        model.name = "other"  # type: ignore[misc]
    assert sibdsl.Contract.model_validate_json(model.model_dump_json()) == model
    assert sibdsl.Contract.model_json_schema()["title"] == "Contract"


def test_the_names_are_typed(tmp_path: Path) -> None:
    program = tmp_path / "embedder.py"
    program.write_text(
        "from pathlib import Path\n"
        "import sibdsl\n"
        "compilation: sibdsl.Compilation = sibdsl.compile(Path('c.sib'))\n"
        "title: str = compilation.model.title\n"
        "reveal_type(sibdsl.settle(compilation, 'evidence').to_json())\n",
        encoding="utf-8",
    )
    from mypy import api

    shown, faults, status = api.run(
        ["--strict", "--config-file=", "--cache-dir", str(tmp_path / "cache"), "--follow-imports=silent", str(program)]
    )
    assert (faults, status) == ("", 0), shown
    assert 'Revealed type is "str"' in shown


def test_from_a_statement_to_flows_of_money() -> None:
    able = Path(__file__).parents[2] / "examples" / "nyc_able"
    compilation = sibdsl.compile(able / "contract.sib")
    result = sibdsl.cash_flows(compilation, sibdsl.settle(compilation, able / "evidence" / "ended_early"))
    assert isinstance(result, sibdsl.CapitalResult)
    assert [position.borne for position in result.positions] == [120_000_000]
    assert sibdsl.stakes(compilation).rows[0].mark == "none"
