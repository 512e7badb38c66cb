"""How numbers and amounts are written in contracts.

In: nothing. Out: `QUANTITY_PHRASES`. Relies on and guarantees: as `phrases`, of which this is a part.
"""

from typing import Final

from sibdsl.syntax import rewriting
from sibdsl.syntax.phrasing import COUNT, MONEY, Phrase, only_said

QUANTITY_PHRASES: Final = (
    Phrase(
        r"(?<!(?-i:[A-Z]{3}) )(?<![\w.,])([0-9][0-9,]*(?:\.[0-9]+)?) "
        r"(?-i:(GBP|EUR|USD|CHF|AUD|CAD|NZD|JPY|SEK|NOK|DKK|INR|ZAR))\b",
        r"\2 \1",
        r"the currency \2 stands behind the amount",
        r"`\2 \1`",
        "write the currency first",
    ),
    only_said(
        rewriting.WORDS_AND_OTHER_FIGURES,
        "the words and the figures of this number differ",
        "the number that was agreed, in figures",
        "find out which of the two was agreed",
    ),
    Phrase(
        rf"\b({rewriting.NUMBER_WORDS})(?: \(([0-9]+)\))?\s*(?:per ?cent|percent|%)",
        lambda match: rewriting.in_figures(match[1], match[2], "%"),
        r"`\1` per cent is written in figures",
        "a percentage such as `15%`",
        "write the figures and `%`",
    ),
    Phrase(
        rf"\b({rewriting.NUMBER_WORDS})(?: \(([0-9]+)\))?(?= )",
        lambda match: rewriting.in_figures(match[1], match[2], ""),
        r"`\1` is written in figures here",
        "a number such as `12`",
        "write the figures alone",
    ),
    Phrase(
        r"\b([0-9]+) \([a-z -]+\)(?= )",
        r"\1",
        "a number is written once, in figures",
        r"`\1`",
        "delete the words in brackets",
    ),
    Phrase(
        r"\b([0-9][0-9,.]*) ?(?:per ?cent|percent|pct|p\.c)\b\.?",
        r"\1%",
        "a percentage is written with its sign",
        r"`\1%`",
        r"write `\1%`",
    ),
    Phrase(
        r"\b((?-i:[A-Z]{3})) ?([0-9][0-9,]*(?:\.[0-9]+)?) ?(k|m|mn|mln|mio|million|bn|billion|thousand)\b\.?",
        lambda match: rewriting.in_full(match[1], match[2], match[3]),
        r"an amount is written out: `\1 \2\3` is short for something",
        "all of its figures, as in `GBP 1,200,000`",
        "write the amount out",
    ),
    Phrase(
        r"\b((?-i:gbp|eur|usd|chf|aud|cad|nzd|jpy|sek|nok|dkk|inr|zar|Gbp|Eur|Usd)) ?([0-9][0-9,.]*)",
        lambda match: f"{match[1].upper()} {match[2]}",
        r"the currency `\1` is written in capitals",
        "three capitals before the number, as in `GBP 500`",
        "write the currency in capitals",
    ),
    Phrase(
        r"\b((?-i:[A-Z]{3})) \.([0-9]+)\b",
        r"\1 0.\2",
        "a digit stands before the point of a number",
        r"`\1 0.\2`",
        r"write `\1 0.\2`",
    ),
    Phrase(
        rf"({MONEY}),? (?:\(?(?:plus|\+|exclusive of|excluding|excl\.?|inclusive of|including|incl\.?) (?:VAT|tax)\)?)",
        r"\1",
        "an amount is what is paid, and no tax is added to it",
        r"the amount alone, as in `\1`",
        "write the amount that is paid, and say in a `note` what it includes",
        safe=False,
    ),
    Phrase(
        rf"({MONEY}|{COUNT}) [x\u00d7] ?(?=\w)",
        r"\1 times ",
        "a product is written with `times`",
        "`times`, or for a price `GBP 5 per hour for hours`",
        "write `times`",
    ),
    only_said(
        rf"{MONEY} (?:each|apiece|a head)\s*$",
        "this does not say each what",
        "a rate such as `GBP 750 per person`",
        "write `per` and what is counted",
    ),
    only_said(
        r"\bpro[- ]?rata\b",
        "`pro rata` does not say in proportion to what",
        "a rate such as `GBP 50 per day`, a table `interpolated`, or a row such as"
        " `GBP 10,000 per percentage point above 5%`",
        "write the rate that was agreed",
    ),
)
