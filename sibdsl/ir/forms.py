"""How each type of the IR is written in the text form: data only.

In: the types of `expressions`, `program`, `runtime.plan`, `runtime.claims_plan` and `runtime.capital_plan`.
Out: for each type its head word, the fields that stand right behind it, and the field whose items stand last.
Relies on: the order and the defaults of the fields, read from the types themselves.
Guarantees: `FORMS` has a form for every type that a program can hold, and no two of them share a head.

A form is written `(head LEAD... (field VALUE...)... REST...)`: the lead fields without their names, then
the named fields that differ from their defaults, then the items of the rest field.
"""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec import inspect

from sibdsl.ir import expressions, program
from sibdsl.runtime import capital_plan, claims_plan, plan


class Form(msgspec.Struct, frozen=True):
    """How one type is written.

    `bounds` are the ends of an interval, where the type has them: "first" before the lead fields, "last"
    behind them. `open_closed` is what an end that is not written holds for whether it is closed.
    """

    kind: type
    head: str
    lead: tuple[str, ...] = ()
    rest: str | None = None
    bounds: str | None = None
    open_closed: bool = False


_EXPRESSIONS = (
    Form(expressions.Number, "number", ("value",)),
    Form(expressions.MetricValue, "metric", ("name",)),
    Form(expressions.CalculatedValue, "calculated", ("name",)),
    Form(expressions.FactValue, "fact", ("name",)),
    Form(expressions.PaidSoFar, "paid-so-far", ("payment",)),
    Form(expressions.CardAmount, "card-amount", ("payment",)),
    Form(expressions.Elapsed, "elapsed", ("unit",)),
    Form(expressions.Subject, "subject"),
    Form(expressions.Sum, "sum", rest="terms"),
    Form(expressions.Difference, "difference", ("left", "right")),
    Form(expressions.Product, "product", rest="factors"),
    Form(expressions.Quotient, "quotient", ("dividend", "divisor")),
    Form(expressions.Least, "least", rest="items"),
    Form(expressions.Greatest, "greatest", rest="items"),
    Form(expressions.Rounded, "rounded", ("value", "step", "mode")),
    Form(expressions.Counted, "counted", ("name", "value")),
    Form(expressions.Steps, "steps", ("name", "subject"), "rows"),
    Form(expressions.StepRow, "row", ("value",), bounds="first"),
    Form(expressions.Brackets, "brackets", ("name", "subject"), "brackets"),
    Form(expressions.Bracket, "bracket", ("width", "rate")),
    Form(expressions.Dates, "dates", ("name",), "rows"),
    Form(expressions.DatedAmount, "on", ("day", "value")),
    Form(expressions.Cases, "cases", ("name",), "cases"),
    Form(expressions.Case, "when", ("condition", "value")),
    Form(expressions.Stages, "stages", ("name", "base"), "stages"),
    Form(expressions.Stage, "stage", ("share", "until")),
    Form(expressions.Within, "within", ("value",), bounds="last"),
    Form(expressions.Met, "met", ("threshold",)),
    Form(expressions.HasBeenPaid, "has-been-paid", ("payment",)),
    Form(expressions.Every, "every", rest="items"),
    Form(expressions.Some, "some", ("count",), "items"),
    Form(expressions.Not, "not", ("condition",)),
)

_PROGRAM = (
    Form(program.Program, "program", ("version",)),
    Form(program.Calculation, "calculation", ("name", "value")),
    Form(program.Threshold, "threshold", ("name", "condition")),
    Form(program.Rule, "rule", ("payment",)),
    Form(program.Gate, "gate", ("name", "condition")),
    Form(program.Part, "part", ("name", "value")),
    Form(program.Indexed, "indexed", ("name", "fact", "base")),
    Form(program.Minimum, "minimum", ("name", "amount")),
    Form(program.Capped, "capped", ("cap",)),
)

_PLAN = (
    Form(plan.Plan, "plan", ("contract", "title")),
    Form(plan.Range, "range", bounds="last", open_closed=True),
    Form(plan.Unit, "unit", ("kind", "text")),
    Form(plan.Period, "period", ("start", "end")),
    Form(plan.MetricPlan, "reported-metric", ("name", "title")),
    Form(plan.FactPlan, "reported-fact", ("name", "title")),
    Form(plan.Payable, "payable", ("count", "unit")),
    Form(plan.Timing, "timing"),
    Form(plan.Payer, "payer", ("party",)),
    Form(plan.Cap, "cap", ("name", "text")),
    Form(plan.Count, "count", ("name", "text")),
    Form(plan.Read, "read", ("kind", "name")),
    Form(plan.RowWords, "row-words", ("words", "amount")),
    Form(plan.RuleWords, "rule-words", ("name", "kind")),
    Form(plan.CardShare, "card-share"),
    Form(plan.PaymentPlan, "payment", ("name", "title")),
    Form(plan.EarlyTermination, "early-termination", ("first", "last")),
)

