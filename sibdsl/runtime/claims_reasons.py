"""Why a row about a person is rejected, in one sentence.

In: the code of a reason, its table and column. Out: the sentence, for a file of rejected rows and for explanations.
Relies on nothing. Guarantees: every code of a rejected row has its sentence, and none repeats a cell: what stands in
a row may say who somebody is.
"""

from __future__ import annotations

_OF_CELLS = {
    "SIB905": "the row is not saved as UTF-8",
    "SIB906": "the row holds a NUL character, which no text has",
    "SIB914": "the row has more or fewer cells than the heading",
    "SIB915": "the row cannot be split into cells: a quote has no partner or is within a cell, or it is no row at all",
    "SIB931": "{column} is not a number",
    "SIB932": "{column} is a percentage, but is counted in something else",
    "SIB933": "{column} is a percentage without its % sign",
    "SIB935": "{column} has more digits than it is recorded with, or than can be held",
    "SIB938": "{column} is a number with decimals that a program may have changed; write it as a text",
    "SIB940": "{column} is not a day of the calendar from 1900 to 2999, written as year-month-day",
    "SIB941": "{column} is a day that is not written as year-month-day",
    "SIB943": "{column} names a cohort that the contract does not have",
    "SIB944": "no cohort is named, and the day of enrolment is in none or in several",
    "SIB946": "{column} is missing",
    "SIB877": "{column} names a group that the contract does not have",
    "SIB878": "{column} names a state that no outcome of the contract needs",
    "SIB879": "{column} names a document that no outcome of the contract asks for",
    "SIB880": "{column} is missing",
}

_OF_PEOPLE = {
    "SIB853": "the person is enrolled in two cohorts",
    "SIB872": "the spell overlaps an earlier one of the same person and state",
    "SIB873": "the spell ends before it starts",
    "SIB874": "the day of enrolment is outside the contract's term, or outside the period of the cohort",
    "SIB875": "the person is enrolled in an earlier row with the same content",
    "SIB876": "the person is enrolled in another row with different content",
}

_OF_CLAIMS = {
    "SIB850": "a claim of this number is in an earlier row, with the same content",
    "SIB851": "a claim of this number is in another row, with different content",
    "SIB852": "the person is not enrolled",
    "SIB853": "the person is enrolled in two cohorts",
    "SIB854": "the outcome is on no rate card of the contract",
    "SIB855": "the outcome was reached before the person was enrolled",
    "SIB856": "the days are out of order: submitted before reached, or validated or rejected before that",
    "SIB857": "the claim was submitted after its deadline",
    "SIB858": "the outcome was reached outside the time that counts from enrolment",
    "SIB859": "the quantity is missing",
    "SIB860": "the quantity is not above zero, or outside the range of the outcome",
    "SIB861": "the quantity is finer than the outcome is counted",
    "SIB862": "a number that the outcome requires is missing, or does not meet what is required",
    "SIB863": "the claim was validated although documents are missing",
    "SIB864": "the spells do not show that the state lasted as long as the outcome asks",
    "SIB865": "no price of the outcome holds for the person and the day on which it was reached",
    "SIB866": "the verifier rejected the claim",
    "SIB867": "the person has no accepted claim of an outcome that must come before",
    "SIB868": "an outcome that must come before was reached later, or not at the distance in time that is asked",
    "SIB869": "another outcome was accepted of which only one is paid to a person",
    "SIB871": "no determination is left that could take the claim",
}


def reason_of(code: str, table: str = "claims", column: str = "") -> str:
    """Say why a row was rejected.

    Raises:
        KeyError: rows are not rejected with this code.
    """
    words = {**_OF_CELLS, **_OF_PEOPLE, **(_OF_CLAIMS if table == "claims" else {})}[code]
    return words.format(column=column or "a cell")


def codes_of_rejected_rows() -> tuple[str, ...]:
    """Give every code with which a row is rejected."""
    return tuple(sorted({**_OF_CELLS, **_OF_PEOPLE, **_OF_CLAIMS}))
