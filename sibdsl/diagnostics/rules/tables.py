"""Rules about tables: gaps, overlaps, rows that are never reached: SIB400 to SIB499."""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.severity import ERROR

CONSTANT_COMPARISON = rule(
    "SIB401",
    "constant-comparison",
    ERROR,
    title="a condition that always holds, or never",
    message="this {outcome} holds: the value is always {range}",
    expected="a boundary that some values reach and others do not",
    help="check the boundary, or the range of the metric",
)
