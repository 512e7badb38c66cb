"""Help with reading: what a word means, what stands behind the words, what the statement being typed is made of.

In: requests at a place. Out: Markdown, hints and signatures of the protocol.
Relies on: `sibdsl.ide`.
Guarantees: hints that the settings switch off are not worked out.
"""

from lsprotocol import types

from sibdsl.ide.hints import hints_in
from sibdsl.ide.hover import hover_at
from sibdsl.ide.signature import Signature, signature_at
from sibdsl.lsp.asking import answer, find_asked
from sibdsl.lsp.server import ContractServer
from sibdsl.lsp.writing import markdown

_TYPE_HINTS = ("unit",)
_ON = (" ", ",")


def register(server: ContractServer) -> None:
    """Let the server answer requests about what things mean."""

    def hover(params: types.HoverParams) -> types.Hover | None:
        asked = find_asked(server, params.text_document.uri)
        if asked is None:
            return None
        found = hover_at(asked.view, asked.path, asked.offset(params.position))
        return types.Hover(markdown(found.markdown), asked.range(found.place)) if found else None

    def hint(params: types.InlayHintParams) -> list[types.InlayHint]:
        asked = find_asked(server, params.text_document.uri)
        if asked is None:
            return []
        start, end = asked.screen.stretch(params.range)
        return [
            types.InlayHint(
                asked.screen.position(found.offset),
                found.text.strip(),
                kind=types.InlayHintKind.Type if found.kind in _TYPE_HINTS else None,
                tooltip=found.tooltip or None,
                padding_left=not found.text.startswith(":"),
            )
            for found in hints_in(asked.view, asked.path, start, end, server.settings.hints)
        ]

    def parts(params: types.SignatureHelpParams) -> types.SignatureHelp | None:
        asked = find_asked(server, params.text_document.uri)
        found = signature_at(asked.view, asked.path, asked.offset(params.position)) if asked else None
        return _signature(found) if found else None

    answer(server, types.TEXT_DOCUMENT_HOVER, hover)
    answer(server, types.TEXT_DOCUMENT_INLAY_HINT, hint, [])
    options = types.SignatureHelpOptions(trigger_characters=_ON, retrigger_characters=_ON)
    answer(server, types.TEXT_DOCUMENT_SIGNATURE_HELP, parts, None, options)


def _signature(found: Signature) -> types.SignatureHelp:
    parts = [
        # The words themselves, as every editor can find them; offsets only some understand.
        types.ParameterInformation(found.label[part.start : part.end], markdown(part.documentation))
        for part in found.parts
    ]
    documentation = markdown(found.documentation) if found.documentation else None
    signature = types.SignatureInformation(found.label, documentation, parts, found.active)
    return types.SignatureHelp([signature], 0, found.active)
