"""Finance and waterfalls in plain words."""

from typing import Final

from sibdsl.ide.wording import OFTEN, REQUIRED, SELDOM, SOMETIMES, Entry

_FINANCE: Final = (
    Entry(
        "finance", "drawn ${1:GBP 400,000} on ${2:2027-04-01}, the rest on ${3:2028-04-01}",
        "When the money is put in. Left out: all on the first day of the term.", OFTEN,
    ),
    Entry(
        "finance", "coupon ${1:5%} a year",
        "The interest, by the year; `compounded annually` and a day count such as `actual/365` may follow.", OFTEN,
    ),
    Entry("finance", "interest paid ${1:annually}",
          "The days on which the receiver pays interest out of its own money.", OFTEN),
    Entry(
        "finance", "repaid ${1:GBP 300,000} on ${2:2030-03-31}, the rest on ${3:2031-03-31}",
        "When the receiver repays what was put in, out of its own money. A day behind the term says `after the term`.",
        OFTEN,
    ),
    Entry(
        "finance", "repaid by ${1:payment}",
        "Outcome payments that go straight to the provider of the finance, and count as repayment.",
    ),
    Entry(
        "finance", "return raised by ${1:payment}",
        "Outcome payments to the provider of the finance that repay nothing, and count as its return.",
    ),
    Entry(
        "finance", "return lessened by ${1:payment}",
        "Payments that the provider of the finance makes, and that count against its return.",
    ),
    Entry(
        "finance", "return at most ${1:20%} of what is drawn",
        "The most that comes back beyond what was put in: a share of it, or `at most 13% a year`.",
    ),
    Entry("finance", "rank ${1:senior}", "`senior` or `subordinate`, for readers. The order of the waterfall decides."),
    Entry("finance", "shared by ${1:investor} 60%, ${2:fund} 40%", "Which provider pays and receives which share."),
    Entry(
        "finance", "protected ${1:75%} on ${2:2031-03-31}",
        "The share that the receiver repays whatever the results, if it ends on that day; `from`: on it or later.",
    ),
    Entry("finance", "for ${1:metric}",
          "In a waterfall, only money that is paid for this metric or cohort comes back to it."),
    Entry("finance", "may stop after ${1:2029-03-31}",
          "The provider may stop: that is an early termination of the contract.", SELDOM),
    Entry("finance", "covers ${1:75%}", "The share of a loss that a guarantee makes good. Left out: all of it."),
    Entry("finance", "available ${1:GBP 300,000} from ${2:2028-04-01}", "How much a guarantee comes to, by date.",
          SELDOM),
    Entry("finance", "recycled", "What is reimbursed to a guarantee can be drawn again.", SELDOM),
    Entry("finance", "charged on ${1:2027-04-01}", "When a fixed charge is paid.", SELDOM),
    Entry("finance", "charged from ${1:2027-04-01} to ${2:2031-03-31}", "How long a standing charge runs.", SELDOM),
    Entry("finance", 'at risk "${1:repaid from outcome payments alone}"', "Marks that no way back is said, and why.",
          SELDOM),
)  # fmt: skip

_WATERFALL: Final = (
    Entry("waterfall", "receives ${1:payment}",
          "The payments to the party that are passed on. Left out: every payment to the party.", REQUIRED),
    Entry("waterfall", "rest to ${1:payer}", "All that is left: to one party, or in shares. It is the last step.",
          REQUIRED),
    Entry("waterfall", "distributes ${1:annually}",
          "When money is passed on. Left out: on each day on which it comes in.", OFTEN),
    Entry("waterfall", "fee ${1:GBP 5,000} to ${2:provider} per contract year", "A step: a fixed amount to a party.",
          SOMETIMES, repeats=True),
    Entry("waterfall", "interest on ${1:loan}", "A step: the interest that is owed.", OFTEN, repeats=True),
    Entry("waterfall", "principal of ${1:loan}", "A step: what was put in and has not come back.", OFTEN, repeats=True),
    Entry("waterfall", "reimbursement of ${1:guarantee}", "A step: what was drawn on a guarantee.", SOMETIMES,
          repeats=True),
    Entry("waterfall", "reserve ${1:name} up to ${2:GBP 20,000}",
          "A step: kept in the account, and there again at the next distribution.", SOMETIMES, repeats=True),
    Entry("waterfall", "success fee ${1:10%} to ${2:provider}",
          "A step: a share of what reaches it, perhaps `up to` an amount.", SOMETIMES, repeats=True),
    Entry("waterfall", "pay ${1:loan} until ${2:GBP 10,000,000}",
          "A step: whatever the kind of money, until it has received so much.", SOMETIMES, repeats=True),
    Entry("waterfall", "pay ${1:loan} as return", "A step: up to the most that it can return.", SOMETIMES,
          repeats=True),
)  # fmt: skip

ENTRIES: Final = (*_FINANCE, *_WATERFALL)
