"""Bytes read as text, or what stopped that.

In: the bytes of a file.
Out: its text, or an `Unreadable` saying what the bytes are instead.
Relies on: nothing.
Guarantees: a byte-order mark of UTF-8 is not part of the text, so that offsets count from the first
character anyone sees; a text that is returned holds more than white space and came from valid UTF-8.
"""

from typing import Final, Literal

import msgspec

Obstacle = Literal["empty", "other encoding", "not UTF-8", "not a text"]

# The first kilobytes tell a text from anything else.
_SAMPLE: Final = 8192
# A text may hold a stray control character or two; more than one in twenty is no text.
_FEW: Final = 2
_CONTROLS_IN_A_TEXT: Final = 20
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"

_UTF8_MARK: Final = b"\xef\xbb\xbf"
# UTF-32 first: its little-endian mark begins with the one of UTF-16.
_OTHER_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# What people who draft contracts have on their disks.
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a Word or Excel document or another zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word or Excel document of the old kind"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


class Unreadable(msgspec.Struct, frozen=True, gc=False):
    """Why bytes are not the text of a contract.

    `what` names the encoding or the kind of document, where the bytes give it away. For "not UTF-8",
    `offset` is the code-point offset of the first byte that does not belong, `byte` its value, and
    `text` the whole text with such bytes replaced, for showing the place.
    """

    obstacle: Obstacle
    what: str = ""
    offset: int = 0
    byte: int = 0
    text: str = ""


def decode(data: bytes) -> str | Unreadable:
    """The text in the bytes of a file, or what stopped it from being read."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return Unreadable("not a text", kind)
    for mark, encoding in _OTHER_MARKS:
        if data.startswith(mark):
            return Unreadable("other encoding", encoding)
    if b"\x00" in data:
        return _with_zero_bytes(data[:_SAMPLE])
    data = data.removeprefix(_UTF8_MARK)
    if _looks_binary(data[:_SAMPLE]):
        return Unreadable("not a text", "full of control characters")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _not_utf8(data, fault.start)
    if not text or text.isspace():
        return Unreadable("empty")
    return text


def _with_zero_bytes(sample: bytes) -> Unreadable:
    """UTF-16 saved without its mark has a zero in every second byte of western text."""
    even, odd = sample[::2], sample[1::2]
    for zeros, letters in ((even, odd), (odd, even)):
        if letters and zeros.count(0) * 10 >= len(zeros) * 9 and letters.count(0) * 10 <= len(letters):
            return Unreadable("other encoding", "UTF-16")
    return Unreadable("not a text", "a binary file")


def _looks_binary(sample: bytes) -> bool:
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > _FEW and controls * _CONTROLS_IN_A_TEXT > len(sample)


def _not_utf8(data: bytes, first_bad: int) -> Unreadable:
    before = data[:first_bad].decode("utf-8")
    return Unreadable(
        "not UTF-8",
        windows_reading(data[first_bad]),
        offset=len(before),
        byte=data[first_bad],
        text=before + data[first_bad:].decode("utf-8", errors="replace"),
    )


def windows_reading(byte: int) -> str:
    """The character that Windows-1252, the usual culprit, has for a byte; empty when it has none."""
    character = bytes((byte,)).decode("cp1252", errors="ignore")
    return character if character.isprintable() else ""
