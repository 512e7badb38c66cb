"""Spans: the stretch of a text that a node, a token or a message is about.

In: two code-point offsets into one text, half-open (the end is the first character not included).
Out: one integer, `start << 32 | end`, because every node of every tree carries one.
Relies on: texts shorter than 2**32 code points, and `start <= end`.
Guarantees: spans order like (start, end), hash like integers and cost no object of their own.
"""

from typing import Final, NewType

Span = NewType("Span", int)
"""A half-open pair of code-point offsets in one integer. Which text it is in is said elsewhere."""

_END: Final = 0xFFFF_FFFF
_START: Final = ~_END

NOWHERE: Final = Span(0)
"""No place in particular: the whole file, or something that no one wrote. Also the empty span at 0."""


def make(start: int, end: int) -> Span:
    """The span from offset `start` up to, not including, offset `end`."""
    # Calling Span() would double the cost of a function that runs once a token.
    return start << 32 | end  # type: ignore[return-value]


def start_of(span: Span) -> int:
    """The offset of the first character of the span."""
    return span >> 32


def end_of(span: Span) -> int:
    """The offset just after the last character of the span."""
    return span & _END


def cover(first: Span, last: Span) -> Span:
    """The span from the start of `first` to the end of `last`; NOWHERE on one side yields the other."""
    if not first:
        return last
    if not last:
        return first
    return first & _START | last & _END  # type: ignore[return-value]
