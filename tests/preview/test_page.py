"""The page in one file: what it computes is what the interpreter computes."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from playwright.sync_api import Page

import sibdsl
from sibdsl.analysis.what_if import WhatIf, card_payments
from sibdsl.ir.program import Program
from sibdsl.runtime.evidence_cells import read_value
from sibdsl.runtime.plan import Unit

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = {
    "nyc_able": {"reduction": ["8.4", "8.5", "11.2", "100", "-3"]},
    "peterborough": {"pooled_reduction": ["7.49", "7.5", "9"], "treated": ["57", "56.9"]},
    "ways_to_wellness": {"star": ["0.49", "0.95", "4"]},
    "denver_sib": {},
    "essex_mst": {"care_share": ["10.8", "60"], "price": ["GBP 1 per day", "1,234.56"]},
    "south_carolina_nfp": {},
    "rough_sleeping_2017": {},
}


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> "Opened":
    return Opened(page, tmp_path)


class Opened:
    """The page of a contract in the browser."""

    def __init__(self, page: Page, directory: Path) -> None:
        self.page = page
        self._directory = directory

    def open(self, example: str) -> Program:
        [contract] = (ROOT / "examples" / example).glob("contract.sib*")
        return self.open_contract(sibdsl.compile(contract))

    def open_contract(self, contract: sibdsl.Compilation) -> Program:
        [artifact] = sibdsl.generate(contract, "preview")
        assert isinstance(artifact.text, str)
        file = self._directory / artifact.path
        file.write_text(artifact.text, encoding="utf-8")
        self.page.goto(file.as_uri())
        self.drawn()
        return contract.program

    def drawn(self) -> None:
        """Wait until every curve is drawn."""
        self.page.wait_for_selector("html[data-drawn]")

    def names(self) -> list[str]:
        found = self.page.eval_on_selector_all(".control input[type=range]", "all => all.map(one => one.id)")
        return [name.removeprefix("choose-") for name in found]

    def value(self, name: str) -> str:
        return self.page.input_value(f'[id="choose-{name}-exactly"]')

    def type(self, name: str, text: str) -> None:
        self.page.fill(f'[id="choose-{name}-exactly"]', text)

    def problem(self, name: str) -> str:
        return self.page.inner_text(f'[id="choose-{name}-problem"]')

    def amounts(self) -> dict[str, Fraction]:
        """What each payment comes to."""
        rows = self.page.eval_on_selector_all(
            "#by-payment tr", "all => all.map(one => [one.dataset.payment, one.querySelector('td').dataset.amount])"
        )
        return {name: Fraction(amount) for name, amount in rows}


def expected(program: Program, values: Mapping[str, str]) -> dict[str, Fraction]:
    """What each payment comes to, by the interpreter."""
    plan = program.plan
    units = {item.name: item.unit for item in (*plan.metrics, *plan.facts)}
    units |= dict.fromkeys(card_payments(program), Unit("money", plan.currency))
    chosen: dict[str, Fraction] = {}
    for name, text in values.items():
        # The page takes a plain number as written in the unit; evidence wants the sign.
        signed = text if "%" in text or units[name].kind != "percent" else f"{text}%"
        value = read_value(signed, units[name])
        assert isinstance(value, Fraction), text
        chosen[name] = value
    facts = {fact.name: chosen.pop(fact.name) for fact in plan.facts}
    statement = WhatIf(program, facts).statement(chosen)
    assert not statement.pending
    return {
        payment.name: sum((line.amount for line in statement.lines if line.payment == payment.name), Fraction(0))
        for payment in plan.payments
    }


@pytest.mark.parametrize("example", EXAMPLES)
def test_amounts_are_those_of_the_interpreter(opened: Opened, example: str) -> None:
    program = opened.open(example)
    names = opened.names()
    assert opened.amounts() == expected(program, {name: opened.value(name) for name in names})
    for name, texts in EXAMPLES[example].items():
        for text in texts:
            opened.type(name, text)
            values = {each: opened.value(each) for each in names}
            assert opened.amounts() == expected(program, values), values


@pytest.mark.parametrize("example", ["nyc_able", "ways_to_wellness", "essex_mst"])
def test_sliders_move_with_the_keyboard(opened: Opened, example: str) -> None:
    program = opened.open(example)
    names = opened.names()
    for name in names:
        slider = opened.page.locator(f'[id="choose-{name}"]')
        slider.focus()
        for key in ("End", "ArrowLeft", "PageDown", "Home", "ArrowRight"):
            slider.press(key)
            values = {each: opened.value(each) for each in names}
            assert opened.amounts() == expected(program, values), values


def test_a_value_that_cannot_be_is_told(opened: Opened) -> None:
    opened.open("nyc_able")
    before = opened.amounts()
    opened.type("reduction", "101%")
    assert "101% cannot be" in opened.problem("reduction")
    assert opened.page.get_attribute("#amounts", "class") == "unknown"
    opened.type("reduction", "a lot")
    assert "is not a number" in opened.problem("reduction")
    opened.type("reduction", "12.5%")
    assert (opened.problem("reduction"), opened.amounts()) == ("", before)


def test_a_curve_shows_each_step_and_where_the_contract_stands(opened: Opened) -> None:
    opened.open("nyc_able")
    figure = opened.page.locator('figure[data-payment="success"]')
    opened.type("reduction", "10")
    opened.page.wait_for_function("document.querySelector('.told').textContent === 'USD 9,600,000 at 10%'")
    assert figure.locator("circle.closed").count() == 8
    assert figure.locator("circle.open").count() == 8
    assert (figure.locator("svg").get_attribute("aria-label") or "").startswith("Success payment against")


def test_a_payment_of_several_metrics_has_a_curve_for_each(opened: Opened) -> None:
    opened.open("ways_to_wellness")
    choice = opened.page.locator("#axis-outcome_b")
    texts = choice.locator("option").all_inner_texts()
    assert len(texts) > 1
    choice.select_option(index=1)
    shown = opened.page.locator('figure[data-payment="outcome_b"] svg')
    assert texts[1] in (shown.get_attribute("aria-label") or "")


def test_titles_are_text(opened: Opened) -> None:
    title = "<img src=x onerror=alert(1)></script><script>alert(1)</script>"
    contract = sibdsl.compile(
        f'contract small "{title}" {{\n  currency GBP\n  term 2027-04-01 to 2031-03-31\n}}\n'
        f'party council "{title}" is outcome_payer\nparty charity "Charity" is service_provider\n'
        f'metric jobs "{title}" {{\n  unit people to 1\n  better higher\n  verified by charity\n}}\n'
        f'payment success "{title}" from council to charity {{\n  due once on 2031-06-30\n'
        f"  pays GBP 100 per person for jobs\n  cap GBP 1,000 in total\n}}\n"
        f'scenario "{title}" {{\n  given jobs = 5 people\n  expect success = GBP 500\n}}\n'
    )
    assert contract.ok, sibdsl.render(contract.diagnostics)
    opened.open_contract(contract)
    assert opened.page.inner_text("#title") == title
    assert opened.page.locator("img").count() == 0


def test_the_summary_stands_below_and_its_links_work(opened: Opened) -> None:
    opened.open("nyc_able")
    assert "Defined terms" in opened.page.evaluate("document.querySelector('#summary').shadowRoot.textContent")
    opened.page.locator("#summary nav a", has_text="What is paid").click()
    opened.page.wait_for_function("window.scrollY > 300")


def test_what_is_paid_stays_in_sight_in_a_narrow_window(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 500, "height": 760})
    opened.open("peterborough")
    slider = opened.page.locator("#controls input[type=range]").first
    box, total = slider.bounding_box(), opened.page.locator("#total").bounding_box()
    assert box is not None and total is not None
    assert box["width"] > 400
    assert box["y"] + box["height"] < total["y"] < 760 - total["height"]


def test_who_shows_the_page_hears_what_is_chosen_and_can_say_what_was(opened: Opened) -> None:
    opened.page.add_init_script(
        "globalThis.heard = []; document.addEventListener('chosen', ({ detail }) => heard.push(detail));"
        "globalThis.chosenEarlier = { values: { star: '0.9' }, axes: { outcome_b: 'saving_share' } };"
    )
    opened.open("ways_to_wellness")
    axis = opened.page.locator("#axis-outcome_b")
    assert (opened.value("star"), axis.input_value()) == ("0.9 points", "saving_share")
    axis.select_option("cost")
    opened.type("star", "1.1")
    heard = opened.page.evaluate("heard")
    assert [each["values"]["star"] for each in heard] == ["0.9", "1.1"]
    assert [each["axes"] for each in heard] == [{"outcome_b": "cost"}] * 2


@pytest.mark.parametrize("width", [400, 1200])
def test_nothing_is_cut_off(opened: Opened, width: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": 800})
    opened.open("peterborough")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_is_the_same_each_time() -> None:
    contract = ROOT / "examples" / "nyc_able" / "contract.sib"
    first, second = (sibdsl.generate(sibdsl.compile(contract), "preview") for _ in range(2))
    assert first == second


def test_an_example_that_fails_says_why(opened: Opened) -> None:
    text = (ROOT / "examples" / "nyc_able" / "contract.sib").read_text(encoding="utf-8")
    wrong = text.replace("  expect success = USD 11,712,000\n", "  expect success = USD 1\n", 1)
    opened.open_contract(sibdsl.compile(wrong))
    row = opened.page.locator("#scenarios tr", has_text="not as expected").inner_text()
    assert "success = USD 1: it is USD 11,712,000. " in row
    assert "reaches the row `at least 20%`" in row
