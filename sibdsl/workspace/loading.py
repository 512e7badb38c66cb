"""Loading source files: the one place where a contract's bytes come from a disk.

In: a path, or bytes and the path they are known by.
Out: the `SourceFile`, or None when there is no text to work on, with the reason in the sink.
Relies on: nothing about the file: it may be missing, binary, endless or another person's.
Guarantees: never raises for what is on the disk; makes the file the sink's current one when it could be
read; every reason is a rule of `diagnostics.rules.reading`.
"""

import os
from collections.abc import Callable
from typing import Final

from sibdsl.diagnostics.diagnostic import Edit, Fix, Label
from sibdsl.diagnostics.rule import Rule
from sibdsl.diagnostics.rules import reading as rules
from sibdsl.diagnostics.sink import Sink
from sibdsl.diagnostics.suggestion import closest
from sibdsl.source import span as spans
from sibdsl.source.file import SourceFile
from sibdsl.source.reading import Unreadable, decode

LITERATE_SUFFIX: Final = ".sib.md"
"""What the name of a contract in prose ends with."""

LARGEST_CONTRACT: Final = 64 * 1024 * 1024
"""In bytes. A device that never ends must not fill the memory; no contract comes near."""

Load = Callable[[str, Sink, Label | None], SourceFile | None]
"""What reads a file, as `load_path` does: an editor has some files on the screen that differ from the disk."""

# Marks that only say which way a letter reads (U+200E, U+200F) cannot reorder what stands around them.
_DIRECTION_CHANGES: Final = {
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "end of embedding",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "first-strong isolate",
    "\u2069": "end of isolate",
}


def load_path(path: str, sink: Sink, asked: Label | None = None) -> SourceFile | None:
    """Read the file at `path`.

    `asked` is the place that names the file, such as an import: a file that cannot be read at all is
    then reported there, because that is where the mistake is.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST_CONTRACT + 1)
    except (OSError, ValueError) as fault:
        _report_access(path, fault, sink, asked)
        return None
    if len(data) > LARGEST_CONTRACT:
        _report_file(rules.FILE_TOO_LARGE, path, sink, asked)
        return None
    return read_source(data, path, sink)


def read_source(data: bytes, path: str, sink: Sink) -> SourceFile | None:
    """The source file in `data`, known to people as `path`."""
    text = decode(data)
    if isinstance(text, Unreadable):
        _report_unreadable(text, path, sink)
        return None
    source = SourceFile(path, text)
    if path.endswith(LITERATE_SUFFIX):
        from sibdsl.workspace.literate import read_blocks

        literate = read_blocks(path, text, sink)
        if literate is None:
            return None
        source = literate
    sink.source = source
    report_direction_changes(source, sink)
    return source


def _report_access(path: str, fault: OSError | ValueError, sink: Sink, asked: Label | None) -> None:
    # Windows refuses permission where other systems say that it is a directory.
    if not isinstance(fault, ValueError) and os.path.isdir(path):
        _report_file(rules.IS_A_DIRECTORY, path, sink, asked, help=_name_a_contract(path))
    elif isinstance(fault, FileNotFoundError | NotADirectoryError):
        _report_file(rules.NO_SUCH_FILE, path, sink, asked, help=_did_you_mean(path))
    elif isinstance(fault, PermissionError):
        _report_file(rules.MAY_NOT_READ, path, sink, asked)
    elif isinstance(fault, OSError):
        reason = (fault.strerror or "the system gave no reason").lower()
        _report_file(rules.CANNOT_READ, path, sink, asked, reason=reason)
    else:
        _report_file(rules.CANNOT_READ, path, sink, asked, reason="no file can have this name")


def _report_file(
    rule: Rule, path: str, sink: Sink, asked: Label | None, *, help: str | None = None, reason: str = ""
) -> None:
    if asked is None:
        place = Label(spans.NOWHERE, source=SourceFile(path, ""))
    else:
        place = asked
    sink.report(
        rule,
        place.span,
        primary=place.text,
        source=place.source,
        help=help,
        path=path,
        reason=reason,
        limit=LARGEST_CONTRACT // (1024 * 1024),
    )


def _did_you_mean(path: str) -> str | None:
    folder, name = os.path.split(path)
    near = closest(name, _entries(folder))
    return f"did you mean `{os.path.join(folder, near)}`?" if near else None


def _name_a_contract(path: str) -> str | None:
    contracts = [entry for entry in _entries(path) if entry.endswith((".sib", LITERATE_SUFFIX))]
    return f"name a file inside it, such as `{os.path.join(path, contracts[0])}`" if contracts else None


def _entries(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder or "."))
    except (OSError, ValueError):
        return []


def _report_unreadable(found: Unreadable, path: str, sink: Sink) -> None:
    name = os.path.basename(path) or path
    source = SourceFile(path, found.text)
    if found.obstacle == "empty":
        sink.report(rules.EMPTY_FILE, source=source, name=name)
    elif found.obstacle == "other encoding":
        sink.report(rules.OTHER_ENCODING, source=source, name=name, encoding=found.what)
    elif found.obstacle == "not a text":
        sink.report(rules.NOT_A_TEXT, source=source, name=name, found=found.what)
    else:
        line, column = source.position(found.offset)
        sink.report(
            rules.NOT_UTF8,
            spans.make(found.offset, found.offset + 1),
            primary="this byte does not belong in a UTF-8 text",
            source=source,
            name=name,
            line=line,
            column=column,
            byte=f"0x{found.byte:02X}",
            reading=f", which would be `{found.what}` in Windows-1252" if found.what else "",
        )


def report_direction_changes(source: SourceFile, sink: Sink, start: int = 0, end: int | None = None) -> None:
    """Report the hidden characters of a text, or of a part of it, that change the direction in which it is shown."""
    text = source.text[start:end]
    if text.isascii() or _DIRECTION_CHANGES.keys().isdisjoint(text):
        return
    for offset, character in enumerate(text, start):
        if character in _DIRECTION_CHANGES:
            place = spans.make(offset, offset + 1)
            sink.report(
                rules.HIDDEN_DIRECTION,
                place,
                primary="hidden here",
                fix=Fix("delete the hidden character", "unsafe", (Edit(place, ""),)),
                character=f"U+{ord(character):04X}, {_DIRECTION_CHANGES[character]}",
            )
