"""Invariants about capital: instruments, guarantees, charges and waterfalls.

In: a program whose other names resolve. Out: breaches.
Relies on: nothing else.
Guarantees: after these, cash flows can be worked out for any statement: every name is declared, days stand in order,
what is drawn adds up, and each waterfall passes on all that it receives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from sibdsl.ir.breach import Breach
from sibdsl.ir.program import Program
from sibdsl.runtime.capital_plan import (
    COMPOUNDING,
    DAY_COUNTS,
    OWED_KINDS,
    CapitalPlan,
    Coupon,
    Holder,
    Instrument,
    Waterfall,
    WaterfallStep,
)
from sibdsl.values.circles import circle_of

STEP_KINDS = ("fee", "interest", "principal", "pay", "reimbursement", "reserve", "success fee", "rest")
SCOPES = ("total", "distribution", "contract year", "calendar year", "financial year")
_KINDS = (*OWED_KINDS, "grant")
_CHARGES = ("fixed charge", "standing charge")


def capital_words_are_known(program: Program) -> Iterator[Breach]:
    """Kinds of finance, of steps and of scopes, day counts and ways of compounding are among those with a meaning."""
    capital = program.capital or CapitalPlan()
    for item in capital.instruments:
        yield from _known(f"instrument {item.name}", item.kind, _KINDS)
        if item.coupon is not None:
            yield from _known(f"instrument {item.name}", item.coupon.day_count, DAY_COUNTS)
            yield from _known(f"instrument {item.name}", item.coupon.compounding, tuple(COMPOUNDING))
    for charge in capital.charges:
        yield from _known(f"charge {charge.name}", charge.kind, _CHARGES)
    for waterfall in capital.waterfalls:
        for step in waterfall.steps:
            yield from _known(f"waterfall {waterfall.name}", step.kind, STEP_KINDS)
            yield from _known(f"waterfall {waterfall.name}", step.scope, SCOPES)


def _known(place: str, word: str, words: tuple[str, ...]) -> Iterator[Breach]:
    if word not in words:
        yield Breach(place, f"expected one of {', '.join(words)}, found {word!r}")


def capital_names_are_unique(program: Program) -> Iterator[Breach]:
    """No two of instruments, guarantees, charges, waterfalls and payments share a name."""
    capital = program.capital or CapitalPlan()
    names = [item.name for item in capital.instruments] + [item.name for item in capital.guarantees]
    names += [item.name for item in capital.charges] + [item.name for item in capital.waterfalls]
    names += [payment.name for payment in program.plan.payments] if names else []
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Breach(f"capital {name}", "its name is given twice")


def capital_names_resolve(program: Program) -> Iterator[Breach]:
    """Every party, payment, instrument, guarantee and cohort that capital names is declared."""
    capital = program.capital
    if capital is None:
        return
    instruments = {item.name for item in capital.instruments}
    guarantees = {item.name for item in capital.guarantees}
    declared = {
        "party": {name for name, _ in program.plan.parties},
        "payment": {payment.name for payment in program.plan.payments},
        "instrument": instruments,
        "guarantee": guarantees,
        "instrument or guarantee": instruments | guarantees,
        "cohort": {name for name, _ in program.plan.cohorts},
    }
    for place, kind, name in _named(capital):
        if name not in declared[kind]:
            yield Breach(place, f"there is no {kind} {name!r}")


def _named(capital: CapitalPlan) -> Iterator[tuple[str, str, str]]:
    for item in capital.instruments:
        place = f"instrument {item.name}"
        yield from _each(place, "party", (item.receiver, *_parties(item.providers)))
        yield from _each(place, "payment", (*item.credited, *item.rewarded, *item.debited))
        if item.tied is not None:
            yield from _each(place, "payment", item.tied.payments)
            yield from _each(place, "cohort", () if item.tied.cohort is None else (item.tied.cohort,))
    for guarantee in capital.guarantees:
        place = f"guarantee {guarantee.name}"
        yield from _each(place, "party", (guarantee.beneficiary, *_parties(guarantee.guarantors)))
        yield from _each(place, "instrument or guarantee", guarantee.covering)
    for charge in capital.charges:
        yield from _each(f"charge {charge.name}", "party", (charge.payee, *_parties(charge.payers)))
    for waterfall in capital.waterfalls:
        place = f"waterfall {waterfall.name}"
        yield place, "party", waterfall.party
        for step in waterfall.steps:
            yield from _each(place, "party", _parties(step.payees))
            yield from _each(place, "instrument", step.instruments)
            yield from _each(place, "guarantee", step.guarantees)


def _each(place: str, kind: str, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    return ((place, kind, name) for name in names)


def _parties(holders: tuple[Holder, ...]) -> tuple[str, ...]:
    return tuple(holder.party for holder in holders)


def capital_shares_are_whole(program: Program) -> Iterator[Breach]:
    """Of the holders of something either all have shares, which add up to one, or none has."""
    capital = program.capital or CapitalPlan()
    groups = [(f"instrument {item.name}", item.providers) for item in capital.instruments]
    groups += [(f"guarantee {item.name}", item.guarantors) for item in capital.guarantees]
    groups += [(f"charge {item.name}", item.payers) for item in capital.charges]
    groups += [
        (f"waterfall {item.name}", step.payees) for item in capital.waterfalls for step in item.steps if step.payees
    ]
    for place, holders in groups:
        shares = [holder.share for holder in holders if holder.share is not None]
        if not holders or (shares and (len(shares) < len(holders) or sum(shares) != 1 or min(shares) < 0)):
            yield Breach(place, "its shares do not add up to one")


def capital_is_drawn_and_repaid(program: Program) -> Iterator[Breach]:
    """What is drawn adds up to the amount, on days in order; no more is repaid; amounts are payable."""
    capital = program.capital or CapitalPlan()
    minor = 10**program.plan.digits
    for item in capital.instruments:
        place = f"instrument {item.name}"
        days = [part.day for part in item.drawn]
        if sum((part.amount for part in item.drawn), Fraction(0)) != item.amount or days != sorted(set(days)):
            yield Breach(place, "what is drawn does not add up, or not in order")
        yield from (Breach(place, what) for what in _wrong_with(item))
        yield from _payable(place, minor, (item.amount, *(part.amount for part in item.drawn)))
        yield from _payable(place, minor, (part.amount for part in item.repaid if part.amount is not None))
    for guarantee in capital.guarantees:
        place = f"guarantee {guarantee.name}"
        yield from _payable(place, minor, (guarantee.amount, *(part.amount for part in guarantee.available)))
        if not 0 < guarantee.share <= 1:
            yield Breach(place, f"a share of {guarantee.share}")
    for charge in capital.charges:
        yield from _payable(f"charge {charge.name}", minor, (part.amount for part in charge.paid))


def _payable(place: str, minor: int, amounts: Iterable[Fraction]) -> Iterator[Breach]:
    for amount in amounts:
        if amount < 0 or (amount * minor).denominator != 1:
            yield Breach(place, f"an amount of {amount}, which cannot be paid")


def _wrong_with(item: Instrument) -> Iterator[str]:
    days = [part.day for part in item.repaid]
    if days != sorted(set(days)):
        yield "its repayments are not in order"
    if any(part.amount is None for part in item.repaid[:-1]):
        yield "the rest is not its last repayment"
    if sum((part.amount or Fraction(0) for part in item.repaid), Fraction(0)) > item.amount:
        yield "more is repaid than was drawn"
    owes = item.coupon is not None or item.repaid or item.return_cap is not None or item.protected
    if item.kind == "grant" and owes:
        yield "a grant that is owed back"
    if item.coupon is not None:
        yield from _wrong_in(item.coupon)
    if any(not 0 < part.share <= 1 for part in item.protected):
        yield "a protected share that is none"


def _wrong_in(coupon: Coupon) -> Iterator[str]:
    if (coupon.rate is None) == (coupon.metric is None):
        yield "its coupon is neither a rate nor a metric, or both"
    if not coupon.periods and (coupon.metric is not None or coupon.day_count == "by period"):
        yield "its coupon has no periods"
    ends = [day for period in coupon.periods for day in (period.start, period.end)]
    if ends != sorted(ends):
        yield "the periods of its coupon are not in order"


def guarantees_have_an_order(program: Program) -> Iterator[Breach]:
    """No guarantee covers itself, through others or at once."""
    capital = program.capital or CapitalPlan()
    circle = circle_of({item.name: item.covering for item in capital.guarantees})
    if circle:
        yield Breach(f"guarantee {circle[0]}", f"it covers itself, through {', '.join(circle[1:]) or 'itself'}")


def waterfalls_pass_on_all(program: Program) -> Iterator[Breach]:
    """The rest is the last step and no other; what comes in is paid to the party, and into one waterfall only."""
    capital = program.capital or CapitalPlan()
    sources = {payment.name: {payment.payee} for payment in program.plan.payments}
    sources |= {item.name: set(_parties(item.providers)) for item in capital.instruments}
    received: set[str] = set()
    for waterfall in capital.waterfalls:
        place = f"waterfall {waterfall.name}"
        if [step.kind for step in waterfall.steps].count("rest") != 1 or waterfall.steps[-1].kind != "rest":
            yield Breach(place, "the rest is not its last step, or not once")
        for name in waterfall.receives:
            if waterfall.party not in sources.get(name, ()):
                yield Breach(place, f"nothing of {name!r} comes to {waterfall.party!r}")
            if name in received and name not in {other.name for other in capital.waterfalls}:
                yield Breach(place, f"{name!r} comes into an earlier waterfall too")
            received.add(name)
        owed = {item.name: item.receiver for item in capital.instruments}
        for step in waterfall.steps:
            yield from (Breach(place, what) for what in _wrong_in_step(step, waterfall, owed))
        sources[waterfall.name] = _paid_by(waterfall, capital)


def _paid_by(waterfall: Waterfall, capital: CapitalPlan) -> set[str]:
    providers = {item.name: _parties(item.providers) for item in capital.instruments}
    providers |= {item.name: _parties(item.guarantors) for item in capital.guarantees}
    parties = {party for step in waterfall.steps for party in _parties(step.payees)}
    named = [name for step in waterfall.steps for name in (*step.instruments, *step.guarantees)]
    return parties | {party for name in named for party in providers.get(name, ())}


def _wrong_in_step(step: WaterfallStep, waterfall: Waterfall, owed: dict[str, str]) -> Iterator[str]:
    if any(owed.get(name) != waterfall.party for name in step.instruments):
        yield "a step pays what another party owes"
    if (step.kind in ("interest", "principal", "pay")) != bool(step.instruments) and step.kind != "rest":
        yield f"a step of kind {step.kind} with {len(step.instruments)} instruments"
    if (step.kind in ("fee", "success fee", "rest")) != bool(step.payees):
        yield f"a step of kind {step.kind} with {len(step.payees)} payees"
    if step.kind in ("fee", "reserve") and (step.amount is None or step.amount <= 0):
        yield f"a {step.kind} of nothing"
