"""Hover: what the word, the number or the date under the pointer means, in Markdown.

In: a view, a path and an offset of that file. Out: `Hover`, None where there is nothing to say.
Relies on: the spot at the offset; the tables of wording for keywords.
Guarantees: never raises, whatever the text; in comments and quoted text nothing is said.
"""

import msgspec

from sibdsl.ide.completion_caret import read_caret
from sibdsl.ide.hover_declarations import declaration_words
from sibdsl.ide.hover_text import code, declaration_of, escaped, paragraphs
from sibdsl.ide.hover_values import value_help
from sibdsl.ide.names import Mention, names_of
from sibdsl.ide.spots import Spot, spot_at, tokens_around
from sibdsl.ide.wording import find_entry, phrases_by_pieces, pieces
from sibdsl.ide.wording_sets import word_help
from sibdsl.semantics.scope import KINDS
from sibdsl.surface.declarations import Declaration
from sibdsl.surface.items import ComparisonItem
from sibdsl.surface.node import phrase
from sibdsl.surface.outcomes import RecordsItem
from sibdsl.syntax import kinds
from sibdsl.workspace.view import Place, View

_LONGEST_PHRASE = 5


class Hover(msgspec.Struct, frozen=True, gc=False):
    """What is said of a stretch of a file."""

    place: Place
    markdown: str


def hover_at(view: View, path: str, offset: int) -> Hover | None:
    """What is to be said at an offset of a file."""
    spot = spot_at(view, path, offset)
    if spot.token is None or spot.within != "code":
        return None
    markdown = _of_name(view, spot) or _of_word(view, spot) or value_help(view, spot)
    if not markdown:
        return None
    _, start, end, _ = spot.token
    return Hover(Place(path, start, end), markdown)


def describe_name(view: View, name: str) -> str:
    """What a name of the contract stands for; empty where nothing is known of it."""
    node = declaration_of(view, name)
    return declaration_words(view, node) if node is not None else ""


def _of_name(view: View, spot: Spot) -> str:
    mention = spot.mention
    if mention is not None and mention.key is not None:
        return _of_mention(view, mention)
    if mention is not None and not mention.wanted:
        return word_help(mention.text, phrase(mention.node.method) if isinstance(mention.node, ComparisonItem) else "")
    # In a statement that cannot be read, a declared name is still that name.
    word = spot.word
    if mention is None and word is not None and not _help_of(view, spot, word):
        return describe_name(view, word)
    return ""


def _of_mention(view: View, mention: Mention) -> str:
    declared = names_of(view).declaration_of(mention.key) if mention.key is not None else None
    node = declared.node if declared is not None else None
    if isinstance(node, Declaration) and type(node) in KINDS:
        return declaration_words(view, node)
    if isinstance(node, Declaration):
        return ""
    kind = (declared or mention).wanted[0]
    if isinstance(node, RecordsItem):
        title = f" — **{escaped(node.title.value)}**" if node.title is not None else ""
        return paragraphs((f"recorded number {code(mention.text)}{title}", "A claim of this outcome states it."))
    # Of a name that is declared nowhere the finding says everything.
    return paragraphs((f"{kind} {code(mention.text)}", _OTHER_KINDS[kind])) if kind in _OTHER_KINDS else ""


_OTHER_KINDS = {
    "person": "Somebody of this example. People of scenarios are made up.",
    "state": "A state of a person that lasts, with a first and perhaps a last day.",
    "document": "A document that a claim must have.",
    "reserve": "Money that is kept in the account of the waterfall.",
}


def _of_word(view: View, spot: Spot) -> str:
    word = spot.word
    return (_help_of(view, spot, word) or word_help(word)) if word is not None else ""


def _help_of(view: View, spot: Spot, word: str) -> str:
    """What a keyword means: the statement that it begins, or the phrase that it is part of."""
    if spot.token is None:
        return ""
    caret = read_caret(view, spot.path, spot.token[1])
    first = caret.tokens[0][1] if caret.tokens else spot.token[1]
    words, position = _words_from(view, spot, first)
    entry = find_entry(caret.block, " ".join(words))
    if entry is not None and position < len(pieces(entry.words)):
        return paragraphs((entry.says, f"```sib\n{entry.example}\n```"))
    return _phrase_around(words, position)


def _phrase_around(words: list[str], position: int) -> str:
    """The longest phrase among the words that has the word at `position` in it."""
    known = phrases_by_pieces()
    for length in range(_LONGEST_PHRASE, 0, -1):
        for first in range(max(0, position - length + 1), position + 1):
            found = known.get(tuple(words[first : first + length]))
            if found is not None and first + length <= len(words):
                return paragraphs((f"**{found.words.removeprefix(', ')}**", found.says))
    return ""


def _words_from(view: View, spot: Spot, first: int) -> tuple[list[str], int]:
    """The words of a statement from its first offset on, and which of them is that at the spot."""
    words: list[str] = []
    position = 0
    here = spot.token[1] if spot.token is not None else 0
    for token in tokens_around(view, spot.path, spot.offset):
        if token[1] < first or token[0] == kinds.PASSED_OVER:
            continue
        if token[1] > here and (token[0] in (kinds.LINE_END, kinds.END) or len(words) > position + _LONGEST_PHRASE):
            break
        if token[1] == here:
            position = len(words)
        words.append(token[3])
    return words, position
