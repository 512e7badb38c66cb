"""Whatever an author writes stays text: in Markdown, in HTML, in templates."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sibdsl.generators.documents import render_summary
from sibdsl.generators.documents.english.author_text import one_line
from sibdsl.generators.documents.escaping import markdown_escape
from sibdsl.model import Contract
from sibdsl.model.declarations import Party
from tests.strategies import models

HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% include '/etc/passwd' %}{# note #}",
    "\"double\" and 'single' quotes",
    "a | b | c",
    "`code` and ``` fences",
    "[a link](https://example.org) ![image](x)",
    "<https://example.org> www.example.org https://example.org/a?b=c&d",
    "someone@example.org",
    "# heading",
    "- item",
    "1. item",
    "* * *",
    "=====",
    "_a_ __b__ *c* ~~d~~ snake_case",
    "&lt;b&gt; &amp; &#35;",
    "$a$ and $$b$$",
    "back\\slash \\",
    "שלום عليكم",
    "\u202eright to left override",
    "line\nbreak\r\n\n# not a heading",
    "<!-- comment -->",
    "</style></title><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    ":smile: @someone #12",
]


def contract(title: str) -> Contract:
    payment = models.payment("success", title, models.money(100), note=title, clause=title, source=title)
    return models.contract(
        title=title,
        goal=title,
        jurisdiction=title,
        parties=(
            Party(name="city", title=title, roles=("outcome payer",), note=title),
            Party(name="provider", title="Provider", roles=("service provider",)),
            Party(name="fund", title="Fund", roles=("investor",)),
            Party(name="vera", title="Vera", roles=("evaluator",)),
        ),
        metrics=(models.metric("reduction", title, definition=title, evidence=title, not_payable=title),),
        payments=(payment,),
    )


def assert_no_more_markup(page: str, plain: str) -> None:
    """No tag that the same document does not have with a plain title, and no link that leads out of it."""
    assert set(re.findall(r"<[!\w/]+", page)) <= set(re.findall(r"<[!\w/]+", plain))
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', page))
    headings = [len(re.findall(rf"<h{level}", text)) for text in (page, plain) for level in (1, 2, 3, 4)]
    assert headings[:4] == headings[4:]


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


@pytest.mark.parametrize("title", HOSTILE)
def test_html_keeps_it_text(title: str) -> None:
    page = render_summary(contract(title), format="html", limits=None)
    plain = render_summary(contract("Plain"), format="html", limits=None)
    assert_no_more_markup(page, plain)
    assert f"<h1>{html.escape(one_line(title)).replace('&quot;', '&#34;').replace('&#x27;', '&#39;')}</h1>" in page
    assert "49" not in page


@pytest.mark.parametrize("title", HOSTILE)
def test_markdown_keeps_it_text(title: str) -> None:
    parser = MarkdownIt("commonmark", {"linkify": False}).enable("table")
    page = parser.render(render_summary(contract(title), format="markdown", limits=None))
    plain = parser.render(render_summary(contract("Plain"), format="markdown", limits=None))
    assert_no_more_markup(page, plain)
    assert one_line(title) in text_of(page.split("</h1>")[0])


@given(st.text(max_size=40))
def test_any_text_comes_out_of_markdown_as_it_went_in(text: str) -> None:
    line = one_line(text)
    rendered = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(markdown_escape(line))
    assert rendered == (f"<p>{html.escape(line, quote=True).replace('&#x27;', chr(39))}</p>\n" if line else "")


@given(st.text(max_size=40))
def test_any_text_fits_into_a_table_cell(text: str) -> None:
    line = one_line(text)
    table = f"| a | b |\n| --- | --- |\n| {markdown_escape(line)} | end |\n"
    rendered = MarkdownIt("commonmark").enable("table").render(table)
    assert rendered.count("<td>") == 2
    assert "<td>end</td>" in rendered


def test_addresses_do_not_become_links() -> None:
    escaped = markdown_escape("see https://example.org, www.example.org or a@example.org")
    assert "https:" not in escaped
    assert "www." not in escaped
    assert "a@" not in escaped


def test_what_needs_no_escape_is_left_readable() -> None:
    for text in ("8.5% or more, but less than 10%", "cohort_1", "Schedule 2, 4.1", "(a) first; (b) second"):
        assert markdown_escape(text) == text
