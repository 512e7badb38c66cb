"""The runtime inside a generated module is the runtime."""

import ast
from importlib import resources

import pytest

from sibdsl.diagnostics.internal import InternalError
from sibdsl.generators.python.renaming import renamed
from sibdsl.generators.python.support import read_support

KEPT = frozenset({"settle", "main"})


def _runtime_files() -> dict[str, str]:
    files = resources.files("sibdsl.runtime").iterdir()
    return {file.name: file.read_text(encoding="utf-8") for file in files if file.name.endswith(".py")}


ALL = frozenset(name.removesuffix(".py") for name in _runtime_files() if name != "__init__.py")


def _bodies(text: str) -> list[str]:
    """Every definition and statement of a file except imports and docstrings, as Python sees it."""
    return [
        ast.dump(statement)
        for statement in ast.parse(text).body
        if not isinstance(statement, ast.Import | ast.ImportFrom) and not _is_text(statement)
    ]


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def test_every_statement_of_the_runtime_is_there_once_and_unchanged_but_for_names() -> None:
    support = read_support(KEPT, ALL)
    text = "\n".join(support.lines)
    for (_, name), called in support.called.items():
        text = text.replace(called, name)
    expected = [body for source in _runtime_files().values() for body in _bodies(source)]
    # The one name that linters ask to be imported under another.
    found = [body.replace("AbstractSet", "Set") for body in _bodies(text)]
    assert sorted(found) == sorted(expected)


def test_only_what_is_reached_is_there() -> None:
    support = read_support(KEPT, frozenset({"business_days"}))
    assert {"add_business_days", "roll"} <= support.names
    assert not {"Plan", "Case"} & support.names


def test_names_that_a_module_keeps_are_changed_in_the_runtime() -> None:
    support = read_support(KEPT, ALL)
    assert support.called[("settlement", "settle")] == "settlement_settle"
    assert not KEPT & support.names
    assert {"Case", "Plan", "Fraction", "json", "settlement_settle"} <= support.names


def test_no_line_imports_or_uses_what_is_not_there() -> None:
    support = read_support(KEPT, ALL)
    header = [
        f"from {module} import {name}" if name else f"import {module}"
        for module, names in support.imports.items()
        for name in names
    ]
    text = "\n".join(["from __future__ import annotations", *header, *support.lines])
    assert "sibdsl" not in text
    compile(text, "support.py", "exec")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def a(): pass\na()\n", "def b(): pass\nb()\n"),
        ("x = a(é, a)\n", "x = b(é, b)\n"),
        ("s = 'é'; t: a = a.a(a=1)\n", "s = 'é'; t: b = b.a(a=1)\n"),
        ("class a:\n    def a(self): return 'a'\n", "class b:\n    def a(self): return 'a'\n"),
        ("abc = [a for c in a]\n", "abc = [b for c in b]\n"),
    ],
)
def test_names_are_changed_where_they_are_names(before: str, after: str) -> None:
    assert renamed(before, ast.parse(before), {"a": "b"}) == after


@pytest.mark.parametrize("text", ["def f(a): return a\n", "def f():\n    a = 1\n", "f = lambda a: a\n"])
def test_a_variable_that_would_hide_the_name_is_an_error(text: str) -> None:
    with pytest.raises(InternalError, match="hides the global name a"):
        renamed(text, ast.parse(text), {"a": "b"})
