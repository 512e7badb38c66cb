"""What can become of a row of the claims file, as small numbers.

In: nothing. Out: a number for each fate that a row can have, and its name. Relies on nothing.
Guarantees: a number below `READY` is a row that nothing can be taken of.
"""

from __future__ import annotations

PENDING = ("knowledge", "validation", "documents", "determination")
"""What a claim waits for."""

REASONS = tuple(
    f"SIB{number}"
    for number in (
        850,
        851,
        852,
        853,
        854,
        855,
        856,
        857,
        858,
        859,
        860,
        861,
        862,
        863,
        864,
        865,
        866,
        867,
        868,
        869,
        871,
    )
)
"""Why a claim is rejected."""

UNSEEN = 0
"""There is no such row, or it was refused before it came here."""

FATES = ("", *PENDING, *REASONS)
"""The name of each fate by number."""

READY = len(FATES)
"""The claim is ready to be taken."""

LATE = ("SIB867", "SIB868", "SIB869")
"""The reasons that speak against a claim because of what its person reached, or did not reach, before."""

KNOWLEDGE, VALIDATION, DOCUMENTS, DETERMINATION = (FATES.index(name) for name in PENDING)
(
    REPEATED,
    CONTRADICTED,
    NOT_ENROLLED,
    TWO_COHORTS,
    NOT_ON_CARD,
    BEFORE_ENROLMENT,
    OUT_OF_ORDER,
    CLAIMED_TOO_LATE,
    OUTSIDE_TIME,
    NO_QUANTITY,
    QUANTITY_OUTSIDE,
    QUANTITY_TOO_FINE,
    REQUIREMENT,
    NO_DOCUMENTS,
    NOT_SUSTAINED,
    NO_PRICE,
    BY_VERIFIER,
    NOTHING_BEFORE,
    TOO_EARLY,
    OTHER_PAID,
    NO_DETERMINATION,
) = (FATES.index(name) for name in REASONS)
