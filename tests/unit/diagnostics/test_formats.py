"""The formats of other tools: their shapes, their escapes, and one golden file each."""

import json
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl import __version__
from sibdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from sibdsl.diagnostics.registry import all_rules
from sibdsl.diagnostics.render import FORMATS, Format, render
from sibdsl.diagnostics.rules import reading
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import make

Golden = Callable[[str, str], None]

CONTRACT = SourceFile("cases/a, 100%: 東京.sib", 'party "🎉" lendr\r\nparty lender\r\n')
RATES = SourceFile("/srv/rates.sib", "rate card\n")
CLAIMS = SourceFile("claims.parquet", "")


# Codes that no rule can have, so that the golden files do not depend on which rules are loaded.
def session() -> tuple[Diagnostic, ...]:
    """Findings of every shape, as one run might have them."""
    sink = Sink(CONTRACT)
    sink.add(
        Diagnostic(
            code="SIBX02",
            name="unknown-name",
            severity="error",
            message="there is no party called `lendr`",
            source=CONTRACT,
            labels=(
                Label(make(10, 15), "no party has this name", True),
                Label(make(23, 29), "a party with a like name"),
                Label(make(0, 4), "", source=RATES),
            ),
            expected="the name of a party",
            help="did you mean `lender`?",
            notes=("names are\ncase-sensitive",),
            fix=Fix("write `lender`", "safe", (Edit(make(10, 15), "lender"), Edit(make(15, 15), "\n"))),
        )
    )
    sink.add(
        Diagnostic(
            code="SIBX07",
            name="idle",
            severity="warning",
            message="50%, or: \x1b[31m\n::error::fake <&>]]>",
            source=CONTRACT,
            labels=(Label(make(0, 29), "", True),),
            fix=Fix("think again", "display", (Edit(make(0, 29), ""),)),
        )
    )
    sink.add(Diagnostic(code="SIBX09", name="odd", severity="note", message="odd row", source=CLAIMS, row=12))
    sink.report(reading.NO_SUCH_FILE, source=SourceFile("C:\\contracts\\x.sib", ""), path="C:\\contracts\\x.sib")
    sink.add(Diagnostic(code="SIBX99", name="nowhere", severity="error", message="nothing to check"))
    return sink.diagnostics()


@pytest.mark.parametrize(
    ("format", "suffix"),
    [
        ("full", "txt"),
        ("concise", "txt"),
        ("json", "json"),
        ("sarif", "sarif"),
        ("github", "txt"),
        ("junit", "xml"),
    ],
)
def test_a_session_in_every_format(golden: Golden, format: Format, suffix: str) -> None:
    # The release is named in one format; a new one changes nothing else.
    rendered = render(session(), format).replace(f'"{__version__}"', '"(this release)"')
    golden(f"session_{format}.{suffix}", rendered)


def test_every_format_is_tested_above() -> None:
    assert FORMATS == ("full", "concise", "json", "sarif", "github", "junit")


def test_concise_findings_are_one_line_each() -> None:
    assert len(render(session(), "concise").splitlines()) == len(session())
    colored = render(session(), "concise", color=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render(session(), "concise")


def test_json_findings_have_every_key() -> None:
    findings = json.loads(render(session(), "json"))
    keys = "code name severity message filename row location end_location declaration labels expected help notes"
    assert all(list(found) == [*keys.split(), "fix", "url"] for found in findings)
    unknown = next(found for found in findings if found["code"] == "SIBX02")
    assert unknown["location"] == {"row": 1, "column": 11}
    assert unknown["end_location"] == {"row": 1, "column": 16}
    assert [label["filename"] for label in unknown["labels"]] == [CONTRACT.path, CONTRACT.path, RATES.path]
    assert unknown["fix"]["applicability"] == "safe"
    assert unknown["fix"]["edits"][0]["content"] == "lender"


def test_sarif_is_of_its_shape() -> None:
    document = json.loads(render(session(), "sarif"))
    assert set(document) == {"$schema", "version", "runs"}
    assert document["version"] == "2.1.0"
    [run] = document["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({found.code for found in session()})
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        for location in result.get("locations", []):
            assert re.fullmatch(r"[A-Za-z0-9._~/:%-]+", location["physicalLocation"]["artifactLocation"]["uri"])
        for fix in result.get("fixes", []):
            assert fix["artifactChanges"][0]["replacements"]


def test_sarif_leaves_out_fixes_that_are_only_to_be_read() -> None:
    results = json.loads(render(session(), "sarif"))["runs"][0]["results"]
    assert [result["ruleId"] for result in results if "fixes" in result] == ["SIBX02"]


def test_sarif_gives_the_words_of_known_rules() -> None:
    rules = json.loads(render(session(), "sarif"))["runs"][0]["tool"]["driver"]["rules"]
    known = next(rule for rule in rules if rule["id"] == "SIB010")
    assert known["shortDescription"] == {"text": reading.NO_SUCH_FILE.title}
    assert known["help"] == {"text": reading.NO_SUCH_FILE.help}


def test_sarif_never_shows_the_fields_of_a_template() -> None:
    found = [Diagnostic(code=rule.code, name=rule.name, severity=rule.severity, message="m") for rule in all_rules()]
    rules = json.loads(render(found, "sarif"))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules if "{" in rule["help"]["text"]] == []


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("contracts/a b.sib", "contracts/a%20b.sib"),
        ("a:b.sib", "a%3Ab.sib"),
        ("/srv/東京.sib", "file:///srv/%E6%9D%B1%E4%BA%AC.sib"),
        ("C:\\contracts\\a b.sib", "file:///C:/contracts/a%20b.sib"),
        ("contracts\\a.sib", "contracts/a.sib"),
        ("<stdin>", "%3Cstdin%3E"),
        ("\udcff.sib", "%3F.sib"),
    ],
)
def test_sarif_paths_are_references(path: str, uri: str) -> None:
    found = Diagnostic(code="SIB010", name="x", severity="error", message="m", source=SourceFile(path, ""))
    [result] = json.loads(render([found], "sarif"))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_github_commands_are_one_line_each_and_escaped() -> None:
    lines = render(session(), "github").splitlines()
    assert len(lines) == len(session())
    for line in lines:
        command = re.fullmatch(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:]*,?)+)::(.*)", line)
        assert command, line
        assert not re.search(r"%(?!25|0A|3A|2C)", command[2] + command[3])


