"""The sink: reports become diagnostics, in order and once."""

import pytest

from sibdsl.diagnostics.diagnostic import Diagnostic, Label
from sibdsl.diagnostics.internal import InternalError
from sibdsl.diagnostics.rule import Rule
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.source.span import NOWHERE, make

UNKNOWN = Rule(
    "SIB201",
    "unknown-name",
    "error",
    "a name",
    "no {kind} `{name}`",
    expected="a {kind}",
    help="declare `{name}`",
)
IDLE = Rule("SIB701", "idle", "warning", "an idle name", "`{name}` is never used")


def test_a_report_fills_the_words_of_its_rule() -> None:
    file = SourceFile("a.sib", "party lendr")
    sink = Sink(file)
    sink.report(UNKNOWN, make(6, 11), primary="here", others=[(make(0, 5), "there")], kind="party", name="lendr")
    assert sink.diagnostics() == (
        Diagnostic(
            code="SIB201",
            name="unknown-name",
            severity="error",
            message="no party `lendr`",
            source=file,
            labels=(Label(make(6, 11), "here", True), Label(make(0, 5), "there")),
            expected="a party",
            help="declare `lendr`",
        ),
    )


def test_words_that_depend_on_the_case_replace_those_of_the_rule() -> None:
    sink = Sink()
    sink.report(UNKNOWN, kind="party", name="x", expected="one of `a`, `b`", help="did you mean `a`?")
    sink.report(UNKNOWN, kind="party", name="y", expected="", help="")
    first, second = sink.diagnostics()
    assert (first.expected, first.help) == ("one of `a`, `b`", "did you mean `a`?")
    assert (second.expected, second.help) == (None, None)


def test_findings_are_in_the_order_of_file_place_and_code() -> None:
    sink = Sink(SourceFile("b.sib", "x" * 9))
    sink.report(IDLE, make(5, 6), name="later")
    sink.report(IDLE, make(1, 9), name="code")
    sink.report(UNKNOWN, make(1, 9), kind="party", name="code")
    sink.report(IDLE, make(1, 2), name="shorter")
    sink.report(IDLE, make(7, 8), source=SourceFile("a.sib", "x" * 9), name="file")
    sink.report(IDLE, source=SourceFile("c.csv", ""), row=10, name="row 10")
    sink.report(IDLE, source=SourceFile("c.csv", ""), row=9, name="row 9")
    assert [(found.path, found.message.split("`")[1], found.code) for found in sink.diagnostics()] == [
        ("a.sib", "file", "SIB701"),
        ("b.sib", "shorter", "SIB701"),
        ("b.sib", "code", "SIB201"),
        ("b.sib", "code", "SIB701"),
        ("b.sib", "later", "SIB701"),
        ("c.csv", "row 9", "SIB701"),
        ("c.csv", "row 10", "SIB701"),
    ]


def test_the_same_finding_twice_counts_once() -> None:
    sink = Sink(SourceFile("a.sib", "xx"))
    for _ in range(3):
        sink.report(IDLE, make(0, 1), name="x")
    sink.report(IDLE, make(0, 1), name="y")
    assert len(sink.diagnostics()) == 2


def test_only_errors_are_errors() -> None:
    sink = Sink()
    sink.report(IDLE, name="x")
    assert not sink.has_errors
    sink.report(UNKNOWN, kind="party", name="x")
    assert sink.has_errors


def test_the_location_is_the_primary_label() -> None:
    sink = Sink(SourceFile("a.sib", "xx"))
    sink.report(IDLE, name="whole file")
    sink.report(IDLE, make(0, 0), primary="before the first character", name="start")
    whole, start = sorted(sink.diagnostics(), key=lambda found: len(found.labels))
    assert (whole.span, whole.labels) == (NOWHERE, ())
    assert start.labels[0].primary


def test_a_report_without_its_fields_is_a_fault_of_ours() -> None:
    with pytest.raises(InternalError, match="SIB701"):
        Sink().report(IDLE)
