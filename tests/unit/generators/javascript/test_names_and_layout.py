"""Names are identifiers of their own, and long statements are broken at their longest brackets."""

from sibdsl.generators.javascript.layout import write_statement
from sibdsl.generators.javascript.names import Names
from sibdsl.generators.writer import Writer


def test_names_say_what_they_can_and_differ() -> None:
    names = Names()
    wishes = ["class", "class", "a.table", "a table", "日数", "日本", "x" * 200, "__proto__", ""]
    assert [names.claim("pay", wish) for wish in wishes] == [
        "pay_class", "pay_class_2", "pay_a_table", "pay_a_table_2", "pay_1", "pay_2", f"pay_{'x' * 60}", "pay_proto",
        "pay_3",
    ]  # fmt: skip


def test_numbered_names_are_not_taken_twice() -> None:
    names = Names()
    assert [names.claim("n", wish) for wish in ("1_2", "1", "1", "1_2", "1")] == [
        "n_1_2",
        "n_1",
        "n_1_3",
        "n_1_2_2",
        "n_1_4",
    ]


def written(statement: str) -> str:
    writer = Writer("  ")
    write_statement(writer, statement)
    return writer.text()


def test_a_short_statement_stays_on_its_line() -> None:
    assert written("return at.capped(one, two);") == "return at.capped(one, two);\n"


def test_a_long_call_has_an_argument_on_each_line() -> None:
    name = "a" * 60
    assert written(f'return sum("{name}, (", {name}).minus(b);') == (
        f'return sum(\n  "{name}, (",\n  {name},\n).minus(b);\n'
    )


def test_what_stands_alone_in_brackets_gets_no_comma() -> None:
    condition = " && ".join(["a" * 30] * 4)
    assert written(f"return !({condition});") == f"return !(\n  {condition}\n);\n"


def test_a_long_statement_without_brackets_stays() -> None:
    statement = f"return {'a' * 200};"
    assert written(statement) == f"{statement}\n"
