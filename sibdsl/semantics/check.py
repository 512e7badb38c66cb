"""The checker: everything that is wrong with a contract, in one run.

In: a surface tree and a sink. Out: what is known about the contract; every finding is in the sink.
Relies on the tree alone, so it also runs on what is left of a file with syntax errors.
Guarantees: it never raises for what an author wrote, and it reports a mistake once.
"""

from __future__ import annotations

import msgspec

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.severity import ERROR
from sibdsl.diagnostics.sink import Sink
from sibdsl.semantics import checks, measures
from sibdsl.semantics.each import Check
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import Unread, build_scope
from sibdsl.semantics.terms import read_terms
from sibdsl.source.span import start_of
from sibdsl.surface.declarations import SourceTree

CHECKS: tuple[Check, ...] = (*measures.CHECKS, *checks.CHECKS)
"""All checks in the order in which they are made: those that work something out before those that read it."""


class Checked(msgspec.Struct, frozen=True):
    """A contract after checking. ``build`` may turn it into a model if the sink has no errors."""

    tree: SourceTree
    known: Known


def _start_of_file(sink: Sink, found: Diagnostic) -> int:
    """Where the file of a finding begins in the text that is checked, which may be several files in one piece."""
    return 0 if sink.source is None else sink.source.start_of(found.source)


def check(tree: SourceTree, sink: Sink) -> Checked:
    """Check a contract; report everything that is wrong with it to ``sink``."""
    errors = [found for found in sink.diagnostics() if found.severity == ERROR]
    unread = Unread(start_of(found.span) + _start_of_file(sink, found) for found in errors)
    scope = build_scope(tree, sink)
    known = Known(scope, read_terms(scope, sink, unread), sink, unread=unread)
    for run in CHECKS:
        run(known)
    return Checked(tree, known)
