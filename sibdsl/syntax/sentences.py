"""Recorded mistakes -> the sentences that the parser says when it meets them.

In: `grammar/syntax_errors/`: for each mistake a `.sib` that makes it, once in each declaration, and a
`.txt` of three lines: what is wrong, what was expected, the one next step. A fourth line, `these words
only`, says that the sentence is about the very words of the recorded mistake, not about any word there.
A line `change: delete`, `change: before TEXT` or `change: instead TEXT` says how the token that does not fit is
put right, and `change to review: ...` that it could be meant otherwise; it is offered where the statement fits then.
Out: the sentences by the place of the mistake: the state after the last token that fitted, the state
that the next one did not fit, the kind of that one, and its text or nothing.
Relies on: the tables being up to date, since it runs the parser.
Guarantees: a recorded mistake that is no mistake, or that has the same place as another one, is an
`InternalError`.
"""

from typing import TYPE_CHECKING

from sibdsl.diagnostics.internal import InternalError
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.syntax.automaton import load_automaton
from sibdsl.syntax.driver import Driver
from sibdsl.syntax.lexer import Lexer, Token
from sibdsl.syntax.recovery import Recovery, next_declaration
from sibdsl.syntax.unexpected import place_of_mistake

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sibdsl.syntax.mending import Mending

Place = tuple[int, int, int, str]
Sentence = tuple[str, str, str, str]


_THESE_WORDS = "these words only"
_CHANGES = ("change: ", "change to review: ")


class _Recorder(Recovery):
    """Notes the place of a mistake instead of reporting it."""

    places: list[Place]

    def report_unexpected(self, driver: Driver, tokens: list[Token], index: int, height: int) -> "Mending | None":
        self.places.append(place_of_mistake(driver, tokens, index, height))
        return None


def find_sentences(recorded: dict[str, str]) -> dict[Place, Sentence]:
    """The sentence for each place, from the texts of the recorded mistakes by file name."""
    sentences: dict[Place, Sentence] = {}
    authors: dict[Place, str] = {}
    for name in sorted(recorded):
        stem, _, ending = name.rpartition(".")
        if ending != "sib":
            continue
        lines = recorded.get(f"{stem}.txt", "").strip().split("\n")
        further = lines[3:]
        changes = [line for line in further if line.startswith(_CHANGES)]
        if len(lines) < 3 or len(changes) > 1 or set(further) - {_THESE_WORDS, *changes}:
            raise InternalError(f"{stem}.txt must say what is wrong, what was expected, and what to do")
        sentence = (lines[0], lines[1], lines[2], changes[0] if changes else "")
        for found in places_of_mistakes(name, recorded[name]):
            place = found if _THESE_WORDS in further else (*found[:3], "")
            if authors.setdefault(place, name) != name:
                raise InternalError(f"{name} makes the same mistake as {authors[place]}")
            sentences[place] = sentence
    return dict(sorted(sentences.items()))


def places_of_mistakes(name: str, text: str) -> "Iterable[Place]":
    """Where the parser stops in each declaration of `text`.

    Raises `InternalError` when a declaration has no mistake, or has one that is reported otherwise.
    """
    source = SourceFile(name, text)
    sink = Sink(source)
    recorder = _Recorder(source, sink, [])
    recorder.places = []
    lexer, driver = Lexer(source, sink), Driver(load_automaton(), recorder, text)
    while tokens := lexer.next_declaration():
        index = next_declaration(tokens, 0)
        found = len(recorder.places)
        driver.read_declaration(tokens, index)
        if len(recorder.places) == found and not recorder.outside:
            line, _ = source.position(tokens[index][1])
            raise InternalError(f"{name}, line {line}: nothing is wrong with this declaration")
    if sink.has_errors:
        raise InternalError(f"{name}: {sink.diagnostics()[0].message}")
    return dict.fromkeys(recorder.places)
