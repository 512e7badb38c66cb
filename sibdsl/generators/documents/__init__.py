"""Documents for people: the summary of a contract, in Markdown and in HTML.

In: the checked contract, with limits and settled examples that others computed.
Out: text. ``render_summary`` writes it; ``TemplateProblem`` says what is wrong with a template.
Relies on the model, never on the payment IR or the interpreter.
Guarantees: plain English, nothing that the contract does not say, everything from the source escaped.
"""

from sibdsl.generators.documents.render import render_summary
from sibdsl.generators.documents.templating import TemplateProblem

__all__ = ["TemplateProblem", "render_summary"]
