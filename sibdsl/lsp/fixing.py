"""What can be done about findings, and the canonical form of a text.

In: requests about a stretch of a document. Out: actions and edits of the protocol.
Relies on: `sibdsl.ide.actions`, `sibdsl.formatter`.
Guarantees: only a fix that can be made unasked is preferred, and only such are part of fixing all; a text that
changed since the editor asked is not edited; a text with a mistake of syntax is not formatted.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from lsprotocol import types

from sibdsl.diagnostics.diagnostic import Edit
from sibdsl.formatter.edits import format_edits, format_range
from sibdsl.ide.actions import Action, actions, fix_all
from sibdsl.ide.edits import TextEdit
from sibdsl.lsp.asking import Asked, answer, find_asked, refuse_outdated
from sibdsl.lsp.editing import workspace_edit
from sibdsl.lsp.findings import protocol_diagnostic
from sibdsl.lsp.server import ContractServer
from sibdsl.source.span import end_of, start_of

FIX_ALL: Final = f"{types.CodeActionKind.SourceFixAll.value}.sib"
"""The kind of action that editors can carry out whenever a file is saved."""

_KINDS: Final = {"fix": types.CodeActionKind.QuickFix, "add": types.CodeActionKind.QuickFix}


def register(server: ContractServer) -> None:
    """Let the server answer requests for changes."""

    def act(params: types.CodeActionParams) -> list[types.CodeAction]:
        asked = find_asked(server, params.text_document.uri)
        if asked is None:
            return []
        refuse_outdated(asked.document)
        wanted = [kind.value if isinstance(kind, types.CodeActionKind) else kind for kind in params.context.only or ()]
        found: list[types.CodeAction] = []
        if _is_wanted(types.CodeActionKind.QuickFix.value, wanted):
            start, end = asked.screen.stretch(params.range)
            for action in actions(asked.view, asked.path, start, end):
                found.append(_action(server, asked, action))
        if wanted and _is_wanted(FIX_ALL, wanted):
            edits = fix_all(asked.view, asked.path)
            if edits:
                change = _change(server, asked, edits)
                found.append(types.CodeAction("Fix all that can be fixed safely", FIX_ALL, edit=change))
        return found

    def format(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        asked = find_asked(server, params.text_document.uri)
        if asked is None:
            return None
        refuse_outdated(asked.document)
        return _edits(asked, format_edits(asked.view.files[asked.path]))

    def format_stretch(params: types.DocumentRangeFormattingParams) -> list[types.TextEdit] | None:
        asked = find_asked(server, params.text_document.uri)
        if asked is None:
            return None
        refuse_outdated(asked.document)
        return _edits(asked, format_range(asked.view.files[asked.path], *asked.screen.stretch(params.range)))

    options = types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL])
    answer(server, types.TEXT_DOCUMENT_CODE_ACTION, act, [], options)
    answer(server, types.TEXT_DOCUMENT_FORMATTING, format)
    answer(server, types.TEXT_DOCUMENT_RANGE_FORMATTING, format_stretch)


def _is_wanted(kind: str, wanted: Sequence[str]) -> bool:
    """Whether a kind is asked for: all are where none is named, and a name stands for all kinds below it."""
    return not wanted or any(not name or kind == name or kind.startswith(f"{name}.") for name in wanted)


def _action(server: ContractServer, asked: Asked, action: Action) -> types.CodeAction:
    return types.CodeAction(
        action.title,
        _KINDS[action.kind],
        [protocol_diagnostic(action.diagnostic, server.screen_of)],
        is_preferred=action.preferred or None,
        edit=_change(server, asked, action.edits),
    )


def _change(server: ContractServer, asked: Asked, edits: Iterable[TextEdit]) -> types.WorkspaceEdit:
    return workspace_edit(server, asked, [(asked.view, edit) for edit in edits])


def _edits(asked: Asked, edits: Iterable[Edit]) -> list[types.TextEdit]:
    return [types.TextEdit(asked.screen.range(start_of(edit.span), end_of(edit.span)), edit.text) for edit in edits]
