"""What a payment's part or a metric's calculation is, as a noun phrase.

In: a value of the checked contract: an expression or a table. Out: ``an amount that depends on “X”``.
Relies on ``expressions``.
Guarantees: a table is announced by what it reads; its rows follow in ``tables``.
"""

from __future__ import annotations

from sibdsl.generators.documents.english.expressions import amount_of, limb_of
from sibdsl.generators.documents.english.names import Names
from sibdsl.model.expressions import (
    Arithmetic,
    Bounded,
    Change,
    Constant,
    Elapsed,
    Extreme,
    FactReference,
    MetricReference,
    Negative,
    PaidSoFar,
    ParameterReference,
    Slope,
)
from sibdsl.model.tables import (
    BracketTable,
    ConditionTable,
    DateTable,
    InterpolatedTable,
    ShareTable,
    StepTable,
    Value,
)

TABLES = (StepTable, InterpolatedTable, BracketTable, DateTable, ConditionTable, ShareTable)
"""Every kind of table; any other value is an expression."""


def what_of(value: Value, names: Names, thing: str = "an amount") -> str:
    """Say what a value is; ``thing`` is ``an amount`` or ``a value``."""
    match value:
        case StepTable() | InterpolatedTable():
            return f"{thing} that depends on {amount_of(value.subject, names)}"
        case BracketTable():
            return f"{thing} for {amount_of(value.subject, names)}, priced in bands"
        case DateTable():
            return f"{thing} fixed for each determination date"
        case ConditionTable():
            return f"{thing} that depends on which conditions hold"
        case ShareTable():
            return f"a share of {limb_of(value.base, names)}"
        case Constant():
            return amount_of(value, names)
        case (
            Arithmetic()
            | Bounded()
            | Change()
            | Elapsed()
            | Extreme()
            | FactReference()
            | MetricReference()
            | Negative()
            | PaidSoFar()
            | ParameterReference()
            | Slope()
        ):
            return amount_of(value, names)
