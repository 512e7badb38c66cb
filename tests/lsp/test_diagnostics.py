"""Findings while somebody types, in every file that they are about."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.lsp.desk import HEAD, codes_at, on_disk, opened, told

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAYMENT = """
payment fee "Fixed fee" from council to provider {
  due once on 2024-12-31, payable within 30 days
  pays GBP 1,000
}
"""

UNUSED = 'party nobody "Nobody" is evaluator\n'


async def test_a_good_contract_has_no_findings(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        assert await page.findings() == []


async def test_a_finding_says_what_was_expected_and_what_to_do(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        page.type_over("from council", "from counsel")
        (found,) = [each for each in await page.findings() if each.severity == types.DiagnosticSeverity.Error]
        assert page.marked(found.range) == "counsel"
        assert found.code == "SIB201"
        assert found.source == "sib"
        assert found.message.splitlines()[0] == "there is no party called `counsel`"
        assert any(line.startswith("expected: ") for line in found.message.splitlines())
        assert found.code_description is not None
        assert Path(found.code_description.href.removeprefix("file://")).is_file()


async def test_a_finding_goes_when_it_is_put_right(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT.replace("council", "counsel")) as page:
        assert "SIB201" in await page.codes()
        page.type_over("counsel", "council")
        assert await page.findings() == []


async def test_what_nothing_uses_is_greyed_and_no_more(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT + UNUSED) as page:
        unused = [found for found in await page.findings() if types.DiagnosticTag.Unnecessary in (found.tags or ())]
        assert "nobody" in [page.marked(found.range) for found in unused]
        assert {found.severity for found in unused} == {types.DiagnosticSeverity.Hint}


async def test_other_places_are_related_information(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT + PAYMENT) as page:
        (found,) = await page.findings()
        assert found.related_information is not None
        (related,) = found.related_information
        assert related.location.uri == page.uri
        assert page.marked(related.location.range) == "fee"
        assert related.location.range.start.line < found.range.start.line


async def test_a_part_is_checked_as_part_of_its_contract(editor: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "contract.sib").write_text(HEAD.replace("\nparty", '\nimport "parties.sib"\nparty', 1) + PAYMENT)
    async with on_disk(editor, tmp_path / "parties.sib", 'party judge "Judge" is evaluator\n') as part:
        assert await part.codes() == ["SIB210"]
        part.type_over("judge", "council")
        whole = (tmp_path / "contract.sib").as_uri()
        await told(editor, lambda: "SIB203" in codes_at(editor, whole))
        part.type_over("council", "examiner")
        await told(editor, lambda: codes_at(editor, whole) == [])


async def test_a_part_alone_has_no_findings_about_a_whole(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "parties.sib", 'party judge "Judge" is evaluator\n') as part:
        assert await part.findings() == []
        part.type_over("is evaluator", "is evaluator {")
        assert all(code.startswith("SIB1") for code in await part.codes())
        assert await part.codes()


async def test_unsaved_texts_of_parts_count(editor: LanguageClient, tmp_path: Path) -> None:
    text = HEAD + '\nimport "fee.sib"\n'
    async with on_disk(editor, tmp_path / "contract.sib", text) as page:
        assert "SIB010" in await page.codes()
        async with opened(editor, (tmp_path / "fee.sib").as_uri(), PAYMENT):
            page.type_over("A pilot", "The pilot")
            assert await page.findings() == []


async def test_closing_a_part_reads_it_from_the_disk_again(editor: LanguageClient, tmp_path: Path) -> None:
    text = HEAD + '\nimport "fee.sib"\n'
    async with on_disk(editor, tmp_path / "contract.sib", text) as page:
        async with on_disk(editor, tmp_path / "fee.sib", PAYMENT) as part:
            part.type_over("from council", "from counsel")
            assert "SIB201" in await part.codes()
        page.type_over("A pilot", "The pilot")
        assert await page.findings() == []
        assert codes_at(editor, part.uri) == []


async def test_files_that_change_on_the_disk_are_read_again(editor: LanguageClient, tmp_path: Path) -> None:
    part = tmp_path / "fee.sib"
    part.write_text(PAYMENT)
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + '\nimport "fee.sib"\n') as page:
        assert await page.findings() == []
        part.write_text(PAYMENT.replace("council", "counsel"))
        event = types.FileEvent(part.as_uri(), types.FileChangeType.Changed)
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        await told(editor, lambda: "SIB201" in codes_at(editor, part.as_uri()))


async def test_the_project_says_what_is_reported(editor: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "sib.toml").write_text('ignore = ["SIB210"]\n')
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT + UNUSED) as page:
        assert await page.findings() == []
        (tmp_path / "sib.toml").write_text('ignore = ["SIB700"]\n')
        event = types.FileEvent((tmp_path / "sib.toml").as_uri(), types.FileChangeType.Changed)
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        page.type_over("A pilot", "The pilot")
        assert "SIB210" in await page.codes()


async def test_options_that_cannot_be_are_told_once(editor: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "sib.toml").write_text('ignored = ["SIB210"]\n')
    before = len(editor.messages)
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT + UNUSED) as page:
        assert await page.codes() == ["SIB210"]
        page.type_over("A pilot", "The pilot")
        await page.findings()
        (told_once,) = editor.messages[before:]
        assert "`ignored`, which is no option of sib; did you mean `ignore`?" in told_once.message


PROSE = """\
# A pilot 😀

