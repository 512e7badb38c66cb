"""The formats that sib writes, as JSON Schemas.

In: the name of a format.
Out: its schema, as plain data.
Relies on: the model and the IR knowing their own schemas; statements and findings are described here.
Guarantees: what sib writes in a format is valid under its schema, and has no key that the schema lacks.
"""

from collections.abc import Callable
from typing import Final

from sibdsl.workspace.schema_parts import (
    AMOUNT,
    COUNT,
    DATE,
    DRAFT,
    NUMBER,
    SEVERITY,
    TEXT,
    Schema,
    list_of,
    or_null,
    record,
)


def find_schema(name: str) -> Schema | None:
    """The JSON Schema of a format; None when there is no format of that name."""
    make = _SCHEMAS.get(name)
    return make() if make else None


def _contract() -> Schema:
    from sibdsl.model.contract import Contract

    return {"$schema": DRAFT, **Contract.model_json_schema(mode="serialization")}


def _ir() -> Schema:
    from sibdsl.ir.schema import json_schema

    return json_schema()


def _statement() -> Schema:
    head = {"payment": TEXT, "title": TEXT, "determination": _determination()}
    step = {
        "type": "object",
        "description": "One step of how an amount came about: a sentence, and its data by kind.",
        "required": ["kind", "text"],
        "properties": {"kind": TEXT, "text": TEXT},
    }
    line = record(
        "What one payer pays for one determination.",
        **head,
        clause=or_null(TEXT),
        payer=TEXT,
        payee=TEXT,
        amount=AMOUNT,
        currency=TEXT,
        due=DATE,
        claims=list_of(_claims_of_outcome()),
        derivation=list_of(step),
    )
    line["required"].remove("claims")
    pending = record("A determination that waits.", **head, waits_for=list_of(TEXT), text=TEXT)
    lapsed = record("A determination that does not take place.", **head, reason=TEXT, text=TEXT)
    finding = record(
        "Something about the evidence. `row` counts as a spreadsheet does, from the heading.",
        code=TEXT,
        severity=SEVERITY,
        file=or_null(TEXT),
        row=or_null(COUNT),
        column=or_null(TEXT),
        message=TEXT,
        expected=TEXT,
        help=TEXT,
    )
    total = record("What a payer owes a payee in all.", payer=TEXT, payee=TEXT, amount=AMOUNT)
    statement = record(
        "What is owed under a contract on some evidence.",
        contract=TEXT,
        title=TEXT,
        currency=TEXT,
        as_of=or_null(DATE),
        payments=list_of(line),
        pending=list_of(pending),
        lapsed=list_of(lapsed),
        findings=list_of(finding),
        totals=list_of(total),
        claims=_counts_of_claims(),
    )
    # Only contracts with rate cards have claims.
    statement["required"].remove("claims")
    return {"$schema": DRAFT, "title": "Statement", **statement}


def _claims_of_outcome() -> Schema:
    cut = record("What a limit took.", limit=TEXT, clause=or_null(TEXT), amount=AMOUNT)
    return record(
        "What the claims of one outcome and cohort came to. `share` is the payer's, where payers share by percent.",
        outcome=TEXT,
        title=TEXT,
        cohort=or_null(TEXT),
        people=NUMBER,
        claims=NUMBER,
        paid_in_full=NUMBER,
        cut=NUMBER,
        asked=AMOUNT,
        cuts=list_of(cut),
        paid=AMOUNT,
        recovered_claims=NUMBER,
        recovered=AMOUNT,
        share=or_null(TEXT),
    )


def _standing_of_outcome() -> Schema:
    return record(
        "What became of the rows of one outcome and cohort; no outcome: rows whose outcome is on no rate card.",
        outcome=or_null(TEXT),
        title=TEXT,
        cohort=or_null(TEXT),
        claims=NUMBER,
        paid_in_full=NUMBER,
        cut=NUMBER,
        recovered=NUMBER,
        rejected=NUMBER,
        pending=NUMBER,
    )


def _counts_of_claims() -> Schema:
    reason = {"code": TEXT, "reason": TEXT, "rows": NUMBER}
    return record(
        "What became of every row of the claims file; the counts add up to the rows that were read.",
        read=NUMBER,
        people=NUMBER,
        paid_in_full=NUMBER,
        cut=NUMBER,
        recovered=NUMBER,
        rejected=NUMBER,
        pending=NUMBER,
        by_outcome=list_of(_standing_of_outcome()),
        rejected_by_reason=list_of(record("Rows of claims that were rejected.", **reason)),
        pending_by_reason=list_of(record("Claims that wait.", waits_for=TEXT, claims=NUMBER)),
        rejected_rows_of_people=list_of(record("Rows of the other tables.", table=TEXT, **reason)),
        changed=NUMBER,
        no_longer_reported=NUMBER,
        settled_to={"type": "object", "additionalProperties": or_null(DATE)},
        to_take_back=list_of(record("What is left to take back.", payment=TEXT, amount=AMOUNT)),
    )


def _determination() -> Schema:
    period = record("Closed at both ends.", start=DATE, end=DATE)
    return record(
        "When and for what a payment is determined.",
        date=DATE,
        cohort=or_null(TEXT),
        period=or_null(period),
    )


def _diagnostics() -> Schema:
    place = record("Counted from 1, in characters.", row=COUNT, column=COUNT)
    places = {"location": or_null(place), "end_location": or_null(place)}
    declaration = record(
        "What a place stands in, and under which clause of the agreement.", kind=TEXT, name=TEXT, clause=or_null(TEXT)
    )
    label = record(
        "A marked stretch of a file.",
        filename=or_null(TEXT),
        **places,
        text=TEXT,
        primary={"type": "boolean"},
        declaration=or_null(declaration),
    )
    edit = record("Replace the text between two places.", content=TEXT, **places)
    fix = record(
        "A change that resolves the finding.",
        applicability={"enum": ["safe", "unsafe", "display"]},
        message=TEXT,
        edits=list_of(edit),
    )
    finding = record(
        "One finding.",
        code={"type": "string", "pattern": r"^SIB\d{3}$"},
        name=TEXT,
        severity=SEVERITY,
        message=TEXT,
        filename=or_null(TEXT),
        row=or_null(COUNT),
        **places,
        declaration=or_null(declaration),
        labels=list_of(label),
        expected=or_null(TEXT),
        help=or_null(TEXT),
        notes=list_of(TEXT),
        fix=or_null(fix),
        url=or_null(TEXT),
    )
    return {"$schema": DRAFT, "title": "Diagnostics", **list_of(finding)}


def _cash_flows() -> Schema:
    from sibdsl.workspace.capital_schemas import cash_flows_schema

    return cash_flows_schema()


def _stakes() -> Schema:
    from sibdsl.workspace.capital_schemas import stakes_schema

    return stakes_schema()


_SCHEMAS: Final[dict[str, Callable[[], Schema]]] = {
    "contract": _contract,
    "ir": _ir,
    "statement": _statement,
    "diagnostics": _diagnostics,
    "cashflows": _cash_flows,
    "stakes": _stakes,
}

SCHEMA_NAMES: Final = tuple(_SCHEMAS)
"""The formats that have a schema."""
