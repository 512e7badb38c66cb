"""Files in one text that does not move where it is not edited."""

from __future__ import annotations

from sibdsl.source.file import SourceFile
from sibdsl.workspace.live_text import Changed, LiveText

TEXT = 'party city "City"\n\n# A note.\nparty fund "Fund"\nparty provider "Provider"\n'


def files_of(text: LiveText) -> list[str]:
    """Each file, put together from its stretches of the one text."""
    found: dict[str, str] = {}
    for stretch in text.stretches():
        piece = text.whole[stretch.whole_start : stretch.whole_start + stretch.length]
        assert found.get(stretch.file.path, "") == stretch.file.text[: stretch.start]
        assert set(text.whole[stretch.whole_start + stretch.length : stretch.whole_start + stretch.room]) <= {"\n"}
        found[stretch.file.path] = found.get(stretch.file.path, "") + piece
    return list(found.values())


def laid_out(*texts: str) -> LiveText:
    return LiveText([SourceFile(f"{number}.sib", text) for number, text in enumerate(texts)])


def put(text: LiveText, start: int, end: int, new: str) -> Changed | None:
    """Edit the first file."""
    before = text.files[0]
    return text.edit(0, SourceFile(before.path, before.text[:start] + new + before.text[end:]), start, end)


def test_the_text_has_every_file_and_else_empty_lines() -> None:
    text = laid_out(TEXT, "\n\n# Nothing.", TEXT)
    assert files_of(text) == [TEXT, "\n\n# Nothing.", TEXT]


def test_an_edit_moves_nothing_behind_its_stretch() -> None:
    text = laid_out(TEXT, TEXT)
    fund, provider = text.whole.index("party fund"), text.whole.index("party provider")
    changed = put(text, TEXT.index("City"), TEXT.index("City") + 4, "The city of light")
    assert changed is not None
    assert text.whole.index("party fund") == fund == changed.end
    assert text.whole.index("party provider") == provider
    assert text.whole[changed.start :].startswith("The city of light")
    assert files_of(text) == [TEXT.replace("City", "The city of light"), TEXT]


def test_what_outgrows_its_stretch_takes_room_from_the_next() -> None:
    text = laid_out(TEXT)
    provider = text.whole.index("party provider")
    more = "x" * 300
    assert put(text, TEXT.index("City"), TEXT.index("City"), more) is not None
    assert text.whole.index("party provider") == provider
    assert files_of(text) == [TEXT.replace("City", more + "City")]


def test_what_outgrows_the_file_does_not_fit() -> None:
    assert put(laid_out(TEXT), 0, 0, "x" * 5_000) is None


def test_lines_that_are_joined_are_one_stretch() -> None:
    text = laid_out(TEXT)
    place = TEXT.index("\nparty provider")
    assert put(text, place, place + 1, "") is not None
    joined = TEXT[:place] + TEXT[place + 1 :]
    assert files_of(text) == [joined]
    assert 'Fund"party provider' in text.whole


def test_edits_follow_one_another() -> None:
    text, written = laid_out(TEXT), TEXT
    for start, end, new in ((0, 5, "cohort"), (3, 30, ""), (10, 10, "\n\nmetric x\n"), (0, 2, ""), (15, 16, "\r\n")):
        assert put(text, start, end, new) is not None
        written = written[:start] + new + written[end:]
        assert files_of(text) == [written]
