"""Declarations, the contract's own terms, parties, reports and scenarios in plain words."""

from typing import Final

from sibdsl.ide.wording import OFTEN, REQUIRED, SELDOM, SOMETIMES, Entry, everywhere

_ANNOTATED: Final = (
    "contract", "party", "report", "population", "cohort", "group", "metric", "fact", "parameter", "threshold",
    "outcome", "rate card", "category", "payment", "cap", "finance", "waterfall", "scenario",
)  # fmt: skip

_DECLARATIONS: Final = (
    Entry(
        "file",
        'contract ${1:name} "${2:Title}" {\n  jurisdiction "${3:England}"\n  currency ${4:GBP}\n'
        '  term ${5:2027-04-01} to ${6:2031-03-31}\n}',
        "The contract itself: its currency, its term, and the rules for days and rounding. A contract has exactly one.",
        REQUIRED,
    ),
    Entry(
        "file", 'party ${1:name} "${2:Full name}" is ${3:outcome_payer}',
        "Somebody who takes part, and in which role. A contract needs an outcome payer.", OFTEN, repeats=True,
    ),
    Entry(
        "file",
        'population ${1:name} "${2:Who is served}" {\n  size ${3:400}\n  definition "${4:Who belongs to it}"\n}',
        "The people whom the contract is about, with their cohorts and groups.", OFTEN, repeats=True,
    ),
    Entry(
        "file",
        'metric ${1:name} "${2:What is measured}" {\n  unit percent to 0.1%\n  better higher\n'
        '  verified by ${3:evaluator}\n}',
        "Something that is measured. Somebody reports it, or the contract calculates it; payments depend on it.",
        OFTEN, repeats=True,
    ),
    Entry(
        "file",
        'payment ${1:name} "${2:Title}" from ${3:payer} to ${4:provider} {\n'
        "  due once on ${5:2031-03-31}, payable within 30 days\n  pays ${6:GBP 100,000}\n}",
        "Who pays whom, when, and how much: parts that are added up, gates, minimum and caps.", OFTEN, repeats=True,
    ),
    Entry(
        "file",
        'scenario "${1:what happens}" {\n  given ${2:metric} = ${3:10%}\n  expect ${4:payment} = ${5:GBP 100,000}\n}',
        "A worked example: given this evidence, that is owed. It is run by `sib test`, and from here.",
        OFTEN, repeats=True,
    ),
    Entry(
        "file", 'cap ${1:name} "${2:Most that is paid in all}" ${3:GBP 1,000,000} on all payments in total',
        "The most that several payments come to together.", SOMETIMES, repeats=True,
    ),
    Entry(
        "file",
        'outcome ${1:name} "${2:What a person achieves}" {\n  claimed within 3 months\n  verified by ${3:evaluator}\n}',
        "A payable event of one person. It is priced on a rate card, and claimed person by person.",
        SOMETIMES, repeats=True,
    ),
    Entry(
        "file", 'rate card ${1:name} "${2:Title}" {\n  ${3:outcome}  ${4:GBP 500}  once\n}',
        "What each outcome pays. A payment names the card, or has one of its own.", SOMETIMES, repeats=True,
    ),
    Entry(
        "file", 'fact ${1:name} "${2:Title}" {\n  unit number to 0.1\n  range above 0\n  published annually\n}',
        "A number from outside: a price index, an exchange rate, the amount of a waiver.", SOMETIMES, repeats=True,
    ),
    Entry(
        "file", 'parameter ${1:name} "${2:Title}" ${3:GBP 59 per day}',
        "A number that the contract fixes once and uses by name.", SOMETIMES, repeats=True,
    ),
    Entry(
        "file", 'threshold ${1:name} "${2:Title}" met when ${3:metric} at least ${4:10%}',
        "A condition with a name, which payments can ask for with `is met`.", SOMETIMES, repeats=True,
    ),
    Entry(
        "file",
        'finance ${1:name} "${2:Title}" is loan from ${3:investor} to ${4:provider} ${5:GBP 900,000} {\n'
        '  coupon ${6:5%} a year\n}',
        "Who puts money in, and how it comes back. It changes nothing about what outcome payers owe.",
        SOMETIMES, repeats=True,
    ),
    Entry(
        "file",
        'waterfall ${1:name} "${2:Title}" of ${3:provider} {\n  receives ${4:payment}\n  rest to ${5:investor}\n}',
        "In which order a party passes on the money that it receives.", SELDOM, repeats=True,
    ),
    Entry(
        "file",
        'report ${1:name} "${2:Title}" from ${3:provider} to ${4:payer} {\n'
        '  due quarterly, payable within 10 days\n'
        '  contents "${5:What it has to say}"\n}',
        "Who owes whom which report, and when. It changes nothing about what is paid.", SELDOM, repeats=True,
    ),
    Entry(
        "file", 'import "${1:rate_card.sib}"',
        "Puts the declarations of another file in this place. The path is relative to this file.", SELDOM, repeats=True,
    ),
)  # fmt: skip

