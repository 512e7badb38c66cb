"""Currencies: their code, the decimals of their minor unit, and their English name.

In: an ISO 4217 code. Out: a `Currency`, or None for a code that no country uses today.
Relies on the generated `sibdsl.values.currency_table`.
Guarantees that no locale library is loaded, and that codes are matched in capitals only.
"""

from msgspec import Struct

from sibdsl.values.currency_table import CURRENCY_TABLE


class Currency(Struct, frozen=True, gc=False):
    """A currency: `digits` is 2 where the minor unit is a hundredth, 0 where there is none."""

    code: str
    digits: int
    name: str


def find_currency(code: str) -> Currency | None:
    """Find a currency in tender by its code in capitals."""
    row = CURRENCY_TABLE.get(code)
    return None if row is None else Currency(code, *row)


def currency_codes() -> tuple[str, ...]:
    """List the codes of all currencies in tender, sorted."""
    return tuple(CURRENCY_TABLE)
