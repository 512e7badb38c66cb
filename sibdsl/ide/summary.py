"""The summary of a contract as it is on the screen.

In: a view. Out: the summary in Markdown and in HTML, or why there is none.
Relies on: the generators of documents, which are loaded when a summary is asked for.
Guarantees: the same as `sib build` writes; a contract in prose has its prose woven in.
"""

from typing import Literal

from sibdsl.ide.edits import Refusal
from sibdsl.workspace.view import View

_GENERATORS = {"markdown": "summary", "html": "html"}


def summary(view: View, format: Literal["markdown", "html"]) -> str | Refusal:
    """The summary of the contract of a view; a contract with errors has none."""
    refusal = refuse_with_errors(view, "shown as a summary")
    if refusal is not None:
        return refusal
    return written(view, _GENERATORS[format])


def written(view: View, target: str) -> str:
    """What a generator writes of a contract without errors, with its prose woven in where it has some."""
    from sibdsl.workspace.generating import HandedOver, prose_of

    return HandedOver(view.compilation, prose=prose_of(view.compilation)).text_of(target)


def refuse_with_errors(view: View, what: str) -> Refusal | None:
    """Why a contract cannot be run or shown, if it cannot: it has errors."""
    errors = sum(found.severity == "error" for found in view.diagnostics)
    if not errors:
        return None
    many = "an error" if errors == 1 else f"{errors} errors"
    return Refusal(
        f"The contract has {many}. It can be {what} once {'it is' if errors == 1 else 'they are'} corrected."
    )
