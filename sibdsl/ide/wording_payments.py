"""Payments and their tables in plain words."""

from typing import Final

from sibdsl.ide.wording import OFTEN, REQUIRED, SELDOM, SOMETIMES, Entry

_PAYMENT: Final = (
    Entry(
        "payment", "due ${1:once on 2031-03-31}, payable within ${2:30} days",
        "When the payment is determined, and when the money must arrive. Without `payable`: on the determination date.",
        REQUIRED,
    ),
    Entry(
        "payment", "pays by ${1:metric} {\n  at least ${2:10%}  ${3:GBP 200,000}\n  otherwise  nothing\n}",
        "A part of the amount, from a table: the row that the value reaches. Parts are added up.", REQUIRED,
        repeats=True,
    ),
    Entry(
        "payment", "pays ${1:GBP 1,000 per person} for ${2:metric}",
        "A part of the amount: a sum of money, or a price for what is counted. Parts are added up.", REQUIRED,
        repeats=True,
    ),
    Entry(
        "payment",
        "pays by ${1:metric}, in brackets {\n  first ${2:100 people}  ${3:GBP 1,000 per person}\n  rest  nothing\n}",
        "A part of the amount: each bracket has a price for the units that fall into it, like the bands of an income"
        " tax.",
        SOMETIMES, repeats=True,
    ),
    Entry(
        "payment",
        "pays by ${1:metric}, interpolated {\n"
        "  at ${2:10%}  ${3:GBP 100,000}\n  at ${4:30%}  ${5:GBP 500,000}\n  flat beyond\n}",
        "A part of the amount: points, and straight lines between them.", SOMETIMES, repeats=True,
    ),
    Entry(
        "payment", "pays {\n  when ${1:metric at least 10%}  ${2:GBP 200,000}\n  otherwise  nothing\n}",
        "A part of the amount: the first case that holds counts.", SOMETIMES, repeats=True,
    ),
    Entry(
        "payment", "pays by date {\n  on ${1:2031-03-31}  ${2:GBP 80,000}\n}",
        "A part of the amount: an amount for each determination date.", SELDOM, repeats=True,
    ),
    Entry(
        "payment", "pays share of ${1:metric} {\n  ${2:95%} until ${3:GBP 190,000} is paid\n  ${4:40%} of the rest\n}",
        "A part of the amount: a share that holds until this payment has paid a sum, then another.", SELDOM,
        repeats=True,
    ),
    Entry(
        "payment", "cap ${1:GBP 1,000,000} in total",
        "Not more than this, over the whole contract or another scope such as `per contract year`. What a cap cuts is"
        " not carried forward.",
        OFTEN, repeats=True,
    ),
    Entry(
        "payment", "provided ${1:metric at least 50}",
        "A gate: where the condition does not hold, the payment is nothing.", SOMETIMES, repeats=True,
    ),
    Entry(
        "payment", "counts ${1:metric} up to ${2:1,000 hours} in total",
        "Of this metric, or of claims of this outcome, no more than that counts.", SOMETIMES, repeats=True,
    ),
    Entry(
        "payment", "shared by ${1:payer} 80%, ${2:copayer} 20%",
        "Which payer pays which share. The shares add up to 100%; odd pennies go to the largest remainders.",
        SOMETIMES, repeats=True,
    ),
    Entry(
        "payment", "paid first by ${1:copayer} up to ${2:GBP 60,000}, then by ${3:payer}",
        "One payer pays up to a sum, over all determinations of the payment, then the next.",
    ),
    Entry("payment", "minimum ${1:GBP 10,000}", "Not less than this, in each determination."),
    Entry(
        "payment", "indexed by ${1:fact} from ${2:2027-04-01}",
        "Times the fact in force, divided by the fact of that day.",
    ),
    Entry(
        "payment", "rate card ${1:card}",
        "The payment pays what the claims on that rate card come to, and nothing else.",
    ),
    Entry(
        "payment", "rate card per person {\n  ${1:outcome}  ${2:GBP 500}  once\n}",
        "The payment pays what claims come to: the card has a price for each outcome of a person.", SOMETIMES,
    ),
    Entry(
        "payment", "suspended from ${1:2028-04-01} to ${2:2029-03-31}",
        "Determinations from the one day to the other, both included, do not take place.", SELDOM, repeats=True,
    ),
    Entry(
        "payment", "continues after termination",
        "Determinations after an early end of the contract take place all the same.", SELDOM,
    ),
)  # fmt: skip

_STEPS: Final = (
    Entry("steps", "at least ${1:10%}  ${2:GBP 200,000}", "This value and more; the boundary belongs to the row.",
          REQUIRED, repeats=True),
    Entry("steps", "above ${1:10%}  ${2:GBP 200,000}", "More than this; the boundary does not belong to the row.",
          OFTEN, repeats=True),
    Entry("steps", "at most ${1:10%}  ${2:GBP 200,000}", "This value and less; the boundary belongs to the row.",
          OFTEN, repeats=True),
    Entry("steps", "below ${1:10%}  ${2:nothing}", "Less than this; the boundary does not belong to the row.",
          OFTEN, repeats=True),
    Entry("steps", "from ${1:10%} to below ${2:20%}  ${3:GBP 200,000}",
          "The values between: the first boundary belongs to the row; the second does not, unless `below` is left out.",
          OFTEN, repeats=True),
    Entry("steps", "exactly ${1:10%}  ${2:GBP 200,000}", "This value alone.", SELDOM, repeats=True),
    Entry("steps", "otherwise  ${1:nothing}", "Every value that no other row names. It is the last row.", REQUIRED),
)  # fmt: skip

_OTHER_TABLES: Final = (
    Entry("points", "at ${1:10%}  ${2:GBP 100,000}", "A point: this value pays this amount. Between points the amount"
          " runs in a straight line.", REQUIRED, repeats=True),
    Entry("points", "flat beyond", "Outside of the points, the nearest point's amount holds.", REQUIRED),
    Entry("points", "below ${1:10%}  ${2:nothing}", "What is paid below the first point.", SOMETIMES),
    Entry("points", "above ${1:30%}  ${2:GBP 500,000}", "What is paid above the last point.", SOMETIMES),
    Entry("brackets", "first ${1:100 people}  ${2:GBP 1,000 per person}", "The price of each of the first so many.",
          REQUIRED),
    Entry("brackets", "next ${1:50 people}  ${2:GBP 500 per person}", "The price of each of the next so many.",
          OFTEN, repeats=True),
    Entry("brackets", "rest  ${1:nothing}", "The price of each beyond all brackets. It is the last row.", REQUIRED),
    Entry("dates", "on ${1:2031-03-31}  ${2:GBP 80,000}", "The amount of the determination on that day.",
          REQUIRED, repeats=True),
    Entry("cases", "when ${1:metric at least 10%}  ${2:GBP 200,000}",
          "The amount where the condition holds. The first case that holds counts.", REQUIRED, repeats=True),
    Entry("cases", "otherwise  ${1:nothing}", "The amount where no case holds. It is needed, and comes last.",
          REQUIRED),
    Entry("shares", "${1:95%} until ${2:GBP 190,000} is paid", "This share, until the payment has paid that sum.",
          REQUIRED, repeats=True),
    Entry("shares", "${1:40%} of the rest", "This share from the moment on at which the sum is reached.", REQUIRED),
    Entry("shares", "${1:40%} from the next determination",
          "This share from the determination on that follows the one which reaches the sum.", OFTEN),
)  # fmt: skip

ENTRIES: Final = (*_PAYMENT, *_STEPS, *_OTHER_TABLES)
