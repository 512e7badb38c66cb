"""The page on which people try a contract out, put together from its parts.

In: the contract's module of JavaScript, its summary as a page, its scenarios, findings.
Out: HTML: a page in one file, the page that a server keeps up to date, and the pieces that it replaces.
Relies on Jinja2 for escaping, on ``script``, and on the files in `assets`.
Guarantees: the page loads nothing from elsewhere, and runs no script but ours; whatever authors wrote is text in it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Protocol

import msgspec
from jinja2 import BaseLoader, Environment, FunctionLoader
from markupsafe import Markup

from sibdsl.generators.preview.script import script_alone


class Tried(Protocol):
    """One expectation of a scenario, run."""

    @property
    def words(self) -> str: ...  # noqa: D102
    @property
    def passed(self) -> bool: ...  # noqa: D102
    @property
    def got(self) -> str: ...  # noqa: D102
    @property
    def explanation(self) -> Sequence[str]: ...  # noqa: D102


class TriedScenario(Protocol):
    """A scenario, run."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def passed(self) -> bool: ...  # noqa: D102
    @property
    def results(self) -> Sequence[Tried]: ...  # noqa: D102
    @property
    def problems(self) -> Sequence[str]: ...  # noqa: D102


class ShownFinding(msgspec.Struct, frozen=True):
    """A finding as the page shows it: a heading, and the excerpt with everything else as plain text."""

    severity: str
    heading: str
    text: str


def static_page(title: str, script: str, summary: str, scenarios: Sequence[TriedScenario]) -> str:
    """Write a page in one file: the contract's module, its summary and its scenarios."""
    script = script_alone(script)
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    return _environment().get_template("page.html.j2").render(
        title=title, style=_asset("preview.css"), policy=policy, script=script, summary=summary,
        scenarios=scenarios_html(scenarios),
    )  # fmt: skip


def live_page(title: str) -> str:
    """Write the page that asks its server for everything else, again after each change."""
    return _environment().get_template("page.html.j2").render(
        title=title, style=_asset("preview.css"), policy="", script="", summary="", scenarios=""
    )  # fmt: skip


def scenarios_html(scenarios: Sequence[TriedScenario]) -> Markup:
    """Write the table of scenarios."""
    rows = [
        {"title": each.title, "passed": each.passed, "lines": [*each.problems, *map(_told, each.results)]}
        for each in scenarios
    ]
    return Markup(_environment().get_template("scenarios.html.j2").render(scenarios=rows))


def findings_html(findings: Sequence[ShownFinding]) -> Markup:
    """Write the findings, the first ones first."""
    return Markup(_environment().get_template("findings.html.j2").render(findings=findings))


@cache
def _asset(name: str) -> str:
    return (files("sibdsl.generators.preview") / "assets" / name).read_text(encoding="utf-8")


def _told(result: Tried) -> str:
    words = result.words.removeprefix("expect ")
    return words if result.passed else f"{words}: it is {result.got}. {' '.join(result.explanation)}"


@cache
def _environment() -> Environment:
    loader: BaseLoader = FunctionLoader(_asset)
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
