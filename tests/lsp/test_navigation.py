"""Definitions, references, other names: within a file and across files."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import LanguageClient

from tests.lsp.desk import HEAD, Page, on_disk

pytestmark = pytest.mark.asyncio(loop_scope="session")

WHOLE = HEAD.replace("\nparty", '\nimport "fees.sib"\nparty', 1)
FEES = """\
payment fee "Fixed fee" from council to provider {
  due  once on 2024-12-31, payable within 30 days
  pays GBP 1,000
}
"""


async def test_a_name_leads_to_its_declaration_in_another_file(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", WHOLE), on_disk(editor, tmp_path / "fees.sib", FEES) as fees:
        (link,) = (
            await editor.text_document_definition_async(types.DefinitionParams(fees.identifier, fees.at("council")))
            or ()
        )
        assert isinstance(link, types.LocationLink)
        assert link.target_uri == (tmp_path / "contract.sib").as_uri()
        assert Page(editor, link.target_uri, WHOLE).marked(link.target_selection_range) == "council"


async def test_an_import_leads_to_the_file(editor: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "fees.sib").write_text(FEES)
    async with on_disk(editor, tmp_path / "contract.sib", WHOLE) as page:
        (link,) = (
            await editor.text_document_definition_async(types.DefinitionParams(page.identifier, page.at("fees.sib")))
            or ()
        )
        assert isinstance(link, types.LocationLink)
        assert link.target_uri == (tmp_path / "fees.sib").as_uri()


async def test_references_of_all_contracts_that_share_a_part(editor: LanguageClient, tmp_path: Path) -> None:
    for name in ("north", "south"):
        (tmp_path / f"{name}.sib").write_text('import "party.sib"\n' + HEAD.replace("party council", "party x") + FEES)
    async with on_disk(editor, tmp_path / "party.sib", 'party council "City Council" is outcome_payer\n') as part:
        await part.findings()
        found = await editor.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(True), part.identifier, part.at("council"))
        )
        assert found is not None
        places = [Path(each.uri).name for each in found]
        assert places == ["party.sib", "north.sib", "south.sib"] or sorted(places) == sorted(
            ["party.sib", "north.sib", "south.sib"]
        )


async def test_where_else_a_name_stands(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + FEES) as page:
        found = await editor.text_document_document_highlight_async(
            types.DocumentHighlightParams(page.identifier, page.at("council to"))
        )
        assert found is not None
        assert [(page.marked(each.range), each.kind) for each in found] == [
            ("council", types.DocumentHighlightKind.Write),
            ("council", types.DocumentHighlightKind.Read),
        ]


async def test_another_name_in_all_files(editor: LanguageClient, tmp_path: Path) -> None:
    async with (
        on_disk(editor, tmp_path / "contract.sib", WHOLE) as whole,
        on_disk(editor, tmp_path / "fees.sib", FEES) as fees,
    ):
        await fees.findings()
        prepared = await editor.text_document_prepare_rename_async(
            types.PrepareRenameParams(fees.identifier, fees.at("council"))
        )
        assert isinstance(prepared, types.PrepareRenamePlaceholder)
        assert (prepared.placeholder, fees.marked(prepared.range)) == ("council", "council")
        change = await editor.text_document_rename_async(
            types.RenameParams(fees.identifier, fees.at("council"), "commissioner")
        )
        assert change is not None
        for edit in change.document_changes or ():
            assert isinstance(edit, types.TextDocumentEdit)
            page = {whole.uri: whole, fees.uri: fees}[edit.text_document.uri]
            assert edit.text_document.version == page.version
            page.apply([each for each in edit.edits if isinstance(each, types.TextEdit)])
        assert "party commissioner" in whole.text
        assert "from commissioner" in fees.text
        assert await whole.findings() == []


@pytest.mark.parametrize(
    ("place", "name", "reason"),
    [
        ("council to", "payment", "is a word of the language"),
        ("council to", "provider", "already the name of a party"),
        ("council to", "two words", "cannot be a name"),
        ("currency", "money", "There is no name here"),
    ],
)
async def test_what_cannot_be_renamed_is_said(
    editor: LanguageClient, tmp_path: Path, place: str, name: str, reason: str
) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + FEES) as page:
        with pytest.raises(JsonRpcException, match=reason):
            await editor.text_document_rename_async(types.RenameParams(page.identifier, page.at(place), name))
