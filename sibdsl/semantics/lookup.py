"""Finding what a name stands for, with a helpful message when it stands for nothing or for something else.

In: a name as written and the kinds that are possible there. Out: the declaration, or None after a report.
Guarantees: a name whose own declaration could not be read is not reported again.
"""

from __future__ import annotations

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules import names as rules
from sibdsl.diagnostics.suggestion import closest
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.no_names import tell_what_is_no_name
from sibdsl.semantics.scope import kind_of
from sibdsl.surface.declarations import Declaration
from sibdsl.surface.node import Name


def find_named(known: Known, name: Name, *kinds: str) -> Declaration | None:
    """The declaration of ``name``, which must be of one of ``kinds`` (``"metric"``, ``"party"`` ...)."""
    found = known.scope.find(name.text)
    if found is None:
        if name.text not in known.scope.broken:
            _report_unknown(known, name, kinds)
        return None
    if kind_of(found) not in kinds:
        known.sink.report(
            rules.WRONG_KIND, name.span, others=[(found.name.span, f"declared as a {kind_of(found)}")],
            name=name.text, found=kind_of(found), kind=either(kinds), next_step=_instead(known, name, kinds),
        )  # fmt: skip
        return None
    return found


def either(kinds: tuple[str, ...]) -> str:
    """``metric, fact or parameter``."""
    return kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} or {kinds[-1]}"


def _report_unknown(known: Known, name: Name, kinds: tuple[str, ...]) -> None:
    if tell_what_is_no_name(known, name, kinds):
        return
    near = closest(name.text, _candidates(known, kinds))
    if near:
        known.scope.misspelt.add(near)
    # Capitals matter, but nobody means two things by them.
    certain = near is not None and near.casefold() == name.text.casefold()
    fix = Fix(f"write `{near}`", "safe" if certain else "unsafe", (Edit(name.span, near),)) if near else None
    others = [(known.scope.names[near].name.span, "declared here")] if near in known.scope.names and near else []
    known.sink.report(
        rules.UNKNOWN_NAME, name.span, others=others, fix=fix, kind=either(kinds), name=name.text,
        expectation=f"the name of a declared {either(kinds)}", next_step=_instead(known, name, kinds, near),
    )  # fmt: skip


def _instead(known: Known, name: Name, kinds: tuple[str, ...], near: str | None = None) -> str:
    near = near or closest(name.text, _candidates(known, kinds))
    if near:
        return f"did you mean `{near}`?"
    candidates = _candidates(known, kinds)
    if candidates:
        return f"use one of: {', '.join(candidates[:6])}"
    return f"declare it: `{kinds[0]} {name.text} ...`"


def _candidates(known: Known, kinds: tuple[str, ...]) -> list[str]:
    return [name for name, declared in known.scope.names.items() if kind_of(declared) in kinds]
