"""A generated module: how it reads, that tools accept it, and that it runs as a program and as a module."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from sibdsl.generators.python.module import generate_python
from sibdsl.ir.program import Program
from sibdsl.ir.text import from_text
from tests.strategies.bridge import PROGRAM
from tests.strategies.modules import module_file

RULES = '''\
SUCCESS_1_10_PERCENT = Fraction("0.1")
MENTORING_SHARE_0_95 = Fraction("0.95")
MENTORING_SHARE_0_4 = Fraction("0.4")
HALF_0_5 = Fraction("0.5")
HALF_1 = Fraction(1)
WORKS_0_2 = Fraction("0.2")


def pay_success(case: Case) -> Exact:
    """The payment success, Success: council and fund to charity.

    Clause 4.1.
    """
    amount = case.formula("success_1", success_1(case))
    # indexed
    amount = case.indexed("success_index", "index", date(2016, 1, 1), amount)
    # GBP 50,000 in total
    return case.capped("total", amount)


def success_1(case: Case) -> Exact:
    """The table success_1: pays by rate.

    Clause 4.2.
    """
    rate = case.metric("rate")
    if rate >= SUCCESS_1_10_PERCENT:
        # at least 10%: GBP 900 x rate
        return case.step("success_1", 0, rate, 900 * rate)
    # otherwise: nothing
    return case.step("success_1", 1, rate, 0)


def pay_mentoring(case: Case) -> Exact:
    """The payment mentoring, Mentoring: fund and council to charity."""
    # provided it works
    if not case.gate(
        "mentoring_gate",
        case.threshold("works_well", meets_works_well(case)) or case.has_been_paid("mentoring"),
    ):
        return 0
    amount_of_mentoring_hours = case.formula(
        "mentoring_hours",
        case.brackets(
            "mentoring_hours",
            case.counted("first_hours", case.metric("hours")),
            [(100, 2), (None, 1)],
        ),
    )
    # GBP 900 a year
    amount_of_mentoring_hours = case.capped("per_year", amount_of_mentoring_hours)
    amount_of_mentoring_share = case.formula(
        "mentoring_share",
        case.stages(
            "mentoring_share",
            case.metric("hours"),
            [(MENTORING_SHARE_0_95, 500), (MENTORING_SHARE_0_4, None)],
            within=True,
        ),
    )
    amount_of_mentoring_dates = case.formula("mentoring_dates", mentoring_dates(case))
    amount = amount_of_mentoring_hours + amount_of_mentoring_share + amount_of_mentoring_dates
    # at least
    amount = case.minimum("mentoring_floor", amount, 10)
    # GBP 50,000 in total
    return case.capped("total", amount)


def mentoring_dates(case: Case) -> Exact:
    """The table mentoring_dates: by date."""
    if case.day == date(2016, 12, 31):
        # 2016: GBP 1
        return case.dated("mentoring_dates", 0, 1)
    if case.day == date(2017, 12, 31):
        # 2017: GBP 2
        return case.dated("mentoring_dates", 1, 2)
    raise LookupError("the table mentoring_dates has no row for " + str(case.day))


def calculate_half(case: Case) -> Exact:
    """Calculate half: half the hours."""
    return case.rounded(case.metric("hours") * HALF_0_5, HALF_1, "half up")


def meets_works(case: Case) -> bool:
    """Whether the threshold works is met."""
    return case.metric_over_cohorts("rate") >= WORKS_0_2


def meets_works_well(case: Case) -> bool:
    """Whether the threshold works_well is met."""
    return case.threshold("works", meets_works(case)) and not case.calculation("half", calculate_half) < 10


# The rule of each payment, by its name in the contract.
RULES: Mapping[str, RuleFunction] = {
    "success": pay_success,
    "mentoring": pay_mentoring,
}
'''

HOSTILE = """\"\"\"; import os; os.abort() # noqa\\n'''\\\\N{DIGIT ONE}"""


@pytest.fixture
def program() -> Program:
    return from_text(PROGRAM)


