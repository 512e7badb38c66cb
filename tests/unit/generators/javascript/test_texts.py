"""Whatever a contract says, it stays a text or a comment in generated JavaScript, and in a page around it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.generators.javascript.texts import comment, literal, write_data
from sibdsl.generators.writer import Writer


@given(st.text())
def test_a_literal_is_json_for_the_text(text: str) -> None:
    assert json.loads(literal(text)) == text


@given(st.text())
def test_a_comment_is_only_a_comment(text: str) -> None:
    for line in comment(text):
        assert line.startswith("// ")
        assert line.isprintable()
        assert "<" not in line


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('a "b" \\', '"a \\"b\\" \\\\"'),
        ("</script><!--", '"\\u003C/script>\\u003C!--"'),
        ("one\u2028two\u202e", '"one\\u2028two\\u202E"'),
        ("日本 👍", '"日本 👍"'),
        ("\U000e0001", '"\\uDB40\\uDC01"'),
        ("\ud800", '"\\uD800"'),
        ("line\nline\ttab", '"line\\nline\\ttab"'),
    ],
)
def test_what_could_do_harm_is_an_escape(text: str, written: str) -> None:
    assert literal(text) == written


def test_data_stands_on_one_line_where_it_fits() -> None:
    writer = Writer("  ")
    write_data(writer, {"name": "a", "days": [1, None, True], "none": {}, "long": ["b" * 60, "c" * 60]}, "x = ", ";")
    assert writer.text() == (
        'x = {\n  name: "a",\n  days: [1, null, true],\n  none: {},\n  long: [\n'
        f'    "{"b" * 60}",\n    "{"c" * 60}",\n  ],\n}};\n'
    )
