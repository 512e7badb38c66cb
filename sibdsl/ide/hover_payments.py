"""Payments and caps of the contract in words: who pays whom, when, by which rule, and up to how much.

In: a view and a declaration. Out: Markdown.
Relies on: the tree for the rule, the checker for the extremes.
Guarantees: the rule is told in the author's own words and numbers; tables stay tables, long ones are cut.
"""

from collections.abc import Iterator
from typing import Final

from sibdsl.ide.hover_limits import extremes_of
from sibdsl.ide.hover_text import (
    bullets,
    code,
    escaped,
    joined,
    money,
    paragraphs,
    sentence,
    table,
    with_title,
    written,
)
from sibdsl.surface import items, tables
from sibdsl.surface.cards import RateCardItem, RateCardReferenceItem
from sibdsl.surface.declarations import ContractCap, Payment
from sibdsl.surface.expressions import Expression
from sibdsl.surface.node import Node
from sibdsl.workspace.view import View

MOST_ROWS: Final = 12

_LIMITING: Final = (
    items.ProvidedItem, items.CountsItem, items.IndexedItem, items.MinimumItem, items.CapItem, items.PayerCapItem,
    items.SharedItem, items.FirstMoneyItem, items.ContinuesItem,
)  # fmt: skip


def payment_words(view: View, payment: Payment) -> str:
    """A payment in words."""
    payers = joined(with_title(view, payer) for payer in payment.payers)
    verb = "pays" if len(payment.payers) == 1 else "pay"
    due = next((item for item in payment.items if isinstance(item, items.DueItem)), None)
    return paragraphs((
        sentence(f"{payers} {verb} {with_title(view, payment.payee)}"),
        sentence(written(view, due)) if due is not None else "",
        *_rule(view, payment),
        bullets(code(written(view, item)) for item in payment.items if _limits(item)),
        extremes_words(view, payment.name.text),
    ))  # fmt: skip


def extremes_words(view: View, name: str) -> str:
    """The least and the most of a payment, once and in total."""
    found = extremes_of(view, name)
    lines: list[str] = []
    if found.least is not None and found.most is not None:
        lines.append(f"Each determination: from {money(view, found.least)} to {money(view, found.most)}.")
    elif found.most is not None:
        lines.append(f"Each determination: at most {money(view, found.most)}.")
    if found.total is not None:
        times = f", over {found.times:,} determinations" if found.times is not None and found.times > 1 else ""
        cap = f", together with others under cap {code(found.cap)}" if found.cap else ""
        lines.append(f"**In total: at most {money(view, found.total)}**{cap or times}.")
    elif view.known is not None and name in view.known.scope.payments:
        lines.append("**No upper limit** is known over the whole contract.")
    return "  \n".join(lines)


def cap_words(view: View, cap: ContractCap) -> str:
    """A cap of the contract in words."""
    payments = "all payments" if cap.payments is None else joined(with_title(view, name) for name in cap.payments)
    whom = f", of what {with_title(view, cap.payer)} pays" if cap.payer is not None else ""
    scope = f" {written(view, cap.scope)}" if cap.scope is not None else ""
    whole = " An amount that does not fit is not paid at all." if cap.whole or cap.whole_claims else ""
    return f"At most {written(view, cap.amount)} on {payments}{scope}{whom}.{whole}"


def _limits(item: Node) -> bool:
    return isinstance(item, _LIMITING) or (isinstance(item, items.DatesItem) and item.keyword == "suspended")


def _rule(view: View, payment: Payment) -> Iterator[str]:
    parts = [item for item in payment.items if isinstance(item, items.PaysItem)]
    for number, part in enumerate(parts, start=1):
        label = f" {escaped(part.label.value)}" if part.label is not None else ""
        lead = f"Part {number}{label}" if len(parts) > 1 else f"Pays{label}"
        yield value_words(view, part.value, lead)
    for item in payment.items:
        if isinstance(item, RateCardReferenceItem):
            yield f"Pays what claims come to on rate card {with_title(view, item.name)}."
        if isinstance(item, RateCardItem):
            from sibdsl.ide.hover_claims import card_table

            yield paragraphs(("Pays what claims come to on its rate card:", card_table(view, item.items)))


def value_words(view: View, value: Expression | tables.Table, lead: str) -> str:
    """An amount in the author's words, or a table."""
    if isinstance(value, tables.Table):
        return table_words(view, value, lead)
    return f"{lead}: {code(written(view, value))}."


def table_words(view: View, node: tables.Table, lead: str) -> str:
    """A table as a table, with what it reads."""
    if isinstance(node, tables.ShareTable):
        stages = bullets(code(written(view, stage)) for stage in node.stages)
        return paragraphs((f"{lead} shares of {code(written(view, node.base))}, one after the other:", stages))
    reads, rows = _rows(view, node)
    shown_rows = rows[:MOST_ROWS]
    more = f"… and {len(rows) - MOST_ROWS} more rows." if len(rows) > MOST_ROWS else ""
    return paragraphs((f"{lead} by {reads}:", table((reads, "amount"), shown_rows), more))


def _rows(view: View, node: tables.Table) -> tuple[str, list[tuple[str, str]]]:
    """What a table reads, and its rows: the value and the amount."""
    if isinstance(node, tables.StepTable):
        steps = [("otherwise" if row.test is None else written(view, row.test), row.amount) for row in node.rows]
        return code(written(view, node.subject)), _told(view, steps)
    if isinstance(node, tables.InterpolatedTable):
        points = [_point(view, row) for row in node.rows]
        return f"{code(written(view, node.subject))}, interpolated", points
    if isinstance(node, tables.BracketTable):
        widths = [
            (f"{row.kind} {written(view, row.width) if row.width else ''}".strip(), row.amount) for row in node.rows
        ]
        return f"{code(written(view, node.subject))}, in brackets", _told(view, widths)
    if isinstance(node, tables.DateTable):
        return "date", _told(view, [(row.day.text, row.amount) for row in node.rows])
    if isinstance(node, tables.ConditionTable):
        cases = [
            ("otherwise" if row.condition is None else written(view, row.condition), row.amount) for row in node.rows
        ]
        return "condition", _told(view, cases)
    return "", []


def _or_empty(view: View, node: Node | None) -> str:
    return written(view, node) if node is not None else ""


def _told(view: View, rows: list[tuple[str, Expression]]) -> list[tuple[str, str]]:
    return [(words, written(view, amount)) for words, amount in rows]


def _point(view: View, row: tables.Point | tables.Beyond | tables.FlatBeyond) -> tuple[str, str]:
    if isinstance(row, tables.FlatBeyond):
        return "outside of these", "as at the nearest"
    where = "at" if isinstance(row, tables.Point) else row.direction
    return f"{where} {written(view, row.bound)}", written(view, row.amount)
