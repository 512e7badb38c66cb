"""What amounts are measured in, and what values they can take."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sibdsl.semantics.conditions import described
from sibdsl.values import units
from tests.unit.semantics.contracts import checked, codes


@pytest.mark.parametrize(
    ("expression", "unit", "values"),
    [
        # A number of something, and what products and quotients of such numbers are.
        ("5 hours", "hours", "exactly 5 hours"),
        ("2 weeks", "weeks", "exactly 2 weeks"),
        ("hours times 2", "hours", "at least 0 hours"),
        ("price for hours", "GBP", "at least GBP 0"),
        ("price times hours", "GBP", "at least GBP 0"),
        ("GBP 70 per week for weeks_in_work", "GBP", "at least GBP 0"),
        ("saved divided by 10 hours", "GBP per hour", "any value"),
        # Shares of things stay that thing; shares of shares stay shares.
        ("80% of saved", "GBP", "any value"),
        ("80% of share plus 20% of share", "percent", "from 0% to 100%"),
        ("saved less 20%", "GBP", "any value"),
        ("hours net of deadweight 25%", "hours", "at least 0 hours"),
        # A difference of percentages is counted in points, and points move percentages.
        ("share minus share", "percentage points", "from -100 percentage points to 100 percentage points"),
        ("share plus 5 percentage points", "percent", "from 5% to 105%"),
        ("GBP 1,000 per percentage point for gap", "GBP", "any value"),
        # Changes against a comparison.
        ("reduction from events to later_events", "percent", "at most 100%"),
        ("increase from events to later_events", "percent", "at least -100%"),
        (
            "point reduction from share to share",
            "percentage points",
            "from -100 percentage points to 100 percentage points",
        ),
        # Limits narrow what is possible.
        ("saved, not below nothing", "GBP", "at least GBP 0"),
        ("saved, not below GBP 10, not above GBP 20", "GBP", "from GBP 10 to GBP 20"),
        ("lower of (hours, 100 hours)", "hours", "from 0 hours to 100 hours"),
        ("higher of (hours, 100 hours)", "hours", "at least 100 hours"),
        ("secret times 3", "GBP per placement", "at least 0 GBP per placement"),
        ("-share", "percent", "from -100% to 0%"),
    ],
)
def test_the_meaning_of_an_amount(expression: str, unit: str, values: str) -> None:
    result, found = checked(f"metric probe {{ unit {unit}\n calculated as {expression} }}\n")
    assert [one.message for one in found if one.severity == "error" and one.code != "SIB211"] == []
    meaning = result.known.metrics["probe"]
    assert meaning.unit is not None
    assert units.describe(meaning.unit) == unit
    assert described(meaning.interval, meaning) == values


@pytest.mark.parametrize(
    ("expression", "unit", "code"),
    [
        ("share", "percentage points", "SIB303"),
        ("gap", "percent", "SIB304"),
        ("saved plus USD 5", "GBP", "SIB302"),
        ("hours plus share", "hours", "SIB301"),
        ("share plus 5", "percent", "SIB305"),
        ("price for share", "GBP", "SIB306"),
        ("hours of saved", "GBP", "SIB307"),
        ("share less 5%", "percent", "SIB308"),
        ("saved divided by hours", "GBP per hour", "SIB309"),
        ("reduction from later_events to events", "percent", "SIB309"),
        ("council", "GBP", "SIB202"),
        ("huors", "hours", "SIB201"),
        ("hours so far", "hours", "SIB313"),
        ("sample of by_quarter", "people", "SIB314"),
        ("XQX 5", "GBP", "SIB316"),
    ],
)
def test_a_mistake_in_an_amount_gives_one_message(expression: str, unit: str, code: str) -> None:
    assert codes(f"metric probe {{ unit {unit}\n calculated as {expression} }}\n") == [code]


def test_metrics_that_are_calculated_from_each_other_are_reported_once() -> None:
    circle = "metric a { unit hours\n calculated as b }\nmetric b { unit hours\n calculated as a }\n"
    assert codes(circle) == ["SIB315"]


def chain(length: int, operation: str) -> str:
    """Metrics that are each calculated from the next, the last from what is reported."""
    links = [f"metric m{n} {{ unit hours\n calculated as m{n + 1} {operation} }}" for n in range(length)]
    return "\n".join(links) + f"\nmetric m{length} {{ unit hours\n calculated as hours }}\n"


@pytest.mark.parametrize("operation", ["plus 1 hour", "times 1", "less 1%"])
def test_a_chain_of_fifty_calculated_metrics_is_no_problem(operation: str) -> None:
    result, found = checked(chain(50, operation))
    assert "SIB321" not in [one.code for one in found]
    assert result.known.metrics["m0"].interval.low == (50 if operation == "plus 1 hour" else 0)


@pytest.mark.parametrize("operation", ["plus 1 hour", "times 1", "plus 1 hour minus 1 hour"])
def test_a_chain_of_a_thousand_is_one_message(operation: str) -> None:
    assert codes(chain(1000, operation)) == ["SIB321"]


def test_squares_of_squares_are_one_message() -> None:
    links = [f"metric m{n + 1} {{ unit number\n calculated as m{n} times m{n} }}" for n in range(100)]
    assert codes("\n".join(["parameter m0 999", *links]) + "\n") == ["SIB321"]


def test_rounding_widens_to_the_multiples_of_the_precision() -> None:
    result, _ = checked("metric probe { unit percent to 10% rounded half up\n calculated as 57% of share }\n")
    meaning = result.known.metrics["probe"]
    assert (meaning.interval.low, meaning.interval.high) == (0, Fraction(6, 10))
    assert meaning.step == Fraction(1, 10)
