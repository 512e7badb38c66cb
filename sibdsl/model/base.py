"""What all models share: frozen, strict about unknown fields, exact numbers as text in JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema


def _exact(value: Any) -> Any:
    """Accept ``Fraction``, ``int`` and text such as ``"1/8"``; refuse binary floats."""
    if isinstance(value, float):
        raise ValueError("an exact number is wanted, not a binary float; write it as text")
    return Fraction(value) if isinstance(value, (str, int)) else value


Exact = Annotated[
    Fraction,
    BeforeValidator(_exact),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d+(/\d+)?$", "description": "an exact fraction"}),
]
"""An exact rational; in JSON the text ``"3/2"``. Money is in major units, 20% is ``"1/5"``."""


class Model(BaseModel):
    """Base of every model of this package."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Identifier(Model):
    """The declaration's name in somebody else's catalogue: ``IRIS`` ``PI2467``."""

    scheme: str
    value: str


class Origin(Model):
    """Where a declaration stands: file, line and column (from 1)."""

    path: str
    line: int
    column: int


class Declaration(Model):
    """What every declaration carries. ``title`` falls back to the name in words."""

    name: str
    title: str
    clause: str | None = None
    source: str | None = None
    note: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    origin: Origin | None = Field(default=None, repr=False)
