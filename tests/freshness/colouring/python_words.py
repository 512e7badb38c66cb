"""The vocabulary as a Python module, for the Pygments lexer, which is installed without the grammar's tools.

In: a `Vocabulary`. Out: the text of `sibdsl/highlighting/vocabulary.py`.
Relies on: nothing more. Guarantees: plain literals, laid out as the project's formatter lays them out.
"""

from colouring.vocabulary import Vocabulary

HEADER = '''"""Which words of the language are keywords, of which class, and how its tokens look.

In: nothing. Out: runs of keywords by class, those of more words first, and regular expressions.
Relies on: nothing. Guarantees: every keyword of the grammar is in one of the runs.

Generated from grammar/ by `python tests/freshness/textmate.py --write`; edit that, not this.
"""
# ruff: noqa: E501

from typing import Final
'''
_MEANINGS = {
    "declarations": "Begin a declaration.",
    "statements": "Begin a statement inside braces.",
    "rows": "Begin a row of a table.",
    "operators": "Compute or compare, anywhere in a statement.",
    "constants": "Are a whole answer by themselves, anywhere in a statement.",
    "connectives": "Hold a statement together.",
    "naming_declarations": "Declarations that are followed by the name that they declare.",
    "naming_statements": "Statements that are followed by the name that they declare.",
}


def python_text(vocabulary: Vocabulary) -> str:
    """The text of the module."""
    parts = [HEADER]
    for field, meaning in _MEANINGS.items():
        runs = "".join(f'    "{run}",\n' for run in getattr(vocabulary, field))
        parts.append(f'\n{field.upper()}: Final = (\n{runs})\n"""{meaning}"""\n')
    patterns = "".join(f"    {name!r}: {pattern!r},\n" for name, pattern in sorted(vocabulary.tokens.items()))
    parts.append(
        f"\n# fmt: off\nTOKENS: Final = {{\n{patterns}}}\n# fmt: on\n"
        '"""Regular expressions for names, numbers, dates, texts and comments, by their name in the grammar."""\n'
    )
    return "".join(parts)
