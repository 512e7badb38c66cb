"""What JSON Schemas are made of here: records without other keys, lists, amounts, dates.

In: pieces. Out: schemas as plain data. Relies on nothing.
Guarantees: a record has every one of its keys and no other.
"""

from typing import Any, Final

Schema = dict[str, Any]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

TEXT: Final[Schema] = {"type": "string"}
COUNT: Final[Schema] = {"type": "integer", "minimum": 1}
NUMBER: Final[Schema] = {"type": "integer", "minimum": 0}
DATE: Final[Schema] = {"type": "string", "format": "date"}
AMOUNT: Final[Schema] = {
    "type": "string",
    "pattern": r"^-?\d+(\.\d+)?$",
    "description": "An exact decimal, with the decimals of the currency.",
}
SEVERITY: Final[Schema] = {"enum": ["error", "warning", "note"]}


def record(description: str, **fields: Schema) -> Schema:
    """A record with these fields, all of them required."""
    return {
        "type": "object",
        "description": description,
        "required": list(fields),
        "additionalProperties": False,
        "properties": fields,
    }


def list_of(items: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": items}


def or_null(schema: Schema) -> Schema:
    """Something, or nothing."""
    return {"anyOf": [schema, {"type": "null"}]}
