"""A statement: what each payer owes each payee, when, and why; what is pending and what has lapsed.

In: determinations that ``settlement`` computed. Out: objects, plain data, and JSON text.
Relies on ``explain`` for derivations, which are told only when somebody asks.
Guarantees: amounts are exact, with the decimals of the currency; keys and rows always come in the same order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from sibdsl.runtime.cards import Cards
from sibdsl.runtime.case import Case
from sibdsl.runtime.determinations import Determination, Occasion, Prepared
from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.exact import decimal_text
from sibdsl.runtime.explain import derivation
from sibdsl.runtime.narration import Step
from sibdsl.runtime.wording import listed, named

_MOST_IN_A_SENTENCE = 6


@dataclass(slots=True)
class Line:
    """What one payer pays for one determination."""

    case: Case
    payer_index: int

    @property
    def payment(self) -> str:
        """The name of the payment."""
        return self.case.occasion.payment.name

    @property
    def determination(self) -> Determination:
        """When and for what it was determined."""
        return self.case.occasion.determination

    @property
    def payer(self) -> str:
        """The name of the party that pays."""
        return self.case.occasion.payment.payers[self.payer_index].party

    @property
    def payee(self) -> str:
        """The name of the party that is paid."""
        return self.case.occasion.payment.payee

    @property
    def minor(self) -> int:
        """The amount in minor units."""
        return self.case.amounts[self.payer_index]

    @property
    def amount(self) -> Fraction:
        """The amount in major units."""
        return Fraction(self.minor, self.case.prepared.scale)

    @property
    def due(self) -> date:
        """The day on which it is to be paid."""
        return self.case.due

    @property
    def derivation(self) -> list[Step]:
        """How the amount came about, step by step, as data with sentences."""
        return derivation(self.case, self.payer_index)

    def to_data(self) -> dict[str, object]:
        """Give the line as plain data."""
        payment = self.case.occasion.payment
        plan = self.case.prepared.plan
        card = self.case.card
        return {
            "payment": payment.name,
            "title": named(payment.name, payment.title),
            "clause": payment.clause,
            "determination": _determination_data(self.determination),
            "payer": self.payer,
            "payee": self.payee,
            "amount": decimal_text(self.amount, plan.digits),
            "currency": plan.currency,
            "due": self.due.isoformat(),
            **({} if card is None else {"claims": card.data(self.payer)}),
            "derivation": self.derivation,
        }


@dataclass(slots=True)
class Pending:
    """A determination that cannot be computed yet, with all that it waits for, in words."""

    prepared: Prepared
    occasion: Occasion
    waits_for: tuple[str, ...]

    @property
    def payment(self) -> str:
        """The name of the payment."""
        return self.occasion.payment.name

    @property
    def determination(self) -> Determination:
        """When and for what it is determined."""
        return self.occasion.determination

    @property
    def text(self) -> str:
        """A sentence that says what is pending and what it waits for."""
        what = occasion_title(self.prepared, self.occasion)
        not_due = [item for item in self.waits_for if item.startswith("not due")]
        others = [item for item in self.waits_for if not item.startswith("not due")]
        sentence = f"{what} is pending"
        if not_due:
            sentence += f": {not_due[0]}"
        if others:
            sentence += f"{', and' if not_due else ':'} it waits for {listed(_shortened(others))}"
        return sentence + "."

    def to_data(self) -> dict[str, object]:
        """Give the pending determination as plain data."""
        return {
            **_head(self.occasion),
            "waits_for": list(self.waits_for),
            "text": self.text,
        }


@dataclass(slots=True)
class Lapsed:
    """A determination that does not take place."""

    prepared: Prepared
    occasion: Occasion
    reason: str

    @property
    def payment(self) -> str:
        """The name of the payment."""
        return self.occasion.payment.name

    @property
    def determination(self) -> Determination:
        """When and for what it would have been determined."""
        return self.occasion.determination

    @property
    def text(self) -> str:
        """A sentence that says what lapsed and why."""
        return f"{occasion_title(self.prepared, self.occasion)} has lapsed: {self.reason}."

    def to_data(self) -> dict[str, object]:
        """Give the lapsed determination as plain data."""
        return {**_head(self.occasion), "reason": self.reason, "text": self.text}


@dataclass(slots=True)
class Statement:
    """The result of a settlement. Lists are in the order of determinations, then of payers.

    ``ended`` is the day on which the contract ended early, if it did. ``cards`` are the rate cards whose claims were
    settled, if there are any; ``to_take_back`` is what is left to take back of claims that were paid, by payment, in
    minor units.
    """

    prepared: Prepared
    as_of: date | None
    lines: list[Line]
    pending: list[Pending]
    lapsed: list[Lapsed]
    findings: list[Finding]
    ended: date | None = None
    cards: Cards | None = None
    to_take_back: dict[str, int] = field(default_factory=dict)

    def totals(self) -> dict[tuple[str, str], Fraction]:
        """Add up what each payer owes each payee, in the order in which they first appear."""
        minor: dict[tuple[str, str], int] = {}
        for line in self.lines:
            pair = (line.payer, line.payee)
            minor[pair] = minor.get(pair, 0) + line.minor
        return {pair: Fraction(total, self.prepared.scale) for pair, total in minor.items()}

    def to_data(self) -> dict[str, object]:
        """Give the statement as plain data, ready for JSON; amounts are texts, so that no digit is lost."""
        plan = self.prepared.plan
        return {
            "contract": plan.contract,
            "title": plan.title,
            "currency": plan.currency,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "payments": [line.to_data() for line in self.lines],
            "pending": [item.to_data() for item in self.pending],
            "lapsed": [item.to_data() for item in self.lapsed],
            "findings": [_finding_data(finding) for finding in self.findings],
            "totals": [
                {"payer": payer, "payee": payee, "amount": decimal_text(total, plan.digits)}
                for (payer, payee), total in self.totals().items()
            ],
            **({} if self.cards is None else {"claims": self._claims_data(self.cards)}),
        }

    def _claims_data(self, cards: Cards) -> dict[str, object]:
        """Give the counts of claims, and what is left to take back."""
        digits, scale = self.prepared.plan.digits, self.prepared.scale
        left = [
            {"payment": payment, "amount": decimal_text(Fraction(amount, scale), digits)}
            for payment, amount in self.to_take_back.items()
        ]
        return {**cards.counts(), "to_take_back": left}

    def to_json(self) -> str:
        """Give the statement as JSON text that ends with a line end."""
        return json.dumps(self.to_data(), indent=2, ensure_ascii=False) + "\n"


def _shortened(items: list[str]) -> list[str]:
    """Keep a sentence readable: the data lists every item."""
    return (
        items
        if len(items) <= _MOST_IN_A_SENTENCE
        else [*items[: _MOST_IN_A_SENTENCE - 1], f"{len(items) - _MOST_IN_A_SENTENCE + 1} more"]
    )


def occasion_title(prepared: Prepared, occasion: Occasion) -> str:
    """Name a determination by its titles: ``Success payment for Cohort 1 on 2016-09-30``."""
    at = occasion.determination
    cohort = ""
    if at.cohort:
        cohort = f" for {named(at.cohort, prepared.cohort_titles.get(at.cohort, ''))}"
    return f"{named(occasion.payment.name, occasion.payment.title)}{cohort} on {at.day}"


def _head(occasion: Occasion) -> dict[str, object]:
    payment = occasion.payment
    return {
        "payment": payment.name,
        "title": named(payment.name, payment.title),
        "determination": _determination_data(occasion.determination),
    }


def _determination_data(at: Determination) -> dict[str, object]:
    period = at.period
    return {
        "date": at.day.isoformat(),
        "cohort": at.cohort,
        "period": {"start": period.start.isoformat(), "end": period.end.isoformat()} if period else None,
    }


def _finding_data(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.file,
        "row": finding.row,
        "column": finding.column,
        "message": finding.message,
        "expected": finding.expected,
        "help": finding.help,
    }
