"""What a claim of an outcome must show, in words.

In: outcomes of the checked contract. Out: particulars.
Relies on ``quantities`` for values and ``names`` for titles.
Guarantees: everything that can be a reason to reject a claim is said; nobody's name can stand here.
"""

from __future__ import annotations

from sibdsl.generators.documents.english.author_text import capitalised, sentence
from sibdsl.generators.documents.english.lists import counted, joined, joined_names
from sibdsl.generators.documents.english.measures import precision_words
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import range_words, unit_words
from sibdsl.generators.documents.views import Detail
from sibdsl.model.outcomes import Documents, Outcome, Reached, Recorded, Requirement, Sustained
from sibdsl.model.quantities import Range


def outcome_details(outcome: Outcome, names: Names) -> list[Detail]:
    """List the particulars of an outcome, in the order in which a reader asks for them."""
    entries = [
        ("Definition", sentence(outcome.definition or "")),
        ("Of", "" if outcome.population is None else names.term(outcome.population)),
        ("Reached", "" if outcome.reached is None else capitalised(reached_words(outcome.reached))),
        ("Lasting", "" if outcome.sustained is None else capitalised(sustained_words(outcome.sustained))),
        ("A claim states", _stated(outcome, names)),
        ("Required", _required(outcome, names)),
        ("Documents", capitalised("; ".join(documents_words(documents) for documents in outcome.documents))),
        ("Evidence", sentence(outcome.evidence or "")),
        ("Claimed", _claimed(outcome)),
        ("Verified by", joined_names([names.party(party) for party in outcome.verified_by])),
    ]
    return [Detail(label, text) for label, text in entries if text]


def reached_words(reached: Reached) -> str:
    """Say when, counted from enrolment, an outcome must be reached."""
    earliest, latest = reached.earliest, reached.latest
    if earliest is None:
        return "" if latest is None else f"within {latest.words} of enrolment"
    if latest is None:
        return f"at least {earliest.words} after enrolment"
    return f"from {earliest.words} to {latest.words} after enrolment"


def sustained_words(sustained: Sustained) -> str:
    """Say how long a state must last, and what a break means."""
    words = f"{_spoken(sustained.state)} for {sustained.length.words}"
    if sustained.within is not None:
        words += f", within {sustained.within.words} of its first day"
    after = "nothing more can be reached" if sustained.forfeited else "the time starts again with the next day of it"
    if not sustained.gap_days:
        return f"{words}; after a day without it {after}"
    gap = counted(sustained.gap_days, "day")
    return f"{words}; days without it do not count, and after more than {gap} of them in a row {after}"


def documents_words(documents: Documents) -> str:
    """Say which documents a claim needs."""
    names = [_spoken(name) for name in documents.names]
    if documents.count == len(names):
        return joined(names)
    return f"at least {counted(documents.count, '').strip()} of {joined(names, 'or')}"


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _stated(outcome: Outcome, names: Names) -> str:
    """Say which numbers a claim states: its quantity, and what it records besides."""
    stated = []
    if outcome.unit is not None:
        words = f"a quantity in {unit_words(outcome.unit)}{precision_words(outcome.precision, outcome.unit, names)}"
        limits = _bounds(outcome.range)
        if limits != Range():
            words += f" ({range_words(limits, outcome.unit, names.digits)})"
        stated.append(words)
    stated += [_recorded(recorded, names) for recorded in outcome.records]
    return capitalised("; ".join(stated))


def _bounds(values: Range) -> Range:
    """Leave out that a quantity is above zero, which every quantity is."""
    if values.low == 0 and not values.low_closed:
        return Range(high=values.high, high_closed=values.high_closed)
    return values


def _recorded(recorded: Recorded, names: Names) -> str:
    precision = precision_words(recorded.precision, recorded.unit, names)
    return f"{_title(recorded)}, in {unit_words(recorded.unit)}{precision}"


def _title(recorded: Recorded) -> str:
    return f"“{recorded.title}”"


def _required(outcome: Outcome, names: Names) -> str:
    """Say what the recorded numbers must be: the ways in which a claim can meet it."""
    recorded = {item.name: item for item in outcome.records}
    ways = [joined([_requirement(item, recorded, names) for item in way]) for way in outcome.requires]
    return capitalised("; or ".join(ways))


def _requirement(requirement: Requirement, recorded: dict[str, Recorded], names: Names) -> str:
    item = recorded[requirement.recorded]
    return f"{_title(item)}: {range_words(requirement.range, item.unit, names.digits)}"


def _claimed(outcome: Outcome) -> str:
    if outcome.claimed_within is None:
        return "At any time after it was reached"
    return f"Within {outcome.claimed_within.words} of the day on which it was reached"
