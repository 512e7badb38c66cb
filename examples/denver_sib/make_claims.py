"""Claims for days of housing that add up to the published totals: `make_claims.py --write` or `--check`.

In: the days below. Both are derived: the published payments divided by USD 15.12.
Out: `evidence/days_by_person`, with these totals, and `evidence/days_beyond_the_cap`, with 400,000 days.
Guarantees: a claim is for at most the days of its half-year, and for no half-year that ends in the first year of a
lease; how many tenants there were, and how long each of them stayed, is made up.
"""

import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from claim_files import Draws, Evidence, Files, after, people, run  # noqa: E402

HALF_YEARS = (
    *(date(year, month, day) for year in (2017, 2018, 2019) for month, day in ((6, 30), (12, 31))),
    date(2020, 6, 30),
    date(2020, 12, 31),
)
"""The last days of the half-years with claims. Days of the last are validated in 2021, the others before."""

LAST_HALF_YEAR = 41_070
EARLIER = 258_858


def evidence(tenants: int, earlier: int, last: int) -> Evidence:
    """The evidence of so many tenants, with so many days up to June 2020, and so many in the last half-year."""
    draws = Draws(f"denver, {earlier} and {last}")
    made = Evidence("D")
    leases = {person: after(date(2016, 1, 1), draws.between(0, 160)) for person in people(tenants, "T")}
    for person, lease in leases.items():
        made.enrol(person, lease)
    add_days(made, leases, HALF_YEARS[:-1], earlier, draws)
    add_days(made, leases, HALF_YEARS[-1:], last, draws)
    return made


def add_days(made: Evidence, leases: dict[str, date], ends: tuple[date, ...], total: int, draws: Draws) -> None:
    """Claims for the half-years that end on these days, tenant by tenant, until the total is reached."""
    for end in ends:
        start = date(end.year, 1 if end.month == 6 else 7, 1)
        for person in draws.shuffled(list(leases)):
            days = min(total, (end - start).days + 1 - draws.between(0, 59) * draws.between(0, 1))
            if days == 0:
                return
            total -= days
            validated = after(end, draws.between(20, 60))
            made.claim(person, "housing_days", end, validated, quantity=f"{days}")
    assert total == 0, "there are too few tenants for so many days"


def files() -> Files:
    """Every file of this example."""
    made = {
        "days_by_person": evidence(245, EARLIER, LAST_HALF_YEAR),
        "days_beyond_the_cap": evidence(335, 400_000 - LAST_HALF_YEAR, LAST_HALF_YEAR),
    }
    return {path: text for name, rows in made.items() for path, text in rows.files(HERE / "evidence" / name).items()}


if __name__ == "__main__":
    sys.exit(run(files, sys.argv[1:]))
