"""A declaration for a name that is used and not declared: the text to begin from, and where it goes.

In: a view and the mention of the name. Out: for each kind of thing that can be named there, an edit.
Relies on: the other declarations of the contract, for their place, their currency and their parties.
Guarantees: what is written can be read, and the name is declared by it; what it says is the author's to change.
"""

from collections.abc import Iterator
from typing import Final

from sibdsl.ide.edits import TextEdit
from sibdsl.ide.names import Mention, names_of
from sibdsl.semantics.no_names import is_no_name
from sibdsl.source.span import start_of
from sibdsl.surface import capital, declarations, items
from sibdsl.surface.node import Node
from sibdsl.workspace.view import Place, View

_ROLES: Final[dict[tuple[type[Node], str], str]] = {
    (declarations.Payment, "payers"): "outcome_payer",
    (declarations.Payment, "payee"): "service_provider",
    (declarations.Finance, "providers"): "investor",
    (declarations.Finance, "receiver"): "service_provider",
    (declarations.ContractCap, "payer"): "outcome_payer",
    (capital.Waterfall, "holder"): "intermediary",
    (items.WordsItem, "words"): "evaluator, independent",
    (items.PayerCapItem, "payer"): "outcome_payer",
    (items.Turn, "name"): "outcome_payer",
    (items.Share, "name"): "outcome_payer",
    (items.EarlyTerminationItem, "parties"): "outcome_payer",
}
"""What a party does that is named at such a place; everywhere else it is taken to provide the service."""


def declarations_for(view: View, mention: Mention) -> Iterator[tuple[str, TextEdit]]:
    """The kinds of things that a name can stand for where it stands, and what declares it as one of them."""
    for kind in () if is_no_name(mention.text) else mention.wanted:
        text = _text(view, mention, kind)
        edit = None if text is None else _placed(view, mention, kind, text)
        if edit is not None:
            yield kind, edit


def _text(view: View, mention: Mention, kind: str) -> str | None:
    """A declaration of a kind; None where it takes more than an editor can guess."""
    head = f'{kind} {mention.text} "{mention.text.replace("_", " ").strip().capitalize()}"'
    match kind:
        case "party":
            return f"{head} is {_role(mention)}"
        case "metric":
            return f'{head} {{\n  unit     percent to 0.1%\n  better   higher\n  evidence "To be agreed"\n}}'
        case "fact":
            return f"{head} {{\n  unit      percent to 0.1%\n  published annually\n}}"
        case "parameter":
            return f"{head} {_currency(view)} 100"
        case "outcome":
            return f'{head} {{\n  definition "To be agreed"\n}}'
        case "population" | "group":
            return head
        case "cohort":
            return f"{head} {_term(view)}"
        case "threshold":
            metric = _first(view, "metric")
            return None if metric is None else f"{head} met when {metric} above 0"
        case _:
            return None


def _role(mention: Mention) -> str:
    node = mention.node
    for field in node.__struct_fields__:
        value = getattr(node, field)
        named = value if isinstance(value, tuple) else (value,)
        if any(isinstance(name, Node) and name.span == mention.span for name in named):
            return _ROLES.get((type(node), field), "service_provider")
    return "service_provider"


def _currency(view: View) -> str:
    return view.known.terms.currency if view.known is not None else "GBP"


def _term(view: View) -> str:
    for node in view.tree.declarations:
        for item in node.items if isinstance(node, declarations.Contract) else ():
            if isinstance(item, items.DatesItem) and item.keyword == "term" and item.end is not None:
                return f"{item.start.text} to {item.end.text}"
    return "2020-01-01 to 2020-12-31"


def _first(view: View, kind: str) -> str | None:
    return next((found.text for found in names_of(view).declared() if found.wanted == (kind,)), None)


def _placed(view: View, mention: Mention, kind: str, text: str) -> TextEdit | None:
    """Where a declaration goes: behind the last of its kind in the file, or else before what reads the name."""
    path = view.place_of(mention.span).path
    written = [node for node in view.written.get(path, ()) if isinstance(node, declarations.Declaration)]
    if kind in ("cohort", "group"):
        return _in_population(view, text)
    blank = "\n" if "\n" in text else ""
    alike = [found for found in names_of(view).declared() if found.wanted == (kind,) and found.node in written]
    if alike:
        end = _line_end(view, view.place_of(alike[-1].node.span))
        return _edit(view, end, f"\n{blank}{text}")
    reader = next((node for node in reversed(written) if start_of(node.span) <= mention.start), None)
    if reader is None:
        return None
    start = view.place_of(reader.span).start
    return _edit(view, Place(path, start, start), f"{text}\n\n")


def _in_population(view: View, text: str) -> TextEdit | None:
    """At the start of the block of the first population."""
    for node in view.tree.declarations:
        if isinstance(node, declarations.Population):
            place = view.place_of(node.span)
            source = view.files[place.path]
            behind = view.place_of((node.title or node.name).span).end
            brace = source.code.find("{", behind, place.end)
            if brace >= 0:
                return _edit(view, Place(place.path, brace + 1, brace + 1), f"\n  {text}")
            return _edit(view, Place(place.path, behind, behind), f" {{\n  {text}\n}}")
    return None


def _line_end(view: View, place: Place) -> Place:
    """The end of the line on which a declaration ends: a comment may stand behind it."""
    text = view.files[place.path].text
    end = min((found for found in (text.find("\n", place.end), text.find("\r", place.end)) if found >= 0), default=-1)
    end = len(text) if end < 0 else end
    return Place(place.path, end, end)


def _edit(view: View, place: Place, text: str) -> TextEdit:
    """An insertion that ends its lines as the file does."""
    return TextEdit(place, text.replace("\n", "\r\n") if "\r\n" in view.files[place.path].text else text)
