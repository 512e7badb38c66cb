"""The JSON Schema of a program's JSON form, for readers in other languages.

In: the types of `expressions`, `program` and `runtime.plan`.
Out: a JSON Schema (2020-12) with one definition for each type, in the order in which they are met.
Relies on: msgspec's description of those types; msgspec's own schema cannot show exact numbers as defaults.
Guarantees: what `codec.to_json` writes is valid; a field that no program has is not.
"""

from __future__ import annotations

from typing import Any

from msgspec import inspect

from sibdsl.diagnostics.internal import InternalError
from sibdsl.ir.program import IR_VERSION, Program

_Schema = dict[str, Any]
_Record = inspect.StructType | inspect.DataclassType

# What matches an exact number: `codec` reads by the same pattern.
NUMBER = r"-?[0-9]+(/[1-9][0-9]*)?"


def json_schema() -> _Schema:
    """Give the JSON Schema of the text that `codec.to_json` writes."""
    definitions: dict[str, _Schema] = {}
    root = _schema_of(inspect.type_info(Program), definitions)
    definitions["Program"]["properties"]["version"] = {"const": IR_VERSION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sib payment IR",
        **root,
        "$defs": definitions,
    }


def _schema_of(kind: inspect.Type, definitions: dict[str, _Schema]) -> _Schema:
    match kind:
        case inspect.StructType() | inspect.DataclassType():
            return _reference(kind, definitions)
        case inspect.UnionType():
            return {"anyOf": [_schema_of(option, definitions) for option in kind.types]}
        case inspect.VarTupleType():
            return {"type": "array", "items": _schema_of(kind.item_type, definitions)}
        case inspect.TupleType():
            items = [_schema_of(item, definitions) for item in kind.item_types]
            return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
        case _:
            return _schema_of_value(kind)


def _schema_of_value(kind: inspect.Type) -> _Schema:
    match kind:
        case inspect.CustomType():
            return {"type": "string", "pattern": f"^{NUMBER}$"}
        case inspect.DateType():
            return {"type": "string", "format": "date"}
        case inspect.StrType():
            return {"type": "string"}
        case inspect.IntType():
            return {"type": "integer"}
        case inspect.BoolType():
            return {"type": "boolean"}
        case inspect.NoneType():
            return {"type": "null"}
        case _:
            raise InternalError(f"the IR has fields of {kind}, for which there is no JSON Schema")


def _reference(kind: _Record, definitions: dict[str, _Schema]) -> _Schema:
    name = kind.cls.__name__
    if name not in definitions:
        # Entered before its fields are, because expressions contain expressions.
        definition: _Schema = {}
        definitions[name] = definition
        definition.update(_definition(kind, definitions))
    return {"$ref": f"#/$defs/{name}"}


def _definition(kind: _Record, definitions: dict[str, _Schema]) -> _Schema:
    properties: _Schema = {}
    required: list[str] = []
    if isinstance(kind, inspect.StructType) and kind.tag_field is not None:
        properties[kind.tag_field] = {"const": kind.tag}
        required.append(kind.tag_field)
    for field in kind.fields:
        properties[field.encode_name] = _schema_of(field.type, definitions)
        if field.required:
            required.append(field.encode_name)
    return {
        "type": "object",
        "description": " ".join((kind.cls.__doc__ or "").split()),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
