"""Tables and counted conditions as functions: what one Python expression cannot say.

In: a table of the IR, its words, and a printer for the expressions in it.
Out: the lines of a function's body.
Relies on: the invariants of tables, which leave no value without a row.
Guarantees: rows are tried in the order of the contract where their bounds allow it; each row carries its own
words as a comment; a value that the contract excludes is an error, never some row's amount.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from sibdsl.diagnostics.internal import InternalError
from sibdsl.generators.python.constants import date_call
from sibdsl.generators.python.expressions import ExpressionPrinter, Place
from sibdsl.generators.python.layout import write_statement
from sibdsl.generators.python.prose import comment, literal
from sibdsl.generators.writer import Writer
from sibdsl.ir import expressions as ir
from sibdsl.runtime.plan import RuleWords

# Prints a bound of a row.
BoundPrinter = Callable[[Fraction], str]


def write_steps(
    writer: Writer, node: ir.Steps, words: RuleWords | None, variable: str, printer: ExpressionPrinter,
    place: Place, bound: BoundPrinter
) -> None:  # fmt: skip
    """Write a step table; `variable` holds its subject."""
    write_statement(writer, f"{variable} = {printer.amount(node.subject, place).text}")
    _write_guard(writer, node, variable, bound)
    inner = Place(place.owner, variable)
    rows = list(zip(node.rows, node.order, strict=True))
    # The highest row first, where the contract begins with it.
    downwards = node.order[-1] <= node.order[0]
    for row, word in rows[:0:-1] if downwards else rows[:-1]:
        with writer.block(f"if {_step_test(row, variable, downwards, bound)}:"):
            _write_row(writer, node, words, (row, word), printer, inner)
    _write_row(writer, node, words, rows[0] if downwards else rows[-1], printer, inner)


def write_cases(
    writer: Writer, node: ir.Cases, words: RuleWords | None, printer: ExpressionPrinter, place: Place
) -> None:  # fmt: skip
    """Write a table of conditions: the first that holds applies."""
    for index, case in enumerate(node.cases):
        write_statement(writer, f"if {printer.condition(case.condition, place).text}:")
        with writer.indented():
            writer.lines(row_comment(words, index))
            write_statement(
                writer, f"return case.case({literal(node.name)}, {index}, {printer.amount(case.value, place).text})"
            )
    writer.lines(row_comment(words, len(node.cases)))
    otherwise = printer.amount(node.otherwise, place).text
    write_statement(writer, f"return case.case({literal(node.name)}, {len(node.cases)}, {otherwise})")


def write_dates(
    writer: Writer, node: ir.Dates, words: RuleWords | None, printer: ExpressionPrinter, place: Place
) -> None:  # fmt: skip
    """Write a table by determination date."""
    for index, row in enumerate(node.rows):
        with writer.block(f"if case.day == {date_call(row.day)}:"):
            writer.lines(row_comment(words, index))
            write_statement(
                writer, f"return case.dated({literal(node.name)}, {index}, {printer.amount(row.value, place).text})"
            )
    writer.line(f"raise LookupError({literal(f'the table {node.name} has no row for ')} + str(case.day))")


def write_some(writer: Writer, node: ir.Some, printer: ExpressionPrinter, place: Place) -> None:
    """Write a count of conditions, which ends where enough of them hold."""
    writer.line("found = 0")
    for index, item in enumerate(node.items):
        write_statement(writer, f"if {printer.condition(item, place).text}:")
        with writer.indented():
            writer.line("found += 1")
            if node.count - 1 <= index < len(node.items) - 1:
                with writer.block(f"if found == {node.count}:"):
                    writer.line("return True")
    writer.line(f"return found == {node.count}")


def write_within(writer: Writer, node: ir.Within, printer: ExpressionPrinter, place: Place) -> None:
    """Write a range whose ends are computed, each of them whether it matters or not."""
    write_statement(writer, f"value = {printer.amount(node.value, place).text}")
    tests: list[str] = []
    if node.low is not None:
        write_statement(writer, f"low = {printer.amount(node.low, place).text}")
        tests.append(f"low {'<=' if node.low_closed else '<'} ")
    tests.append("value")
    if node.high is not None:
        write_statement(writer, f"high = {printer.amount(node.high, place).text}")
        tests.append(f" {'<=' if node.high_closed else '<'} high")
    # Any value lies in a range without ends; it is computed all the same, so that the statement shows it.
    writer.line(f"return {''.join(tests)}" if len(tests) > 1 else "return value is not None")


def row_comment(words: RuleWords | None, row: int) -> list[str]:
    """The row of a table as the contract says it."""
    if words is None or row >= len(words.rows):
        return []
    found = words.rows[row]
    return comment(": ".join(part for part in (found.words, found.amount) if part))


def _write_guard(writer: Writer, node: ir.Steps, variable: str, bound: BoundPrinter) -> None:
    """Refuse values outside a table that covers only the range of its metric."""
    tests: list[str] = []
    first, last = node.rows[0], node.rows[-1]
    if first.low is not None:
        low = bound(first.low)
        tests.append(f"{variable} {'<' if first.low_closed else '<='} {low}")
    if last.high is not None:
        high = bound(last.high)
        tests.append(f"{variable} {'>' if last.high_closed else '>='} {high}")
    if tests:
        with writer.block(f"if {' or '.join(tests)}:"):
            writer.line(f"raise LookupError({literal(f'the table {node.name} has no row for ')} + str({variable}))")


def _write_row(
    writer: Writer, node: ir.Steps, words: RuleWords | None, row: tuple[ir.StepRow, int], printer: ExpressionPrinter,
    place: Place
) -> None:  # fmt: skip
    writer.lines(row_comment(words, row[1]))
    amount = printer.amount(row[0].value, place).text
    write_statement(writer, f"return case.step({literal(node.name)}, {row[1]}, {place.subject}, {amount})")


def _step_test(row: ir.StepRow, variable: str, downwards: bool, bound: BoundPrinter) -> str:
    """The test for a row once those tried before it are excluded: one end of it is enough."""
    if downwards and row.low is not None:
        return f"{variable} {'>=' if row.low_closed else '>'} {bound(row.low)}"
    if not downwards and row.high is not None:
        return f"{variable} {'<=' if row.high_closed else '<'} {bound(row.high)}"
    raise InternalError("a row inside a table has no end on the side of its neighbour")
