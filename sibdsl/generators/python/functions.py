"""Functions of a generated module, and the names and constants they share.

In: tables and conditions that are no expressions, with the place they stand in.
Out: the lines of each function, in the order in which they were begun, and calls of them.
Relies on: `names` for free names, `tables` for what stands inside.
Guarantees: a function that needs the subject of the table around it takes it as a parameter.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

from sibdsl.generators.python.constants import Constants
from sibdsl.generators.python.expressions import ExpressionPrinter, Place
from sibdsl.generators.python.names import Names
from sibdsl.generators.python.prose import docstring
from sibdsl.generators.python.tables import (
    BoundPrinter,
    write_cases,
    write_dates,
    write_some,
    write_steps,
    write_within,
)
from sibdsl.generators.writer import Writer
from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Program
from sibdsl.ir.walk import uses_subject


class FunctionMaker:
    """Makes the functions of one program. `constants`, `functions` and `choosers` hold what it needs so far."""

    def __init__(self, program: Program, names: Names) -> None:
        self.names = names
        self.constants = Constants(names)
        self.functions: list[Writer] = []
        self.choosers: set[str] = set()
        self.printer = ExpressionPrinter(self)
        self._words = {words.name: words for words in program.plan.words}
        self._calculations = {item.name: names.claim(f"calculate_{item.name}") for item in program.calculations}
        self._thresholds = {item.name: names.claim(f"meets_{item.name}") for item in program.thresholds}

    @contextmanager
    def function(self, name: str, returns: str, subject: str | None = None) -> Iterator[Writer]:
        """Begin a function of the case at hand; what is written inside becomes its body."""
        writer = Writer()
        self.functions.append(writer)
        parameters = "case: Case" + (f", {subject}: Exact" if subject else "")
        with writer.block(f"def {name}({parameters}) -> {returns}:"):
            yield writer

    def number(self, node: ir.Number, place: Place) -> str:
        """A number, or the constant that holds it."""
        return self.constants.number(node.value, place.owner)

    def fraction(self, node: ir.Rounded, place: Place) -> str:
        """The constant that holds a rounding step."""
        return self.constants.fraction(node.step, place.owner)

    def chooser(self, which: str) -> str:
        """The function for the `least` or the `greatest` of amounts."""
        self.choosers.add(which)
        return which

    def calculation(self, name: str) -> str:
        """The function of a calculated metric."""
        return self._calculations[name]

    def threshold(self, name: str) -> str:
        """The function of a threshold."""
        return self._thresholds[name]

    def rule_text(self, name: str) -> str:
        """A rule of the contract in words; empty when the contract has none."""
        words = self._words.get(name)
        if words is None:
            return ""
        # What stands between the braces of a table is told row by row.
        return words.text.partition("{")[0].strip() if words.text.endswith("}") else words.text

    def formula_text(self, name: str) -> str:
        """A part of a payment in words; empty for a table, whose function has them."""
        words = self._words.get(name)
        return words.text if words is not None and words.kind == "formula" else ""

    def clause(self, name: str) -> str:
        """The clause of a rule as a sentence; empty when it has none."""
        words = self._words.get(name)
        return clause_sentence(words.clause) if words is not None else ""

    def _table_words(self, name: str) -> list[str]:
        text = self.rule_text(name)
        return [f"The table {name}{f': {text}' if text else ''}.", self.clause(name)]

    def table(self, node: ir.Steps | ir.Dates | ir.Cases, place: Place) -> str:
        """Write the function for a table and give a call of it."""
        function = self.names.claim(node.name)
        words = self._words.get(node.name)
        subject = place.subject if uses_subject(node) else None
        inside = Place(node.name, subject)
        with self.function(function, "Exact", subject) as writer:
            writer.lines(docstring(self._table_words(node.name)))
            if isinstance(node, ir.Steps):
                variable = self._variable(node.subject, subject)
                write_steps(writer, node, words, variable, self.printer, inside, self._bound_printer(node))
            elif isinstance(node, ir.Cases):
                write_cases(writer, node, words, self.printer, inside)
            else:
                write_dates(writer, node, words, self.printer, inside)
        return _call(function, subject)

    def condition(self, node: ir.Within | ir.Some, place: Place) -> str:
        """Write the function for a condition that is no expression, and give a call of it."""
        function = self.names.claim(f"{place.owner} condition")
        subject = place.subject if uses_subject(node) else None
        inside = Place(place.owner, subject)
        with self.function(function, "bool", subject) as writer:
            if isinstance(node, ir.Some):
                writer.line(f'"""Whether at least {node.count} of {len(node.items)} conditions hold."""')
                write_some(writer, node, self.printer, inside)
            else:
                writer.line('"""Whether a value lies in a range."""')
                write_within(writer, node, self.printer, inside)
        return _call(function, subject)

    def _variable(self, subject: ir.Expression, parameter: str | None) -> str:
        """A variable for the subject of a table, named after what it is."""
        names = self.names.scope()
        if parameter is not None:
            names.claim(parameter)
        match subject:
            case ir.MetricValue(name) | ir.CalculatedValue(name) | ir.FactValue(name) | ir.Counted(name):
                return names.claim(name)
            case _:
                return names.claim("subject")

    def _bound_printer(self, node: ir.Steps) -> BoundPrinter:
        words = self._words.get(node.name)
        unit = words.unit if words is not None else None

        def bound(value: Fraction) -> str:
            return self.constants.number(value, node.name, unit)

        return bound


def clause_sentence(clause: str | None) -> str:
    """Name a clause of the contract; empty when there is none."""
    return f"Clause {clause}." if clause else ""


def _call(function: str, subject: str | None) -> str:
    return f"{function}(case, {subject})" if subject else f"{function}(case)"
