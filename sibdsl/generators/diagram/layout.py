"""Where the parties of a contract stand in a drawing, and which arrows run between them.

In: a program. Out: boxes, arrows and lines of text, with places in pixels from the upper left corner.
Relies on nothing that draws. Guarantees: parties stand in three columns: those that put money in or make good losses,
those that it is for and that pass money on, those that pay for results or only receive.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sibdsl.ir.program import Program
from sibdsl.runtime.capital_plan import CapitalPlan, Holder
from sibdsl.runtime.exact import money_text

BOX_WIDTH, BOX_HEIGHT = 230, 40
_COLUMN, _ROW, _MARGIN = 480, 96, 30
_LINE = 18
_LONGEST = 34
_BESIDE = 8


@dataclass(frozen=True, slots=True)
class Box:
    """A party; the place is that of its middle."""

    name: str
    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """Money from one place to another; ``kind`` is ``finance``, ``guarantee`` or ``payment``.

    The text stands where the arrow starts, to the right of its place or, ``leftwards``, to the left.
    """

    kind: str
    text: str
    x: float
    y: float
    x2: float
    y2: float
    text_x: float
    text_y: float
    leftwards: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text below the boxes; a heading is printed bold."""

    text: str
    x: int
    y: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def lay_out(program: Program) -> Drawing:
    """Find a place for everything."""
    capital = program.capital or CapitalPlan()
    boxes = _boxes(program, capital)
    height = max((box.y for box in boxes.values()), default=0) + BOX_HEIGHT
    lines = _lines(capital, height + _LINE)
    bottom = max([height, *(line.y for line in lines)]) + _MARGIN
    width = max((box.x for box in boxes.values()), default=0) + BOX_WIDTH // 2
    return Drawing(tuple(boxes.values()), _arrows(program, capital, boxes), lines, width, bottom)


def short(text: str) -> str:
    """Cut a text that would not fit its box."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _boxes(program: Program, capital: CapitalPlan) -> dict[str, Box]:
    titles = dict(program.plan.parties)
    places = _columns(program, capital)
    rows = [0, 0, 0]
    found: dict[str, Box] = {}
    counts = [list(places.values()).count(column) for column in range(len(rows))]
    for party, column in places.items():
        x = BOX_WIDTH // 2 + column * _COLUMN
        # Each column is centred beside the longest.
        above = (max(counts) - counts[column]) * _ROW // 2
        y = _MARGIN + BOX_HEIGHT // 2 + above + rows[column] * _ROW
        found[party] = Box(party, short(titles.get(party) or party), x, y)
        rows[column] += 1
    return found


def _columns(program: Program, capital: CapitalPlan) -> dict[str, int]:
    middle = [item.receiver for item in capital.instruments]
    middle += [charge.payee for charge in capital.charges] + [waterfall.party for waterfall in capital.waterfalls]
    left = [holder.party for item in capital.instruments for holder in item.providers]
    left += [holder.party for item in capital.guarantees for holder in item.guarantors]
    payers = [payer.party for payment in program.plan.payments for payer in payment.payers]
    right = [*payers, *(payment.payee for payment in program.plan.payments)]
    steps = [step for waterfall in capital.waterfalls for step in waterfall.steps]
    right += [holder.party for step in steps for holder in step.payees]
    found = dict.fromkeys(middle, 1) | dict.fromkeys(payers, 2) | dict.fromkeys(left, 0)
    found.update((waterfall.party, 1) for waterfall in capital.waterfalls)
    for party in right:
        found.setdefault(party, 2)
    return found


def _arrows(program: Program, capital: CapitalPlan, boxes: dict[str, Box]) -> tuple[Arrow, ...]:
    plan = program.plan
    wanted: list[tuple[str, str, str, str]] = []
    for item in capital.instruments:
        words = f"{short(item.title)}: {_amount(item.amount, program)}"
        wanted += _each("finance", item.providers, item.receiver, words)
    for guarantee in capital.guarantees:
        words = f"{short(guarantee.title)}: {_amount(guarantee.amount, program)}"
        wanted += _each("guarantee", guarantee.guarantors, guarantee.beneficiary, words)
    for payment in plan.payments:
        wanted += [("payment", payer.party, payment.payee, short(payment.title)) for payer in payment.payers]
    seen: dict[frozenset[str], int] = {}
    arrows = []
    for kind, source, target, words in wanted:
        if source == target or target not in boxes:
            continue
        # Several arrows between the same two parties run beside each other.
        pair = frozenset((source, target))
        place = seen[pair] = seen.get(pair, -1) + 1
        arrows.append(_arrow(kind, words, boxes[source], boxes[target], place))
    return tuple(arrows)


def _each(kind: str, holders: tuple[Holder, ...], target: str, words: str) -> list[tuple[str, str, str, str]]:
    """An arrow from each holder; what several put in together is told once."""
    return [(kind, holder.party, target, words if not place else "") for place, holder in enumerate(holders)]


def _arrow(kind: str, words: str, source: Box, target: Box, place: int) -> Arrow:
    aside = place * _LINE
    if source.x == target.x:
        up = 1 if target.y > source.y else -1
        x, start, end = source.x + aside, source.y + up * BOX_HEIGHT / 2, target.y - up * BOX_HEIGHT / 2
        return Arrow(kind, words, x, start, x, end, x + _BESIDE, start + up * (_LINE + aside), False)
    way = 1 if target.x > source.x else -1
    start, end = source.x + way * BOX_WIDTH / 2, target.x - way * BOX_WIDTH / 2
    # Away from the middle of its party the text of one arrow leaves that of others alone.
    y = source.y + aside
    return Arrow(kind, words, start, y, end, target.y + aside, start + way * _BESIDE, y - _BESIDE, way < 0)


def _lines(capital: CapitalPlan, top: int) -> tuple[Line, ...]:
    """The steps of every waterfall."""
    found: list[Line] = []
    y = top + _LINE
    for waterfall in capital.waterfalls:
        found.append(Line(waterfall.title or waterfall.name, 0, y, True))
        for number, step in enumerate(waterfall.steps, start=1):
            y += _LINE
            found.append(Line(f"{number}.  {step.text}", 10, y, False))
        y += 2 * _LINE
    return tuple(found)


def _amount(amount: Fraction, program: Program) -> str:
    return money_text(amount, program.plan.currency, program.plan.digits)
