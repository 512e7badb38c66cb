"""What is computed in a process of its own: scenarios and pages. Run as `python -m sibdsl.lsp.errand_process`.

In: lines of JSON on standard input, each an errand: what to do, the path of a contract, the texts of open files.
Out: a line of JSON for each: what came of it, or why nothing can.
Relies on: `sibdsl.ide`, and through it on everything that computes amounts and writes documents.
Guarantees: one errand does not influence the next; a fault is told, and the process goes on to the next errand.
"""

import json
import sys
from typing import Any

from sibdsl.ide.edits import Refusal
from sibdsl.ide.lenses import ScenarioRun, run_all, run_scenario
from sibdsl.ide.summary import summary
from sibdsl.ide.trying import preview
from sibdsl.workspace.view import View
from sibdsl.workspace.viewing import open_view


def main() -> None:
    """Do errands until standard input ends."""
    results = sys.stdout
    sys.stdout = sys.stderr
    for line in sys.stdin:
        results.write(json.dumps(_done(json.loads(line))) + "\n")
        results.flush()


def _done(errand: dict[str, Any]) -> dict[str, Any]:
    try:
        view = open_view(errand["path"], errand["texts"])
        return _DOING[errand["do"]](view, errand)
    except Exception as fault:
        return {"fault": f"{type(fault).__name__}: {fault}"}


def _run(view: View, errand: dict[str, Any]) -> dict[str, Any]:
    found = run_scenario(view, errand["title"])
    return {"refusal": found.sentence} if isinstance(found, Refusal) else _plain(found)


def _run_all(view: View, errand: dict[str, Any]) -> dict[str, Any]:
    found = run_all(view)
    return {"refusal": found.sentence} if isinstance(found, Refusal) else {"runs": [_plain(run) for run in found]}


def _summarise(view: View, errand: dict[str, Any]) -> dict[str, Any]:
    html, markdown = summary(view, "html"), summary(view, "markdown")
    if isinstance(html, Refusal) or isinstance(markdown, Refusal):
        return {"refusal": html.sentence if isinstance(html, Refusal) else ""}
    return {"html": html, "markdown": markdown}


def _try_out(view: View, errand: dict[str, Any]) -> dict[str, Any]:
    found = preview(view)
    return {"refusal": found.sentence} if isinstance(found, Refusal) else {"html": found}


def _plain(run: ScenarioRun) -> dict[str, Any]:
    return {"title": run.title, "passed": run.passed, "words": run.words, "markdown": run.markdown}


_DOING = {"run": _run, "run all": _run_all, "summary": _summarise, "try out": _try_out}


if __name__ == "__main__":
    main()
