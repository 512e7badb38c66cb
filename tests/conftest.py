"""What holds for the whole test run.

In: the environment; SIB_FORBID_SKIPS=1 forbids tests that do not run, CI=true asks for thousands of examples.
Out: failures in place of skips and expected failures when those are forbidden; one Hypothesis profile.
Relies on: pytest hooks, and the same environment reaching the worker processes.
Guarantees: a run that was asked to forbid skips passes only if every collected test ran and passed;
property tests try the same examples on every machine (`--hypothesis-profile=search` tries new ones).
"""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2_000, print_blob=True)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "repeatable")

_SKIPS_ARE_FORBIDDEN = os.environ.get("SIB_FORBID_SKIPS") == "1"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if _SKIPS_ARE_FORBIDDEN:
        _fail_if_not_run(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if _SKIPS_ARE_FORBIDDEN:
        _fail_if_not_run(report)
    return report


def _fail_if_not_run(report: pytest.TestReport | pytest.CollectReport) -> None:
    expected_to_fail = hasattr(report, "wasxfail")
    if not report.skipped and not expected_to_fail:
        return
    reason = report.wasxfail if expected_to_fail else _reason(report)
    if expected_to_fail:
        # Left in place, this attribute would make pytest count the report as an expected failure.
        del report.wasxfail
    report.outcome = "failed"
    report.longrepr = f"SIB_FORBID_SKIPS=1: this test was not run to a pass ({reason})"


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2]
    return str(report.longrepr)


@pytest.fixture(scope="session")
def postgres() -> Generator[str]:
    """Give the URL of an empty PostgreSQL database on a server of our own.

    A machine without PostgreSQL skips the tests that need it, which CI forbids.
    """
    from contextlib import ExitStack

    from tests.postgres_server import postgres_server

    with ExitStack() as stack:
        try:
            url = stack.enter_context(postgres_server())
        except FileNotFoundError as missing:
            pytest.skip(str(missing))
        yield url


@pytest.fixture(scope="session")
def java() -> None:
    """Skip the tests that need Java where there is none, which CI forbids."""
    from shutil import which

    if which("java") is None:
        pytest.skip("these tests need Java 17 or later: apt-get install default-jre-headless")


@pytest.fixture(scope="session")
def node() -> str:
    """Give the program that runs JavaScript; skip the tests that need it where there is none, which CI forbids."""
    from shutil import which

    program = which("node")
    if program is None:
        pytest.skip("these tests need Node 18 or later: apt-get install nodejs")
    return program
