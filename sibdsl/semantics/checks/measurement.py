"""What is measured and how: the closed words of metrics, the people they are about, those who verify them.

In: the known contract. Out: findings in the sink.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.diagnostics.rules import names as rules
from sibdsl.semantics import every
from sibdsl.semantics.checks import closed_sets
from sibdsl.semantics.checks.parties import check_parties
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.literals import number, value_of_number
from sibdsl.semantics.lookup import find_named
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.references import is_calculated
from sibdsl.semantics.scope import items_of
from sibdsl.semantics.timing import count_of
from sibdsl.surface import declarations, items
from sibdsl.surface.expressions import Number
from sibdsl.surface.node import Node


def _check_metric(known: Known, metric: declarations.Metric) -> None:
    """Check the statements of a metric."""
    for item in metric.items:
        _check_item(known, item)
    _check_precision(known, metric, is_calculated(known, metric.name.text))


def _check_fact(known: Known, fact: declarations.Fact) -> None:
    _check_precision(known, fact, calculated=False)


def _check_people(known: Known, people: declarations.Population | declarations.Cohort) -> None:
    """Check the size of a population or a cohort."""
    for size in items_of(people, items.NumberItem):
        _check_size(known, size)


def _check_item(known: Known, item: Node) -> None:
    if isinstance(item, items.WordsItem):
        _check_words(known, item)
    elif isinstance(item, items.ComparisonItem):
        closed_sets.is_one_of(known, item.method, "a way to compare", closed_sets.METHODS)
    elif isinstance(item, items.WindowItem):
        count_of(known, item.count, item.unit)
    elif isinstance(item, items.ReportsItem):
        _check_reports(known, item)


def _check_words(known: Known, item: items.WordsItem) -> None:
    if item.keyword == "of":
        find_named(known, item.words[0], "population", "group")
    elif item.keyword == "better":
        closed_sets.is_one_of(known, item.words, "a direction", closed_sets.DIRECTIONS)
    elif item.keyword == "verified by":
        check_parties(known, item.words)
        closed_sets.check_no_doubles(known, item.words)


def _check_reports(known: Known, item: items.ReportsItem) -> None:
    for reported in item.reported:
        closed_sets.is_one_of(known, (reported.name,), "reported with a metric", closed_sets.REPORTED)
        precision = reported.precision
        if precision is not None and not (isinstance(precision, Number) and value_of_number(precision) > 0):
            known.sink.report(
                rules.UNKNOWN_WORD, precision.span, found="this", what="a precision of what is reported",
                choices="1, 0.1, 0.01 and so on", next_step="write a plain number above zero",
            )  # fmt: skip
    closed_sets.check_no_doubles(known, [reported.name for reported in item.reported])


def _check_precision(known: Known, owner: declarations.Declaration, calculated: bool) -> None:
    """Report rounding without a precision to round to, and a calculated precision without a way to round."""
    for item in items_of(owner, items.UnitItem):
        if item.rounding is not None and item.precision is None:
            known.sink.report(
                rules.NOT_WANTED_HERE, item.span, keyword="rounded", reason="there is no precision to round to",
                expectation="`to` and a precision, such as `to 0.1%`, before `rounded`",
                help="write the precision before `rounded`",
            )  # fmt: skip
        if calculated and item.precision is not None and item.rounding is None:
            known.sink.report(
                rules.NOT_WANTED_HERE, item.precision.span, keyword="to",
                reason=f"`{owner.name.text}` is calculated, and nothing says how it is rounded",
                expectation="`rounded half up` (or another way) after the precision",
                help="add `rounded half up`, or leave out the precision to calculate exactly",
            )  # fmt: skip


def _check_size(known: Known, item: items.NumberItem) -> None:
    value = number(item.text)
    if value.denominator != 1 or value < Fraction(1):
        known.sink.report(
            rules.UNKNOWN_WORD, item.span, found=item.text, what="a number of people",
            choices="1, 2, 3 and so on", next_step="write a whole number, one or more",
        )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Each(every.metrics, _check_metric),
    Each(every.facts, _check_fact),
    Each(every.populations, _check_people),
    Each(every.cohorts, _check_people),
)
