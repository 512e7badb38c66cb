"""The workflow and the hooks that people copy do what the guide says, run for real."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.docs.markdown import DOCS, ROOT

WORKFLOW = ROOT / "examples" / "ci" / "contracts.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
GUIDE = DOCS / "guides" / "exit-codes-and-ci.md"
CONTRACT = """\
contract grants "Grants" {
  currency GBP
  term     2027-04-01 to 2029-03-31
}

party council  is outcome_payer
party provider is service_provider

payment grant "Grant" from council to provider {
  due once on 2027-06-30
  pays GBP 50,000
}

scenario "the grant" {
  expect grant = GBP 50,000
}
"""


def run(command: list[str], directory: Path) -> subprocess.CompletedProcess[str]:
    """Run a command with our `sib` on the path, and without the variables of a CI that may run this very test."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SIB_", "PRE_COMMIT"))
    }
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    environment["PRE_COMMIT_HOME"] = str(directory.parent / "pre-commit")
    return subprocess.run(command, cwd=directory, env=environment, capture_output=True, text=True, check=False)


def steps() -> list[str]:
    """The commands of the workflow that are ours."""
    (job,) = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"].values()
    return [step["run"] for step in job["steps"] if step.get("run", "").startswith("sib ")]


def test_the_guide_shows_the_workflow() -> None:
    text = WORKFLOW.read_text(encoding="utf-8").split("\n", 1)[1]
    assert f"```yaml\n{text}```" in GUIDE.read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A directory with a contract in `contracts`."""
    directory = tmp_path / "project"
    (directory / "contracts").mkdir(parents=True)
    (directory / "contracts" / "contract.sib").write_text(CONTRACT, encoding="utf-8")
    return directory


def test_the_workflow_passes_on_a_good_contract(project: Path) -> None:
    assert [run(["bash", "-e", "-c", step], project).returncode for step in steps()] == [0, 0, 0, 0]
    sarif = json.loads((project / "sib.sarif").read_text(encoding="utf-8"))
    assert (sarif["version"], sarif["runs"][0]["results"]) == ("2.1.0", [])


def test_the_workflow_fails_on_a_bad_one(project: Path) -> None:
    contract = CONTRACT.replace("to provider {", "to provdier {").replace("GBP 50,000\n}\n\ns", "GBP   50,000\n}\n\ns")
    (project / "contracts" / "contract.sib").write_text(contract, encoding="utf-8")
    assert [run(["bash", "-e", "-c", step], project).returncode for step in steps()] == [0, 1, 1, 1]
    [found] = json.loads((project / "sib.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert found["ruleId"] == "SIB201"


@pytest.fixture
def repository(project: Path) -> Path:
    """A git repository that runs our hooks before each commit, with the `sib` that is installed here."""
    assert shutil.which("git"), "git is needed to clone this repository at all"
    hooks: list[dict[str, Any]] = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    local = [{**hook, "language": "system"} for hook in hooks]
    configuration = {"repos": [{"repo": "local", "hooks": local}]}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration, sort_keys=False), encoding="utf-8")
    run(["git", "init", "--quiet"], project)
    run(["git", "add", "."], project)
    return project


def hooks(repository: Path) -> subprocess.CompletedProcess[str]:
    run(["git", "add", "."], repository)
    return run([sys.executable, "-m", "pre_commit", "run"], repository)


def test_the_manifest_is_valid() -> None:
    checked = run([sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)], ROOT)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_hooks_pass_on_a_good_contract(repository: Path) -> None:
    done = hooks(repository)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Passed") == 3


def test_hooks_stop_a_commit_with_a_mistake(repository: Path) -> None:
    contract = repository / "contracts" / "contract.sib"
    contract.write_text(CONTRACT.replace("to provider {", "to provdier {"), encoding="utf-8")
    done = hooks(repository)
    assert done.returncode == 1
    assert "SIB201" in done.stdout


def test_the_hook_lays_out_and_stops_once(repository: Path) -> None:
    contract = repository / "contracts" / "contract.sib"
    contract.write_text(CONTRACT.replace("pays GBP", "pays   GBP"), encoding="utf-8")
    done = hooks(repository)
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert contract.read_text(encoding="utf-8") == CONTRACT
    assert hooks(repository).returncode == 0


def test_a_part_is_checked_in_its_contract(repository: Path) -> None:
    party = "party provider is service_provider\n"
    rest = CONTRACT.replace(party, "").replace("council  is", "council is")
    (repository / "contracts" / "parties.sib").write_text(party, encoding="utf-8")
    (repository / "contracts" / "contract.sib").write_text('import "parties.sib"\n\n' + rest, encoding="utf-8")
    done = hooks(repository)
    assert done.returncode == 0, done.stdout
