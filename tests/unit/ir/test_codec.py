"""Programs as JSON: exact, versioned, with a schema, and refused with a sentence when they are not one."""

import json

import jsonschema
import pytest

from sibdsl.ir.codec import from_json, json_schema, to_json
from sibdsl.ir.invalid import InvalidProgram
from sibdsl.ir.program import Program
from sibdsl.ir.text import from_text


@pytest.fixture
def program(program_text: str) -> Program:
    return from_text(program_text)


def test_json_reads_back_as_the_same_program(program: Program) -> None:
    text = to_json(program)
    assert from_json(text) == program
    assert to_json(from_json(text)) == text


def test_json_has_exact_numbers_as_texts_and_dates_as_iso(program: Program) -> None:
    data = json.loads(to_json(program))
    assert data["version"] == 1
    assert data["plan"]["term"] == {"start": "2016-01-01", "end": "2018-12-31"}
    assert data["plan"]["payments"][0]["payers"][0]["share"] == "3/4"
    assert data["rules"][0]["parts"][0]["value"]["rows"][1]["low"] == "1/10"


def test_json_for_people_ends_with_a_line_end_and_keeps_letters(program_text: str) -> None:
    text = to_json(from_text(program_text.replace("Bridge to Work", "Brücke")))
    assert text.endswith("}\n")
    assert '"title": "Brücke"' in text


def test_the_schema_accepts_what_is_written(program: Program) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(to_json(program)))


def test_the_schema_refuses_what_is_no_program(program: Program) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    for path, wrong in [
        (("version",), 2),
        (("plan", "payments", 0, "payers", 0, "share"), 0.75),
        (("plan", "payments", 0, "payers", 0, "share"), "3/0"),
        (("plan", "extra"), 1),
        (("rules", 0, "parts", 0, "value", "type"), "loop"),
    ]:
        data = json.loads(to_json(program))
        place = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = wrong
        assert not validator.is_valid(data), path


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ('"version": 1', '"version": 2', "the program has version 2, and this sib reads version 1"),
        ('"version": 1', '"other": 1', "missing required field `version`"),
        ('"3/4"', "0.75", "expected an exact number in quotes"),
        ('"3/4"', '"3/0"', 'expected an exact number such as "3" or "-1/8", found \'3/0\''),
        ('"3/4"', '"3/4\\n"', "expected an exact number"),
        ('"3/4"', '"' + "9" * 5_000 + '"', "found one of 5000 digits"),
        ('"digits": 2', '"digits": "2"', "Expected `int`, got `str` - at `$.plan.digits`"),
        ('"digits": 2', '"digits": 2, "digit": 2', "`$.plan` has no field `digit`"),
        ('"type": "steps"', '"type": "stairs"', "Invalid value 'stairs'"),
        ('"digits": 2', '"digits": 2,,', "line 6, column 17: the text is no JSON"),
        ('"digits": 2', '"digits": 2, "x": ' + "[" * 10_000, "nested too deeply"),
        ('"digits": 2', '"digits": "\ud800"', "the text holds half of a character"),
    ],
)
def test_what_is_no_program_is_refused(program: Program, old: str, new: str, error: str) -> None:
    text = to_json(program)
    assert old in text
    with pytest.raises(InvalidProgram) as raised:
        from_json(text.replace(old, new, 1))
    assert error in str(raised.value)


@pytest.mark.parametrize("text", ["", "null", "[]", "[" * 100_000, '{"version": 1}', "\x00"])
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(InvalidProgram):
        from_json(text)
