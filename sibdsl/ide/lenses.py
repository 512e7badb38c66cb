"""What stands above a declaration, to click on: run a scenario, see where a payment is named, show the summary.

In: a view and a path; the title of a scenario. Out: `Lens`es; what became of a scenario.
Relies on: `names`; the interpreter, which is loaded when a scenario is run.
Guarantees: finding the lenses is quick; running never raises for what the author wrote.
"""

from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from sibdsl.ide.edits import Refusal
from sibdsl.ide.names import NameIndex, names_of
from sibdsl.ide.summary import refuse_with_errors
from sibdsl.source.span import start_of
from sibdsl.surface.declarations import Contract, Metric, Payment, Scenario
from sibdsl.workspace.scenarios import ExpectationResult, ScenarioResult
from sibdsl.workspace.view import Place, View


class Lens(msgspec.Struct, frozen=True, gc=False):
    """A line above a declaration.

    Attributes:
        place: the name of the declaration.
        kind: `scenario` to run it, `uses` to see where it is named, `summary` to show that of the contract.
        name: the name of the declaration; of a scenario its title.
        words: what the line says; of a scenario, before it was run.
    """

    place: Place
    kind: Literal["scenario", "uses", "summary"]
    name: str
    words: str


class ScenarioRun(msgspec.Struct, frozen=True):
    """What became of a scenario: in a few words, and in full as Markdown."""

    title: str
    passed: bool
    words: str
    markdown: str


def lenses(view: View, path: str) -> tuple[Lens, ...]:
    """The lenses of a file, in its order."""
    return tuple(_lenses(view, path, names_of(view)))


def _lenses(view: View, path: str, index: NameIndex) -> Iterator[Lens]:
    for node in view.written.get(path, ()):
        match node:
            case Contract():
                yield Lens(view.place_of(node.name.span), "summary", node.name.text, "Show the summary")
            case Scenario():
                yield Lens(view.place_of(node.name.span), "scenario", node.name.text, "Run this scenario")
            case Payment() | Metric():
                declared = index.at(start_of(node.name.span))
                uses = sum(not found.declares for found in index.of(declared.key)) if declared and declared.key else 0
                words = "not used" if not uses else "1 use" if uses == 1 else f"{uses} uses"
                yield Lens(view.place_of(node.name.span), "uses", node.name.text, words)


def run_scenario(view: View, title: str) -> ScenarioRun | Refusal:
    """Run the first scenario that has this title."""
    refusal = refuse_with_errors(view, "run")
    if refusal is not None:
        return refusal
    from sibdsl.workspace.scenarios import run_scenarios

    found = run_scenarios(view.compilation, title)
    return _told(found[0]) if found else Refusal(f"There is no scenario called “{title}” any more.")


def run_all(view: View) -> tuple[ScenarioRun, ...] | Refusal:
    """Run every scenario of the contract, in written order."""
    refusal = refuse_with_errors(view, "run")
    if refusal is not None:
        return refusal
    from sibdsl.workspace.scenarios import run_scenarios

    return tuple(_told(result) for result in run_scenarios(view.compilation))


def _told(result: ScenarioResult) -> ScenarioRun:
    if result.passed:
        words = "passes: " + _joined([_outcome(one) for one in result.results])
    else:
        failed = [f"{_what(one)} is {one.got}, not {one.expected}" for one in result.results if not one.passed]
        words = "fails: " + _joined([*failed, *result.problems])
    return ScenarioRun(result.title, result.passed, words, "\n".join(_lines(result)))


_MOST_SAID: Final = 3


def _joined(said: list[str]) -> str:
    """The first few, and how many more there are."""
    more = len(said) - _MOST_SAID
    return "; ".join(said[:_MOST_SAID]) + (f"; and {more} more" if more > 0 else "")


def _what(result: ExpectationResult) -> str:
    """What is expected something of: `success`, in `expect success = GBP 5`."""
    words = result.words.removeprefix("expect ").removesuffix(" pending")
    return words.rpartition(" = ")[0] if " = " in words else words


def _outcome(result: ExpectationResult) -> str:
    return f"{_what(result)} is pending" if result.got == "pending" else f"{_what(result)} = {result.got}"


def _lines(result: ScenarioResult) -> Iterator[str]:
    yield f"**{_escaped(result.title)}** {'passes' if result.passed else 'fails'}"
    for problem in result.problems:
        yield f"\n- {_escaped(problem)}"
    for one in result.results:
        differs = "" if one.passed else f", expected was {one.expected}"
        yield f"\n- `{_what(one)}`: **{one.got}**{differs}"
        yield from (f"  - {_escaped(sentence)}" for sentence in one.explanation)


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is; what stands between back quotes is the contract's own and stays quoted."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return _plain(text)
    return "`".join(piece if index % 2 else _plain(piece) for index, piece in enumerate(pieces))


def _plain(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#&" else letter for letter in text)
