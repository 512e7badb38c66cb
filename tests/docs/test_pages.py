"""What the pages say of each other and of the project is true: links, packages, dependencies, codes."""

import re
import tomllib
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sibdsl.diagnostics.registry import all_rules
from tests.docs.markdown import DOCS, ROOT, pages

PAGES = [pytest.param(page, id=str(page.relative_to(ROOT))) for page in (*pages(), ROOT / "CONTRIBUTING.md")]


def inline_tokens(page: Path) -> list[Token]:
    found: list[Token] = []
    for token in MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8")):
        found += token.children or []
    return found


def anchors_of(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    headings = [tokens[index + 1] for index, token in enumerate(tokens) if token.type == "heading_open"]
    texts = ["".join(child.content for child in heading.children or []) for heading in headings]
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in texts}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: Path) -> None:
    for token in inline_tokens(page):
        link = str(token.attrs.get("href", ""))
        if token.type != "link_open" or re.match(r"https?:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name} links to {link}"
        if anchor:
            assert anchor in anchors_of(target), f"{page.name} links to {link}"


@pytest.mark.parametrize("page", PAGES)
def test_codes_exist(page: Path) -> None:
    known = {rule.code for rule in all_rules()}
    named = set(re.findall(r"\bSIB\d{3}\b", page.read_text(encoding="utf-8")))
    assert named <= known


def test_the_architecture_names_every_package_and_no_other() -> None:
    named = set(re.findall(r"`sibdsl/(\w+)`", (DOCS / "architecture.md").read_text(encoding="utf-8")))
    packages = {path.parent.name for path in (ROOT / "sibdsl").glob("*/__init__.py")}
    assert named == packages


def test_paths_that_pages_name_exist() -> None:
    path_in_code = re.compile(r"`((?:sibdsl|tests|docs|grammar|examples)/[\w./-]*)(?<!\.j2)`")
    for page in pages():
        for path in path_in_code.findall(page.read_text(encoding="utf-8")):
            assert (ROOT / path).exists(), f"{page.name} names {path}"


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[<>=!~ ]", requirement)[0] for requirement in wanted}
    page = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([\w-]+)` \|", page, re.M)) == names


def test_the_evidence_guide_names_every_finding_in_evidence() -> None:
    page = (DOCS / "guides" / "evidence.md").read_text(encoding="utf-8")
    missing = [rule.code for rule in all_rules() if rule.code.startswith("SIB9") and rule.code not in page]
    assert missing == []


def test_the_guide_to_claims_names_every_finding_about_people() -> None:
    page = (DOCS / "guides" / "claims.md").read_text(encoding="utf-8")
    assert [rule.code for rule in all_rules() if "SIB850" <= rule.code < "SIB900" and rule.code not in page] == []


def test_every_decision_is_in_the_index() -> None:
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    records = sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))
    assert re.findall(r"\]\((0[\w-]+\.md)\)", index) == records


def test_the_readme_is_short_and_begins_with_what_one_can_do() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 150
    top = "\n".join(lines[:16])
    assert "make demo" in top
    assert "make test" in top
