"""Contracts for the tests of this folder: one frame with metrics of every kind, and what is put into it."""

from __future__ import annotations

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.sink import Sink
from sibdsl.semantics.check import Checked, check
from sibdsl.source.file import SourceFile
from sibdsl.syntax.parse import parse_text

FRAME = """
contract frame "Frame" {
  currency GBP
  term 2020-01-01 to 2021-12-31
}
party council "Council" is outcome_payer
party charity "Charity" is service_provider
party university "University" is evaluator, independent
population people "People" {
  cohort first 2020-01-01 to 2020-06-30 { determined on 2021-06-30 }
  cohort second 2020-07-01 to 2020-12-31 { determined on 2021-12-31 }
}
metric share "Share" { unit percent to 0.1%
  range from 0% to 100%
  verified by university }
metric change "Change" { unit percent to 0.1%
  verified by university }
metric gap "Gap" { unit percentage points to 0.1
  verified by university }
metric hours "Hours" { unit hours to 0.5
  verified by university }
metric events "Events" { unit events per 100 people to 1
  range above 0
  verified by university }
metric later_events "Later events" { unit events per 100 people to 1
  verified by university }
metric saved "Saved" { unit GBP to 0.01
  verified by university }
metric weeks_in_work "Weeks in work" { unit weeks to 1
  verified by university }
metric by_quarter "By quarter" { unit placements to 1
  measured quarterly
  verified by university }
metric by_cohort "By cohort" { unit placements to 1
  measured for each cohort
  reports sample, p_value to 0.001
  verified by university }
fact index "Index" { unit number to 0.1
  range above 0
  published annually }
parameter price "Price" GBP 50 per hour
parameter secret "Secret" not published, unit GBP per placement
"""
"""Twelve metrics, two cohorts, a fact and two parameters; a test adds what it is about."""


def checked(addition: str) -> tuple[Checked, tuple[Diagnostic, ...]]:
    """Check the frame with an addition."""
    source = SourceFile("test.sib", FRAME + addition)
    sink = Sink(source)
    result = check(parse_text(source, sink), sink)
    return result, sink.diagnostics()


def codes(addition: str) -> list[str]:
    """The codes of the errors in an addition; the frame itself leaves its metrics unpaid, which does not count."""
    _, found = checked(addition)
    return [one.code for one in found if one.severity == "error" and one.code != "SIB211"]
