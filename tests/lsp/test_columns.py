"""Right columns whatever the letters, line ends and marks of a file are; and edits in the middle of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.lsp.desk import Page, codes_at, on_disk, opened, told

pytestmark = pytest.mark.asyncio(loop_scope="session")

TITLES = {
    "plain": "A pilot",
    "accents": "Prévention des récidives à Besançon",
    "Hebrew": "חוזה תוצאות",
    "Chinese": "社会影响力债券",
    "emoji": "\U0001f476\U0001f3fd children \U0001f600",
    "Japanese rare": "\U00020bb7野家",
}


def contract(title: str) -> str:
    return (
        f'contract pilot "{title}" {{ currency GBP\n\tterm 2024-01-01 to 2026-12-31 }}\n'
        f'party council "{title}" is outcome_payer   # {title}\n'
        f'party provider "{title}" is service_provider\n'
        f'payment fee "{title}" from counsel to provider {{\n'
        "\tdue\tonce on 2024-12-31, payable within 30 days\n\tpays\tGBP 1,000\n}\n"
    )


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
async def test_a_finding_behind_other_letters(
    editor: LanguageClient, tmp_path: Path, title: str, line_end: str
) -> None:
    text = contract(title).replace("\n", line_end)
    async with on_disk(editor, tmp_path / "contract.sib", text) as page:
        assert await counsel(page) == ["counsel"]
        page.type_over("fee", "f\U0001f600e")
        page.type_over("f\U0001f600e", "fee")
        assert await counsel(page) == ["counsel"]


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
async def test_a_byte_order_mark_that_the_editor_sends(editor: LanguageClient, tmp_path: Path, title: str) -> None:
    one_line = "\ufeff" + contract(title).replace("counsel", "council", 1)
    uri = (tmp_path / "contract.sib").as_uri()
    async with opened(editor, uri, one_line) as page:
        page.type_over("currency GBP", "currency GXP")
        (found,) = [each for each in await page.findings() if each.code == "SIB316"]
        assert page.marked(found.range) == "GXP"


async def test_a_mark_on_the_disk_moves_nothing(editor: LanguageClient, tmp_path: Path) -> None:
    text = 'import "parties.sib"\n' + contract("A pilot").replace("counsel", "council")
    part = tmp_path / "parties.sib"
    part.write_bytes(b"\xef\xbb\xbf" + 'party judge "\U0001f600" is evaluator'.encode())
    async with on_disk(editor, tmp_path / "contract.sib", text) as page:
        await page.findings()
        await told(editor, lambda: codes_at(editor, part.as_uri()) == ["SIB210"])
        spare = Page(editor, part.as_uri(), 'party judge "\U0001f600" is evaluator')
        assert [spare.marked(found.range) for found in editor.diagnostics[part.as_uri()]] == ["judge"]


async def test_definitions_lead_to_the_right_columns(editor: LanguageClient, tmp_path: Path) -> None:
    text = contract(TITLES["emoji"]).replace("counsel", "council").replace("\n", "\r\n")
    async with on_disk(editor, tmp_path / "contract.sib", text) as page:
        (link,) = (
            await editor.text_document_definition_async(types.DefinitionParams(page.identifier, page.at("council to")))
            or ()
        )
        assert isinstance(link, types.LocationLink)
        assert page.marked(link.target_selection_range) == "council"
        assert link.target_selection_range.start.line == 2
        assert link.origin_selection_range is not None
        assert page.marked(link.origin_selection_range) == "council"


async def counsel(page: Page) -> list[str]:
    return [page.marked(found.range) for found in await page.findings() if found.code == "SIB201"]
