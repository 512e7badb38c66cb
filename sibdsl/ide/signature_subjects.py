"""What a statement that is being typed is about: the outcome, the columns, the metric of a table, the shares left.

In: a view and a caret. Out: Markdown.
Relies on: the names in front of the caret; the checker for the rest.
Guarantees: empty where nothing is known; nothing is read but the declarations that are named.
"""

from fractions import Fraction

from sibdsl.ide.completion_caret import Caret
from sibdsl.ide.completion_names import unit_of
from sibdsl.ide.hover_claims import outcome_words
from sibdsl.ide.hover_payments import extremes_words
from sibdsl.ide.hover_text import code, paragraphs, with_title
from sibdsl.ide.spots import nodes_at
from sibdsl.runtime.exact import percent_text
from sibdsl.semantics.conditions import described
from sibdsl.semantics.literals import number
from sibdsl.surface.cards import PriceColumnsItem, RateCardItem
from sibdsl.surface.declarations import RateCard
from sibdsl.syntax import kinds
from sibdsl.values.interval import EVERYTHING
from sibdsl.workspace.view import View


def outcome_help(view: View, name: str) -> str:
    """What a claim of an outcome must show."""
    outcome = view.known.scope.outcomes.get(name) if view.known is not None else None
    return paragraphs((with_title(view, name), outcome_words(view, outcome))) if outcome is not None else ""


def price_columns(view: View, caret: Caret) -> tuple[str, ...]:
    """The columns of the rate card around the caret."""
    whole = view.offset_of(caret.path, caret.offset)
    for node in reversed(nodes_at(view, caret.path, whole) if whole is not None else ()):
        if isinstance(node, (RateCard, RateCardItem)):
            found = [item.names for item in node.items if isinstance(item, PriceColumnsItem)]
            return tuple(name.text for name in found[0]) if found else ()
    return ()


def table_subject(view: View, caret: Caret) -> tuple[str, str]:
    """What the table around the caret reads, and what its rows are measured in."""
    if caret.block == "dates":
        return "", "a determination date of the payment"
    names = caret.blocks[-1].names
    unit = unit_of(view, names[0]) if len(names) == 1 else ""
    what = f"by {with_title(view, names[0])}" if len(names) == 1 else ""
    says = f"which values, in {unit}" if unit else "which values"
    return paragraphs((what, _values_of(view, names[0]) if len(names) == 1 else "")), says


def value_wanted(view: View, caret: Caret) -> str:
    """What is reported behind `given`, in which unit; what a payment behind `expect` can come to."""
    name = next(iter(caret.names), "")
    known = view.known
    if not name or known is None:
        return ""
    if name in known.scope.payments:
        return paragraphs((with_title(view, name), extremes_words(view, name)))
    unit = unit_of(view, name)
    return paragraphs((f"{with_title(view, name)}{f', in {unit}' if unit else ''}", _values_of(view, name)))


def shares_left(caret: Caret) -> str:
    """How much of 100% the shares so far leave."""
    given = sum(
        (number(text.rstrip("% \t")) for kind, _, _, text in caret.tokens if kind == kinds.PERCENT), Fraction(0)
    )
    if not given:
        return ""
    left = 1 - given / 100
    return f"{percent_text(left)} left" if left > 0 else "100% is shared" if not left else "more than 100%"


def _values_of(view: View, name: str) -> str:
    known = view.known
    meaning = (known.metrics.get(name) or known.facts.get(name)) if known is not None else None
    if meaning is None or meaning.unit is None or meaning.interval == EVERYTHING:
        return ""
    return f"Values of {code(name)}: {described(meaning.interval, meaning)}."
