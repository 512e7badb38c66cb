"""Numbers, percentages, amounts and dates under the pointer: which values a row is for, which day of the week.

In: a view and the spot of a value. Out: Markdown, empty where there is nothing to say.
Relies on: what the checker found out about tables.
Guarantees: no locale and no calendar of holidays is loaded.
"""

from datetime import date
from typing import Final

from sibdsl.ide.hover_text import code, written
from sibdsl.ide.spots import Spot
from sibdsl.semantics.conditions import described
from sibdsl.semantics.tables import FoundTable
from sibdsl.surface.tables import Row, StepTable
from sibdsl.syntax import kinds
from sibdsl.workspace.view import View

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_FIRST_OF_WEEKEND: Final = 5


def value_help(view: View, spot: Spot) -> str:
    """What is to be said of a value."""
    if spot.token is None:
        return ""
    if spot.token[0] == kinds.DATE:
        return _day_help(view, spot.token[3])
    if spot.token[0] in (kinds.PERCENT, kinds.NUMBER, kinds.MONEY):
        return _row_help(view, spot)
    return ""


def _day_help(view: View, text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return "There is no such day in the calendar."
    weekend = ", which is no business day" if day.weekday() >= _FIRST_OF_WEEKEND else ""
    words = f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}{weekend}."
    known = view.known
    if known is None or not known.terms.known:
        return words
    terms = known.terms
    if day < terms.start:
        return f"{words} {_days((terms.start - day).days)} before the term begins."
    if day > terms.end:
        return f"{words} {_days((day - terms.end).days)} after the term ends."
    return f"{words} Day {(day - terms.start).days + 1:,} of the term."


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def _row_help(view: View, spot: Spot) -> str:
    """The values that the row around the spot applies to, and what it pays for them."""
    known = view.known
    row = next((node for node in reversed(spot.nodes) if isinstance(node, Row)), None)
    node = next((node for node in reversed(spot.nodes) if isinstance(node, StepTable)), None)
    if known is None or row is None or node is None:
        return ""
    found = known.tables.get(node.span)
    values = _values_of(found, row) if found is not None else ""
    if not values:
        return ""
    subject, amount = code(written(view, node.subject)), code(written(view, row.amount))
    return f"This row applies to {subject} {values}, and gives {amount}."


def _values_of(found: FoundTable, row: Row) -> str:
    if found.resolved is None:
        return ""
    parts: list[str] = []
    for index, resolved in enumerate(found.resolved.rows):
        if resolved.row.span == row.span:
            parts = [described(piece.part, found.subject) for piece in found.pieces if piece.row == index]
    return " or ".join(dict.fromkeys(parts))
