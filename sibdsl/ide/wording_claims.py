"""Outcomes and rate cards in plain words."""

from typing import Final

from sibdsl.ide.wording import OFTEN, REQUIRED, SELDOM, SOMETIMES, Entry

_OUTCOME: Final = (
    Entry("outcome", 'definition "${1:Lives in a home of their own}"', "What exactly; for readers.", OFTEN),
    Entry(
        "outcome", "claimed within ${1:3 months}",
        "The deadline: from the day on which it was reached to the day on which it is submitted.", OFTEN,
    ),
    Entry(
        "outcome", "verified by ${1:evaluator}",
        "A claim counts once they have validated it. Without this a claim counts when it is submitted.", OFTEN,
    ),
    Entry("outcome", "of ${1:population}", "Whose outcome it is; needed where the contract has several populations."),
    Entry("outcome", 'evidence "${1:Tenancy agreement}"', "What proves it; for readers."),
    Entry(
        "outcome", "documents ${1:form, letter}",
        "All of these documents must be there; or so many of them: `documents 1 of (form, letter)`.", SOMETIMES,
        repeats=True,
    ),
    Entry("outcome", "reached within ${1:18 months} of enrolment", "When it must be reached, from enrolment."),
    Entry("outcome", "reached at least ${1:26 weeks} after enrolment", "It counts only if reached that long after."),
    Entry("outcome", "reached from ${1:11 months} to ${2:13 months} after enrolment", "Not before and not after."),
    Entry(
        "outcome", "sustains ${1:housing} for ${2:6 months}",
        "A state of the person must have lasted so long. `within` bounds the time, `gaps of at most` allows breaks, and"
        " `forfeited when broken` ends it at a longer one.",
    ),
    Entry(
        "outcome", 'records ${1:weekly_hours} "${2:Hours a week}" in ${3:hours} to ${4:0.5}',
        "A number that a claim states besides.", SOMETIMES, repeats=True,
    ),
    Entry(
        "outcome", "requires ${1:weekly_hours at least 25 hours}",
        "What the recorded numbers must be. Several of these must all hold.", SOMETIMES, repeats=True,
    ),
    Entry("outcome", "quantity ${1:hours} to ${2:0.5}", "A claim states how many, and is paid by the unit."),
    Entry("outcome", "range ${1:at most 366 days}", "The quantities that are accepted; always above nothing.", SELDOM),
)  # fmt: skip

_CARD: Final = (
    Entry(
        "rate card", "${1:outcome}  ${2:GBP 500}  once",
        "An outcome and what a claim of it pays; terms such as `once` or `at most 3 times` follow.", REQUIRED,
        repeats=True,
    ),
    Entry(
        "rate card", "${1:outcome} once {\n  for ${2:group}  ${3:GBP 900}\n  otherwise  ${4:GBP 500}\n}",
        "An outcome and its prices case by case: the first that holds for the person and the day.", SOMETIMES,
        repeats=True,
    ),
    Entry(
        "rate card", "prices for ${1:cohort_1}, ${2:cohort_2}",
        "The columns of the card: one price for each of these cohorts or groups.",
    ),
    Entry(
        "rate card", "only one of ${1:outcome}, ${2:other_outcome}",
        "Of these outcomes only the first that a person reaches is paid.", SOMETIMES, repeats=True,
    ),
    Entry(
        "rate card", "uplift ${1:10%} for ${2:group}",
        "For people in the group prices rise by that share: all of the card, or those of the outcomes behind `on`.",
        SOMETIMES, repeats=True,
    ),
    Entry(
        "rate card", 'category ${1:name} "${2:Title}" of ${3:outcome}, ${4:other_outcome}',
        "A name for several outcomes, for limits and statements.", SOMETIMES, repeats=True,
    ),
    Entry(
        "rate card", "share of ${1:outcome} at most ${2:25%}",
        "Claims of these outcomes are paid up to that share of what all claims come to, or those of the outcomes behind"
        " `of`.",
        SELDOM, repeats=True,
    ),
    Entry(
        "prices", "for ${1:group}  ${2:GBP 900}",
        "The price for people who are in all of these cohorts and groups; `from` and `to` say on which days.", REQUIRED,
        repeats=True,
    ),
    Entry(
        "prices", "from ${1:2028-04-01} to ${2:2029-03-31}  ${3:GBP 900}",
        "The price where the outcome is reached on these days.", SOMETIMES, repeats=True,
    ),
    Entry("prices", "to ${1:2029-03-31}  ${2:GBP 900}", "The price where the outcome is reached by that day.",
          SOMETIMES, repeats=True),
    Entry("prices", "otherwise  ${1:GBP 500}", "The price where no case holds. It comes last.", REQUIRED),
)  # fmt: skip

ENTRIES: Final = (*_OUTCOME, *_CARD)
