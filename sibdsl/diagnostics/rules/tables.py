"""Rules about tables: gaps, overlaps, rows that are never reached: SIB400 to SIB499."""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.severity import ERROR, WARNING

CONSTANT_COMPARISON = rule(
    "SIB401",
    "constant-comparison",
    ERROR,
    title="a condition that always holds, or never",
    message="this {outcome} holds: the value is always {range}",
    expected="a boundary that some values reach and others do not",
    help="check the boundary, or the range of the metric",
)
GAP = rule(
    "SIB402",
    "gap-in-table",
    ERROR,
    title="a value for which a table has no row",
    message="no row covers {gap}",
    expected="a row for every value that {what} can take ({range})",
    help="{next_step}",
)
OVERLAP = rule(
    "SIB403",
    "rows-overlap",
    ERROR,
    title="a value for which a table has two rows",
    message="{example} is in two rows: `{first}` and `{second}`",
    expected="one row for each value",
    help="{next_step}",
)
ROW_NEVER_REACHED = rule(
    "SIB404",
    "row-never-reached",
    ERROR,
    title="a row that no value reaches",
    message="the row `{words}` is never reached: {reason}",
    expected="a row that some value reaches",
    help="{next_step}",
)
ROWS_OUT_OF_ORDER = rule(
    "SIB405",
    "rows-out-of-order",
    ERROR,
    title="rows in an order that hides one of them",
    message="the row `{words}` is never reached: whatever reaches it has already reached `{other}` above it",
    expected="{order}",
    help="put `{words}` above `{other}`",
)
OTHERWISE_MISPLACED = rule(
    "SIB406",
    "otherwise-misplaced",
    ERROR,
    title="`otherwise` that is not the last row, or stands twice",
    message="{found}",
    expected="one `otherwise`, as the last row",
    help="{next_step}",
)
OTHERWISE_NEVER_REACHED = rule(
    "SIB407",
    "otherwise-never-reached",
    WARNING,
    title="`otherwise` with nothing left for it",
    message="`otherwise` is never reached: the rows above it cover every value of {what} ({range})",
    expected="no `otherwise` where the other rows cover every value",
    help="delete the row, or check the rows above it",
)
OTHERWISE_MISSING = rule(
    "SIB408",
    "otherwise-missing",
    ERROR,
    title="a table of conditions without `otherwise`",
    message="this table does not say what is paid when none of its conditions holds",
    expected="a last row such as `otherwise nothing`",
    help="add `otherwise` and an amount as the last row",
)
SAME_CONDITION_TWICE = rule(
    "SIB409",
    "same-condition-twice",
    ERROR,
    title="a condition that an earlier row already has",
    message="this row is never reached: an earlier row has the same condition",
    expected="one row for each condition",
    help="delete one of the two rows, or correct its condition",
)
POINTS_OUT_OF_ORDER = rule(
    "SIB410",
    "points-out-of-order",
    ERROR,
    title="points that are not in ascending order",
    message="the point at {point} does not come after the point at {before}",
    expected="points in ascending order, each once",
    help="put the points in order, the lowest first",
)
TOO_FEW_POINTS = rule(
    "SIB411",
    "too-few-points",
    ERROR,
    title="an interpolated table with fewer than two points",
    message="this table has {found}, and a straight line needs two",
    expected="two or more rows such as `at 80%  GBP 100,000`",
    help="add the other points, or write the amount without a table",
)
BEYOND_THE_POINTS = rule(
    "SIB412",
    "beyond-the-points",
    ERROR,
    title="values outside the points of an interpolated table",
    message="no row covers {gap}, for example {example}",
    expected="a row for every value that {what} can take ({range})",
    help="add `flat beyond` if the amount of the nearest point holds there, or a row `{sample}` with an amount",
)
NOT_AT_THE_END_POINT = rule(
    "SIB413",
    "not-at-the-end-point",
    ERROR,
    title="a row beyond the points that does not begin at the last of them",
    message="`{direction} {found}` does not begin at the {end} point, which is at {point}",
    expected="`{direction} {point}`",
    help="write `{direction} {point}`",
)
BEYOND_TWICE = rule(
    "SIB414",
    "beyond-twice",
    ERROR,
    title="two rows for the values beyond the points",
    message="this says a second time what holds {where} the points",
    expected="one row for the values {where} the points",
    help="keep the row that was agreed and delete the other",
)
SLOPE_WITHOUT_VALUE = rule(
    "SIB415",
    "slope-without-a-value",
    ERROR,
    title="a rate above or below a bound, with no value to measure it by",
    message="a rate `{direction}` a bound needs the value that a table reads, and here there is none",
    expected="a row of a table `by` a metric",
    help="name what the rate counts, for example `GBP 5 per day for days`",
)
SLOPE_AT_A_POINT = rule(
    "SIB416",
    "slope-at-a-point",
    ERROR,
    title="a point whose amount changes with the value",
    message="a point has one amount, but this one changes with {what}",
    expected="one amount at each point",
    help="write the amount that is paid at {point}",
)
BRACKETS_OUT_OF_ORDER = rule(
    "SIB417",
    "brackets-out-of-order",
    ERROR,
    title="brackets that do not run from `first` to `rest`",
    message="{found}",
    expected="`first ...`, then any number of `next ...`, and `rest` as the last row",
    help="{next_step}",
)
BRACKET_WITHOUT_WIDTH = rule(
    "SIB418",
    "bracket-without-width",
    ERROR,
    title="a bracket that holds nothing",
    message="this bracket holds {found}",
    expected="a bracket of more than nothing",
    help="write how many units fall into the bracket",
)
BELOW_THE_BRACKETS = rule(
    "SIB419",
    "below-the-brackets",
    ERROR,
    title="brackets of a value that can be negative",
    message="{what} can be below zero ({range}), and no bracket covers that",
    expected="a value that is never below zero",
    help="write `range at least 0` in the metric, or `({subject}, not below nothing)` here",
)
STAGES_OUT_OF_ORDER = rule(
    "SIB420",
    "stages-out-of-order",
    ERROR,
    title="shares that do not end with the share of the rest",
    message="{found}",
    expected="shares `until` a sum is paid, then one share `of the rest` or `from the next determination`",
    help="{next_step}",
)
STAGES_NOT_ASCENDING = rule(
    "SIB421",
    "stages-not-ascending",
    ERROR,
    title="sums until which a share applies, not in ascending order",
    message="{found} has already been paid when this share begins",
    expected="a sum above {before}",
    help="put the sums in ascending order",
)
SHARE_OUT_OF_RANGE = rule(
    "SIB422",
    "share-out-of-range",
    ERROR,
    title="a share below zero or above the whole",
    message="this share can be {found}",
    expected="a share from 0% to 100%",
    help="write a share from 0% to 100%",
)
TABLE_OUTSIDE_PAYMENT = rule(
    "SIB423",
    "table-outside-payment",
    ERROR,
    title="a table that only a payment can have",
    message="{table} stands in {owner}, which has no determinations of its own",
    expected="{table} under `pays`",
    help="move the table to the payment that uses it",
)
DATE_WITHOUT_AMOUNT = rule(
    "SIB424",
    "date-without-amount",
    ERROR,
    title="a determination date for which a table has no row",
    message="`{payment}` is determined on {day}, but the table has no row for that day",
    expected="a row for each determination: {choices}",
    help="add `on {day}` with an amount",
)
DATE_TWICE = rule(
    "SIB425",
    "date-twice",
    ERROR,
    title="a date that stands twice in a table",
    message="the table has two rows for {day}",
    expected="one row for each date",
    help="keep the row that was agreed and delete the other",
)
CASE_NEVER_REACHED = rule(
    "SIB426",
    "case-never-reached",
    WARNING,
    title="a case that no value reaches",
    message="the case `when {words}` is never reached: whenever it holds, a case above it holds as well",
    expected="a case that some values reach first",
    help="put the case with the narrower condition first",
)
CONDITIONS_TOGETHER_CONSTANT = rule(
    "SIB427",
    "conditions-together-constant",
    WARNING,
    title="conditions that together always hold, or never",
    message="`{words}` {outcome} holds, although each part of it may hold or not",
    expected="conditions that together hold for some values, and not for others",
    help="check the boundaries, and whether `and` or `or` is meant",
)
