"""Files about people, as dirty as providers send them, and a contract that asks for every kind of cell."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import strategies as st

from sibdsl.runtime.claims_plan import (
    ClaimsPlan,
    CohortDates,
    Documents,
    Group,
    Length,
    OutcomePlan,
    Price,
    Recorded,
    Sustained,
)
from sibdsl.runtime.claims_sheets import sheet_columns
from sibdsl.runtime.plan import Period, Unit

DAYS = Unit("number", "days")
HOURS = Unit("number", "hours")
WEEKS = Unit("number", "weeks", Fraction(7))
PERCENT = Unit("percent", "%", Fraction(1, 100))
MONEY = Unit("money", "GBP")


def outcome(name: str, **others: object) -> OutcomePlan:
    price = (Price(Fraction(500), "GBP 500"),)
    return OutcomePlan(name, name.replace("_", " "), None, "outcomes", price, **others)  # type: ignore[arg-type]


def claims_plan() -> ClaimsPlan:
    """A contract whose outcomes need, between them, every column."""
    return ClaimsPlan(
        (
            outcome(
                "move_in",
                documents=(Documents(1, ("lease", "landlord_letter")),),
                claimed_within=Length(3, "months"),
                validated=True,
                verifiers=("auditor",),
            ),
            outcome("home_6_months", sustained=Sustained("housed", Length(6, "months"), None, 7, True)),
            outcome("housing_day", unit=DAYS, step=Fraction(1)),
            outcome("training", unit=PERCENT, recorded=(Recorded("hours", "Hours", HOURS, Fraction(1, 2)),)),
            outcome(
                "job",
                recorded=(
                    Recorded("wage", "Wage", MONEY, None),
                    Recorded("length", "Length", WEEKS, Fraction(7)),
                    Recorded("attendance", "Attendance", PERCENT, Fraction(1, 1000)),
                ),
            ),
        ),
        cohorts=(
            CohortDates("first", "First", Period(date(2018, 1, 1), date(2018, 12, 31))),
            CohortDates("second", "Second", Period(date(2019, 1, 1), date(2019, 12, 31))),
        ),
        groups=(Group("young", "Young"), Group("rural", "Rural")),
    )


_TEXTS = st.sampled_from(
    ["", " ", "P1", " P2 ", "P2", "Zoë", "a b", 'say "hello"', "a,b", "x" * 40, "\ufeffP3", "\xa0"]
)
DAYS_OF_CELLS = tuple(
    "2018-01-31|2018-02-01|2019-12-31| 2018-03-01|||2023-02-30|2018-1-1|31/01/2018|1.2.18|0001-01-01|1899-12-31|"
    "2999-12-31|3000-01-01|infinity|2018-01-01 00:00:00|20180101|epoch|2018-13-01|٢٠١٨-01-01|2018-01-31Z|-2018-01-01|"
    "2018-01-011".split("|")
)
NUMBERS_OF_CELLS = tuple(
    "1|28|0|-1|2.5|2.25|1,000|1,00|12.5%|12.55%|12.5 %|%|| 7 |+3|1e3|1.|.5|0.1234567|1234567890123|123456789012.123456|"
    "1_000|NaN|inf|1 000|07|2,5|GBP 5|-0.000001|٣|--1|3.500000|1,000,000.5|-1,234%".split("|")
)
NAMES_OF_CELLS = {
    "outcome": ["move_in", "home_6_months", "housing_day", "training", "job", "moved", "", "Move_in", " job "],
    "cohort": ["first", "second", "", "third", " first "],
    "groups": ["", "young", "rural;young", "young; young;", ";", "young;old", "Young"],
    "state": ["housed", "", "house", " housed"],
    "documents": ["", "lease", "lease;landlord_letter", "landlord_letter ; lease", ";;", "lease;passport", "lease,"],
}


def cells_of(column: str, kind: str) -> st.SearchStrategy[str]:
    """Cells that a column may have, good ones among bad ones."""
    if column in NAMES_OF_CELLS:
        return st.sampled_from(NAMES_OF_CELLS[column])
    return {"day": st.sampled_from(DAYS_OF_CELLS), "number": st.sampled_from(NUMBERS_OF_CELLS)}.get(kind, _TEXTS)


GOOD_CELLS = {"person": "P1", "enrolled_on": "2018-01-31", "state": "housed", "start": "2018-02-01", "claim": "C1"}
GOOD_CELLS |= {
    "reached_on": "2018-02-01",
    "submitted_on": "2018-02-02",
    "length": "3",
    "attendance": "95.5%",
    "hours": "2.5",
}


@st.composite
def rows_of(draw: st.DrawFn, table: str, most: int = 12) -> tuple[list[str], list[list[str]]]:
    """A heading in any order, perhaps with a column too many, and rows of which a few cells are bad."""
    kinds = {column.name: column.kind for column in sheet_columns(claims_plan(), table)}
    heading = list(draw(st.permutations([*kinds, *draw(st.sampled_from([[], ["notes"]]))])))
    numbers = [name for name, kind in kinds.items() if kind == "number"] * 3
    rows: list[list[str]] = []
    for _ in range(draw(st.integers(0, most))):
        cells = {name: GOOD_CELLS.get(name, "") for name in heading}
        if table == "claims":
            cells["outcome"] = draw(st.sampled_from(NAMES_OF_CELLS["outcome"]))
        for name in draw(st.lists(st.sampled_from([*heading, *numbers]), max_size=2, unique=True)):
            cells[name] = draw(cells_of(name, kinds.get(name, "text")))
        rows.append([cells[name] for name in heading])
    return heading, rows


@st.composite
def csv_bytes(draw: st.DrawFn, table: str) -> bytes:
    """A CSV file with bad cells, and with lines that are no rows."""
    heading, rows = draw(rows_of(table))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    every = draw(st.booleans())
    lines = [",".join(_quoted(cell, every) for cell in row).encode() for row in [heading, *rows]]
    broken = st.sampled_from(
        [
            b"",
            b",,,",
            b'""',
            b"P\xe9,1",
            b'"open,1,2',
            b'a"b,c',
            b"one",
            b"a,b\rc",
            b"n\0l",
            b" , ,",
            b'"x"y,z',
            b"\r",
            b'C1,a "b",c',
        ]
    )
    for line in draw(st.lists(broken, max_size=4)):
        lines.insert(draw(st.integers(1, len(lines))), line)
    mutate = draw(st.lists(st.integers(1, max(1, len(lines) - 1)), max_size=2))
    for place in mutate:
        if place < len(lines):
            lines[place] = draw(
                st.sampled_from([lines[place] + b",", lines[place] + b",9", lines[place][:-1], lines[place] + b"\xff"])
            )
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf", b"\n"]))
    return mark + end.encode().join(lines) + draw(st.sampled_from([b"", end.encode()]))


def _quoted(cell: str, every: bool) -> str:
    return '"' + cell.replace('"', '""') + '"' if every or "," in cell or '"' in cell else cell


@st.composite
def json_bytes(draw: st.DrawFn, table: str) -> bytes:
    """A file of JSON lines with bad cells, and with lines that are no rows."""
    heading, rows = draw(rows_of(table))
    lines: list[str] = []
    for row in rows:
        cells: dict[str, object] = dict(zip(heading, row, strict=True))
        for name in draw(st.lists(st.sampled_from(heading), max_size=2)):
            cells[name] = draw(st.sampled_from([None, 3, 2.5, True, ["lease", "young"], {"a": 1}, "\ud800", "\0"]))
        for name in draw(st.lists(st.sampled_from(heading), max_size=1)):
            del cells[name]
        lines.append(json.dumps(cells))
    for line in draw(st.lists(st.sampled_from(["", "{", "[]", '{"a":1,"a":2}', "null", '{"": "x"}']), max_size=3)):
        lines.insert(draw(st.integers(0, len(lines))), line)
    return "\n".join(lines).encode()


def write_clean(directory: Path, *tables: str) -> None:
    """Write the tables as they look when nothing is wrong."""
    texts = {
        "enrolment": "person,enrolled_on,cohort,groups\nP1,2018-01-31,first,young\n",
        "spells": "person,state,start,end\nP1,housed,2018-02-01,\n",
        "claims": "claim,person,outcome,reached_on,submitted_on,validated_on,rejected_on,quantity,hours,wage,length,"
        "attendance,documents\nC1,P1,move_in,2018-02-01,2018-02-02,2018-02-03,,,,,,,lease\n",
    }
    for table in tables:
        (directory / f"{table}.csv").write_text(texts[table], encoding="utf-8")