_CLAIMS = (
    Form(claims_plan.ClaimsPlan, "claims"),
    Form(claims_plan.OutcomePlan, "outcome", ("name", "title")),
    Form(claims_plan.Price, "price", ("amount", "words")),
    Form(claims_plan.Documents, "documents", ("count",), "names"),
    Form(claims_plan.Length, "length", ("count", "unit")),
    Form(claims_plan.Recorded, "recorded", ("name", "title")),
    Form(claims_plan.Requirement, "requirement", ("recorded", "range")),
    Form(claims_plan.Sustained, "sustained", ("state", "length")),
    Form(claims_plan.After, "after", ("outcome",)),
    Form(claims_plan.Uplift, "uplift", ("share", "words")),
    Form(claims_plan.Limit, "limit", ("name", "text")),
    Form(claims_plan.CohortDates, "cohort", ("name", "title")),
    Form(claims_plan.Group, "group", ("name", "title")),
    Form(claims_plan.Category, "category", ("name", "title")),
)

_CAPITAL = (
    Form(capital_plan.CapitalPlan, "capital"),
    Form(capital_plan.Holder, "holder", ("party",)),
    Form(capital_plan.Drawdown, "drawdown", ("day",)),
    Form(capital_plan.RatePeriod, "rate-period", ("start", "end", "years")),
    Form(capital_plan.Coupon, "coupon", ("text",)),
    Form(capital_plan.Repayment, "repayment", ("day",)),
    Form(capital_plan.Protection, "protection", ("share", "day")),
    Form(capital_plan.ReturnCap, "return-cap", ("share", "text")),
    Form(capital_plan.Tie, "tie"),
    Form(capital_plan.Instrument, "instrument", ("name", "title")),
    Form(capital_plan.Available, "available", ("day",)),
    Form(capital_plan.Guarantee, "guarantee", ("name", "title")),
    Form(capital_plan.Charge, "charge", ("name", "title")),
    Form(capital_plan.WaterfallStep, "waterfall-step", ("kind", "text")),
    Form(capital_plan.Waterfall, "waterfall", ("name", "title")),
)

FORMS: dict[type, Form] = {form.kind: form for form in (*_EXPRESSIONS, *_PROGRAM, *_PLAN, *_CLAIMS, *_CAPITAL)}

RECORDS = (inspect.StructType, inspect.DataclassType)

# Fields that hold sentences: they are written in quotes even where one word would do without.
PROSE = frozenset({"title", "text", "words", "amount", "clause", "subject"})
# The four fields of an interval, written as one or two bounds in words.
BOUNDS = ("low", "low_closed", "high", "high_closed")
# Each word for a bound: the end it sets, and whether the bound belongs to the interval.
BOUND_WORDS = {
    "at-least": ("low", True),
    "above": ("low", False),
    "at-most": ("high", True),
    "below": ("high", False),
}


@cache
def fields_of(kind: type) -> dict[str, inspect.Field]:
    """The fields of a type that has a form, by name, in declared order."""
    return _all_fields()[kind]


@cache
def named_fields(kind: type) -> dict[str, inspect.Field]:
    """The fields of a type that are written with their names."""
    form = FORMS[kind]
    elsewhere = {*form.lead, form.rest, *(BOUNDS if form.bounds else ())}
    return {name: field for name, field in fields_of(kind).items() if name not in elsewhere}


def is_record(kind: inspect.Type) -> bool:
    """Say whether a field holds records of one type alone, or none."""
    return len([option for option in options_of(kind) if isinstance(option, RECORDS)]) == 1


def options_of(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    """What a field may hold: the members of a union, else the one type."""
    return kind.types if isinstance(kind, inspect.UnionType) else (kind,)


@cache
def _all_fields() -> dict[type, dict[str, inspect.Field]]:
    # Asked for all at once, because each description contains those of everything inside it.
    described = inspect.multi_type_info(list(FORMS))
    return {kind.cls: {field.name: field for field in kind.fields} for kind in described if isinstance(kind, RECORDS)}
