"""What is left over from drafting, typing and copying.

In: nothing. Out: `DRAFT_PHRASES`. Relies on and guarantees: as `phrases`, of which this is a part.
"""

from typing import Final

from sibdsl.syntax import rewriting
from sibdsl.syntax.phrasing import Phrase, only_said

DRAFT_PHRASES: Final = (
    Phrase(
        r"([^\W\d]\w*)[\u00ad\u200b-\u200d\u2060\ufeff]+(\w+)",
        r"\1\2",
        "a character that cannot be seen stands inside a word",
        r"`\1\2`",
        "delete it; it was probably copied along from another program",
    ),
    Phrase(
        r"(?<![-0-9])\b(?:((?-i:[A-Z]{3})) )?([0-9]{1,3}(?: [0-9]{3})+)([.,][0-9]{1,2})?( ?(?:\u20ac|EUR))?(?![0-9])",
        rewriting.grouped_by_spaces,
        "groups of three digits are parted by commas, not by spaces",
        "commas between groups of three digits and a point before the decimals, as in `1,234,567.89`",
        "write the number with commas",
    ),
    Phrase(
        r"\b((?-i:(?:(?-i:[A-Z]{3}) )?[0-9][0-9,.]*[OolI][0-9OolI,.]*))(?=[ %]|$)",
        rewriting.letters_as_digits,
        r"`\1` has a letter among its digits",
        "the digits 0 and 1",
        "write digits only",
        safe=False,
    ),
    Phrase(r"\b(\w+) \1\b", r"\1", r"`\1` stands here twice", r"`\1` once", r"delete one `\1`"),
    Phrase(
        r"\s*\(\?+\)",
        "",
        "a question to the draft stands here",
        "the statement without it",
        "settle the question, or write it behind a `#`",
    ),
    only_said(
        r"\brounding to\b",
        "`rounding` says where a half goes; amounts are rounded to the smallest unit of the currency",
        "`half up`, `half even`, `half down`, `up` or `down`",
        "write one of these",
    ),
    only_said(
        r'^"[^"]*" (?:means|shall mean|is)\b',
        "a definition begins with what is defined, and then its name",
        '`metric reduction "Reduction in reoffending" {`, or another declaration',
        "write what it is, its name, then the text in quotes",
    ),
    Phrase(
        r"^(?:the )?[\w ]{0,40}?\b(?:shall|will|must|agrees? to|undertakes? to) (?:be )?(?:pays?"
        r"|paid)(?: to the \w+)?\b",
        "pays",
        "who pays is said in the first line of the payment",
        "`pays` and the amount or the table",
        "write `pays`; the payer stands behind `from`, the payee behind `to`",
        safe=False,
    ),
)
