"""The JSON Schemas of cash flows and stakes.

In: nothing. Out: schemas as plain data. Relies on `schema_parts`.
Guarantees: what `sib cashflows` and `sib stakes` write is valid, and has no key that the schema lacks.
"""

from typing import Final

from sibdsl.workspace.schema_parts import AMOUNT, DATE, DRAFT, NUMBER, TEXT, Schema, list_of, or_null, record

_RATE: Final[Schema] = {"type": ["number", "null"], "description": "A rate a year; the only number that is not exact."}
_EXACT: Final[Schema] = {"type": "string", "description": "An exact number: a decimal, or a fraction such as 1/3."}
_BY_NAME: Final[Schema] = {"type": "object", "additionalProperties": AMOUNT}


def cash_flows_schema() -> Schema:
    """What `sib cashflows --output-format json` writes."""
    flow = record(
        "Money that one party pays another on a day. `step` counts from 1.",
        day=DATE,
        payer=TEXT,
        payee=TEXT,
        amount=AMOUNT,
        what=TEXT,
        source=TEXT,
        instrument=or_null(TEXT),
        step=or_null(NUMBER),
        paid_from=or_null(TEXT),
        paid_into=or_null(TEXT),
        cohort=or_null(TEXT),
        asked=AMOUNT,
        words=TEXT,
    )
    instrument = record(
        "What became of an instrument.",
        instrument=TEXT,
        drawn=AMOUNT,
        repaid=AMOUNT,
        interest_paid=AMOUNT,
        return_paid=AMOUNT,
        interest_owed=_EXACT,
        principal_owed=AMOUNT,
        lost=AMOUNT,
        guaranteed=_BY_NAME,
        borne=AMOUNT,
        ended_on=or_null(DATE),
    )
    account = record(
        "The account of a waterfall on a day on which something moved.",
        waterfall=TEXT,
        day=DATE,
        received=AMOUNT,
        paid=AMOUNT,
        balance=AMOUNT,
        reserves=_BY_NAME,
    )
    returned = {"put_in": AMOUNT, "received": AMOUNT, "multiple": or_null(_EXACT), "annual_return": _RATE, "why": TEXT}
    flows = record(
        "Every flow of money under a contract, and what follows from them.",
        contract=TEXT,
        currency=TEXT,
        until=or_null(DATE),
        flows=list_of(flow),
        instruments=list_of(instrument),
        guarantees=list_of(record("A guarantee.", guarantee=TEXT, drawn=AMOUNT, reimbursed=AMOUNT)),
        accounts=list_of(account),
        parties=list_of(
            record("What a party paid and received.", party=TEXT, paid=AMOUNT, received=AMOUNT, net=AMOUNT)
        ),
        waiting=list_of(record("What waits.", day=DATE, what=TEXT, words=TEXT)),
        returns=list_of(record("What came back of an instrument.", instrument=TEXT, **returned)),
        assumed=list_of(TEXT),
    )
    return {"$schema": DRAFT, "title": "Cash flows", **flows}


def stakes_schema() -> Schema:
    """What `sib stakes --output-format json` writes."""
    party = record("What a party pays and receives.", party=TEXT, pays=AMOUNT, receives=AMOUNT, net=AMOUNT)
    instrument = record(
        "What comes back of an instrument; `borne` is the loss that no guarantor bears.",
        instrument=TEXT,
        put_in=AMOUNT,
        received=AMOUNT,
        lost=AMOUNT,
        guaranteed=_BY_NAME,
        borne=AMOUNT,
        multiple=or_null(_EXACT),
        annual_return=_RATE,
        why=TEXT,
    )
    row = record(
        "One level of one quantity; no quantity: all of them, or an early end.",
        quantity=or_null(TEXT),
        level=or_null(_EXACT),
        mark={"enum": ["", "none", "best", "all best", "early end"]},
        words=TEXT,
        parties=list_of(party),
        instruments=list_of(instrument),
    )
    breakeven = record(
        "The lowest level at which an instrument comes back whole.",
        instrument=TEXT,
        quantity=TEXT,
        level=or_null(_EXACT),
        words=TEXT,
    )
    stakes = record(
        "What is at stake for each party, level by level.",
        contract=TEXT,
        currency=TEXT,
        rows=list_of(row),
        breakevens=list_of(breakeven),
        assumed=list_of(TEXT),
    )
    return {"$schema": DRAFT, "title": "Stakes", **stakes}
