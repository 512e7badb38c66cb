"""Bytes read as text: what is understood, and what is named for what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.source.reading import Unreadable, decode

CONTRACT = 'contract example "Crèche in 東京" {\r\n}\r\n'


def test_utf8_is_the_text() -> None:
    assert decode(CONTRACT.encode()) == CONTRACT


def test_the_byte_order_mark_is_not_part_of_the_text() -> None:
    assert decode(CONTRACT.encode("utf-8-sig")) == CONTRACT


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_nothing_but_white_space_is_empty(data: bytes) -> None:
    assert decode(data) == Unreadable("empty")


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_other_encodings_of_unicode_are_named(encoding: str, named: str) -> None:
    assert decode('contract example "Example" {}'.encode(encoding)) == Unreadable("other encoding", named)


def test_windows_1252_is_found_at_its_first_byte() -> None:
    found = decode('contract crèche "Crèche" {'.encode("cp1252"))
    assert isinstance(found, Unreadable)
    assert (found.obstacle, found.what, found.byte, found.offset) == ("not UTF-8", "è", 0xE8, 11)
    assert found.text == 'contract cr�che "Cr�che" {'


def test_the_place_of_a_bad_byte_counts_characters_not_bytes() -> None:
    found = decode("東京\n".encode() + b"\x93")
    assert isinstance(found, Unreadable)
    assert found.offset == 3


def test_a_byte_that_windows_has_no_character_for_is_left_unread() -> None:
    found = decode(b"contract \x81")
    assert isinstance(found, Unreadable)
    assert found.what == ""


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04....", "a Word or Excel document or another zip archive"),
        (b"{\\rtf1\\ansi", "a rich text (RTF) document"),
        (b"\x7fELF\x00\x01\x02", "a binary file"),
        (b"text\x01\x02\x03\x04\x05text", "full of control characters"),
    ],
)
def test_what_is_not_a_text_is_named(data: bytes, what: str) -> None:
    assert decode(data) == Unreadable("not a text", what)


def test_a_stray_control_character_is_left_to_the_parser() -> None:
    assert decode(b"contract \x01 x") == "contract \x01 x"


@given(st.binary(max_size=60))
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    found = decode(data)
    if isinstance(found, str):
        assert found.strip()
        assert found.encode() == data.removeprefix(b"\xef\xbb\xbf")
