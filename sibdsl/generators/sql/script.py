"""A script: steps with names, in sections, told in comments.

In: sqlglot trees. Out: the text of a script, or its statements one by one.
Relies on ``dialects``. Guarantees: the same script, the same bytes; every step says in words what it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from sibdsl.generators.sql.dialects import Dialect

_WIDTH = 100


@dataclass(frozen=True)
class Step:
    """A table or a view of the script, or rows that are added to a table (``kind`` ``table``, ``view``, ``rows``).

    ``words`` are the paragraphs of its comment.
    """

    name: str
    kind: str
    words: tuple[str, ...]
    query: exp.Query


@dataclass(frozen=True)
class Section:
    """A part of the script that is run as a whole."""

    name: str
    title: str
    words: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Script:
    """A whole script. ``inputs`` are the tables it reads, each with its columns and their types."""

    title: str
    words: tuple[str, ...]
    inputs: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    sections: tuple[Section, ...]

    def section(self, name: str) -> Section:
        """Find a section by its name."""
        return next(section for section in self.sections if section.name == name)

    def creates(self, name: str) -> bool:
        """Say whether a step makes a table or view of a name."""
        return any(step.name == name for section in self.sections for step in section.steps)


def statements(section: Section, dialect: Dialect) -> list[str]:
    """Write the statements of a section, in order, for an engine."""
    return [statement for step in section.steps for statement in _statements(step, dialect)]


def script_text(script: Script, dialect: Dialect) -> str:
    """Write a script for people and machines."""
    lines = [*_comment(script.title), "--", *_paragraphs(script.words), "--", "-- It reads:"]
    for name, columns in script.inputs:
        listed = ", ".join(f"{column} {dialect.type_name(kind)}" for column, kind in columns)
        lines += _comment(f"{name} ({listed})", indent="  ")
    for section in script.sections:
        lines += ["", "-- " + "=" * (_WIDTH - 3), *_comment(section.title), *_paragraphs(section.words)]
        for step in section.steps:
            lines += ["", *_paragraphs(step.words)]
            for statement in _statements(step, dialect):
                lines.append(statement + ";")
    return "\n".join(lines) + "\n"


def _statements(step: Step, dialect: Dialect) -> Iterator[str]:
    body = dialect.text(step.query)
    if step.kind == "rows":
        yield f"INSERT INTO {step.name}\n{body}"
        return
    yield dialect.dropped(step.kind, step.name)
    yield f"{dialect.created(step.kind, step.name)} AS\n{body}"
    yield from dialect.counted(step.kind, step.name)


def _paragraphs(words: tuple[str, ...]) -> list[str]:
    return [line for paragraph in words for line in _comment(paragraph)]


def _comment(text: str, indent: str = "") -> list[str]:
    """Lay out a text as comments. A line end in a contract's words must not end the comment."""
    lines: list[str] = []
    current = ""
    for word in text.split():
        if current and len(current) + len(word) + 1 > _WIDTH - len(indent) - 3:
            lines.append(current)
            current = ""
        current = f"{current} {word}" if current else word
    lines.append(current)
    return [f"-- {indent}{line}".rstrip() for line in lines]
