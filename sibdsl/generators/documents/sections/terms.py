"""Defined terms: what each means, where it is set out and where it is used.

In: the names of a contract, and the numbered sections of its summary. Out: the draft of a section.
Relies on the texts of the sections: a term is used where it is written.
Guarantees: alphabetical order that does not depend on the machine; each link leads to a place that exists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from sibdsl.generators.documents.english.definitions import general_words, meaning_of
from sibdsl.generators.documents.english.measures import threshold_sentence
from sibdsl.generators.documents.english.names import Names, declared
from sibdsl.generators.documents.sections.drafts import anchor_of, draft_section
from sibdsl.generators.documents.views import (
    Block,
    Details,
    Link,
    Paragraph,
    Section,
    Steps,
    Table,
    Term,
    Terms,
)

_PLACES = {
    "measure": "measure",
    "payment": "payment",
    "population": "people",
    "outside figure": "figure",
}
_SECTIONS = {
    "finance": "finance",
    "agreed figure": "figures",
    "test": "tests",
    "limit": "limits-across",
    "report": "reports",
}


def terms_section(sections: Sequence[Section], names: Names) -> list[Section]:
    """Draft the defined terms of a summary whose sections are numbered."""
    meanings = _meanings(names)
    uses = _uses(sections, list(meanings), frozenset(general_words(names)))
    terms = []
    for term, (meaning, anchor) in meanings.items():
        links = tuple(link for link in uses[term] if link.anchor != anchor)
        if links or anchor:
            terms.append(Term(term, anchor, meaning, links))
    terms.sort(key=lambda term: _sorted_as(term.term))
    return draft_section("terms", "Defined terms", [Terms(tuple(terms))] if terms else [])


def _meanings(names: Names) -> dict[str, tuple[str, str]]:
    """Collect every term as it is written, with its meaning and the anchor of the place that sets it out."""
    found: dict[str, tuple[str, str]] = {}
    for party in names.contract.parties:
        found.setdefault(names.party(party.name), (meaning_of(party, names), "parties"))
    for kind, declaration in declared(names.contract):
        anchor = _SECTIONS.get(kind) or anchor_of(_PLACES.get(kind, kind), declaration.name)
        if kind == "category":
            anchor = next(
                anchor_of("payment", payment.name)
                for payment in names.contract.payments
                if payment.card is not None and declaration in payment.card.categories
            )
        if kind in ("cohort", "group"):
            anchor = next(
                anchor_of("people", population.name)
                for population in names.contract.populations
                if declaration in (*population.cohorts, *population.groups)
            )
        meaning = meaning_of(declaration, names)
        if declaration.name in names.thresholds:
            meaning = threshold_sentence(names.thresholds[declaration.name], names)
        found.setdefault(names.term(declaration.name), (meaning, anchor))
    for word, meaning in general_words(names).items():
        found.setdefault(word, (meaning, ""))
    return found


def _uses(sections: Sequence[Section], terms: Sequence[str], general: frozenset[str]) -> dict[str, list[Link]]:
    """Find the sections and parts in whose texts each term is written."""
    # Longer terms first, so that a term inside another is not found there.
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    pattern = re.compile("|".join(_written(term, general) for term in ordered))
    uses: dict[str, list[Link]] = {term: [] for term in terms}
    for link, blocks in _places(sections):
        found = {match.group(0) for text in texts_of(blocks) for match in pattern.finditer(text)}
        for text in sorted(found):
            term = text if text in uses else _word(text, general)
            if link not in uses[term]:
                uses[term].append(link)
    return uses


def _written(term: str, general: frozenset[str]) -> str:
    """Match a term; general words also in the plural and with a capital."""
    if term in general:
        return rf"(?<!\w)(?i:{re.escape(term)})s?(?!\w)"
    return rf"(?<!\w){re.escape(term)}(?!\w)"


def _word(text: str, general: frozenset[str]) -> str:
    plain = text.casefold()
    return plain if plain in general else plain.removesuffix("s")


def _places(sections: Sequence[Section]) -> Iterator[tuple[Link, tuple[Block, ...]]]:
    for section in sections:
        yield Link(section.number, section.anchor), section.blocks
        for part in section.parts:
            yield Link(part.number, part.anchor), part.blocks


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Give every text of some blocks."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case Details():
                for entry in block.entries:
                    yield entry.text
            case Table():
                yield block.caption
                yield from block.headings
                for row in block.rows:
                    yield from row
            case Steps():
                yield block.lead
                yield from block.texts
            case Terms():
                for term in block.terms:
                    yield term.meaning


def _sorted_as(term: str) -> tuple[str, str]:
    """Order terms by their letters, accents and quotation marks apart."""
    decomposed = unicodedata.normalize("NFKD", term)
    letters = "".join(character for character in decomposed if character.isalnum() or character == " ")
    return letters.strip().casefold(), term
