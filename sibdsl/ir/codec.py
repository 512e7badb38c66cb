"""Programs as JSON, for storage, for other tools and for other languages.

In: a `Program`, or JSON text.
Out: JSON text, a `Program`, or the JSON Schema of the text.
Relies on: msgspec and the types of `expressions`, `program` and `runtime.plan`; their fields are the format.
Guarantees: `from_json(to_json(program)) == program`; equal programs give equal text; exact numbers are
strings ("1/8", "-3"), dates are ISO texts, and nothing passes through a binary float; any text that is
no program raises `InvalidProgram`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TypeVar

import msgspec

from sibdsl.diagnostics.internal import InternalError
from sibdsl.ir.invalid import InvalidProgram
from sibdsl.ir.program import IR_VERSION, Program
from sibdsl.ir.schema import NUMBER, json_schema

__all__ = ["from_json", "json_schema", "number_of", "number_text", "to_json"]

_NUMBER_PATTERN = re.compile(NUMBER)

Kind = TypeVar("Kind")


class _Version(msgspec.Struct):
    """The one field that is read before the rest, whose meaning depends on it."""

    version: int


def to_json(program: Program) -> str:
    """Write the program as JSON: fields in declared order, two-space indent, a newline at the end."""
    text = msgspec.json.format(msgspec.json.encode(program, enc_hook=_encode), indent=2)
    return text.decode() + "\n"


def from_json(text: str) -> Program:
    """Read a program from the JSON that `to_json` writes.

    Its shape is checked, not its meaning: `invariants.check_program` does that.

    Raises:
        InvalidProgram: the text is no JSON, of another version, or of another shape.
    """
    try:
        return _program_of(text)
    except RecursionError:
        raise InvalidProgram("the JSON is nested too deeply to be a program") from None


def number_text(value: Fraction) -> str:
    """Write an exact number as the JSON and text forms do: "3", "-1/8"."""
    return str(value)


def number_of(text: str) -> Fraction:
    """Read an exact number as `number_text` writes it.

    Raises:
        ValueError: the text is no such number.
    """
    if not _NUMBER_PATTERN.fullmatch(text):
        raise ValueError(f'expected an exact number such as "3" or "-1/8", found {text[:40]!r}')
    try:
        return Fraction(text)
    except ValueError:
        # Python refuses to read thousands of digits at once; no contract has such a number.
        raise ValueError(f"expected an exact number, found one of {len(text)} digits") from None


def _encode(value: object) -> str:
    if isinstance(value, Fraction):
        return number_text(value)
    raise InternalError(f"a program holds a {type(value).__name__}, which has no JSON form")


def _decode_fraction(kind: type, value: object) -> Fraction:
    if kind is Fraction and isinstance(value, str):
        return number_of(value)
    raise ValueError(f'expected an exact number in quotes, such as "1/8", found {value!r:.40}')


def _program_of(text: str) -> Program:
    try:
        # Half of a surrogate pair has no UTF-8 form, so it is found here rather than by the decoder.
        data = text.encode()
    except UnicodeEncodeError as fault:
        raise InvalidProgram("the text holds half of a character", *_place(text, fault.start)) from None
    _check_version(_decode(data, text, _Version).version)
    program = _decode(data, text, Program)
    _check_fields(msgspec.json.decode(data), msgspec.to_builtins(program, enc_hook=_encode), "$")
    return program


def _check_version(version: int) -> None:
    if version != IR_VERSION:
        raise InvalidProgram(
            f"the program has version {version}, and this sib reads version {IR_VERSION}; "
            "compile the contract again with this sib"
        )


def _check_fields(found: object, expected: object, place: str) -> None:
    """Refuse fields that no program has: the decoder leaves them out without a word."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for name, value in found.items():
            if name not in expected:
                raise InvalidProgram(f"the JSON is no program: `{place}` has no field `{name}`")
            _check_fields(value, expected[name], f"{place}.{name}")
    elif isinstance(found, list) and isinstance(expected, list | tuple):
        for index, value in enumerate(found):
            _check_fields(value, expected[index], f"{place}[{index}]")


def _decode(data: bytes, text: str, kind: type[Kind]) -> Kind:
    try:
        return msgspec.json.decode(data, type=kind, dec_hook=_decode_fraction)
    except msgspec.ValidationError as fault:
        raise InvalidProgram(f"the JSON is no program: {fault}") from None
    except msgspec.DecodeError as fault:
        raise InvalidProgram(f"the text is no JSON: {fault}", *_fault_place(data, text, str(fault))) from None


def _fault_place(data: bytes, text: str, message: str) -> tuple[int, int]:
    found = re.search(r"\(byte (\d+)\)", message)
    if found is None:
        return _place(text, len(text))
    return _place(text, len(data[: int(found[1])].decode(errors="ignore")))


def _place(text: str, offset: int) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1
