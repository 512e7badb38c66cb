"""Rules about names: declared, used, and what they stand for: SIB200 to SIB299."""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.severity import ERROR, WARNING

UNKNOWN_NAME = rule(
    "SIB201",
    "unknown-name",
    ERROR,
    title="a name that is not declared",
    message="there is no {kind} called `{name}`",
    expected="{expectation}",
    help="{next_step}",
)
WRONG_KIND = rule(
    "SIB202",
    "wrong-kind",
    ERROR,
    title="a name that stands for something else",
    message="`{name}` is a {found}, but a {kind} is needed here",
    expected="the name of a {kind}",
    help="{next_step}",
)
DUPLICATE_NAME = rule(
    "SIB203",
    "duplicate-name",
    ERROR,
    title="two declarations with one name",
    message="`{name}` is declared twice",
    expected="one declaration for each name",
    help="give one of them another name",
)
DUPLICATE_STATEMENT = rule(
    "SIB204",
    "duplicate-statement",
    ERROR,
    title="a statement that stands twice in one block",
    message="{owner} says `{keyword}` twice",
    expected="one `{keyword}` statement",
    help="keep the one that was agreed and delete the other",
)
MISSING_STATEMENT = rule(
    "SIB205",
    "missing-statement",
    ERROR,
    title="a block without a statement it needs",
    message="{owner} does not say {what}",
    expected="{expectation}",
    help="add a line such as `{sample}`",
)
NO_CONTRACT = rule(
    "SIB206",
    "no-contract",
    ERROR,
    title="a file without a contract",
    message="this file declares no contract",
    expected='`contract name "Title" {{ ... }}`, with its currency and its term',
    help="begin the file with a contract declaration",
)
TWO_CONTRACTS = rule(
    "SIB207",
    "two-contracts",
    ERROR,
    title="two contracts in one file",
    message="`{name}` is a second contract in this file",
    expected="one contract a file",
    help="move the second contract and what belongs to it to a file of its own",
)
UNKNOWN_WORD = rule(
    "SIB208",
    "unknown-word",
    ERROR,
    title="a word that is none of those possible here",
    message="`{found}` is not {what}",
    expected="one of: {choices}",
    help="{next_step}",
)
NOT_WANTED_HERE = rule(
    "SIB209",
    "statement-does-not-apply",
    ERROR,
    title="a statement that does not apply here",
    message="`{keyword}` does not apply: {reason}",
    expected="{expectation}",
    help="delete the line",
)
UNUSED = rule(
    "SIB210",
    "unused",
    WARNING,
    title="a declaration that nothing uses",
    message="{kind} `{name}` is declared, but nothing uses it",
    expected="a use of every declaration",
    help="{next_step}",
)
METRIC_NOT_USED = rule(
    "SIB211",
    "metric-neither-paid-nor-marked",
    ERROR,
    title="a metric that is neither paid on nor marked as not payable",
    message="no payment depends on `{name}`",
    expected='a payment that reads it, or `not payable "reason"`',
    help='add `not payable "reason"` to the metric if nothing is paid on it',
)
NO_OUTCOME_PAYER = rule(
    "SIB212",
    "no-outcome-payer",
    ERROR,
    title="a contract in which nobody is the outcome payer",
    message="no party of contract `{name}` is an outcome payer",
    expected="a party that `is outcome_payer`",
    help='declare who pays for outcomes: `party council "..." is outcome_payer`',
)
LISTED_TWICE = rule(
    "SIB213",
    "listed-twice",
    ERROR,
    title="a name that stands twice in one list",
    message="`{name}` is listed twice",
    expected="each name once",
    help="delete one of the two",
)
