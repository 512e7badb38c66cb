"""A contract's own words inside generated Python, where they can do nothing.

In: any text from a contract.
Out: string literals, comments and docstrings.
Relies on: `repr` for literals.
Guarantees: whatever the text contains, it ends where it should, breaks no line, starts no directive of a
tool (`noqa`, `type:`, `mypy:`), and shows what could not be seen as an escape.
"""

from __future__ import annotations

from textwrap import wrap

_WIDTH = 100


def literal(text: str) -> str:
    """A string literal whose value is the text."""
    shown = repr(text)
    if shown[0] == "'" and "'" not in shown[1:-1] and '"' not in shown:
        return f'"{shown[1:-1]}"'
    return shown


def comment(text: str, width: int = _WIDTH) -> list[str]:
    """Comment lines, each beginning with `# `."""
    # A hash inside a comment could begin a directive that tools look for anywhere in the line.
    return [f"# {line}" for line in _wrapped(_one_line(text).replace("#", "\\x23"), width)]


def docstring(paragraphs: list[str], width: int = _WIDTH) -> list[str]:
    """The lines of a docstring with these paragraphs; empty ones are left out."""
    lines: list[str] = []
    for paragraph in paragraphs:
        wrapped = _wrapped(_one_line(paragraph, backslash="\\\\").replace('"""', '\\"\\"\\"'), width)
        lines += [*([""] if lines and wrapped else []), *map(_undirected, wrapped)]
    if not lines:
        return ['""""""']
    if lines[-1].endswith('"'):
        lines[-1] = lines[-1][:-1] + '\\"'
    lines[0] = '"""' + (" " if lines[0].startswith('"') else "") + lines[0]
    if len(lines) == 1:
        return [lines[0] + '"""']
    return [*lines, '"""']


def _undirected(line: str) -> str:
    """Keep a line of a docstring from looking like a comment: some tools read lines, not tokens."""
    return "\\x23" + line[1:] if line.startswith("#") else line


def _one_line(text: str, backslash: str = "\\") -> str:
    """The text with single spaces for any white space and escapes for what cannot be seen."""
    return "".join(
        backslash
        if character == "\\"
        else character
        if character.isprintable()
        else character.encode("unicode_escape").decode()
        for character in " ".join(text.split())
    )


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width, break_long_words=False, break_on_hyphens=False)
