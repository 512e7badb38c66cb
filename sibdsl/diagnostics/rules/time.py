"""Rules about dates, periods and cohorts: SIB500 to SIB599."""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.severity import ERROR, WARNING

NO_SUCH_DATE = rule(
    "SIB501",
    "no-such-date",
    ERROR,
    title="a date that does not exist",
    message="there is no {found}: {reason}",
    expected="a date of the calendar, year-month-day",
    help="write {suggestion}",
)
ENDS_BEFORE_START = rule(
    "SIB502",
    "ends-before-it-starts",
    ERROR,
    title="a period that ends before it starts",
    message="{what} ends on {end}, before it starts on {start}",
    expected="an end on or after {start}",
    help="check the order of the two dates",
)
OUTSIDE_TERM = rule(
    "SIB503",
    "outside-the-term",
    ERROR,
    title="a date outside the contract's term",
    message="{what} is on {day}, outside the term {start} to {end}",
    expected="a date from {start} to {latest}",
    help="move the date into the term, or change the term",
)
COHORTS_OVERLAP = rule(
    "SIB504",
    "cohorts-overlap",
    ERROR,
    title="two cohorts that share days",
    message="`{first}` and `{second}` share the days {start} to {end}, so a person could be counted twice",
    expected="cohorts that follow one another",
    help="end `{first}` on {suggestion}",
)
NO_COHORTS = rule(
    "SIB505",
    "no-cohorts",
    ERROR,
    title="something for each cohort, without cohorts",
    message="{what} is for each cohort, but {where} has no cohorts",
    expected="`cohort name D to D` in the population",
    help="declare the cohorts in the population",
)
NO_DETERMINATION_DATE = rule(
    "SIB506",
    "no-determination-date",
    ERROR,
    title="a cohort without the date that a payment is due on",
    message="`{cohort}` has no determination date, but `{payment}` is due on it",
    expected="`determined on 2020-12-31` in the cohort",
    help="add `determined on ...` to the cohort, or write `due for each cohort 12 months after it ends`",
)
TOO_MANY_PERIODS = rule(
    "SIB508",
    "too-many-periods",
    ERROR,
    title="a schedule with more than ten thousand periods",
    message="{what} gives more than 10,000 periods",
    expected="a schedule that people can follow",
    help="choose longer periods",
)
DATES_OUT_OF_ORDER = rule(
    "SIB509",
    "dates-out-of-order",
    ERROR,
    title="dates that are not in order",
    message="{day} does not come after {before}",
    expected="dates in order, each once",
    help="put the dates in order",
)
UNKNOWN_CALENDAR = rule(
    "SIB510",
    "unknown-calendar",
    ERROR,
    title="a calendar of public holidays that is not known",
    message='there is no calendar called "{found}"',
    expected='a country, and where it matters a region, such as "GB-ENG" or "US-NY"',
    help="use the ISO code of the country",
)
NO_EARLY_TERMINATION = rule(
    "SIB511",
    "no-early-termination",
    ERROR,
    title="something on termination in a contract that cannot end early",
    message="{what} is about early termination, but the contract does not allow it",
    expected="`early termination by party from D` in the contract",
    help="say in the contract who may end it early, and from when",
)
NOT_A_DETERMINATION_DATE = rule(
    "SIB512",
    "not-a-determination-date",
    ERROR,
    title="a date on which nothing is determined",
    message="{what} {day}, but `{name}` is {schedule}",
    expected="one of: {choices}",
    help="use one of those dates",
)
BUSINESS_DAYS_WITHOUT_CALENDAR = rule(
    "SIB513",
    "business-days-without-calendar",
    ERROR,
    title="business days without a calendar",
    message="{what} counts business days, but the contract names no calendar of public holidays",
    expected='`calendar "GB-ENG"` in the contract',
    help='add `calendar "..."` to the contract',
)
DETERMINED_BEFORE_COHORT_ENDS = rule(
    "SIB514",
    "determined-before-the-cohort-ends",
    ERROR,
    title="a cohort determined while people can still join it",
    message="`{cohort}` is determined on {day}, but people join it until {end}",
    expected="a determination date after {end}",
    help="move the determination date, or end the cohort earlier",
)
PUBLISHED_TOO_LATE = rule(
    "SIB515",
    "published-too-late",
    ERROR,
    title="a fact that is first published after it is needed",
    message="`{payment}` is determined on {day}, but the first value of `{fact}` is for {first}",
    expected="a value of `{fact}` for {day} or before",
    help="let the fact be published from {day} or before",
)
NOTHING_MEASURED_YET = rule(
    "SIB516",
    "nothing-measured-yet",
    WARNING,
    title="a sum so far on a day before anything was measured",
    message="on {day} nothing of `{metric}` has been measured yet, so `{metric} so far` is nothing",
    expected="a first determination on or after {end}, when the first period of `{metric}` ends",
    help="determine the payment later, or measure the metric sooner",
)
