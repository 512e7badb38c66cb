"""Contracts are coloured by the TextMate grammars as the compiler reads them, in the engine that VS Code has."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.editors.colours import differences
from tests.editors.tokens import ROOT, contracts

# A scope is in the class of the first of these that it begins with.
CLASSES = {
    "keyword.operator.arithmetic": "sign",
    "keyword.operator.assignment": "sign",
    "keyword.": "keyword",
    "constant.language": "keyword",
    "support.type": "unit",
    "support.constant": "name",
    "entity.name": "name",
    "variable.other": "name",
    "constant.numeric.money": "money",
    "constant.numeric.date": "date",
    "constant.numeric.percent": "percent",
    "constant.numeric": "number",
    "punctuation.s": "sign",
    "string.": "text",
    "comment.": "comment",
}


def tokenise(extension: Path, node: str, scope: str, texts: dict[str, str]) -> dict[str, list[tuple[int, int, Any]]]:
    """What the grammars make of some texts."""
    run = subprocess.run(
        [node, "tests/tokenise.mjs"],
        cwd=extension,
        input=json.dumps({"scope": scope, "texts": texts}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def class_of(scopes: list[str]) -> str:
    """The class of a character by its scopes, the innermost last."""
    for scope in reversed(scopes):
        for beginning, name in CLASSES.items():
            if scope.startswith(beginning):
                return name
        # The quotes and the escapes of a text are text.
        if scope.startswith(("invalid.", "constant.character", "punctuation.definition")):
            continue
    return "space"


def colours(text: str, tokens: list[tuple[int, int, Any]]) -> list[str]:
    """The class of every character; offsets come in UTF-16."""
    units = [index for index, letter in enumerate(text) for _ in range(1 + (ord(letter) > 0xFFFF))]
    found = ["space"] * len(text)
    for start, end, scopes in tokens:
        for index in units[start:end]:
            found[index] = class_of(scopes)
    return found


def test_every_token_of_every_contract_has_the_colour_of_what_it_is(extension: Path, node: str) -> None:
    texts = contracts()
    seen = tokenise(extension, node, "source.sib", texts)
    found = {name: differences(text, colours(text, seen[name])) for name, text in texts.items()}
    assert {name: each for name, each in found.items() if each} == {}


def test_nothing_in_a_contract_is_invalid(extension: Path, node: str) -> None:
    seen = tokenise(extension, node, "source.sib", contracts())
    scopes = {scope for tokens in seen.values() for _, _, scopes in tokens for scope in scopes}
    assert not {scope for scope in scopes if scope.startswith("invalid.")}


def test_textmate_and_pygments_agree_also_on_broken_contracts(extension: Path, node: str) -> None:
    from tests.editors.test_pygments import colours as by_pygments

    files = sorted((ROOT / "tests" / "cases" / "reject").rglob("*.sib"))
    texts = {file.as_posix(): file.read_bytes().decode("utf-8", "replace") for file in files}
    # Half-closed texts are coloured to the end of the line in an editor, and not at all by Pygments.
    texts = {name: text for name, text in texts.items() if "\r" not in text and text.count('"') % 2 == 0}
    seen = tokenise(extension, node, "source.sib", texts)
    agreed = 0
    for name, text in texts.items():
        pairs = zip(text, colours(text, seen[name]), by_pygments(text), strict=True)
        kept = [(here, there) for letter, here, there in pairs if letter.isalpha() and there != "error"]
        agreed += sum({here, there} <= {"money", "number"} or here == there for here, there in kept) / max(len(kept), 1)
    assert agreed / len(texts) > 0.99


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
@pytest.mark.parametrize("scope", ["text.html.markdown", "text.html.markdown.sib"])
def test_blocks_in_markdown_are_coloured_and_prose_is_not(extension: Path, node: str, scope: str, fence: str) -> None:
    text = f"# Terms\n\nThe cap is low.\n\n{fence}sib\ncap most GBP 5 on all payments in total\n{fence}\n\n# The cap\n"
    (tokens,) = tokenise(extension, node, scope, {"page": text}).values()
    by_place = {text[start:end]: scopes for start, end, scopes in tokens}
    assert any("keyword.control.declaration.sib" in each for each in by_place["cap"])
    assert any(each.startswith("entity.name") for each in by_place["most"])
    assert "markup.heading.markdown" in by_place["# The cap"]
    assert not any(".sib" in each for each in by_place["The cap is low."] if each != scope)


def test_the_cases_written_by_hand_hold(extension: Path, npm: str) -> None:
    run = subprocess.run([npm, "run", "test:grammar"], cwd=extension, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
