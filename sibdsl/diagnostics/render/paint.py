"""Colours: words for the parts of a message, and the terminal codes they stand for.

In: a style and a text that is already visible.
Out: the text, between terminal codes if colours were asked for.
Relies on: the sixteen standard colours, so that people's own palettes apply.
Guarantees: without colours the text is returned unchanged.
"""

from typing import Final, Literal

from sibdsl.diagnostics.severity import Severity

Style = Literal["plain", "bold", "error", "warning", "note", "gutter", "secondary", "removed", "added"]

_CODES: Final[dict[Style, str]] = {
    "bold": "1",
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "gutter": "1;34",
    "secondary": "34",
    "removed": "31",
    "added": "32",
}


class Painter:
    """Paints texts, or leaves them as they are."""

    __slots__ = ("_color",)

    def __init__(self, color: bool) -> None:
        self._color = color

    def paint(self, style: Style, text: str) -> str:
        """The text in a style."""
        code = _CODES.get(style)
        if not self._color or code is None or not text.strip():
            return text
        return f"\x1b[{code}m{text}\x1b[0m"


def style_of(severity: Severity) -> Style:
    """The style in which a finding of this severity is marked."""
    return severity
