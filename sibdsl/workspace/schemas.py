"""The formats that sib writes, as JSON Schemas.

In: the name of a format.
Out: its schema, as plain data.
Relies on: the model and the IR knowing their own schemas; statements and findings are described here.
Guarantees: what sib writes in a format is valid under its schema, and has no key that the schema lacks.
"""

from collections.abc import Callable
from typing import Any, Final

Schema = dict[str, Any]

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Final[Schema] = {"type": "string"}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 1}
_NUMBER: Final[Schema] = {"type": "integer", "minimum": 0}
_DATE: Final[Schema] = {"type": "string", "format": "date"}
_AMOUNT: Final[Schema] = {
    "type": "string",
    "pattern": r"^-?\d+(\.\d+)?$",
    "description": "An exact decimal, with the decimals of the currency.",
}
_SEVERITY: Final[Schema] = {"enum": ["error", "warning", "note"]}


def find_schema(name: str) -> Schema | None:
    """The JSON Schema of a format; None when there is no format of that name."""
    make = _SCHEMAS.get(name)
    return make() if make else None


def _contract() -> Schema:
    from sibdsl.model.contract import Contract

    return {"$schema": _DRAFT, **Contract.model_json_schema(mode="serialization")}


def _ir() -> Schema:
    from sibdsl.ir.schema import json_schema

    return json_schema()


def _statement() -> Schema:
    head = {"payment": _TEXT, "title": _TEXT, "determination": _determination()}
    step = {
        "type": "object",
        "description": "One step of how an amount came about: a sentence, and its data by kind.",
        "required": ["kind", "text"],
        "properties": {"kind": _TEXT, "text": _TEXT},
    }
    line = _record(
        "What one payer pays for one determination.",
        **head,
        clause=_or_null(_TEXT),
        payer=_TEXT,
        payee=_TEXT,
        amount=_AMOUNT,
        currency=_TEXT,
        due=_DATE,
        claims=_list(_claims_of_outcome()),
        derivation=_list(step),
    )
    line["required"].remove("claims")
    pending = _record("A determination that waits.", **head, waits_for=_list(_TEXT), text=_TEXT)
    lapsed = _record("A determination that does not take place.", **head, reason=_TEXT, text=_TEXT)
    finding = _record(
        "Something about the evidence. `row` counts as a spreadsheet does, from the heading.",
        code=_TEXT,
        severity=_SEVERITY,
        file=_or_null(_TEXT),
        row=_or_null(_COUNT),
        column=_or_null(_TEXT),
        message=_TEXT,
        expected=_TEXT,
        help=_TEXT,
    )
    total = _record("What a payer owes a payee in all.", payer=_TEXT, payee=_TEXT, amount=_AMOUNT)
    statement = _record(
        "What is owed under a contract on some evidence.",
        contract=_TEXT,
        title=_TEXT,
        currency=_TEXT,
        as_of=_or_null(_DATE),
        payments=_list(line),
        pending=_list(pending),
        lapsed=_list(lapsed),
        findings=_list(finding),
        totals=_list(total),
        claims=_counts_of_claims(),
    )
    # Only contracts with rate cards have claims.
    statement["required"].remove("claims")
    return {"$schema": _DRAFT, "title": "Statement", **statement}


def _claims_of_outcome() -> Schema:
    cut = _record("What a limit took.", limit=_TEXT, clause=_or_null(_TEXT), amount=_AMOUNT)
    return _record(
        "What the claims of one outcome and cohort came to. `share` is the payer's, where payers share by percent.",
        outcome=_TEXT,
        title=_TEXT,
        cohort=_or_null(_TEXT),
        people=_NUMBER,
        claims=_NUMBER,
        paid_in_full=_NUMBER,
        cut=_NUMBER,
        asked=_AMOUNT,
        cuts=_list(cut),
        paid=_AMOUNT,
        recovered_claims=_NUMBER,
        recovered=_AMOUNT,
        share=_or_null(_TEXT),
    )


def _standing_of_outcome() -> Schema:
    return _record(
        "What became of the rows of one outcome and cohort; no outcome: rows whose outcome is on no rate card.",
        outcome=_or_null(_TEXT),
        title=_TEXT,
        cohort=_or_null(_TEXT),
        claims=_NUMBER,
        paid_in_full=_NUMBER,
        cut=_NUMBER,
        recovered=_NUMBER,
        rejected=_NUMBER,
        pending=_NUMBER,
    )


def _counts_of_claims() -> Schema:
    reason = {"code": _TEXT, "reason": _TEXT, "rows": _NUMBER}
    return _record(
        "What became of every row of the claims file; the counts add up to the rows that were read.",
        read=_NUMBER,
        people=_NUMBER,
        paid_in_full=_NUMBER,
        cut=_NUMBER,
        recovered=_NUMBER,
        rejected=_NUMBER,
        pending=_NUMBER,
        by_outcome=_list(_standing_of_outcome()),
        rejected_by_reason=_list(_record("Rows of claims that were rejected.", **reason)),
        pending_by_reason=_list(_record("Claims that wait.", waits_for=_TEXT, claims=_NUMBER)),
        rejected_rows_of_people=_list(_record("Rows of the other tables.", table=_TEXT, **reason)),
        changed=_NUMBER,
        no_longer_reported=_NUMBER,
        settled_to={"type": "object", "additionalProperties": _or_null(_DATE)},
        to_take_back=_list(_record("What is left to take back.", payment=_TEXT, amount=_AMOUNT)),
    )


def _determination() -> Schema:
    period = _record("Closed at both ends.", start=_DATE, end=_DATE)
    return _record(
        "When and for what a payment is determined.",
        date=_DATE,
        cohort=_or_null(_TEXT),
        period=_or_null(period),
    )


def _diagnostics() -> Schema:
    place = _record("Counted from 1, in characters.", row=_COUNT, column=_COUNT)
    places = {"location": _or_null(place), "end_location": _or_null(place)}
    label = _record(
        "A marked stretch of a file.",
        filename=_or_null(_TEXT),
        **places,
        text=_TEXT,
        primary={"type": "boolean"},
    )
    edit = _record("Replace the text between two places.", content=_TEXT, **places)
    fix = _record(
        "A change that resolves the finding.",
        applicability={"enum": ["safe", "unsafe", "display"]},
        message=_TEXT,
        edits=_list(edit),
    )
    finding = _record(
        "One finding.",
        code={"type": "string", "pattern": r"^SIB\d{3}$"},
        name=_TEXT,
        severity=_SEVERITY,
        message=_TEXT,
        filename=_or_null(_TEXT),
        row=_or_null(_COUNT),
        **places,
        labels=_list(label),
        expected=_or_null(_TEXT),
        help=_or_null(_TEXT),
        notes=_list(_TEXT),
        fix=_or_null(fix),
        url=_or_null(_TEXT),
    )
    return {"$schema": _DRAFT, "title": "Diagnostics", **_list(finding)}


def _record(description: str, **fields: Schema) -> Schema:
    return {
        "type": "object",
        "description": description,
        "required": list(fields),
        "additionalProperties": False,
        "properties": fields,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_SCHEMAS: Final[dict[str, Callable[[], Schema]]] = {
    "contract": _contract,
    "ir": _ir,
    "statement": _statement,
    "diagnostics": _diagnostics,
}

SCHEMA_NAMES: Final = tuple(_SCHEMAS)
"""The formats that have a schema."""
