"""Templates of the user's own: they take our place, they run in a sandbox, and their faults have a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from sibdsl.generators.documents import TemplateProblem, render_summary
from sibdsl.generators.documents.render import Format
from tests.strategies import models


def render(directory: Path, text: str | bytes, format: Format = "markdown") -> str:
    name = "summary.md.j2" if format == "markdown" else "summary.html.j2"
    (directory / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return render_summary(models.nyc_able(), format=format, limits=None, templates=directory)


def test_a_template_takes_the_place_of_ours(tmp_path: Path) -> None:
    text = render(tmp_path, "{{ summary.title }} / {{ summary.section['payments'].parts[0].title }}\n")
    assert text == "ABLE Project for Incarcerated Youth / Success payment\n"


def test_only_the_files_that_are_there_take_our_place(tmp_path: Path) -> None:
    (tmp_path / "summary.css.j2").write_text("body { color: teal }")
    text = render_summary(models.nyc_able(), format="html", limits=None, templates=tmp_path)
    assert "<style>\nbody { color: teal }</style>" in text


def test_ours_can_be_included(tmp_path: Path) -> None:
    text = render(tmp_path, "DRAFT\n{% include 'sibdsl/summary.md.j2' %}")
    assert text.startswith("DRAFT\n# ABLE Project")


def test_values_are_escaped_in_templates_of_the_user_too(tmp_path: Path) -> None:
    contract = models.contract(title="<b>*x*</b>")
    for format, expected in (("markdown", "\\<b\\>\\*x\\*\\</b\\>"), ("html", "&lt;b&gt;*x*&lt;/b&gt;")):
        name = "summary.md.j2" if format == "markdown" else "summary.html.j2"
        (tmp_path / name).write_text("{{ contract.title }}")
        text = render_summary(
            contract, format="html" if format == "html" else "markdown", limits=None, templates=tmp_path
        )
        assert text == expected


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("ok\n{% for %}", 2, "the template cannot be read"),
        ("ok\n\n{{ summary.nothing }}", 3, "there is no `nothing` in `summary`"),
        ("{{ nobody }}", 1, "there is no `nobody`"),
        ("a\n{{ summary.__class__.__mro__ }}", 2, "the template does something that templates may not do"),
        ("{{ ''.__class__.__base__.__subclasses__() }}", 1, "the template does something that templates may not do"),
        ("{{ 1 / 0 }}", 1, "the template fails: division by zero"),
        ("{% include 'other.j2' %}", 1, "there is no template named other.j2"),
        ("{% include '../secret.j2' %}", 1, "there is no template named"),
        ("{% include 'summary.md.j2' %}", None, "the template includes itself without end"),
        (b"\xff\xfe", None, "the template is not UTF-8 text"),
        ("{% for i in range(10000000) %}x{% endfor %}", 1, "the template fails: Range too big"),
        ("{{ summary.section.clear() }}", 1, "the template does something that templates may not do"),
    ],
)
def test_a_fault_has_a_place(tmp_path: Path, text: str | bytes, line: int | None, message: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        render(tmp_path, text)
    assert caught.value.message.startswith(message)
    assert caught.value.file.endswith("summary.md.j2")
    if line is not None:
        assert caught.value.line == line
        assert str(caught.value).startswith(f"{caught.value.file}:{line}: ")


def test_a_fault_in_an_included_file_has_its_place(tmp_path: Path) -> None:
    (tmp_path / "part.j2").write_text("fine\n{{ missing }}")
    with pytest.raises(TemplateProblem) as caught:
        render(tmp_path, "{% include 'part.j2' %}")
    assert (caught.value.file, caught.value.line) == (str(tmp_path / "part.j2"), 2)


def test_a_directory_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    text = render_summary(models.nyc_able(), format="markdown", limits=None, templates=tmp_path / "nowhere")
    assert text == render_summary(models.nyc_able(), format="markdown", limits=None)
