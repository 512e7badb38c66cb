"""The table of stakes, on published contracts."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.analysis.breakeven import first_without_loss
from sibdsl.analysis.levels import quantities
from sibdsl.analysis.stakes import stakes
from sibdsl.analysis.stakes_table import InstrumentStake, PartyStake, Stakes, StakesRow
from sibdsl.analysis.what_if import WhatIf
from sibdsl.ir.chosen_values import is_counted, spread
from sibdsl.runtime.capital import cash_flows
from sibdsl.runtime.plan import MetricPlan, Range, Unit
from sibdsl.workspace.compilation import compile
from tests.strategies import capital_examples as capital
from tests.strategies.capital_examples import program_of


def at(table: Stakes, quantity: str, words: str) -> StakesRow:
    return next(row for row in table.rows if row.quantity == quantity and row.words == words)


def instrument(row: StakesRow, name: str) -> InstrumentStake:
    return next(item for item in row.instruments if item.instrument == name)


def party(row: StakesRow, name: str) -> PartyStake:
    return next(item for item in row.parties if item.party == name)


def dollars(minor: int) -> Fraction:
    return Fraction(minor, 100)


def test_able_by_row() -> None:
    table = stakes(program_of("nyc_able"), capital.nyc_able())
    words = ["0%", "8.5%", "10%", "11%", "12%", "12.5%", "13%", "16%", "20%"]
    assert [(row.words, row.mark) for row in table.rows][:9] == [
        (word, {"0%": "none", "20%": "best"}.get(word, "")) for word in words
    ]
    half = instrument(at(table, "reduction", "8.5%"), "loan")
    assert [dollars(minor) for minor in (half.lost, half.borne)] == [4_800_000, 1_200_000]
    assert half.guaranteed == (("guarantee", 360_000_000),)
    best = instrument(at(table, "reduction", "20%"), "loan")
    assert (best.multiple, dollars(best.received - best.put_in)) == (Fraction(122, 100), 2_112_000)
    assert [item.words for item in table.breakevens] == ["loan breaks even at 10%"]
    assert table.breakevens[0].level == Fraction(1, 10)


def test_able_at_termination() -> None:
    """The lender lost USD 1,200,000 of 7,200,000: the guarantee stood at USD 6,000,000."""
    table = stakes(program_of("nyc_able"), capital.nyc_able(stops=True))
    row = table.rows[-1]
    assert (row.mark, row.words) == ("early end", "the contract ends early on 2015-08-31")
    loan = instrument(row, "loan")
    assert [dollars(minor) for minor in (loan.put_in, loan.lost, loan.borne)] == [7_200_000, 7_200_000, 1_200_000]
    assert party(row, "backer").net == -600_000_000
    assert party(row, "lender").net == -120_000_000


def test_the_last_mile_breaks_even_at_16_000_hours_and_returns_at_most_an_eighth() -> None:
    table = stakes(program_of("last_mile"), capital.last_mile())
    best = instrument(at(table, "hours", "18,000 hours"), "note")
    assert (best.multiple, best.annual_return.rate is not None) == (Fraction(9, 8), True)
    assert [(item.instrument, item.level) for item in table.breakevens] == [("note", 16_000)]
    nothing = instrument(at(table, "hours", "0 hours"), "note")
    assert (nothing.multiple, nothing.annual_return.why) == (0, "nothing comes back")


def test_dc_water_in_both_directions() -> None:
    table = stakes(program_of("dc_water"), capital.dc_water())
    received = {row.words: party(row, "investors").net for row in table.rows}
    interest = 9 * 42_875_000
    assert received == {
        "0%": interest - 330_000_000,
        "18.6%": interest,
        "41.3%": interest,
        "41.4%": interest + 330_000_000,
    }
    rates = [instrument(row, "bond").annual_return.rate for row in table.rows]
    assert rates[1] == pytest.approx(0.0346, abs=5e-4)


def test_newpin_by_the_restoration_rate() -> None:
    """A table that reads a calculated metric has its levels; interest of every year follows from it."""
    table = stakes(program_of("newpin"), capital.newpin())
    rates = {row.words: instrument(row, "bond").annual_return.rate for row in table.rows if row.quantity}
    assert rates["60%"] == pytest.approx(0.075, abs=1e-3)
    assert rates["65%"] == pytest.approx(0.12, abs=1e-3)
    assert rates["70%"] == pytest.approx(0.15, abs=1e-3)
    none = instrument(table.rows[0], "bond")
    assert dollars(none.lost) == 3_500_000  # half of the principal is protected at maturity
    early = instrument(table.rows[-1], "bond")
    assert dollars(early.lost) == 1_750_000  # three quarters after four years


def test_chicago_pays_senior_lenders_side_by_side_and_the_subordinate_one_last() -> None:
    table = stakes(program_of("chicago_cpc"), capital.chicago())
    row = next(row for row in table.rows if row.quantity == "ready" and row.mark == "best")
    one, two, last = (instrument(row, name) for name in ("senior_one", "senior_two", "subordinate"))
    assert one.multiple is not None
    assert float(one.multiple) == pytest.approx(float(two.multiple or 0), abs=1e-6)
    assert last.received == 0
    levels = {item.instrument: item.level for item in table.breakevens if item.quantity == "special_education"}
    assert levels["senior_one"] == levels["senior_two"] == 1429  # 13,000,000 at 9,100
    assert levels["subordinate"] == 1858  # 16,900,000


def test_massachusetts_stack_from_the_bottom() -> None:
    table = stakes(program_of("massachusetts_roca"), capital.massachusetts())
    lost = {
        row.words: [dollars(instrument(row, name).lost) for name in ("senior", "junior_one", "junior_two", "deferred")]
        for row in table.rows
        if row.quantity == "decrease"
    }
    assert lost["5%"] == [9_000_000, 1_500_000, 1_500_000, 3_760_000]
    assert lost["25%"][0] < 9_000_000
    assert lost["25%"][1:] == [1_500_000, 1_500_000, 3_760_000]
    assert lost["40%"] == [0, 0, 0, 0]
    assert [row.mark for row in table.rows if row.quantity is None] == ["all best"]


def test_breakevens_are_the_first_levels_without_a_loss() -> None:
    for example, plan in (("massachusetts_roca", capital.massachusetts()), ("last_mile", capital.last_mile())):
        program = program_of(example)
        table = stakes(program, plan)
        step = {quantity.name: quantity.step for quantity in table.quantities}
        for item in table.breakevens:
            if item.level is None:
                continue
            for level, whole in ((item.level, True), (item.level - step[item.quantity], False)):
                statement = WhatIf(program).statement({item.quantity: level})
                result = cash_flows(program.plan, plan, statement)
                put_in = got = 0
                for flow in result.flows:
                    if flow.instrument == item.instrument:
                        put_in += flow.minor if flow.what == "drawdown" else 0
                        got += flow.minor if flow.what != "drawdown" else 0
                assert (got >= put_in) == whole, (item, level)


UNLIMITED = """contract homes "Homes" {
  currency GBP
  term 2027-04-01 to 2029-03-31
}
party city is outcome_payer
party provider is service_provider
party lender is investor
party university is evaluator, independent
metric kept {
  unit people to 1
  verified by university
}
finance first_loan is loan from lender to provider GBP 1,000,000
finance second_loan is loan from lender to provider GBP 500,000
finance third_loan is loan from lender to provider GBP 1 { at risk "shown as an example" }
payment success from city to provider {
  due once on 2029-03-31
  pays GBP 4,000 per person for kept
}
waterfall proceeds of provider {
  principal of first_loan
  principal of second_loan
  rest to provider
}
"""


def test_breakeven_is_looked_for_beyond_the_levels_where_nothing_limits_them(tmp_path: Path) -> None:
    contract = tmp_path / "contract.sib"
    contract.write_text(UNLIMITED, encoding="utf-8")
    table = stakes(compile(contract).program)
    assert max(row.level for row in table.rows if row.level) < 250
    assert [(item.instrument, item.level) for item in table.breakevens] == [("first_loan", 250), ("second_loan", 375)]


def test_a_rate_card_has_what_it_may_come_to() -> None:
    table = stakes(program_of("rough_sleeping_2017"))
    found = [(row.words, row.mark) for row in table.rows]
    assert found[0] == ("GBP 0", "none")
    assert {party(row, row.parties[0].party).pays for row in table.rows} != {0}


def test_facts_that_are_not_chosen_are_named() -> None:
    program = program_of("utah_preschool")
    assert stakes(program).assumed == (
        "Public cost of a year of special education for one child is taken to be USD 100 per child year",
    )
    assert stakes(program, facts={"unit_price": Fraction(2607)}).assumed == ()


def test_parties_add_up_to_nothing_in_every_row() -> None:
    for example, plan in (("nyc_able", capital.nyc_able()), ("chicago_cpc", capital.chicago())):
        for row in stakes(program_of(example), plan).rows:
            assert sum(item.net for item in row.parties) == 0


# ---------------------------------------------------------------- what if, and levels


def test_a_total_is_divided_evenly_on_the_grid() -> None:
    assert spread(Fraction(10), 4, Fraction(1)) == [3, 3, 2, 2]
    assert spread(Fraction(1), 4, Fraction(1, 2)) == [Fraction(1, 2), Fraction(1, 2), 0, 0]
    assert spread(Fraction(41, 10), 2, Fraction(1)) == [Fraction(21, 10), 2]
    assert spread(Fraction(1), 3, None) == [Fraction(1, 3)] * 3


@pytest.mark.parametrize(
    ("unit", "counted"),
    [
        (Unit("number", "hours"), True),
        (Unit("number", "events per 100 men"), False),
        (Unit("number", "points"), False),
        (Unit("percent", "percent"), False),
        (Unit("money", "GBP"), True),
        (Unit("money", "GBP per patient"), False),
    ],
)
def test_counts_add_up_and_rates_do_not(unit: Unit, counted: bool) -> None:
    assert is_counted(MetricPlan("m", "", unit, None, None, Range(), None, None, ())) is counted


def test_nothing_is_pending_in_a_what_if() -> None:
    for example in ("peterborough", "essex_mst", "utah_preschool", "rough_sleeping_2017", "kobe"):
        asked = WhatIf(program_of(example))
        statement = asked.statement({})
        assert not statement.pending, example
        assert all(line.due >= date(2000, 1, 1) for line in statement.lines)


def test_levels_are_those_of_the_tables_and_of_caps() -> None:
    found = {item.name: item for item in quantities(WhatIf(program_of("denver_sib")))}
    assert found["jail_reduction"].levels == (0, Fraction(1, 5), Fraction(3, 10), Fraction(13, 20))
    # 5,290,000 at 15.12 a day.
    assert found["housing_days"].levels == (0, 349_868)
    assert (found["housing_days"].total, found["jail_reduction"].total) == (True, False)


@given(st.integers(2, 10**6), st.integers(1, 10**6), st.integers(1, 50), st.integers(0, 10**6))
def test_the_search_finds_where_a_loss_ends(size: int, place: int, slope: int, jump: int) -> None:
    """On a line with a jump at some place, for any slope and jump."""
    place = min(place, size)

    def gain(at: int) -> int:
        return (at - place) * slope - 1 if at < place else jump

    looks = []

    def looked(at: int) -> int:
        looks.append(at)
        return gain(at)

    assert first_without_loss(looked, (0, gain(0)), (size, gain(size))) == place
    assert len(looks) <= 5 * size.bit_length()


def test_a_payment_that_nothing_is_measured_for_is_at_stake_in_any_case() -> None:
    contract = compile(
        "contract c {\n  currency GBP\n  term 2027-04-01 to 2029-03-31\n}\n"
        "party council is outcome_payer\nparty provider is service_provider\n"
        "payment setup from council to provider {\n  due once on 2027-06-30\n  pays GBP 50,000\n}\n"
    )
    [row] = stakes(contract.program).rows
    assert (row.words, [(item.party, item.net) for item in row.parties]) == (
        "in any case",
        [("council", -5_000_000), ("provider", 5_000_000)],
    )


def test_less_is_better_whatever_the_metric_is_called() -> None:
    text = (
        "contract c {\n  currency GBP\n  term 2027-04-01 to 2029-03-31\n}\n"
        "party council is outcome_payer\nparty provider is service_provider\nparty examiner is evaluator\n"
        'metric days "Days in custody" {\n  unit days to 1\n  better lower\n  verified by examiner\n}\n'
        "payment success from council to provider {\n  due once on 2027-06-30\n"
        "  pays by days {\n    at most 10 days  GBP 50,000\n    otherwise  nothing\n  }\n}\n"
    )
    for contract in (compile(text), compile(text.replace(' "Days in custody"', ""))):
        rows = stakes(contract.program).rows
        assert [(row.words, row.mark, row.parties[1].net) for row in rows if row.parties] == [
            ("10 days", "best", 5_000_000)
        ]
        assert [row.words for row in rows] == ["11 days", "10 days"]


def test_a_total_reaches_a_threshold_when_each_of_its_parts_does() -> None:
    contract = compile(
        "contract c {\n  currency GBP\n  term 2027-04-01 to 2030-03-31\n}\n"
        "party council is outcome_payer\nparty provider is service_provider\nparty examiner is evaluator\n"
        "metric started {\n  unit people to 1\n  measured annually\n  better higher\n  verified by examiner\n}\n"
        "payment success from council to provider {\n  due annually\n"
        "  pays by started {\n    at least 100 people  GBP 50,000\n    otherwise  nothing\n  }\n}\n"
    )
    rows = {row.words: [party.net for party in row.parties] for row in stakes(contract.program).rows}
    assert rows == {"0 people": [], "300 people": [-15_000_000, 15_000_000]}
