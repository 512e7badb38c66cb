"""Write or check the generated pages of the reference: grammar, command line, Python API, diagnostics.

In: the grammar, the commands, the docstrings and the registry of diagnostics. Out: pages in docs/reference.
Relies on the modules of `reference_pages`, one a page, each with a function `page() -> str`.
Guarantees the same bytes for the same sources.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from reference_pages import commands, diagnostics, grammar, python_api

DIRECTORY = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "grammar.md": grammar.page,
    "command-line.md": commands.page,
    "python-api.md": python_api.page,
    "diagnostics.md": diagnostics.page,
}


def main(arguments: list[str]) -> int:
    """Run with `--check` or `--write`; the exit code is 1 when a committed page is out of date."""
    if arguments not in (["--write"], ["--check"]):
        print("usage: reference.py --check | --write", file=sys.stderr)
        return 2
    stale = []
    for name, page in PAGES.items():
        path, text = DIRECTORY / name, page()
        if arguments == ["--write"]:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"docs/reference/{name} is out of date: run make docs", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
