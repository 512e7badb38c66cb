"""The sink: where every pass reports what it found, so that one run finds everything.

In: a rule, a span, and the fields of the rule's templates.
Out: the diagnostics, in the order of file, place and code, each once.
Relies on: `source` being set to the file that is being worked on, or given with each report.
Guarantees: reporting never stops a pass; only a fault of ours (a rule reported without its fields) raises.
"""

from collections.abc import Iterable

from sibdsl.diagnostics.diagnostic import Diagnostic, Fix, Label
from sibdsl.diagnostics.rule import Rule
from sibdsl.diagnostics.severity import ERROR
from sibdsl.source.file import SourceFile
from sibdsl.source.span import NOWHERE, Span


class Sink:
    """Collects findings. `source` is the file that reports are about unless they say otherwise."""

    __slots__ = ("_found", "has_errors", "source")

    def __init__(self, source: SourceFile | None = None) -> None:
        self.source = source
        self.has_errors = False
        self._found: list[Diagnostic] = []

    # One call says everything about a finding; all but the first two are words by name.
    def report(  # noqa: PLR0913
        self,
        rule: Rule,
        span: Span = NOWHERE,
        *,
        primary: str = "",
        others: Iterable[Label | tuple[Span, str]] = (),
        fix: Fix | None = None,
        notes: Iterable[str] = (),
        source: SourceFile | None = None,
        row: int | None = None,
        expected: str | None = None,
        help: str | None = None,
        **fields: object,
    ) -> None:
        """Report one finding.

        Args:
            rule: what is wrong.
            span: where, in `source`; NOWHERE for a whole file.
            primary: a few words to stand under the marked text.
            others: further places that explain it; a `Label` when one is in another file.
            fix: a change of the same file that would resolve it.
            notes: further sentences.
            source: the file, when it is not the sink's current one.
            row: the row of a data file, from 1 without the heading.
            expected: instead of the rule's own sentence, when it depends on the case.
            help: instead of the rule's own sentence, when it depends on the case.
            **fields: what the rule's templates ask for.

        Raises:
            InternalError: when a field of the rule's templates is missing.
        """
        labels = [] if span == NOWHERE and not primary else [Label(span, primary, True)]
        labels += [other if isinstance(other, Label) else Label(*other) for other in others]
        self.add(
            Diagnostic(
                code=rule.code,
                name=rule.name,
                severity=rule.severity,
                message=rule.fill(rule.message, fields),
                source=source or self.source,
                labels=tuple(labels),
                expected=(rule.fill(rule.expected, fields) if expected is None else expected) or None,
                help=(rule.fill(rule.help, fields) if help is None else help) or None,
                notes=tuple(notes),
                fix=fix,
                row=row,
            )
        )

    def add(self, diagnostic: Diagnostic) -> None:
        """Add a finding that is already made, for instance by an earlier run."""
        self._found.append(diagnostic)
        if diagnostic.severity == ERROR:
            self.has_errors = True

    def source_at(self, span: Span) -> SourceFile | None:
        """The current file, whose text is read at a span and in the lines in which it begins and ends."""
        return self.source

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings in the order of file, row, place and code; the same finding twice counts once."""
        seen: dict[tuple[str, int, Span, str, str], Diagnostic] = {}
        for found in self._found:
            key = (found.path or "", found.row or 0, found.span, found.code, found.message)
            seen.setdefault(key, found)
        return tuple(seen[key] for key in sorted(seen))
