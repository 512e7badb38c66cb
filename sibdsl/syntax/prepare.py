"""Write or check `sibdsl/syntax/tables.py`: `python -m sibdsl.syntax.prepare --write` or `--check`.

In: the grammar. Out: a module of plain values that the parser loads instead of the grammar.
Relies on: Lark, which only this command, the tests and the benchmarks load.
Guarantees: the same bytes for the same grammar; `--check` ends with 1 when they are not the ones there.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from sibdsl.syntax.preparation import START, Prepared, prepare
from sibdsl.syntax.reference import build_reference

TABLES = Path(__file__).with_name("tables.py")

_HEADER = '''"""The parser's tables. Generated from grammar/ by `python -m sibdsl.syntax.prepare --write`.

In: nothing. Out: plain values; `sibdsl.syntax.actions` says how an action is written.
Relies on: nothing. Guarantees: what `sibdsl.syntax.preparation` guarantees.
"""
# ruff: noqa
# fmt: off

from typing import Final
'''


def tables_text(prepared: Prepared) -> str:
    """The text of the module that holds `prepared`."""
    parts = [
        _HEADER,
        _several("TERMINALS", "tuple[str, ...]", prepared.terminals, "What each kind of token is, as it is written."),
        _several("WORDS", "dict[str, int]", prepared.words, "The kind of each keyword."),
        f'FIRST_WORD: Final = {prepared.first_word}\n"""The kinds of words are this one and all after it."""\n',
        _several(
            "PHRASES",
            "tuple[tuple[int, int, str], ...]",
            prepared.phrases,
            "The kind of a phrase's first token, the kind of the phrase, its pattern.",
        ),
        _several(
            "ACTIONS", "tuple[tuple[int, ...], ...]", prepared.actions, "By state: kind, action, kind, action ..."
        ),
        _several("GOTOS", "tuple[tuple[int, ...], ...]", prepared.gotos, "By state: nonterminal, state ..."),
        _several(
            "RULES",
            "tuple[tuple[int, int, str, tuple[int | None, ...]], ...]",
            ((0, 0, "", ()), *prepared.rules),
            "By rule: nonterminal, length, builder, children.",
        ),
    ]
    return "\n".join(parts)


def _several(name: str, kind: str, values: Iterable[object], meaning: str) -> str:
    if isinstance(values, dict):
        lines = [f"    {key!r}: {value!r},\n" for key, value in values.items()]
        return f'{name}: Final[{kind}] = {{\n{"".join(lines)}}}\n"""{meaning}"""\n'
    lines = [f"    {value!r},\n" for value in values]
    return f'{name}: Final[{kind}] = (\n{"".join(lines)})\n"""{meaning}"""\n'


def main(arguments: list[str]) -> int:
    """Run with `--check` or `--write`; the exit code is 1 when the tables are out of date."""
    if arguments not in (["--check"], ["--write"]):
        print("usage: python -m sibdsl.syntax.prepare --check | --write", file=sys.stderr)
        return 2
    text = tables_text(prepare(build_reference((START,), whole_words=False)))
    if arguments == ["--write"]:
        TABLES.write_text(text, encoding="utf-8")
        return 0
    if TABLES.is_file() and TABLES.read_text(encoding="utf-8") == text:
        return 0
    print(f"{TABLES.name} is out of date: run make grammar", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
