"""How conditions are written in contracts.

In: nothing. Out: `CONDITION_PHRASES`. Relies on and guarantees: as `phrases`, of which this is a part.
"""

from typing import Final

from sibdsl.syntax import rewriting
from sibdsl.syntax.phrasing import Phrase

CONDITION_PHRASES: Final = (
    Phrase(
        r"\bis (?:statistically )?significant at the ([0-9.]+ ?%)(?: (?:significance )?level)?",
        r"is significant at \1",
        r"significance is written `is significant at \1`",
        r"`is significant at \1`",
        r"write `is significant at \1`",
    ),
    Phrase(
        r"\bis (not )?(?:achieved|reached|satisfied|fulfilled|passed|attained)\b",
        rewriting.is_met,
        "that a threshold holds is written `is met`",
        "`is met`, or `is not met`",
        "write `is met`",
    ),
    Phrase(
        r"\band ?/ ?or\b",
        "or",
        "`and/or` can be read in two ways",
        "`and` where both are needed, `or` where one is enough",
        "write `and` or `or`",
        safe=False,
    ),
    Phrase(
        r",? then (?=(?-i:[A-Z]{3}) |nothing|[0-9])",
        " ",
        "no `then` stands between a condition and its amount",
        "the amount, right after the condition",
        "delete `then`",
    ),
    Phrase(
        r"(?<=\s)(?:significant at) (0\.[0-9]+)",
        rewriting.significance,
        "a significance level is a percentage",
        "`is significant at 5%`",
        "write the level in percent",
    ),
)
