"""Why an example pays what it pays: the arithmetic that a reader can follow on paper."""

import pytest

import sibdsl

HEAD = """
contract example "Example contract" {
  currency GBP
  term 2027-04-01 to 2031-03-31
}
party city "Fund of the North and Fund of the South" is outcome_payer
party state "Nine councils" is co_payer
party provider "The provider" is service_provider
party evaluator "The evaluator" is evaluator, independent
"""
RATE = """
metric rate "Rate" {
  unit percent to 0.1%
  range from 0% to 100%
  better higher
  verified by evaluator
}
"""
BLEND = """
metric trial "Trial" {
  unit percent to 0.1%
  range from 0% to 100%
  verified by evaluator
}
parameter weight "Weight of the trial" 80%
metric blend "Blend" {
  unit percent
  better higher
  calculated as weight of trial plus 20% of rate
}
"""


def summary(body: str) -> str:
    compilation = sibdsl.compile(HEAD + body)
    assert compilation.ok, sibdsl.render(compilation.diagnostics)
    (artifact,) = sibdsl.generate(compilation, "summary")
    assert isinstance(artifact.text, str)
    return artifact.text


def lines(rate: str, amount: str) -> str:
    """The summary of a contract with straight lines, for one rate."""
    return summary(
        RATE
        + f"""
payment success from city to provider {{
  due once on 2030-06-30
  pays by rate, interpolated {{
    at 10%  GBP 100
    at 20%  GBP 300
    at 50%  GBP 400
    flat beyond
  }}
}}
scenario "one" {{
  given rate = {rate}
  expect success = {amount}
}}
"""
    )


@pytest.mark.parametrize(
    ("rate", "amount", "reason"),
    [
        ("10%", "GBP 100", "“Rate” (10%) is 10% or less, which gives GBP 100."),
        (
            "15%",
            "GBP 200",
            "“Rate” (15%) lies between 10% (GBP 100) and 20% (GBP 300): GBP 100 plus 5 / 10 of GBP 200 is GBP 200.",
        ),
        ("20%", "GBP 300", "“Rate” is exactly 20%, which gives GBP 300."),
        ("50%", "GBP 400", "“Rate” (50%) is 50% or more, which gives GBP 400."),
    ],
)
def test_a_straight_line_shows_where_the_value_lies(rate: str, amount: str, reason: str) -> None:
    assert reason in lines(rate, amount)


def test_rows_of_straight_lines_give_their_slope() -> None:
    text = lines("0%", "GBP 100")
    assert "| More than 10%, but less than 20% | GBP 100 plus GBP 20 for each percentage point above 10% |" in text
    assert (
        "| 20% or more, but less than 50% | GBP 300 plus (GBP 100 ÷ 30) for each percentage point above 20% |" in text
    )
    assert "straight line" not in text


def test_a_blend_shows_its_parts() -> None:
    text = summary(
        RATE
        + BLEND
        + """
payment success from city to provider {
  due once on 2030-06-30
  pays by blend {
    at least 10%  GBP 100 plus GBP 3 per percentage point above 10%
    otherwise     nothing
  }
}
scenario "both" {
  given trial = 40%
  given rate = 10%
  expect success = GBP 172
}
"""
    )
    assert (
        "“Blend” is 34%: (80% of 40%) plus (20% of 10%). “Blend” (34%) is 10% or more, which gives GBP 100 plus "
        "24 × GBP 3, that is, GBP 172." in text
    )


def test_payers_that_are_several_stand_apart_and_a_cap_on_another_payer_is_left_out() -> None:
    text = summary("""
payment first from city, state to provider {
  due once on 2030-06-30
  pays GBP 100
  shared by city 50%, state 50%
}
payment second from state to provider {
  due once on 2030-06-30
  pays GBP 100
}
cap north "Most from the funds" GBP 20 on all payments from city
scenario "both" {
  expect first = GBP 70
  expect second = GBP 100
}
""")
    assert "Fund of the North and Fund of the South; and Nine councils shall pay The provider GBP 100." in text
    assert text.count("The limit “Most from the funds” applies to this payment as well.") == 1
    assert (
        "The limit of GBP 20 over the whole contract on what is paid by Fund of the North and Fund of the South cuts "
        "GBP 50 to GBP 20." in text
    )


def test_all_that_is_determined_is_shown_and_what_waits_is_told_once() -> None:
    text = summary("""
payment fixed "Fixed" from city to provider {
  due once on 2028-06-30
  pays GBP 100
}
metric people "People" {
  unit people to 1
  measured annually
  verified by evaluator
}
payment yearly from city to provider {
  due annually
  pays GBP 5 per person for people
}
scenario "two years of four" {
  given people on 2028-03-31 = 3
  given people on 2029-03-31 = 4
  expect yearly on 2028-03-31 = GBP 15
  expect yearly on 2029-03-31 = GBP 20
}
""")
    assert "GBP 5 for each person in “People” (3 people) gives GBP 15." in text
    assert "| “Fixed” | 30 June 2028 | Fund of the North and Fund of the South | The provider | GBP 100 |" in text
    assert "The same payment has one later determination that cannot be made yet." in text
