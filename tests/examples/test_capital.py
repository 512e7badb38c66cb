"""What is published about the capital of the examples comes out: losses, returns, and who ranks first.

Days and amounts that nobody published are marked in the contracts. Where what is published counts them differently
than the contract does, the test says how.
"""

from fractions import Fraction
from pathlib import Path

import pytest

import sibdsl
from sibdsl.analysis.returns import annual_return, multiple
from sibdsl.runtime.capital import cash_flows
from sibdsl.runtime.capital_result import CapitalResult, Position
from tests.examples.vectors import EXAMPLES

CENTS = 100


def text_of(name: str) -> str:
    return (EXAMPLES / name / "contract.sib").read_text(encoding="utf-8")


def flows(text: str, evidence: Path) -> CapitalResult:
    compilation = sibdsl.compile(text, filename="contract.sib")
    assert compilation.ok, sibdsl.render(compilation.diagnostics)
    program = compilation.program
    assert program.capital is not None
    return cash_flows(program.plan, program.capital, sibdsl.settle(compilation, evidence))


def of_example(name: str, evidence: str) -> CapitalResult:
    return flows(text_of(name), EXAMPLES / name / "evidence" / evidence)


def written(directory: Path, *rows: str) -> Path:
    (directory / "observations.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return directory


def position(result: CapitalResult, name: str) -> Position:
    return next(found for found in result.positions if found.instrument == name)


def minor(amount: str) -> int:
    return int(Fraction(amount.replace(",", "")) * CENTS)


def return_to(result: CapitalResult, party: str) -> float | None:
    amounts = [(flow.day, flow.minor) for flow in result.flows if flow.payee == party]
    amounts += [(flow.day, -flow.minor) for flow in result.flows if flow.payer == party]
    return annual_return(amounts).rate


# ---------------------------------------------------------------- ABLE, New York

ABLE_RETURNS = [("10%", "0.0"), ("11%", "1.2"), ("12%", "1.5"), ("13%", "1.9"), ("16%", "3.3"), ("20%", "5.1")]


@pytest.mark.parametrize(("reduction", "published"), ABLE_RETURNS)
def test_the_published_returns_of_able_count_the_whole_loan_for_four_years(
    reduction: str, published: str, tmp_path: Path
) -> None:
    text = (EXAMPLES / "nyc_able" / "published_returns.sib").read_text(encoding="utf-8")
    evidence = written(tmp_path, "metric,value,verified_by", f"reduction,{reduction},vera")
    rate = return_to(flows(text, evidence), "lender")
    assert rate is not None
    assert f"{rate:.1%}" == f"{published}%"


def test_the_lender_of_able_lost_1_200_000_when_it_stopped() -> None:
    loan = position(of_example("nyc_able", "ended_early"), "loan")
    assert loan.drawn == loan.lost == minor("7,200,000")
    assert loan.guaranteed == (("guarantee", minor("6,000,000")),)
    assert loan.borne == minor("1,200,000")


# ---------------------------------------------------------------- Denver


def test_the_investors_of_denver_received_1_038_911_36_more_than_they_put_in() -> None:
    result = of_example("denver_sib", "final")
    capital = position(result, "capital")
    assert (capital.drawn, capital.repaid) == (minor("8,600,000"), minor("8,600,000"))
    assert capital.return_paid == minor("1,038,911.36")


# ---------------------------------------------------------------- The Last Mile


@pytest.mark.parametrize(
    ("hours", "repaid", "more"),
    [("15,999", "799,950", "0"), ("16,000", "800,000", "0"), ("18,000", "800,000", "100,000"),
     ("20,000", "800,000", "100,000")],
)  # fmt: skip
def test_investors_of_the_last_mile_break_even_at_16_000_hours(
    hours: str, repaid: str, more: str, tmp_path: Path
) -> None:
    rows = [f"hours,{year}-12-31,{amount},checker" for year, amount in ((2018, f'"{hours}"'), (2019, 0), (2020, 0))]
    result = flows(text_of("last_mile"), written(tmp_path, "metric,period_end,value,verified_by", *rows))
    note = position(result, "note")
    assert (note.repaid, note.return_paid) == (minor(repaid), minor(more))
    assert note.lost == minor("800,000") - note.repaid


def test_investors_of_the_last_mile_return_at_most_one_eighth(tmp_path: Path) -> None:
    rows = [f"hours,{year}-12-31,10000,checker" for year in (2018, 2019, 2020)]
    result = flows(text_of("last_mile"), written(tmp_path, "metric,period_end,value,verified_by", *rows))
    note = position(result, "note")
    assert multiple(note.repaid + note.return_paid, note.drawn) == Fraction(9, 8)


# ---------------------------------------------------------------- DC Water


@pytest.mark.parametrize(
    ("evidence", "contingent"),
    [("upper_tier", "3,300,000"), ("upper_end_of_the_middle", "0"), ("lower_end_of_the_middle", "0"),
     ("lower_tier", "-3,300,000")],
)  # fmt: skip
def test_the_bond_of_dc_water_pays_more_or_less_by_one_tier(evidence: str, contingent: str) -> None:
    bond = position(of_example("dc_water", evidence), "bond")
    assert (bond.repaid, bond.lost) == (minor("25,000,000"), 0)
    assert bond.return_paid == minor(contingent)


def test_a_year_of_interest_on_the_bond_of_dc_water_is_857_500() -> None:
    result = of_example("dc_water", "realised")
    interest = {flow.day.isoformat(): flow.minor for flow in result.flows if flow.what == "interest"}
    assert interest["2017-10-01"] + interest["2018-04-01"] == minor("857,500")


# ---------------------------------------------------------------- Newpin

NEWPIN_RATES = [("rate_60", "525,000"), ("rate_65", "840,000"), ("rate_70", "1,050,000"), ("rate_80", "1,050,000")]


@pytest.mark.parametrize(("evidence", "interest"), NEWPIN_RATES)
def test_the_interest_of_newpin_follows_the_restoration_rate(evidence: str, interest: str) -> None:
    assert position(of_example("newpin", evidence), "bond").interest_paid == minor(interest)


def test_the_interest_of_newpin_rises_in_a_straight_line_between_the_bands(tmp_path: Path) -> None:
    rows = ("restored,2014-06-30,125,deloitte", "unrestored,2014-06-30,75,deloitte")
    result = flows(text_of("newpin"), written(tmp_path, "metric,period_end,value,verified_by", *rows))
    assert position(result, "bond").interest_paid == minor("682,500")  # 62.5% is 9.75%


@pytest.mark.parametrize(
    ("restored", "repaid", "interest"),
    # The minimum of 5% holds for three years; 100% comes back above 55%, and 50% at least.
    [(40, "3,500,000", "1,050,000"), (56, "7,000,000", "2,142,000")],
)
def test_half_of_the_principal_of_newpin_is_protected_at_maturity(
    restored: int, repaid: str, interest: str, tmp_path: Path
) -> None:
    years = range(2014, 2021)
    rows = [f"restored,{year}-06-30,{restored},deloitte" for year in years]
    rows += [f"unrestored,{year}-06-30,{100 - restored},deloitte" for year in years]
    result = flows(text_of("newpin"), written(tmp_path, "metric,period_end,value,verified_by", *rows))
    bond = position(result, "bond")
    assert (bond.repaid, bond.interest_paid) == (minor(repaid), minor(interest))
    assert bond.lost == minor("7,000,000") - bond.repaid


def test_three_quarters_of_the_principal_of_newpin_are_protected_after_four_years(tmp_path: Path) -> None:
    rows = [f"restored,{year}-06-30,10,deloitte" for year in range(2014, 2018)]
    rows += [f"unrestored,{year}-06-30,90,deloitte" for year in range(2014, 2018)]
    written(tmp_path, "metric,period_end,value,verified_by", *rows)
    (tmp_path / "events.csv").write_text("event,date,reference\ntermination,2017-06-30,made up\n", encoding="utf-8")
    # Without the payment of the State, what is protected comes from the trust itself.
    alone = text_of("newpin").replace("pays 75% of principal", "pays AUD 1 plus 0% of principal")
    for text in (text_of("newpin"), alone):
        bond = position(flows(text, tmp_path), "bond")
        assert (bond.repaid, bond.lost) == (minor("5,250,000"), minor("1,750,000"))


# ---------------------------------------------------------------- stacks


def test_the_lenders_of_chicago_put_in_16_900_000_and_rank_by_seniority(tmp_path: Path) -> None:
    rows = [f"special_education,{year}-06-30,,0,sri" for year in range(2015, 2032)]
    rows += [f"{metric},,cohort_{cohort},0,sri" for metric in ("ready", "readers") for cohort in (1, 2, 3, 4)]
    rows[0] = "special_education,2015-06-30,,1500,sri"  # USD 13,650,000
    result = flows(text_of("chicago_cpc"), written(tmp_path, "metric,period_end,cohort,value,verified_by", *rows))
    found = {item.instrument: (item.drawn, item.repaid) for item in result.positions}
    assert sum(drawn for drawn, _ in found.values()) == minor("16,900,000")
    assert found["senior_one"] == (minor("7,500,000"), minor("7,500,000"))
    assert found["senior_two"] == (minor("5,500,000"), minor("5,500,000"))
    assert found["subordinate"] == (minor("3,900,000"), minor("650,000"))


def test_two_senior_lenders_of_chicago_share_what_is_short(tmp_path: Path) -> None:
    rows = [f"special_education,{year}-06-30,,0,sri" for year in range(2015, 2032)]
    rows += [f"{metric},,cohort_{cohort},0,sri" for metric in ("ready", "readers") for cohort in (1, 2, 3, 4)]
    rows[0] = "special_education,2015-06-30,,100,sri"  # USD 910,000
    result = flows(text_of("chicago_cpc"), written(tmp_path, "metric,period_end,cohort,value,verified_by", *rows))
    assert position(result, "senior_one").repaid == minor("525,000")  # 7.5 of 13
    assert position(result, "senior_two").repaid == minor("385,000")
    assert position(result, "subordinate").lost == minor("3,900,000")


MASSACHUSETTS = ["trial_estimate,{rate},sibalytics", "difference_estimate,{rate},sibalytics",
                 "engaged_quarters,0,consulting", "employed_quarters,0,consulting"]  # fmt: skip


def stack_of_massachusetts(rate: str, directory: Path) -> CapitalResult:
    rows = [row.format(rate=rate) for row in MASSACHUSETTS]
    return flows(text_of("massachusetts_roca"), written(directory, "metric,value,verified_by", *rows))


def test_the_capital_of_massachusetts_is_21_760_000(tmp_path: Path) -> None:
    result = stack_of_massachusetts("5%", tmp_path)
    drawn = {found.instrument: found.drawn for found in result.positions}
    assert sum(drawn.values()) - drawn["federal"] == minor("21,760,000")


def test_the_senior_loan_of_massachusetts_comes_before_the_junior_loans_and_deferred_fees(tmp_path: Path) -> None:
    # At 22.5% USD 9,500,000 is paid: the senior loan has USD 3,374,383.56 of interest and USD 6,125,616.44 back.
    result = stack_of_massachusetts("22.5%", tmp_path)
    assert position(result, "senior").interest_paid + position(result, "senior").repaid == minor("9,500,000")
    assert position(result, "junior_one").repaid == position(result, "junior_two").repaid == 0
    result = stack_of_massachusetts("40%", tmp_path)
    for name in ("senior", "junior_one", "junior_two", "deferred"):
        assert position(result, name).lost == 0
