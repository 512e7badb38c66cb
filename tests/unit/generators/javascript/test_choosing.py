"""Values that somebody chooses: what a page can know of them, what is read, and what is refused in plain words."""

from collections.abc import Generator
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from sibdsl.ir.text import from_text
from sibdsl.workspace.compilation import compile
from tests.bad_input.deal import CONTRACT
from tests.strategies.bridge import PROGRAM
from tests.strategies.javascript import KINDS, JavaScript

EXAMPLES = Path(__file__).parents[4] / "examples"


@pytest.fixture(scope="module")
def javascript(node: str) -> Generator[JavaScript]:
    with JavaScript(node) as running:
        yield running


@pytest.fixture
def deal(javascript: JavaScript) -> JavaScript:
    javascript.load_program(compile(CONTRACT).program)
    return javascript


def inputs_of(contract: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["name"]: item for kind in KINDS for item in contract[kind]}


def load_example(javascript: JavaScript, name: str) -> dict[str, dict[str, Any]]:
    javascript.load_program(compile(EXAMPLES / name).program)
    return inputs_of(javascript.value("contract"))


def test_a_page_knows_what_can_be_chosen(deal: JavaScript) -> None:
    contract = deal.value("contract")
    assert (contract["name"], contract["title"], contract["currency"], contract["digits"]) == (
        "deal", "Homes and work", "GBP", 2,
    )  # fmt: skip
    fall = inputs_of(contract)["fall"]
    assert {
        name: fall[name] for name in ("title", "better", "start", "low", "high", "step", "breakpoints", "allowed")
    } == {
        "title": "Fall in reconvictions",
        "better": "higher",
        "start": "0",
        "low": None,
        "high": "100",
        "step": "0.1",
        "breakpoints": ["10", "20"],
        "allowed": "at most 100%",
    }
    assert fall["unit"] == {"kind": "percent", "text": "percent", "scale": "1/100"}
    hours = inputs_of(contract)["hours"]
    assert (hours["adds_up"], len(hours["periods"]), hours["each"]["low"]) == (True, 2, "0")


def test_a_total_turns_where_each_of_its_parts_does(javascript: JavaScript) -> None:
    text = (
        'contract c "C" {\n  currency GBP\n  term 2027-01-01 to 2029-12-31\n}\n'
        "party a is outcome_payer\nparty b is service_provider\nparty e is evaluator, independent\n"
        "metric jobs { unit jobs to 1\n  range at least 0\n  measured annually\n  verified by e }\n"
        "metric share { unit percent to 1%\n  measured annually\n  verified by e }\n"
        "payment each from a to b { due annually\n  pays by jobs, in brackets {\n"
        "    first 100  GBP 1 per job\n    rest  GBP 2 per job\n  }\n  cap GBP 1,000 in total }\n"
        "payment all from a to b { due annually\n  pays by share { at least 40%  GBP 5\n  otherwise nothing }\n"
        "  provided jobs so far at least 50 }\n"
    )
    javascript.load_program(compile(text).program)
    inputs = inputs_of(javascript.value("contract"))
    assert inputs["jobs"]["breakpoints"] == ["50", "300"]
    assert inputs["share"]["breakpoints"] == ["40"]


