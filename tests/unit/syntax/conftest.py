"""Reading texts in tests: the tree without spans, and the findings."""

from collections.abc import Callable
from typing import Any

import pytest

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.file import SourceFile
from sibdsl.surface.compare import without_spans
from sibdsl.surface.declarations import SourceTree
from sibdsl.syntax.parse import parse_text

Read = Callable[[str], tuple[SourceTree, tuple[Diagnostic, ...]]]


def _read(text: str) -> tuple[SourceTree, tuple[Diagnostic, ...]]:
    sink = Sink()
    tree = parse_text(SourceFile("contract.sib", text), sink)
    return tree, sink.diagnostics()


@pytest.fixture
def read() -> Read:
    """The tree of a text, spans and all, and what was found wrong with it."""
    return _read


@pytest.fixture
def declaration() -> Callable[[str], Any]:
    """The one declaration of a text that nothing is wrong with, without spans."""

    def one(text: str) -> Any:
        tree, found = _read(text)
        assert not found, found
        (only,) = tree.declarations
        return without_spans(only)

    return one


@pytest.fixture
def item(declaration: Callable[[str], Any]) -> Callable[..., Any]:
    """The one statement of a block, that of a metric unless another head is given."""

    def one(text: str, head: str = "metric m") -> Any:
        (only,) = declaration(f"{head} {{\n  {text}\n}}\n").items
        return only

    return one


@pytest.fixture
def amount(declaration: Callable[[str], Any]) -> Callable[[str], Any]:
    """The tree of an amount."""
    return lambda text: declaration(f"parameter p {text}\n").value


@pytest.fixture
def condition(declaration: Callable[[str], Any]) -> Callable[[str], Any]:
    """The tree of a condition."""
    return lambda text: declaration(f"threshold t met when {text}\n").condition
