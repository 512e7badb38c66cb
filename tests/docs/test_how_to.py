"""The how-to pages: the example generator installs and runs, and the files named are the right ones."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.docs.markdown import DOCS, ROOT, blocks_of

HOW_TO = DOCS / "how-to"
EXAMPLE = HOW_TO / "example_generator"


def test_the_example_generator_installs_and_runs(tmp_path: Path) -> None:
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*install, "--no-build-isolation", "--target", tmp_path, EXAMPLE], check=True, timeout=120)
    sib = Path(sys.executable).with_name("sib")
    run = subprocess.run(
        [sib, "build", "examples/nyc_able/contract.sib", "--to", "dates", "--out", "-"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[:2] == ["date,payment,cohort", "2016-09-30,success,"]


def test_the_page_shows_the_code_of_the_example() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (EXAMPLE / "sib_dates.py", EXAMPLE / "pyproject.toml"))
    for block in blocks_of(HOW_TO / "add-a-generator.md"):
        if block.language in ("python", "toml"):
            assert block.text in code, block.place


def test_the_page_about_checks_shows_the_rule_as_it_is() -> None:
    rule = next(block for block in blocks_of(HOW_TO / "add-a-check.md") if block.language == "python")
    assert rule.text in (ROOT / "sibdsl/diagnostics/rules/time.py").read_text(encoding="utf-8")


def test_every_stage_of_the_construct_is_where_the_page_says() -> None:
    page = (HOW_TO / "add-a-construct.md").read_text(encoding="utf-8")
    files = re.findall(r"`([\w/]+\.(?:py|lark|md))`", page.split("After the grammar")[0])
    assert len(files) >= 13
    for file in files:
        assert "elapsed" in (ROOT / file).read_text(encoding="utf-8").lower(), file
