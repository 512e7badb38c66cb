"""Fixes carried out: the text that results from edits.

In: a text, and the edits of one fix or the fixes of many findings.
Out: the changed text.
Relies on: the edits being of this very text, and those of one fix not overlapping.
Guarantees: the text between the edits is kept, character for character; a fix is made wholly or not at all.
"""

from collections.abc import Iterable, Sequence

from sibdsl.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Fix
from sibdsl.diagnostics.internal import InternalError
from sibdsl.source.file import SourceFile
from sibdsl.source.span import end_of, start_of


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits.

    Raises:
        InternalError: when two of the edits overlap.
    """
    pieces: list[str] = []
    done = 0
    for edit in in_order(edits):
        if start_of(edit.span) < done:
            raise InternalError(f"two edits of one fix overlap at offset {start_of(edit.span)}")
        pieces += (text[done : start_of(edit.span)], edit.text)
        done = end_of(edit.span)
    pieces.append(text[done:])
    return "".join(pieces)


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in the order of their places; insertions at one place stay in the order given."""
    return sorted(edits, key=lambda edit: edit.span)


def apply_fixes(
    source: SourceFile, diagnostics: Iterable[Diagnostic], allowed: Sequence[Applicability] = ("safe",)
) -> tuple[str, int]:
    """The text of `source` after the fixes of its findings, and how many were made.

    A fix that touches what an earlier one changed is left for the next run.
    """
    chosen: list[Edit] = []
    made = 0
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or fix.applicability not in allowed or diagnostic.source != source:
            continue
        if not _touches(fix, chosen):
            chosen += fix.edits
            made += 1
    return edited(source.text, chosen), made


def _touches(fix: Fix, chosen: Sequence[Edit]) -> bool:
    return any(
        start_of(new.span) <= end_of(old.span) and start_of(old.span) <= end_of(new.span)
        for new in fix.edits
        for old in chosen
    )
