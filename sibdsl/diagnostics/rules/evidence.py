"""Rules about evidence: observations, facts and events, row by row: SIB900 to SIB999.

The words of a finding are made by `sibdsl.runtime`, which travels with generated code and so cannot ask this
registry; here each code has its name, its severity and its title.
"""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.rule import Rule
from sibdsl.diagnostics.severity import ERROR, NOTE, WARNING, Severity


def _finding(code: str, name: str, severity: Severity, title: str) -> Rule:
    return rule(code, name, severity, title=title, message="{found}", expected="{expectation}", help="{next_step}")


NO_SUCH_EVIDENCE = _finding("SIB901", "no-such-evidence", ERROR, "a path at which there is no evidence")
UNREADABLE_EVIDENCE = _finding("SIB902", "unreadable-evidence", ERROR, "a file of evidence that cannot be read")
NOT_EVIDENCE = _finding("SIB903", "not-evidence", ERROR, "a file or directory that holds no evidence")
OTHER_FILE = _finding("SIB904", "other-file", NOTE, "a file beside the evidence that is not read")
EVIDENCE_NOT_UTF8 = _finding("SIB905", "evidence-not-utf-8", ERROR, "a file of evidence that is not saved as UTF-8")
EVIDENCE_NOT_TEXT = _finding("SIB906", "evidence-not-a-text", ERROR, "a file of evidence that is not plain text")
EMPTY_EVIDENCE = _finding("SIB907", "empty-evidence", ERROR, "a file of evidence with nothing in it")
OTHER_SEPARATOR = _finding("SIB908", "other-separator", ERROR, "cells that are separated by something else than commas")
INVALID_JSON = _finding("SIB909", "invalid-json", ERROR, "a file that is not valid JSON")
OTHER_JSON = _finding("SIB910", "other-json", ERROR, "JSON that is no list of rows of evidence")
MISSING_COLUMN = _finding("SIB911", "missing-column", ERROR, "a column without which no row can be read")
OTHER_COLUMN = _finding("SIB912", "other-column", NOTE, "a column that is not read")
REPEATED_COLUMN = _finding("SIB913", "repeated-column", ERROR, "a column or name that is there twice")
RAGGED_ROW = _finding("SIB914", "ragged-row", ERROR, "a row with more or fewer cells than the heading")
BROKEN_ROW = _finding("SIB915", "broken-row", ERROR, "a row that cannot be split into cells")
MISNAMED_FILE = _finding("SIB916", "misnamed-file", WARNING, "a file whose name is almost that of a file of evidence")
MISNAMED_COLUMN = _finding(
    "SIB917", "misnamed-column", ERROR, "a column whose name is almost that of a column of evidence"
)
UNKNOWN_METRIC = _finding(
    "SIB920", "unknown-metric-reported", ERROR, "a value of a metric that the contract does not have"
)
CALCULATED_METRIC = _finding(
    "SIB921", "calculated-metric-reported", ERROR, "a reported value of a metric that the contract calculates"
)
UNKNOWN_FACT = _finding("SIB922", "unknown-fact-reported", ERROR, "a value of a fact that the contract does not have")
UNKNOWN_EVENT = _finding("SIB923", "unknown-event", ERROR, "an event that is no termination")
NOT_FILLED_IN = _finding("SIB930", "not-filled-in", NOTE, "a value that is not filled in yet")
NOT_A_NUMBER = _finding("SIB931", "not-a-number", ERROR, "a value that is not a number")
OTHER_UNIT = _finding("SIB932", "other-unit", ERROR, "a value in another unit than its metric has")
NO_PERCENT_SIGN = _finding("SIB933", "no-percent-sign", ERROR, "a percentage without its sign")
OTHER_CURRENCY = _finding("SIB934", "other-currency", ERROR, "an amount in another or an unclear currency")
TOO_MANY_DIGITS = _finding("SIB935", "too-many-digits", ERROR, "a value with more digits than its metric has")
VALUE_ROUNDED = _finding("SIB936", "value-rounded", NOTE, "a value that was rounded as the contract says")
OUTSIDE_RANGE = _finding("SIB937", "outside-range", ERROR, "a value that its metric cannot have")
NUMBER_IN_JSON = _finding("SIB938", "number-in-json", ERROR, "a number with decimals in JSON, without quotes")
NOT_A_DATE = _finding("SIB940", "not-a-date", ERROR, "a date that is not in the calendar")
OTHER_DATE = _finding("SIB941", "other-date-form", ERROR, "a date that is not written as year-month-day")
NO_PERIOD_END = _finding("SIB942", "no-period-end", ERROR, "a date on which no period of the metric ends")
UNKNOWN_COHORT = _finding("SIB943", "unknown-cohort-reported", ERROR, "a cohort that the metric does not have")
COHORT_MISSING = _finding("SIB944", "cohort-missing", ERROR, "a value without its cohort")
COHORT_NOT_WANTED = _finding(
    "SIB945", "cohort-not-wanted", ERROR, "a cohort for a metric that is not reported by cohort"
)
DATE_MISSING = _finding("SIB946", "date-missing", ERROR, "a row without its date")
DATE_NOT_WANTED = _finding("SIB947", "date-not-wanted", ERROR, "a date for a value that has none")
NO_FACT_DATE = _finding("SIB948", "no-fact-date", ERROR, "a date for which the fact has no value")
REPORTED_AGAIN = _finding("SIB950", "reported-again", WARNING, "the same value in two rows")
CONTRADICTION = _finding("SIB951", "contradiction", ERROR, "different values for the same thing")
VERIFIER_MISSING = _finding("SIB952", "verifier-missing", ERROR, "a value that nobody has verified")
OTHER_VERIFIER = _finding("SIB953", "other-verifier", ERROR, "a value verified by somebody the contract does not name")
VERIFICATION_DATE_MISSING = _finding(
    "SIB954", "verification-date-missing", ERROR, "a value without the day of verification that a due date needs"
)
READ_BY_NO_PAYMENT = _finding("SIB956", "read-by-no-payment", NOTE, "evidence that changes no payment")
TERMINATION_NOT_ALLOWED = _finding(
    "SIB960", "termination-not-allowed", ERROR, "an early end that the contract does not allow"
)
NOT_KNOWN_THEN = _finding("SIB971", "not-known-then", NOTE, "evidence that was not known on the day of the statement")
BELOW_ZERO = _finding("SIB980", "amount-below-zero", ERROR, "an amount below zero")
NOT_COMPUTABLE = _finding("SIB981", "amount-not-computable", ERROR, "an amount that cannot be computed")
DUE_DATE_UNCERTAIN = _finding("SIB982", "due-date-uncertain", WARNING, "a due date that lacks a day of verification")