def test_a_total_has_the_range_of_all_its_parts(javascript: JavaScript) -> None:
    javascript.load_program(from_text(PROGRAM.replace("(range (at-least 0))", "(range (at-least 3) (at-most 10))")))
    hours = inputs_of(javascript.value("contract"))["hours"]
    assert (hours["start"], hours["low"], hours["high"], hours["allowed"]) == (
        "6",
        "6",
        "20",
        "from 6 hours to 20 hours",
    )
    assert hours["each"]["allowed"] == "from 3 hours to 10 hours"


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        ("fall", "10%", "10"),
        ("fall", " 10 % ", "10"),
        ("fall", "20/2", "10"),
        ("fall", "010.0", "10"),
        ("fall", 10, "10"),
        ("gap", "4 percentage points", "4"),
        ("gap", "4 points", "4"),
        ("homes", "1,250", "1250"),
        ("homes", "1,250 people", "1250"),
        ("saved", "GBP 1,234.50", "1234.5"),
        ("saved", "+1234.5", "1234.5"),
        ("hours", "12.5 hours", "12.5"),
    ],
)
def test_values_are_read_as_people_write_them(deal: JavaScript, name: str, text: object, meant: str) -> None:
    found = deal.call("settle", {name: text})
    assert found["problems"] == []
    assert found == deal.call("settle", {name: meant})


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("fall", "", 'Fall in reconvictions: "" is not a number. Write digits, such as 12.5.'),
        ("fall", "1e3", 'Fall in reconvictions: "1e3" is not a number. Write digits, such as 12.5.'),
        ("fall", "1/0", 'Fall in reconvictions: "1/0" is not a number. Write digits, such as 12.5.'),
        ("homes", "12,50", 'People who moved in: "12,50" is not a number. Write digits, such as 12.5.'),
        ("saved", "USD 5", 'Money saved: "USD 5" is not a number. Write digits, such as 12.5.'),
        ("fall", None, 'Fall in reconvictions: "null" is not a number. Write digits, such as 12.5.'),
        ("fall", "100.1", "Fall in reconvictions: 100.1 cannot be. A value at most 100% is expected. Change it."),
        (
            "fall",
            "10.05",
            "Fall in reconvictions: 10.05 has more digits than it is reported with: a multiple of 0.1% is expected. "
            "Round it.",
        ),
        ("saved", "-1", "Money saved: -1 cannot be. A value at least GBP 0 is expected. Change it."),
        ("falls", "1", 'The contract has no "falls" whose value could be chosen. Leave it out.'),
        ("toString", "1", 'The contract has no "toString" whose value could be chosen. Leave it out.'),
    ],
)
def test_what_cannot_be_is_told_and_gives_no_amount(deal: JavaScript, name: str, text: object, message: str) -> None:
    found = deal.call("settle", {name: text})
    assert found["problems"] == [{"name": name, "message": message}]
    assert (found["payments"], found["total"]) == ([], "0.00")


def test_values_are_rounded_where_the_contract_rounds(javascript: JavaScript) -> None:
    javascript.load_program(from_text(PROGRAM))
    asked = [{"hours": hours} for hours in ("100.5", "101", "100.4", "100")]
    half, up, less, down = javascript.calls([("settle", values) for values in asked])
    assert (half, less) == (up, down)


def test_an_early_end_is_lawful_or_told(javascript: JavaScript) -> None:
    javascript.load_program(from_text(PROGRAM))
    allowed = javascript.value("contract")["termination"]
    assert javascript.call("settle", {}, {"ended": allowed["last"]})["ended"] == allowed["last"]
    found = javascript.call("settle", {}, {"ended": "1999-01-01"})
    assert (found["ended"], found["findings"][0]["code"]) == (None, "SIB960")


