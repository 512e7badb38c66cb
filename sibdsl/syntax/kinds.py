"""The kinds of tokens that the lexer and the driver know by number.

In: nothing. Out: small integers; the kinds of keywords follow them and are in the prepared tables.
Relies on: nothing. Guarantees: `FIXED` maps each terminal of the grammar that has a number here to it;
the preparation of the tables gives every other terminal a number from `FIRST_FREE` on.
"""

from typing import Final

END: Final = 0
LINE_END: Final = 1
# A line end that ends nothing, or a token that became part of another one. No state accepts it.
PASSED_OVER: Final = 2
# Something that was reported while it was read, or that nests too deeply. No state accepts it.
UNREADABLE: Final = 3
NAME: Final = 4
NUMBER: Final = 5
PERCENT: Final = 6
MONEY: Final = 7
DATE: Final = 8
STRING: Final = 9
LONG_STRING: Final = 10
COMMA: Final = 11
OPENING_BRACE: Final = 12
CLOSING_BRACE: Final = 13
OPENING_BRACKET: Final = 14
CLOSING_BRACKET: Final = 15
EQUALS: Final = 16
PLUS_SIGN: Final = 17
HYPHEN: Final = 18
STAR: Final = 19
TIMES_SIGN: Final = 20
SLASH: Final = 21
FIRST_FREE: Final = 22

SIGNS: Final = {
    ",": COMMA,
    "{": OPENING_BRACE,
    "}": CLOSING_BRACE,
    "(": OPENING_BRACKET,
    ")": CLOSING_BRACKET,
    "=": EQUALS,
    "+": PLUS_SIGN,
    "-": HYPHEN,
    "*": STAR,
    "×": TIMES_SIGN,
    "/": SLASH,
}
"""The signs, each a token of one character."""

FIXED: Final = {
    "$END": END,
    "_NL": LINE_END,
    "NAME": NAME,
    "NUMBER": NUMBER,
    "PERCENT": PERCENT,
    "MONEY": MONEY,
    "DATE": DATE,
    "STRING": STRING,
    "LONG_STRING": LONG_STRING,
}
"""The kinds of the grammar's terminals that are neither signs nor words."""
