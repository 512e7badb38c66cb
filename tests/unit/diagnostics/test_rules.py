"""The registry: each code and name stands for one rule, and its words can be filled in."""

import re
from string import Formatter

import pytest

from sibdsl.diagnostics.internal import InternalError
from sibdsl.diagnostics.registry import AREAS, RULES, all_rules, find_rule, rule
from sibdsl.diagnostics.rule import RESERVED_FIELDS, Rule
from sibdsl.diagnostics.rules import reading
from sibdsl.diagnostics.severity import ERROR, SEVERITIES


@pytest.mark.parametrize("area", AREAS)
def test_an_area_declares_codes_of_its_own_hundred(area: str) -> None:
    from importlib import import_module

    module = import_module(f"sibdsl.diagnostics.rules.{area}")
    declared = [value for value in vars(module).values() if isinstance(value, Rule)]
    assert [one.code for one in declared if not one.code.startswith(AREAS[area])] == []
    assert all(RULES[one.code] is one for one in declared)


def test_rules_are_listed_in_the_order_of_their_codes() -> None:
    codes = [one.code for one in all_rules()]
    assert codes == sorted(codes)
    assert "SIB001" in codes


@pytest.mark.parametrize("one", all_rules(), ids=lambda one: one.code)
def test_words_are_in_the_house_style(one: Rule) -> None:
    assert one.severity in SEVERITIES
    assert one.title
    assert one.message
    for words in (one.title, one.message, one.expected, one.help):
        assert not words.endswith("."), "messages are phrases, not sentences with a full stop"
        assert "\n" not in words
    for field in one.fields():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", field), "fields are plain names"
        assert field not in RESERVED_FIELDS
    assert all(
        conversion is None and not specification
        for words in (one.message, one.expected, one.help)
        for _, field, specification, conversion in Formatter().parse(words)
        if field is not None
    )


def test_a_rule_is_found_by_code_or_name() -> None:
    assert find_rule("sib001") is reading.EMPTY_FILE
    assert find_rule(" Empty-File ") is reading.EMPTY_FILE
    assert find_rule("SIB000") is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("SIB001", "another-name"),
        ("SIB098", "empty-file"),
        ("SIB98", "short"),
        ("SIC098", "foreign"),
        ("SIB098", "Capital"),
        ("SIB098", "two words"),
    ],
)
def test_a_taken_or_malformed_code_or_name_is_refused(code: str, name: str) -> None:
    before = dict(RULES)
    with pytest.raises(InternalError):
        rule(code, name, ERROR, title="a title", message="a message")
    assert before == RULES


def test_a_template_may_not_use_a_word_of_the_sink() -> None:
    with pytest.raises(InternalError, match="expected"):
        rule("SIB098", "uses-expected", ERROR, title="a title", message="found {expected}")
    assert "SIB098" not in RULES


def test_very_long_fields_are_shortened() -> None:
    words = reading.EMPTY_FILE.fill("`{name}`", {"name": "x" * 5_000_000})
    assert words == f"`{'x' * 120}…`"


def test_braces_in_a_field_are_left_alone() -> None:
    assert reading.EMPTY_FILE.fill("`{name}`", {"name": "{name!r}{0}"}) == "`{name!r}{0}`"


def test_a_missing_field_is_a_fault_of_ours() -> None:
    with pytest.raises(InternalError, match="SIB001"):
        reading.EMPTY_FILE.fill("`{name}`", {})
