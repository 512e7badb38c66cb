"""Pages of rules: every rule has one to show."""

import pytest

from sibdsl.diagnostics.registry import all_rules
from sibdsl.diagnostics.rule import Rule
from sibdsl.workspace.rule_pages import rule_data, rule_page


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_has_a_page_that_names_it(rule: Rule) -> None:
    page = rule_page(rule)
    assert page.startswith(f"# {rule.code}")
    assert page.endswith("\n")
    assert rule_data(rule)["page"] == page


def test_a_rule_without_a_page_speaks_for_itself() -> None:
    rule = Rule("SIB000", "nothing", "warning", "a title", "found {this}", "expected {that}", "do so")
    assert rule_page(rule) == (
        "# SIB000: a title\n\n`nothing`. A warning: lawful, but probably not what was meant.\n\n"
        "You see: found {this}\n\nExpected: expected {that}\n\nWhat to do: do so\n"
    )
