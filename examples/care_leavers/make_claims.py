"""Claims of the three care leavers' contracts that have the published counts: `make_claims.py --write` or `--check`.

In: the counts below. For each outcome and contract they are the people for whom it was reached (published), and the
claims of it (derived: what was paid, divided by the rate).
Out: `evidence/*/enrolment.csv` and `claims.csv`.
Guarantees: each outcome has its claims, for so many different people; who reached what, when, and who reached several
outcomes is made up.

In one row people and claims disagree: in Project Apollo 20 claims of `experience_1_week` were paid, and 21 people are
published. The claims count here, for 20 people.
"""

import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from claim_files import Draws, Evidence, Files, after, people, run  # noqa: E402

FIRST_DAY = date(2018, 10, 1)
"""The first person is enrolled; the last a year later."""

CONTRACTS = {"reboot_west": ("RW", 231), "i_aspire": ("IA", 240), "apollo": ("PA", 103)}
"""How claims of a contract are numbered, and how many people take part: the most that any outcome has."""

# Outcomes that build on one another stand in one group: whoever reached the second reached the first. The first number
# is the days from enrolment after which it is reached at the earliest, then people and claims in each contract.
LADDERS: tuple[dict[str, tuple[int, tuple[int, int], tuple[int, int], tuple[int, int]]], ...] = (
    {"right_course": (14, (231, 527), (240, 706), (103, 103))},
    {"relationship": (21, (225, 453), (235, 521), (0, 0))},
    {"safe": (28, (230, 482), (227, 593), (91, 91))},
    {"accommodation": (35, (227, 466), (137, 221), (87, 87))},
    {"own_outcome": (42, (136, 202), (90, 120), (99, 99))},
    {
        "course_begun": (60, (132, 145), (99, 99), (53, 53)),
        "course_25": (150, (109, 121), (90, 90), (45, 45)),
        "course_50": (240, (94, 106), (88, 88), (32, 32)),
        "level_1": (400, (41, 43), (48, 50), (17, 17)),
    },
    {"level_2": (450, (33, 33), (21, 22), (19, 19))},
    {"level_3": (500, (10, 11), (6, 6), (3, 3))},
    {
        "higher_begun": (60, (10, 10), (13, 13), (0, 0)),
        "higher_1_year": (425, (4, 4), (9, 9), (0, 0)),
        "higher_2_years": (790, (2, 2), (5, 5), (0, 0)),
    },
    {"higher_completed": (700, (3, 3), (2, 2), (0, 0))},
    {
        "experience_begun": (50, (29, 29), (4, 4), (22, 22)),
        "experience_1_week": (90, (19, 19), (3, 3), (20, 20)),
        "experience_4_weeks": (130, (6, 6), (1, 1), (17, 17)),
    },
    {
        "job_begun": (80, (126, 126), (159, 159), (73, 73)),
        "earned_768": (140, (114, 114), (149, 149), (64, 64)),
        "earned_1631": (200, (102, 102), (129, 129), (54, 54)),
        "earned_3350": (280, (73, 73), (103, 103), (46, 46)),
        "earned_8155": (480, (41, 41), (72, 72), (33, 33)),
    },
)

DAYS_BETWEEN_CLAIMS = 70
"""Somebody who reaches an outcome again reaches it so much later."""


def evidence(name: str) -> Evidence:
    """The evidence of one contract."""
    prefix, size = CONTRACTS[name]
    column = list(CONTRACTS).index(name)
    draws = Draws(f"care leavers, {name}")
    everybody = people(size, "P")
    made = Evidence(prefix, ("earned",))
    enrolled = {person: after(FIRST_DAY, draws.between(0, 364)) for person in everybody}
    for person, day in enrolled.items():
        made.enrol(person, day)
    for ladder in LADDERS:
        queue = draws.shuffled(everybody)
        for outcome, (offset, *counts) in ladder.items():
            reached_by, claims = counts[column]
            for number in range(claims):
                person = queue[number % reached_by]
                again = number // reached_by * DAYS_BETWEEN_CLAIMS
                reached = after(enrolled[person], offset + again + draws.between(0, 30))
                made.claim(person, outcome, reached, after(reached, draws.between(5, 25)), **earned(outcome, draws))
    return made


def earned(outcome: str, draws: Draws) -> dict[str, str]:
    """What a claim for a rung of the ladder states: the rung, or up to 200 pounds more."""
    if not outcome.startswith("earned_"):
        return {}
    pence = int(outcome.removeprefix("earned_")) * 100 + draws.between(0, 20_000)
    return {"earned": f"{pence // 100}.{pence % 100:02}"}


def files() -> Files:
    """Every file of this example."""
    return {path: text for name in CONTRACTS for path, text in evidence(name).files(HERE / "evidence" / name).items()}


if __name__ == "__main__":
    sys.exit(run(files, sys.argv[1:]))
