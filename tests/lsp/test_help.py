"""Help while reading and writing: hover, hints, signatures, completion; fixes and formatting that are carried out."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.lsp.desk import HEAD, on_disk, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAYMENT = """
party examiner "Centre for Evaluation" is evaluator, independent

metric hours "Hours of support \U0001f600" {
  unit     hours to 0.5
  measured quarterly from 2024-01-01 to 2026-12-31
  range    from 0 hours to 1,000 hours
  better   higher
  verified by examiner
  evidence "Time sheets"
}

payment fee "Payment \U0001f600" from council to provider {
  due    quarterly from 2024-01-01 to 2026-12-31, payable within 30 days
  pays by hours, in brackets {
    first 370 hours  nothing
    next  400 hours  GBP 2.50 per hour
    rest             GBP 1.00 per hour
  }
  clause "Schedule 2"
}
"""


async def test_hover_says_what_a_name_is(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        hover = await editor.text_document_hover_async(types.HoverParams(page.identifier, page.at("hours, in")))
        assert hover is not None and hover.range is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.kind == types.MarkupKind.Markdown
        assert "Hours of support" in hover.contents.value
        assert page.marked(hover.range) == "hours"


async def test_hover_sees_what_was_just_typed(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        page.type_over("Hours of support", "Hours of help")
        hover = await editor.text_document_hover_async(types.HoverParams(page.identifier, page.at("hours, in")))
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert "Hours of help" in hover.contents.value


async def test_hints_stand_behind_what_they_are_about(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        everything = page.range(0, len(page.text))
        found = await editor.text_document_inlay_hint_async(types.InlayHintParams(page.identifier, everything))
        assert found
        lines = {page.text.splitlines()[hint.position.line].strip(): hint.label for hint in found}
        assert "next  400 hours  GBP 2.50 per hour" in lines
        first = types.Range(types.Position(0, 0), types.Position(1, 0))
        assert not await editor.text_document_inlay_hint_async(types.InlayHintParams(page.identifier, first))


async def test_hints_can_be_switched_off(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        everything = types.InlayHintParams(page.identifier, page.range(0, len(page.text)))
        for shown in (False, True):
            settings = {"sib": {"inlayHints": {"enabled": shown}}}
            editor.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
            assert bool(await editor.text_document_inlay_hint_async(everything)) == shown


async def test_the_parts_of_a_statement(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        found = await editor.text_document_signature_help_async(
            types.SignatureHelpParams(page.identifier, page.at("400 hours"))
        )
        assert found is not None
        (signature,) = found.signatures
        assert signature.parameters
        assert found.active_parameter is not None
        labels = [part.label for part in signature.parameters]
        assert all(isinstance(label, str) and label in signature.label for label in labels)


async def test_names_that_fit_are_offered(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        page.type_over("from council to", "from cou to")
        place = page.find("cou to").start
        place.character += 3
        found = await editor.text_document_completion_async(types.CompletionParams(page.identifier, place))
        assert isinstance(found, types.CompletionList)
        council = next(item for item in found.items if item.label == "council")
        assert isinstance(council.text_edit, types.TextEdit)
        assert page.marked(council.text_edit.range) == "cou"
        page.apply([council.text_edit])
        assert await page.findings() == []


async def test_what_is_looked_at_is_explained(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT) as page:
        found = await editor.text_document_completion_async(
            types.CompletionParams(page.identifier, page.at("council to"))
        )
        assert isinstance(found, types.CompletionList)
        item = next(item for item in found.items if item.label == "council")
        resolved = await editor.completion_item_resolve_async(item)
        assert isinstance(resolved.documentation, types.MarkupContent)
        assert "City Council" in resolved.documentation.value


async def test_whole_statements_are_offered_as_snippets(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT + "\n") as page:
        end = page.position(len(page.text))
        found = await editor.text_document_completion_async(types.CompletionParams(page.identifier, end))
        assert isinstance(found, types.CompletionList)
        snippets = [item for item in found.items if item.insert_text_format == types.InsertTextFormat.Snippet]
        assert any("payment ${1:" in item.text_edit.new_text for item in snippets if item.text_edit)


async def test_a_fix_is_offered_and_checks_clean(editor: LanguageClient, tmp_path: Path) -> None:
    async with on_disk(editor, tmp_path / "contract.sib", HEAD + PAYMENT.replace("council", "counsil")) as page:
        (finding,) = [each for each in await page.findings() if each.code == "SIB201"]
        context = types.CodeActionContext([finding])
        offered = await editor.text_document_code_action_async(
            types.CodeActionParams(page.identifier, finding.range, context)
        )
        assert offered
        fix = next(each for each in offered if isinstance(each, types.CodeAction) and "council" in each.title)
        assert fix.kind == types.CodeActionKind.QuickFix
        assert fix.diagnostics is not None and fix.diagnostics[0].code == "SIB201"
        assert fix.edit is not None and fix.edit.document_changes
        (change,) = fix.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        page.apply([edit for edit in change.edits if isinstance(edit, types.TextEdit)])
        assert await page.findings() == []


async def test_all_safe_fixes_at_once(editor: LanguageClient, tmp_path: Path) -> None:
    text = HEAD.replace('"City Council"', "“City Council”").replace('"Good Beginnings"', "“Good Beginnings”") + PAYMENT
    async with on_disk(editor, tmp_path / "contract.sib", text) as page:
        assert await page.findings()
        nowhere = page.range(0, 0)
        context = types.CodeActionContext([], only=[types.CodeActionKind.SourceFixAll])
        offered = await editor.text_document_code_action_async(
            types.CodeActionParams(page.identifier, nowhere, context)
        )
        assert offered is not None
        (fix,) = offered
        assert isinstance(fix, types.CodeAction) and fix.edit is not None and fix.edit.document_changes
        (change,) = fix.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        page.apply([edit for edit in change.edits if isinstance(edit, types.TextEdit)])
        assert await page.findings() == []


async def test_a_text_is_laid_out(editor: LanguageClient, tmp_path: Path) -> None:
    text = (HEAD + PAYMENT).replace("  clause", "clause").replace("party council ", "party  council")
    options = types.FormattingOptions(tab_size=4, insert_spaces=True)
    async with on_disk(editor, tmp_path / "contract.sib", text.replace("\n", "\r\n")) as page:
        edits = await editor.text_document_formatting_async(types.DocumentFormattingParams(page.identifier, options))
        assert edits
        laid_out = page.apply(edits)
        assert '\r\n  clause "Schedule 2"\r\n' in laid_out
        assert "\n" not in laid_out.replace("\r\n", "")
        assert await page.findings() == []
        again = await editor.text_document_formatting_async(types.DocumentFormattingParams(page.identifier, options))
        assert not again


async def test_a_stretch_is_laid_out_alone(editor: LanguageClient, tmp_path: Path) -> None:
    text = (HEAD + PAYMENT).replace("  clause", "clause").replace("currency     GBP", "currency GBP")
    options = types.FormattingOptions(tab_size=4, insert_spaces=True)
    async with on_disk(editor, tmp_path / "contract.sib", text) as page:
        edits = await editor.text_document_range_formatting_async(
            types.DocumentRangeFormattingParams(page.identifier, page.find("clause"), options)
        )
        assert edits
        laid_out = page.apply(edits)
        assert '\n  clause "Schedule 2"\n' in laid_out
        assert "currency GBP" in laid_out


async def test_a_text_with_a_mistake_of_syntax_is_left_alone(editor: LanguageClient) -> None:
    options = types.FormattingOptions(tab_size=4, insert_spaces=True)
    async with opened(editor, "untitled:Untitled-2", HEAD + "\n   party {") as page:
        assert not await editor.text_document_formatting_async(types.DocumentFormattingParams(page.identifier, options))
