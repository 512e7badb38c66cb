"""Comparing a statement with what a vector expects of it.

In: the plain data of a statement, from the interpreter or from generated code, and a vector.
Out: nothing, or an AssertionError that names the first difference.
Guarantees: amounts and metrics are compared as exact numbers, never as floats.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tests.examples.vectors import Calculated, Claimed, Paid, Total, Unpaid, Vector, number


def assert_meets(data: dict[str, Any], vector: Vector) -> None:
    """Check everything that a vector expects of a statement."""
    assert [found for found in data["findings"] if found["severity"] == "error"] == []
    for paid in vector.payment:
        assert _paid(data, paid) == number(paid.amount), f"{paid}"
        assert paid.amount.startswith(data["currency"])
    for calculated in vector.metric:
        assert _calculated(data, calculated) == number(calculated.value), f"{calculated}"
    for kind, expected in (("pending", vector.pending), ("lapsed", vector.lapsed)):
        for unpaid in expected:
            assert any(_is_about(entry, unpaid) for entry in data[kind]), f"{kind}: {unpaid}"
    for total in vector.total:
        assert _total(data, total) == number(total.amount), f"{total}"
    if "claims" in data:
        assert_claims_meet(data, vector)


def assert_claims_meet(data: dict[str, Any], vector: Vector) -> None:
    """Check what became of claims: every row is accounted for, and the outcomes come to what they should."""
    counts, totals = data["claims"], list(_totals_of_claims(data))
    kinds = ("paid_in_full", "cut", "recovered", "rejected", "pending")
    assert sum(counts[kind] for kind in kinds) == counts["read"]
    assert counts["rejected"] == counts["pending"] == 0
    assert sum(total["claims"] for total in totals) == counts["read"]
    if vector.asked is not None:
        assert sum(Fraction(total["asked"]) for total in totals) == number(vector.asked)
    if vector.outcome:
        assert {total["outcome"] for total in totals} == {claimed.name for claimed in vector.outcome}
    for claimed in vector.outcome:
        _assert_outcome_meets([total for total in totals if total["outcome"] == claimed.name], claimed)


def _assert_outcome_meets(totals: list[dict[str, Any]], claimed: Claimed) -> None:
    assert claimed.claims in (None, sum(total["claims"] for total in totals)), f"{claimed}"
    for kind in ("asked", "paid"):
        expected = getattr(claimed, kind)
        assert expected is None or sum(Fraction(total[kind]) for total in totals) == number(expected), f"{claimed}"


def _totals_of_claims(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What claims came to by determination and outcome, once each although every payer's line has it."""
    seen = set()
    for line in data["payments"]:
        for total in line.get("claims", ()):
            determination = line["determination"]
            key = (line["payment"], determination["date"], determination["cohort"], total["outcome"], total["cohort"])
            if key not in seen:
                seen.add(key)
                yield total


def _paid(data: dict[str, Any], paid: Paid) -> Fraction | None:
    """What the payer pays, or all payers together; None where no line is about it."""
    lines = [line for line in data["payments"] if _is_about(line, paid) and paid.payer in (None, line["payer"])]
    return sum((Fraction(line["amount"]) for line in lines), Fraction(0)) if lines else None


def _calculated(data: dict[str, Any], wanted: Calculated) -> Fraction | None:
    for line in data["payments"]:
        if not _is_about(line, wanted):
            continue
        for step in line["derivation"]:
            if step["kind"] == "calculation" and step["name"] == wanted.metric:
                value = Fraction(step["value"])
                return value if wanted.rounded_to is None else _rounded(value, number(wanted.rounded_to))
    return None


def _rounded(value: Fraction, step: Fraction) -> Fraction:
    """The nearest multiple of a step, upwards from the middle."""
    return (value / step + Fraction(1, 2)).__floor__() * step


def _total(data: dict[str, Any], total: Total) -> Fraction:
    found = [entry for entry in data["totals"] if entry["payer"] == total.payer]
    return sum((Fraction(entry["amount"]) for entry in found), Fraction(0))


def _is_about(entry: dict[str, Any], wanted: Paid | Calculated | Unpaid) -> bool:
    determination = entry["determination"]
    return (
        entry["payment"] == wanted.payment
        and wanted.date in (None, determination["date"])
        and wanted.cohort in (None, determination["cohort"])
    )
