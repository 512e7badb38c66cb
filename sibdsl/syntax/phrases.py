"""What lawyers and spreadsheets say, and how it is said here: the phrases that are looked for in a statement.

In: nothing. Out: `PHRASES`, the most telling first: a pattern, what is put in its place, and the three sentences.
Relies on: `rephrasing`, which tries each one where a statement does not fit, and keeps to those that make it fit.
Guarantees: a phrase is `safe` only if it can mean nothing else; one without `instead` only speaks.
"""

from typing import Final

from sibdsl.syntax.phrases_of_capital import CAPITAL_PHRASES
from sibdsl.syntax.phrases_of_comparisons import COMPARISON_PHRASES
from sibdsl.syntax.phrases_of_conditions import CONDITION_PHRASES
from sibdsl.syntax.phrases_of_drafts import DRAFT_PHRASES
from sibdsl.syntax.phrases_of_limits import LIMIT_PHRASES
from sibdsl.syntax.phrases_of_parties import PARTY_PHRASES
from sibdsl.syntax.phrases_of_quantities import QUANTITY_PHRASES
from sibdsl.syntax.phrases_of_tables import TABLE_PHRASES
from sibdsl.syntax.phrases_of_times import TIME_PHRASES
from sibdsl.syntax.phrasing import Phrase

PHRASES: Final[tuple[Phrase, ...]] = (
    *DRAFT_PHRASES,
    *TIME_PHRASES,
    *LIMIT_PHRASES,
    *CAPITAL_PHRASES,
    *CONDITION_PHRASES,
    *COMPARISON_PHRASES,
    *TABLE_PHRASES,
    *QUANTITY_PHRASES,
    *PARTY_PHRASES,
)
"""All phrases, those that say most about what is meant first."""
