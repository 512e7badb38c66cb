"""Findings that only follow from others are left out: what an author puts right first takes them along.

In: every finding about a contract. Out: those that are worth reading now.
Relies on: the declarations that errors stand in.
Guarantees: no finding about what could not be read or understood is ever left out; an error is left out only beside
another error, so a contract without findings has none indeed; the same findings give the same result.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.severity import ERROR
from sibdsl.diagnostics.standing import Standing, find_standing
from sibdsl.source.file import SourceFile
from sibdsl.source.span import start_of

Find = Callable[[SourceFile, int], Standing | None]
"""What finds the declaration that an offset of a file stands in."""

# What nothing uses, or nobody is, may be used or be somebody in what cannot be understood yet.
_OF_THE_WHOLE: Final = frozenset(("SIB210", "SIB211", "SIB212"))
# What is not said may be said in a statement that could not be read, or under a name that was misspelt.
_ABSENCES: Final = frozenset(("SIB604", "SIB634", "SIB641", "SIB648", "SIB682"))
_NAMES: Final = ("SIB1", "SIB201", "SIB202", "SIB203", "SIB205", "SIB208")
_UNITS: Final = "SIB3"


def without_consequences(found: Sequence[Diagnostic], find: Find = find_standing) -> tuple[Diagnostic, ...]:
    """The findings without those that follow from others; `find` says in which declaration a place stands."""
    errors = [one for one in found if one.severity == ERROR and one.code not in _OF_THE_WHOLE]
    if not errors:
        return tuple(found)
    blamed = {place for error in errors for place in _places(error, find, primary_only=True)}
    unread = any(error.code.startswith(_NAMES) or _is_in_a_payment(error, find) for error in errors)
    return tuple(one for one in found if not _follows(one, blamed, unread, find))


def _follows(one: Diagnostic, blamed: set[tuple[str, int]], unread: bool, find: Find) -> bool:
    if unread and (one.code in _OF_THE_WHOLE or one.code in _ABSENCES):
        return True
    return one.severity != ERROR and any(place in blamed for place in _places(one, find))


def _is_in_a_payment(error: Diagnostic, find: Find) -> bool:
    """Whether an amount of a payment makes no sense, so that what it was meant to read is not read."""
    if not error.code.startswith(_UNITS) or error.source is None:
        return False
    standing = find(error.source, start_of(error.span))
    return standing is not None and standing.kind == "payment"


def _places(one: Diagnostic, find: Find, *, primary_only: bool = False) -> Iterable[tuple[str, int]]:
    """The declarations that a finding is about, each by its file and where it begins."""
    for label in one.labels:
        source = label.source or one.source
        if source is None or (primary_only and not label.primary):
            continue
        standing = find(source, start_of(label.span))
        if standing is not None:
            yield source.path, standing.start
