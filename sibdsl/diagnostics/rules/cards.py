"""Rules about outcomes and rate cards: prices, terms, limits and who pays for which claims: SIB630 to SIB669."""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.severity import ERROR, WARNING

PRICED_TWICE = rule(
    "SIB630",
    "priced-twice",
    ERROR,
    title="an outcome that is priced twice on one rate card",
    message="`{outcome}` is priced twice on this rate card",
    expected="one line for each outcome",
    help="keep the line that was agreed; prices for several groups or periods stand in one block behind the outcome",
)
ON_TWO_PAYMENTS = rule(
    "SIB631",
    "outcome-on-two-payments",
    ERROR,
    title="an outcome that two payments pay for",
    message="`{outcome}` is on the rate cards of `{first}` and of `{second}`",
    expected="one payment for each outcome",
    help="declare an outcome of its own for the second payment, or share one payment between several payers",
)
OUTCOME_NOT_PAID = rule(
    "SIB632",
    "outcome-not-paid",
    WARNING,
    title="an outcome that no rate card prices",
    message="no rate card of a payment has a price for `{name}`",
    expected="a line for `{name}` on a rate card",
    help="add a line with its price (`{name} nothing` where it is not paid), or delete the outcome",
)
CARD_NOT_PAID = rule(
    "SIB633",
    "card-not-paid",
    WARNING,
    title="a rate card that no payment uses",
    message="no payment uses the rate card `{name}`",
    expected="`rate card {name}` in a payment",
    help="add `rate card {name}` to the payment that it is for, or delete the card",
)
PRICE_PER_SOMETHING_ELSE = rule(
    "SIB634",
    "price-per-something-else",
    ERROR,
    title="a price that does not fit what is claimed",
    message="{found}",
    expected="{expectation}",
    help="{next_step}",
)
PRICES_AND_COLUMNS = rule(
    "SIB635",
    "prices-and-columns",
    ERROR,
    title="a line of a rate card with another number of prices than the card has columns",
    message="`{outcome}` has {found}, and the card has {columns}",
    expected="one price for each column",
    help="{next_step}",
)
COLUMNS_MIXED = rule(
    "SIB636",
    "columns-mixed",
    ERROR,
    title="a rate card whose columns are of different kinds",
    message="the columns are cohorts and groups: {names}",
    expected="columns that are all cohorts, or all groups",
    help="keep one kind as columns, and give the other prices case by case: `for group and cohort ...`",
)
NO_PRICE_FOR = rule(
    "SIB637",
    "no-price-for",
    ERROR,
    title="an outcome without a price for some people or days",
    message="`{outcome}` has no price for {who}",
    expected="a price for everybody, where `nothing` is a price too",
    help="add a price for them, or `otherwise nothing` as the last case",
)
PRICE_NEVER_HOLDS = rule(
    "SIB638",
    "price-never-holds",
    ERROR,
    title="a price that never holds",
    message="this price of `{outcome}` never holds: {reason}",
    expected="prices of which each holds for somebody on some day",
    help="delete the case, or move it before the one that takes its people",
)
OTHERWISE_NOT_LAST = rule(
    "SIB639",
    "otherwise-not-last",
    ERROR,
    title="a price for all others that is not the last",
    message="`otherwise` is not the last price of `{outcome}`",
    expected="`otherwise` once, behind all other cases",
    help="move the line to the end of the block",
)
AFTER_ITSELF = rule(
    "SIB640",
    "outcome-after-itself",
    ERROR,
    title="outcomes that wait for each other",
    message="`{outcome}` can never be paid, because it waits for itself: {circle}",
    expected="outcomes that come one after the other",
    help="delete the `after` that was not agreed; outcomes of which only one is paid count as one here",
)
PREREQUISITE_NOT_PAID = rule(
    "SIB641",
    "prerequisite-not-on-a-card",
    ERROR,
    title="an outcome after one that nobody can claim",
    message="`{outcome}` comes after `{earlier}`, which is on no rate card of the contract, so nobody can claim it",
    expected="an outcome that is on the rate card of a payment",
    help="add `{earlier} nothing` to the card if it is claimed and not paid, or correct the name",
)
IN_TWO_SETS = rule(
    "SIB642",
    "only-one-of-two-sets",
    ERROR,
    title="an outcome in two sets of which only one is paid",
    message="`{outcome}` is in two sets of which only one is paid",
    expected="each outcome in one such set",
    help="join the two sets if only one of them all is paid, or take the outcome out of one",
)
SET_OF_ONE = rule(
    "SIB643",
    "only-one-of-one",
    ERROR,
    title="a choice between one outcome",
    message="`only one of` names `{outcome}` alone, which leaves nothing to choose",
    expected="two outcomes or more",
    help="name the other outcome, or write `once` behind its price if it is paid once",
)
TIME_AFTER_NOTHING = rule(
    "SIB644",
    "time-after-something-else",
    ERROR,
    title="a time after an outcome that need not come before",
    message="`{outcome}` says {what} `{earlier}`, but not that it comes after it",
    expected="`after {earlier}` among the terms",
    help="add `after {earlier}` before this term, or correct the name",
)
TIMES_CONTRADICT = rule(
    "SIB645",
    "times-contradict",
    ERROR,
    title="a time that ends before it can begin",
    message="{found}",
    expected="{expectation}",
    help="correct one of the two lengths of time",
)
DOCUMENTS_COUNT = rule(
    "SIB646",
    "documents-count",
    ERROR,
    title="a number of documents that cannot be asked for",
    message="{found} of {listed} documents cannot be asked for",
    expected="a whole number from 1 to {listed}",
    help="correct the number, or the list of documents",
)
SHARE_OF_NOTHING_ELSE = rule(
    "SIB647",
    "share-of-nothing-else",
    ERROR,
    title="a share that limits nothing, or everything",
    message="{found}",
    expected="{expectation}",
    help="{next_step}",
)
NOT_ON_THIS_CARD = rule(
    "SIB648",
    "not-on-this-card",
    ERROR,
    title="an outcome that is not on the rate card at hand",
    message="`{outcome}` is not on this rate card",
    expected="one of: {choices}",
    help="correct the name, or add a line with its price to the card",
)
NEVER_PAID_IN_FULL = rule(
    "SIB649",
    "never-paid-in-full",
    WARNING,
    title="a price that a limit never lets through whole",
    message="`{outcome}` is never paid in full: {price} is more than the {limit}",
    expected="a limit that leaves room for one claim",
    help="check the price and the limit",
)
NO_NUMBER_OF_CLAIMS = rule(
    "SIB650",
    "no-number-of-claims",
    ERROR,
    title="a limit that is no number of claims",
    message="{found} is not a number of claims",
    expected="a whole number, one or more",
    help="write how many claims were agreed",
)
SHARED_TWICE = rule(
    "SIB651",
    "claims-shared-twice",
    ERROR,
    title="claims that are shared in two ways",
    message="{what} is shared in two ways",
    expected="one `shared by` for each claim",
    help="take it out of one of the two",
)
NOT_SHARED = rule(
    "SIB652",
    "claims-not-shared",
    ERROR,
    title="claims that nobody pays",
    message="nothing says who pays for {what}",
    expected="a `shared by` for every outcome and cohort",
    help="add `shared by ...` without `on` and `for` for all that is left",
)
NOT_WITH_A_CARD = rule(
    "SIB653",
    "not-with-a-rate-card",
    ERROR,
    title="a statement that has no place beside a rate card",
    message="`{keyword}` does not apply: `{payment}` pays by its rate card, {reason}",
    expected="{expectation}",
    help="{next_step}",
)
ONLY_WITH_A_CARD = rule(
    "SIB654",
    "only-with-a-rate-card",
    ERROR,
    title="a term about claims where no claims are paid",
    message="`{found}` is about claims, but {where}",
    expected="{expectation}",
    help="{next_step}",
)
OF_WHOM = rule(
    "SIB655",
    "outcome-of-whom",
    ERROR,
    title="an outcome that does not say whose it is",
    message="the contract has several populations, and `{outcome}` does not say whose outcome it is",
    expected="`of` and a population: {choices}",
    help="add `of {sample}` to the outcome",
)
REQUIRES_SOMETHING_ELSE = rule(
    "SIB656",
    "requires-something-else",
    ERROR,
    title="a requirement that a claim alone cannot show",
    message="{found}",
    expected="numbers that the claim records, compared with fixed values",
    help="{next_step}",
)
RECORDED_NAME_TAKEN = rule(
    "SIB657",
    "recorded-name-taken",
    ERROR,
    title="a recorded number whose name means something else",
    message="`{name}` cannot be recorded under this name: {reason}",
    expected="a name that means one thing in the file of claims",
    help="{next_step}",
)
PRICE_NOT_FIXED = rule(
    "SIB658",
    "price-not-fixed",
    ERROR,
    title="a price that the contract does not fix",
    message="the price {reason}",
    expected="a price that the contract fixes, such as {sample}",
    help="write the price, or the name of a parameter that has a value",
)
TERM_TWICE = rule(
    "SIB659",
    "term-twice",
    ERROR,
    title="two terms that say the same of one price",
    message="`{outcome}` says {what} twice",
    expected="each term once",
    help="keep the one that was agreed and delete the other",
)
OTHER_PEOPLE = rule(
    "SIB660",
    "of-other-people",
    ERROR,
    title="a cohort or group of people who are not claimed for",
    message="`{name}` is a {kind} of `{population}`, but the outcomes of this rate card are of {people}",
    expected="a cohort or group of {people}",
    help="correct the name, or the population of the outcomes",
)
PER_COHORT_WITHOUT_ANY = rule(
    "SIB661",
    "per-cohort-without-any",
    ERROR,
    title="a limit for each cohort where people are in none",
    message="this is a limit per cohort, but {people} have no cohorts",
    expected="a population with cohorts",
    help="declare the cohorts, or write `in total`",
)
GIVEN_PERSON = rule(
    "SIB662",
    "given-of-nobody",
    ERROR,
    title="a worked example of a person who is not enrolled, or enrolled twice",
    message="{found}",
    expected="`given person {person} enrolled on ...` once",
    help="{next_step}",
)
GIVEN_CLAIM = rule(
    "SIB663",
    "given-claim-incomplete",
    ERROR,
    title="a claim of a worked example that says too little, too much or nothing that can be",
    message="{found}",
    expected="{expectation}",
    help="{next_step}",
)
