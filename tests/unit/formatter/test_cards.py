"""Rate cards in their canonical text: columns, and what is put in or left out."""

from tests.unit.formatter.test_printer import printed


def test_prices_and_terms_stand_one_below_the_other() -> None:
    text = """rate card rates {
  prices for round_1, round_2
  attitude   nothing,    GBP 700    once
  behaviour  GBP 1,300,  GBP 1,300  at most 3 times
  esteem     GBP 5
}
"""
    squeezed = "\n".join(" ".join(line.split()) for line in text.splitlines())
    assert printed(squeezed) == text


def test_another_statement_begins_new_columns() -> None:
    text = """rate card rates {
  a  GBP 5  once
  note "A column of its own"
  qualification  GBP 10
}
"""
    assert printed(text) == text


def test_no_comma_stands_before_the_first_term() -> None:
    assert "a  GBP 5  once, after b\n" in printed("rate card c {\n  a GBP 5, once, after b\n}\n")


def test_cases_of_prices_stand_one_below_the_other() -> None:
    text = """rate card rates {
  qualification once {
    for young and round_2  GBP 900
    from 2015-01-01        GBP 800
    otherwise              nothing
  }
}
"""
    assert printed(text) == text


def test_a_card_in_a_payment_is_one_per_person() -> None:
    text = "payment p from a to b {\n  rate card per person {\n    x  GBP 5\n  }\n}\n"
    assert printed(text.replace(" per person", "")) == printed(text) == text


def test_long_terms_go_on_in_the_next_line() -> None:
    terms = (
        "once, after move_in and sustained_3_months and sustained_6_months, at least 13 weeks after move_in, "
        "within 12 months of move_in"
    )
    lines = printed(f"rate card c {{\n  retained GBP 300 {terms}\n}}\n").splitlines()
    assert len(lines) == 4
    assert lines[1].endswith("at least 13 weeks after move_in,")
    assert lines[2] == "      within 12 months of move_in"
