"""Contracts in prose: what is read of them, and where what is wrong with them is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import sibdsl
from sibdsl.source.fences import blanked, fences_of, hidden_fences
from sibdsl.source.span import start_of
from sibdsl.workspace.compilation import Compilation
from sibdsl.workspace.contracts import find_contracts

CONTRACT = """\
contract small "Small" {
  currency GBP
  term 2027-04-01 to 2031-03-31
}
"""
PARTIES = """\
party council "Council" is outcome_payer
party charity "Charity" is service_provider
"""
PAYMENT = """\
payment success "Success" from council to charity {
  due once on 2031-06-30
  pays GBP 100,000
}
"""


def fenced(code: str, marks: str = "```") -> str:
    return f"{marks}sib\n{code}{marks}\n"


def compiled(text: str) -> Compilation:
    return sibdsl.compile(text, filename="contract.sib.md")


def told(text: str) -> list[tuple[str, int]]:
    """The code and the line of each finding."""
    return [
        (found.code, found.source.position(start_of(found.span))[0] if found.source else 0)
        for found in compiled(text).diagnostics
    ]


OPENING = "# Small 🎯\n\nA payment \u201cfor success\u201d {.\n\n"
PROSE = f"{OPENING}{fenced(CONTRACT + PARTIES)}\nWhat is paid:\n\n{fenced(PAYMENT, '~~~~')}"


def test_the_blocks_together_are_the_contract() -> None:
    whole, prose = sibdsl.compile(CONTRACT + PARTIES + PAYMENT), compiled(PROSE)
    assert prose.ok
    assert prose.program == whole.program


def test_line_ends_of_windows_and_tabs() -> None:
    assert compiled(PROSE.replace("\n", "\r\n").replace("  ", "\t")).ok


def test_a_mistake_is_told_in_the_line_of_the_file() -> None:
    text = PROSE.replace("to charity", "to chartiy")
    assert told(text) == [("SIB201", 1 + text[: text.index("chartiy")].count("\n"))]


def test_other_blocks_are_prose() -> None:
    assert compiled(PROSE + "\n```csv\nmetric,value\n```\n\n```sib ignore\npayment broken {\n```\n").ok


def test_a_comment_of_markdown_is_prose() -> None:
    assert compiled(PROSE + f"\n<!-- not agreed yet:\n{fenced('payment broken {')}-->\n").ok


def test_prose_without_contract_language() -> None:
    assert told("# A contract\n\nThe parties agree.\n") == [("SIB017", 1)]


def test_a_block_that_does_not_end() -> None:
    text = PROSE.removesuffix("~~~~\n")
    assert told(text) == [("SIB018", 16)]
    (found,) = compiled(text).diagnostics
    assert found.fix is not None
    assert found.fix.edits[0].text == "~~~~\n"


def test_a_declaration_in_two_blocks() -> None:
    start, end = PAYMENT.split("  pays")
    assert told(fenced(CONTRACT + PARTIES) + "\n" + fenced(start) + "\nThe amount:\n\n" + fenced("  pays" + end)) == [
        ("SIB019", 11)
    ]


@pytest.mark.parametrize("before", ["- ", "> ", "1. ", "    "])
def test_a_block_inside_a_list_or_a_quotation_is_not_read(before: str) -> None:
    text = PROSE + f"\n{before}```sib\n{before}{PARTIES}\n{before}```\n"
    assert ("SIB020", PROSE.count("\n") + 2) in told(text)


def test_files_import_one_another(tmp_path: Path) -> None:
    (tmp_path / "contract.sib.md").write_text(fenced(CONTRACT + 'import "parties.sib"\n' + PAYMENT))
    (tmp_path / "parties.sib").write_text('import "parties.sib.md"\n')
    (tmp_path / "parties.sib.md").write_text("Who they are:\n\n" + fenced(PARTIES.replace("Council", "The council")))
    contract = sibdsl.compile(tmp_path / "contract.sib.md")
    assert contract.ok
    assert contract.model.parties[0].title == "The council"


def test_a_directory_is_searched_for_contracts_in_prose(tmp_path: Path) -> None:
    (tmp_path / "contract.sib.md").write_text(fenced(CONTRACT + 'import "parties.sib.md"\n'))
    (tmp_path / "parties.sib.md").write_text(f"A\ncontract for parties.\n\n{fenced(PARTIES)}")
    (tmp_path / "notes.md").write_text("Notes.")
    assert find_contracts([str(tmp_path)]) == [str(tmp_path / "contract.sib.md")]


FENCE_LINES = [
    "```",
    "~~~",
    "````",
    "```sib",
    "~~~ sib title=`x`",
    "```sib a`b",
    "   ```sib",
    "    ```",
    "```csv",
    " ~~~",
]
OTHER_LINES = ["text", "", "<!-- a", "-->", "party a", "## Heading", "\ttext"]
LINES = st.lists(st.sampled_from([*FENCE_LINES, *OTHER_LINES]), max_size=12)


@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_blocks_are_those_of_commonmark(lines: list[str], line_end: str) -> None:
    text = line_end.join(lines)
    found = [text[: fence.start].count("\n") for fence in fences_of(text)]
    assert found == list(fences_of_markdown_it(text))


def fences_of_markdown_it(text: str) -> Iterator[int]:
    """The line after the opening of each block marked `sib`."""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "fence" and token.info.split()[:1] == ["sib"] and token.map is not None:
            yield min(token.map[0] + 1, text.count("\n"))


@given(LINES)
def test_blank_text_has_the_same_length_and_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    code = blanked(text, fences_of(text))
    assert [len(line) for line in code.split("\n")] == [len(line) for line in text.split("\n")]


def test_an_illustration_in_a_list_is_not_reported() -> None:
    assert hidden_fences("- so:\n  ```sib ignore\n  party a\n  ```\n") == ()
