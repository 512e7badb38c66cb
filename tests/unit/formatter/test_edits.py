"""Edits no larger than what differs."""

from sibdsl.diagnostics.editing import edited
from sibdsl.formatter import format_edits, format_range
from sibdsl.source.file import SourceFile
from sibdsl.source.span import end_of, start_of

TEXT = """\
metric m {
  unit   percent
   better higher
}
metric n {
  unit   percent
  better  higher
}
party a   is b
"""


def replaced(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, str]]:
    edits = format_range(SourceFile("contract.sib", text), start, len(text) if end is None else end)
    return [(text[start_of(edit.span) : end_of(edit.span)], edit.text) for edit in edits]


def test_an_edit_holds_what_differs_and_no_more() -> None:
    assert replaced(TEXT) == [(" ", ""), ("", "\n"), (" ", ""), ("", "\n"), ("  ", "")]


def test_a_stretch_is_the_declarations_that_it_touches() -> None:
    place = TEXT.index("metric n") + 3
    assert replaced(TEXT, place, place) == [("", "\n"), (" ", "")]
    assert replaced(TEXT, 0, 0) == [(" ", "")]
    assert replaced(TEXT, len(TEXT), len(TEXT)) == [("", "\n"), ("  ", "")]


def test_lines_that_are_joined_are_one_edit() -> None:
    text = "party a is b,\n  c\nparty d is e\n"
    source = SourceFile("contract.sib", text)
    assert len(format_edits(source)) == 1
    assert edited(text, format_edits(source)) == "party a is b, c\nparty d is e\n"


def test_edits_of_a_text_with_other_line_ends_fit_into_it() -> None:
    windows = TEXT.replace("\n", "\r\n")
    assert edited(windows, format_edits(SourceFile("contract.sib", windows))) == edited(
        TEXT, format_edits(SourceFile("contract.sib", TEXT))
    ).replace("\n", "\r\n")
    place = windows.index("metric n") + 3
    assert replaced(windows, place, place) == [("", "\r\n"), (" ", "")]


def test_lines_of_a_very_long_declaration_are_compared_one_by_one() -> None:
    rows = "".join(f"    at least {number}% GBP {number}\n" for number in range(1_200, 0, -1))
    text = f"payment p from a to b {{\n  pays by m {{\n{rows}    otherwise nothing\n  }}\n}}\n"
    edits = format_edits(SourceFile("contract.sib", text))
    assert len(edits) == 1_201
    assert "at least 1%     GBP 1\n    otherwise       nothing" in edited(text, edits)
