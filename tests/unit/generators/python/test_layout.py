"""Long statements are broken at their brackets and stay the same statements."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.generators.python.layout import write_statement
from sibdsl.generators.writer import Writer


def _written(statement: str) -> str:
    writer = Writer()
    write_statement(writer, statement)
    return writer.text()


def test_a_short_statement_stays_on_its_line() -> None:
    assert _written("return case.step(1, 2)") == "return case.step(1, 2)\n"


def test_a_long_call_has_an_argument_on_each_line() -> None:
    name = "a" * 60
    assert _written(f'return case.step("{name}, (", {name})') == (
        f'return case.step(\n    "{name}, (",\n    {name},\n)\n'
    )


@pytest.mark.parametrize(
    "statement",
    [
        "value = " + "first + " * 12 + "(second * (third + fourth)) * case.fifth([(1, 2), (None, 3)])",
        "return (" + "a" * 120 + " + b) * case.rounded(c, (d))",
        "return f('" + "it \\' (, " + "a" * 110 + "', ((b)), [])",
        "x = f()" + " + a" * 40,
        "x = f(" + "a" * 120 + ")",
    ],
)
def test_a_broken_statement_means_the_same(statement: str) -> None:
    assert ast.dump(ast.parse(_written(statement))) == ast.dump(ast.parse(statement))


_EXPRESSIONS = st.recursive(
    st.sampled_from(["amount", '"a, (b"', "'it'", "1_000", "case.metric('x')"]),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map(lambda items: f"case.call_of_something({', '.join(items)})")
        | st.tuples(inner, inner).map(lambda pair: f"({pair[0]} + {pair[1]}) * {pair[0]}")
        | st.tuples(inner, inner).map(lambda pair: f"[({pair[0]}, None), ({pair[1]}, 2)]")
    ),
    max_leaves=30,
)


@given(_EXPRESSIONS)
def test_any_expression_means_the_same_on_several_lines(expression: str) -> None:
    statement = f"return_value = {expression}"
    assert ast.dump(ast.parse(_written(statement))) == ast.dump(ast.parse(statement))
