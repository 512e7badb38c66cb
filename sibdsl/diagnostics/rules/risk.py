"""Rules about terms that are lawful but have gone wrong before: SIB700 to SIB799.

All are warnings or notes. They say what follows from the contract's own words, and accuse nobody.
"""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.severity import NOTE, WARNING

PAYS_MORE_FOR_WORSE = rule(
    "SIB701",
    "pays-more-for-worse",
    WARNING,
    title="a payment that falls as the result gets better",
    message="`{payment}` falls from {more} to {less} as `{metric}` gets better ({direction})",
    expected="an amount that does not fall as the result gets better",
    help="check the order of the amounts, or `better {better}` in the metric",
)
ASSUMED_BASELINE = rule(
    "SIB702",
    "assumed-baseline",
    WARNING,
    title="a payment by a result that is measured against an assumption",
    message="`{payment}` depends on `{metric}`, which is compared with a fixed baseline",
    expected="a comparison that is measured at the same time, or a `note` that says where the baseline comes from",
    help="compare with people who were measured too, or add a `note` to the metric with the evidence for the baseline",
)
VERIFIED_BY_A_PARTY_TO_THE_PAYMENT = rule(
    "SIB703",
    "verified-by-an-interested-party",
    WARNING,
    title="a result verified by a party that gains or loses by it",
    message="`{metric}` is verified by `{party}`, which {interest}",
    expected="a verifier that neither pays nor is paid by the result",
    help="name a verifier without a stake in the result, or let a second party verify it too",
)
VERIFIER_NOT_INDEPENDENT = rule(
    "SIB704",
    "verifier-not-independent",
    WARNING,
    title="a verifier that is not declared independent",
    message="`{party}` verifies `{metric}`, but is not declared independent",
    expected="`is ..., independent` for a verifier that is",
    help="add `, independent` if the party has no stake in the contract",
)
NO_UPPER_LIMIT = rule(
    "SIB705",
    "no-upper-limit",
    WARNING,
    title="a payment without an upper limit",
    message="nothing limits `{payment}`: it rises with {what} without end",
    expected="a cap, a limit on the count, or a range for the metric",
    help="add `cap {currency} ... in total` to the payment",
)
CLIFF = rule(
    "SIB706",
    "cliff",
    WARNING,
    title="a small difference in the result that moves most of the payment",
    message="between {below} and {above} the payment moves by {jump}, {share} of its maximum",
    expected="steps that are each at most half of the maximum",
    help="add rows between the two, or interpolate between the amounts",
)
ROLES_IN_CONFLICT = rule(
    "SIB707",
    "roles-in-conflict",
    WARNING,
    title="a party whose roles pull in different directions",
    message="`{party}` is both {first} and {second}: {conflict}",
    expected="different parties in the two roles",
    help="give one of the roles to another party, or add a `note` to the party that says how the conflict is handled",
)
NO_COMPARISON = rule(
    "SIB708",
    "no-comparison",
    WARNING,
    title="a change that is paid for without saying compared with what",
    message="`{payment}` depends on `{metric}`, a change in percent, but nothing says what it is compared with",
    expected="`compared with` and a method, such as `compared with matched comparison group`",
    help="add `compared with ...` to the metric",
)
DETERMINED_TOO_EARLY = rule(
    "SIB709",
    "determined-before-the-window-ends",
    WARNING,
    title="a payment determined before the result can be known",
    message="`{payment}` is determined for `{cohort}` on {day}, but `{metric}` can be observed until {until}",
    expected="a determination on or after {until}",
    help="determine the payment later, or shorten the window of the metric",
)
PAID_FOR_AGAIN = rule(
    "SIB710",
    "paid-for-again",
    WARNING,
    title="a result that each determination pays for again",
    message="`{payment}` pays for all of `{metric}` so far, and is determined {times} times",
    expected="what was earned so far, less what was paid so far",
    help="pay for `{metric}` alone, or calculate what is earned so far and take off `{payment} paid so far`",
)
CLAIMED_WITHOUT_END = rule(
    "SIB711",
    "claimed-without-end",
    WARNING,
    title="an outcome that a person can reach again and again",
    message="nothing limits how often {outcomes} can be paid for one person",
    expected="`once`, `at most 3 times` or another limit per person",
    help="add `once` behind the price, or a cap per person",
)
NOBODY_VERIFIES = rule(
    "SIB712",
    "nobody-verifies",
    WARNING,
    title="an outcome that is paid as soon as it is claimed",
    message="nobody verifies {outcomes}, so what `{payee}` claims is paid as it is claimed",
    expected="`verified by` and a party without a stake in the result",
    help="add `verified by ...` to the outcome",
)
NO_DEADLINE = rule(
    "SIB713",
    "no-deadline",
    NOTE,
    title="an outcome that can be claimed at any time",
    message="nothing says until when {outcomes} can be claimed",
    expected="`claimed within` and a length of time",
    help="add `claimed within 3 months` (or what was agreed) to the outcome",
)
