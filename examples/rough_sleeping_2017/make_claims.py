"""Claims of the Rough Sleeping programme that have the published counts: `make_claims.py --write` or `--check`.

In: the counts below, all published, of Greater Manchester from December 2017 to March 2021.
Out: `evidence/all_claims` with these counts, and two single people: `two_years_in_one_home`, `every_outcome_once`.
Guarantees: each outcome has its claims, each for another person; every claim of a home that lasted is shown by the
spells, about one person in eight has given up a home before; who reached what, and when, is made up.
"""

import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from claim_files import Draws, Evidence, Files, after, people, run  # noqa: E402

COLUMNS = ("documents", "hours_worked", "weekly_hours")
FIRST_DAY = date(2017, 12, 4)
PEOPLE = 391
"""As many as had a first assessment, which is the most of any outcome."""

# The homes: for each outcome the days from moving in after which it is reached at the earliest, and the claims.
HOMES = {
    "home_3_months": (92, 329),
    "home_6_months": (184, 315),
    "home_12_months": (365, 273),
    "home_18_months": (550, 243),
    "home_24_months": (731, 195),
}
MOVED_IN = 328
"""One less than stayed for three months: the counts are published so."""

# The rest. Outcomes that build on one another stand in one group, days are counted from enrolment.
LADDERS: tuple[dict[str, tuple[int, int]], ...] = (
    {"first_assessment": (0, 391), "second_assessment": (180, 274), "third_assessment": (360, 165)},
    {"mental_health_entry": (40, 129), "mental_health_sustained": (220, 81)},
    {"alcohol_entry": (50, 17), "alcohol_sustained": (240, 8)},
    {"drugs_entry": (60, 81), "drugs_sustained": (260, 95)},
    {"learning": (120, 27)},
    {"volunteering_13_weeks": (200, 15), "volunteering_26_weeks": (290, 10)},
    {"part_time_13_weeks": (320, 4), "part_time_26_weeks": (410, 3)},
    {"full_time_13_weeks": (440, 7), "full_time_26_weeks": (530, 5)},
)

PAPERS = {
    "moved_in": "tenancy_agreement",
    "home": "landlord_letter",
    "first": "assessment",
    "second": "assessment",
    "third": "assessment",
    "learning": "certificate",
    "mental": "service_letter",
    "alcohol": "service_letter",
    "drugs": "service_letter",
}
"""The document beside the self-certification, by the outcome or its first word; else an employer's letter."""


def documents(outcome: str) -> dict[str, str]:
    """The documents of a claim."""
    paper = PAPERS.get(outcome) or PAPERS.get(outcome.partition("_")[0], "employer_letter")
    return {"documents": f"self_certification;{paper}"}


def hours(outcome: str, draws: Draws) -> dict[str, str]:
    """The hours that a claim for work states: in some jobs by the week, in some in all."""
    kind, _, rest = outcome.rpartition("_")[0].rpartition("_")
    weeks = int(rest) if rest in ("13", "26") else 0
    if kind == "volunteering":
        return {"hours_worked": f"{weeks * draws.between(6, 12)}"}
    if kind not in ("part_time", "full_time"):
        return {}
    weekly = draws.between(8, 24) if kind == "part_time" else draws.between(26, 40)
    return {"weekly_hours": f"{weekly}"} if draws.between(0, 1) else {"hours_worked": f"{weeks * weekly}"}


def all_claims() -> Evidence:
    """The evidence with the published counts."""
    draws = Draws("rough sleeping 2017")
    everybody = people(PEOPLE, "P")
    made = Evidence("GM", COLUMNS)
    enrolled = {person: after(FIRST_DAY, draws.between(0, 330)) for person in everybody}
    for person, day in enrolled.items():
        made.enrol(person, day)
    add_homes(made, enrolled, draws)
    for ladder in LADDERS:
        queue = draws.shuffled(everybody)
        for outcome, (offset, count) in ladder.items():
            for person in queue[:count]:
                reached = after(enrolled[person], offset + draws.between(0, 30))
                add(made, person, outcome, reached, draws)
    return made


def add_homes(made: Evidence, enrolled: dict[str, date], draws: Draws) -> None:
    """The spells of accommodation, and the claims that they show. The clock of a home given up starts again."""
    queue = draws.shuffled(list(enrolled))[: max(count for _, count in HOMES.values())]
    for number, person in enumerate(queue):
        first_home = home = after(enrolled[person], draws.between(5, 45))
        if draws.between(1, 8) == 1:
            given_up = after(first_home, draws.between(10, 40))
            made.spell(person, "accommodation", first_home, given_up)
            home = after(given_up, draws.between(5, 30))
        made.spell(person, "accommodation", home)
        if number < MOVED_IN:
            add(made, person, "moved_in", first_home, draws)
        for outcome, (days, count) in HOMES.items():
            if number < count:
                add(made, person, outcome, after(home, days + draws.between(0, 10)), draws)


def add(made: Evidence, person: str, outcome: str, reached: date, draws: Draws) -> None:
    """One claim, with its documents and hours."""
    validated = after(reached, draws.between(5, 25))
    made.claim(person, outcome, reached, validated, **documents(outcome), **hours(outcome, draws))


def one_person(outcomes: dict[str, date]) -> Evidence:
    """The evidence of one person who lives in one home from the first of February 2018."""
    draws = Draws("rough sleeping 2017, one person")
    made = Evidence("GM", COLUMNS)
    made.enrol("P0001", date(2018, 1, 8))
    made.spell("P0001", "accommodation", date(2018, 2, 1))
    for outcome, reached in outcomes.items():
        add(made, "P0001", outcome, reached, draws)
    return made


ONE_HOME = {
    "first_assessment": date(2018, 1, 15),
    "moved_in": date(2018, 2, 1),
    "home_3_months": date(2018, 4, 30),
    "second_assessment": date(2018, 7, 16),
    "home_6_months": date(2018, 7, 31),
    "third_assessment": date(2019, 1, 14),
    "home_12_months": date(2019, 1, 31),
    "home_18_months": date(2019, 7, 31),
    "home_24_months": date(2020, 1, 31),
}
EVERY_OUTCOME = ONE_HOME | {
    "mental_health_entry": date(2018, 2, 12),
    "alcohol_entry": date(2018, 2, 19),
    "drugs_entry": date(2018, 2, 26),
    "learning": date(2018, 5, 14),
    "mental_health_sustained": date(2018, 8, 13),
    "alcohol_sustained": date(2018, 8, 20),
    "drugs_sustained": date(2018, 8, 27),
    "volunteering_13_weeks": date(2018, 9, 3),
    "volunteering_26_weeks": date(2018, 12, 3),
    "part_time_13_weeks": date(2019, 4, 1),
    "part_time_26_weeks": date(2019, 7, 1),
    "full_time_13_weeks": date(2019, 10, 7),
    "full_time_26_weeks": date(2020, 1, 6),
}


def files() -> Files:
    """Every file of this example."""
    made = {
        "all_claims": all_claims(),
        "two_years_in_one_home": one_person(ONE_HOME),
        "every_outcome_once": one_person(EVERY_OUTCOME),
    }
    return {path: text for name, rows in made.items() for path, text in rows.files(HERE / "evidence" / name).items()}


if __name__ == "__main__":
    sys.exit(run(files, sys.argv[1:]))
