"""`EUR 750.000`: an amount whose point may part thousands, as it does in half of the countries that write contracts.

In: an amount of money as written. Out: a report with both readings.
Guarantees: only amounts that nobody can pay as they are written are reported: with three decimals, in a currency
that has fewer.
"""

from __future__ import annotations

import re

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules.types import TOO_MANY_DECIMALS
from sibdsl.semantics.meaning import Known
from sibdsl.surface.expressions import Money
from sibdsl.values.currencies import find_currency

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


def check_thousands(known: Known, node: Money) -> None:
    """Report an amount that is a thousandth of what was probably meant."""
    currency = find_currency(node.currency)
    if currency is None or currency.digits >= 3 or not _THOUSANDS.fullmatch(node.text):
        return
    written, meant = f"{node.currency} {node.text}", f"{node.currency} {node.text.replace('.', ',')}"
    known.sink.report(
        TOO_MANY_DECIMALS, node.span, found=f"`{written}`", currency=node.currency, digits=currency.digits,
        expected="a comma between groups of three digits, and a point before the decimals only",
        help=f"write `{meant}` if the point parts thousands",
        fix=Fix(f"write `{meant}`", "unsafe", (Edit(node.span, meant),)),
    )  # fmt: skip
