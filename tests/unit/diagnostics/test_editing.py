"""Edits and fixes: the text between them is kept, and overlapping fixes wait."""

import pytest

from sibdsl.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Fix
from sibdsl.diagnostics.editing import apply_fixes, edited
from sibdsl.diagnostics.internal import InternalError
from sibdsl.source.file import SourceFile
from sibdsl.source.span import make

TEXT = "party lendr pays"
FILE = SourceFile("a.sib", TEXT)


def finding(*edits: Edit, applicability: Applicability = "safe", source: SourceFile = FILE) -> Diagnostic:
    fix = Fix("change it", applicability, edits)
    return Diagnostic(code="SIB201", name="x", severity="error", message="m", source=source, fix=fix)


def test_edits_in_any_order_leave_the_rest_alone() -> None:
    edits = [Edit(make(12, 16), "lends"), Edit(make(6, 11), "lender"), Edit(make(0, 0), "# note\n")]
    assert edited(TEXT, edits) == "# note\nparty lender lends"


def test_insertions_at_one_place_stay_in_their_order() -> None:
    assert edited("b", [Edit(make(0, 0), "1"), Edit(make(0, 0), "2"), Edit(make(0, 1), "c")]) == "12c"


def test_overlapping_edits_of_one_fix_are_a_fault_of_ours() -> None:
    with pytest.raises(InternalError):
        edited(TEXT, [Edit(make(0, 8), ""), Edit(make(6, 11), "")])


def test_only_fixes_that_are_allowed_are_made() -> None:
    findings = [
        finding(Edit(make(6, 11), "lender")),
        finding(Edit(make(0, 5), "Party"), applicability="unsafe"),
        finding(Edit(make(12, 16), "owes"), applicability="display"),
        finding(Edit(make(12, 16), "gives"), source=SourceFile("b.sib", TEXT)),
    ]
    assert apply_fixes(FILE, findings) == ("party lender pays", 1)
    assert apply_fixes(FILE, findings, ("safe", "unsafe")) == ("Party lender pays", 2)


def test_a_fix_that_touches_an_earlier_one_waits() -> None:
    findings = [
        finding(Edit(make(6, 11), "lender")),
        finding(Edit(make(11, 11), "s"), Edit(make(0, 0), "the ")),
        finding(Edit(make(12, 16), "lends")),
    ]
    assert apply_fixes(FILE, findings) == ("party lender lends", 2)


def test_without_fixes_nothing_changes() -> None:
    assert apply_fixes(FILE, []) == (TEXT, 0)
