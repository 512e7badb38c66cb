"""Whether colours are those of what the compiler reads.

In: a contract, and the class of each of its characters as some editor colours it. Out: sentences about differences.
Relies on: `tokens_as_read`. Guarantees: the same judgement of every editor.
"""

from collections.abc import Sequence

from tests.editors.tokens import tokens_as_read

# What each token may be coloured as; those that are not here, as themselves alone.
EXPECTED = {
    "keyword": {"keyword"},
    "name": {"name", "unit"},
    "word": {"keyword", "name", "unit"},
    "money": {"unit", "money", "number", "space"},
    "number": {"number"},
    "percent": {"percent"},
}
# A comparison is any words: only their neighbours could tell that this is not the keyword.
UNTELLABLE = {("in", "compared with difference in differences")}


def differences(text: str, coloured: Sequence[str]) -> list[str]:
    """Where the classes of characters are not what the compiler reads."""
    assert len(coloured) == len(text)
    found = []
    for start, end, kind in tokens_as_read(text):
        line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0].strip()
        seen = {colour for letter, colour in zip(text[start:end], coloured[start:end], strict=True) if letter != "\n"}
        if not seen <= EXPECTED.get(kind, {kind}) and (text[start:end], line) not in UNTELLABLE:
            found.append(f"{text[start:end]!r} is {kind}, coloured {sorted(seen)}: {line}")
    return found
