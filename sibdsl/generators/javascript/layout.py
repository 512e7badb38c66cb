"""Long lines of JavaScript, broken at their brackets.

In: a statement on one line. Out: the same statement on several lines where it is too long for one.
Relies on strings being written by ``texts.literal``.
Guarantees: only white space and commas after the last of several items are added, so that the meaning stays.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sibdsl.generators.writer import Writer

_WIDTH = 110
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def write_statement(writer: Writer, statement: str, indent: int = 2) -> None:
    """Write a statement; ``indent`` is how far it stands from the margin, at least."""
    opening, items, closing = _split(statement) if indent + len(statement) > _WIDTH else (statement, [], "")
    if not items:
        writer.line(statement)
        return
    with writer.block(opening, closing):
        for item in items:
            # What stands alone in brackets may be a condition, behind which no comma can stand.
            write_statement(writer, item + ("," if len(items) > 1 else ""), indent + 2)


def _split(statement: str) -> tuple[str, list[str], str]:
    """The statement up to its longest outermost bracket, what stands in it, and the rest; no items without one."""
    # Strings are blanked out, so that brackets and commas in them do not count.
    plain = _STRING.sub(lambda found: "_" * len(found[0]), statement)
    groups: list[list[int]] = []
    depth = 0
    for position, character in enumerate(plain):
        if character in "([":
            if depth == 0:
                groups.append([])
            depth += 1
        # The cuts of a group are its brackets and the commas directly inside.
        if depth == 1 and character in "([,)]":
            groups[-1].append(position)
        if character in ")]":
            depth -= 1
    cuts = max(groups, key=lambda group: group[-1] - group[0], default=[])
    items = [statement[first + 1 : second].strip() for first, second in pairwise(cuts)]
    if not any(items):
        return statement, [], ""
    return statement[: cuts[0] + 1], [item for item in items if item], statement[cuts[-1] :]
