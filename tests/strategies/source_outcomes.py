"""The outcomes of drawn contracts: what a claim must show, and worked examples that claim them.

In: a frame. Out: `Outcome`, declared in the frame, and scenarios about people.
Relies on `source_frame`. Guarantees: times can be met, documents can be had, requirements can hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from tests.strategies.source_frame import Frame

LENGTHS = ("3 months", "90 days", "13 weeks", "1 year")
UNITS = (("days", "day"), ("hours", "hour"), ("meetings", "meeting"))
REQUIREMENTS = (
    "{0} at least 25 hours",
    "{0} above 10 hours or {1} at least 3",
    "all of ({0} at most 60 hours, {1} above 2)",
    "not {1} below 4",
    "at least 1 of ({0} from 5 hours to 30 hours, {1} at least 4)",
)


@dataclass
class Outcome:
    """An outcome of the contract: its name, the unit of its quantity (none: a claim is one), what it records."""

    name: str
    unit: str = ""
    singular: str = ""
    state: str = ""
    recorded: tuple[str, ...] = ()
    is_after: bool = False


def draw_outcome(frame: Frame) -> Outcome:
    """Declare an outcome."""
    author = frame.author
    outcome = Outcome(author.name(author.one_of(("housed", "stayed", "works"))))
    lines = [f"of {frame.populations[0]}"] if frame.populations and author.chance(30) else []
    lines += [f"definition {author.text()}"] if author.chance(30) else []
    lines += [f"evidence {author.text()}"] if author.chance(20) else []
    lines += [f"claimed within {author.one_of(LENGTHS)}"] if author.chance(80) else []
    lines += [f"verified by {author.one_of(frame.verifiers)}"] if author.chance(80) else []
    lines += _documents(frame)
    if author.chance(20):
        reached = ("within 18 months of enrolment", "at least 2 weeks after enrolment",
                   "from 11 months to 13 months after enrolment")  # fmt: skip
        lines.append(f"reached {author.one_of(reached)}")
    lines += _shown(frame, outcome)
    frame.declare(f"outcome {outcome.name}{author.title()}", lines + author.annotations())
    return outcome


def _documents(frame: Frame) -> list[str]:
    author = frame.author
    if not author.chance(25):
        return []
    some = f"documents {author.whole(1, 2)} of (tenancy_agreement, landlord_letter)"
    return author.one_of((["documents self_certification"], [some], ["documents self_certification", some]))


def _shown(frame: Frame, outcome: Outcome) -> list[str]:
    """A state that lasted, a quantity, or numbers that are required."""
    author = frame.author
    choice = author.one_of(("", "", "sustained", "quantity", "required"))
    if choice == "sustained":
        outcome.state = author.one_of(("housing", "work"))
        within = author.one_of(("", " within 8 months"))
        gap = author.one_of(("", ", gaps of at most 7 days", ", gaps of at most 1 week"))
        broken = author.one_of(("", ", forfeited when broken"))
        return [f"sustains {outcome.state} for {author.one_of(('6 months', '26 weeks'))}{within}{gap}{broken}"]
    if choice == "quantity":
        outcome.unit, outcome.singular = author.one_of(UNITS)
        step = author.one_of((" to 1", " to 0.5", ""))
        return [
            f"quantity {outcome.unit}{step}",
            *author.one_of(([], [f"range at most 366 {outcome.unit}"], [f"range at least 2 {outcome.unit}"])),
        ]
    if choice == "required":
        hours, level = author.name("weekly_hours"), author.name("level")
        outcome.recorded = (hours, level)
        return [
            f"records {hours}{author.title()} in hours to 0.5",
            f"records {level} in number",
            f"requires {author.one_of(REQUIREMENTS).format(hours, level)}",
        ]
    return []


def declare_people_scenario(frame: Frame, outcomes: Sequence[Outcome]) -> None:
    """Declare a worked example with people and claims."""
    author = frame.author
    people = ["ann", "bob"][: author.whole(1, 2)]
    lines = [f"given person {name} enrolled on {frame.day()}" for name in people]
    for outcome in author.some(outcomes, 1, 3):
        person = author.one_of(people)
        if outcome.state:
            lines.append(f"given spell of {outcome.state} for {person} from {frame.day()}")
        quantity = f" of 4 {outcome.unit}" if outcome.unit else ""
        details = [f", recording {outcome.recorded[0]} = 26 hours"] if outcome.recorded else []
        details += [f", recording {outcome.recorded[1]} = 4"] if outcome.recorded else []
        day = frame.day()
        if author.chance(30):
            details.append(f", validated on {day + timedelta(days=author.whole(0, 90))}")
        lines.append(f"given claim of {outcome.name} for {person}{quantity} on {day}{''.join(details)}")
    expected = author.one_of(("= nothing", f"= {frame.currency} 1,000"))
    frame.declare(f"scenario {author.text()}", [*lines, f"expect total {expected}"])
