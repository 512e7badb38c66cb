"""What the snippets of the VS Code extension insert is right as it stands, among the names of the reference."""

import json
import re
from pathlib import Path

import pytest

import sibdsl
from sibdsl.formatter.canonical import Formatted, format_source
from sibdsl.source.file import SourceFile
from tests.docs.frames import framed

SNIPPETS = Path(__file__).parents[2] / "editors" / "vscode" / "snippets"
BODIES = {
    name: "\n".join(snippet["body"]) for name, snippet in json.loads((SNIPPETS / "sib.json").read_text("utf-8")).items()
}
# These stand inside a declaration, or need a file.
INSIDE = {"Clause": "metric", "Cohort": "population"}
NEEDS_A_FILE = "Import"

_PAYMENT = "payment {} from city to provider {{\n  due once on 2031-06-30\n  pays {}\n}}\n"
# What a contract has beside a snippet so that it is of use.
BESIDE = {
    "Metric": _PAYMENT.format("example_payment", "reduction of GBP 100,000, not below GBP 0"),
    "Metric that is worked out": _PAYMENT.format(
        "example_payment", "share_in_homes of GBP 100,000\n  cap GBP 90,000 in total"
    ),
    "Threshold": _PAYMENT.format(
        "example_payment", "{\n    when enough is met GBP 100,000\n    otherwise nothing\n  }"
    ),
    "Outcome": (
        "payment example_payment from city to provider {\n  due quarterly\n  rate card { housed GBP 500 once }\n"
        "  cap GBP 50,000 in total\n}\n"
    ),
    "Waterfall": (
        _PAYMENT.format("example_payment", "GBP 1,000 per person for moved_in\n  cap GBP 90,000 in total")
        + "finance loan is loan from investor to provider "
        "GBP 500,000 {\n  drawn GBP 500,000 on 2027-04-01\n}\n"
    ),
}


def expanded(body: str) -> str:
    """The text that is inserted when every default is taken: of alternatives, the first."""
    body = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", body)
    body = re.sub(r"\$\{\d+:([^{}]*)\}", r"\1", body)
    body = body.replace("$0", "")
    assert "$" not in body
    return "\n".join(line.rstrip() for line in body.splitlines() if line.strip()) + "\n"


def problems(text: str) -> list[str]:
    # A declaration that stands alone is used by nothing yet.
    found = [found for found in sibdsl.compile(text).diagnostics if found.code != "SIB210"]
    return [f"{each.code} {each.severity}: {each.message}" for each in found]


@pytest.mark.parametrize("name", [name for name in BODIES if name not in (*INSIDE, NEEDS_A_FILE)])
def test_a_snippet_checks_clean_with_its_defaults(name: str) -> None:
    assert problems(framed(expanded(BODIES[name]) + BESIDE.get(name, ""))) == []


@pytest.mark.parametrize("name", [name for name in BODIES if name not in INSIDE])
def test_a_snippet_is_laid_out_in_the_canonical_way(name: str) -> None:
    text = expanded(BODIES[name])
    formatted = format_source(SourceFile("snippet.sib", text))
    assert isinstance(formatted, Formatted)
    assert formatted.text == text


def test_a_clause_checks_clean_inside_a_metric() -> None:
    assert problems(framed(expanded(BODIES["Clause"]), "metric")) == []


def test_a_cohort_checks_clean_inside_a_population() -> None:
    assert problems(framed(f"population participants {{\n{expanded(BODIES['Cohort'])}}}\n")) == []


def test_an_import_finds_its_file(tmp_path: Path) -> None:
    (tmp_path / "parties.sib").write_text('party city "The city" is outcome_payer\n', encoding="utf-8")
    contract = tmp_path / "contract.sib"
    contract.write_text(expanded(BODIES["Import"]) + framed("").split("party city")[0], encoding="utf-8")
    assert [found.message for found in sibdsl.compile(contract).diagnostics if found.severity == "error"] == []


def test_every_declaration_of_the_grammar_has_a_snippet() -> None:
    from sibdsl.highlighting.vocabulary import DECLARATIONS

    begun = {word for body in BODIES.values() for word in re.findall(r"^\w+(?: card)?", body, re.M)}
    inside = {"rate card"} if "rate card" in BODIES["Rate card"] else set()
    assert set(DECLARATIONS) <= begun | inside


def test_places_are_filled_in_order() -> None:
    for name, body in BODIES.items():
        numbers = [int(number) for number in re.findall(r"\$\{(\d+)", body)]
        assert list(dict.fromkeys(numbers)) == list(range(1, max(numbers) + 1)), name
