"""Contracts that a command changes: what differs, and the bytes to write.

In: a source file as it was, and its text as it will be. Out: a difference for people, bytes for the disk.
Relies on: nothing but the text. Guarantees: a byte-order mark that a file had it keeps, and so it does its line ends.
"""

from typing import Final

import click

from sibdsl.cli.console import Console
from sibdsl.source.file import SourceFile

MARK: Final = b"\xef\xbb\xbf"
"""The byte-order mark with which some editors begin a file."""


def encoded(text: str, before: bytes) -> bytes:
    """The bytes of a text that takes the place of others."""
    return (MARK if before.startswith(MARK) else b"") + text.encode("utf-8")


def show_difference(source: SourceFile, text: str, console: Console) -> None:
    """Show which lines a file would lose, and which it would gain."""
    from difflib import unified_diff

    for line in unified_diff(_lines(source.text), _lines(text), source.path, source.path):
        whole = line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
        console.result(_colored(whole) if console.colors_results else whole)


def _lines(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return [*(line + "\n" for line in lines), *([last] if last else [])]


def _colored(line: str) -> str:
    if line.startswith(("+++", "---", "@@")):
        return click.style(line, bold=True)
    return click.style(line, fg={"+": "green", "-": "red"}.get(line[0]))
