"""Names and titles that mean something to Python, JavaScript, SQL, templates, HTML or Markdown mean nothing here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Generator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.bad_input.conftest import Sib
from tests.bad_input.deal import CONTRACT, OBSERVATIONS
from tests.strategies.javascript import JavaScript

NAMES = [
    "class", "def", "None", "True", "lambda", "import", "print", "self", "case", "plan", "settle", "main", "Fraction",
    "RULES", "contract_plan", "evidence", "__init__", "__name__", "select", "table", "order", "group", "null", "user",
    "drop", "ﬁeld", "日数", "size", "unit", "metric", "payment", "scenario", "x" * 200,
]  # fmt: skip
TITLES = [
    'a "quoted" title', "it's ours", '"""; import os; os.abort() #', "'''", "back\\slash \\", "\\N{DIGIT ONE} \\x41",
    "{{ 7 * 7 }}", "{% for x in y %}", "{braces} %s {0}", "<script>alert(1)</script>", "<b>bold</b> & </html>",
    "<!-- ", "*stars* _lines_ `ticks`", "| a | b |", "[link](javascript:alert(1))", "# heading", "=1+1", "-- comment",
    "'; DROP TABLE payments; --", "%n%s", "two\nlines",
]  # fmt: skip
JAVASCRIPT_NAMES = [
    "function", "constructor", "__proto__", "toString", "hasOwnProperty", "arguments", "await", "exact", "prepared",
    "rules", "ZERO", "Exact", "contract", "at", "value", "let", "undefined", "NaN", "pay", "n_1", "table_size",
]  # fmt: skip
JAVASCRIPT_TITLES = [
    "*/ alert(1) /*", "// alert(1)", "`${alert(1)}`", "</script><script>alert(1)</script>", "\u2028alert(1)",
    '"); alert(1); ("', "]]>",
]  # fmt: skip
OLD = re.compile(r"\b(homes|moving)\b")
METRIC = """
metric {name} {{
  unit people to 1
  better higher
  verified by vera
}}
"""
PAYMENT = """
payment {name}_paid from city to provider {{
  due once on 2029-06-30
  pays GBP 10 per person for {name}
  cap GBP 10,000 in total
}}
"""


def statement_of(sib: Sib) -> str:
    run = sib("settle", "contract.sib", "--evidence", "evidence", "--output-format", "json")
    assert (run.status, run.err) == (0, ""), run.said
    return run.out


def printed_by_the_module(place: Path) -> str:
    """What the generated module prints, run on its own."""
    module = next((place / "out").glob("*.py"))
    command = [sys.executable, "-I", str(module), str(place / "evidence"), "--output-format", "json"]
    run = subprocess.run(command, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b""), run.stderr
    return run.stdout.decode("utf-8")


