"""Values, names and dates as people read them.

In: exact values in the scales of ``plan``, units, and texts from a contract or from evidence.
Out: short texts: ``20%``, ``5 percentage points``, ``USD 1,234.50``, ``18,000 hours``.
Relies on ``exact`` for digits and on ``plan`` for units.
Guarantees: a text that is not exact says "about" and gives the exact value too; a text that repeats what
somebody else wrote is short and holds no control characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from sibdsl.runtime.exact import money_text, plain_text, round_to
from sibdsl.runtime.plan import Unit

_FINEST = 1_000_000
_LONGEST_QUOTE = 60
_BEHIND_A_NOUN = re.compile(r" (?:per|in|of|at|with|without|for|from|on|after|to) ")
_IRREGULAR_NOUNS = {"people": "person", "children": "child", "women": "woman", "men": "man"}


def exact_number(value: Fraction | int) -> str:
    """Write a value for machines: ``12.5`` when its decimals end, else ``1/3``; no separators."""
    return plain_text(Fraction(value)).replace(",", "")


def number_in_unit(value: Fraction | int, unit: Unit) -> str:
    """Write a value for machines, in the unit it is written in: 1/5 of a percentage unit is ``20``."""
    return exact_number(Fraction(value) / unit.scale)


def unit_name(unit: Unit) -> str:
    """Name a unit for machines: ``percent``, ``percentage points``, ``USD``, ``hours``."""
    if unit.kind == "percent":
        return "percent"
    return "percentage points" if unit.kind == "points" else unit.text


def quantity_text(value: Fraction | int, unit: Unit, digits: int) -> str:
    """Write a quantity: ``11%``, ``5 percentage points``, ``USD 59 per hour``, ``18,000 hours``.

    ``digits`` are the decimals of an amount of money that is not whole.
    """
    written = Fraction(value) / unit.scale
    if not _ends_soon(written):
        shown = _with_unit(_short(written, unit, digits), unit, digits)
        return f"about {shown} (exactly {_with_unit(written, unit, digits)})"
    return _with_unit(written, unit, digits)


def difference_text(value: Fraction | int, unit: Unit, digits: int) -> str:
    """Write the distance between two values: percentages lie percentage points apart."""
    if unit.kind == "percent":
        unit = Unit("points", unit.text, unit.scale)
    return quantity_text(value, unit, digits)


def percent_of_one(part: Fraction | int, whole: Fraction | int) -> str:
    """Write what share of the whole (not zero) a part is, such as ``95%``."""
    return quantity_text(Fraction(part) / whole, Unit("percent", "%", Fraction(1, 100)), 0)


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does: ``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def named(name: str, title: str) -> str:
    """Give a title, or the name in words where there is none."""
    return title if title and title != name else name.replace("_", " ")


def with_title(name: str, title: str) -> str:
    """Give the name and, where it says more, the title: ``reduction (Reduction in bed-days)``."""
    return name if not title or title == name else f"{name} ({title})"


def quoted(text: str) -> str:
    """Repeat somebody's text between back quotes: shortened, with control characters made visible."""
    short = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
    return "`" + "".join(_visible(character) for character in short) + "`"


def encodable(text: str) -> str:
    """Replace what no file can hold (halves of characters), so that any text can be printed."""
    return text.encode("utf-8", "replace").decode("utf-8")


def nearest_name(word: str, names: Sequence[str]) -> str | None:
    """Give the name that a misspelt word probably stands for, or None."""
    plain = {name.casefold().replace("-", "_").replace(" ", "_"): name for name in reversed(names)}
    wanted = word[:200].casefold().strip().replace("-", "_").replace(" ", "_")
    if wanted in plain:
        return plain[wanted]
    from difflib import get_close_matches

    near = get_close_matches(wanted, sorted(plain), n=1, cutoff=0.7)
    return plain[near[0]] if near else None


def _with_unit(written: Fraction, unit: Unit, digits: int) -> str:
    if unit.kind == "money":
        currency, _, rest = unit.text.partition(" ")
        return money_text(written, currency, digits) + (f" {rest}" if rest else "")
    number = plain_text(written)
    if unit.kind == "percent":
        return f"{number}%"
    if unit.kind == "points":
        return f"{number} percentage point{'' if abs(written) == 1 else 's'}"
    if unit.text in ("", "number", "ratio"):
        return number
    return f"{number} {_one_of(unit.text) if abs(written) == 1 else unit.text}"


def _one_of(text: str) -> str:
    """Put the noun before any ``per`` or ``in`` into the singular: ``quarters in work`` becomes ``quarter in work``."""
    joined = _BEHIND_A_NOUN.search(text)
    phrase, rest = (text[: joined.start()], text[joined.start() :]) if joined else (text, "")
    *before, noun = phrase.split(" ")
    if noun in _IRREGULAR_NOUNS:
        noun = _IRREGULAR_NOUNS[noun]
    elif noun.endswith("ies") and len(noun) > 4:
        noun = noun[:-3] + "y"
    elif noun.endswith(("sses", "ches", "shes", "xes")):
        noun = noun[:-2]
    elif noun.endswith("s") and not noun.endswith("ss"):
        noun = noun[:-1]
    return " ".join([*before, noun]) + rest


def _ends_soon(value: Fraction) -> bool:
    return _FINEST % value.denominator == 0


def _short(value: Fraction, unit: Unit, digits: int) -> Fraction:
    plain_money = unit.kind == "money" and " " not in unit.text
    return round_to(value, Fraction(1, 10**digits if plain_money else _FINEST), "half even")


def _visible(character: str) -> str:
    if character == "`":
        return "'"
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
