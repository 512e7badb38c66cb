"""Find the grammar and read it.

In: nothing but the place this package was loaded from.
Out: the text of each grammar file, and of each recorded syntax error, by name.
Relies on: the wheel carrying `grammar/` as `sibdsl/_grammar/`, and a checkout having it at the top.
Guarantees: the same text from a wheel, an editable install and a bare checkout, in the order of the
names; a grammar that is missing is an `InternalError`, because no contract can cause it.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sibdsl.diagnostics.internal import InternalError

_SHIPPED = "_grammar"
_IN_CHECKOUT = "grammar"


def load_grammar() -> dict[str, str]:
    """Read the grammar: file name, such as `lexical.lark`, to its text, sorted by name.

    Raises `InternalError` when this installation has no grammar.
    """
    home = _grammar_home()
    texts = {entry.name: _text(entry) for entry in home.iterdir() if entry.name.endswith(".lark")}
    if not texts:
        raise InternalError(f"the grammar directory {home} has no .lark file in it")
    return dict(sorted(texts.items()))


def load_syntax_errors() -> dict[str, str]:
    """Read the recorded syntax errors: file name to its text, sorted by name; empty when none is recorded.

    Raises `InternalError` when this installation has no grammar.
    """
    recorded = _grammar_home() / "syntax_errors"
    if not recorded.is_dir():
        return {}
    texts = {entry.name: _text(entry) for entry in recorded.iterdir() if entry.is_file()}
    return dict(sorted(texts.items()))


def _grammar_home() -> Traversable:
    # The shipped copy comes first: above an installed package lies site-packages, where a directory
    # called `grammar` would be somebody else's. A checkout has no shipped copy that could be stale.
    package = files("sibdsl")
    shipped = package / _SHIPPED
    if shipped.is_dir():
        return shipped
    checkout = Path(str(package)).parent / _IN_CHECKOUT
    if checkout.is_dir():
        return checkout
    raise InternalError(f"this installation has no grammar: neither {shipped} nor {checkout} is a directory")


def _text(entry: Traversable) -> str:
    # Line ends are made plain, so that a checkout on any system gives the same grammar.
    return entry.read_bytes().decode("utf-8").replace("\r\n", "\n")
