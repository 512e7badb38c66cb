"""The registry of rules: every code and every name stands for one thing, for ever.

In: calls of `rule(...)` in the modules of `rules/`, made while they are imported.
Out: the rules by code, one rule by code or name, all rules.
Relies on: one module an area, whose codes share their first digit.
Guarantees: no code and no name is used twice. A pass imports only the areas it reports, so a check
does not load the words of rules it cannot reach; `all_rules` loads the rest.
"""

from typing import Final

from sibdsl.diagnostics.internal import InternalError
from sibdsl.diagnostics.rule import RESERVED_FIELDS, Rule
from sibdsl.diagnostics.severity import Severity

AREAS: Final = {
    "reading": "SIB0",
    "syntax": "SIB1",
    "names": "SIB2",
    "types": "SIB3",
    "tables": "SIB4",
    "time": "SIB5",
    "payments": "SIB6",
    "cards": "SIB6",
    "capital": "SIB6",
    "risk": "SIB7",
    "scenarios": "SIB8",
    "claims": "SIB8",
    "evidence": "SIB9",
}
"""The areas, each a module of `rules/`, and how their codes begin."""

RULES: Final[dict[str, Rule]] = {}
"""The rules of the areas imported so far, by code."""

_NAMES: Final[set[str]] = set()


def rule(
    code: str, name: str, severity: Severity, *, title: str, message: str, expected: str = "", help: str = ""
) -> Rule:
    """Register a rule and return it.

    Args:
        code: SIB and three digits, of which the first says the area.
        name: lower-case words joined by hyphens.
        severity: how serious a finding is.
        title: what is wrong, as a noun phrase for a list of rules.
        message: template of what was found.
        expected: template of what was expected instead.
        help: template of the one next step.

    Raises:
        InternalError: when the code or the name is taken or malformed, or a template uses a word that
            `Sink.report` takes for itself.
    """
    if len(code) != 6 or not code.startswith("SIB") or not code[3:].isdigit():
        raise InternalError(f"rule code {code!r} is not SIB and three digits")
    if not name.replace("-", "").isalnum() or name != name.lower():
        raise InternalError(f"rule name {name!r} is not lower-case words joined by hyphens")
    if code in RULES or name in _NAMES:
        raise InternalError(f"rule {code} ({name}) uses a code or a name that another rule has")
    for word in RESERVED_FIELDS:
        if f"{{{word}}}" in message + expected + help:
            raise InternalError(f"rule {code} uses the field {word!r}, which a report takes for itself")
    made = Rule(code, name, severity, title, message, expected, help)
    RULES[code] = made
    _NAMES.add(name)
    return made


def all_rules() -> tuple[Rule, ...]:
    """Every rule of every area, in the order of their codes."""
    from importlib import import_module

    for area in AREAS:
        import_module(f"sibdsl.diagnostics.rules.{area}")
    return tuple(RULES[code] for code in sorted(RULES))


def find_rule(code_or_name: str) -> Rule | None:
    """The rule with this code or name, in whatever letter case it is written; None when there is none."""
    wanted = code_or_name.strip().lower()
    for candidate in all_rules():
        if wanted in (candidate.code.lower(), candidate.name):
            return candidate
    return None
