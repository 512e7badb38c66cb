"""The heading of a file about people, matched with the columns that the contract reads.

In: the names of the columns in a file, and the columns that the contract needs. Out: findings.
Relies on ``claims_sheets``.
Guarantees: a file is used only when every needed column is there under its name. A heading is repeated in a finding
only where it is almost the name of a column: the first row of a file without a heading holds somebody's data.
"""

from __future__ import annotations

from collections.abc import Sequence

from sibdsl.runtime.claims_sheets import SheetColumn
from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.wording import listed, nearest_name, quoted


def names_of_heading(cells: Sequence[str]) -> list[str]:
    """Give a name to each column: its heading, or ``column 3`` where it has none."""
    return [cell or f"column {place}" for place, cell in enumerate(cells, 1)]


def heading_fits(heading: Sequence[str], columns: Sequence[SheetColumn], file: str, findings: list[Finding]) -> bool:
    """Report what is wrong with a heading, and say whether rows can be read under it."""
    row = 1
    wanted = ", ".join(column.name for column in columns)
    absent = [column.name for column in columns if column.name not in heading]
    unread: list[str] = []
    fits = True
    for place, name in enumerate(heading, 1):
        known = any(column.name == name for column in columns)
        if heading.index(name) < place - 1:
            which = quoted(name) if known else f"of column {place}"
            message = f"the heading {which} is there twice"
            findings.append(Finding("SIB913", "error", message, "each column once", "delete one of them", file, row))
            fits = False
        elif not known:
            near = nearest_name(name, absent)
            if near:
                # What is misspelt is not missing as well.
                absent.remove(near)
                message = f"the column {quoted(name)} is none that is read, so no row is read"
                findings.append(Finding("SIB917", "error", message, wanted, f"rename it to {near}", file, row))
                fits = False
            else:
                unread.append(str(place))
    if unread and len(unread) < len(heading):
        which = f"columns {listed(unread)} are" if len(unread) > 1 else f"column {unread[0]} is"
        message = f"{which} not among those that the contract needs, and not read"
        help = "delete what is not needed: what is not in a file cannot get lost with it"
        findings.append(Finding("SIB912", "note", message, wanted, help, file, row))
    missing = [column.name for column in columns if column.needed and column.name in absent]
    if missing:
        plural = len(missing) > 1
        message = f"the column{'s' if plural else ''} {listed(missing)} {'are' if plural else 'is'} missing"
        help = f"add the column{'s' if plural else ''} {listed(missing)}"
        findings.append(Finding("SIB911", "error", f"{message}, so no row can be read", wanted, help, file, row))
    return fits and not missing
