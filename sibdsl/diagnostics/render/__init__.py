"""Rendering: findings as text for people, or in the formats that other tools read.

In: diagnostics, in the order in which they should appear.
Out: one string, ending with a line end unless it is empty.
Relies on: nothing but the diagnostics; each format is loaded when it is asked for.
Guarantees: the same findings give the same bytes, and nothing in a contract can break out of the
format: control characters and terminal sequences are shown, not obeyed.
"""

from collections.abc import Sequence
from typing import Final, Literal, assert_never, get_args

from sibdsl.diagnostics.diagnostic import Diagnostic

Format = Literal["full", "concise", "json", "sarif", "github", "junit"]

FORMATS: Final[tuple[Format, ...]] = get_args(Format)
"""Every format, the one for people first."""


def render(diagnostics: Sequence[Diagnostic], format: Format = "full", color: bool = False) -> str:
    """The findings in a format; `color` adds terminal colours to the two formats that people read."""
    match format:
        case "full":
            from sibdsl.diagnostics.render.text import render_full

            return render_full(diagnostics, color)
        case "concise":
            from sibdsl.diagnostics.render.concise import render_concise

            return render_concise(diagnostics, color)
        case "json":
            from sibdsl.diagnostics.render.json import render_json

            return render_json(diagnostics)
        case "sarif":
            from sibdsl.diagnostics.render.sarif import render_sarif

            return render_sarif(diagnostics)
        case "github":
            from sibdsl.diagnostics.render.github import render_github

            return render_github(diagnostics)
        case "junit":
            from sibdsl.diagnostics.render.junit import render_junit

            return render_junit(diagnostics)
    assert_never(format)
