"""The rules of a contract as Python functions.

In: a program, and the names that a module already has.
Out: constants, and a function for each payment, calculation and threshold, and for each of their tables.
Relies on: `functions` for names and tables, `expressions` for amounts and conditions.
Guarantees: a payment's function does what the interpreter does with its rule, in the same order; functions
come in the order of the contract, each followed by its tables.
"""

from __future__ import annotations

import msgspec

from sibdsl.generators.python.constants import date_call
from sibdsl.generators.python.expressions import Place
from sibdsl.generators.python.functions import FunctionMaker, clause_sentence
from sibdsl.generators.python.layout import write_statement
from sibdsl.generators.python.names import Names
from sibdsl.generators.python.prose import comment, docstring, literal
from sibdsl.generators.writer import Writer
from sibdsl.ir.program import Adjustment, Capped, Indexed, Minimum, Part, Program, Rule
from sibdsl.runtime.plan import Cap, PaymentPlan


class WrittenRules(msgspec.Struct, frozen=True):
    """The rules of a program: definitions of constants, functions, the choosers that those call (`least`,
    `greatest`), and the function of each payment.
    """

    constants: list[str]
    functions: list[Writer]
    choosers: list[str]
    payments: dict[str, str]


def write_rules(program: Program, names: Names) -> WrittenRules:
    """Write every function of the program."""
    payments = {rule.payment: names.claim(f"pay_{rule.payment}") for rule in program.rules}
    maker = FunctionMaker(program, names)
    caps = {cap.name: cap for cap in program.plan.caps}
    plans = {payment.name: payment for payment in program.plan.payments}
    for rule in program.rules:
        with maker.function(payments[rule.payment], "Exact") as writer:
            writer.lines(docstring(_payment_words(plans[rule.payment])))
            _PaymentWriter(maker, writer, rule, caps).write()
    for calculation in program.calculations:
        with maker.function(maker.calculation(calculation.name), "Exact") as writer:
            text = maker.rule_text(calculation.name)
            first = f"Calculate {calculation.name}{f': {text}' if text else ''}."
            writer.lines(docstring([first, maker.clause(calculation.name)]))
            write_statement(writer, f"return {maker.printer.amount(calculation.value, Place(calculation.name)).text}")
    for threshold in program.thresholds:
        with maker.function(maker.threshold(threshold.name), "bool") as writer:
            text = maker.rule_text(threshold.name)
            first = f"Whether the threshold {threshold.name} is met{f': {text}' if text else ''}."
            writer.lines(docstring([first, maker.clause(threshold.name)]))
            write_statement(
                writer, f"return {maker.printer.condition(threshold.condition, Place(threshold.name)).text}"
            )
    return WrittenRules(maker.constants.definitions, maker.functions, sorted(maker.choosers), payments)


# The words of the contract for a step, and what computes the amount after it.
_Step = tuple[str, str]


class _PaymentWriter:
    """Writes the body of one payment's function."""

    def __init__(self, maker: FunctionMaker, writer: Writer, rule: Rule, caps: dict[str, Cap]) -> None:
        self._maker = maker
        self._writer = writer
        self._rule = rule
        self._caps = caps
        self._names = maker.names.scope()

    def write(self) -> None:
        self._write_gates()
        parts = self._rule.parts
        if len(parts) == 1:
            self._write_steps("amount", [*self._part_steps(parts[0], "amount"), *self._adjustment_steps("amount")])
            return
        variables: list[str] = []
        for part in parts:
            variable = self._names.claim(f"amount_of_{part.name}")
            variables.append(variable)
            for words, call in self._part_steps(part, variable):
                self._say(words)
                write_statement(self._writer, f"{variable} = {call}")
        self._write_steps("amount", [("", " + ".join(variables)), *self._adjustment_steps("amount")])

    def _write_gates(self) -> None:
        for gate in self._rule.gates:
            self._say(self._maker.rule_text(gate.name))
            holds = self._maker.printer.condition(gate.condition, Place(gate.name)).text
            write_statement(self._writer, f"if not case.gate({literal(gate.name)}, {holds}):")
            with self._writer.indented():
                self._writer.line("return 0")

    def _write_steps(self, variable: str, steps: list[_Step]) -> None:
        """Write what happens to the amount, and return what comes out at the end."""
        for position, (words, call) in enumerate(steps, 1):
            self._say(words)
            write_statement(self._writer, f"return {call}" if position == len(steps) else f"{variable} = {call}")

    def _part_steps(self, part: Part, variable: str) -> list[_Step]:
        amount = self._maker.printer.amount(part.value, Place(part.name)).text
        formula = (self._maker.formula_text(part.name), f"case.formula({literal(part.name)}, {amount})")
        return [formula, *(self._cap_step(cap, variable) for cap in part.caps)]

    def _adjustment_steps(self, variable: str) -> list[_Step]:
        return [self._adjustment_step(adjustment, variable) for adjustment in self._rule.adjustments]

    def _adjustment_step(self, adjustment: Adjustment, variable: str) -> _Step:
        match adjustment:
            case Indexed(name, fact, base):
                call = f"case.indexed({literal(name)}, {literal(fact)}, {date_call(base)}, {variable})"
                return self._maker.rule_text(name), call
            case Minimum(name, floor):
                number = self._maker.constants.number(floor, f"{self._rule.payment} minimum")
                return self._maker.rule_text(name), f"case.minimum({literal(name)}, {variable}, {number})"
            case Capped(cap):
                return self._cap_step(cap, variable)

    def _cap_step(self, cap: str, variable: str) -> _Step:
        return self._caps[cap].text, f"case.capped({literal(cap)}, {variable})"

    def _say(self, words: str) -> None:
        self._writer.lines(comment(words))


def _payment_words(payment: PaymentPlan) -> list[str]:
    """What a payment is, as paragraphs of a docstring."""
    payers = " and ".join(payer.party for payer in payment.payers)
    title = f", {payment.title}" if payment.title and payment.title != payment.name else ""
    first = f"The payment {payment.name}{title}: {payers} to {payment.payee}."
    return [first, clause_sentence(payment.clause)]
