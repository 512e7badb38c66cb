"""Write or check the prepared modules: `python -m sibdsl.syntax.prepare --write` or `--check`.

In: the grammar and the recorded mistakes. Out: `tables.py`, plain values that the parser loads instead of
the grammar, and `mistakes.py`, sentences that it loads when something is wrong.
Relies on: Lark, which only this command, the tests and the benchmarks load.
Guarantees: the same bytes for the same grammar; `--check` ends with 1 when they are not the ones there.
The recorded mistakes are found by running the parser, so its modules are imported late: with new tables.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from sibdsl.syntax.grammar import load_syntax_errors
from sibdsl.syntax.preparation import START, Prepared, prepare
from sibdsl.syntax.reference import build_reference

TABLES = Path(__file__).with_name("tables.py")
MISTAKES = Path(__file__).with_name("mistakes.py")

_HEADER = '''"""The parser's tables. Generated from grammar/ by `python -m sibdsl.syntax.prepare --write`.

In: nothing. Out: plain values; `sibdsl.syntax.actions` says how an action is written.
Relies on: nothing. Guarantees: what `sibdsl.syntax.preparation` guarantees.
"""
# ruff: noqa
# fmt: off

from typing import Final
'''

_MISTAKES_HEADER = '''"""Sentences for common mistakes. Generated from grammar/ by `python -m sibdsl.syntax.prepare --write`.

In: nothing. Out: the sentences by the place of the mistake, as `sibdsl.syntax.sentences` describes it.
Relies on: the tables they were found with. Guarantees: nothing of its own.
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


def mistakes_text() -> str:
    """The text of the module that holds the sentences, found with the tables that are there now."""
    from sibdsl.syntax.sentences import find_sentences

    sentences = find_sentences(load_syntax_errors())
    numbers = {sentence: number for number, sentence in enumerate(dict.fromkeys(sentences.values()))}
    texts = "".join(f"    (\n{''.join(f'        {line!r},\n' for line in lines)}    ),\n" for lines in numbers)
    places = "".join(f"    {place}: _SENTENCES[{numbers[lines]}],\n" for place, lines in sentences.items())
    return (
        f"{_MISTAKES_HEADER}\n_SENTENCES: Final = (\n{texts})\n\n"
        f"MISTAKES: Final[dict[tuple[int, int, int], tuple[str, str, str]]] = {{\n{places}}}\n"
        '"""What is wrong, what was expected, the next step; by the place of the mistake."""\n'
    )


def main(arguments: list[str]) -> int:
    """Run with `--check` or `--write`; the exit code is 1 when a module is out of date."""
    if arguments not in (["--check"], ["--write"]):
        print("usage: python -m sibdsl.syntax.prepare --check | --write", file=sys.stderr)
        return 2
    write = arguments == ["--write"]
    tables = tables_text(prepare(build_reference((START,), whole_words=False)))
    if _is_fresh(TABLES, tables, write) and _is_fresh(MISTAKES, mistakes_text(), write):
        return 0
    return 1


def _is_fresh(path: Path, text: str, write: bool) -> bool:
    if write:
        path.write_text(text, encoding="utf-8")
    elif not path.is_file() or path.read_text(encoding="utf-8") != text:
        print(f"{path.name} is out of date: run make grammar", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
