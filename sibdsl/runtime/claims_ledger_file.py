"""A ledger as a CSV file: closed determinations, and every claim on which they decided.

In: a ledger, or the path of one. Out: the file, or the ledger that is in it.
Relies on nothing but the columns below. Guarantees: what was written is read back the same; the file is there whole or
not at all, also where writing is interrupted; nothing is guessed of a file that does not fit.

Amounts are as people write them, in the currency's major unit; quantities are in base measure; several cuts and counted
quantities stand in one cell, with `;` between them. A row of status `closed` is a determination, not a claim.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

from sibdsl.runtime.claims import ClaimLine
from sibdsl.runtime.claims_ledger import TAKEN, Ledger
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.exact import decimal_text
from sibdsl.runtime.plan import Plan

LEDGER_COLUMNS = (
    "status",
    "payment",
    "determination",
    "claim",
    "person",
    "outcome",
    "cohort",
    "reached_on",
    "quantity",
    "asked",
    "cuts",
    "counted",
    "paid",
    "recovered_on",
    "reason",
)

_CLOSED = "closed"
_EXPECTED = "the row cannot be understood; expected the file as it was written, with every digit and day in place"


class LedgerProblemError(Exception):
    """A ledger cannot be used. The text says what was found, where, and what was expected; it repeats no cell."""


def write_ledger(path: str | os.PathLike[str], plan: Plan, ledger: Ledger) -> None:
    """Write a ledger, in place of the one that is there.

    Raises:
        OSError: the file cannot be written; the one that was there is as it was.
    """
    write_ledger_lines(path, plan, ledger.closed_to, ledger.lines)


def write_ledger_lines(
    path: str | os.PathLike[str], plan: Plan, closed_to: Mapping[str, date], lines: Iterable[ClaimLine]
) -> None:
    """Write a ledger line by line, so that it need not be in memory. The lines are in their order already.

    Raises:
        OSError: the file cannot be written; the one that was there is as it was.
    """
    target = Path(path)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(LEDGER_COLUMNS)
            for payment, day in closed_to.items():
                writer.writerow((_CLOSED, payment, day.isoformat(), *[""] * (len(LEDGER_COLUMNS) - 3)))
            writer.writerows(_ledger_cells(plan, line) for line in lines)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def read_ledger(path: str | os.PathLike[str], plan: Plan, claims: ClaimsPlan) -> Ledger:
    """Read a ledger.

    Raises:
        LedgerProblemError: the file cannot be read, is no ledger, or belongs to another contract.
    """
    name = Path(path).name
    closed_to: dict[str, date] = {}
    lines: list[ClaimLine] = []
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            if tuple(next(rows, ())) != LEDGER_COLUMNS:
                raise LedgerProblemError(f"{name} is no ledger: expected the columns {', '.join(LEDGER_COLUMNS)}")
            for row in rows:
                try:
                    cells = dict(zip(LEDGER_COLUMNS, row, strict=True))
                    if cells["status"] == _CLOSED:
                        closed_to[cells["payment"]] = date.fromisoformat(cells["determination"])
                    else:
                        lines.append(_line(cells, plan.digits))
                except ValueError:
                    raise LedgerProblemError(f"{name}, row {rows.line_num}: {_EXPECTED}") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "it is not a CSV file in UTF-8"
        raise LedgerProblemError(f"the ledger {name} cannot be read: {reason}") from None
    _check_contract(name, plan, claims, closed_to, lines)
    return Ledger(closed_to, tuple(lines))


def _check_contract(
    name: str, plan: Plan, claims: ClaimsPlan, closed_to: Mapping[str, date], lines: Iterable[ClaimLine]
) -> None:
    """Refuse the ledger of a contract that has other payments, outcomes or limits."""
    payments = {payment.name for payment in plan.payments}
    outcomes = {outcome.name for outcome in claims.outcomes}
    limits = len(claims.limits)
    quantities = sum(limit.measure == "quantity" for limit in claims.limits)
    problem = ""
    for line in lines:
        if line.payment not in closed_to or line.outcome not in outcomes:
            problem = "an outcome or a payment that this contract does not pay for"
        elif line.status in TAKEN and (len(line.cuts), len(line.counted)) != (limits, quantities):
            problem = "other limits than this contract"
    if not closed_to.keys() <= payments:
        problem = "a payment that this contract does not have"
    if problem:
        raise LedgerProblemError(f"the ledger {name} has {problem}: expected the ledger of this contract")


def _ledger_cells(plan: Plan, line: ClaimLine) -> tuple[str, ...]:
    scale, digits = 10**plan.digits, plan.digits
    asked, paid, *cuts = [decimal_text(Fraction(minor, scale), digits) for minor in (line.asked, line.paid, *line.cuts)]
    return (
        line.status,
        line.payment,
        line.determination.isoformat() if line.determination else "",
        line.claim,
        line.person,
        line.outcome,
        line.cohort or "",
        line.reached_on.isoformat(),
        str(line.quantity),
        asked,
        ";".join(cuts),
        ";".join(str(quantity) for quantity in line.counted),
        paid,
        line.recovered_on.isoformat() if line.recovered_on else "",
        line.reason,
    )


def _line(cells: Mapping[str, str], digits: int) -> ClaimLine:
    """Read a claim.

    Raises:
        ValueError: a cell is not as it was written.
    """
    if cells["status"] not in (*TAKEN, "rejected") or not (cells["claim"] and cells["person"]):
        raise ValueError
    return ClaimLine(
        row=0,
        claim=cells["claim"],
        person=cells["person"],
        payment=cells["payment"],
        outcome=cells["outcome"],
        cohort=cells["cohort"] or None,
        reached_on=date.fromisoformat(cells["reached_on"]),
        status=cells["status"],
        reason=cells["reason"],
        determination=_day_or_none(cells["determination"]),
        quantity=_exact(cells["quantity"]),
        asked=_minor(cells["asked"], digits),
        cuts=tuple(_minor(cut, digits) for cut in cells["cuts"].split(";") if cut),
        paid=_minor(cells["paid"], digits),
        recovered_on=_day_or_none(cells["recovered_on"]),
        counted=tuple(_exact(quantity) for quantity in cells["counted"].split(";") if quantity),
    )


def _day_or_none(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _exact(cell: str) -> Fraction:
    """Read a quantity; a fraction without a denominator is no number either."""
    try:
        return Fraction(cell)
    except ZeroDivisionError:
        raise ValueError from None


def _minor(cell: str, digits: int) -> int:
    scale: int = 10**digits
    minor = _exact(cell) * scale
    if minor.denominator != 1 or minor < 0:
        raise ValueError
    return minor.numerator
