"""How dates, periods and times for payment are written in contracts.

In: nothing. Out: `TIME_PHRASES`. Relies on and guarantees: as `phrases`, of which this is a part.
"""

from typing import Final

from sibdsl.syntax import rewriting
from sibdsl.syntax.phrasing import DAY, Phrase, only_said, plain

TIME_PHRASES: Final = (
    Phrase(
        r"^(?:payable|paid|determined|falls? due) (?=once|on |monthly|quarterly|half-yearly|annually|every|for each)",
        "due ",
        "when a payment is determined is written with `due`",
        "`due`, and behind a comma `payable within 30 days`",
        "write `due`",
    ),
    Phrase(
        rf"({DAY}) ?(?:-|\u2013|\u2014|to|until|till|through) ?({DAY})",
        rewriting.period,
        "a period is written as its first and its last day, with `to` between them",
        "two dates such as `2018-04-01 to 2025-03-31`",
        "write both dates as year, month and day, with `to` between them",
    ),
    Phrase(
        rf"^term (?:is )?(?:from|commencing|starting|beginning)(?: on)? ({DAY}),?(?: and)?"
        rf" (?:until|to|till|through|ending|expiring)(?: on)? ({DAY})",
        lambda match: f"term {rewriting.iso(match[1])} to {rewriting.iso(match[2])}",
        "a term is its first and its last day, with `to` between them",
        "`term 2018-04-01 to 2025-03-31`",
        "write the two dates with `to`, and no other words",
    ),
    only_said(
        r"^term (?:of )?[\w ()]*?(?:years?|months?)\b",
        "a term is written as its first and its last day",
        "`term 2018-04-01 to 2025-03-31`",
        "write both dates; the last day belongs to the term",
    ),
    only_said(
        r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{4}\b",
        "this date has no day",
        "year, month and day, as in `2018-04-01`",
        "write the first day of the month, or the last one, as it was agreed",
    ),
    Phrase(
        r"(?<=payable )(?:no|not) later than ([0-9]+(?: business)? \w+)( (?:after|from|of) [^{#\n]*)?",
        r"within \1",
        "the time for payment is written with `within`",
        r"`payable within \1`, which counts from the day on which the amount is determined",
        r"write `within \1`; `of validation` behind it counts from the day on which the evidence is verified",
        safe=False,
    ),
    Phrase(
        r"\bclaimed (?:(?:no|not) later than|within|by) ([0-9]+ \w+)(?: (?:after|of|from) (?:it"
        r"|the outcome|reaching|being|achiev)[^{#\n]*)?",
        r"claimed within \1",
        "the time for a claim is written with `within`, and counts from the day on which the outcome was reached",
        r"`claimed within \1`",
        r"write `claimed within \1`",
    ),
    Phrase(
        r"\bdue (?:with effect from|on or before|no later than|not later than|by|from|at the latest on) (?=[0-9])",
        "due once on ",
        "when a payment is determined is written as a day",
        "`due once on 2025-06-30`; until when the money arrives is said with `payable within 30 days`",
        "write `once on` and the day",
        safe=False,
    ),
    Phrase(
        r"\bdue (?:on )?(?:each|every|per|a) (month|quarter|half[- ]year|year)(?: end)?",
        rewriting.every,
        r"how often is written in one word: `\1` is the period",
        "`monthly`, `quarterly`, `half-yearly` or `annually`",
        "write one of these",
    ),
    Phrase(
        r"\bdue (?:on a |per )?(yearly|annual|monthly|quarterly|bi-?annually|semi-?annually"
        r"|twice a year)(?: basis)?(?= |,|$)",
        rewriting.every,
        r"`\1` is said otherwise here",
        "`monthly`, `quarterly`, `half-yearly` or `annually`",
        "write one of these",
    ),
    Phrase(
        r" in arrears?\b",
        "",
        "that a payment looks back needs no words: it is determined on the last day of its period",
        "`due quarterly`, or another period",
        "delete `in arrears`",
    ),
    only_said(
        r"\bin advance\b",
        "a payment is determined at the end of its period, when the evidence is there",
        "days of their own for payments in advance, as in `due on 2018-04-01, 2019-04-01`",
        "write the days on which it is due",
    ),
    Phrase(
        r"\b(within [0-9]+(?: business)? \w+) (?:of|after|from) (?:the )?(?:receipt|date|invoice|due)\b[^{#\n]*",
        r"\1",
        "the time for payment counts from the day on which the amount is determined, or on which it was validated",
        r"`\1`, or `\1 of validation`",
        "delete the other words, or write `of validation`",
        safe=False,
    ),
    plain(r"working days", "business days"),
    plain(r"per annum|p\.a\.?|pa(?= |$)|per year|yearly|each year", "a year"),
    Phrase(
        r"\b(business days) (next|the next|following business day|roll forward)\b.*",
        r"\1 following",
        r"`\2` is written `following` here",
        "`following`, `preceding`, `modified following` or `unadjusted`",
        "write `following`",
    ),
)
