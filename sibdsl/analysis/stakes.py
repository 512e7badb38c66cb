"""What is at stake for each party, before there is any evidence: section 9 of docs/reference/capital.md.

In: a program and its capital. Out: a row for each level of each quantity, and where each instrument breaks even.
Relies on ``levels`` and ``what_if``, on the cash flows of the runtime, and on ``returns``.
Guarantees: amounts are exact; rows come in the order of payments, then from the least that is achieved to the most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from sibdsl.analysis.breakeven import first_without_loss
from sibdsl.analysis.levels import Quantity, levels_of, paid_in_all, quantities
from sibdsl.analysis.outcomes import Outcome
from sibdsl.analysis.stakes_table import Breakeven, Stakes, StakesRow
from sibdsl.analysis.what_if import WhatIf
from sibdsl.interpreter.capital import cash_flows
from sibdsl.ir.program import Program
from sibdsl.runtime.capital_plan import OWED_KINDS, CapitalPlan
from sibdsl.runtime.capital_ready import ready_capital
from sibdsl.runtime.statement import Statement
from sibdsl.runtime.wording import quantity_text

_FARTHEST = 24
"""How often a level is doubled to find where an instrument breaks even: sixteen million times the last one."""


def stakes(program: Program, capital: CapitalPlan | None = None, facts: Mapping[str, Fraction] | None = None) -> Stakes:
    """Work out the table of stakes.

    ``capital`` is that of the program unless another is given; ``facts`` chooses values of facts and of parameters
    that have none.
    """
    staking = Staking(program, capital or program.capital or CapitalPlan(), facts)
    rows = tuple(staking.rows())
    return Stakes(staking.capital, staking.quantities, rows, tuple(staking.breakevens()), staking.assumed)


class Staking:
    """Works out one table. What a statement comes to is kept, because many levels pay the same."""

    def __init__(
        self, program: Program, capital: CapitalPlan, facts: Mapping[str, Fraction] | None = None
    ) -> None:  # fmt: skip
        self.capital = ready_capital(program.plan, capital).prepared
        self._program = program
        self._plan = program.plan
        self._sides = {item.name: frozenset(self.capital.groups[item.name].parties) for item in capital.instruments}
        self._known: dict[object, Outcome] = {}
        self._seen: dict[tuple[str, Fraction], Outcome] = {}
        self._rates = any(item.coupon is not None and item.coupon.metric for item in capital.instruments)
        if facts:
            self._asked = WhatIf(program, facts)
            self.quantities = tuple(quantities(self._asked))
        else:
            self._asked, self.quantities = levels_of(program)
        self.assumed = tuple(self._asked.assumed)

    def rows(self) -> Iterator[StakesRow]:
        """Give the rows of the table."""
        highest: dict[str, Fraction] = {}
        bounded = True
        for quantity in self.quantities:
            outcomes = [self._level(quantity, level) for level in quantity.levels]
            top = max(range(len(outcomes)), key=lambda place: (outcomes[place].paid, -place))
            has_best = not self._pays_more_beyond(quantity, outcomes[-1].outcome_payments)
            bounded &= has_best
            highest[quantity.name] = quantity.levels[top]
            yield from self._rows(quantity, outcomes, top if has_best else -1)
        if len(self.quantities) > 1:
            words = "everything at its best" if bounded else "everything at the highest level of the table"
            yield StakesRow(None, None, "all best", words, *self._at(highest).told)
        if not self.quantities:
            yield StakesRow(None, None, "", "in any case", *self._at({}).told)
        early = self._plan.termination
        if early is not None:
            words = f"the contract ends early on {early.first}"
            yield StakesRow(None, None, "early end", words, *self._at({}, early.first).told)

    def _rows(self, quantity: Quantity, outcomes: Sequence[Outcome], best: int) -> Iterator[StakesRow]:
        """Give a row for each level but those that are no threshold and come to what the level before comes to."""
        for place, outcome in enumerate(outcomes):
            level = quantity.levels[place]
            if place and level not in quantity.thresholds and place != best:
                before = outcomes[place - 1]
                if outcome is before or outcome.told == before.told:
                    continue
            mark = "none" if not place else "best" if place == best else ""
            words = quantity_text(level, quantity.unit, self._plan.digits)
            yield StakesRow(quantity.name, level, mark, words, *outcome.told)

    def _pays_more_beyond(self, quantity: Quantity, at_last: int) -> bool:
        """Say whether more is paid beyond the last level, so that no level is the best."""
        last = quantity.levels[-1]
        beyond = quantity.possible(last + (last - quantity.levels[0]))
        if beyond == last:
            return False
        return paid_in_all(self._asked.statement({quantity.name: beyond})) > at_last

    def _level(self, quantity: Quantity, level: Fraction) -> Outcome:
        key = (quantity.name, level)
        if key not in self._seen:
            self._seen[key] = self._at({quantity.name: level})
        return self._seen[key]

    def _at(self, values: Mapping[str, Fraction], termination: date | None = None) -> Outcome:
        statement = self._asked.statement(values, termination)
        key = None if self._rates else _pays(statement)
        known = self._known.get(key) if key is not None else None
        if known is None:
            known = Outcome(cash_flows(self._program, statement, self.capital.capital), self._sides)
            if key is not None:
                self._known[key] = known
        return known

    # ------------------------------------------------------------ breakeven

    def breakevens(self) -> Iterator[Breakeven]:
        """Say for each quantity that an instrument depends on at which level it breaks even."""
        for quantity in self.quantities:
            levels = list(quantity.levels)
            owed = [item.name for item in self.capital.capital.instruments if item.kind in OWED_KINDS]
            levels += self._beyond(quantity, owed)
            outcomes = [self._level(quantity, level) for level in levels]
            for instrument in owed:
                gains = [outcome.gain(instrument) for outcome in outcomes]
                known = [gain for gain in gains if gain is not None]
                if len(known) == len(gains) and len(set(known)) > 1:
                    yield self._breakeven(quantity, instrument, levels, known)

    def _beyond(self, quantity: Quantity, owed: Sequence[str]) -> Iterator[Fraction]:
        """Give higher and higher levels behind the last, while more is paid there and an instrument is at a loss."""
        last, distance = quantity.levels[-1], quantity.levels[-1] - quantity.levels[0]
        outcome = self._level(quantity, last)
        for _ in range(_FARTHEST):
            if all((outcome.gain(name) or 0) >= 0 for name in owed):
                return
            level = quantity.possible(last + distance)
            farther = self._level(quantity, level)
            if level == last or farther.outcome_payments <= outcome.outcome_payments:
                return
            yield level
            last, distance, outcome = level, distance * 2, farther

    def _breakeven(
        self, quantity: Quantity, instrument: str, levels: Sequence[Fraction], gains: Sequence[int]
    ) -> Breakeven:  # fmt: skip
        """Find the first level without a loss, then the lowest between it and the one before."""
        title = self.capital.titles[instrument]
        first = next((place for place, gain in enumerate(gains) if gain >= 0), None)
        if first is None:
            return Breakeven(instrument, quantity.name, None, f"{title} does not break even at any level")
        level = levels[first]
        if first:
            before = levels[first - 1]
            level = self._between(quantity, instrument, (before, gains[first - 1]), (level, gains[first]))
        words = quantity_text(level, quantity.unit, self._plan.digits)
        return Breakeven(instrument, quantity.name, level, f"{title} breaks even at {words}")

    def _between(
        self, quantity: Quantity, instrument: str, low: tuple[Fraction, int], high: tuple[Fraction, int]
    ) -> Fraction:
        """Find the lowest level without a loss between a level with one and a level without."""
        step = -quantity.step if quantity.falling else quantity.step

        def gain(place: int) -> int:
            return self._level(quantity, low[0] + place * step).gain(instrument) or 0

        steps = int((high[0] - low[0]) // step)
        place = first_without_loss(gain, (0, low[1]), (steps, high[1]))
        return high[0] if place == steps else low[0] + place * step


def _pays(statement: Statement) -> object:
    """Tell statements apart by what they pay and when."""
    paid = tuple((line.case.due, line.case.amounts[line.payer_index]) for line in statement.lines)
    return (statement.ended, len(statement.pending), paid)
