"""Expressions and conditions: from the model to the IR.

In: model expressions. Out: IR expressions in base measure; parameters with a value become that value.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec

from sibdsl.ir import expressions as ir
from sibdsl.lowering.names import count_name, reported_name
from sibdsl.model import expressions as model
from sibdsl.model.contract import Contract
from sibdsl.model.declarations import Metric, Parameter

ONE = ir.Number(Fraction(1))
_MINUS_ONE = ir.Number(Fraction(-1))


class Lowering(msgspec.Struct):
    """What the lowering of one rule knows: the contract's metrics and parameters, and what its payment counts."""

    metrics: dict[str, Metric]
    parameters: dict[str, Parameter]
    payment: str = ""
    counted: frozenset[str] = frozenset()

    def for_payment(self, payment: str, counted: frozenset[str]) -> Lowering:
        """The same for the rule of a payment."""
        return Lowering(self.metrics, self.parameters, payment, counted)

    def for_conditions(self) -> Lowering:
        """The same where something is tested.

        A condition tests what was reported, whether it is written in the payment or has a name; and what is
        only tested, perhaps in vain, must not use up what may still be paid for.
        """
        return Lowering(self.metrics, self.parameters)


def start(contract: Contract) -> Lowering:
    """What every rule of a contract knows."""
    metrics = {metric.name: metric for metric in contract.metrics}
    return Lowering(metrics, {parameter.name: parameter for parameter in contract.parameters})


def lower_expression(known: Lowering, node: model.Expression) -> ir.Expression:
    """An amount of the IR."""
    match node:
        case model.Constant():
            return ir.Number(node.value)
        case model.MetricReference():
            return _metric(known, node)
        case model.FactReference():
            return ir.FactValue(node.name, node.on)
        case model.ParameterReference():
            value = known.parameters[node.name].value
            return ir.FactValue(node.name) if value is None else ir.Number(value)
        case model.PaidSoFar():
            return ir.PaidSoFar(node.payment)
        case model.Elapsed():
            return ir.Elapsed(node.of)
        case model.Negative():
            return ir.Product((_MINUS_ONE, lower_expression(known, node.value)))
        case _:
            return _compound(known, node)


def _compound(known: Lowering, node: model.Expression) -> ir.Expression:
    match node:
        case model.Arithmetic():
            return _arithmetic(node, lower_expression(known, node.left), lower_expression(known, node.right))
        case model.Extreme():
            items = tuple(lower_expression(known, item) for item in node.items)
            return ir.Least(items) if node.which == "lower" else ir.Greatest(items)
        case model.Bounded():
            return _bounded(known, node)
        case model.Change():
            return _change(node, lower_expression(known, node.base), lower_expression(known, node.result))
        case model.Slope():
            return _slope(known, node)
    raise AssertionError(f"no such expression: {node.kind}")


def _metric(known: Lowering, node: model.MetricReference) -> ir.Expression:
    if known.metrics[node.name].calculation is not None:
        return ir.CalculatedValue(node.name)
    value = ir.MetricValue(reported_name(node.name, node.reported), node.over)
    if node.name in known.counted and node.over == "here" and not node.reported:
        return ir.Counted(count_name(known.payment, node.name), value)
    return value


def _arithmetic(node: model.Arithmetic, left: ir.Expression, right: ir.Expression) -> ir.Expression:
    match node.operator:
        case "plus":
            return ir.Sum((*left.terms, right)) if isinstance(left, ir.Sum) else ir.Sum((left, right))
        case "minus":
            return ir.Difference(left, right)
        case "less" | "net of deadweight":
            return ir.Product((left, ir.Difference(ONE, right)))
        case "divided by":
            return ir.Quotient(left, right)
        case _:
            return ir.Product((*left.factors, right)) if isinstance(left, ir.Product) else ir.Product((left, right))


def _bounded(known: Lowering, node: model.Bounded) -> ir.Expression:
    value = lower_expression(known, node.value)
    if node.low is not None:
        value = ir.Greatest((value, lower_expression(known, node.low)))
    if node.high is not None:
        value = ir.Least((value, lower_expression(known, node.high)))
    return value


def _change(node: model.Change, base: ir.Expression, result: ir.Expression) -> ir.Expression:
    change = ir.Difference(base, result) if node.direction == "reduction" else ir.Difference(result, base)
    return ir.Quotient(change, base) if node.relative else change


def _slope(known: Lowering, node: model.Slope) -> ir.Expression:
    bound = lower_expression(known, node.bound)
    beyond = ir.Difference(ir.Subject(), bound) if node.direction == "above" else ir.Difference(bound, ir.Subject())
    sloped = ir.Product((lower_expression(known, node.rate), beyond))
    return sloped if node.base is None else ir.Sum((lower_expression(known, node.base), sloped))


def lower_condition(known: Lowering, node: model.Condition) -> ir.Condition:
    """A condition of the IR."""
    match node:
        case model.Within():
            tested = known.for_conditions()
            return ir.Within(
                lower_expression(tested, node.subject),
                None if node.low is None else lower_expression(tested, node.low),
                node.low_closed,
                None if node.high is None else lower_expression(tested, node.high),
                node.high_closed,
            )
        case model.ThresholdMet():
            return ir.Met(node.threshold)
        case model.HasBeenPaid():
            return ir.HasBeenPaid(node.payment)
        case model.Negated():
            return ir.Not(lower_condition(known, node.condition))
        case model.AtLeastOf():
            items = tuple(lower_condition(known, item) for item in node.items)
            return ir.Every(items) if node.count == len(items) else ir.Some(node.count, items)
    raise AssertionError("no such condition")