@pytest.mark.parametrize(
    "name", ["nyc_able", "last_mile", "ways_to_wellness", "peterborough", "denver_sib", "utah_preschool"]
)
def test_every_position_of_a_slider_can_be(javascript: JavaScript, name: str) -> None:
    for item in load_example(javascript, f"{name}/contract.sib").values():
        told = javascript.call("sliderRange", item["name"])
        low, high, step = (Fraction(told[key]) for key in ("low", "high", "step"))
        assert low < high
        assert 0 < step <= high - low
        if item["start"] is not None:
            values = {told["low"], told["high"], str(low + step), str(high // step * step)}
            values.update(javascript.call("valuesBetween", item["name"], told["low"], told["high"], 9))
            found = javascript.calls([("settle", {item["name"]: value}) for value in sorted(values)])
            assert [statement["problems"] for statement in found] == [[]] * len(values)


def test_sliders_reach_what_matters(javascript: JavaScript) -> None:
    load_example(javascript, "last_mile/contract.sib")
    most = max(
        Fraction(found["total"])
        for found in javascript.calls([("settle", {"hours": hours}) for hours in ("100000", "1000000")])
    )
    told = javascript.call("sliderRange", "hours")
    assert Fraction(javascript.call("settle", {"hours": told["high"]})["total"]) == most
    assert Fraction(told["high"]) < 40_000


@pytest.mark.parametrize("name", ["structures/birmingham_step_down.sib", "structures/london_homelessness.sib"])
def test_a_move_of_a_slider_is_answered_at_once(javascript: JavaScript, name: str) -> None:
    """The largest examples take half a millisecond; five are allowed, on machines with much else to do."""
    inputs = load_example(javascript, name)
    moves = [("settle", dict.fromkeys(inputs, str(value))) for value in range(1, 101)]
    assert median(javascript.milliseconds(moves)) < 5


def test_curves_have_both_ends_and_stay_on_the_grid(javascript: JavaScript) -> None:
    load_example(javascript, "nyc_able/contract.sib")
    values = javascript.call("valuesBetween", "reduction", "0", "20", 7)
    assert (values[0], values[-1], len(values)) == ("0", "20", 7)
    assert all(Fraction(value) * 10 % 1 == 0 for value in values)
    assert javascript.call("valuesBetween", "reduction", "5", "5", 7) == ["5"]


def test_curves_of_what_has_no_grid_have_few_decimals(deal: JavaScript) -> None:
    assert inputs_of(deal.value("contract"))["saved"]["step"] is None
    values = deal.call("valuesBetween", "saved", "0", "100", 7)
    assert values == ["0", "16.7", "33.4", "50.1", "66.8", "83.5", "100"]
    assert deal.call("valuesBetween", "saved", "16.7", "33.4", 3) == ["16.7", "25.05", "33.4"]


def test_a_rate_card_comes_to_what_is_chosen(javascript: JavaScript) -> None:
    cards = load_example(javascript, "care_leavers/apollo.sib")
    assert (cards["outcomes"]["most"], cards["outcomes"]["unit"]["text"]) == ("1083550", "GBP")
    chosen = javascript.call("settle", {"outcomes": "1000.01"})
    assert chosen["total"] == "1000.01"
    amounts: dict[tuple[str, str | None], Fraction] = {}
    for line in chosen["payments"]:
        key = (line["determination"]["date"], line["determination"]["cohort"])
        amounts[key] = amounts.get(key, Fraction(0)) + Fraction(line["amount"])
    rows = [
        {"payment": "outcomes", "date": day, "cohort": cohort, "amount": str(amount)}
        for (day, cohort), amount in amounts.items()
    ]
    assert javascript.call("settleEvidence", {"cards": rows}) == chosen
    pending = javascript.call("settleEvidence", {"cards": rows[1:]})["pending"]
    assert (pending[0]["determination"]["date"], pending[0]["waits_for"]) == (rows[0]["date"], ["claims"])
    assert len(javascript.call("settleEvidence", {})["pending"]) == len(rows)


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        (
            {"observations": [{"metric": "hour", "value": "1"}]},
            'The contract has no "hour" that is reported. Check the name.',
        ),
        ({"observations": [{"metric": "hours", "value": "x"}]}, 'Hours of mentoring: "x" is not a number.'),
        (
            {"observations": [{"metric": "rate", "value": "101%"}]},
            "Share in work: 101% cannot be. A value from 0% to 100% is expected.",
        ),
        ({"events": [{"event": "end", "date": "2016-01-01"}]}, 'The event "end" is not known. Only "termination" is.'),
        (
            {"cards": [{"payment": "success", "date": "2016-01-01", "amount": "-1"}]},
            'success: "-1" is not an amount of zero or more.',
        ),
    ],
)
def test_evidence_that_cannot_be_is_told(javascript: JavaScript, evidence: object, message: str) -> None:
    javascript.load_program(from_text(PROGRAM))
    assert [problem["message"] for problem in javascript.call("settleEvidence", evidence)["problems"]] == [message]
