"""Building a program from the bracketed tree of its text form.

In: the tree, the text that it was read from, and the type that is expected.
Out: the value of that type.
Relies on: `forms`; recurses five frames a group, which `sexpressions.MOST_NESTED` keeps within bounds.
Guarantees: anything that is not the text form of the type raises `InvalidProgram` at its place, saying
what was found and what was expected.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NoReturn

from msgspec import NODEFAULT, inspect

from sibdsl.ir.codec import number_of
from sibdsl.ir.expressions import Number
from sibdsl.ir.forms import (
    BOUND_WORDS,
    FORMS,
    RECORDS,
    Form,
    fields_of,
    is_record,
    named_fields,
    options_of,
)
from sibdsl.ir.invalid import InvalidProgram
from sibdsl.ir.sexpressions import Group, Tree, Word, error_at


class TreeReader:
    """Reads values of known types from trees; holds the text to say where a fault is."""

    def __init__(self, text: str) -> None:
        self._text = text

    def record(self, tree: Tree, kind: type) -> Any:
        """Read `(head ...)` as a value of the type.

        Raises:
            InvalidProgram: the tree is anything else.
        """
        form = FORMS[kind]
        if not isinstance(tree, Group) or _head(tree) != form.head:
            raise self._error(tree, f"`({form.head} ...)`")
        return self._body(tree, form)

    def _body(self, group: Group, form: Form) -> Any:
        """Read what stands behind the head of the group."""
        values: dict[str, Any] = {}
        others: list[Tree] = []
        named = named_fields(form.kind)
        for item in group.items[1:]:
            head = _head(item)
            if form.bounds and head in BOUND_WORDS:
                self._bound(item, form, values)
            # A lead field may hold an expression whose head is also the name of a field.
            elif head in named and len(others) >= len(form.lead):
                self._put(values, head, self._named(item, named[head]), item)
            else:
                others.append(item)
        self._place_others(group, others, form, values)
        return self._build(group, form, values)

    def _place_others(self, group: Group, others: list[Tree], form: Form, values: dict[str, Any]) -> None:
        if len(others) < len(form.lead):
            missing = form.lead[len(others)]
            raise self._error(group, f"a {missing} in `({form.head} ...)`")
        fields = fields_of(form.kind)
        for name, item in zip(form.lead, others, strict=False):
            values[name] = self._value(item, fields[name].type)
        rest = others[len(form.lead) :]
        if form.rest is not None:
            values[form.rest] = self._items(rest, fields[form.rest].type)
        elif rest:
            known = ", ".join(f"`({name} ...)`" for name in named_fields(form.kind)) or "nothing"
            raise self._error(rest[0], f"{known} in `({form.head} ...)`")

    def _build(self, group: Group, form: Form, values: dict[str, Any]) -> Any:
        for name, field in fields_of(form.kind).items():
            if name in values:
                continue
            if form.bounds and name.endswith("_closed"):
                values[name] = form.open_closed
            elif form.bounds and name in ("low", "high"):
                values[name] = None
            elif field.default is NODEFAULT:
                raise self._error(group, f"`({name} ...)` in `({form.head} ...)`")
        return form.kind(**values)

    def _named(self, item: Tree, field: inspect.Field) -> Any:
        trees = item.items[1:] if isinstance(item, Group) else ()
        none = len(trees) == 1 and _is_none(trees[0])
        tuples = [kind for kind in options_of(field.type) if isinstance(kind, inspect.VarTupleType)]
        if tuples and not none:
            return self._items(list(trees), tuples[0])
        if is_record(field.type) and not none and isinstance(item, Group):
            return self._body(item, FORMS[_records(field.type)[0]])
        if isinstance(field.type, inspect.TupleType):
            return self._pair(item, trees, field.type)
        if len(trees) != 1:
            raise self._error(item, f"one value in `({field.name} ...)`")
        return self._value(trees[0], field.type)

    def _bound(self, item: Tree, form: Form, values: dict[str, Any]) -> None:
        end, closed = BOUND_WORDS[_head(item)]
        trees = item.items[1:] if isinstance(item, Group) else ()
        if len(trees) > 1:
            raise self._error(item, "one bound at most")
        bound = self._value(trees[0], fields_of(form.kind)[end].type) if trees else None
        self._put(values, end, bound, item)
        values[f"{end}_closed"] = closed

    def _put(self, values: dict[str, Any], name: str, value: Any, item: Tree) -> None:
        if name in values:
            raise self._error(item, f"`{name}` once")
        values[name] = value

    def _items(self, trees: list[Tree], kind: inspect.Type) -> tuple[Any, ...]:
        if not isinstance(kind, inspect.VarTupleType):
            raise TypeError(f"{kind} has no items")
        return tuple(self._value(tree, kind.item_type) for tree in trees)

    def _value(self, tree: Tree, kind: inspect.Type) -> Any:
        if isinstance(tree, Word):
            return self._word(tree, kind)
        records = _records(kind)
        for option in records:
            if FORMS[option].head == _head(tree):
                return self._body(tree, FORMS[option])
        if isinstance(kind, inspect.TupleType):
            return self._pair(tree, tree.items, kind)
        if isinstance(kind, inspect.VarTupleType):
            return self._items(list(tree.items), kind)
        raise self._error(tree, _expected(kind))

    def _pair(self, found: Tree, trees: tuple[Tree, ...], kind: inspect.TupleType) -> tuple[Any, ...]:
        if len(trees) != len(kind.item_types):
            raise self._error(found, f"{len(kind.item_types)} values in brackets")
        return tuple(map(self._value, trees, kind.item_types))

    def _word(self, word: Word, kind: inspect.Type) -> Any:
        for option in options_of(kind):
            try:
                return _read_word(word, option)
            except ValueError:
                continue
        raise self._error(word, _expected(kind))

    def _error(self, found: Tree, expected: str) -> InvalidProgram:
        shown = f"`{found.text[:40]}`" if isinstance(found, Word) else f"`({_head(found)} ...)`"
        return error_at(self._text, max(found.offset, 0), f"expected {expected}, found {shown}")


def _read_word(word: Word, kind: inspect.Type) -> Any:
    """Read one word as a type; a ValueError says that it is no such word."""
    if isinstance(kind, inspect.StrType):
        if word.quoted or word.text not in ("none", "yes", "no"):
            return word.text
    elif not word.quoted:
        match kind:
            case inspect.NoneType() if word.text == "none":
                return None
            case inspect.BoolType() if word.text in ("yes", "no"):
                return word.text == "yes"
            case inspect.IntType():
                return _read_whole(word)
            case inspect.CustomType():
                return number_of(word.text)
            case inspect.DateType():
                return date.fromisoformat(word.text)
            case inspect.StructType() if kind.cls is Number:
                return Number(number_of(word.text))
    return _refuse(word)


def _read_whole(word: Word) -> int:
    number = number_of(word.text)
    return number.numerator if number.denominator == 1 else _refuse(word)


def _refuse(word: Word) -> NoReturn:
    raise ValueError(word.text)


def _records(kind: inspect.Type) -> list[type]:
    return [option.cls for option in options_of(kind) if isinstance(option, RECORDS)]


def _is_none(tree: Tree) -> bool:
    return isinstance(tree, Word) and not tree.quoted and tree.text == "none"


def _head(tree: Tree) -> str:
    """The first word of a group; an empty text for anything else."""
    if isinstance(tree, Group) and tree.items and isinstance(tree.items[0], Word) and not tree.items[0].quoted:
        return tree.items[0].text
    return ""


def _expected(kind: inspect.Type) -> str:
    """What may stand in a place, in words."""
    names = {
        inspect.StrType: "a name or a string",
        inspect.NoneType: "`none`",
        inspect.BoolType: "`yes` or `no`",
        inspect.IntType: "a whole number",
        inspect.CustomType: "an exact number such as 3 or -1/8",
        inspect.DateType: "a date such as 2016-09-30",
        inspect.TupleType: "a pair in brackets",
        inspect.VarTupleType: "values in brackets",
    }
    options = [names[type(option)] for option in options_of(kind) if type(option) in names]
    heads = [f"`({FORMS[record].head} ...)`" for record in _records(kind) if record is not Number]
    if Number in _records(kind):
        options.append(names[inspect.CustomType])
    return " or ".join((*options, *heads))