def prepare(place: Path, contract: str, observations: str = OBSERVATIONS) -> None:
    (place / "contract.sib").write_text(contract, encoding="utf-8")
    (place / "evidence").mkdir()
    (place / "evidence" / "observations.csv").write_text(observations, encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_any_name_works_everywhere(sib: Sib, place: Path, name: str) -> None:
    contract = OLD.sub(lambda found: name if found[0] == "homes" else f"{name}_paid", CONTRACT)
    prepare(place, contract, OBSERVATIONS.replace("homes", name))
    run = sib("check", "contract.sib")
    assert (run.status, run.is_orderly()) == (0, True), run.said
    for target in ("python", "summary", "html", "json", "ir-text"):
        run = sib("build", "contract.sib", "--to", target, "--out", "out")
        assert (run.status, run.is_orderly()) == (0, True), run.said
    assert f"{name}_paid" in [line["payment"] for line in json.loads(statement_of(sib))["payments"]]


def test_all_names_work_together_and_in_the_generated_module(sib: Sib, place: Path) -> None:
    """Among them are two that Python takes for one: `ﬁeld` with a ligature, and `field`."""
    names = [*NAMES, "field"]
    metrics = [METRIC.format(name=name) for name in names]
    payments = [PAYMENT.format(name=name) for name in names]
    rows = "".join(f"{name},,{index},vera\n" for index, name in enumerate(names))
    prepare(place, CONTRACT + "".join(metrics + payments), OBSERVATIONS + rows)
    assert sib("check", "contract.sib").status == 0
    assert sib("build", "contract.sib", "--to", "python", "--out", "out").status == 0
    statement = statement_of(sib)
    assert printed_by_the_module(place) == statement
    amounts = {line["payment"]: line["amount"] for line in json.loads(statement)["payments"]}
    assert [amounts[f"{name}_paid"] for name in names] == [f"{index * 10}.00" for index in range(len(names))]


def quoted(title: str) -> str:
    return '"' + title.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def with_titles(title: str) -> str:
    """The deal with that title in the places where authors write text."""
    written = quoted(title)
    contract = CONTRACT
    for plain in ('"Moving in"', '"Homes and work"', '"The city"'):
        contract = contract.replace(plain, written)
    return contract.replace("  better higher\n", f"  better higher\n  definition {written}\n  clause {written}\n", 1)


@pytest.mark.parametrize("title", TITLES)
def test_any_title_is_only_a_title(sib: Sib, place: Path, title: str) -> None:
    prepare(place, with_titles(title))
    assert sib("check", "contract.sib").status == 0
    for target in ("python", "summary", "html", "json", "ir-text"):
        run = sib("build", "contract.sib", "--to", target, "--out", "out")
        assert (run.status, run.is_orderly()) == (0, True), run.said
    assert title in [line["title"] for line in json.loads(statement_of(sib))["payments"]]
    page = next((place / "out").glob("*.html")).read_text(encoding="utf-8")
    (place / "contract.sib").write_text(with_titles("Plain"), encoding="utf-8")
    # Were a title more than a title, it would bring tags of its own.
    assert sorted(tags_of(page)) == sorted(tags_of(sib("build", "contract.sib", "--to", "html").out))
    assert not re.findall(r"\b49\b", page)


@pytest.mark.parametrize("title", TITLES[:8])
def test_titles_do_not_break_out_of_the_generated_module(sib: Sib, place: Path, title: str) -> None:
    prepare(place, with_titles(title))
    assert sib("build", "contract.sib", "--to", "python", "--out", "out").status == 0
    assert printed_by_the_module(place) == statement_of(sib)


@pytest.fixture(scope="module")
def javascript(node: str) -> Generator[JavaScript]:
    with JavaScript(node) as running:
        yield running


def built_javascript(sib: Sib) -> str:
    run = sib("build", "contract.sib", "--to", "javascript")
    assert run.status == 0, run.said
    return run.out


def test_all_names_work_together_in_generated_javascript(sib: Sib, place: Path, javascript: JavaScript) -> None:
    names = [*NAMES, *JAVASCRIPT_NAMES]
    metrics = [METRIC.format(name=name) for name in names]
    payments = [PAYMENT.format(name=name) for name in names]
    prepare(place, CONTRACT + "".join(metrics + payments))
    javascript.load(built_javascript(sib))
    found = javascript.call("settle", {name: str(index) for index, name in enumerate(names)})
    assert found["problems"] == []
    amounts = {item["payment"]: item["amount"] for item in found["by_payment"]}
    assert [amounts[f"{name}_paid"] for name in names] == [f"{index * 10}.00" for index in range(len(names))]


@pytest.mark.parametrize("title", [*TITLES, *JAVASCRIPT_TITLES])
def test_titles_do_not_break_out_of_generated_javascript(
    sib: Sib, place: Path, javascript: JavaScript, title: str
) -> None:
    prepare(place, with_titles(title).replace('"People who moved in"', quoted(title)))
    text = built_javascript(sib)
    assert not re.search(r"</|<!--|[\u2028\u2029\u202e]", text)
    javascript.load(text)
    assert title in [metric["title"] for metric in javascript.value("contract")["metrics"]]
    assert title in [line["title"] for line in javascript.call("settle")["payments"]]
    # In a page, a script ends where the module does.
    assert tags_of(f"<script type='module'>{text}</script><p>") == [("script", ("type",)), ("p", ())]


class _Tags(HTMLParser):
    """Collects the tags of a page, each with the names of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


def tags_of(page: str) -> list[tuple[str, tuple[str, ...]]]:
    parser = _Tags()
    parser.feed(page)
    return parser.found
