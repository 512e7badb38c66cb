"""Rule of the grammar -> builder of the surface node.

In: the values of a rule's children, in the order in which the grammar writes them, None where an
optional part is missing. Out: `BUILDERS`, by the name (or alias) of the rule: `builder(span, *children)`.
Relies on: the preparation of the tables, which checks that every rule has a builder and every builder a rule.
Guarantees: a builder decides nothing and reports nothing; it only puts together what was written.
"""

from collections.abc import Callable
from typing import Final

from sibdsl.syntax.build import (
    capital,
    cards,
    conditions,
    declarations,
    expressions,
    items,
    payment_items,
    scenario_items,
    tables,
    timing,
    words,
)

BUILDERS: Final[dict[str, Callable[..., object]]] = {
    **words.BUILDERS,
    **expressions.BUILDERS,
    **conditions.BUILDERS,
    **timing.BUILDERS,
    **tables.BUILDERS,
    **items.BUILDERS,
    **cards.BUILDERS,
    **capital.BUILDERS,
    **payment_items.BUILDERS,
    **scenario_items.BUILDERS,
    **declarations.BUILDERS,
}
"""The builder of each rule."""

PASSED_ON: Final = frozenset({"short_text", "long_text", "percent", "money"})
"""Rules of one token whose node is made when the token is read; there is nothing left to build."""
