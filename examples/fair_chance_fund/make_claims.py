"""Claims of three Fair Chance Fund contracts that have the published counts: `make_claims.py --write` or `--check`.

In: the counts below, all published, for Depaul, Fusion and St Basils.
Out: `evidence/*/enrolment.csv` and `claims.csv`.
Guarantees: each outcome has its claims, each for another person; who reached what, and when, is made up.
"""

import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from claim_files import Draws, Evidence, Files, after, people, run  # noqa: E402

FIRST_DAY = date(2015, 1, 5)
"""The first person is enrolled; the last ten months later, so that everybody can reach everything."""

CONTRACTS = {"depaul": "DE", "fusion": "FU", "st_basils": "SB"}
"""How claims of a contract are numbered. So many people take part as had a first assessment."""

# Outcomes that build on one another stand in one group: whoever reached the second reached the first. The first number
# is the days from enrolment after which it is reached at the earliest, then the claims in each contract.
LADDERS: tuple[dict[str, tuple[int, int, int, int]], ...] = (
    {
        "first_assessment": (0, 209, 345, 322),
        "second_assessment": (180, 182, 295, 253),
        "third_assessment": (360, 126, 271, 176),
    },
    {
        "moved_in": (20, 192, 293, 290),
        "home_3_months": (115, 188, 282, 271),
        "home_6_months": (210, 179, 267, 251),
        "home_12_months": (390, 165, 235, 211),
        "home_18_months": (575, 142, 199, 181),
    },
    {"course_begun": (60, 91, 172, 292)},
    {"entry_level": (200, 23, 33, 31)},
    {"level_1": (330, 11, 9, 91)},
    {"level_2": (500, 1, 9, 3)},
    {"job_begun": (90, 57, 153, 101)},
    {"part_time_13_weeks": (190, 2, 18, 6), "part_time_26_weeks": (285, 0, 13, 3)},
    {"full_time_13_weeks": (300, 30, 93, 63), "full_time_26_weeks": (395, 20, 70, 43)},
    {
        "volunteered_6_weeks": (100, 16, 30, 31),
        "volunteered_13_weeks": (150, 13, 17, 12),
        "volunteered_20_weeks": (200, 0, 12, 8),
        "volunteered_26_weeks": (250, 0, 7, 7),
    },
)


def evidence(name: str) -> Evidence:
    """The evidence of one contract."""
    column = list(CONTRACTS).index(name)
    draws = Draws(f"fair chance fund, {name}")
    everybody = people(LADDERS[0]["first_assessment"][1 + column], "P")
    made = Evidence(CONTRACTS[name], ("weekly_hours", "guided_learning"))
    enrolled = {person: after(FIRST_DAY, draws.between(0, 300)) for person in everybody}
    for person, day in enrolled.items():
        made.enrol(person, day)
    for ladder in LADDERS:
        queue = draws.shuffled(everybody)
        for outcome, (offset, *counts) in ladder.items():
            for person in queue[: counts[column]]:
                reached = after(enrolled[person], offset + draws.between(0, 30))
                made.claim(person, outcome, reached, after(reached, draws.between(5, 25)), **hours(outcome, draws))
    return made


def hours(outcome: str, draws: Draws) -> dict[str, str]:
    """The hours that a claim for employment, or for a level 2 qualification, states."""
    if outcome.startswith("part_time"):
        return {"weekly_hours": f"{draws.between(8, 15)}"}
    if outcome.startswith("full_time"):
        return {"weekly_hours": f"{draws.between(16, 40)}"}
    if outcome == "level_2":
        return {"guided_learning": f"{draws.between(325, 480)}"}
    return {}


def files() -> Files:
    """Every file of this example."""
    return {path: text for name in CONTRACTS for path, text in evidence(name).files(HERE / "evidence" / name).items()}


if __name__ == "__main__":
    sys.exit(run(files, sys.argv[1:]))
