"""Who may import whom: the contracts in .importlinter hold, and they leave nothing out."""

import ast
import configparser
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "sibdsl"

# A code generator sees the payment IR and what lies under it; only documents may see the contract itself.
CODE_GENERATORS_MAY_IMPORT = {"ir", "diagnostics", "source", "values", "runtime", "generators"}
NOT_CODE_GENERATORS = {"documents", "__init__.py", "api.py", "registry.py"}


def imported_modules(file: Path) -> Iterator[str]:
    """Every module that a file imports, at any depth, by its full name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.relative_to(ROOT)}:{node.lineno}: write the import in full"
            assert node.module is not None
            yield node.module
            if node.module == "sibdsl":
                yield from (f"sibdsl.{alias.name}" for alias in node.names)


def test_import_contracts_are_kept() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_runtime_imports_only_the_standard_library_and_itself() -> None:
    for file in sorted((PACKAGE / "runtime").rglob("*.py")):
        for module in imported_modules(file):
            is_standard = module.split(".")[0] in sys.stdlib_module_names
            is_runtime = module == "sibdsl.runtime" or module.startswith("sibdsl.runtime.")
            assert is_standard or is_runtime, f"{file.relative_to(ROOT)} imports {module}"


# What a package is called when it is imported, where that is not its own name.
MODULES = {"python-dateutil": "dateutil", "markdown-it-py": "markdown_it"}


def test_the_runtime_contract_names_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {requirement.split(">")[0] for requirement in project["dependencies"]}
    modules = {MODULES.get(name, name) for name in names}
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    forbidden = set(contracts["importlinter:contract:runtime"]["forbidden_modules"].split())
    assert modules == forbidden


def test_code_generators_know_the_payment_ir_only() -> None:
    generators = PACKAGE / "generators"
    for file in sorted(generators.rglob("*.py")):
        if file.relative_to(generators).parts[0] in NOT_CODE_GENERATORS:
            continue
        for module in imported_modules(file):
            parts = module.split(".")
            if parts[0] == "sibdsl" and len(parts) > 1:
                assert parts[1] in CODE_GENERATORS_MAY_IMPORT, f"{file.relative_to(ROOT)} imports {module}"


def test_every_folder_of_code_is_a_package() -> None:
    # A folder without __init__.py still imports, but import-linter and mypy pass over it in silence.
    folders = {file.parent for file in PACKAGE.rglob("*.py")}
    missing = [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()]
    assert not missing
