"""Every report in the compiler gives its rule the fields that its words ask for.

The calls are read from the source, so that a message no test provokes still cannot fail in the hands of
a user. Fields given as a dictionary (`**fields`) cannot be seen from here and are taken on trust.
"""

import ast
from pathlib import Path

import pytest

import sibdsl
from sibdsl.diagnostics.registry import AREAS, all_rules
from sibdsl.diagnostics.rule import Rule

PACKAGE = Path(sibdsl.__file__).parent


def rules_by_constant() -> dict[str, Rule]:
    from importlib import import_module

    all_rules()
    named: dict[str, Rule] = {}
    for area in AREAS:
        module = import_module(f"sibdsl.diagnostics.rules.{area}")
        named |= {name: value for name, value in vars(module).items() if isinstance(value, Rule)}
    return named


def reports() -> list[tuple[str, ast.Call]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if ".report(" in text:
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "report":
                    found.append((f"{path.relative_to(PACKAGE)}:{node.lineno}", node))
    return found


def constant_of(call: ast.Call) -> str | None:
    match call.args:
        case [ast.Name(id=name), *_] | [ast.Attribute(attr=name), *_]:
            return name
        case _:
            return None


@pytest.mark.parametrize(("where", "call"), reports(), ids=lambda part: part if isinstance(part, str) else "")
def test_a_report_gives_its_rule_every_field(where: str, call: ast.Call) -> None:
    rule = rules_by_constant().get(constant_of(call) or "")
    given = {keyword.arg for keyword in call.keywords}
    if rule is None or None in given:
        return
    wanted = rule.fields()
    assert wanted <= given, f"{where} reports {rule.code} without {sorted(wanted - given)}"


def test_no_two_areas_use_one_constant_for_two_rules() -> None:
    assert len(rules_by_constant()) == len(all_rules())
