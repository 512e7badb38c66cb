"""How serious a finding is: three words, used as they are printed."""

from typing import Final, Literal

Severity = Literal["error", "warning", "note"]
"""`error`: nothing is computed from it. `warning`: lawful but probably not meant. `note`: for information."""

ERROR: Final = "error"
WARNING: Final = "warning"
NOTE: Final = "note"

SEVERITIES: Final[tuple[Severity, ...]] = (ERROR, WARNING, NOTE)
"""Every severity, the gravest first."""
