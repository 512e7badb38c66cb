"""What holds for the cash flows of every contract, whatever its capital, from the flows alone."""

from collections import defaultdict
from fractions import Fraction

from hypothesis import event, given

from sibdsl.runtime.capital import cash_flows
from sibdsl.runtime.capital_flow import Flow
from sibdsl.runtime.capital_result import CapitalResult
from tests.properties.effort import examples
from tests.strategies.capital_plans import Deal, deals

MANY = examples(40, 600)


def run(deal: Deal) -> CapitalResult:
    statement = deal.statement()
    return cash_flows(statement.prepared.plan, deal.capital, statement)


def distributions(result: CapitalResult) -> dict[tuple[str, object], list[Flow]]:
    """The flows of each waterfall by day, in order."""
    found: dict[tuple[str, object], list[Flow]] = defaultdict(list)
    for flow in result.flows:
        if flow.paid_from is not None:
            found[(flow.paid_from, flow.day)].append(flow)
    return found


@MANY
@given(deals())
def test_money_is_conserved_on_every_day(deal: Deal) -> None:
    """Accounts never go below zero, flow by flow; parties add up to nothing; nothing is paid to nobody."""
    result = run(deal)
    balances: dict[str, int] = defaultdict(int)
    shown = {(row.waterfall, row.day): row for row in result.accounts}
    for place, flow in enumerate(result.flows):
        if flow.paid_into:
            balances[flow.paid_into] += flow.minor
        if flow.paid_from:
            balances[flow.paid_from] -= flow.minor
            assert balances[flow.paid_from] >= 0
        last_of_day = place + 1 == len(result.flows) or result.flows[place + 1].day != flow.day
        if last_of_day:
            for name, balance in balances.items():
                if (name, flow.day) in shown:
                    assert shown[(name, flow.day)].balance == balance
    assert sum(received - paid for paid, received in result.parties().values()) == 0
    event(f"{len(deal.capital.waterfalls)} waterfalls")


@MANY
@given(deals())
def test_accounts_are_empty_in_the_end(deal: Deal) -> None:
    """All that waterfalls receive is distributed: reserves are released, and the rest has somebody who gets it."""
    result = run(deal)
    balances: dict[str, int] = {}
    for row in result.accounts:
        balances[row.waterfall] = row.balance
        if (row.waterfall, row.day) in distributions(result):
            assert row.balance == sum(minor for _, minor in row.reserves)
    assert not any(balances.values())
    received = sum(flow.minor for flow in result.flows if flow.paid_into)
    assert received == sum(flow.minor for flow in result.flows if flow.paid_from)
    assert all(item.repaid + item.lost == item.drawn for item in result.positions)


@MANY
@given(deals())
def test_a_junior_step_gets_nothing_while_a_senior_one_is_short(deal: Deal) -> None:
    """Where no instrument is tied, no step after one that was short is paid in the same distribution."""
    result = run(deal)
    tied = {item.name for item in deal.capital.instruments if item.tied}
    for (waterfall, _), flows in distributions(result).items():
        steps = result.prepared.waterfalls[waterfall].steps
        if any(name in tied for step in steps for name in step.instruments):
            continue
        short = [flow.step for flow in flows if flow.minor < flow.asked and steps[flow.step or 0].kind != "pay"]
        if short:
            event("a step is short")
            assert max(flow.step or 0 for flow in flows) == min(step or 0 for step in short)


@MANY
@given(deals())
def test_return_caps_hold(deal: Deal) -> None:
    result = run(deal)
    for position in result.positions:
        cap = result.prepared.instruments[position.instrument].return_cap
        if cap is None:
            continue
        event(f"cap a year: {cap.a_year}")
        most = position.drawn * cap.share
        if cap.a_year and position.ended_on:
            days = (position.ended_on - result.prepared.instruments[position.instrument].drawn[0].day).days
            # No day count finds more than this: months of 30 days make two days of one, at each change of principal.
            most = most * (days + 100) / 360
        assert position.interest_paid + position.return_paid <= most


@MANY
@given(deals())
def test_guarantees_pay_no_more_than_is_lost_or_available(deal: Deal) -> None:
    result = run(deal)
    most = {
        item.name: max((entry.amount for entry in item.available), default=item.amount)
        for item in deal.capital.guarantees
    }
    for guarantee in result.guarantees:
        recycled = result.prepared.guarantees[guarantee.guarantee].recycled
        left = guarantee.drawn - (guarantee.reimbursed if recycled else 0)
        assert Fraction(left, 100) <= most[guarantee.guarantee]
        event(f"drawn: {guarantee.drawn > 0}")
    for position in result.positions:
        assert 0 <= position.borne <= position.lost <= position.drawn


@MANY
@given(deals())
def test_every_flow_is_told_and_none_but_payments_follow_an_early_end(deal: Deal) -> None:
    result = run(deal)
    for flow in result.flows:
        assert flow.minor > 0
        assert str(flow.day) in flow.words
        if flow.what in ("drawdown", "charge") and deal.stopped:
            assert str(flow.day) <= deal.stopped
    assert result.to_json() == run(deal).to_json()
