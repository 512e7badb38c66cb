"""Finance and waterfalls of drawn contracts.

In: a frame whose payments are declared. Out: declarations added to the frame.
Relies on the parties of the frame: who is paid may also owe. Guarantees: drawdowns add up, days lie in the term,
each instrument has one way back, a waterfall ends with its rest.
"""

from __future__ import annotations

import re
from datetime import timedelta

from tests.strategies.source_frame import Frame
from tests.strategies.source_payments import Payment
from tests.strategies.source_words import Author

_HEAD = re.compile(r"^payment (\w+)(?: \"(?:[^\"\\]|\\.)*\"| \"\"\".*?\"\"\")? from .+? to (\w+) \{", re.S)
_DAY_COUNTS = ("", ", actual/360", ", 30/360", ", 30E/360", ", actual/actual", ", actual/365, both days counted")
_COMPOUNDINGS = ("", ", simple", ", compounded annually", ", compounded quarterly")


def draw_capital(frame: Frame, payments: list[Payment]) -> None:
    """Declare finance, and perhaps the waterfall that repays it."""
    author = frame.author
    provider, investor = frame.payees
    if not author.chance(35):
        return
    received = [payment.name for payment in payments if _payee(frame, payment.name) == provider]
    in_waterfall = bool(received) and author.chance(60)
    owed: list[tuple[str, bool]] = []
    for _ in range(author.whole(1, 3)):
        owed.append(_declare_owed(frame, investor, provider, in_waterfall))
    if author.chance(40):
        _declare_guarantee(frame, investor, owed[0][0])
    if author.chance(25):
        head = f"finance {author.name('gift')}{author.title()} is grant from {investor} to {provider}"
        frame.declarations.append(f"{head} {frame.currency} 70,000")
    if author.chance(25):
        every = author.one_of(("a quarter", "a year", "a month"))
        head = f"finance {author.name('upkeep')} is standing charge from {investor} to {provider}"
        frame.declarations.append(f"{head} {frame.currency} 1,000 {every}")
    if in_waterfall:
        _declare_waterfall(frame, provider, received, owed)


def _payee(frame: Frame, name: str) -> str | None:
    for text in frame.declarations:
        found = _HEAD.match(text)
        if found is not None and found[1] == name:
            return found[2]
    return None


def _declare_owed(frame: Frame, investor: str, provider: str, in_waterfall: bool) -> tuple[str, bool]:
    """Declare something that is owed back; the second part says whether it has a coupon."""
    author = frame.author
    name = author.name(author.one_of(("working", "junior", "stake")))
    kind = author.one_of(("loan", "equity", "recoverable grant", "deferred fee"))
    lines = _drawn(frame)
    coupon = author.chance(50)
    if coupon:
        rate = author.one_of(("5%", "12.5%", "0.01%"))
        lines.append(f"coupon {rate} a year{author.one_of(_COMPOUNDINGS)}{author.one_of(_DAY_COUNTS)}")
    if not in_waterfall:
        lines += _repaid(frame, coupon)
    if author.chance(25):
        lines.append(f"return at most {author.one_of(('40% of what is drawn', '30% a year'))}")
    if author.chance(20):
        lines.append(f"protected {author.one_of(('75%', '10%'))} {author.one_of(('on', 'from'))} {frame.day()}")
    head = f"finance {name}{author.title()} is {kind} from {investor} to {provider} {frame.currency} 900,000"
    frame.declare(head, lines + author.annotations())
    return name, coupon


def _drawn(frame: Frame) -> list[str]:
    author = frame.author
    if author.chance(50):
        return []
    first, second = sorted((frame.day(), frame.day()))
    if first == second:
        return [f"drawn on {first}"]
    return [f"drawn {frame.currency} 300,000 on {first}, the rest on {second}"]


def _repaid(frame: Frame, coupon: bool) -> list[str]:
    author = frame.author
    lines = []
    if coupon and author.chance(40):
        first, last = sorted((frame.day(), frame.day()))
        schedule = author.one_of(("annually", "half-yearly", f"annually from {first} to {last}", f"on {last}"))
        lines.append(f"interest paid {schedule}")
    first, last = sorted((frame.day(), frame.end))
    before = f"{frame.currency} 100,000 on {first}, " if first < last and author.chance(50) else ""
    late = last + timedelta(days=100)
    words = author.one_of((f"the rest on {last}", f"the rest on {late} after the term"))
    return [*lines, f"repaid {before}{words}" if before else f"repaid {words.removeprefix('the rest ')}"]


def _declare_guarantee(frame: Frame, investor: str, covered: str) -> None:
    author = frame.author
    backer = author.name("backer")
    frame.declarations.append(f"party {backer}{author.title()} is guarantor")
    lines = author.some(["covers 75%", f"available {frame.currency} 100,000 from {frame.start}", "recycled"], 0, 3)
    head = f"finance {author.name('cover')}{author.title()} is guarantee from {backer} to {investor}"
    frame.declare(f"{head} {frame.currency} 600,000 covering {covered}", lines)


def _declare_waterfall(frame: Frame, provider: str, received: list[str], owed: list[tuple[str, bool]]) -> None:
    author = frame.author
    lines: list[str] = []
    if author.chance(30):
        lines.append(f"receives {', '.join(received)}")
    if author.chance(30):
        lines.append(f"distributes {author.one_of(('annually', 'quarterly', f'on {frame.end}'))}")
    if author.chance(30):
        scope = author.one_of(("in total", "per distribution", "per contract year", "per calendar year"))
        lines.append(f"fee {frame.currency} 5,000 to {frame.payers[0]} {scope}")
    with_coupon = [name for name, coupon in owed if coupon]
    if with_coupon:
        lines.append(f"interest on {', '.join(with_coupon)}")
    names = [name for name, _ in owed]
    if author.chance(30):
        lines.append(f"reserve liquidity up to {frame.currency} 3,000")
    lines += [f"principal of {', '.join(names)}"] if author.chance(50) else [f"principal of {name}" for name in names]
    lines += _extras(author, frame, names)
    rest = author.one_of((provider, f"{provider} 60%, {frame.payers[0]} 40%"))
    lines.append(f"rest to {rest}")
    head = f"waterfall {author.name('proceeds')}{author.title()} of {provider}"
    frame.declare(head, lines + author.annotations())


def _extras(author: Author, frame: Frame, names: list[str]) -> list[str]:
    until = author.one_of(("112.5% of what was drawn", f"{frame.currency} 1,000,000"))
    steps = (
        f"pay {names[0]} until {until}",
        f"success fee 20% to {frame.payers[0]} up to {frame.currency} 9,000 in total",
        f"pay {names[-1]} as return",
    )
    return author.some(steps, 0, 3)
