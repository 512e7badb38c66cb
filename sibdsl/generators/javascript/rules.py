"""The rules of a contract as JavaScript functions.

In: a program. Out: numbers, and a function for each payment, calculation and threshold, and for each of their tables.
Relies on ``expressions`` for amounts and conditions.
Guarantees: a payment's function does what the interpreter does with its rule, in the same order; functions come in the
order of the contract, each followed by its tables; each says in the contract's own words what it computes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

import msgspec

from sibdsl.generators.javascript.expressions import ExpressionPrinter, at_least, at_most
from sibdsl.generators.javascript.layout import write_statement
from sibdsl.generators.javascript.names import Names
from sibdsl.generators.javascript.texts import comment, literal
from sibdsl.generators.writer import Writer
from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Adjustment, Capped, Indexed, Minimum, Program, Rule
from sibdsl.ir.walk import uses_subject
from sibdsl.runtime.plan import PaymentPlan

_INDENT = "  "


class WrittenRules(msgspec.Struct, frozen=True):
    """The rules of a program: lines that define its numbers, its functions, and the function of each payment."""

    numbers: list[str]
    functions: list[str]
    payments: dict[str, str]


def write_rules(program: Program) -> WrittenRules:
    """Write every function of the program."""
    return _RuleMaker(program).write()


class _RuleMaker:
    """Makes the functions of one program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._names = Names()
        self._numbers: dict[Fraction, str] = {}
        self._writers: list[Writer] = []
        self._printer = ExpressionPrinter(self)
        self._words = {words.name: words for words in program.plan.words}
        self._caps = {cap.name: cap for cap in program.plan.caps}
        self._calculations = {item.name: self._names.claim("calculate", item.name) for item in program.calculations}
        self._thresholds = {item.name: self._names.claim("meets", item.name) for item in program.thresholds}

    def write(self) -> WrittenRules:
        """Write the payments, then what they name."""
        program = self._program
        plans = {payment.name: payment for payment in program.plan.payments}
        payments = {rule.payment: self._names.claim("pay", rule.payment) for rule in program.rules}
        for rule in program.rules:
            with self._function(payments[rule.payment], _payment_words(plans[rule.payment])) as writer:
                self._write_payment(writer, rule)
        for calculation in program.calculations:
            words = f"{calculation.name}: {self._rule_text(calculation.name)}"
            with self._function(self.calculation(calculation.name), words) as writer:
                write_statement(writer, f"return {self._printer.amount(calculation.value)};")
        for threshold in program.thresholds:
            words = f"Whether {threshold.name} is met: {self._rule_text(threshold.name)}"
            with self._function(self.threshold(threshold.name), words) as writer:
                write_statement(writer, f"return {self._printer.test(threshold.condition)};")
        numbers = [f"const {name} = exact({literal(str(value))});" for value, name in self._numbers.items()]
        lines = [line for writer in self._writers for line in ["", *writer.text().rstrip("\n").split("\n")]]
        return WrittenRules(numbers, lines, payments)

    def number(self, value: Fraction) -> str:
        """The constant that holds a number."""
        if value not in self._numbers:
            sign = "minus_" if value < 0 else ""
            self._numbers[value] = self._names.claim("n", f"{sign}{_digits(abs(value))}")
        return self._numbers[value]

    def calculation(self, name: str) -> str:
        """The function of a calculated metric."""
        return self._calculations[name]

    def threshold(self, name: str) -> str:
        """The function of a threshold."""
        return self._thresholds[name]

    def table(self, node: ir.Steps | ir.Dates | ir.Cases, subject: str | None) -> str:
        """Write the function for a table and give a call of it."""
        function = self._names.claim("table", node.name)
        outer = "subject" if subject is not None and uses_subject(node) else None
        with self._function(function, f"The table {node.name}: {self._rule_text(node.name)}", outer) as writer:
            match node:
                case ir.Steps():
                    self._write_steps(writer, node, outer)
                case ir.Cases():
                    self._write_cases(writer, node, outer)
                case ir.Dates():
                    self._write_dates(writer, node, outer)
        return f"{function}(at, {subject})" if outer else f"{function}(at)"

    @contextmanager
    def _function(self, name: str, words: str, subject: str | None = None) -> Iterator[Writer]:
        """Begin a function of the determination at hand; what is written inside becomes its body."""
        writer = Writer(_INDENT)
        self._writers.append(writer)
        writer.lines(comment(words.rstrip(": ")))
        with writer.block(f"function {name}(at{f', {subject}' if subject else ''}) {{", "}"):
            yield writer

    def _write_payment(self, writer: Writer, rule: Rule) -> None:
        for gate in rule.gates:
            writer.lines(comment(self._rule_text(gate.name)))
            with writer.block(f"if ({self._printer.test(ir.Not(gate.condition))}) {{", "}"):
                writer.line("return ZERO;")
        variables: list[str] = []
        for part in rule.parts:
            variable = "amount" if len(rule.parts) == 1 else self._names.claim("part", part.name)
            variables.append(variable)
            changes = "let" if part.caps or (len(rule.parts) == 1 and rule.adjustments) else "const"
            writer.lines(comment(self._rule_text(part.name)))
            write_statement(writer, f"{changes} {variable} = {self._printer.amount(part.value)};")
            for cap in part.caps:
                self._write_cap(writer, cap, variable)
        if variables != ["amount"]:
            changes = "let" if rule.adjustments else "const"
            write_statement(writer, f"{changes} amount = sum({', '.join(variables)});")
        for adjustment in rule.adjustments:
            self._write_adjustment(writer, adjustment)
        writer.line("return amount;")

    def _write_adjustment(self, writer: Writer, adjustment: Adjustment) -> None:
        match adjustment:
            case Indexed(name, fact, base):
                writer.lines(comment(self._rule_text(name)))
                writer.line(f"amount = at.indexed({literal(fact)}, {literal(base.isoformat())}, amount);")
            case Minimum(name, floor):
                writer.lines(comment(self._rule_text(name)))
                writer.line(f"amount = greatest(amount, {self.number(floor)});")
            case Capped(cap):
                self._write_cap(writer, cap, "amount")

    def _write_cap(self, writer: Writer, cap: str, variable: str) -> None:
        writer.lines(comment(self._caps[cap].text))
        writer.line(f"{variable} = at.capped({literal(cap)}, {variable});")

    def _write_steps(self, writer: Writer, node: ir.Steps, outer: str | None) -> None:
        write_statement(writer, f"const value = {self._printer.amount(node.subject, outer)};")
        for row, place in zip(node.rows, node.order, strict=True):
            tests = []
            if row.low is not None:
                tests.append(f"value.{at_least(row.low_closed)}({self.number(row.low)})")
            if row.high is not None:
                tests.append(f"value.{at_most(row.high_closed)}({self.number(row.high)})")
            self._write_row(writer, node.name, place, " && ".join(tests), self._printer.amount(row.value, "value"))
        if node.rows[0].low is not None or node.rows[-1].high is not None or len(node.rows) > 1:
            self._write_refusal(writer, f"this value of {self._subject_words(node.name)}")

    def _write_cases(self, writer: Writer, node: ir.Cases, outer: str | None) -> None:
        for place, row in enumerate(node.cases):
            test = self._printer.test(row.condition, outer)
            self._write_row(writer, node.name, place, test, self._printer.amount(row.value, outer))
        self._write_row(writer, node.name, len(node.cases), "", self._printer.amount(node.otherwise, outer))

    def _write_dates(self, writer: Writer, node: ir.Dates, outer: str | None) -> None:
        for place, row in enumerate(node.rows):
            test = f"at.day === {literal(row.day.isoformat())}"
            self._write_row(writer, node.name, place, test, self._printer.amount(row.value, outer))
        self._write_refusal(writer, "the day of this determination")

    def _write_row(self, writer: Writer, table: str, place: int, test: str, amount: str) -> None:
        words = self._words.get(table)
        if words is not None and place < len(words.rows):
            row = words.rows[place]
            writer.lines(comment(": ".join(part for part in (row.words, row.amount) if part)))
        if not test:
            write_statement(writer, f"return {amount};")
            return
        with writer.block(f"if ({test}) {{", "}"):
            write_statement(writer, f"return {amount};")

    def _write_refusal(self, writer: Writer, what: str) -> None:
        """Whatever no row is for is refused, and never taken for some row's amount."""
        writer.line(f"throw new NoRow({literal(f'The contract says nothing about {what}. Choose another.')});")

    def _rule_text(self, name: str) -> str:
        """A rule of the contract in words; what stands between the braces of a table is told row by row."""
        words = self._words.get(name)
        if words is None:
            return ""
        return words.text.partition("{")[0].strip() if words.text.endswith("}") else words.text

    def _subject_words(self, name: str) -> str:
        words = self._words.get(name)
        return words.subject if words is not None and words.subject else name


def _payment_words(payment: PaymentPlan) -> str:
    payers = " and ".join(payer.party for payer in payment.payers)
    title = f", {payment.title}" if payment.title and payment.title != payment.name else ""
    clause = f" (clause {payment.clause})" if payment.clause else ""
    return f"The payment {payment.name}{title}{clause}: {payers} to {payment.payee}."


def _digits(value: Fraction) -> str:
    """A number in letters that can stand in a name: ``0_125``, ``1_of_3``."""
    for digits in range(10):
        if 10**digits % value.denominator == 0:
            whole, rest = divmod(value.numerator * (10**digits // value.denominator), 10**digits)
            return f"{whole}_{rest:0{digits}}" if digits else str(whole)
    return f"{value.numerator}_of_{value.denominator}"
