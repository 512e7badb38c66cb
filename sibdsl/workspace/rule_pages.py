"""The page of a rule: what it means, a bad and a good example, and why.

In: a rule.
Out: its page as Markdown, and the rule as plain data.
Relies on: a wheel carrying `docs/diagnostics/` as `sibdsl/_diagnostics/`, and a checkout having it where
it is; where a rule has no page, on the words of the rule itself.
Guarantees: every rule has a page to show.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from sibdsl.diagnostics.rule import Rule

_SHIPPED: Final = "_diagnostics"
_IN_CHECKOUT: Final = ("docs", "diagnostics")

_SEVERITIES: Final = {
    "error": "An error: nothing is computed from a contract or from evidence that has it.",
    "warning": "A warning: lawful, but probably not what was meant.",
    "note": "A note, for information.",
}


def rule_page(rule: Rule) -> str:
    """The page of the rule as Markdown, ending with a line end."""
    for home in _homes():
        page = home / f"{rule.code}.md"
        if page.is_file():
            # Line ends are made plain, so that a checkout on any system shows the same page.
            return page.read_bytes().decode("utf-8").replace("\r\n", "\n")
    return _page_from_words(rule)


def rule_page_path(code: str) -> str | None:
    """The file that has the page of a rule; None where there is none on the disk."""
    for home in _homes():
        page = home / f"{code}.md"
        if isinstance(page, Path) and page.is_file():
            return str(page)
    return None


def rule_data(rule: Rule) -> dict[str, str]:
    """The rule and its page as plain data; `message`, `expected` and `help` are templates with {fields}."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "title": rule.title,
        "message": rule.message,
        "expected": rule.expected,
        "help": rule.help,
        "page": rule_page(rule),
    }


def _homes() -> tuple[Traversable, ...]:
    # The shipped copy comes first: above an installed package lies site-packages.
    package = files("sibdsl")
    return package / _SHIPPED, Path(str(package)).parent.joinpath(*_IN_CHECKOUT)


def _page_from_words(rule: Rule) -> str:
    blocks = [f"# {rule.code}: {rule.title}", f"`{rule.name}`. {_SEVERITIES[rule.severity]}"]
    if rule.message:
        blocks.append(f"You see: {rule.message}")
    if rule.expected:
        blocks.append(f"Expected: {rule.expected}")
    if rule.help:
        blocks.append(f"What to do: {rule.help}")
    return "\n\n".join(blocks) + "\n"
