"""Rules about payments: payers, parts, limits and what they depend on: SIB600 to SIB699."""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.severity import ERROR, WARNING

CAN_BE_NEGATIVE = rule(
    "SIB601",
    "can-be-negative",
    ERROR,
    title="a payment that can be less than nothing",
    message="`{payment}` can be less than nothing: {example}",
    expected="an amount that is never negative",
    help="write `, not below nothing` after the amount, or a payment the other way for what is owed back",
)
PAYER_IS_PAYEE = rule(
    "SIB602",
    "payer-is-payee",
    ERROR,
    title="a party that pays itself",
    message="`{party}` is both a payer and the payee of `{payment}`",
    expected="a payee that is none of the payers",
    help="correct one of the two names",
)
PAYER_WITHOUT_PAYING_ROLE = rule(
    "SIB603",
    "payer-without-paying-role",
    WARNING,
    title="a payer that is not declared as one",
    message="`{party}` pays `{payment}`, but is declared as {roles}",
    expected="a payer that is an outcome_payer, co_payer or top_up_fund",
    help="add the role to the party, or correct the payer",
)
COUNT_WITHOUT_EFFECT = rule(
    "SIB604",
    "count-without-effect",
    ERROR,
    title="a limit on a count that the payment does not read",
    message="`counts {metric}` has no effect: no part of `{payment}` reads `{metric}` itself",
    expected="a metric that the payment reads by its own name",
    help="name the metric that the price is multiplied by, or delete the line",
)
PER_COHORT_WITHOUT_COHORTS = rule(
    "SIB605",
    "per-cohort-without-cohorts",
    ERROR,
    title="a limit for each cohort on a payment that is not made for cohorts",
    message="this is a limit per cohort, but `{payment}` is not determined for each cohort",
    expected="a payment that is `due ... for each cohort`",
    help="write `in total`, or make the payment due for each cohort",
)
NO_AMOUNT_AT_ALL = rule(
    "SIB606",
    "limit-of-nothing",
    ERROR,
    title="a limit that is not above nothing",
    message="this limit is {found}, so nothing could ever be paid",
    expected="an amount above nothing",
    help="write the amount that was agreed, or delete the line",
)
INDEX_WITHOUT_DATES = rule(
    "SIB607",
    "index-without-dates",
    ERROR,
    title="indexation by a fact that has one value only",
    message="`{fact}` is published once, so the amount would never change",
    expected="a fact that is published more than once",
    help="write `published annually` (or how often) in the fact",
)
INDEX_NOT_ABOVE_ZERO = rule(
    "SIB608",
    "index-not-above-zero",
    ERROR,
    title="indexation by a fact that need not be above zero",
    message="`{fact}` is in {unit}, which can be zero or less, so it cannot be an index",
    expected="an index such as `unit number`",
    help="publish the index itself instead of its change",
)
MINIMUM_ABOVE_CAP = rule(
    "SIB609",
    "minimum-above-cap",
    ERROR,
    title="a minimum that is more than a cap allows",
    message="the minimum of {minimum} is more than the cap of {cap}",
    expected="a minimum of at most {cap}",
    help="correct one of the two amounts",
)
SHARES_NOT_WHOLE = rule(
    "SIB610",
    "shares-not-whole",
    ERROR,
    title="shares that do not add up to 100%",
    message="the shares add up to {total}, not 100%",
    expected="shares that add up to 100%",
    help="{next_step}",
)
SPLIT_MISSING = rule(
    "SIB611",
    "split-missing",
    ERROR,
    title="several payers and no word on who pays what",
    message="`{payment}` is paid by {payers}, but does not say how they share it",
    expected="`shared by {sample}` or `paid first by {first} up to ..., then by {second}`",
    help="add `shared by` with a percentage for each payer",
)
SPLIT_NAMES_OTHERS = rule(
    "SIB612",
    "split-names-others",
    ERROR,
    title="a split that does not name exactly the payers",
    message="{found}",
    expected="each payer of `{payment}` once: {payers}",
    help="{next_step}",
)
SPLIT_TWICE = rule(
    "SIB613",
    "split-twice",
    ERROR,
    title="two ways to share one payment",
    message="`{payment}` says both `shared by` and `paid first by`",
    expected="one of the two",
    help="keep the one that was agreed and delete the other",
)
TURN_NEVER_COMES = rule(
    "SIB614",
    "turn-never-comes",
    ERROR,
    title="a payer whose turn never comes",
    message="`{party}` never pays: `{before}` before it pays without limit",
    expected="`up to ...` for every payer but the last",
    help="write `{before} up to` and an amount",
)
PAYER_CAP_TOO_EARLY = rule(
    "SIB615",
    "payer-cap-too-early",
    ERROR,
    title="a cap on one payer before something that changes the whole amount",
    message="the cap on `{payer}` acts after the split, but `{keyword}` below it acts before",
    expected="caps on single payers as the last of the limits",
    help="move the line below `{keyword}`",
)
CAP_ON_UNREAD_METRIC = rule(
    "SIB616",
    "cap-on-unread-metric",
    ERROR,
    title="a cap on a metric that the payment does not depend on",
    message="the cap is on `{metric}`, but no part of `{payment}` depends on it",
    expected="a metric that a part of the payment reads",
    help="correct the name, or leave out `on {metric}`",
)
SAME_CAP_TWICE = rule(
    "SIB617",
    "same-cap-twice",
    ERROR,
    title="two caps on the same thing",
    message="this caps the same amounts as an earlier cap, {scope}",
    expected="one cap for the same amounts",
    help="keep the one that was agreed and delete the other",
)
CAP_NEVER_CUTS = rule(
    "SIB618",
    "cap-never-cuts",
    WARNING,
    title="a cap that can never cut anything",
    message="this cap never cuts anything: {what} comes to at most {most}, and the cap is {cap}",
    expected="a cap below {most}",
    help="check the cap and the amounts; if both are right, the cap can go",
)
CAP_BELOW_EVERY_ROW = rule(
    "SIB619",
    "cap-below-every-row",
    WARNING,
    title="a cap below the smallest amount that can be due",
    message="the cap of {cap} is below the smallest amount of the table, {least}, so it cuts every payment",
    expected="a cap that leaves at least one row whole",
    help="check the cap and the amounts of the table",
)
PAID_BUT_NOT_PAYABLE = rule(
    "SIB620",
    "paid-but-not-payable",
    ERROR,
    title="a metric that is paid on and marked as not payable",
    message="`{metric}` is marked `not payable`, but `{payment}` depends on it",
    expected="one of the two",
    help="delete the mark, or take the metric out of the payment",
)
ALWAYS_NOTHING = rule(
    "SIB621",
    "always-nothing",
    WARNING,
    title="a payment that is always nothing",
    message="`{payment}` always comes to nothing",
    expected="a payment that some result makes more than nothing",
    help="check the amounts, or delete the payment",
)
NOT_A_PAYER = rule(
    "SIB622",
    "not-a-payer",
    ERROR,
    title="a cap or an expectation for a party that does not pay",
    message="`{party}` is not a payer of {payments}",
    expected="one of: {choices}",
    help="name one of the payers",
)
