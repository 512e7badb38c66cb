"""Populations, metrics and facts in plain words."""

from typing import Final

from sibdsl.ide.wording import OFTEN, REQUIRED, SELDOM, SOMETIMES, Entry

_DEFINITION: Final = 'definition "${1:Aged 18 or over, and homeless for six months}"'
_UNIT: Final = "unit ${1:percent} to ${2:0.1%}"

_POPULATION: Final = (
    Entry("population", _DEFINITION, "Who belongs to it; for readers.", OFTEN),
    Entry("population", "size ${1:400}", "How many people are expected. It changes nothing about what is paid.", OFTEN),
    Entry(
        "population",
        'cohort ${1:cohort_1} "${2:First cohort}" ${3:2027-04-01} to ${4:2028-03-31} { determined on ${5:2029-06-30} }',
        "The people who join in a period, both days included. Cohorts of a population do not share a day.",
        OFTEN, repeats=True,
    ),
    Entry(
        "population", 'group ${1:care_leavers} "${2:Care leavers}"',
        "A named part of the population: a metric can be about it, and a price for it.", SOMETIMES, repeats=True,
    ),
    Entry(
        "cohort", "determined on ${1:2029-06-30}",
        "The day on which a payment for the cohort may be determined. It is after the cohort has ended.", OFTEN,
    ),
    Entry("cohort", "size ${1:250}", "How many people are expected in the cohort."),
)  # fmt: skip

_METRIC: Final = (
    Entry(
        "metric", _UNIT,
        "What it is measured in, and how finely: a value is a multiple of the precision. With `rounded half up` more"
        " digits are rounded, else they are refused.",
        REQUIRED,
    ),
    Entry(
        "metric", "verified by ${1:evaluator}",
        "Who may verify a value; evidence must name one of them. Needed, unless the metric is `not payable` or"
        " calculated.",
        REQUIRED,
    ),
    Entry("metric", 'definition "${1:Convictions within a year of release, per person}"', "What exactly; for readers.",
          OFTEN),
    Entry("metric", "of ${1:population}", "The population or group that it is about.", OFTEN),
    Entry("metric", "better ${1:higher}", "Which direction is good: `higher` or `lower`. Risk warnings use it.", OFTEN),
    Entry(
        "metric", 'compared with ${1:matched comparison group} "${2:people on the waiting list}"',
        "What the result is compared with. Risk warnings use it.", OFTEN,
    ),
    Entry("metric", "window ${1:12} months after ${2:release}", "Over which time it is measured.", SOMETIMES),
    Entry(
        "metric", "range ${1:from 0% to 100%}",
        "The values that it can take: evidence outside is refused, and tables must cover the range.",
    ),
    Entry(
        "metric", "measured ${1:quarterly}",
        "When a value is reported: `once`, by a schedule, on dates, `for each cohort`. Left out: once.",
    ),
    Entry("metric", 'evidence "${1:Police national computer}"', "Where the numbers come from; for readers."),
    Entry(
        "metric", "reports ${1:sample, p_value to 0.001}",
        "What is reported beside the value: how many people it is about, and how likely it is by chance alone.",
    ),
    Entry(
        "metric", "calculated as ${1:reduction from before to after}",
        "The contract calculates the metric from others. Nobody reports it and nobody verifies it.",
    ),
    Entry(
        "metric", "calculated by ${1:metric} {\n  at least ${2:10%}  ${3:5%}\n  otherwise  nothing\n}",
        "The contract calculates the metric with a table.", SELDOM,
    ),
    Entry("metric", 'not payable "${1:reported for information}"', "Nothing is paid on it, and why.", SELDOM),
)  # fmt: skip

_FACT: Final = (
    Entry("fact", _UNIT, "What it is measured in, how finely, and how it is rounded.", REQUIRED),
    Entry(
        "fact", "published ${1:annually}",
        "When a value is published: `once`, or by a schedule, for the first day of each period. A value holds until the"
        " next one.",
        REQUIRED,
    ),
    Entry("fact", "range ${1:above 0}", "The values that it can take.", OFTEN),
)  # fmt: skip

ENTRIES: Final = (*_POPULATION, *_METRIC, *_FACT)
