"""What the placeholders of forms are filled with: names, the currency and days of the contract that is being written.

In: a view and a caret. Out: forms in which as much as possible is already right.
Relies on: the names of the view; the checker for the currency, the term and units. Forms are written for a contract in
pounds from 1 April 2027 to 31 March 2031.
Guarantees: a name stands only where one of its kind fits; days keep their distance from the first day of the term and
never leave the term; where nothing is known, a form stays as it is.
"""

import re
from datetime import date, timedelta
from typing import Final

from sibdsl.ide.completion_caret import Caret
from sibdsl.ide.completion_scenarios import expect_form, given_form, round_value
from sibdsl.ide.names import names_of
from sibdsl.ide.wording import example_of
from sibdsl.semantics.checks.closed_sets import PAYING_ROLES, VERIFYING_ROLES
from sibdsl.surface.declarations import Party
from sibdsl.workspace.view import View

_PLACEHOLDER: Final = re.compile(r"\$\{([0-9]+):([^}]*)\}")
_CURRENCY: Final = re.compile(r"\bGBP\b")
_DAY: Final = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_PERCENTAGE: Final = re.compile(r"[0-9]+%")
_MEASURES: Final = re.compile(r"(?:by|given|when) \$\{[0-9]+:metric\}")
"""Forms in which a percentage stands for a value of the metric that they name."""

_FIRST_DAY: Final = date(2027, 4, 1)
_LAST_DAY: Final = date(2031, 3, 31)
"""The term of the contract that forms are written for."""

_EXPECTED: Final = re.compile(r"(?<=expect )\$\{([0-9]+):payment\}")
_GIVEN: Final = re.compile(r"(?<=given )\$\{([0-9]+):metric\}")
_OF_A_METRIC: Final = "given ${2:metric} = ${3:10%}"
_OF_A_PERSON: Final = (
    "given person ann enrolled on ${2:2027-05-01}\n  given claim of ${3:outcome} for ann on 2027-06-01"
)

_ONE_DAY: Final = timedelta(1)
_INSTEAD: Final = {
    "payer": ("copayer",),
    "provider": ("special_purpose_vehicle", "intermediary"),
    "evaluator": (),
    "investor": ("grantor",),
}
"""Who takes a part in contracts that have no party of the role that usually has it."""


class Placeholders:
    """Fills the placeholders of forms with what fits into the contract."""

    def __init__(self, view: View, caret: Caret) -> None:
        """Look up what the contract around `caret` has to offer."""
        self._names: dict[str, str] = {}
        self._terms = view.known.terms if view.known is not None else None
        self._boundary = _boundary(view, caret)
        self._value = ""
        self._whole: dict[str, str] = {}
        for mention in names_of(view).declared():
            kind = mention.wanted[0] if mention.wanted else ""
            self._names.setdefault(kind, mention.text)
            if isinstance(mention.node, Party):
                for role in mention.node.roles:
                    self._names.setdefault(_placeholder_of(role.text), mention.text)
        if view.known is not None and "metric" in self._names:
            self._value = _unless_percentage(round_value(view.known, self._names["metric"]))
            self._whole["metric"] = _left_of_equals(given_form(view, self._names["metric"]))
        if "payment" in self._names:
            self._whole["payment"] = _left_of_equals(expect_form(view, self._names["payment"]))
        for part, others in _INSTEAD.items():
            for other in others:
                if other in self._names:
                    self._names.setdefault(part, self._names[other])

    @property
    def about_people(self) -> bool:
        """Whether the contract pays for what single people reach, and not by what is measured of all."""
        return "outcome" in self._names and "metric" not in self._names

    def fill(self, form: str) -> str:
        """The form with names, the currency and days of the contract in its placeholders."""
        if self._value and _MEASURES.search(form):
            form = _PERCENTAGE.sub(self._value, form)
        if self.about_people:
            form = form.replace(_OF_A_METRIC, _OF_A_PERSON)
        form = self.suit(form)
        for pattern, kind in ((_EXPECTED, "payment"), (_GIVEN, "metric")):
            if kind in self._whole:
                form = pattern.sub(f"${{\\1:{self._whole[kind]}}}", form)
        return _PLACEHOLDER.sub(lambda match: f"${{{match[1]}:{self._names.get(match[2], match[2])}}}", form)

    def suit(self, text: str) -> str:
        """The text in the currency, with days, and in a table with values of the contract."""
        terms = self._terms
        if self._boundary:
            text = _PERCENTAGE.sub(self._boundary, text)
        if terms is None:
            return text
        if terms.currency:
            text = _CURRENCY.sub(terms.currency, text)
        if not terms.known or terms.end < terms.start:
            return text
        return _DAY.sub(lambda match: _moved(match[0], terms.start, terms.end).isoformat(), text)


def _moved(written: str, start: date, end: date) -> date:
    """The day of the term from `start` to `end` that is what `written` is in the term of the forms."""
    day = date.fromisoformat(written)
    if day >= _LAST_DAY:
        return end
    # The last day of a month stays the day before the same day of another month.
    is_last = (day + _ONE_DAY).day == 1
    counted = day + _ONE_DAY if is_last else day
    months = counted.year * 12 + counted.month + start.year * 12 + start.month
    months -= _FIRST_DAY.year * 12 + _FIRST_DAY.month
    first = date((months - 1) // 12, (months - 1) % 12 + 1, 1)
    moved = first + timedelta(counted.day - 1 + start.day - 1) - (_ONE_DAY if is_last else timedelta())
    return min(max(moved, start), end)


def _left_of_equals(form: str) -> str:
    """`hours on 2028-03-31`: the cohort and the day stand with the name where there are several values."""
    return example_of(form).partition(" = ")[0]


def _boundary(view: View, caret: Caret) -> str:
    """A value of what the table around the caret reads, where that is no percentage."""
    names = caret.blocks[-1].names if caret.block in ("steps", "points") else ()
    value = round_value(view.known, names[0]) if len(names) == 1 and view.known is not None else ""
    return _unless_percentage(value)


def _unless_percentage(value: str) -> str:
    return "" if value.endswith("%") else value


def _placeholder_of(role: str) -> str:
    if role == PAYING_ROLES[0]:
        return "payer"
    if role in PAYING_ROLES:
        return "copayer"
    if role in VERIFYING_ROLES:
        return "evaluator"
    return {"service_provider": "provider", "investor": "investor"}.get(role, role)
