"""Claims of three young people in the two rounds of the Innovation Fund: `make_claims.py --write` or `--check`.

In: the outcomes that each of them reached. How many claims the projects made is not published.
Out: `evidence/apm` with one person of round 1, `evidence/teens_and_toddlers` with two of round 2.
Guarantees: every claim of a state that lasted is shown by the spells; the people and days are made up.
"""

import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from claim_files import Evidence, Files, after, run  # noqa: E402

STATES = {
    "attitude": "better_attitude",
    "behaviour": "better_behaviour",
    "attendance": "better_attendance",
    "job_13_weeks": "employment",
}
"""The states that last, by the first outcome that they show."""

ROUND_1 = {
    "behaviour": date(2013, 1, 7),
    "attendance": date(2013, 1, 7),
    "level_1": date(2013, 3, 1),
    "level_2": date(2013, 5, 31),
    "level_3": date(2013, 8, 30),
    "job_13_weeks": date(2013, 12, 2),
    "job_26_weeks": date(2014, 3, 3),
}
ROUND_2 = {
    "attitude": date(2013, 5, 6),
    "behaviour": date(2013, 5, 6),
    "attendance": date(2013, 5, 6),
    "level_1": date(2013, 7, 12),
    "level_2": date(2014, 7, 11),
    "job_13_weeks": date(2014, 12, 1),
    "job_26_weeks": date(2015, 3, 2),
}
AT_SCHOOL = {"attitude": date(2013, 6, 3), "behaviour": date(2013, 6, 3)}


def add_person(made: Evidence, person: str, group: str, enrolled: date, outcomes: dict[str, date]) -> None:
    """A person, the states that last for 14 weeks when the first claim is made, and the claims."""
    made.enrol(person, enrolled, group)
    for outcome, reached in outcomes.items():
        if outcome in STATES:
            made.spell(person, STATES[outcome], after(reached, -14 * 7))
        hours = {"weekly_hours": "20"} if outcome == "job_13_weeks" else {}
        made.claim(person, outcome, reached, after(reached, 14), **hours)


def files() -> Files:
    """Every file of this example."""
    apm, teens = Evidence("APM", ("weekly_hours",)), Evidence("TT", ("weekly_hours",))
    add_person(apm, "P0001", "round_1", date(2012, 9, 3), ROUND_1)
    add_person(teens, "P0001", "round_2", date(2013, 1, 7), ROUND_2)
    add_person(teens, "P0002", "round_2", date(2013, 1, 14), AT_SCHOOL)
    made = {"apm": apm, "teens_and_toddlers": teens}
    return {path: text for name, rows in made.items() for path, text in rows.files(HERE / "evidence" / name).items()}


if __name__ == "__main__":
    sys.exit(run(files, sys.argv[1:]))
