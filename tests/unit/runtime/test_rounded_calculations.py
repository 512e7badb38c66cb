"""A calculated metric that is rounded: the rounding can decide what is paid, so it is told."""

from datetime import date
from fractions import Fraction

import sibdsl
from sibdsl.interpreter.settle import settle
from sibdsl.runtime.evidence import Observation, evidence_of

CONTRACT = """
contract example "Example contract" {
  currency GBP
  term 2027-04-01 to 2031-03-31
}
party city "The city" is outcome_payer
party provider "The provider" is service_provider
party evaluator "The evaluator" is evaluator, independent
metric before "Before" {
  unit events to 1
  range above 0
  verified by evaluator
}
metric after "After" {
  unit events to 1
  verified by evaluator
}
metric fall "Fall" {
  unit percent to 0.1% rounded half up
  calculated as reduction from before to after
  better higher
}
payment success from city to provider {
  due once on 2031-06-30
  pays by fall {
    at least 8.5%  GBP 100
    otherwise      nothing
  }
}
"""


def told(after: int) -> str:
    rows = [Observation("before", Fraction(2000)), Observation("after", Fraction(after))]
    (line,) = settle(sibdsl.compile(CONTRACT).program, evidence_of(rows), date(2031, 6, 30)).lines
    return " ".join(str(step["text"]) for step in line.derivation)


def test_a_value_that_was_rounded_is_told_before_and_after() -> None:
    assert "is 8.45%, rounded to 8.5%." in told(1831)
    assert "reaches the row `at least 8.5%`" in told(1831)


def test_a_value_that_needed_no_rounding_is_told_once() -> None:
    assert "is 8.5%." in told(1830)
    assert "rounded" not in told(1830)