Who is in it:

```sib
{head}```

What is paid:

```sib
{payment}
```
"""


async def test_a_contract_in_prose(editor: LanguageClient, tmp_path: Path) -> None:
    text = PROSE.replace("{head}", HEAD).replace("{payment}", PAYMENT.strip())
    async with on_disk(editor, tmp_path / "contract.sib.md", text) as page:
        assert await page.findings() == []
        page.type_over("from council", "from counsel")
        (found,) = await page.findings()
        assert (found.code, page.marked(found.range)) == ("SIB201", "counsel")
        page.type_over("counsel", "council")
        page.type_over("  pays GBP", "pays GBP")
        options = types.FormattingOptions(tab_size=2, insert_spaces=True)
        edits = await editor.text_document_formatting_async(types.DocumentFormattingParams(page.identifier, options))
        assert page.apply(edits or []) == text


async def test_prose_that_was_never_saved(editor: LanguageClient) -> None:
    text = PROSE.replace("{head}", HEAD).replace("{payment}", PAYMENT.strip())
    async with opened(editor, "untitled:Untitled-4", text, language="sib-markdown") as page:
        assert await page.findings() == []


async def test_a_document_that_was_never_saved(editor: LanguageClient) -> None:
    async with opened(editor, "untitled:Untitled-1", HEAD + PAYMENT) as page:
        assert await page.findings() == []
        page.type_over("from council", "from counsel")
        assert "SIB201" in await page.codes()


async def test_a_document_that_is_opened_twice(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        assert await page.findings() == []
        item = types.TextDocumentItem(page.uri, "sib", 7, HEAD + PAYMENT.replace("council", "counsel"))
        editor.text_document_did_open(types.DidOpenTextDocumentParams(item))
        page.version = 7
        assert "SIB201" in await page.codes()


async def test_one_file_under_two_addresses(editor: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    async with on_disk(editor, tmp_path / "real" / "contract.sib", HEAD + PAYMENT) as page:
        assert await page.findings() == []
        wrong = HEAD + PAYMENT.replace("council", "counsel")
        async with opened(editor, (tmp_path / "link" / "contract.sib").as_uri(), wrong) as other:
            assert "SIB201" in await other.codes()


async def test_a_closed_document_is_forgotten_by_contracts_that_did_not_read_it(
    editor: LanguageClient, tmp_path: Path
) -> None:
    (tmp_path / "fee.sib").write_text(PAYMENT)
    async with on_disk(editor, tmp_path / "contract.sib", HEAD) as page:
        async with opened(editor, (tmp_path / "fee.sib").as_uri(), PAYMENT.replace("council", "counsel")):
            await page.findings()
        page.replace_all(HEAD + 'import "fee.sib"\n')
        assert await page.findings() == []
        assert codes_at(editor, (tmp_path / "fee.sib").as_uri()) == []


async def test_the_contract_of_a_part_that_is_closed_is_no_longer_told_of(
    editor: LanguageClient, tmp_path: Path
) -> None:
    whole = tmp_path / "contract.sib"
    whole.write_text(HEAD.replace("is outcome_payer", "is mayor") + 'import "fee.sib"\n')
    async with on_disk(editor, tmp_path / "fee.sib", PAYMENT):
        await told(editor, lambda: codes_at(editor, whole.as_uri()) != [])
    await told(editor, lambda: codes_at(editor, whole.as_uri()) == [])