def test_github_gives_columns_only_within_a_line() -> None:
    lines = render(session(), "github").splitlines()
    [one_line] = [line for line in lines if "SIBX02" in line]
    [several] = [line for line in lines if "SIBX07" in line]
    assert "col=11,endColumn=16" in one_line
    assert "line=1,endLine=2," in several
    assert "col=" not in several


def test_junit_counts_errors_as_failures() -> None:
    root = ElementTree.fromstring(render(session(), "junit"))
    assert (root.get("tests"), root.get("failures")) == ("5", "3")
    assert len(root.findall(".//testcase")) == 5
    assert len(root.findall(".//failure")) == 3
    assert len(root.findall(".//system-out")) == 2
    assert sum(int(suite.get("tests", "0")) for suite in root) == 5


def test_junit_without_findings_is_a_passed_case() -> None:
    root = ElementTree.fromstring(render([], "junit"))
    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    assert len(root.findall(".//testcase")) == 1


@pytest.mark.parametrize(("format", "empty"), [("full", ""), ("concise", ""), ("json", "[]\n"), ("github", "")])
def test_nothing_found(format: Format, empty: str) -> None:
    assert render([], format) == empty


def test_nothing_found_in_sarif_is_a_run_without_results() -> None:
    [run] = json.loads(render([], "sarif"))["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


TEXTS = st.text(max_size=60) | st.text(alphabet=' \t\n\r{}ab"\x1b\u202e東🎉\u200d\u0301', max_size=200)


@st.composite
def diagnostics(draw: st.DrawFn) -> Diagnostic:
    source = SourceFile(draw(st.text(max_size=5)), draw(TEXTS), private=draw(st.booleans()))

    def span() -> int:
        return make(*sorted(draw(st.lists(st.integers(0, len(source.text)), min_size=2, max_size=2))))

    labels = [Label(span(), draw(TEXTS), draw(st.booleans())) for _ in range(draw(st.integers(0, 4)))]
    fix = Fix(draw(TEXTS), draw(st.sampled_from(["safe", "unsafe", "display"])), (Edit(span(), draw(TEXTS)),))
    return Diagnostic(
        code="SIBX02",
        name="x",
        severity=draw(st.sampled_from(["error", "warning", "note"])),
        message=draw(TEXTS),
        source=draw(st.sampled_from([source, None])),
        labels=tuple(labels),
        help=draw(st.none() | TEXTS),
        notes=(draw(TEXTS),),
        fix=draw(st.sampled_from([fix, None])),
        row=draw(st.none() | st.integers(1, 9)),
    )


@given(st.lists(diagnostics(), max_size=3))
def test_any_finding_can_be_rendered_and_nothing_in_it_is_obeyed(found: list[Diagnostic]) -> None:
    for format in FORMATS:
        rendered = render(found, format)
        assert rendered == render(found, format)
        assert not re.search(
            "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", rendered
        )
    json.loads(render(found, "json"))
    json.loads(render(found, "sarif"))
    ElementTree.fromstring(render(found, "junit"))
    assert len(render(found, "github").split("\n")) == len(found) + 1
    assert len(render(found, "concise").split("\n")) == len(found) + 1
