"""A flow of money, and the sentence that explains it.

In: who pays whom how much on which day, and the cause. Out: data, and a sentence.
Relies on ``wording``. Guarantees: sentences are made only when somebody asks; a party, instrument or payment is called
by its title.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from sibdsl.runtime.capital_prepared import PreparedCapital
from sibdsl.runtime.exact import decimal_text, money_text
from sibdsl.runtime.wording import named


class Cause(NamedTuple):
    """Why money flows.

    ``what``: ``drawdown``, ``charge``, ``outcome payment``, ``interest``, ``principal``, ``return``, ``protection``,
    ``guarantee``, ``reimbursement``, ``fee``, ``success fee`` or ``rest``. ``source`` names the payment, instrument,
    charge, guarantee or waterfall that it comes from; ``instrument`` the one that it counts on, or the guarantee that
    is reimbursed. In a distribution ``step`` is the place of the step in the waterfall that ``source`` names.
    """

    what: str
    source: str
    instrument: str | None = None
    step: int | None = None


@dataclass(slots=True)
class Flow:
    """Money that one party pays another on a day. ``minor`` and ``asked`` are in minor units.

    ``asked`` is what would have been paid if the money had not been short. ``paid_into``: the waterfall into whose
    account it comes. ``cohort`` is that of an outcome payment.
    """

    day: date
    payer: str
    payee: str
    minor: int
    asked: int
    cause: Cause
    paid_into: str | None
    cohort: str | None
    prepared: PreparedCapital = field(repr=False, compare=False)

    @property
    def what(self) -> str:
        """What the money is: see ``Cause``."""
        return self.cause.what

    @property
    def source(self) -> str:
        """The declaration that it comes from."""
        return self.cause.source

    @property
    def instrument(self) -> str | None:
        """The instrument that it counts on."""
        return self.cause.instrument

    @property
    def step(self) -> int | None:
        """The place of the step of a distribution, from 0."""
        return self.cause.step

    @property
    def paid_from(self) -> str | None:
        """The waterfall that distributes it."""
        return None if self.cause.step is None else self.cause.source

    @property
    def amount(self) -> Fraction:
        """The amount in major units."""
        return Fraction(self.minor, self.prepared.scale)

    @property
    def words(self) -> str:
        """A sentence that says who pays whom how much, and why."""
        return _told(self)

    def to_data(self) -> dict[str, object]:
        """Give the flow as plain data."""
        digits = self.prepared.plan.digits
        return {
            "day": self.day.isoformat(),
            "payer": self.payer,
            "payee": self.payee,
            "amount": decimal_text(self.amount, digits),
            "what": self.what,
            "source": self.source,
            "instrument": self.instrument,
            "step": None if self.step is None else self.step + 1,
            "paid_from": self.paid_from,
            "paid_into": self.paid_into,
            "cohort": self.cohort,
            "asked": decimal_text(Fraction(self.asked, self.prepared.scale), digits),
            "words": self.words,
        }


def _told(flow: Flow) -> str:
    prepared = flow.prepared
    amount = minor_words(prepared, flow.minor)
    head = f"On {flow.day} {prepared.party(flow.payer)} pays {prepared.party(flow.payee)} {amount}"
    return f"{head}{_cause_in_words(flow)}{_step(flow)}{_into(flow)}."


def minor_words(prepared: PreparedCapital, minor: int) -> str:
    """Write an amount that is given in minor units."""
    return money_text(Fraction(minor, prepared.scale), prepared.plan.currency, prepared.plan.digits)


def _cause_in_words(flow: Flow) -> str:
    source, instrument = flow.prepared.titles[flow.source], flow.prepared.titles.get(flow.instrument or "", "")
    match flow.what:
        case "drawdown":
            return f", drawn of {source}"
        case "charge":
            return f" as {source}"
        case "outcome payment":
            return f", due as {source}{_cohort(flow)}{_effect(flow)}"
        case "interest":
            return f" of interest on {instrument}{_coupon(flow)}"
        case "principal":
            return f" of the principal of {instrument}"
        case "return":
            return f" as return on {instrument}"
        case "protection":
            return f" from its own money, because the capital of {instrument} is protected"
        case "guarantee":
            if flow.instrument is None:
                return f", drawn on {source}, for what the guarantor paid"
            return f", drawn on {source}, for principal of {instrument} that is not repaid"
        case "reimbursement":
            return f" to reimburse what was drawn on {instrument}"
        case "rest" if flow.instrument:
            return f", the rest, as return on {instrument}"
    return {"fee": " as a fee", "success fee": " as a success fee"}.get(flow.what, ", the rest")


def _coupon(flow: Flow) -> str:
    coupon = flow.prepared.instruments[flow.instrument or ""].coupon
    return f" ({coupon.text})" if coupon is not None and coupon.text else ""


def _cohort(flow: Flow) -> str:
    titles = dict(flow.prepared.plan.cohorts)
    return f" for {named(flow.cohort, titles.get(flow.cohort, ''))}" if flow.cohort else ""


def _effect(flow: Flow) -> str:
    """Say what an outcome payment does to an instrument."""
    if flow.instrument is None:
        return ""
    verb = "repays"
    if flow.prepared.credited.get(flow.source) != flow.instrument:
        verb = "raises the return of" if flow.source in flow.prepared.rewarded else "lessens the return of"
    return f", which {verb} {flow.prepared.titles[flow.instrument]}"


def _step(flow: Flow) -> str:
    """Name the step of a distribution, and what it asked for where it got less."""
    if flow.step is None or flow.paid_from is None:
        return ""
    waterfall = flow.prepared.waterfalls[flow.paid_from]
    step = waterfall.steps[flow.step]
    clause = f", {step.clause}" if step.clause else ""
    told = f", by step {flow.step + 1} of {flow.prepared.titles[waterfall.name]} (`{step.text}`{clause})"
    if flow.minor < flow.asked:
        told += f"; it asked for {minor_words(flow.prepared, flow.asked)}, and there was no more"
    return told


def _into(flow: Flow) -> str:
    return f"; it comes into the account of {flow.prepared.titles[flow.paid_into]}" if flow.paid_into else ""
