"""The parts of statements in their order, for the line that is shown while a statement is typed.

In: nothing. Out: `Form`s by block and by first words.
Relies on: the words of a statement as `completion_reading` writes them: `N` for a name, `$` for money and so on.
Guarantees: the parts stand in the order in which they are written; a part begins where its pattern is found last.
"""

import re
from typing import Final

import msgspec


class Part(msgspec.Struct, frozen=True):
    """A part of a statement: how it is shown, what it says, and the pattern behind which one is in it."""

    label: str
    says: str
    begins: re.Pattern[str]


class Form(msgspec.Struct, frozen=True):
    """A statement: the kind of its block (several: with bars between), the words that it begins with, its parts."""

    block: str
    words: str
    parts: tuple[Part, ...]


def _form(block: str, words: str, *parts: tuple[str, str, str]) -> Form:
    return Form(block, words, tuple(Part(label, says, re.compile(begins)) for label, says, begins in parts))


FORMS: Final = (
    _form(
        "payment|report", "due",
        ("due WHEN", "`once on` a day, a schedule such as `quarterly`, `for each cohort`, `on termination`", r"^due"),
        (", payable within COUNT days", "when the money must arrive, counted from the determination date; perhaps"
         " `business days`", r", payable"),
        (" of validation", "counted from the day on which the last of the evidence was verified", r"within # \S+ .*of"),
    ),
    _form(
        "payment|finance", "shared by",
        ("shared by PAYER SHARE%, …", "every payer once, with its share; they add up to 100%", r"^shared by"),
        (" on OUTCOME, …", "only for these outcomes, metrics or categories", r"% on"),
        (" for COHORT, …", "only for the claims of people in these cohorts", r" for"),
    ),
    _form(
        "payment", "paid first by",
        ("paid first by PAYER", "who pays first", r"^paid first by"),
        (" up to MONEY", "up to which sum, over all determinations of the payment", r"up to"),
        (", then by PAYER, …", "who pays what goes beyond it; perhaps up to a sum too", r"then by"),
    ),
    _form(
        "payment", "cap",
        ("cap MONEY", "not more than this", r"^cap"),
        (" on NAME, …", "only the parts that read these metrics, or claims of these outcomes", r" on"),
        (" for COHORT", "only claims of people in this cohort", r" for"),
        (" SCOPE", "`in total`, `per contract year`, `per person` and so on; or `from` one payer",
         r" (?:in|per|from)\b"),
        (" whole payments only", "an amount that does not fit is not paid at all", r" whole"),
    ),
    _form(
        "payment", "counts",
        ("counts NAME", "a metric that is counted, or an outcome that is claimed", r"^counts"),
        (" up to COUNT", "no more than that", r"up to"),
        (" for COHORT", "only for people in this cohort", r" for"),
        (" SCOPE", "`in total`, `per contract year`, `per person` and so on", r" (?:in|per)\b"),
    ),
    _form(
        "payment", "indexed by",
        ("indexed by FACT", "the price index", r"^indexed by"),
        (" from DATE", "the day whose value is the base", r" from"),
    ),
    _form(
        "scenario", "given person",
        ("given person NAME", "a made-up name", r"^given person"),
        (" enrolled on DATE", "the day on which the person joined", r"enrolled"),
        (" in COHORT, GROUP", "the cohort and the groups of the person", r" in\b"),
    ),
    _form(
        "scenario", "given claim of",
        ("given claim of OUTCOME", "what was reached", r"^given claim of"),
        (" for PERSON", "by whom", r" for"),
        (" of COUNT", "how many, where the outcome has a quantity", r" for N of"),
        (" on DATE", "when it was reached", r" on\b"),
        (", recording NAME = VALUE", "a number that the claim states", r", recording"),
        (", validated on DATE", "what happened to the claim: `submitted`, `validated` or `rejected`",
         r", (?:submitted|validated|rejected)"),
    ),
    _form(
        "scenario", "given spell of",
        ("given spell of STATE", "which state lasted", r"^given spell of"),
        (" for PERSON", "whose", r" for"),
        (" from DATE", "its first day", r" from"),
        (" to DATE", "its last day; without it the state goes on", r" to\b"),
    ),
    _form(
        "scenario", "given",
        ("given METRIC", "a metric, a fact, or a parameter that is not published", r"^given"),
        (" for COHORT", "of which cohort, where it is measured for each", r" for"),
        (" on DATE", "for the period that ends on this day", r" on\b"),
        (" = VALUE", "what was reported", r" ="),
    ),
    _form(
        "scenario", "expect",
        ("expect PAYMENT", "a payment, or `total` for all", r"^expect"),
        (" for COHORT", "of which cohort, where it is determined for each", r" for"),
        (" on DATE", "on which determination date", r" on\b"),
        (" from PAYER", "what this payer owes of it", r" from"),
        (" = MONEY", "so much; `nothing` for zero, or `pending` without `=`", r" ="),
    ),
    _form(
        "outcome", "sustains",
        ("sustains STATE", "a state of the person", r"^sustains"),
        (" for LENGTH", "how long it must have lasted", r" for"),
        (" within LENGTH", "all of it within so long of its first day", r" within"),
        (", gaps of at most LENGTH", "breaks up to so long do not count", r", gaps"),
        (", forfeited when broken", "after a longer break nothing more can be reached", r", forfeited"),
    ),
    _form(
        "outcome", "documents #",
        ("documents COUNT", "how many of the documents in the brackets are enough", r"^documents"),
        (" of (DOCUMENT, …)", "words of your own for documents, with commas between them", r" of\b"),
    ),
    _form(
        "outcome", "documents",
        ("documents DOCUMENT, …", "words of your own for documents, all of which must be there; or so many of them:"
         " `documents 1 of (form, letter)`", r"^documents"),
    ),
    _form(
        "population", "cohort",
        ("cohort NAME", "a name of its own, without spaces", r"^cohort"),
        (" \"Title\"", "how people call it; may be left out", r"^cohort N$"),
        (" FIRST DAY", "the first day on which people join, as year-month-day", r"^cohort N(?: T|(?= D))"),
        (" to LAST DAY", "the last day on which people join", r"^cohort N(?: T)? D"),
    ),
    _form(
        "metric|fact", "unit",
        ("unit UNIT", "what it is measured in: `percent`, `GBP`, `hours`, `events per 100 people`", r"^unit"),
        (" to PRECISION", "how finely: a value is a multiple of this", r" to\b"),
        (" rounded MODE", "more digits are rounded, instead of refused", r" rounded"),
    ),
    _form(
        "finance", "coupon",
        ("coupon RATE a year", "a percentage, or a metric", r"^coupon"),
        (", compounded HOW", "`simple`, `compounded annually`, `half-yearly` or `quarterly`", r"year ,"),
        (", DAY COUNT", "`actual/365`, `actual/360`, `30/360`, `by period` …", r", (?:simple|compounded \S+) ,"),
    ),
    _form(
        "rate card", "uplift",
        ("uplift SHARE%", "by how much prices rise", r"^uplift"),
        (" for GROUP", "for people in this group", r" for"),
        (" on OUTCOME, …", "only of these outcomes; without it all of the card", r" on\b"),
        (", rounded to MONEY MODE", "the raised price is rounded to a multiple of this", r", rounded"),
    ),
    _form(
        "waterfall", "fee",
        ("fee MONEY", "how much", r"^fee"),
        (" to PARTY", "to whom", r" to\b"),
        (" SCOPE", "`in total`, `per distribution`, `per contract year` …", r" (?:in|per)\b"),
    ),
    _form(
        "file", "cap",
        ("cap NAME \"Title\"", "a name and a title of its own", r"^cap"),
        (" MONEY", "not more than this", r"^cap N(?: T)?$"),
        (" on PAYMENTS", "`all payments`, or their names", r" on\b"),
        (" SCOPE", "`in total`, `per contract year` and so on; or `from` one payer", r" (?:in|per|from)\b"),
        (" whole payments only", "an amount that does not fit is not paid at all", r" whole"),
    ),
    _form(
        "file", "payment",
        ("payment NAME \"Title\"", "a name and a title of its own", r"^payment"),
        (" from PAYER, …", "who pays", r" from"),
        (" to PAYEE", "who receives it", r" to\b"),
    ),
    _form(
        "file", "finance",
        ("finance NAME \"Title\"", "a name and a title of its own", r"^finance"),
        (" is KIND", "`loan`, `grant`, `equity`, `guarantee` …", r" is\b"),
        (" from PARTY, …", "who puts the money in", r" from"),
        (" to PARTY", "who receives it", r" to\b"),
        (" MONEY", "how much", r" to N"),
        (" covering FINANCE, …", "what a guarantee makes good", r" covering"),
    ),
)  # fmt: skip

_BOUND: Final = r"(?:- )?(?:# N|#|%|\$|N|\( .* \))"
BOUNDED: Final = re.compile(
    rf"(?:otherwise|(?:at least|at most|below|exactly) {_BOUND}|(?:from|above) {_BOUND} to (?:below )?{_BOUND}"
    rf"|above {_BOUND})(?= |$)"
)
"""The words of a row whose range is complete: an amount comes next."""
