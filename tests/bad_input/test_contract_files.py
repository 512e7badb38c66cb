"""Files that are no contract, or not one, or not written as one: empty, binary, huge, nested, left open."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

import sibdsl
from sibdsl.runtime.evidence import evidence_of
from tests.bad_input.conftest import Sib
from tests.bad_input.deal import CONTRACT

FRAME = CONTRACT[: CONTRACT.index("metric fall")]

FILES = {
    "an empty file": (b"", "SIB001", "contract.sib"),
    "nothing but a byte order mark": (b"\xef\xbb\xbf", "SIB001", "contract.sib"),
    "nothing but spaces and comments": (b"  \n# later\n", "SIB206", "contract.sib"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "SIB004", "contract.sib"),
    "a zip file, as word processors save": (
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00",
        "SIB004",
        "contract.sib",
    ),
    "Latin-1": (CONTRACT.replace("The city", "Zürich").encode("latin-1"), "SIB003", "contract.sib:6:"),
    "UTF-16": (CONTRACT.encode("utf-16"), "SIB002", "contract.sib"),
    "half a character": (CONTRACT.encode() + b"# \xc3", "SIB003", "contract.sib"),
    "a NUL": (CONTRACT.replace("Success", "Suc\0cess").encode(), "SIB004", "contract.sib"),
}


@pytest.mark.parametrize(("content", "code", "where"), FILES.values(), ids=FILES.keys())
def test_files_that_are_no_text(sib_process: Sib, place: Path, content: bytes, code: str, where: str) -> None:
    (place / "contract.sib").write_bytes(content)
    run = sib_process("check", "contract.sib")
    assert (run.status, run.is_orderly()) == (1, True), run.said
    assert f"error[{code}]" in run.out
    assert where in run.out
    assert "= help:" in run.out
    assert "found 1 error" in run.out


def test_other_commands_say_the_same_and_compute_nothing(sib: Sib, place: Path) -> None:
    (place / "contract.sib").write_bytes(b"")
    for arguments in (["build", "contract.sib", "--to", "python"], ["settle", "contract.sib", "--evidence", "."],
                      ["test", "contract.sib"], ["evidence-template", "contract.sib"]):  # fmt: skip
        run = sib(*arguments)
        assert (run.status, run.is_orderly()) == (1, True), run.said
        assert "SIB001" in run.said
    assert [path.name for path in place.iterdir()] == ["contract.sib"]


def test_standard_input_is_read_alike(sib_process: Sib) -> None:
    run = sib_process("check", "-", "--stdin-filename", "deal.sib", stdin=b"\xff\xfe")
    assert (run.status, run.is_orderly()) == (1, True), run.said
    assert "deal.sib" in run.out


LONG = 5 * 1024 * 1024
LINES = {
    "one word": ("x" * LONG, "SIB124"),
    "a title that is closed": (f'party p "{"x" * LONG}" is trustee', None),
    "a title that is left open": (f'party p "{"x" * LONG}', "SIB106"),
    "a comment": ("# " + "x" * LONG, None),
    "a sum": ("parameter p GBP 1" + " plus GBP 1" * (LONG // 11), None),
    "signs": ("$" * LONG, "SIB104"),
    "a number": ("parameter p " + "9" * LONG, "SIB108"),
    "an amount": ("parameter p GBP 1." + "9" * LONG, "SIB108"),
}


@pytest.mark.parametrize(("line", "code"), LINES.values(), ids=LINES.keys())
def test_a_line_of_five_megabytes(sib: Sib, place: Path, line: str, code: str | None) -> None:
    (place / "contract.sib").write_text(CONTRACT + line + "\n", encoding="utf-8")
    started = time.monotonic()
    run = sib("check", "contract.sib")
    assert run.is_orderly(), run.said[:2000]
    assert time.monotonic() - started < 30
    # What is shown of the line is what fits on a screen.
    assert len(run.said) < 20_000
    if code:
        assert run.status == 1
        assert f"error[{code}]" in run.out


DEPTH = 10_000
SHAPES: dict[str, Callable[[int], str]] = {
    "round brackets": lambda n: "pays " + "(" * n + "GBP 1" + ")" * n,
    "negatives": lambda n: "pays " + "-" * n + "GBP 1",
    "lower of": lambda n: "pays " + "lower of (GBP 1, " * n + "GBP 1" + ")" * n,
    "differences": lambda n: "pays GBP 1" + " minus (GBP 1" * n + ")" * n,
    "shares": lambda n: "pays " + "50% of (" * n + "GBP 1" + ")" * n,
    "less": lambda n: "pays GBP 1" + " less 1%" * n,
    "deadweight": lambda n: "pays GBP 1" + " net of deadweight (50%" * n + ")" * n,
    "quotients": lambda n: "pays GBP 1" + " divided by (2" * n + ")" * n,
    "limits": lambda n: "pays " + "(" * n + "GBP 1" + ", not below nothing, not above GBP 9)" * n,
    "long differences": lambda n: "pays GBP 99" + " minus GBP 1" * n,
    "long sums": lambda n: "pays GBP 1" + " plus GBP 1 times 2" * n,
    "conditions": lambda n: "provided " + "not " * n + "fall at least 1%",
    "conditions in brackets": lambda n: "provided " + "any of (" * n + "fall at least 1%" + ")" * n,
    "and within or": lambda n: (
        "provided " + "gap at least 1 percentage points or homes above 2 and (" * n + "fall at least 1%" + ")" * n
    ),
}
NESTED = {
    **{name: shape(DEPTH) for name, shape in SHAPES.items()},
    "changes": "pays " + "reduction from " * DEPTH + "GBP 1",
    "blocks": "{" * DEPTH,
    "round brackets left open": "pays " + "(" * DEPTH + "GBP 1",
}


@pytest.mark.parametrize("statement", NESTED.values(), ids=NESTED.keys())
def test_ten_thousand_levels(sib: Sib, place: Path, statement: str) -> None:
    contract = CONTRACT.replace("  cap GBP 80,000 in total\n", f"  {statement}\n")
    (place / "contract.sib").write_text(contract, encoding="utf-8")
    run = sib("check", "contract.sib")
    assert (run.status, run.is_orderly()) == (1, True), run.said[:2000]
    assert "contract.sib:" in run.out
    assert "= help:" in run.out
    assert len(run.said) < 20_000
    # One mistake, one message, with or without what follows from a block left open.
    assert run.out.count("error[") <= 3


@pytest.mark.parametrize("levels", range(5, 60, 5))
@pytest.mark.parametrize("statement", SHAPES.values(), ids=SHAPES.keys())
def test_what_is_accepted_can_be_generated(statement: Callable[[int], str], levels: int) -> None:
    """Whatever nesting the checker lets pass, the payment program and the generated code can hold."""
    contract = sibdsl.compile(CONTRACT.replace("  cap GBP 80,000 in total\n", f"  {statement(levels)}\n"))
    assert {finding.code for finding in contract.diagnostics if finding.severity == "error"} <= {"SIB140", "SIB601"}
    if contract.ok:
        assert sibdsl.generate(contract, "python")
        assert not sibdsl.settle(contract, evidence_of()).lines


def test_two_contracts_in_a_file(sib: Sib, place: Path) -> None:
    second = 'contract other "Another one" {\n  currency USD\n  term 2027-04-01 to 2029-03-31\n}\n'
    (place / "contract.sib").write_text(CONTRACT + second, encoding="utf-8")
    run = sib("check", "contract.sib")
    assert (run.status, run.is_orderly()) == (1, True), run.said
    line = CONTRACT.count("\n") + 1
    assert f"contract.sib:{line}:" in run.out
    assert "error[SIB207]" in run.out
    assert "found 1 error" in run.out


def test_a_block_that_is_never_closed(sib: Sib, place: Path) -> None:
    """The brace is missing where the author forgot it; the message says where the block begins."""
    contract = CONTRACT.replace("    otherwise     nothing\n  }\n}\n", "    otherwise     nothing\n  }\n", 1)
    (place / "contract.sib").write_text(contract, encoding="utf-8")
    run = sib("check", "contract.sib")
    assert (run.status, run.is_orderly()) == (1, True), run.said
    assert "error[SIB121]" in run.out
    assert 'payment success "Success" from city to provider {' in run.out
    assert "found 1 error" in run.out


@pytest.mark.parametrize(
    "arguments", [["chek"], ["check", "--frob"], ["settle", "contract.sib", "--as-of", "soon"], ["rule", "SIB"]]
)
def test_wrong_use_is_said_with_status_two(sib_process: Sib, arguments: list[str]) -> None:
    run = sib_process(*arguments)
    assert (run.status, run.is_orderly()) == (2, True), run.said
    assert run.out == ""
    assert run.err
