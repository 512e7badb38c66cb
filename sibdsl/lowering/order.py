"""In what order calculated metrics and thresholds are worked out: each after those it needs.

In: the model, in which the checker found no circle. Out: the declarations in order.
"""

from __future__ import annotations

from pydantic import BaseModel

from sibdsl.model.contract import Contract
from sibdsl.model.declarations import Metric, Threshold
from sibdsl.model.expressions import MetricReference, ThresholdMet


def calculation_order(contract: Contract) -> list[Metric | Threshold]:
    """Calculated metrics and thresholds, each after those it needs, otherwise in written order."""
    calculated = [metric for metric in contract.metrics if metric.calculation is not None]
    declared: dict[str, Metric | Threshold] = {metric.name: metric for metric in calculated}
    declared |= {threshold.name: threshold for threshold in contract.thresholds}
    ordered: dict[str, Metric | Threshold] = {}
    for name in declared:
        waiting = [name]
        while waiting:
            current = waiting[-1]
            missing = [need for need in _needs(declared[current]) if need in declared and need not in ordered]
            if missing:
                waiting.extend(missing)
            else:
                ordered.setdefault(current, declared[waiting.pop()])
    return list(ordered.values())


def _needs(declared: Metric | Threshold) -> list[str]:
    waiting: list[object] = [declared.calculation if isinstance(declared, Metric) else declared.condition]
    found: list[str] = []
    while waiting:
        node = waiting.pop()
        if isinstance(node, MetricReference):
            found.append(node.name)
        elif isinstance(node, ThresholdMet):
            found.append(node.threshold)
        elif isinstance(node, BaseModel):
            waiting.extend(getattr(node, field) for field in type(node).model_fields)
        elif isinstance(node, tuple):
            waiting.extend(node)
    return found
