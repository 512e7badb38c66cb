"""Rules about worked examples in a contract: SIB800 to SIB899."""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.severity import ERROR

GIVEN_CALCULATED = rule(
    "SIB801",
    "given-but-calculated",
    ERROR,
    title="a given value for something that the contract works out or fixes itself",
    message="`{name}` is not given as evidence: {reason}",
    expected="a value of something that is reported",
    help="{next_step}",
)
GIVEN_TWICE = rule(
    "SIB802",
    "given-twice",
    ERROR,
    title="the same value given twice in one scenario",
    message="the value of {what} is given twice",
    expected="one value",
    help="delete one of the two lines",
)
OUT_OF_RANGE = rule(
    "SIB803",
    "given-out-of-range",
    ERROR,
    title="a given value that cannot be measured",
    message="`{name}` is never {found}: it is {range}",
    expected="a value {range}",
    help="correct the value, or the range of the metric",
)
TOO_FINE = rule(
    "SIB804",
    "given-too-finely",
    ERROR,
    title="a given value with more digits than are measured",
    message="`{name}` is measured to {step}, so it is never {found}",
    expected="a multiple of {step}",
    help="round the value as it would be reported",
)
FOR_WHICH_COHORT = rule(
    "SIB805",
    "for-which-cohort",
    ERROR,
    title="a value or a payment of no particular cohort",
    message="`{name}` is {measured}, but this does not say for which cohort",
    expected="`{name} for` one of: {choices}",
    help="write `for` and the name of a cohort",
)
NO_SUCH_COHORT = rule(
    "SIB806",
    "not-for-this-cohort",
    ERROR,
    title="a cohort for which there is no such value or payment",
    message="`{name}` is {measured}, not for `{cohort}`",
    expected="{expectation}",
    help="{next_step}",
)
ON_WHICH_DATE = rule(
    "SIB807",
    "on-which-date",
    ERROR,
    title="a value or a payment of no particular date",
    message="`{name}` is {measured}, but this does not say on which date",
    expected="`on` one of: {choices}",
    help="write `on` and the last day of the period",
)
NO_SUCH_OCCASION = rule(
    "SIB808",
    "not-on-this-date",
    ERROR,
    title="a date for which there is no such value or payment",
    message="`{name}` is {measured}, not on {day}",
    expected="{expectation}",
    help="{next_step}",
)
EXPECTED_TWICE = rule(
    "SIB809",
    "expected-twice",
    ERROR,
    title="the same expectation twice in one scenario",
    message="the expectation for {what} stands twice",
    expected="one expectation",
    help="delete one of the two lines",
)
TERMINATION_NOT_THEN = rule(
    "SIB810",
    "termination-not-then",
    ERROR,
    title="a termination on a day on which the contract cannot end",
    message="the contract may be ended early from {first} to {last}, not on {day}",
    expected="a date from {first} to {last}",
    help="choose a date in that time",
)
EXPECTED_WITHOUT_TERMINATION = rule(
    "SIB811",
    "expected-without-termination",
    ERROR,
    title="an expected payment on termination in a scenario without one",
    message="`{payment}` is due on termination, but this scenario gives no termination",
    expected="a line such as `given termination on {sample}`",
    help="add `given termination on` and a date",
)
