"""The compiled kernel: claims settled over columns of integers, on one machine.

In: a plan with its cards, and tables of evidence that `sibdsl.evidence.claims_tables` has loaded.
Out: what every engine gives. Relies on `kernel`, and on the script for DuckDB where something is closed already.
Guarantees: the same as `sibdsl.runtime.claims_settlement`; a number that is too large is an error, never a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from sibdsl.engines.kernel.intake import Means
from sibdsl.engines.kernel.settle import KernelSettlement, settle_with_kernel
from sibdsl.runtime.claims_ledger import NO_LEDGER, Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.plan import Plan

if TYPE_CHECKING:
    import duckdb

    from sibdsl.engines.settling import ScriptSettlement


def settle_on_kernel(
    plan: Plan,
    claims: ClaimsPlan,
    connection: duckdb.DuckDBPyConnection,
    as_of: date | None = None,
    termination: date | None = None,
    ledger: Ledger = NO_LEDGER,
    progress: Callable[[str], None] | None = None,
) -> KernelSettlement | ScriptSettlement:
    """Settle the claims of a connection that has the tables of ``claims_tables``; its tables may be views.

    A ledger names single claims, so with one the script settles, which joins them to the evidence set by set.

    Raises:
        TooLargeError: numbers are too large for 64 bits.
        ValueError: the ledger was written for a contract with other limits.
        duckdb.Error: a file cannot be read.
    """
    if ledger.lines or ledger.closed_to:
        from sibdsl.engines.on_duckdb import settle_on_duckdb

        return settle_on_duckdb(plan, claims, connection, as_of, termination, ledger, progress)
    means = Means()
    if progress is not None:
        tell = progress
        means = Means(progress=lambda read, rows: tell(f"{read:,} of {rows:,} claims read"))
    return settle_with_kernel(plan, claims, connection, as_of, termination, means)
