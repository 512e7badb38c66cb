"""The public names of the package, from their signatures and docstrings.

In: the source text of the modules in which the names of `sibdsl.__all__` are defined. Out: a page.
Relies on the source rather than on live objects, whose signatures print differently in each Python.
Guarantees: every public name is there; a public method without a docstring is an error, not a blank.
"""

import ast
import re
import textwrap
from importlib.util import find_spec
from pathlib import Path

from reference_pages.markup import NOTICE

import sibdsl

_ORDER = (
    "compile", "Compilation", "render", "Diagnostic", "read_evidence", "settle", "Statement", "ClaimsWanted",
    "tell_claim", "run_scenarios",
    "cash_flows", "CapitalResult", "stakes", "generate", "Generator", "Artifact", "Contract", "Program",
    "ContractHasErrors", "ClaimsProblem", "InternalError",
)  # fmt: skip
_RETURNED = {
    "Evidence": "sibdsl.runtime.evidence",
    "ScenarioResult": "sibdsl.workspace.scenarios",
    "Stakes": "sibdsl.analysis.stakes_table",
    "ExpectationResult": "sibdsl.workspace.scenarios",
}
"""What the public functions return, and where it is defined: not imported by name, but read."""

Definition = ast.FunctionDef | ast.ClassDef


def page() -> str:
    """The text of docs/reference/python-api.md."""
    names = set(sibdsl.__all__) - {"__version__"}
    assert names == set(_ORDER), f"put these names into their order: {sorted(names ^ set(_ORDER))}"
    parts = [
        NOTICE.format(source="the docstrings of the package"),
        "# Python API\n\n",
        "These are the public names of the package `sibdsl`. Whatever is not on this page may change at any time.\n"
        "Importing the package loads nothing else; each name is loaded when it is first used.\n\n",
        "```python\n" + _example() + "```\n\n",
        "`sibdsl.__version__` is the version as text.\n",
    ]
    parts += [_section(name, f"sibdsl.{sibdsl._HOMES[name]}") for name in _ORDER]
    parts.append("\n## What the functions return\n\nThese are not imported by name.\n")
    parts += [_section(name, module) for name, module in _RETURNED.items()]
    return "".join(parts)


def _example() -> str:
    """The example of the package's own docstring."""
    lines = (sibdsl.__doc__ or "").splitlines()
    first = next(index for index, line in enumerate(lines) if line.startswith("    "))
    return textwrap.dedent("\n".join(lines[first:])).strip() + "\n"


def _section(name: str, module: str) -> str:
    definition = _definition(module, name)
    if isinstance(definition, ast.FunctionDef):
        body = f"```python\n{_signature(definition, '')}\n```\n\n{_docstring(definition, name)}"
    else:
        body = _class(definition, name)
    return f"\n## {name}\n\n{body}"


def _definition(module: str, name: str) -> Definition:
    spec = find_spec(module)
    assert spec is not None and spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    return next(node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name)


def _class(definition: ast.ClassDef, name: str) -> str:
    bases = ", ".join(ast.unparse(base) for base in definition.bases)
    parts = [f"```python\nclass {name}{f'({bases})' if bases else ''}\n```\n\n", _docstring(definition, name)]
    fields = [
        f"`{node.target.id}`: `{ast.unparse(node.annotation)}`"
        for node in definition.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and not node.target.id.startswith("_")
    ]
    if fields:
        parts.append("\nFields: " + ", ".join(fields) + ".\n")
    for node in definition.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            parts.append(f"\n### `{name}.{_signature(node, 'self')}`\n\n{_docstring(node, f'{name}.{node.name}')}")
    return "".join(parts)


def _signature(node: ast.FunctionDef, bound: str) -> str:
    arguments = ast.unparse(node.args).removeprefix(bound).removeprefix(", ")
    returns = "" if node.returns is None else f" -> {ast.unparse(node.returns)}"
    is_property = any("property" in ast.unparse(decorator) for decorator in node.decorator_list)
    heading = f"{node.name}{returns.replace(' ->', ':')}" if is_property else f"{node.name}({arguments}){returns}"
    # Annotations in quotes are names that are loaded later; defaults keep their quotes.
    return re.sub(r"(: |-> |\[)'([^']+)'", r"\1\2", heading)


def _docstring(node: Definition, name: str) -> str:
    text = ast.get_docstring(node)
    assert text, f"{name} is public and has no docstring"
    lines: list[str] = []
    in_list = False
    for line in text.splitlines():
        if line in ("Raises:", "Attributes:", "Args:", "Returns:"):
            in_list = True
            lines += [line, ""]
        elif in_list and re.match(r"    \S", line):
            subject, _, rest = line.strip().partition(":")
            lines.append(f"- `{subject}`:{rest}")
        else:
            lines.append(f"  {line.strip()}" if in_list and line else line)
    return "\n".join(lines).replace("``", "`") + "\n"
