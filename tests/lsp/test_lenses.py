"""Lenses above declarations, scenarios that are run from them, and the summary."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.lsp.desk import HEAD, Page, on_disk, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")

FEE = """
payment fee "Fixed fee" from council to provider {
  due  once on 2024-12-31, payable within 30 days
  pays GBP 1,000
}

scenario "the fee is paid" {
  expect fee = GBP 1,000
}

scenario "too much" {
  expect fee = GBP 2,000
}
"""


async def lenses(page: Page) -> dict[str, types.CodeLens]:
    found = await page.editor.text_document_code_lens_async(types.CodeLensParams(page.identifier))
    assert found is not None
    return {page.marked(lens.range): lens for lens in found}


async def command(page: Page, name: str, *arguments: object) -> dict[str, object]:
    answer = await page.editor.workspace_execute_command_async(
        types.ExecuteCommandParams(name, arguments=[page.uri, *arguments])
    )
    return answer._asdict() if hasattr(answer, "_asdict") else answer  # type: ignore[no-any-return]


async def test_a_scenario_shows_its_amount(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + FEE) as page:
        found = await lenses(page)
        resolved = await editor.code_lens_resolve_async(found['"the fee is paid"'])
        assert resolved.command is not None
        assert resolved.command.title == "passes: fee = GBP 1,000"
        assert resolved.command.command == "sib.runScenario"
        assert list(resolved.command.arguments or ()) == [page.uri, "the fee is paid"]
        other = await editor.code_lens_resolve_async(found['"too much"'])
        assert other.command is not None
        assert other.command.title == "fails: fee is GBP 1,000, not GBP 2,000"


async def test_a_lens_follows_what_is_typed(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + FEE) as page:
        page.type_over("pays GBP 1,000", "pays GBP 1,500")
        resolved = await editor.code_lens_resolve_async((await lenses(page))['"the fee is paid"'])
        assert resolved.command is not None
        assert resolved.command.title == "fails: fee is GBP 1,500, not GBP 1,000"


async def test_a_contract_with_errors_is_not_run(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + FEE) as page:
        page.type_over("from council", "from counsel")
        resolved = await editor.code_lens_resolve_async((await lenses(page))['"the fee is paid"'])
        assert resolved.command is not None
        assert resolved.command.title == "Run this scenario"
        answer = await command(page, "sib.runScenario", "the fee is paid")
        assert "once it is corrected" in str(answer["refusal"])
        assert editor.messages[-1].message == answer["refusal"]


async def test_the_other_lenses(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + FEE) as page:
        found = await lenses(page)
        summary, uses = found["pilot"].command, found["fee"].command
        assert summary is not None and uses is not None
        assert (summary.title, summary.command) == ("Show the summary", "sib.summary")
        assert list(summary.arguments or ()) == [page.uri]
        assert uses.title == "2 uses"
        places = await editor.workspace_execute_command_async(
            types.ExecuteCommandParams(uses.command, arguments=uses.arguments)
        )
        assert len(places) == 2


async def test_lenses_can_be_switched_off(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + FEE) as page:
        for shown in (False, True):
            settings = {"sib": {"codeLens": {"enabled": shown}}}
            editor.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
            assert bool(await lenses(page)) == shown


async def test_a_scenario_is_run_by_command(editor: LanguageClient) -> None:
    async with opened(editor, "untitled:Untitled-3", HEAD + FEE) as page:
        answer = await command(page, "sib.runScenario", "the fee is paid")
        assert (answer["passed"], answer["words"]) == (True, "passes: fee = GBP 1,000")
        assert "GBP 1,000" in str(answer["markdown"])
        assert editor.messages[-1].message == "the fee is paid: passes: fee = GBP 1,000"
        assert editor.messages[-1].type == types.MessageType.Info


async def test_all_scenarios_are_run_by_command(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + FEE) as page:
        answer = await command(page, "sib.runAllScenarios")
        assert len(answer["runs"]) == 2  # type: ignore[arg-type]
        assert editor.messages[-1].message == "1 of 2 scenarios pass; what does not: “too much”"
        assert editor.messages[-1].type == types.MessageType.Warning


async def test_the_summary_is_of_what_is_on_the_screen(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + FEE) as page:
        page.type_over("Fixed fee", "Quarterly fee")
        answer = await command(page, "sib.summary")
        assert "Quarterly fee" in str(answer["html"])
        assert str(answer["html"]).lstrip().lower().startswith("<!doctype html>")
        assert "Quarterly fee" in str(answer["markdown"])
        page.type_over("from council", "from counsel")
        assert "once it is corrected" in str((await command(page, "sib.summary"))["refusal"])


async def test_the_page_to_try_a_contract_out_is_of_what_is_on_the_screen(
    editor: LanguageClient, tmp_path: Path
) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + FEE) as page:
        page.type_over("Fixed fee", "Quarterly fee")
        answer = await command(page, "sib.preview")
        assert set(answer) == {"html"}
        html = str(answer["html"])
        assert html.startswith("<!DOCTYPE html>")
        assert "showPreview(" in html and "Quarterly fee" in html
        page.type_over("from council", "from counsel")
        refusal = str((await command(page, "sib.preview"))["refusal"])
        assert refusal == "The contract has an error. It can be tried out once it is corrected."


async def test_a_part_is_run_with_its_contract(editor: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "contract.sib").write_text(HEAD.replace("\nparty", '\nimport "fee.sib"\nparty', 1))
    async with on_disk(editor, tmp_path / "fee.sib", FEE) as part:
        part.type_over("GBP 1,000", "GBP 1,200")
        answer = await command(part, "sib.runScenario", "too much")
        assert answer["words"] == "fails: fee is GBP 1,200, not GBP 2,000"


@pytest.mark.parametrize(
    "name", ["sib.runScenario", "sib.runAllScenarios", "sib.summary", "sib.preview", "sib.references"]
)
@pytest.mark.parametrize("arguments", [None, [], [5], ["file:///none.sib"], ["file:///none.sib", {}]])
async def test_commands_with_odd_arguments(editor: LanguageClient, name: str, arguments: list[object] | None) -> None:
    params = types.ExecuteCommandParams(name, arguments=arguments)  # type: ignore[arg-type]
    assert await editor.workspace_execute_command_async(params) is None
