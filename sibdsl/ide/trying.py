"""The page on which a contract is tried out, as the contract is on the screen.

In: a view. Out: one page of HTML with sliders and payment curves, or why there is none.
Relies on: the generator of the page, which is loaded when it is asked for.
Guarantees: the same page as `sib build --to preview` writes; a contract in prose has its prose woven in.
"""

from sibdsl.ide.edits import Refusal
from sibdsl.ide.summary import refuse_with_errors, written
from sibdsl.workspace.view import View


def preview(view: View) -> str | Refusal:
    """The page of the contract of a view; a contract with errors has none."""
    return refuse_with_errors(view, "tried out") or written(view, "preview")