@pytest.fixture
def hostile() -> Program:
    """The same contract, every word of which tries to get out, and every name of which is Python's own."""
    text = PROGRAM
    for word in ("Success", "The Council", "pays by rate", "at least 10%", "GBP 900 a year", "Bridge to Work"):
        text = text.replace(f'"{word}"', '"' + HOSTILE.replace("\\", "\\\\").replace('"', '\\"') + '"')
    for name, new in [
        ("rate", "class"),
        ("hours", "settle"),
        ("success", "Case"),
        ("index", "date"),
        ("half", "print"),
    ]:
        text = text.replace(f" {name}", f" {new}").replace(f"({name} ", f"({new} ")
    return from_text(text)


@pytest.fixture
def module(program: Program, tmp_path: Path) -> Iterator[ModuleType]:
    with module_file(generate_python(program), tmp_path) as found:
        yield found


def test_the_rules_read_like_the_contract(program: Program) -> None:
    text = generate_python(program)
    start = text.index("\n\n", text.index("\nfrom typing")) + 2
    assert text[start : start + len(RULES)] == RULES


def test_the_plan_is_the_plan(module: ModuleType, program: Program) -> None:
    assert repr(module.contract_plan()) == repr(program.plan)


def test_words_of_the_contract_never_become_code(hostile: Program, tmp_path: Path) -> None:
    with module_file(generate_python(hostile), tmp_path) as module:
        assert repr(module.contract_plan()) == repr(hostile.plan)
        assert "os" not in vars(module)


def test_the_text_does_not_depend_on_the_run(program: Program) -> None:
    code = (
        "from sibdsl.generators.python.module import generate_python; from sibdsl.ir.text import from_text; "
        "import sys; sys.stdout.write(generate_python(from_text(sys.stdin.read())))"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            input=PROGRAM,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        assert run.stdout == generate_python(program)


def test_linters_and_type_checkers_accept_it(
    program: Program, hostile: Program, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    for name, text in (("plain", generate_python(program)), ("hostile", generate_python(hostile))):
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    cache = pytestconfig.cache
    assert cache is not None
    tools = [
        [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "."],
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={cache.mkdir('mypy')}", "."],
    ]
    for command in tools:
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr


def test_it_runs_as_a_program_with_nothing_installed(program: Program, tmp_path: Path) -> None:
    (tmp_path / "bridge.py").write_text(generate_python(program), encoding="utf-8")
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "observations.csv").write_text(
        "metric,cohort,period_end,value,verified_by,verified_on\n"
        "rate,first,,12.5%,audit,2017-06-01\nrate,second,,8%,audit,2018-06-01\nhours,,2016-12-31,300,,\n"
    )
    (tmp_path / "evidence" / "facts.csv").write_text(
        "fact,date,value\nindex,2016-01-01,100.0\nindex,2017-01-01,104.2\n"
    )
    # No site packages, no environment, warnings are errors.
    command = [sys.executable, "-I", "-S", "-W", "error", "bridge.py", "evidence", "--output-format", "json"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stderr) == (0, "")
    statement = json.loads(run.stdout)
    assert [(line["payer"], line["amount"]) for line in statement["payments"]] == [
        ("fund", "636.00"),
        ("council", "0.00"),
        ("council", "87.92"),
        ("fund", "29.31"),
    ]
    # The second cohort waits for the hours of 2017, which count towards the same cap.
    assert [item["payment"] for item in statement["pending"]] == ["mentoring", "success"]
    with module_file(generate_python(program), tmp_path) as module:
        evidence = module.load_evidence(tmp_path / "evidence")
        found = json.loads(module.settle(evidence).to_json())
    assert found["payments"][2]["amount"] == "87.92"
    assert found["totals"] == statement["totals"]


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ([], 2, "the following arguments are required: evidence"),
        (["nothing"], 1, "the path `nothing` does not exist"),
        (["nothing", "--as-of", "31/12/2016"], 2, "31/12/2016"),
        (["nothing", "--output-format", "xml"], 2, "invalid choice: 'xml'"),
        (["--help"], 0, "--as-of DATE"),
    ],
)
def test_no_argument_ends_in_a_traceback(
    program: Program, tmp_path: Path, arguments: list[str], status: int, told: str
) -> None:
    (tmp_path / "bridge.py").write_text(generate_python(program), encoding="utf-8")
    command = [sys.executable, "-I", "-S", "bridge.py", *arguments]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == status
    assert told in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
