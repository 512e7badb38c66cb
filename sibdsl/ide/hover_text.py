"""Pieces of Markdown: the author's words as they are, amounts, names, tables.

In: a view, nodes of its tree, exact values. Out: Markdown.
Relies on: the spans of the tree. Guarantees: what an author wrote never turns into a heading, a link or HTML; white
space and comments inside of a statement are left out.
"""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from sibdsl.runtime.exact import round_to
from sibdsl.semantics.require import shown
from sibdsl.surface.declarations import Declaration
from sibdsl.surface.node import Name, Node
from sibdsl.values import units
from sibdsl.workspace.view import View

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>|#~])")
_COMMENT_OR_TEXT: Final = re.compile(r'"(?:[^"\\\r\n]|\\.)*"|#[^\r\n]*')


def escaped(text: str) -> str:
    """An author's text as plain words of Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def written(view: View, node: Node) -> str:
    """What an author wrote, on one line."""
    place = view.place_of(node.span)
    source = view.files.get(place.path)
    text = source.text[place.start : place.end] if source is not None else ""
    if "#" in text:
        text = _COMMENT_OR_TEXT.sub(lambda match: "" if match[0][0] == "#" else match[0], text)
    return " ".join(text.split())


def code(text: str) -> str:
    """A name or a piece of a contract, as such."""
    return f"`{text.replace('`', '')}`"


def with_title(view: View, name: Name | str) -> str:
    """A name with the title of what it stands for: `city` (The city)."""
    text = name if isinstance(name, str) else name.text
    title = title_of(view, text)
    return f"{code(text)} ({escaped(title)})" if title else code(text)


def title_of(view: View, name: str) -> str:
    """The title of what a name stands for; empty if it has none."""
    found = declaration_of(view, name)
    return found.title.value if found is not None and found.title is not None else ""


def declaration_of(view: View, name: str) -> Declaration | None:
    """The declaration of a name of the contract."""
    if view.known is not None:
        contract = view.known.scope.contract
        found = view.known.scope.names.get(name)
        return contract if found is None and contract is not None and contract.name.text == name else found
    from sibdsl.ide.names import names_of

    mention = names_of(view).named(name)
    return mention.node if mention is not None and isinstance(mention.node, Declaration) else None


def money(view: View, amount: Fraction) -> str:
    """An amount in the contract's currency, rounded as the contract rounds what it pays."""
    if view.known is None or not view.known.terms.currency:
        return shown(amount, None)
    terms = view.known.terms
    return shown(round_to(amount, Fraction(1, 10**terms.digits), terms.rounding), units.money(terms.currency))


def joined(parts: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    found = [part for part in parts if part]
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {last} {found[-1]}"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are Markdown."""
    lines = [" | ".join(headings), " | ".join("---" for _ in headings)]
    lines += [" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def paragraphs(parts: Iterable[str]) -> str:
    """Parts with an empty line between them, those that are empty left out."""
    return "\n\n".join(part for part in parts if part)


def bullets(parts: Iterable[str]) -> str:
    """A list; empty without parts."""
    return "\n".join(f"- {part}" for part in parts if part)


def sentence(text: str) -> str:
    """A text with a capital at its start and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    stop = "" if text.endswith((".", ":", "!", "?")) else "."
    return f"{text[:1].upper()}{text[1:]}{stop}"
