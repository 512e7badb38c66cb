"""Generated Python modules, loaded whole from a file or with their support code shared, and evidence for them."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from sibdsl.generators.python.module import generate_python
from sibdsl.ir.program import Program
from sibdsl.runtime.evidence import Evidence

_DIVIDER = "# Support code: the same for every contract.\n"
_IMPORTS = ("import ", "from ")


@contextmanager
def module_file(text: str, directory: Path) -> Iterator[ModuleType]:
    """A generated module, imported from a file in the directory as its users import it."""
    path = directory / "generated_contract.py"
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("generated_contract", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up while they are made.
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
        yield module
    finally:
        del sys.modules[spec.name]


def module_of(program: Program) -> ModuleType:
    """The module of a program. Its support code, the same text in all of them, is run only once."""
    text = generate_python(program)
    contract, divider, support = text.partition(_DIVIDER)
    assert divider
    header = "".join(line + "\n" for line in contract.split("\n") if line.startswith(_IMPORTS))
    module = ModuleType("generated_contract")
    vars(module).update(_support(header + divider + support), __name__="generated_contract")
    exec(compile(contract, "generated_contract.py", "exec"), vars(module))
    return module


@lru_cache(maxsize=2)
def _support(text: str) -> dict[str, Any]:
    module = ModuleType("generated_support")
    sys.modules[module.__name__] = module
    exec(compile(text, "generated_support.py", "exec"), vars(module))
    return vars(module)


def evidence_in(module: ModuleType, evidence: Evidence) -> Any:
    """The same evidence in the types of a generated module."""
    return _in(module, evidence)


def _in(module: ModuleType, value: Any) -> Any:
    if is_dataclass(value):
        parts = {field.name: _in(module, getattr(value, field.name)) for field in fields(value)}
        return getattr(module, type(value).__name__)(**parts)
    if isinstance(value, dict):
        return {key: _in(module, item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_in(module, item) for item in value)
    return value
