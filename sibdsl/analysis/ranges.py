"""The range of an amount at one determination: every value it can have, whatever the evidence.

In: an expression of the IR, and the moment. Out: an exact interval.
Relies on metrics and facts being on their grid and inside their range.
Guarantees: sound. Tight for a table on one metric: each row is looked at on the part of its range that
can be reached, straight lines at their ends.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.analysis.conditions import Conditions, Truth
from sibdsl.analysis.grids import Grids
from sibdsl.analysis.marginal import bracket_range, stage_range
from sibdsl.analysis.moments import NOTHING, Moment
from sibdsl.ir import expressions as ir
from sibdsl.ir.card_bounds import CardBounds
from sibdsl.ir.chosen_values import reportable
from sibdsl.ir.program import Program
from sibdsl.runtime.determinations import Prepared, observations_read
from sibdsl.runtime.due_dates import days_elapsed, months_elapsed
from sibdsl.runtime.exact import round_to
from sibdsl.values import interval as ranges
from sibdsl.values.coverage import on_grid
from sibdsl.values.interval import EMPTY, EVERYTHING, Interval, between, hull, intersect, is_empty, point

_ONE = point(Fraction(1))


class Ranges:
    """The ranges of a program's expressions."""

    def __init__(self, program: Program, prepared: Prepared) -> None:
        self.grids = Grids(program)
        self.cards = CardBounds(program)
        self._prepared = prepared
        self._calculations = {calculation.name: calculation.value for calculation in program.calculations}
        self._thresholds = {threshold.name: threshold.condition for threshold in program.thresholds}
        self._reported = {metric.name: reportable(metric.range, metric.step) for metric in program.plan.metrics}
        self._reported.update((fact.name, reportable(fact.range, fact.step)) for fact in program.plan.facts)

    def conditions(self, moment: Moment) -> Conditions:
        """Give the truth of conditions at a moment."""
        return Conditions(
            self._thresholds,
            lambda node: self.of(node, moment),
            lambda payment: moment.state.paid.get(payment, NOTHING),
        )

    def truth(self, condition: ir.Condition, moment: Moment) -> Truth:
        """Say whether a condition can hold and can fail at a moment."""
        return self.conditions(moment).truth(condition)

    def of(self, node: ir.Expression, moment: Moment) -> Interval:
        """Give the range of an expression."""
        found = self._of(node, moment)
        known = moment.assumed.get(node) if moment.assumed else None
        return found if known is None else intersect(found, known)

    def _of(self, node: ir.Expression, moment: Moment) -> Interval:
        match node:
            case ir.Number():
                return point(node.value)
            case ir.MetricValue():
                return self._metric(node, moment)
            case ir.CalculatedValue():
                return self._calculated(node.name, moment)
            case ir.FactValue():
                return self._fact(node, moment)
            case ir.CardAmount():
                most = self.cards.each(node.payment)
                return Interval(Fraction(0), True, most, most is not None)
            case ir.PaidSoFar():
                return moment.state.paid.get(node.payment, NOTHING)
            case ir.Elapsed():
                return self._elapsed(node.unit, moment)
            case ir.Subject():
                return moment.subjects[-1][0]
            case ir.Counted():
                return self._counted(node, moment)
        return self._operation(node, moment)

    def _operation(self, node: ir.Expression, moment: Moment) -> Interval:
        match node:
            case ir.Sum():
                total = NOTHING
                for term in node.terms:
                    total = ranges.add(total, self.of(term, moment))
                return total
            case ir.Difference():
                return ranges.subtract(self.of(node.left, moment), self.of(node.right, moment))
            case ir.Product():
                product = _ONE
                for factor in node.factors:
                    product = ranges.multiply(product, self.of(factor, moment))
                return product
            case ir.Quotient():
                return self._quotient(node, moment)
            case ir.Least() | ir.Greatest():
                choose = ranges.least if isinstance(node, ir.Least) else ranges.greatest
                chosen, *others = [self.of(item, moment) for item in node.items]
                for item in others:
                    chosen = choose(chosen, item)
                return chosen
            case ir.Rounded():
                return rounded(self.of(node.value, moment), node.step, node.mode)
        return self._table(node, moment)

    def _table(self, node: ir.Expression, moment: Moment) -> Interval:
        match node:
            case ir.Steps():
                return self._steps(node, moment)
            case ir.Brackets():
                rates = [(bracket.width, self.of(bracket.rate, moment)) for bracket in node.brackets]
                return bracket_range(self.of(node.subject, moment), rates)
            case ir.Dates():
                days = {at.day for at in moment.at}
                rows = [row for row in node.rows if row.day in days] or node.rows
                return self._any([self.of(row.value, moment) for row in rows])
            case ir.Cases():
                return self._cases(node, moment)
            case ir.Stages():
                paid = moment.state.paid.get(moment.occasion.payment.name, NOTHING)
                stages = [(self.of(stage.share, moment), stage.until) for stage in node.stages]
                return stage_range(self.of(node.base, moment), paid, stages, node.within)
        raise AssertionError(f"no such expression: {type(node).__name__}")

    def _metric(self, node: ir.MetricValue, moment: Moment) -> Interval:
        """Give the range of a metric, or of the sum of as many values as are added up."""
        metric = self._prepared.metrics[node.name]
        one = self._reported[node.name]
        if node.over == "here":
            return one
        counts = {len(observations_read(self._prepared, metric, node.over, at)) for at in moment.at}
        return self._any([ranges.multiply(one, point(Fraction(count))) for count in sorted(counts)])

    def _fact(self, node: ir.FactValue, moment: Moment) -> Interval:
        return self._reported[node.name]

    def _calculated(self, name: str, moment: Moment) -> Interval:
        # What is assumed about a metric is not followed into calculations, so that each is looked at once.
        known = moment.calculated.get(name)
        if known is None:
            plain = Moment(moment.at, moment.occasion, moment.state)
            plain.calculated, plain.counts = moment.calculated, moment.counts
            known = moment.calculated[name] = self.of(self._calculations[name], plain)
        return known

    def _elapsed(self, unit: str, moment: Moment) -> Interval:
        plan = self._prepared.plan
        found = []
        for at in moment.at:
            passed = days_elapsed(plan, at.day) if unit == "days" else months_elapsed(plan, at.day)
            found.append(point(Fraction(passed)))
        return self._any(found)

    def _counted(self, node: ir.Counted, moment: Moment) -> Interval:
        """Cut a quantity to what its count may still allow."""
        value = self.of(node.value, moment)
        count, key = moment.occasion.counts[node.name]
        used = moment.state.counted.get(key, NOTHING)
        room = ranges.greatest(ranges.subtract(point(count.limit), used), NOTHING)
        taken = moment.counts[node.name] = ranges.least(value, room)
        return taken

    def _quotient(self, node: ir.Quotient, moment: Moment) -> Interval:
        divisor = self.of(node.divisor, moment)
        dividend = node.dividend
        if isinstance(dividend, ir.Difference) and not ranges.contains_zero(divisor):
            # In a relative change the base stands twice: (b - r) / b is 1 - r / b.
            if dividend.left == node.divisor:
                share = ranges.divide(self.of(dividend.right, moment), divisor)
                return EVERYTHING if share is None else ranges.subtract(_ONE, share)
            if dividend.right == node.divisor:
                share = ranges.divide(self.of(dividend.left, moment), divisor)
                return EVERYTHING if share is None else ranges.subtract(share, _ONE)
        found = ranges.divide(self.of(dividend, moment), divisor)
        return EVERYTHING if found is None else found

    def _steps(self, node: ir.Steps, moment: Moment) -> Interval:
        """Look at each row on the part of its range that the subject can reach."""
        subject = self.of(node.subject, moment)
        step = self.grids.of(node.subject, moment.subjects[-1][1] if moment.subjects else None)
        found = []
        for row in node.rows:
            reached = intersect(subject, Interval(row.low, row.low_closed, row.high, row.high_closed))
            if step and not is_empty(reached):
                reached = on_grid(reached, step)
            if is_empty(reached):
                continue
            there = moment.assuming({node.subject: reached})
            there.subjects.append((reached, step))
            found.append(self.of(row.value, there))
        return self._any(found)

    def _cases(self, node: ir.Cases, moment: Moment) -> Interval:
        """Look at each case that can be the first to hold, knowing that the cases before it failed."""
        found = []
        there = moment
        for case in node.cases:
            conditions = self.conditions(there)
            truth = conditions.truth(case.condition)
            if truth.can_hold:
                found.append(self.of(case.value, there.assuming(conditions.assume(case.condition, holds=True))))
            if not truth.can_fail:
                return self._any(found)
            there = there.assuming(conditions.assume(case.condition, holds=False))
        return self._any([*found, self.of(node.otherwise, there)])

    def _any(self, intervals: list[Interval]) -> Interval:
        result = EMPTY
        for interval in intervals:
            result = hull(result, interval)
        return result


def rounded(value: Interval, step: Fraction, mode: str) -> Interval:
    """Round a range: its ends move to multiples of the step, and belong to it."""
    if is_empty(value):
        return value
    low = None if value.low is None else ranges.Bound(round_to(value.low, step, mode), True)
    high = None if value.high is None else ranges.Bound(round_to(value.high, step, mode), True)
    return between(low, high)
