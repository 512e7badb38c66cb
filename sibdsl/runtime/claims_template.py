"""Empty files about people for a contract, to be filled in.

In: the plan of its rate cards. Out: the texts of CSV files, by file name.
Relies on ``claims_sheets`` for the columns that are read. Guarantees: every column that the contract needs, none that
it does not; the files read back without a finding.
"""

from __future__ import annotations

from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_sheets import sheet_columns, tables_of_claims

_WORTH_A_COLUMN = ("cohort", "rejected_on")


def claims_template(plan: ClaimsPlan) -> dict[str, str]:
    """Write the files that claims, people and their spells go into: a heading each, and no rows."""
    files: dict[str, str] = {}
    for table in tables_of_claims(plan):
        columns = sheet_columns(plan, table)
        names = [column.name for column in columns if column.needed or column.name in _WORTH_A_COLUMN]
        files[f"{table}.csv"] = ",".join(names) + "\n"
    return files
