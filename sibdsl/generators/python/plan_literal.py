"""A plan as a Python expression.

In: a `Plan`.
Out: lines of Python that build an equal one.
Relies on: plans being made of dataclasses, tuples, texts, exact numbers and dates.
Guarantees: fields that have their defaults are left out; what fits on a line stands on one.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from fractions import Fraction

from sibdsl.diagnostics.internal import InternalError
from sibdsl.generators.python.constants import date_call, fraction_call, whole
from sibdsl.generators.python.prose import literal
from sibdsl.generators.writer import Writer

_WIDTH = 100


def write_value(writer: Writer, value: object, before: str = "", after: str = "") -> None:
    """Write a value, on one line or on several, between what stands before and after it."""
    flat = _flat(value)
    if len(before) + len(flat) + len(after) <= _WIDTH or not _parts(value):
        writer.line(f"{before}{flat}{after}")
        return
    opening, closing = ("(", ")") if isinstance(value, tuple) else (f"{type(value).__name__}(", ")")
    with writer.block(f"{before}{opening}", f"{closing}{after}"):
        for name, part in _parts(value):
            write_value(writer, part, f"{name}=" if name else "", ",")


def _parts(value: object) -> list[tuple[str, object]]:
    """What a value is made of, each with the name of its field."""
    if isinstance(value, tuple):
        return [("", item) for item in value]
    if is_dataclass(value):
        return [
            (field.name, getattr(value, field.name))
            for field in fields(value)
            if field.default is MISSING or getattr(value, field.name) != field.default
        ]
    return []


def _flat(value: object) -> str:
    match value:
        case None | bool():
            return repr(value)
        case str():
            return literal(value)
        case int():
            return whole(value)
        case Fraction():
            return fraction_call(value)
        case date():
            return date_call(value)
        case tuple():
            items = [_flat(item) for item in value]
            return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"
    if is_dataclass(value):
        parts = ", ".join(f"{name}={_flat(part)}" for name, part in _parts(value))
        return f"{type(value).__name__}({parts})"
    raise InternalError(f"a plan holds a {type(value).__name__}, which has no form in Python")
