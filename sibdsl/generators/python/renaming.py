"""Giving other names to what a Python file defines or imports.

In: the text of a file, its tree, and the new name of some of its global names.
Out: the text with those names changed and everything else as it was.
Relies on: Python's own parser for what is a name.
Guarantees: a local variable that would hide one of the names is an error, never a silent mistake.
"""

from __future__ import annotations

import ast

from sibdsl.diagnostics.internal import InternalError


def renamed(text: str, tree: ast.Module, names: dict[str, str]) -> str:
    """Change global names wherever the file defines or uses them."""
    if not names:
        return text
    # Places count bytes, so the text is changed as bytes; from the end, so that earlier places stay right.
    lines = [line.encode() for line in text.split("\n")]
    for line, column, name in sorted(_places(tree, names), reverse=True):
        found = lines[line - 1].index(name.encode(), column)
        lines[line - 1] = lines[line - 1][:found] + names[name].encode() + lines[line - 1][found + len(name.encode()) :]
    return b"\n".join(lines).decode()


def _places(tree: ast.Module, names: dict[str, str]) -> set[tuple[int, int, str]]:
    found: set[tuple[int, int, str]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.arg in names:
            raise InternalError(f"a parameter hides the global name {node.arg}, which needs another name")
        if isinstance(node, ast.Name) and node.id in names:
            found.add((node.lineno, node.col_offset, node.id))
        elif isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in names and node in tree.body:
            # The place of a definition is that of its first word, behind which the name stands.
            word = "class" if isinstance(node, ast.ClassDef) else "def"
            found.add((node.lineno, node.col_offset + len(word), node.name))
    _check_assignments(tree, names)
    return found


def _check_assignments(tree: ast.Module, names: dict[str, str]) -> None:
    for outer in tree.body:
        if not isinstance(outer, ast.FunctionDef | ast.ClassDef):
            continue
        for node in ast.walk(outer):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in names:
                raise InternalError(f"a local variable hides the global name {node.id}, which needs another name")
