"""The runtime as text, to travel inside a generated module.

In: the source files of `sibdsl.runtime`, those that the module calls, and names that it keeps for itself.
Out: their code in an order in which it runs, the imports it needs, and the names it takes.
Relies on: those files importing only the standard library and, by name, each other.
Guarantees: the code is theirs, line by line, but for imports, for module docstrings, which become comments,
and for names that two files or the module itself would otherwise share.
"""

from __future__ import annotations

import ast
from functools import cache
from importlib import resources

import msgspec

from sibdsl.diagnostics.internal import InternalError
from sibdsl.generators.python.renaming import renamed

_PACKAGE = "sibdsl.runtime"
# The abstract set is imported under another name, as linters ask, lest it be taken for the builtin.
_ALIASES = {("collections.abc", "Set"): "AbstractSet"}


class Support(msgspec.Struct, frozen=True):
    """The runtime, ready to be written into a module.

    `imports` are the names taken from each module of the standard library, an empty one for the module itself;
    `names` is every name defined or imported; `called` gives the new name of each name that was changed.
    """

    imports: dict[str, tuple[str, ...]]
    lines: tuple[str, ...]
    names: frozenset[str]
    called: dict[tuple[str, str], str]


class _File(msgspec.Struct, frozen=True):
    """One file of the runtime: what it defines, and what it takes from the others and from outside."""

    name: str
    text: str
    tree: ast.Module
    defined: tuple[str, ...]
    inside: tuple[tuple[str, str], ...]
    outside: tuple[tuple[str, str], ...]


@cache
def read_support(kept: frozenset[str], called_files: frozenset[str]) -> Support:
    """Read what some files of the runtime reach; `kept` are names that it must leave to the module."""
    files = _in_order(_reached_from(called_files))
    called = _new_names(files, kept)
    imports: dict[str, set[str]] = {}
    lines: list[str] = []
    for file in files:
        for module, name in file.outside:
            imports.setdefault(module, set()).add(_imported_as(module, name))
        lines += _section(file, called)
    defined = {called.get((file.name, name), name) for file in files for name in file.defined}
    imported = {_ALIASES.get(pair, pair[1] or pair[0]) for file in files for pair in file.outside}
    if defined & imported:
        raise InternalError(f"the runtime defines and imports {', '.join(sorted(defined & imported))}")
    return Support(
        {module: tuple(sorted(names)) for module, names in sorted(imports.items())},
        tuple(lines),
        frozenset(defined | imported),
        called,
    )


def _imported_as(module: str, name: str) -> str:
    alias = _ALIASES.get((module, name))
    return f"{name} as {alias}" if alias else name


def _reached_from(names: frozenset[str]) -> list[_File]:
    """Read some files and all that they import, by name."""
    found: dict[str, _File] = {}
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _read(name)
            waiting += [module for module, _ in found[name].inside]
    return [found[name] for name in sorted(found)]


def _read(name: str) -> _File:
    text = resources.files(_PACKAGE).joinpath(f"{name}.py").read_text(encoding="utf-8")
    tree = ast.parse(text)
    inside: list[tuple[str, str]] = []
    outside: list[tuple[str, str]] = []
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom) and any(alias.asname for alias in statement.names):
            raise InternalError(f"the runtime file {name} imports under another name")
        if isinstance(statement, ast.Import):
            outside += [(alias.name, "") for alias in statement.names]
        elif isinstance(statement, ast.ImportFrom) and statement.module is not None:
            own = statement.module.removeprefix(f"{_PACKAGE}.")
            chosen = inside if own != statement.module else outside
            chosen += [(own, alias.name) for alias in statement.names]
    defined = tuple(name for statement in tree.body for name in _defined_by(statement))
    return _File(name, text, tree, defined, tuple(inside), tuple(pair for pair in outside if pair[0] != "__future__"))


def _defined_by(statement: ast.stmt) -> list[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case _:
            return []


def _in_order(files: list[_File]) -> list[_File]:
    """Put each file behind those that it imports, by name where that leaves a choice."""
    waiting = {file.name: file for file in files}
    ordered: list[_File] = []
    while waiting:
        ready = [file for file in waiting.values() if not any(module in waiting for module, _ in file.inside)]
        if not ready:
            raise InternalError(f"the runtime files {', '.join(waiting)} import each other")
        ordered.append(ready[0])
        del waiting[ready[0].name]
    return ordered


def _new_names(files: list[_File], kept: frozenset[str]) -> dict[tuple[str, str], str]:
    """Give a new name to each name that is kept, or that an earlier file defines."""
    taken = set(kept)
    called: dict[tuple[str, str], str] = {}
    for file in files:
        for name in file.defined:
            if name in taken:
                called[(file.name, name)] = _with_file(name, file.name)
            taken.add(called.get((file.name, name), name))
    return called


def _with_file(name: str, file: str) -> str:
    private = "_" if name.startswith("_") else ""
    return f"{private}{file}_{name.removeprefix('_')}"


def _section(file: _File, called: dict[tuple[str, str], str]) -> list[str]:
    """The code of a file under a heading, its docstring as comments."""
    own = {name: called[(file.name, name)] for name in file.defined if (file.name, name) in called}
    imported = {name: called[(module, name)] for module, name in file.inside if (module, name) in called}
    aliases = {pair[1]: _ALIASES[pair] for pair in file.outside if pair in _ALIASES}
    lines = renamed(file.text, file.tree, own | imported | aliases).split("\n")
    docstring = ast.get_docstring(file.tree) or ""
    for statement in file.tree.body:
        is_docstring = statement is file.tree.body[0] and bool(docstring)
        if is_docstring or isinstance(statement, ast.Import | ast.ImportFrom):
            lines[statement.lineno - 1 : statement.end_lineno] = [""] * (
                (statement.end_lineno or statement.lineno) - statement.lineno + 1
            )
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        del lines[-1]
    heading = [f"# {line}".rstrip() for line in docstring.split("\n")]
    return [f"# {'-' * 60} {file.name.replace('_', ' ')}", "#", *heading, "", "", *lines, "", ""]
