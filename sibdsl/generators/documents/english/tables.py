"""Tables of the contract as tables of the document, and the sentences that explain them.

In: tables of the checked contract. Out: blocks: a table with its ranges in words, and paragraphs.
Relies on the ranges that the checker worked out for each row (``reached``).
Guarantees: each row states both ends of its range; a straight line is given as a formula; the row that
applies is never left to the reader's judgement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from sibdsl.generators.documents.english.author_text import capitalised
from sibdsl.generators.documents.english.caps import money_words
from sibdsl.generators.documents.english.conditions import clause_of
from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.expressions import amount_of, limb_of, slope_words
from sibdsl.generators.documents.english.names import Names
from sibdsl.generators.documents.english.quantities import range_words, value_words, without_limits
from sibdsl.generators.documents.english.straight_lines import interpolated_blocks
from sibdsl.generators.documents.views import Block, Paragraph, Steps, Table
from sibdsl.model.expressions import Expression, MetricReference, Slope
from sibdsl.model.quantities import Range
from sibdsl.model.tables import (
    BracketTable,
    ConditionTable,
    DateTable,
    InterpolatedTable,
    ShareTable,
    StepTable,
    Value,
)

_OTHERWISE = "In every other case"


def table_blocks(value: Value, names: Names, caption: str, result: str) -> tuple[Block, ...]:
    """Explain a value that is a table; nothing for an expression, which is a phrase of its own.

    ``result`` heads the column of results: ``Amount``.
    """
    match value:
        case StepTable():
            return _steps(value, names, caption, result)
        case InterpolatedTable():
            return interpolated_blocks(value, names, caption, result)
        case BracketTable():
            return _brackets(value, names, caption)
        case DateTable():
            return _dates(value, names, caption, result)
        case ConditionTable():
            return _cases(value, names, caption, result)
        case ShareTable():
            return _stages(value, names)
    return ()


def row_amount(amount: Expression, subject: Expression, names: Names) -> str:
    """Write the amount of a row, which may rise with what the table reads."""
    words = slope_words(amount, subject, names) if isinstance(amount, Slope) else amount_of(amount, names)
    return capitalised(words)


def _steps(table: StepTable, names: Names, caption: str, result: str) -> tuple[Block, ...]:
    whole = _whole(table.subject, names)
    rows = []
    for row in table.rows:
        if not row.reached:
            continue
        ranges = [
            range_words(without_limits(reached, whole), table.subject.unit, names.digits) for reached in row.reached
        ]
        when = ", or ".join(ranges)
        if row.otherwise and len(ranges) > 1:
            when = f"{_OTHERWISE} ({when})"
        rows.append((capitalised(when), row_amount(row.amount, table.subject, names)))
    heading = f"When {amount_of(table.subject, names)} is"
    return (result_table(caption, (heading, result), rows),)


def result_table(caption: str, headings: tuple[str, str], rows: Sequence[tuple[str, str]]) -> Table:
    """Make a table of two columns; results that are plain amounts stand to the right, under each other."""
    plain = all(len(result.split()) <= 2 for _, result in rows)
    return Table(caption, headings, tuple(rows), amounts=(1,) if plain else ())


def _whole(subject: Expression, names: Names) -> Range:
    """Give everything a subject can be, where its metric says so."""
    if isinstance(subject, MetricReference) and subject.over == "here" and not subject.reported:
        return names.metrics[subject.name].range
    return Range()


def _brackets(table: BracketTable, names: Names, caption: str) -> tuple[Block, ...]:
    rows = []
    subject = amount_of(table.subject, names)
    start = Fraction(0)
    for bracket in table.brackets:
        rate = capitalised(amount_of(bracket.rate, names))
        if bracket.width is None:
            band = "Everything" if not start else f"Everything above {_quantity(start, table, names)}"
        else:
            end = start + bracket.width
            band = (
                f"The first {_quantity(bracket.width, table, names)}"
                if not start
                else f"The next {_quantity(bracket.width, table, names)}, up to {_quantity(end, table, names)}"
            )
            start = end
        rows.append((band, rate))
    explanation = (
        f"Each price applies only to the part of {subject} that falls into its band; the amounts of all bands are "
        "added up."
    )
    blocks: tuple[Block, ...] = (Table(caption, (f"Band of {subject}", "Price"), tuple(rows)),)
    blocks += (Paragraph(explanation),)
    if table.brackets[-1].width is not None:
        blocks += (Paragraph(f"Nothing is paid for what goes beyond {_quantity(start, table, names)}."),)
    return blocks


def _quantity(value: Fraction, table: BracketTable, names: Names) -> str:
    return value_words(value, table.subject.unit, names.digits)


def _dates(table: DateTable, names: Names, caption: str, result: str) -> tuple[Block, ...]:
    rows = [(day_words(row.day), capitalised(amount_of(row.amount, names))) for row in table.rows]
    return (result_table(caption, ("For the determination on", result), rows),)


def _cases(table: ConditionTable, names: Names, caption: str, result: str) -> tuple[Block, ...]:
    rows = []
    for case in table.cases:
        condition = _OTHERWISE if case.condition is None else f"If {clause_of(case.condition, names)}"
        rows.append((condition, capitalised(amount_of(case.amount, names))))
    blocks: tuple[Block, ...] = (result_table(caption, ("Condition", result), rows),)
    if len(rows) > 2:
        blocks += (Paragraph("The first line whose condition holds applies; the lines below it then do not."),)
    return blocks


def _sum_words(words: str, amount: Fraction, names: Names) -> str:
    """Write the sum at which a share changes, by the agreed figure that it is where the contract names one."""
    name = re.search(r"\buntil (\w+) is paid", words)
    written = money_words(amount, names)
    return f"{names.term(name.group(1))} ({written})" if name and name.group(1) in names.parameters else written


def _stages(table: ShareTable, names: Names) -> tuple[Block, ...]:
    items: list[str] = []
    base = limb_of(table.base, names)
    for stage in table.stages:
        share = amount_of(stage.share, names)
        if stage.until is None:
            items.append(f"{share} of {base} from then on." if items else f"{share} of {base}.")
        else:
            until = _sum_words(stage.words, stage.until, names)
            start = "then " if items else ""
            items.append(f"{start}{share} of {base}, until {until} has been paid in total under this payment;")
    if table.within:
        switch = (
            "If that total is reached within a determination, the next share applies to the part of "
            f"{base} that was not needed to reach it."
        )
    else:
        switch = (
            "The share of a determination is the one that applies at its start, given what earlier determinations "
            "have paid; a total reached within a determination changes the share from the next one on."
        )
    return (Steps("The share changes with what has been paid:", tuple(items), ordered=True), Paragraph(switch))
