"""The summary of a contract: sections in order, numbered and linked.

In: the checked contract, the computed limits and stakes, and worked examples with their statements.
Out: a ``Summary`` for a template.
Relies on ``sections``.
Guarantees: the same input gives the same document; sections without content are left out, and numbers
and links fit what is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sibdsl.generators.documents.english.author_text import one_line, sentence
from sibdsl.generators.documents.english.names import names_of
from sibdsl.generators.documents.handed import Example, Limits, Stakes
from sibdsl.generators.documents.sections.capital import finance_section, stakes_section, waterfalls_section
from sibdsl.generators.documents.sections.cards import outcomes_section
from sibdsl.generators.documents.sections.examples import examples_section
from sibdsl.generators.documents.sections.extremes import extremes_section
from sibdsl.generators.documents.sections.measured import (
    figures_section,
    measures_section,
    people_section,
    tests_section,
    unpaid_section,
    unpublished_section,
)
from sibdsl.generators.documents.sections.opening import (
    cover_details,
    general_section,
    parties_section,
    reports_section,
)
from sibdsl.generators.documents.sections.paid import limits_across_section, payments_section
from sibdsl.generators.documents.sections.terms import terms_section
from sibdsl.generators.documents.views import Section, Summary
from sibdsl.model import Contract


def summary_of(
    contract: Contract, limits: Limits | None, examples: Sequence[Example], stakes: Stakes | None = None
) -> Summary:
    """Put the summary of a contract together; without ``limits`` or ``stakes`` it has no section on them."""
    names = names_of(contract)
    drafts = [
        *parties_section(names),
        *finance_section(names),
        *people_section(names),
        *measures_section(names),
        *figures_section(names),
        *tests_section(names),
        *outcomes_section(names),
        *payments_section(names),
        *limits_across_section(names),
        *waterfalls_section(names),
        *general_section(names),
        *([] if limits is None else extremes_section(limits, names)),
        *stakes_section(stakes, names),
        *examples_section(examples, names),
        *reports_section(names),
        *unpaid_section(names),
        *unpublished_section(names),
    ]
    sections = [_numbered(section, number) for number, section in enumerate(drafts, start=1)]
    terms = terms_section(sections, names)
    sections += [_numbered(section, len(sections) + 1) for section in terms]
    return Summary(
        title=one_line(contract.title),
        kind="Summary of the contract",
        language="en-GB",
        cover=tuple(cover_details(names)),
        goal=sentence(contract.goal or ""),
        sections=tuple(sections),
        foot=f"Made by sib from the text of the contract {contract.name}.",
        section={section.anchor: section for section in sections},
    )


def _numbered(section: Section, number: int) -> Section:
    parts = tuple(replace(part, number=f"{number}.{place}") for place, part in enumerate(section.parts, start=1))
    return replace(section, number=str(number), parts=parts)
