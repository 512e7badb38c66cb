"""The drawing of a contract's capital: where everybody stands, which arrows run, and that it is drawn."""

import sys
from pathlib import Path

import pytest

import sibdsl
from sibdsl.generators.api import GeneratorProblem
from sibdsl.generators.diagram.layout import Drawing, lay_out, short

ROOT = Path(__file__).parents[3]
ABLE = ROOT / "examples" / "nyc_able" / "contract.sib"
EVERYTHING = ROOT / "tests" / "cases" / "accept" / "everything_of_capital" / "contract.sib"
WITHOUT = ROOT / "tests" / "cases" / "accept" / "everything_on_a_rate_card" / "contract.sib"


def drawing(contract: Path) -> Drawing:
    return lay_out(sibdsl.compile(contract).program)


def columns(found: Drawing) -> list[list[str]]:
    """The parties of each column, from left to right."""
    places = sorted({box.x for box in found.boxes})
    return [[box.name for box in found.boxes if box.x == place] for place in places]


def test_lenders_stand_left_and_payers_right_of_what_they_pay_for() -> None:
    assert columns(drawing(ABLE)) == [["lender", "backer"], ["mdrc"], ["city"]]


def test_arrows_say_what_they_are() -> None:
    arrows = [(arrow.kind, arrow.text, arrow.leftwards) for arrow in drawing(ABLE).arrows]
    assert arrows == [
        ("finance", "Loan for the programme: USD 9,600,000", False),
        ("guarantee", "Guarantee of the loan: USD 7,200,000", False),
        ("payment", "Success payment", True),
    ]


def test_steps_of_waterfalls_stand_below() -> None:
    found = drawing(EVERYTHING)
    headings = [line.text for line in found.lines if line.heading]
    assert headings == ["Distribution of success payments", "What the charity receives"]
    assert "3.  principal of senior" in [line.text for line in found.lines]
    assert min(line.y for line in found.lines) > max(box.y for box in found.boxes)


def test_nothing_overlaps_and_everything_is_inside() -> None:
    found = drawing(EVERYTHING)
    assert len({(box.x, box.y) for box in found.boxes}) == len(found.boxes)
    assert all(0 <= box.x <= found.width and 0 <= box.y <= found.height for box in found.boxes)
    assert all(line.y <= found.height for line in found.lines)


def test_long_names_are_cut() -> None:
    assert short("A name\n of two lines") == "A name of two lines"
    assert len(short("long " * 20)) <= 34


@pytest.mark.parametrize("contract", [ABLE, EVERYTHING, WITHOUT])
def test_the_same_contract_is_drawn_the_same(contract: Path) -> None:
    compilation = sibdsl.compile(contract)
    (first,), (second,) = sibdsl.generate(compilation, "diagram"), sibdsl.generate(compilation, "diagram")
    assert first.path.endswith(".svg")
    assert first.text == second.text
    assert str(first.text).startswith("<svg")


def test_names_of_the_contract_are_text_in_the_drawing(tmp_path: Path) -> None:
    text = ABLE.read_text(encoding="utf-8").replace('"MDRC"', '"<script>alert(1)</script> & co"')
    (artifact,) = sibdsl.generate(sibdsl.compile(text), "diagram")
    assert "<script" not in str(artifact.text)


def test_without_what_draws_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(GeneratorProblem, match=r"sibdsl\[charts\]"):
        sibdsl.generate(sibdsl.compile(ABLE), "diagram")
