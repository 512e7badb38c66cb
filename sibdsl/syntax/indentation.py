"""How far lines are indented, which has no meaning in the language and is asked only when a text is wrong.

In: a text and an offset. Out: where its line begins, and how far that is indented.
Relies on: nothing. Guarantees: tabs and blanks count one each.
"""


def line_start(text: str, offset: int) -> int:
    """The offset at which the line of `offset` begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def indentation_of(text: str, offset: int) -> int:
    """How far the line of `offset` is indented."""
    start = end = line_start(text, offset)
    while end < len(text) and text[end] in " \t":
        end += 1
    return end - start
