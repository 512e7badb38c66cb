"""Who is measured, what is measured and how, and the figures and tests that payments rest on.

In: the names of a contract. Out: drafts of sections.
Relies on ``english``.
Guarantees: every metric, fact, parameter and threshold of the contract has its place.
"""

from __future__ import annotations

from sibdsl.generators.documents.english.author_text import one_line, sentence
from sibdsl.generators.documents.english.dates import day_words, period_words
from sibdsl.generators.documents.english.measures import (
    fact_details,
    metric_details,
    parameter_words,
    threshold_sentence,
)
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.tables import table_blocks
from sibdsl.generators.documents.sections.drafts import (
    details_block,
    draft_part,
    draft_section,
    paragraphs,
)
from sibdsl.generators.documents.views import Block, Detail, Part, Section, Steps, Table
from sibdsl.model.declarations import Metric, Population


def people_section(names: Names) -> list[Section]:
    """Draft who is measured."""
    parts = [_population(population, names) for population in names.contract.populations]
    return draft_section("people", "Who is measured", parts=parts)


def measures_section(names: Names) -> list[Section]:
    """Draft what is measured and how."""
    parts = [_metric(metric, names) for metric in names.contract.metrics]
    return draft_section("measures", "What is measured", parts=parts)


def figures_section(names: Names) -> list[Section]:
    """Draft the figures that are agreed and those that come from outside."""
    contract = names.contract
    blocks: list[Block] = []
    if contract.parameters:
        rows = tuple((names.term(item.name), parameter_words(item, names)) for item in contract.parameters)
        blocks.append(Table("Agreed figures", ("Figure", "Value"), rows, amounts=(1,)))
    parts = [
        draft_part("figure", "Outside figure", fact, details_block(fact_details(fact, names)))
        for fact in contract.facts
    ]
    return draft_section("figures", "Figures that payments rest on", blocks, parts)


def tests_section(names: Names) -> list[Section]:
    """Draft the named conditions."""
    sentences = tuple(threshold_sentence(item, names) for item in names.contract.thresholds)
    return draft_section("tests", "Tests", [Steps("", sentences)] if sentences else [])


def unpaid_section(names: Names) -> list[Section]:
    """Draft what nothing is paid on."""
    sentences = tuple(
        f"{names.term(metric.name)}: {sentence(metric.not_payable)}"
        for metric in names.contract.metrics
        if metric.not_payable is not None
    )
    return draft_section(
        "not-payable",
        "What nothing is paid on",
        [Steps("No payment depends on the following.", sentences)] if sentences else [],
    )


def unpublished_section(names: Names) -> list[Section]:
    """Draft which figures are not published."""
    sentences = tuple(f"{names.term(item.name)}." for item in names.contract.parameters if item.value is None)
    lead = (
        "The value of the following figures is not published. It is supplied with the evidence, and payments "
        "that need it cannot be computed without it."
    )
    return draft_section("not-published", "What is not published", [Steps(lead, sentences)] if sentences else [])


def _population(population: Population, names: Names) -> Part:
    entries = []
    if population.definition:
        entries.append(Detail("Definition", sentence(population.definition)))
    if population.size is not None:
        entries.append(Detail("Size", f"{population.size:,}"))
    blocks = details_block(entries)
    if population.cohorts:
        blocks.append(_cohorts(population))
    if population.groups:
        groups = tuple(names.term(group.name) + "." for group in population.groups)
        blocks.append(Steps("Groups within it:", groups))
    return draft_part("people", "Population", population, blocks)


def _cohorts(population: Population) -> Table:
    """Write the cohorts as a table, with the columns that any of them fills."""
    sized = any(cohort.size is not None for cohort in population.cohorts)
    determined = any(cohort.determined is not None for cohort in population.cohorts)
    headings = ["Cohort", "Those who enter from"]
    headings += ["Size"] if sized else []
    headings += ["Result known on"] if determined else []
    rows = []
    for cohort in population.cohorts:
        row = [one_line(cohort.title), period_words(cohort.period)]
        row += [_shown(None if cohort.size is None else f"{cohort.size:,}")] if sized else []
        row += [_shown(None if cohort.determined is None else day_words(cohort.determined))] if determined else []
        rows.append(tuple(row))
    return Table("Cohorts", tuple(headings), tuple(rows), amounts=(2,) if sized else ())


def _shown(text: str | None) -> str:
    return "–" if text is None else text


def _metric(metric: Metric, names: Names) -> Part:
    blocks = details_block(metric_details(metric, names))
    if metric.calculation is not None:
        caption = f"How {names.term(metric.name)} is calculated"
        blocks.extend(table_blocks(metric.calculation, names, caption, "Value"))
    if metric.not_payable is not None:
        blocks.extend(paragraphs([f"Nothing is paid on this measure. {sentence(metric.not_payable)}"]))
    return draft_part("measure", "Measure", metric, blocks)
