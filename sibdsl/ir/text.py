"""Programs as text that people read, compare line by line, and may write by hand in a test.

In: a `Program`, or its text form.
Out: the text form, or a `Program`.
Relies on: `forms` for the shape of each type, `sexpressions` for brackets, words and layout.
Guarantees: `from_text(to_text(program)) == program`; equal programs give equal text; any text that is no
program raises `InvalidProgram` with its line and column.

An exact number stands for itself where an amount is expected; `none`, `yes` and `no` are words, and a
name that could be mistaken for one of them is written in quotes.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from msgspec import inspect

from sibdsl.diagnostics.internal import InternalError
from sibdsl.ir.codec import number_text
from sibdsl.ir.expressions import Number
from sibdsl.ir.forms import BOUND_WORDS, FORMS, PROSE, Form, is_record, named_fields
from sibdsl.ir.program import Program
from sibdsl.ir.sexpressions import Group, Tree, Word, lay_out, name_word, read_tree
from sibdsl.ir.text_reader import TreeReader


def to_text(program: Program) -> str:
    """Write the program in the text form, with a newline at the end."""
    return lay_out(_record(program))


def from_text(text: str) -> Program:
    """Read a program from the text form.

    Its shape is checked, not its meaning: `invariants.check_program` does that.

    Raises:
        InvalidProgram: the text is no program; the error says where and what was expected.
    """
    program = TreeReader(text).record(read_tree(text), Program)
    if not isinstance(program, Program):
        raise InternalError(f"the text form of a program was read as {type(program).__name__}")
    return program


def _record(value: Any) -> Group:
    form = FORMS[type(value)]
    return Group((Word(form.head), *_body(value, form)))


def _body(value: Any, form: Form) -> list[Tree]:
    """What stands in the group of a record behind its head."""
    bounds = _bounds(value, form) if form.bounds else []
    trees = bounds if form.bounds == "first" else []
    trees += [_value(getattr(value, name), name) for name in form.lead]
    if form.bounds == "last":
        trees += bounds
    for field in named_fields(form.kind).values():
        held = getattr(value, field.name)
        if field.required or held != field.default:
            trees.append(_named(field, held))
    if form.rest is not None:
        trees += [_value(item, form.rest) for item in getattr(value, form.rest)]
    return trees


def _named(field: inspect.Field, value: Any) -> Group:
    """A field with its name; a record that can be nothing else gives up its head for it."""
    head = Word(field.name)
    if isinstance(value, tuple):
        return Group((head, *(_value(item, field.name) for item in value)))
    if value is not None and is_record(field.type):
        return Group((head, *_body(value, FORMS[type(value)])))
    return Group((head, _value(value, field.name)))


def _bounds(value: Any, form: Form) -> list[Tree]:
    trees: list[Tree] = []
    for word, (end, closed) in BOUND_WORDS.items():
        if getattr(value, f"{end}_closed") is not closed:
            continue
        bound = getattr(value, end)
        if bound is not None:
            trees.append(Group((Word(word), _value(bound, end))))
        elif closed is not form.open_closed:
            trees.append(Group((Word(word),)))
    return trees


def _value(value: Any, field: str) -> Tree:
    match value:
        case None:
            return Word("none")
        case bool():
            return Word("yes" if value else "no")
        case str():
            return Word(value, quoted=True) if field in PROSE else name_word(value)
        case int():
            return Word(str(value))
        case Fraction():
            return Word(number_text(value))
        case Number():
            return Word(number_text(value.value))
        case date():
            return Word(value.isoformat())
        case tuple():
            return Group(tuple(_value(item, field) for item in value))
        case _:
            return _record(value)
