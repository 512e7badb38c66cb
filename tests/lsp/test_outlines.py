"""Outlines, folds, the search for declarations, and colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from sibdsl.lsp.colouring import LEGEND
from tests.lsp.desk import HEAD, Page, on_disk

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAYMENT = """
# What is paid,
# and when.
payment fee "Fixed fee 日本" from council to provider {
  due  once on 2024-12-31, payable within 30 days
  pays GBP 1,000
  note \"\"\"It is paid
          in one sum.\"\"\"
}
"""


async def test_the_outline_of_a_file(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        found = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(page.identifier))
        assert found is not None
        assert [(each.name, each.kind.name) for each in found] == [
            ("pilot", "Namespace"),
            ("council", "Class"),
            ("provider", "Class"),
            ("fee", "Function"),
        ]
        fee = found[-1]
        assert isinstance(fee, types.DocumentSymbol)
        assert page.marked(fee.selection_range) == "fee"
        assert page.marked(fee.range).startswith("payment fee")
        assert fee.detail is not None and "council → provider" in fee.detail


async def test_the_search_finds_what_is_open_and_what_is_beside_it(editor: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "other.sib").write_text(HEAD + PAYMENT.replace("payment fee", "payment zebra_fee"))
    async with on_disk(
        editor, tmp_path / "contract.sib", HEAD + PAYMENT.replace("payment fee", "payment quagga")
    ) as page:
        await page.findings()
        for query, name in (("quagga", "contract.sib"), ("zebrfee", "other.sib")):
            found = await editor.workspace_symbol_async(types.WorkspaceSymbolParams(query))
            assert found, query
            location = found[0].location
            assert isinstance(location, types.Location)
            assert location.uri == (tmp_path / name).as_uri()


async def test_what_folds(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        found = await editor.text_document_folding_range_async(types.FoldingRangeParams(page.identifier))
        assert found is not None
        lines = page.text.splitlines()
        assert [(lines[each.start_line], lines[each.end_line]) for each in found] == [
            ('contract pilot "A pilot" {', "  term         2024-01-01 to 2026-12-31"),
            ("# What is paid,", "# and when."),
            (lines[11], '          in one sum."""'),
            ('  note """It is paid', '          in one sum."""'),
        ]


async def test_every_coloured_word_is_what_it_is(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        found = await editor.text_document_semantic_tokens_full_async(types.SemanticTokensParams(page.identifier))
        assert found is not None
        words = coloured(page, list(found.data))
        assert ("pilot", "namespace", {"declaration"}) in words
        assert ("council", "class", {"declaration"}) in words
        assert ("council", "class", set()) in words
        assert ("GBP 1,000", "number", {"money"}) in words
        assert ('"""It is paid', "string", set()) in words
        assert ('          in one sum."""', "string", set()) in words


async def test_colours_of_a_stretch_are_those_of_the_whole(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        whole = await editor.text_document_semantic_tokens_full_async(types.SemanticTokensParams(page.identifier))
        place = types.Range(types.Position(12, 0), types.Position(13, 0))
        part = await editor.text_document_semantic_tokens_range_async(
            types.SemanticTokensRangeParams(page.identifier, place)
        )
        assert whole is not None and part is not None
        in_part = coloured(page, list(part.data))
        assert [word for word, _, _ in in_part][:2] == ["due", "once"]
        assert all(word in coloured(page, list(whole.data)) for word in in_part)


async def test_colours_are_told_as_changes(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        first = await editor.text_document_semantic_tokens_full_async(types.SemanticTokensParams(page.identifier))
        assert first is not None and first.result_id is not None
        page.type_over("GBP 1,000", "GBP 2,000 # more")
        change = await editor.text_document_semantic_tokens_full_delta_async(
            types.SemanticTokensDeltaParams(page.identifier, first.result_id)
        )
        assert isinstance(change, types.SemanticTokensDelta)
        data = list(first.data)
        for edit in change.edits:
            data[edit.start : edit.start + edit.delete_count] = edit.data or []
        whole = await editor.text_document_semantic_tokens_full_async(types.SemanticTokensParams(page.identifier))
        assert whole is not None
        assert data == list(whole.data)
        assert sum(len(edit.data or []) for edit in change.edits) < len(data) / 4


def coloured(page: Page, data: list[int]) -> list[tuple[str, str, set[str]]]:
    """The words that tokens cover, with their types and modifiers."""
    words = []
    line = column = 0
    for index in range(0, len(data), 5):
        down, along, width, kind, bits = data[index : index + 5]
        line, column = line + down, along if down else column + along
        place = types.Range(types.Position(line, column), types.Position(line, column + width))
        modifiers = {name for bit, name in enumerate(LEGEND.token_modifiers) if bits & 1 << bit}
        words.append((page.marked(place), LEGEND.token_types[kind], modifiers))
    return words
