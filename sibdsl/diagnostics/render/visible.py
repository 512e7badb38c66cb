"""Text made visible: what a terminal may be sent, and how many cells it takes there.

In: any text, however hostile.
Out: text without control characters, and cell widths.
Relies on: a terminal that draws East Asian wide characters and emoji two cells wide.
Guarantees: no character of the result moves the cursor, changes a colour or reorders its neighbours;
what is not shown as itself is shown by its number, such as <U+001B>.
"""

from typing import Final

_JOINERS: Final = "\u200c\u200d"
_ZERO_WIDTH_JOINER: Final = "\u200d"
_EMOJI_PRESENTATION: Final = "\ufe0f"
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_HANGUL_VOWELS_AND_FINALS: Final = range(0x1160, 0x1200)
# Control, format, surrogate, line separator, paragraph separator.
_OBEYED: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_TAB: Final = "    "


def visible(text: str) -> str:
    """The text on one line: line ends and tabs as spaces, other control characters by their number."""
    if text.isprintable():
        return text
    one_line = text.replace("\r\n", " ").translate({0x09: " ", 0x0A: " ", 0x0D: " "})
    return "".join(shown(character) for character in one_line)


def visible_lines(text: str) -> list[str]:
    """The lines of a text of several lines, each made visible."""
    return [visible(line) for line in text.replace("\r\n", "\n").split("\n")]


def shown(character: str) -> str:
    """What stands for one character: itself, four spaces for a tab, or its number."""
    if character.isprintable():
        return character
    if character == "\t":
        return _TAB
    from unicodedata import category

    obeyed = category(character) in _OBEYED and character not in _JOINERS
    if not obeyed and not _is_noncharacter(ord(character)):
        return character
    return f"<U+{ord(character):04X}>"


def _is_noncharacter(number: int) -> bool:
    """Numbers that stand for no character in any text; XML refuses two of them."""
    return number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF


def widths(text: str) -> list[int]:
    """The cells that each character of a text takes once it is shown."""
    if text.isascii() and text.isprintable():
        return [1] * len(text)
    found: list[int] = []
    previous = ""
    for character in text:
        if previous == _ZERO_WIDTH_JOINER:
            # The characters of a joined emoji are drawn as one, in the place of the first.
            found.append(0)
        elif character == _EMOJI_PRESENTATION and found and found[-1] == 1 and not previous.isascii():
            found.append(1)
        else:
            replacement = shown(character)
            found.append(_width(character) if replacement == character else len(replacement))
        if ord(character) in _SKIN_TONES and len(found) > 1 and found[-2] == 2:
            found[-1] = 0
        previous = character
    return found


def _width(character: str) -> int:
    if character.isascii():
        return 1
    from unicodedata import category, east_asian_width

    if category(character) in ("Mn", "Me") or character in _JOINERS:
        return 0
    if ord(character) in _HANGUL_VOWELS_AND_FINALS:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
