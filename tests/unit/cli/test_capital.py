"""`sib cashflows` and `sib stakes`: who pays whom when, and what is at stake."""

import csv
import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from sibdsl.workspace.schemas import find_schema

EXAMPLES = Path(__file__).parents[3] / "examples"
ABLE = EXAMPLES / "nyc_able" / "contract.sib"
STOPPED = EXAMPLES / "nyc_able" / "evidence" / "ended_early"


def test_flows_on_evidence_with_sums_and_returns(sib) -> None:
    result = sib("cashflows", ABLE, "--evidence", STOPPED)
    assert (result.status, result.err) == (0, "")
    lines = [" ".join(line.split()) for line in result.out.splitlines()]
    lender = "Goldman Sachs Urban Investment Group"
    assert f"2015-08-31 Bloomberg Philanthropies {lender} USD 6,000,000 guarantee: Loan for the programme" in lines
    assert f"{lender} USD 7,200,000 USD 6,000,000 -USD 1,200,000" in lines
    row = "Loan for the programme USD 7,200,000 USD 6,000,000 USD 7,200,000 USD 6,000,000 0.83 -9.62%"
    assert row in lines


def test_flows_at_a_chosen_value(sib) -> None:
    data = json.loads(sib("cashflows", ABLE, "--at", "reduction=20%", "--output-format", "json").out)
    (loan,) = data["returns"]
    assert (loan["put_in"], loan["received"], loan["multiple"]) == ("9600000.00", "11712000.00", "1.22")
    assert loan["annual_return"] == pytest.approx(0.0811, abs=5e-5)
    assert [flow["what"] for flow in data["flows"]][-2:] == ["principal", "return"]


def test_flows_for_a_spreadsheet(sib) -> None:
    text = sib("cashflows", ABLE, "--ended", "2015-08-31", "--output-format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["what"] for row in rows] == ["drawdown"] * 3 + ["guarantee"]
    assert {row["currency"] for row in rows} == {"USD"}


def test_a_rate_that_does_not_exist_is_told_and_not_given(sib) -> None:
    last_mile = EXAMPLES / "last_mile" / "contract.sib"
    out = sib("cashflows", last_mile, "--at", "hours=0").out
    assert "none" in out
    assert "Impact security: nothing comes back" in out


WRONG = [
    (("--at", "reductin=20%"), "there is no metric `reductin`; did you mean `reduction`?"),
    (("--at", "reduction"), "`reduction` is no choice; write a metric and its value"),
    (("--at", "reduction=20"), "the value of `reduction`: `20` has no % sign"),
    (("--at", "reduction=200%"), "`reduction` cannot be 200%: it is at most 100%"),
    (("--ended", "2014-08-31"), "the contract cannot end on 2014-08-31: it may end from 2015-08-31 to 2016-08-31"),
    (("--ended", "2015-08-31", "--evidence", "."), "evidence and chosen values do not go together"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_a_choice_that_cannot_be_is_wrong_use(sib, arguments: tuple[str, ...], message: str) -> None:
    result = sib("cashflows", ABLE, *arguments)
    assert (result.status, result.out) == (2, "")
    assert message in result.err


def test_a_contract_that_cannot_end_early(sib) -> None:
    result = sib("cashflows", EXAMPLES / "dc_water" / "contract.sib", "--ended", "2020-01-01")
    assert (result.status, "it has no `early termination`" in result.err) == (2, True)


def test_a_contract_with_errors_has_no_flows_and_no_stakes(sib, place: Path) -> None:
    (place / "contract.sib").write_text("contract c {\n", encoding="utf-8")
    for arguments in (("cashflows", "contract.sib", "--at", "x=1"), ("stakes", "contract.sib")):
        result = sib(*arguments)
        assert (result.status, result.out) == (1, "")
        assert "SIB" in result.err


def test_stakes_of_a_contract_alone(sib) -> None:
    lines = [" ".join(line.split()) for line in sib("stakes", ABLE).out.splitlines()]
    assert "Loan for the programme breaks even at 8.5% (Reduction in recidivism bed-days)" in lines
    early = "the contract ends early on 2015-08-31 USD 7,200,000 USD 6,000,000 USD 7,200,000 USD 6,000,000 0.83 -9.62%"
    assert early in lines
    assert any("Guaranteed by Bloomberg Philanthropies" in line for line in lines)


def test_stakes_reproduce_the_published_returns(sib) -> None:
    contract = EXAMPLES / "nyc_able" / "published_returns.sib"
    data = json.loads(sib("stakes", contract, "--output-format", "json").out)
    rates = {row["words"]: row["instruments"][0]["annual_return"] for row in data["rows"]}
    published = {"10%": "0.0", "11%": "1.2", "12%": "1.5", "13%": "1.9", "16%": "3.3", "20%": "5.1"}
    assert {level: f"{rates[level] * 100:.1f}" for level in published} == published
    assert data["breakevens"] == [
        {
            "instrument": "loan",
            "quantity": "reduction",
            "level": "0.1",
            "words": "Loan for the programme breaks even at 10%",
        }
    ]


def test_stakes_for_a_spreadsheet(sib) -> None:
    rows = list(csv.DictReader(io.StringIO(sib("stakes", ABLE, "--output-format", "csv").out)))
    best = [row for row in rows if row["words"] == "20%"]
    assert {row["party"]: row["net"] for row in best if row["party"]}["lender"] == "2112000.00"
    assert [(row["instrument"], row["multiple"]) for row in best if row["instrument"]] == [("loan", "1.22")]


@pytest.mark.parametrize(
    "example", ["last_mile", "dc_water", "denver_sib", "newpin", "massachusetts_roca", "chicago_cpc"]
)
def test_stakes_of_published_contracts(sib, example: str) -> None:
    result = sib("stakes", EXAMPLES / example / "contract.sib")
    assert (result.status, result.err) == (0, "")


def test_investors_of_the_last_mile_break_even_at_16_000_hours(sib) -> None:
    out = sib("stakes", EXAMPLES / "last_mile" / "contract.sib").out
    assert "Impact security breaks even at 16,000 hours" in out


def test_flows_are_drawn_the_same_in_every_time_zone(sib, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("cashflows", ABLE, "--at", "reduction=20%", "--output-format", "svg")
    pictures = set()
    for zone in ("America/New_York", "Asia/Tokyo"):
        monkeypatch.setenv("TZ", zone)
        pictures.add(sib(*arguments).out)
    (picture,) = pictures
    assert picture.startswith("<svg")
    assert picture.endswith("</svg>\n")
    for words in ("Goldman Sachs", "money put in", "outcome payments", "interest and return"):
        assert words in picture
    assert "http://" not in picture.replace("http://www.w3.org/", "")


def test_a_chart_without_what_draws_it_says_what_to_install(sib, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    result = sib("cashflows", ABLE, "--at", "reduction=20%", "--output-format", "svg")
    assert (result.status, result.out) == (2, "")
    assert "sibdsl[charts]" in result.err


@pytest.mark.parametrize("example", ["nyc_able", "newpin", "massachusetts_roca", "utah_preschool"])
def test_what_is_written_for_programs_is_valid(sib, example: str) -> None:
    contract = EXAMPLES / example / "contract.sib"
    stakes = json.loads(sib("stakes", contract, "--output-format", "json").out)
    jsonschema.validate(stakes, find_schema("stakes"))
    evidence = sorted((EXAMPLES / example / "evidence").iterdir())[0]
    flows = json.loads(sib("cashflows", contract, "--evidence", evidence, "--output-format", "json").out)
    jsonschema.validate(flows, find_schema("cashflows"))
