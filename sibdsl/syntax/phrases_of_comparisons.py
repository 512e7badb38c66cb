"""How comparisons are said in contracts and here.

In: nothing. Out: `COMPARISON_PHRASES`. Relies on and guarantees: as `phrases`, of which this is a part.
"""

from typing import Final, NamedTuple

from sibdsl.syntax.phrasing import Phrase


class _Comparison(NamedTuple):
    words: str
    meant: str
    meaning: str


_COMPARISONS: Final = (
    _Comparison(
        r"(?:not|no|nothing) (?:less|fewer|lower) than|(?:greater|more|higher) than or equal to"
        r"|equal(?:s)? to or (?:greater|more|higher) than|an? minimum of|minimum of|at or above",
        "at least",
        "to which the value itself belongs",
    ),
    _Comparison(
        r"(?:not|no|nothing) (?:more|greater|higher) than|(?:less|lower|fewer) than or equal to|not (?:exceeding|above)"
        r"|equal(?:s)? to or (?:less|fewer|lower) than|up to and including|a maximum of|maximum of|at or below",
        "at most",
        "to which the value itself belongs",
    ),
    _Comparison(
        r"(?:more|greater|higher) than|in excess of|exceeding|exceeds",
        "above",
        "to which the value itself does not belong",
    ),
    _Comparison(r"(?:less|fewer|lower) than", "below", "to which the value itself does not belong"),
)


def _comparison(one: _Comparison) -> Phrase:
    return Phrase(
        rf"(?:is )?\b({one.words})(?= )",
        one.meant,
        rf"`\1` is written `{one.meant}` here",
        f"`{one.meant}`, {one.meaning}",
        f"write `{one.meant}`",
    )


COMPARISON_PHRASES: Final = tuple(_comparison(one) for one in _COMPARISONS)
