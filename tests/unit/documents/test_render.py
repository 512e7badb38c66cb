"""Whole summaries: sections in order, links that lead somewhere, and the same bytes every time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sibdsl.generators.documents import TemplateProblem, render_summary
from sibdsl.generators.documents.generator import HtmlGenerator, SummaryGenerator
from sibdsl.generators.documents.handed import Example, Limits
from sibdsl.model import Contract
from tests.strategies import models

CONTRACTS = [models.nyc_able, models.denver, models.peterborough, models.kobe, models.every_shape]


def markdown(contract: Contract) -> str:
    return render_summary(contract, format="markdown", limits=None)


def html(contract: Contract) -> str:
    return render_summary(contract, format="html", limits=None)


class Page(HTMLParser):
    """What a browser finds in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.scopes: list[str] = []
        self.attributes: dict[str, list[str]] = {}
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.links.append(value or "")
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if tag == "th":
            self.scopes.append(dict(attrs).get("scope") or "")


@pytest.mark.parametrize("make", CONTRACTS)
def test_every_link_leads_somewhere(make: object) -> None:
    assert callable(make)
    page = Page(html(make()))
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    text = markdown(make())
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("make", CONTRACTS)
def test_a_page_can_be_read_by_everyone(make: object) -> None:
    assert callable(make)
    page = Page(html(make()))
    assert page.attributes["lang"] == ["en-GB"]
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert set(page.scopes) <= {"col", "row"}
    assert page.tags.count("table") == page.tags.count("caption")


@pytest.mark.parametrize("make", CONTRACTS)
def test_a_page_loads_nothing(make: object) -> None:
    assert callable(make)
    text = html(make())
    assert "default-src 'none'" in text
    assert not re.search(r"(?i)<(script|img|iframe|link|object)\b|url\(|@import|https?://", text)


@pytest.mark.parametrize("make", CONTRACTS)
def test_nothing_is_filled_with_none(make: object) -> None:
    assert callable(make)
    for text in (markdown(make()), html(make())):
        assert "None" not in text
        assert "Undefined" not in text


@pytest.mark.parametrize("make", CONTRACTS)
def test_the_same_contract_gives_the_same_bytes(make: object) -> None:
    assert callable(make)
    assert markdown(make()) == markdown(make())
    assert html(make()) == html(make())


def test_tables_of_markdown_are_tables() -> None:
    text = markdown(models.nyc_able())
    rendered = MarkdownIt("commonmark").enable("table").render(text)
    assert rendered.count("<table>") == 4
    assert '<td>16% or more, but less than 20%</td>\n<td style="text-align:right">USD 10,944,000</td>' in rendered


def test_zones_say_their_slope_and_where_it_starts() -> None:
    text = markdown(models.denver())
    assert "| 20% or more, but less than 30% | USD 160,000 for each percentage point above 0% |" in text
    assert (
        "| 30% or more, but less than 65% | USD 4,800,000 plus USD 38,000 for each percentage point above 30% |" in text
    )


def test_a_straight_line_says_its_slope_once() -> None:
    text = markdown(models.kobe())
    assert "| More than 0%, but less than 80% | JPY 98,250 for each percentage point above 0% |" in text
    assert "straight line" not in text


def test_caps_stand_in_written_order() -> None:
    text = markdown(models.denver())
    first = text.index("1. No more than USD 5,290,000 is paid under this payment")
    assert first < text.index("2. The limit “Overall limit” applies to this payment as well.")


def test_brackets_stages_and_dates() -> None:
    text = markdown(models.every_shape())
    assert "| The next 40 people, up to 410 people | USD 900 per person |" in text
    assert "1. 95% of “Savings”, until USD 7,700,000 has been paid in total under this payment;" in text
    assert "| 30 June 2016 | USD 20 |" in text
    assert "| “Unit price” | Not published; supplied with the evidence (USD) |" in text


@dataclass
class SomeGiven:
    kind: str
    name: str = ""
    value: Fraction = Fraction(0)
    cohort: str | None = None
    day: date | None = None
    count: int = 1


@dataclass
class SomeStatement:
    data: dict[str, object]

    def to_data(self) -> dict[str, object]:
        return self.data


