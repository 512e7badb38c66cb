"""A contract as a summary that people sign off: Markdown or HTML.

In: the checked contract, limits, stakes, examples with statements, and perhaps the user's own templates.
Out: the text of one file.
Relies on ``summary`` for the words and on ``templating`` for the layout.
Guarantees: HTML is one self-contained file that loads nothing; the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from sibdsl.generators.documents.handed import Example, Limits, Prose, Stakes
from sibdsl.generators.documents.summary import summary_of
from sibdsl.generators.documents.templating import render_template
from sibdsl.generators.documents.weaving import woven
from sibdsl.model import Contract

Format = Literal["markdown", "html"]
_TEMPLATES = {"markdown": "summary.md.j2", "html": "summary.html.j2"}


def render_summary(
    model: Contract,
    *,
    format: Format,
    limits: Limits | None,
    examples: Sequence[Example] = (),
    stakes: Stakes | None = None,
    templates: Path | None = None,
    prose: Sequence[Prose] | None = None,
) -> str:
    """Write the summary of a contract; with ``prose``, in the author's order and with the author's words.

    ``templates`` is a directory whose ``summary.md.j2`` or ``summary.html.j2`` replaces ours; it is given
    ``summary`` (see ``views``) and ``contract`` (the checked model).

    Raises:
        TemplateProblem: a template cannot be used.
    """
    summary = summary_of(model, limits, examples, stakes)
    if prose is not None:
        summary = woven(summary, prose, format)
    variables = {"summary": summary, "contract": model}
    return render_template(_TEMPLATES[format], variables, templates)
