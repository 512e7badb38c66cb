"""One claim for each of the two sums that must be divided to the penny: `make_claims.py --write` or `--check`.

In: the two sums, which are derived, not published.
Out: `evidence/family_support` and `evidence/halves`.
"""

import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from claim_files import Evidence, Files, run  # noqa: E402

SUMS = {"family_support": ("IFS", "100000.01"), "halves": ("H", "0.05")}
"""How claims of a contract are numbered, and what the one claim is worth."""


def evidence(name: str) -> Evidence:
    """The evidence of one contract."""
    prefix, worth = SUMS[name]
    made = Evidence(prefix)
    made.enrol("P0001", date(2018, 4, 2))
    made.claim("P0001", "worth", date(2018, 5, 25), date(2018, 6, 29), quantity=worth)
    return made


def files() -> Files:
    """Every file of this example."""
    return {path: text for name in SUMS for path, text in evidence(name).files(HERE / "evidence" / name).items()}


if __name__ == "__main__":
    sys.exit(run(files, sys.argv[1:]))
