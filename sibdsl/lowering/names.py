"""The names that rules and their words go by in the IR, so that both sides of the lowering agree.

In: names of the contract. Out: names unique in the program, readable in a statement.
"""

from __future__ import annotations


def part_name(payment: str, index: int, count: int) -> str:
    """``success``, or ``success.part_2`` where a payment has several parts."""
    return payment if count == 1 else f"{payment}.part_{index + 1}"


def gate_name(payment: str, index: int) -> str:
    """The condition of a payment."""
    return f"{payment}.provided_{index + 1}"


def adjustment_name(payment: str, index: int) -> str:
    """An indexation or a minimum of a payment, at its place in the written order."""
    return f"{payment}.adjustment_{index + 1}"


def count_name(payment: str, metric: str) -> str:
    """The limit on what a payment counts of a metric."""
    return f"{payment}.counts.{metric}"


def part_cap_name(cap: str, index: int) -> str:
    """A cap on the parts that read a metric, for one of those parts."""
    return f"{cap}.part_{index + 1}"


def reported_name(metric: str, reported: str) -> str:
    """``preterm.sample``, ``preterm.p_value``."""
    return f"{metric}.{'p_value' if reported == 'p-value' else reported}" if reported else metric


def table_name(metric: str) -> str:
    """The table that calculates a metric."""
    return f"{metric}.table"
