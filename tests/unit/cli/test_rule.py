"""`sib rule`."""

import json


def test_a_code_or_a_name_has_a_page(sib) -> None:
    result = sib("rule", "SIB010")
    assert result.status == 0
    assert result.out.startswith("# SIB010")
    assert sib("rule", "no-such-file") == sib("rule", "sib010") == result


def test_all_rules_are_listed_in_order(sib) -> None:
    lines = sib("rule", "--all").out.splitlines()
    codes = [line.split()[0] for line in lines]
    assert codes == sorted(codes)
    assert "SIB010  error" in lines[codes.index("SIB010")]


def test_json_has_the_words_and_the_page(sib) -> None:
    one = json.loads(sib("rule", "SIB010", "--output-format", "json").out)
    assert one["name"] == "no-such-file"
    assert one["page"].startswith("# SIB010")
    assert one in json.loads(sib("rule", "--all", "--output-format", "json").out)


def test_an_unknown_code_gets_the_nearest(sib) -> None:
    result = sib("rule", "SIB0010")
    assert result.status == 2
    assert "there is no rule `SIB0010`; did you mean `SIB010`?" in result.err


def test_one_code_or_all_of_them(sib) -> None:
    for arguments in ([], ["SIB010", "--all"]):
        result = sib("rule", *arguments)
        assert result.status == 2
        assert "name one code" in result.err
