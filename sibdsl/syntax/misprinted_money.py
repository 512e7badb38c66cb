"""Amounts with currency signs, before the number or behind it, with other marks between the digits.

In: the text, the offset of a sign, the tokens, the sink. Out: the offset behind the amount; a token for the amount
that was probably meant, so that the rest of the statement is read.
Relies on: `misprinted_numbers` for numbers that are written otherwise. Guarantees: as `misprints`. What a sign stands
for is certain only where one country alone uses it; digits in groups that spaces part are one number.
"""

import re
from typing import Final

from sibdsl.diagnostics.diagnostic import Edit, Fix
from sibdsl.diagnostics.rules.syntax import CURRENCY_SIGN
from sibdsl.diagnostics.sink import Sink
from sibdsl.source.span import make
from sibdsl.syntax import kinds
from sibdsl.syntax.lexer import Token
from sibdsl.syntax.misprinted_numbers import AMOUNT, RUN, digits_of, grouped, is_currency_code, plain_number
from sibdsl.syntax.rewriting import in_full

_SPACED: Final = re.compile(
    r"[ \t\u00a0]?([0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,9})([.,][0-9]{1,2})?(?![.,]?[0-9]|[ \u00a0\u202f][0-9])"
)
_SCALE: Final = re.compile(r"[ \t\u00a0]?(k|m|mn|mln|mio|million|bn|billion|thousand)\b\.?")
_DOTTED_THOUSANDS: Final = re.compile(r"[0-9]{1,3}\.[0-9]{3}")

_CURRENCIES: Final = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY", "₹": "INR", "₩": "KRW", "₪": "ILS", "₦": "NGN"}
_CERTAIN: Final = frozenset("€₹₩₪₦")
_DOLLARS: Final = {
    "US": "USD",
    "A": "AUD",
    "AU": "AUD",
    "C": "CAD",
    "CA": "CAD",
    "NZ": "NZD",
    "HK": "HKD",
    "S": "SGD",
    "R": "BRL",
}


def read_currency_sign(text: str, position: int, tokens: list[Token], sink: Sink) -> int:
    """Read an amount with a currency sign before or behind the number."""
    sign = text[position]
    start, currency = position, _CURRENCIES.get(sign, "")
    certain = sign in _CERTAIN
    before = tokens[-1] if tokens else (kinds.END, 0, 0, "")
    if sign == "$" and before[0] == kinds.NAME and before[2] == position and before[3] in _DOLLARS:
        start, currency, certain = before[1], _DOLLARS[before[3]], True
        tokens.pop()
    elif before[0] == kinds.NAME and is_currency_code(before[3]) and text[before[2] : position].strip(" \t") == "":
        # The currency stands there already, and the sign says it again.
        start, currency, certain = before[1], before[3], _CURRENCIES.get(sign, before[3]) == before[3]
        tokens.pop()
    amount, spaced = AMOUNT.match(text, position + 1), _SPACED.match(text, position + 1)
    other = RUN.match(text, position + 1 + text.startswith((" ", "\u00a0"), position + 1))
    if spaced:
        decimals = f".{spaced[2][1:]}" if spaced[2] else ""
        end, number, certain = spaced.end(), f"{grouped(digits_of(spaced[1]))}{decimals}", False
    elif amount:
        end, number = amount.end(), amount[1] + (amount[2] or "")
        scale = _SCALE.match(text, end)
        if scale:
            end, number = scale.end(), in_full("", number, scale[1]).strip()
    elif before[0] == kinds.NUMBER and position - before[2] <= 1:
        start, end, number = before[1], position + 1, before[3]
        tokens.pop()
    elif other:
        (_, number, safe), end = plain_number(other[0]), other.end()
        certain = certain and safe
    else:
        end, number = position + 1, ""
    if sign == "\u20ac" and _DOTTED_THOUSANDS.fullmatch(number):
        # Written as in the countries of the euro, where the point parts thousands.
        number, certain = number.replace(".", ","), False
    if not number and before[3] == "currency":
        return _read_currency(text, start, end, currency, tokens, sink)
    plain = f"{currency or 'GBP'} {number or '500'}"
    fix = None
    if currency and number:
        fix = Fix(f"write `{plain}`", "safe" if certain else "unsafe", (Edit(make(start, end), plain),))
    sink.report(CURRENCY_SIGN, make(start, end), sign=sign, example=plain, fix=fix)
    if number:
        tokens.append((kinds.MONEY, start, end, f"{currency or 'XXX'} {number}"))
    else:
        tokens.append((kinds.UNREADABLE, start, end, sign))
    return end


def _read_currency(text: str, start: int, end: int, currency: str, tokens: list[Token], sink: Sink) -> int:
    """Read the sign in `currency £`, which stands for the currency of the contract."""
    fix = Fix(f"write `{currency}`", "unsafe", (Edit(make(start, end), currency),)) if currency else None
    sink.report(CURRENCY_SIGN, make(start, end), sign=text[start:end], example=f"currency {currency or 'GBP'}", fix=fix)
    tokens.append((kinds.NAME if currency else kinds.UNREADABLE, start, end, currency or text[start:end]))
    return end
