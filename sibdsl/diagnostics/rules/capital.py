"""Rules about capital: finance, its way back, guarantees and waterfalls: SIB670 to SIB699."""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.severity import ERROR, WARNING

NO_REST = rule(
    "SIB670",
    "waterfall-without-rest",
    ERROR,
    title="a waterfall that does not say where the rest goes",
    message="`{waterfall}` does not say who receives what is left after its steps",
    expected="`rest to` and a party, as the last step",
    help="add `rest to {party}`, with the party that was agreed",
)
REST_NOT_LAST = rule(
    "SIB671",
    "step-after-the-rest",
    ERROR,
    title="a step behind the rest",
    message="this step of `{waterfall}` stands behind `rest`, so no money reaches it",
    expected="`rest` once, as the last step",
    help="move the step before `rest`, or delete it",
)
TERM_OF_OTHER_FINANCE = rule(
    "SIB672",
    "term-of-other-finance",
    ERROR,
    title="a term that this kind of finance does not have",
    message="`{name}` is a {kind}, and has no `{keyword}`",
    expected="{expectation}",
    help="{next_step}",
)
GUARANTEE_ABOVE_COVERED = rule(
    "SIB673",
    "guarantee-above-what-it-covers",
    ERROR,
    title="a guarantee of more than can be lost",
    message="`{name}` is {found}, but no more than {most} can be lost of what it covers",
    expected="at most {most}",
    help="lower the guarantee, or say what else it covers",
)
DRAWN_OTHERWISE = rule(
    "SIB674",
    "drawn-otherwise",
    ERROR,
    title="drawdowns that do not add up to the amount",
    message="the drawdowns of `{name}` come to {found}, and its amount is {amount}",
    expected="drawdowns that come to {amount}",
    help="{next_step}",
)
REPAID_AFTER_TERM = rule(
    "SIB675",
    "repaid-after-the-term",
    ERROR,
    title="a repayment after the term that does not say so",
    message="this repayment is on {day}, after the term ends on {end}",
    expected="a day in the term, or the words `after the term` behind the day",
    help="write `on {day} after the term`, or correct the day",
)
GUARANTEES_IN_A_CIRCLE = rule(
    "SIB676",
    "guarantees-in-a-circle",
    ERROR,
    title="guarantees that cover each other",
    message="`{name}` covers itself: {circle}",
    expected="guarantees that in the end cover finance that somebody owes",
    help="delete the `covering` that was not agreed",
)
NOTHING_TO_COVER = rule(
    "SIB677",
    "nothing-to-cover",
    ERROR,
    title="a guarantee of nothing",
    message="{found}",
    expected="{expectation}",
    help="{next_step}",
)
STEP_NEVER_PAID = rule(
    "SIB678",
    "step-never-paid",
    ERROR,
    title="a step of a waterfall that can never receive money",
    message="this step can never receive money: {reason}",
    expected="a step that money can reach",
    help="{next_step}",
)
RETURN_BELOW_COUPON = rule(
    "SIB679",
    "return-below-the-coupon",
    WARNING,
    title="a limit of the return below the coupon",
    message="the return of `{name}` is at most {cap}, but its coupon comes to {coupon}",
    expected="a limit at or above the coupon",
    help="raise the limit or lower the coupon, as it was agreed",
)
OWED_BY_ANOTHER = rule(
    "SIB680",
    "owed-by-another-party",
    ERROR,
    title="a step for finance that another party owes",
    message="`{name}` is owed by `{receiver}`, and this waterfall is of `{holder}`",
    expected="finance that `{holder}` received",
    help="let a waterfall of `{receiver}` pay it, or correct the name",
)
REPAID_IN_TWO_WAYS = rule(
    "SIB681",
    "repaid-in-two-ways",
    ERROR,
    title="finance that is repaid both by a waterfall and on days of its own",
    message="the {what} of `{name}` is paid by `{waterfall}`, and on days of its own as well",
    expected="one way in which the {what} is paid",
    help="delete the days, or the step",
)
NO_WAY_BACK = rule(
    "SIB682",
    "no-way-back",
    WARNING,
    title="money at risk of which no way back is said",
    message="nothing says how {amount} of `{name}` comes back to {providers}",
    expected="a way back: `repaid`, a step of a waterfall of `{receiver}`, or `repaid by` a payment",
    help="add the way back, or `at risk` and the reason why none is said; a `grant` needs none",
)
PAYER_GAINS = rule(
    "SIB683",
    "payer-gains",
    WARNING,
    title="an outcome payer whose own money comes back by the results",
    message="`{party}` pays `{payment}` by results, and `{name}`, which it put in, comes back by them",
    expected="parties that pay for results without gaining by them",
    help="say in a `note` how this is kept apart, or let another party put the money in",
)
EVALUATOR_PAID_BY_GAINER = rule(
    "SIB684",
    "evaluator-paid-by-gainer",
    WARNING,
    title="an evaluator who is paid by a party that gains by the result",
    message="`{party}` verifies results, and is paid by `{payer}`, which {interest}",
    expected="an evaluator paid by a party that gains nothing by the result",
    help="let a party pay that gains nothing by the result, or say in a `note` how the work is kept independent",
)
UNKNOWN_DAY_COUNT = rule(
    "SIB685",
    "unknown-day-count",
    ERROR,
    title="a way of counting days that contracts do not know",
    message="{found}",
    expected="one of: actual/365, actual/360, 30/360, 30E/360, actual/actual, by period",
    help="{next_step}",
)
TIED_TO_NOTHING_PAID = rule(
    "SIB686",
    "tied-to-nothing-paid",
    ERROR,
    title="a tranche for something that nothing is paid for",
    message="`{name}` is for `{tied}`, and {reason}",
    expected="a metric that a payment reads, or a cohort that is paid for",
    help="name what the tranche is for, or delete the line",
)
RESERVE_NEVER_FULL = rule(
    "SIB687",
    "reserve-never-full",
    WARNING,
    title="a reserve above all that can come in",
    message="the reserve `{reserve}` is {found}, but no more than {most} can ever come in",
    expected="a reserve below {most}",
    help="correct the amount: nothing behind this step is paid before the last distribution",
)
FINANCE_OF_NOTHING = rule(
    "SIB688",
    "finance-of-nothing",
    ERROR,
    title="an amount of nothing",
    message="this amount is {found}",
    expected="an amount above nothing",
    help="write the amount that was agreed, or delete the line",
)
FINANCE_IN_OTHER_CURRENCY = rule(
    "SIB689",
    "finance-in-another-currency",
    ERROR,
    title="money in another currency than the contract's",
    message="this amount is in {found}, and the contract is in {wanted}",
    expected="an amount in {wanted}",
    help="write the amount in {wanted}; exchange is not part of a contract's cash flows",
)
RECEIVES_NOTHING = rule(
    "SIB690",
    "waterfall-receives-nothing",
    ERROR,
    title="a waterfall into which no money comes",
    message="{found}",
    expected="{expectation}",
    help="{next_step}",
)
RECEIVED_TWICE = rule(
    "SIB691",
    "received-twice",
    ERROR,
    title="money that two waterfalls distribute",
    message="`{name}` is received by `{first}` and by `{second}`",
    expected="one waterfall for each payment",
    help="name it in the waterfall that distributes it, and what the other one receives",
)
NOT_A_SHARE = rule(
    "SIB692",
    "not-a-share",
    ERROR,
    title="a percentage that is no share",
    message="{found} is no share of {whole}",
    expected="more than 0%, and at most 100%",
    help="write the share that was agreed",
)
THE_REST_OF_NOTHING = rule(
    "SIB693",
    "the-rest-of-nothing",
    ERROR,
    title="a rest of which nothing is left",
    message="{found}",
    expected="`the rest` once, as the last part, behind amounts that leave something",
    help="{next_step}",
)
RATE_NEVER_KNOWN = rule(
    "SIB694",
    "rate-never-known",
    ERROR,
    title="a coupon by a metric that is never determined",
    message="the coupon of `{name}` is `{metric}`, and {reason}",
    expected="a metric that a payment reads when it is determined",
    help="let a payment read `{metric}`, or write the rate",
)
NOT_ITS_PAYMENT = rule(
    "SIB695",
    "not-a-payment-of-the-provider",
    ERROR,
    title="a payment that cannot repay or lessen this finance",
    message="`{payment}` {found}",
    expected="a payment {expectation}",
    help="name such a payment, or correct the parties",
)
NO_RIGHT_TO_STOP = rule(
    "SIB696",
    "no-right-to-stop",
    ERROR,
    title="a right to stop that the contract does not give",
    message="`{name}` may stop after {day}, and the contract {reason}",
    expected="`early termination` from {next_day} or before",
    help="add `early termination by {party} from {next_day}` to the contract",
)
REPAID_TOO_MUCH = rule(
    "SIB697",
    "repaid-more-than-drawn",
    ERROR,
    title="repayments of more than was put in",
    message="the repayments of `{name}` come to {found}, and its amount is {amount}",
    expected="repayments that come to at most {amount}",
    help="correct an amount, or write `the rest` as the last one",
)
FINANCE_TO_ITSELF = rule(
    "SIB698",
    "finance-to-itself",
    ERROR,
    title="money that a party puts in for itself",
    message="`{party}` is on both sides of `{name}`",
    expected="two parties",
    help="correct one of the two, or delete the declaration",
)
GUARANTEE_FOR_ANOTHER = rule(
    "SIB699",
    "guarantee-for-another",
    WARNING,
    title="a guarantee that is paid to a party that loses nothing",
    message="`{name}` is paid to `{party}`, which has put nothing into what it covers",
    expected="a guarantee to {expectation}",
    help="correct the party behind `to`, or what is covered",
)
