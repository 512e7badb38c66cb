"""The author's prose in the summary: nothing lost, nothing twice, nothing dangerous."""

import re
from pathlib import Path

import pytest

import sibdsl
from sibdsl.generators.api import GeneratorProblem

ROOT = Path(__file__).resolve().parents[3]
ESSEX = ROOT / "examples" / "essex_mst" / "contract.sib.md"
CONTRACT = """\
```sib
contract small "Small" {
  currency GBP
  term 2027-04-01 to 2031-03-31
}
party council "Council" is outcome_payer
party charity "Charity" is service_provider
payment success "Success" from council to charity {
  due once on 2031-06-30
  pays GBP 100,000
}
```
"""


def summary(contract: sibdsl.Compilation, target: str = "summary", *, with_prose: bool = True) -> str:
    [artifact] = sibdsl.generate(contract, target, with_prose=with_prose)
    assert isinstance(artifact.text, str)
    return artifact.text


def anchors(text: str) -> list[str]:
    return re.findall(r'\bid="([\w-]+)"', text)


@pytest.mark.parametrize("target", ["summary", "html"])
def test_everything_stands_there_once(target: str) -> None:
    contract = sibdsl.compile(ESSEX)
    woven, plain = summary(contract, target), summary(contract, target, with_prose=False)
    parts = [anchor for anchor in anchors(plain) if anchor not in ("people", "measures", "payments", "examples")]
    assert sorted(anchors(woven)) == sorted(parts)


def test_numbers_follow_the_order_of_the_document() -> None:
    numbers = re.findall(r"^##+ (\d+)(?:\.| )", summary(sibdsl.compile(ESSEX)), re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_links_name_the_number_of_what_they_lead_to() -> None:
    text = summary(sibdsl.compile(ESSEX))
    for number, anchor in re.findall(r"\[([\d.]+)\]\(#([\w-]+)\)", text):
        assert re.search(rf'<a id="{anchor}"></a>\n\n##+ {re.escape(number)}[. ]', text), f"{number} of {anchor}"


def test_prose_cannot_bring_a_script_into_a_page() -> None:
    prose = "# Small\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [pay](javascript:alert(1))\n\n"
    page = summary(sibdsl.compile(prose + CONTRACT, filename="small.sib.md"), "html")
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_heading_at_the_start_is_the_title() -> None:
    text = summary(sibdsl.compile("# The Lighthouse\n\nWhy.\n\n" + CONTRACT, filename="small.sib.md"))
    assert text.startswith("# The Lighthouse\n\nSummary of the contract\n")
    assert text.count("# The Lighthouse") == 1


def test_a_contract_without_prose_has_none_to_weave_in() -> None:
    with pytest.raises(GeneratorProblem, match=r"has no prose to weave in"):
        summary(sibdsl.compile(ROOT / "examples" / "nyc_able" / "contract.sib"))
