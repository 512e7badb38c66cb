"""`sib schema`: every schema is one, and what sib writes is valid under it."""

import json

import jsonschema
import pytest

from sibdsl.workspace.schemas import SCHEMA_NAMES, find_schema


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_every_schema_is_a_schema(sib, name: str) -> None:
    result = sib("schema", name)
    assert result.status == 0
    schema = json.loads(result.out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_contract_comes_first(sib) -> None:
    assert sib("schema").out == sib("schema", "contract").out


def test_an_unknown_format_is_wrong_use(sib) -> None:
    assert sib("schema", "contrcat").status == 2
    assert find_schema("contrcat") is None


def test_findings_are_valid(sib) -> None:
    findings = json.loads(sib("check", "nowhere.sib", "--output-format", "json").out)
    assert findings
    jsonschema.validate(findings, find_schema("diagnostics"))
