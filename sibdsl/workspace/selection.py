"""Which findings somebody wants to hear about.

In: codes, beginnings of codes and names of rules, as written on a command line or in options.
Out: the findings that remain.
Relies on: the registry of rules, loaded only when there is something to look up.
Guarantees: an error always remains, because nothing is computed from a contract that has one; a code or
name that no rule has is a `SelectionProblem`, so that a misspelling cannot hide anything.
"""

from collections.abc import Iterable

import msgspec

from sibdsl.diagnostics.diagnostic import Diagnostic


class SelectionProblem(Exception):
    """A code or a name that no rule has. The text is a sentence with the nearest one there is."""


class Selection(msgspec.Struct, frozen=True, gc=False):
    """`select` keeps only what it names (None: everything), then `ignore` leaves out what it names."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()

    def apply(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings that are wanted, and every error."""
        if self.select is None and not self.ignore:
            return tuple(diagnostics)
        return tuple(found for found in diagnostics if found.severity == "error" or self._wants(found))

    def unwanted_errors(self, diagnostics: Iterable[Diagnostic]) -> list[str]:
        """The codes of errors that would have been left out if errors could be."""
        errors = (found for found in diagnostics if found.severity == "error")
        return sorted({found.code for found in errors if not self._wants(found)})

    def _wants(self, found: Diagnostic) -> bool:
        if self.select is not None and not any(_covers(written, found) for written in self.select):
            return False
        return not any(_covers(written, found) for written in self.ignore)


def make_selection(select: Iterable[str] | None, ignore: Iterable[str] | None) -> Selection:
    """A selection from what somebody wrote.

    Raises:
        SelectionProblem: when no rule has one of the codes or names.
    """
    wanted = None if select is None else tuple(select)
    unwanted = tuple(ignore or ())
    if wanted or unwanted:
        _check_words((*(wanted or ()), *unwanted))
    return Selection(wanted, unwanted)


def _covers(written: str, found: Diagnostic) -> bool:
    return found.code.startswith(written.upper()) or found.name == written.lower()


def _check_words(words: Iterable[str]) -> None:
    from sibdsl.diagnostics.registry import all_rules
    from sibdsl.diagnostics.suggestion import closest

    rules = all_rules()
    for word in words:
        if word and any(rule.code.startswith(word.upper()) or rule.name == word.lower() for rule in rules):
            continue
        near = closest(word, [text for rule in rules for text in (rule.code, rule.name)])
        help = f"did you mean `{near}`?" if near else "`sib rule --all` lists them"
        raise SelectionProblem(f"there is no rule `{word}`; {help}")
