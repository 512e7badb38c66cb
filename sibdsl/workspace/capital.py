"""Cash flows and stakes of a contract.

In: a compilation without errors; a statement, or values that are chosen instead. Out: cash flows and stakes.
Relies on: `analysis` for what is chosen, the interpreter for flows.
Guarantees: a contract without finance has the flows of its payments.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from sibdsl.workspace.compilation import Compilation

if TYPE_CHECKING:
    from sibdsl.analysis.stakes_table import Stakes
    from sibdsl.ir.program import Program
    from sibdsl.runtime.capital_result import CapitalResult
    from sibdsl.runtime.plan import Unit
    from sibdsl.runtime.statement import Statement


class ChoiceProblem(Exception):
    """A chosen value that cannot be used, in a sentence for the person who chose it."""


def cash_flows(compilation: Compilation, statement: "Statement") -> "CapitalResult":
    """Follow the money from a statement: every flow, and how each instrument stands after them.

    A contract without finance has the flows of its payments.

    Raises:
        ContractHasErrors: when the contract has errors.
        InternalError: when money appears or vanishes, which only a fault of ours can cause.
    """
    from sibdsl.interpreter.capital import cash_flows as follow

    return follow(compilation.program, statement)


def cash_flows_at(
    compilation: Compilation, choices: Sequence[str], ended: date | None = None
) -> "tuple[CapitalResult, tuple[str, ...]]":
    """The flows if metrics have chosen values, each written `metric=value`, and all others nothing.

    Also tells what was taken for granted.

    Raises:
        ContractHasErrors: when the contract has errors.
        ChoiceProblem: when a choice names nothing, or its value cannot be.
    """
    from sibdsl.analysis.what_if import WhatIf

    program = compilation.program
    asked = WhatIf(program)
    values = dict(_choice(program, asked, text) for text in choices)
    early = program.plan.termination
    if ended is not None and early is None:
        raise ChoiceProblem("the contract cannot end early: it has no `early termination`")
    if ended is not None and early is not None and not early.first <= ended <= early.last:
        raise ChoiceProblem(f"the contract cannot end on {ended}: it may end from {early.first} to {early.last}")
    return cash_flows(compilation, asked.statement(values, ended)), tuple(asked.assumed)


def stakes(compilation: Compilation) -> "Stakes":
    """What is at stake for each party, level by level.

    Raises:
        ContractHasErrors: when the contract has errors.
    """
    from sibdsl.analysis.stakes import stakes as work_out

    return work_out(compilation.program)


def _choice(program: "Program", asked: object, text: str) -> tuple[str, Fraction]:
    """Read `metric=value`."""
    from sibdsl.analysis.what_if import WhatIf
    from sibdsl.diagnostics.suggestion import closest
    from sibdsl.runtime.evidence_cells import Problem, is_in_range, range_text, read_value

    assert isinstance(asked, WhatIf), "choices are made for a program that can be asked"
    name, equals, written = (part.strip() for part in text.partition("="))
    if not equals:
        raise ChoiceProblem(f"`{text}` is no choice; write a metric and its value, as in `reduction=10%`")
    units = _units(program)
    if not asked.knows(name) or name not in units:
        near = closest(name, tuple(units))
        help = f"did you mean `{near}`?" if near else f"the contract has {', '.join(units)}"
        raise ChoiceProblem(f"there is no metric `{name}`; {help}")
    value = read_value(written, units[name])
    if isinstance(value, Problem):
        raise ChoiceProblem(f"the value of `{name}`: {value.message}; {value.help}")
    metric = next((item for item in program.plan.metrics if item.name == name), None)
    if metric is not None and not is_in_range(value, metric.range):
        possible = range_text(metric.range, metric.unit, program.plan.digits)
        raise ChoiceProblem(f"`{name}` cannot be {written}: it is {possible}")
    return name, value


def _units(program: "Program") -> "dict[str, Unit]":
    """What can be chosen, and the unit of each: metrics, calculated metrics, and payments with rate cards."""
    from sibdsl.analysis.what_if import card_payments
    from sibdsl.runtime.plan import Unit

    plan = program.plan
    units = {metric.name: metric.unit for metric in plan.metrics}
    calculated = {calculation.name for calculation in program.calculations}
    units.update({words.name: words.result for words in plan.words if words.name in calculated})
    return units | dict.fromkeys(card_payments(program), Unit("money", plan.currency))
