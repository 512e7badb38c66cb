"""Write or check what colours contracts in editors: TextMate, Vim, and the words of the Pygments lexer.

In: the grammar. Out: files under editors/ and `sibdsl/highlighting/vocabulary.py`.
Relies on the modules of `colouring`: one vocabulary, and a writer for each editor.
Guarantees the same bytes for the same grammar.
"""

import sys
from pathlib import Path

from colouring.python_words import python_text
from colouring.textmate_grammar import injection_text, literate_text, textmate_text
from colouring.vim_syntax import vim_text
from colouring.vocabulary import build_vocabulary

ROOT = Path(__file__).resolve().parents[2]


def generated() -> dict[str, str]:
    """The text of every generated file, by its path in the checkout."""
    vocabulary = build_vocabulary()
    return {
        "sibdsl/highlighting/vocabulary.py": python_text(vocabulary),
        "editors/vscode/syntaxes/sib.tmLanguage.json": textmate_text(vocabulary),
        "editors/vscode/syntaxes/sib-in-markdown.tmLanguage.json": injection_text(),
        "editors/vscode/syntaxes/sib-markdown.tmLanguage.json": literate_text(),
        "editors/neovim/syntax/sib.vim": vim_text(vocabulary),
    }


def main(arguments: list[str]) -> int:
    """Run with `--check` or `--write`; the exit code is 1 when a committed file is out of date."""
    if arguments not in (["--write"], ["--check"]):
        print("usage: textmate.py --check | --write", file=sys.stderr)
        return 2
    stale = []
    for name, text in generated().items():
        path = ROOT / name
        if arguments == ["--write"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"{name} is out of date: run make docs", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
