"""The runtime can be copied into one module: no name is made twice, and every import can be taken out."""

import ast
from collections import Counter
from pathlib import Path

import pytest

import sibdsl.runtime

FILES = sorted(path for path in Path(sibdsl.runtime.__file__).parent.glob("*.py") if path.name != "__init__.py")


def names_made_by(tree: ast.Module) -> list[str]:
    found: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.append(node.name)
        elif isinstance(node, ast.Assign):
            found.extend(target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.append(node.target.id)
    return found


def test_no_name_is_made_in_two_files() -> None:
    made = Counter(name for path in FILES for name in names_made_by(ast.parse(path.read_text(encoding="utf-8"))))
    assert [name for name, count in made.items() if count > 1] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_imports_between_files_stand_at_the_top_and_rename_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sibdsl"):
            assert id(node) in at_top, "an import inside a function could not be taken out"
            assert [alias.name for alias in node.names if alias.asname] == []
            assert (node.module or "").startswith("sibdsl.runtime.")
        elif isinstance(node, ast.Import):
            assert [alias.name for alias in node.names if alias.asname or alias.name.startswith("sibdsl")] == []


def test_files_import_one_another_without_a_circle() -> None:
    needs = {
        path.stem: {
            (node.module or "").rpartition(".")[2]
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sibdsl.runtime.")
        }
        for path in FILES
    }
    placed: set[str] = set()
    while ready := {name for name, needed in needs.items() if name not in placed and needed <= placed}:
        placed |= ready
    assert placed == set(needs)
