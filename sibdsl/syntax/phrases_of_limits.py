"""How caps, conditions of payment and shares are written in contracts.

In: nothing. Out: `LIMIT_PHRASES`. Relies on and guarantees: as `phrases`, of which this is a part.
"""

from typing import Final

from sibdsl.syntax import rewriting
from sibdsl.syntax.phrasing import NUMBER, Phrase, only_said

_AMOUNT: Final = (
    rf"(?:(?P<currency>(?-i:[A-Z]{{3}})) |(?P<sign>[£€$]) ?)(?P<number>{NUMBER})"
    r"(?: ?(?P<scale>k|m|mn|million|bn|billion|thousand)\b)?"
)
_WHOLE_TERM: Final = (
    r"(?:over|during|for|in) the (?:whole |entire |full )?(?:term|duration|lifetime|life|contract)"
    r"(?: of (?:the|this) (?:contract|agreement))?"
)
_AT_MOST: Final = (
    r"up to a maximum of|up to|subject to an? (?:overall )?(?:cap|maximum|limit) of|capped at|limited to"
    r"|(?:not|no) (?:more than|exceeding|greater than|to exceed)|maximum(?: of| amount(?: of)?)?|a maximum of"
    r"|limit(?: of)?|cap of"
)
_IN_TOTAL: Final = rf"(?: (?:in (?:aggregate|total|all)|overall|altogether|{_WHOLE_TERM}))"

LIMIT_PHRASES: Final = (
    # Only outside of all blocks this fits, and only there the next one does not.
    Phrase(
        rf"^(?:{_AT_MOST}|(?:an? |the )?(?:overall |total )?cap(?: of| at)?) {_AMOUNT}(?: on all payments)?"
        rf"(?:(?P<scope> per (?:(?:contract|calendar|financial) year|\w+))|{_IN_TOTAL})?",
        rewriting.capped_overall,
        "a cap on several payments has a name, and says which payments it is on",
        "`cap overall GBP 1,000,000 on all payments in total`",
        "write it so, or move it into the block of the payment if only that one is limited",
        safe=False,
    ),
    Phrase(
        rf"^(?:{_AT_MOST}) {_AMOUNT}{_IN_TOTAL}?",
        rewriting.capped,
        "the most that is paid is written with `cap`",
        "`cap GBP 100,000 in total`, or `per contract year`, `per person` and the like",
        "write `cap`, the amount, and what it adds up over",
        safe=False,
    ),
    Phrase(
        r"(?<=\s)(?:in (?:the )?(?:aggregate|all)|overall|altogether|all told"
        rf"|{_WHOLE_TERM})(?= |$)",
        "in total",
        "a limit over the whole contract is written `in total`",
        "`in total`",
        "write `in total`",
    ),
    Phrase(
        r"\b(?:in|for|during) any (?:one )?(?:contract )?year|(?<=\s)(?:each|every|a|per) year(?= |$)",
        "per contract year",
        "there are three kinds of years",
        "`per contract year`, `per calendar year` or `per financial year`",
        "write which year is meant",
        safe=False,
    ),
    Phrase(
        r"\b(?:in respect of|for|in relation to) (?:each|every|any one) "
        r"(person|claim|outcome|cohort|participant|individual)\b"
        r"|\bper (participant|individual|client|head|beneficiary|capita)\b",
        rewriting.per_each,
        "what a limit adds up over is written with `per`",
        "`per person`, `per claim`, `per outcome` or `per cohort`",
        "write `per` and one of these",
    ),
    Phrase(
        r"^(provided)(?: always)? that (\w+) is (?=at |above|below|exactly|from)",
        r"\1 \2 ",
        "a condition is written without `that` and `is`",
        "`provided reduction at least 5%`",
        "write the comparison right after the name",
    ),
    Phrase(
        r"^(?:provided(?: always)? that|only if|on condition that|conditional (?:up)?on)",
        "provided",
        "a condition of the whole payment is written with `provided`",
        "`provided reduction at least 5%`",
        "write `provided`",
    ),
    only_said(
        r"^(?:unless|except|save)\b",
        "what must hold is said here, not what must not",
        "`provided reduction at least 5%`, or a table with `when`",
        "turn the condition round and write it after `provided`",
    ),
    Phrase(
        r"^shared equally (?:by|between|among(?:st)?) (\w+(?:(?:, | and )\w+)+)",
        rewriting.equal_shares,
        "the share of each payer is written out",
        "`shared by city 50%, fund 50%`",
        "write the percentage of each payer",
    ),
    Phrase(
        r"^shared by (\w+) and (\w+) ([0-9]+) ?[:/] ?([0-9]+)",
        r"shared by \1 \3%, \2 \4%",
        "the share of each payer stands behind its name",
        "`shared by city 80%, fund 20%`",
        "write the percentage of each payer behind its name",
    ),
    Phrase(
        r"^(shared by \w+ [0-9]+/[0-9]+(?:, \w+ [0-9]+/[0-9]+)*)",
        rewriting.shares_in_percent,
        "a share is a percentage",
        "`shared by department 80%, council 20%`",
        "write the share of each payer in percent",
    ),
)