_CONTRACT: Final = (
    Entry(
        "contract", "currency ${1:GBP}", "The currency of every payment, by its three letters (ISO 4217).", REQUIRED
    ),
    Entry(
        "contract", "term ${1:2027-04-01} to ${2:2031-03-31}",
        "The contract runs from the first to the second day, both included.", REQUIRED,
    ),
    Entry("contract", 'jurisdiction "${1:England}"', "Whose law it is under; for readers.", OFTEN),
    Entry("contract", 'goal "${1:More care leavers in lasting work}"', "What it is for; for readers.", OFTEN),
    Entry(
        "contract", "rounding ${1:half up}",
        "How a payment is rounded to the currency's smallest unit. Left out: `half up`, to the nearest, a half away"
        " from zero.",
    ),
    Entry(
        "contract", 'calendar "${1:GB-ENG}"',
        "Whose public holidays count: a country, and where it matters a region. Left out: no holidays.",
    ),
    Entry(
        "contract", "business days ${1:modified following}",
        "Where a due date moves that is no business day: `following` to the next, `preceding` to the one before,"
        " `modified` not into another month. Left out: nowhere.",
    ),
    Entry(
        "contract", "month end ${1:last day}",
        "What one month after the end of a month is: the `same day`, or always the `last day` of the month.",
    ),
    Entry("contract", "financial year from ${1:1 April}", "When the financial year begins, for caps. Left out:"
          " 1 April."),
    Entry(
        "contract", "early termination by ${1:payer} from ${2:2028-04-01} to ${3:2030-03-31}",
        "Who may end the contract early, and when. Without dates: at any time in the term.",
    ),
)  # fmt: skip

_REPORT: Final = (
    Entry("report", "due ${1:quarterly}, payable within ${2:10} days", "When the report is owed.", REQUIRED),
    Entry("report", 'contents "${1:People who joined, hours of mentoring}"', "What the report has to say.", OFTEN),
)

_SCENARIO: Final = (
    Entry("scenario", "given ${1:metric} = ${2:10%}", "This was reported. What is not given has not arrived.",
          REQUIRED, repeats=True),
    Entry("scenario", "expect ${1:payment} = ${2:GBP 100,000}",
          "So much is owed in this example; `nothing` means zero. `for` a cohort, `on` a day and `from` a payer say of"
          " which determination.", REQUIRED, repeats=True),
    Entry("scenario", "expect ${1:payment} pending", "The payment waits for evidence.", SOMETIMES, repeats=True),
    Entry("scenario", "expect total = ${1:GBP 100,000}", "What all payments come to, or all payments `from` one payer.",
          SOMETIMES, repeats=True),
    Entry("scenario", "given person ${1:ann} enrolled on ${2:2027-05-01}",
          "Somebody of the example is in the programme; `in` a cohort and groups may follow. People are made up.",
          SOMETIMES, repeats=True),
    Entry("scenario", "given claim of ${1:outcome} for ${2:ann} on ${3:2027-06-01}",
          "That outcome was reached on that day, and claimed with all its documents.", SOMETIMES, repeats=True),
    Entry("scenario", "given spell of ${1:housing} for ${2:ann} from ${3:2027-06-01} to ${4:2027-12-01}",
          "A state of that person lasted, both days included; without `to` it goes on.", SELDOM, repeats=True),
    Entry("scenario", "given sample of ${1:metric} = ${2:120}", "How many people the value of the metric is about.",
          SELDOM, repeats=True),
    Entry("scenario", "given p-value of ${1:metric} = ${2:0.03}",
          "How likely such a result is by chance alone.", SELDOM, repeats=True),
    Entry("scenario", "given termination on ${1:2029-09-30}", "The contract ended early on that day.", SELDOM),
    Entry("scenario", "as of ${1:2029-12-31}", "Only what was known on that day counts.", SELDOM),
)  # fmt: skip

_ANNOTATIONS: Final = (
    *everywhere(_ANNOTATED, 'clause "${1:Schedule 2, 4.1}"',
                "Where the declaration stands in the signed agreement. It is printed in statements.", SOMETIMES),
    *everywhere(_ANNOTATED, 'source "${1:Published tender, page 14}"', "Where a fact about the contract comes from."),
    *everywhere(_ANNOTATED, 'note "${1:Paid in one sum}"', "Anything else for readers. It changes nothing."),
    *everywhere(_ANNOTATED, 'id ${1:IRIS} "${2:PI2467}"',
                "The name of the same thing in a catalogue: IRIS+, SDG, INDIGO and so on."),
)  # fmt: skip

ENTRIES: Final = (*_DECLARATIONS, *_CONTRACT, *_REPORT, *_SCENARIO, *_ANNOTATIONS)