@dataclass
class SomeExample:
    title: str
    given: tuple[SomeGiven, ...]
    about: tuple[str, ...]
    statement: SomeStatement


@dataclass
class SomeParty:
    party: str
    pays_least: Fraction = Fraction(0)
    pays_most: Fraction | None = Fraction(0)
    receives_least: Fraction = Fraction(0)
    receives_most: Fraction | None = Fraction(0)


@dataclass
class SomePayment:
    payment: str
    each_least: Fraction
    each_most: Fraction | None
    total_least: Fraction
    total_most: Fraction | None


@dataclass
class SomeLimits:
    parties: list[SomeParty]
    payments: list[SomePayment]


def line(amount: str, **step: object) -> dict[str, object]:
    return {
        "payment": "success", "title": "Success payment", "clause": None, "payer": "city", "payee": "provider",
        "determination": {"date": "2016-09-30", "cohort": None, "period": None},
        "amount": amount, "currency": "USD", "due": "2016-10-30",
        "derivation": [
            {"kind": "evidence", "name": "reduction", "value": "11", "unit": "percent", "text": ""},
            {"kind": "row", "rule": "success", "text": "11% reaches the row `at least 10%`, which pays USD 9,600,000.",
             "subject": "Reduction in recidivism bed-days", "value": "11", "row": "at least 10%", "amount": "9600000"},
            {"kind": "cap", "cap": "?", "before": "1", "after": "1", "counted_before": "0", "text": "unchanged"},
        ],
    }  # fmt: skip


def test_examples_and_extremes() -> None:
    statement = SomeStatement({"payments": [line("9600000.00")], "pending": [], "lapsed": []})
    waiting = SomeStatement({
        "payments": [], "lapsed": [],
        "pending": [{
            "payment": "success", "text": "", "determination": {"date": "2016-09-30", "cohort": None},
            "waits_for": ["not due before 2016-09-30", "reduction (Reduction in recidivism bed-days)"],
        }],
    })  # fmt: skip
    examples: list[Example] = [
        SomeExample("", (SomeGiven("metric", "reduction", Fraction(11, 100)),), ("success",), statement),
        SomeExample("too early", (SomeGiven("as of", day=date(2016, 1, 1)),), ("success",), waiting),
    ]
    limits: Limits = SomeLimits(
        [SomeParty("city", pays_most=None), SomeParty("provider", receives_most=Fraction(5)), SomeParty("vera")],
        [SomePayment("success", Fraction(0), Fraction(5), Fraction(0), None)],
    )
    text = render_summary(models.nyc_able(), format="markdown", limits=limits, examples=examples)
    assert (
        "| “Reduction in recidivism bed-days” is 11% | USD 9,600,000 | “Reduction in recidivism bed-days” (11%) gives "
        "USD 9,600,000. |" in text
    )
    assert (
        "| Too early: the statement is made as of 1 January 2016 | Not determined yet | Not due before 30 September "
        "2016; it waits for “Reduction in recidivism bed-days”. |" in text
    )
    assert "unchanged" not in text
    assert "| City of Example | Nothing | No upper limit |" in text
    assert "| “Success payment” | Nothing | USD 5 | Nothing | No upper limit |" in text
    assert "| Vera Institute | Nothing |" not in text


@dataclass
class Compiled:
    model: Contract
    program: None = None
    title: str = ""
    limits: None = None
    stakes: None = None
    examples: tuple[()] = ()
    templates: Path | None = None
    prose: None = None


@pytest.mark.parametrize(("kind", "path"), [(SummaryGenerator, "nyc_able.md"), (HtmlGenerator, "nyc_able.html")])
def test_generators(kind: type[SummaryGenerator | HtmlGenerator], path: str, tmp_path: Path) -> None:
    (artifact,) = kind().generate(Compiled(models.nyc_able()))  # type: ignore[arg-type]
    assert artifact.path == path
    (tmp_path / "summary.md.j2").write_text("{{ nothing }}")
    (tmp_path / "summary.html.j2").write_text("{{ nothing }}")
    with pytest.raises(TemplateProblem):
        kind().generate(Compiled(models.nyc_able(), templates=tmp_path))  # type: ignore[arg-type]
