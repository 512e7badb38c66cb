"""Rules about what amounts are measured in: SIB300 to SIB399."""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.severity import ERROR, WARNING

UNIT_MISMATCH = rule(
    "SIB301",
    "unit-mismatch",
    ERROR,
    title="two amounts that are measured in different units",
    message="this is in {found}, but an amount in {wanted} is needed here",
    expected="an amount in {wanted}",
    help="{next_step}",
)
MIXED_CURRENCIES = rule(
    "SIB302",
    "mixed-currencies",
    ERROR,
    title="two currencies in one amount",
    message="{found} and {wanted} cannot be put together",
    expected="one currency, {wanted}",
    help="state the amount in {wanted}, or multiply it by an exchange rate: a fact in `unit {wanted} per {found}`",
)
PERCENT_FOR_POINTS = rule(
    "SIB303",
    "percent-for-points",
    ERROR,
    title="a percentage where percentage points are meant",
    message="{found} is a share, but {what} is measured in percentage points",
    expected="`{number} percentage points`",
    help="write `{number} percentage points` for a difference between two percentages",
)
POINTS_FOR_PERCENT = rule(
    "SIB304",
    "points-for-percent",
    ERROR,
    title="percentage points where a percentage is meant",
    message="{found} is a difference of two percentages, but {what} is measured in percent",
    expected="a percentage such as `{number}%`",
    help="write `{number}%`, or measure the change with `point reduction from ... to ...`",
)
NUMBER_FOR_PERCENT = rule(
    "SIB305",
    "number-for-percent",
    ERROR,
    title="a plain number where a percentage is meant",
    message="`{number}` is a plain number, but {what} is measured in {wanted}",
    expected="`{suggestion}`",
    help="write `{suggestion}`",
)
NOT_A_RATE = rule(
    "SIB306",
    "not-a-rate",
    ERROR,
    title="`for` without a rate that fits",
    message="`for` needs a rate per {singular} here, but this is in {found}",
    expected="a rate such as `{currency} 5 per {singular} for ...`",
    help="write the price as a rate per {singular}, or measure what the rate counts",
)
SHARE_NEEDS_PERCENT = rule(
    "SIB307",
    "share-needs-percent",
    ERROR,
    title="a share that is not a percentage",
    message="the share taken here is in {found}",
    expected="a percentage, such as `80%`",
    help="write the share as a percentage",
)
LESS_ON_PERCENT = rule(
    "SIB308",
    "less-on-percent",
    ERROR,
    title="`less` between two percentages",
    message="taking {right} off a percentage can mean two things",
    expected="`minus {number} percentage points` or `times`",
    help="write `minus {number} percentage points` for a difference, or multiply by the share that remains",
)
DIVISION_BY_ZERO = rule(
    "SIB309",
    "division-by-zero",
    ERROR,
    title="a division by an amount that can be zero",
    message="{what} can be zero, and nothing can be divided by zero",
    expected="a divisor that is never zero",
    help="give the metric a range that leaves zero out, for example `range above 0`",
)
UNKNOWN_UNIT_KIND = rule(
    "SIB310",
    "not-a-payment-unit",
    ERROR,
    title="an amount that is not money",
    message="this comes to {found}, but a payment is an amount of {currency}",
    expected="an amount of {currency}",
    help="multiply by a price, for example `{currency} 50 per {singular} for ...`",
)
NOT_CONSTANT = rule(
    "SIB312",
    "not-a-fixed-value",
    ERROR,
    title="a boundary that is not a fixed value",
    message="{what} must be a fixed value, but this depends on {depends}",
    expected="a number, a percentage, an amount of money, or a parameter with a value",
    help="write the value, or declare it as a parameter",
)
NOT_MEASURED_THAT_WAY = rule(
    "SIB313",
    "not-measured-that-way",
    ERROR,
    title="a metric read in a way it is not measured",
    message="`{name}` is {measured}, but {reader} is {wanted}",
    expected="{expected_way}",
    help="{next_step}",
)
NOT_REPORTED = rule(
    "SIB314",
    "not-reported",
    ERROR,
    title="a sample or p-value that nobody reports",
    message="`{name}` does not report its {aspect}",
    expected="`reports {keyword}` in metric {name}",
    help="add `reports {keyword}` to the metric, so that it is asked for with the evidence",
)
CALCULATED_IN_A_CIRCLE = rule(
    "SIB315",
    "calculated-in-a-circle",
    ERROR,
    title="metrics that are calculated from each other",
    message="`{name}` is calculated from itself: {circle}",
    expected="a calculation that ends at reported metrics",
    help="calculate one of them from what is reported",
)
UNKNOWN_CURRENCY = rule(
    "SIB316",
    "unknown-currency",
    ERROR,
    title="a currency that does not exist",
    message="`{found}` is not a currency",
    expected="a currency code such as GBP, USD or EUR",
    help="{suggestion}",
)
TOO_MANY_DECIMALS = rule(
    "SIB317",
    "too-many-decimals",
    ERROR,
    title="an amount finer than the currency's smallest unit",
    message="{found} has more decimals than {currency} has",
    expected="at most {digits} decimals",
    help="round the amount to what can be paid",
)
FINER_THAN_MEASURED = rule(
    "SIB318",
    "finer-than-measured",
    WARNING,
    title="a boundary finer than the metric is measured",
    message="{what} is measured to {step}, so it can never be exactly {found}",
    expected="a multiple of {step}",
    help="move the boundary to a value that can be measured, or measure the metric more finely",
)
PERCENTAGES_ADDED_UP = rule(
    "SIB319",
    "percentages-added-up",
    ERROR,
    title="a sum of percentages or rates of different groups",
    message="`{name} {aspect}` adds up {what}: {example}",
    expected="a result for all of them together, or an average",
    help="declare a metric for the whole, calculate it from counts, or divide the sum by how many there are",
)
CURRENCY_BEHIND_AMOUNT = rule(
    "SIB320",
    "currency-behind-amount",
    ERROR,
    title="an amount of money with its currency behind it",
    message="the currency {currency} stands behind the amount",
    expected="`{right}`",
    help="write the currency first",
)
BUILDS_ON_TOO_MUCH = rule(
    "SIB321",
    "builds-on-too-much",
    ERROR,
    title="a calculation that builds on too many others",
    message="`{name}` {reason}",
    expected="a calculation that a person can follow",
    help="let it read what is reported, rather than what is calculated from what is calculated",
)
