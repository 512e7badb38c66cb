"""A contract's own words inside generated JavaScript, where they can do nothing.

In: any text from a contract, or plain data. Out: string literals, comments, and data in JavaScript.
Relies on JSON being JavaScript.
Guarantees: whatever a text contains, it ends where it should and breaks no line; it can neither end a script in a page
of HTML nor begin a comment there; what could not be seen is shown as an escape.
"""

from __future__ import annotations

from textwrap import wrap

from sibdsl.diagnostics.internal import InternalError
from sibdsl.generators.writer import Writer

_WIDTH = 110
_INDENT = 2
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "<": "\\u003C"}


def literal(text: str) -> str:
    """A string literal whose value is the text."""
    return f'"{"".join(map(_escaped, text))}"'


def comment(text: str) -> list[str]:
    """Comment lines."""
    # An angle bracket could end the script of a page around the module.
    line = "".join(_visible(character) for character in " ".join(text.split())).replace("<", "\\u003C")
    return [f"// {part}" for part in wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False)]


def write_data(writer: Writer, value: object, before: str = "", after: str = "", indent: int = 0) -> None:
    """Write plain data, on one line or on several, between what stands before and after it."""
    flat = _flat(value)
    if not isinstance(value, dict | list) or indent + len(before) + len(flat) + len(after) <= _WIDTH:
        writer.line(f"{before}{flat}{after}")
        return
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    parts = value.items() if isinstance(value, dict) else (("", item) for item in value)
    with writer.block(f"{before}{opening}", f"{closing}{after}"):
        for name, part in parts:
            write_data(writer, part, f"{name}: " if name else "", ",", indent + _INDENT)


def _flat(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return literal(value)
        case list():
            return f"[{', '.join(map(_flat, value))}]"
        case dict():
            inner = ", ".join(f"{name}: {_flat(part)}" for name, part in value.items())
            return f"{{ {inner} }}" if inner else "{}"
    raise InternalError(f"the data of a contract holds a {type(value).__name__}, which has no form in JavaScript")


def _escaped(character: str) -> str:
    return _ESCAPES.get(character) or _visible(character)


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex().upper()}" for place in range(0, len(units), 2))
