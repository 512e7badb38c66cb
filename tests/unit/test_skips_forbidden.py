"""A run that forbids skips fails for every test that did not run to a pass, with or without workers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"

NOT_RUN = {
    "test_skip.py": "import pytest\n\ndef test_it():\n    pytest.skip('no printer')\n",
    "test_mark.py": "import pytest\n\n@pytest.mark.skip(reason='no scanner')\ndef test_it():\n    pass\n",
    "test_module.py": "import pytest\n\npytest.skip('no plotter', allow_module_level=True)\n",
    "test_xfail.py": "import pytest\n\n@pytest.mark.xfail(reason='no fax')\ndef test_it():\n    assert 0\n",
}
RUN = {"test_ordinary.py": "def test_it():\n    pass\n"}


def run_pytest(
    directory: Path, sources: dict[str, str], *, forbid: bool, workers: bool
) -> subprocess.CompletedProcess[str]:
    shutil.copy(CONFTEST, directory / "conftest.py")
    for name, source in sources.items():
        (directory / name).write_text(source)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment["SIB_FORBID_SKIPS"] = "1" if forbid else "0"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--rootdir={directory}"]
    command += ["--import-mode=importlib", "--continue-on-collection-errors"]
    command += ["-n", "1"] if workers else ["-p", "no:xdist"]
    return subprocess.run(command, cwd=directory, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("workers", [False, True], ids=["alone", "workers"])
def test_a_test_that_did_not_run_fails_the_run(tmp_path: Path, workers: bool) -> None:
    run = run_pytest(tmp_path, RUN | NOT_RUN, forbid=True, workers=workers)
    assert run.returncode != 0, run.stdout
    for reason in ("no printer", "no scanner", "no plotter", "no fax"):
        assert f"not run to a pass ({reason})" in run.stdout.replace("Skipped: ", "").replace("reason: ", "")


def test_skips_are_allowed_unless_forbidden(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, RUN | NOT_RUN, forbid=False, workers=False)
    assert run.returncode == 0, run.stdout


def test_a_run_without_skips_passes(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, RUN, forbid=True, workers=False)
    assert run.returncode == 0, run.stdout
