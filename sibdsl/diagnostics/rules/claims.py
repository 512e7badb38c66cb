"""Rules about claims of single people: rows that are rejected, and files that changed: SIB850 to SIB883.

Like those about other evidence, their words are made by `sibdsl.runtime`. A row that contradicts itself or the
contract is rejected and the rest is settled, so it is a warning: whoever sent it should look at it. What the contract
provides for, such as a claim that the verifier rejects, is a note.
"""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.rule import Rule
from sibdsl.diagnostics.severity import ERROR, NOTE, WARNING, Severity


def _row(code: str, name: str, severity: Severity, title: str) -> Rule:
    return rule(code, name, severity, title=title, message="{found}", expected="{expectation}", help="{next_step}")


CLAIM_REPEATED = _row("SIB850", "claim-repeated", WARNING, "a claim that is there twice")
CLAIM_CONTRADICTED = _row("SIB851", "claim-contradicted", WARNING, "two different claims under one number")
PERSON_NOT_ENROLLED = _row("SIB852", "person-not-enrolled", WARNING, "a claim for a person who is not enrolled")
PERSON_IN_TWO_COHORTS = _row("SIB853", "person-in-two-cohorts", WARNING, "a person in two cohorts")
OUTCOME_NOT_ON_CARD = _row("SIB854", "outcome-not-on-card", WARNING, "a claim for an outcome that is on no rate card")
REACHED_BEFORE_ENROLMENT = _row(
    "SIB855", "reached-before-enrolment", WARNING, "an outcome that was reached before enrolment"
)
DAYS_OUT_OF_ORDER = _row("SIB856", "days-out-of-order", WARNING, "days of a claim that are out of order")
CLAIMED_TOO_LATE = _row("SIB857", "claimed-too-late", WARNING, "a claim after its deadline")
REACHED_OUTSIDE_TIME = _row(
    "SIB858", "reached-outside-time", WARNING, "an outcome that was reached outside the time that counts"
)
QUANTITY_MISSING = _row("SIB859", "quantity-missing", WARNING, "a claim without its quantity")
QUANTITY_OUTSIDE_RANGE = _row(
    "SIB860", "quantity-outside-range", WARNING, "a quantity that is not above zero, or outside its range"
)
QUANTITY_TOO_FINE = _row("SIB861", "quantity-too-fine", WARNING, "a quantity that is finer than it is counted")
REQUIREMENT_NOT_MET = _row("SIB862", "requirement-not-met", WARNING, "a claim that does not meet what is required")
DOCUMENTS_MISSING = _row("SIB863", "documents-missing", WARNING, "a claim that was validated without its documents")
NOT_SUSTAINED = _row("SIB864", "not-sustained", WARNING, "a state that did not last as long as it was claimed")
NO_PRICE = _row("SIB865", "no-price", WARNING, "a claim for which no price holds")
REJECTED_BY_VERIFIER = _row("SIB866", "rejected-by-verifier", NOTE, "a claim that the verifier rejected")
PREREQUISITE_MISSING = _row(
    "SIB867", "prerequisite-missing", WARNING, "a claim without the outcome that must come before"
)
PREREQUISITE_LATER = _row(
    "SIB868", "prerequisite-later", WARNING, "a claim at the wrong distance from the outcome that must come before"
)
OTHER_OUTCOME_PAID = _row("SIB869", "other-outcome-paid", NOTE, "a second outcome of which only one is paid")
NO_DETERMINATION_LEFT = _row("SIB871", "no-determination-left", WARNING, "a claim that no determination is left for")
SPELLS_OVERLAP = _row("SIB872", "spells-overlap", WARNING, "spells that overlap")
SPELL_ENDS_BEFORE_START = _row("SIB873", "spell-ends-before-start", WARNING, "a spell that ends before it starts")
ENROLLED_OUTSIDE_PERIOD = _row(
    "SIB874", "enrolled-outside-period", WARNING, "a day of enrolment outside the term or the cohort's period"
)
ENROLLED_AGAIN = _row("SIB875", "enrolled-again", WARNING, "a person who is enrolled twice with the same content")
ENROLLED_DIFFERENTLY = _row("SIB876", "enrolled-differently", WARNING, "a person who is enrolled in two ways")
UNKNOWN_GROUP = _row("SIB877", "unknown-group", WARNING, "a group that the contract does not have")
UNKNOWN_STATE = _row("SIB878", "unknown-state", WARNING, "a state that no outcome needs")
UNKNOWN_DOCUMENT = _row("SIB879", "unknown-document", WARNING, "a document that no outcome asks for")
NUMBER_OR_PERSON_MISSING = _row("SIB880", "claim-number-missing", WARNING, "a row without claim number or person")
CLAIM_NO_LONGER_REPORTED = _row(
    "SIB881", "claim-no-longer-reported", WARNING, "a claim that was paid and is no longer in the evidence"
)
CLAIM_CHANGED = _row("SIB882", "claim-changed", NOTE, "a claim that was paid and has changed since")
FILE_CHANGED = _row("SIB883", "file-changed-while-read", ERROR, "a file that changed while it was read")
