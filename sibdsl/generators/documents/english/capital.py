"""Finance and waterfalls in words.

In: finance and waterfalls of the checked contract. Out: particulars and sentences.
Relies on ``names``, ``caps`` and ``dates``.
Guarantees: what nobody wrote is not said, except that money without days of its own is drawn at the start.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sibdsl.generators.documents.english.author_text import one_line, sentence
from sibdsl.generators.documents.english.caps import money_words
from sibdsl.generators.documents.english.dates import day_words
from sibdsl.generators.documents.english.lists import joined, joined_names
from sibdsl.generators.documents.english.names import Names
from sibdsl.model.capital import Coupon, DatedAmount, Holder, Step, Waterfall
from sibdsl.model.declarations import Finance
from sibdsl.runtime.exact import percent_text

_SHOWN = 8
_DAY_COUNTS = {
    "actual/365": "counting days of a year of 365",
    "actual/360": "counting days of a year of 360",
    "30/360": "counting months of 30 days",
    "30E/360": "counting months of 30 days",
    "actual/actual": "counting days, those of leap years of 366",
    "by period": "the same for every period of the same length",
}
_CHARGES = ("fixed charge", "standing charge")


def holders_words(holders: Sequence[Holder], names: Names) -> str:
    """Name who holds something, with shares where they are said: ``A (60%) and B (40%)``."""
    if len(holders) == 1 or any(holder.share is None for holder in holders):
        return joined_names([names.party(holder.party) for holder in holders])
    shares = [(names.party(holder.party), percent_text(holder.share or Fraction(0))) for holder in holders]
    return joined_names([f"{party} ({share})" for party, share in shares])


def finance_details(finance: Finance, names: Names) -> list[tuple[str, str]]:
    """List the terms of finance beyond who gives how much to whom."""
    entries = [
        ("Shares", holders_words(finance.holders, names) if finance.shares_written else ""),
        ("Paid" if finance.instrument in _CHARGES else "Drawn", _drawn(finance, names)),
        ("Interest", "" if finance.coupon is None else coupon_words(finance.coupon, names)),
        ("Interest is paid", _days(finance.coupon.paid) if finance.coupon is not None else ""),
        ("Repaid", _repaid(finance, names)),
        ("Comes back by", joined([names.term(name) for name in finance.credited])),
        ("Return raised by", joined([names.term(name) for name in finance.rewarded])),
        ("Return lessened by", joined([names.term(name) for name in finance.debited])),
        ("Return", _return(finance)),
        ("Protected", _protected(finance)),
        ("For", joined([names.term(name) for name in finance.tied.names]) if finance.tied is not None else ""),
        ("May stop", f"After {day_words(finance.may_stop_after)}." if finance.may_stop_after is not None else ""),
        ("Covers", _covers(finance, names)),
        ("Available", _listed(finance.available, names, "from")),
        ("Drawn again", "What was reimbursed can be drawn again." if finance.recycled else ""),
        ("At risk", sentence(finance.at_risk or "")),
    ]
    return [(label, text) for label, text in entries if text]


def _drawn(finance: Finance, names: Names) -> str:
    if finance.instrument in _CHARGES:
        return _listed(finance.drawn, names, "on")
    return _listed(finance.drawn, names, "on") if finance.drawn_written else ""


def _listed(amounts: Sequence[DatedAmount], names: Names, word: str) -> str:
    told = [f"{money_words(part.amount, names)} {word} {day_words(part.day)}" for part in amounts[:_SHOWN]]
    if len(amounts) > _SHOWN:
        last = amounts[-1]
        told.append(f"and so on to {money_words(last.amount, names)} {word} {day_words(last.day)}")
    return f"{'; '.join(told)}." if told else ""


def _days(days: Sequence[date]) -> str:
    if not days:
        return ""
    if len(days) > _SHOWN:
        return f"On {len(days)} days from {day_words(days[0])} to {day_words(days[-1])}."
    return f"On {joined([day_words(day) for day in days])}."


def coupon_words(coupon: Coupon, names: Names) -> str:
    """Say at which rate interest runs and how its days count."""
    rate = percent_text(coupon.rate) if coupon.rate is not None else f"{names.term(coupon.metric or '')} of each period"
    if coupon.rate is not None:
        rate += " a year"
    how = "simple" if coupon.compounding == "simple" else f"compounded {coupon.compounding}"
    both = ", the days of payments counted too" if coupon.both_days and coupon.day_count != "by period" else ""
    return f"{rate}, {how}, {_DAY_COUNTS[coupon.day_count]}{both}."


def _repaid(finance: Finance, names: Names) -> str:
    told = [
        f"{'what is left' if part.amount is None else money_words(part.amount, names)} on {day_words(part.day)}"
        for part in finance.repaid
    ]
    if finance.repaid and finance.repaid[0].amount is None:
        told[0] = f"All of it on {day_words(finance.repaid[0].day)}"
    return f"{'; '.join(told)}." if told else ""


def _return(finance: Finance) -> str:
    cap = finance.return_cap
    if cap is None:
        return ""
    of = "a year on what is outstanding" if cap.a_year else "of what is drawn"
    return f"At most {percent_text(cap.share)} {of}."


def _protected(finance: Finance) -> str:
    told = [
        f"{percent_text(part.share)} if it ends {'on or after' if part.from_day else 'on'} {day_words(part.day)}"
        for part in finance.protected
    ]
    return f"At least {'; at least '.join(told)}." if told else ""


def _covers(finance: Finance, names: Names) -> str:
    if not finance.covering:
        return ""
    share = "All" if finance.covers in (None, 1) else percent_text(finance.covers or Fraction(0))
    covered = joined([names.term(name) for name in finance.covering])
    return f"{share} of the principal of {covered} that is lost, up to the amount."


def waterfall_sentence(waterfall: Waterfall, names: Names) -> str:
    """Say who passes on what, and when."""
    received = joined([names.term(name) for name in waterfall.receives])
    when = "on each day on which money comes in" if waterfall.days is None else _when(waterfall)
    return (
        f"{names.party(waterfall.holder)} passes on what it receives of {received}, {when}. Each step takes what it "
        "asks for, as far as the money goes; what is left goes to the next."
    )


def _when(waterfall: Waterfall) -> str:
    days = waterfall.days or ()
    if len(days) > _SHOWN:
        return f"on {len(days)} days from {day_words(days[0])} to {day_words(days[-1])}"
    return f"on {joined([day_words(day) for day in days])}"


def step_sentence(step: Step, names: Names) -> str:
    """Say what a step of a waterfall pays."""
    finance = joined([names.term(name) for name in step.finance])
    payees = holders_words(step.payees, names) if step.payees else ""
    amount = "" if step.amount is None else money_words(step.amount, names)
    share = "" if step.share is None else percent_text(step.share)
    together = ", in proportion to what each is owed" if len(step.finance) > 1 else ""
    match step.kind:
        case "fee":
            return f"A fee of {amount} to {payees}, {_scope(step.scope)}."
        case "interest":
            return f"The interest that is owed on {finance}{together}."
        case "principal":
            return f"The principal of {finance} that is outstanding{together}."
        case "pay":
            return f"{finance}{_until(amount, share)}{together}."
        case "reimbursement":
            return f"What was drawn on {finance} and has not been reimbursed."
        case "reserve":
            return f"Into the reserve {one_line(step.reserve.replace('_', ' '))}, until it holds {amount}."
        case "success fee":
            limit = f", at most {amount} {_scope(step.scope)}" if amount else ""
            return f"A success fee of {share} of what is left to {payees}{limit}."
        case _:
            counted = f", as return on {finance}" if finance else ""
            return f"All that is left, to {payees}{counted}."


def _until(amount: str, share: str) -> str:
    if amount:
        return f" until it has received {amount}"
    return f" until it has received {share} of what was drawn" if share else ", as return, as far as its terms allow"


def _scope(scope: str) -> str:
    if scope == "total":
        return "in total"
    return f"for each {scope}"
