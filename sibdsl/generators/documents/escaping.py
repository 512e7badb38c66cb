"""Plain text made safe for Markdown.

In: plain text from sentences and from the contract's author. Out: Markdown that renders as exactly that text.
Relies on CommonMark and the tables and links of GitHub's dialect.
Guarantees: no text becomes a heading, a list, a link, a table cell's end, HTML, code, or mathematics.
"""

from __future__ import annotations

import re

from markupsafe import Markup

# Characters that mean something wherever they stand. Braces belong to site generators that read templates.
_ANYWHERE = re.compile(r"([\\`*\[\]<>|~&${}])")
# An underscore between letters or digits is plain text.
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_AT_START = re.compile(r"^(\s*)([#+=:-]|\d+(?=[.)](?:\s|$)))")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(?=:)|\bwww(?=\.)|(?<=\w)@(?=\w)")


def markdown_escape(value: object) -> Markup:
    """Escape a value for Markdown, unless it is marked as safe already; line ends become spaces."""
    if isinstance(value, Markup):
        return value
    text = " ".join(str(value).split("\n"))
    text = _ANYWHERE.sub(r"\\\1", text)
    text = _UNDERSCORE.sub(r"\_", text)
    text = _AT_START.sub(_escape_start, text)
    return Markup(_ADDRESS.sub(_break_address, text))


def _escape_start(match: re.Match[str]) -> str:
    """Keep a first character from starting a heading, a list or an underline."""
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def _break_address(match: re.Match[str]) -> str:
    """Keep a web address from becoming a link, by writing one of its characters as a reference."""
    return "&#64;" if match.group(0) == "@" else f"&#{ord(match.group(0)[0])};{match.group(0)[1:]}"
