"""One row of evidence against the contract: what it reports, or everything that is wrong with it.

In: the cells of a row, and the plan. Out: an observation, a fact value or a termination, and findings.
Relies on ``evidence_cells`` for numbers and dates.
Guarantees: every problem of a row is found at once, each once, with what was found, what was expected and
one next step; a row with an error is never used.
"""

from __future__ import annotations

from datetime import date

from sibdsl.runtime.evidence import FactValue, Observation, TerminationEvent, termination_problem
from sibdsl.runtime.evidence_cells import Problem
from sibdsl.runtime.evidence_check import CellCheck, date_not_among
from sibdsl.runtime.plan import FactPlan, MetricPlan
from sibdsl.runtime.wording import listed, nearest_name, quoted, with_title


class RowCheck(CellCheck):
    """One row while it is checked against the contract."""

    __slots__ = ()

    def observation(self) -> Observation | None:
        """Read an observation; None when it has an error or no value yet."""
        metric = self._metric()
        if metric is None:
            return None
        cohort = self._cohort(metric)
        period_end = self._period_end(metric)
        if not self.is_filled_in(metric.name):
            return None
        value = self.value_in(metric)
        verified_by = self._verifier(metric)
        verified_on = self._verified_on(metric)
        if self.failed or value is None:
            return None
        reference = self.cell("reference")
        return Observation(metric.name, value, cohort, period_end, verified_by, verified_on, reference, self.origin)

    def fact_value(self) -> FactValue | None:
        """Read a value of a fact; None when it has an error or no value yet."""
        fact = self._fact()
        if fact is None:
            return None
        day = self._fact_date(fact)
        if not self.is_filled_in(fact.name):
            return None
        value = self.value_in(fact)
        if self.failed or value is None:
            return None
        return FactValue(fact.name, value, day, self.cell("reference"), self.origin)

    def termination(self) -> TerminationEvent | None:
        """Read the end of the contract; None when it has an error."""
        event = self.cell("event")
        if event != "termination":
            help = "write termination" if nearest_name(event, ["termination"]) else "delete the row"
            self.fail("event", Problem("SIB923", f"there is no event {quoted(event)}", "termination", help))
        day = self.day_in("date", "the date on which the contract ended early")
        if day is not None:
            problem = termination_problem(self.prepared.plan, day)
            if problem:
                self.fail("date", Problem("SIB960", *problem, "check the date, or delete the row"))
        return None if self.failed or day is None else TerminationEvent(day, self.cell("reference"), self.origin)

    # ------------------------------------------------------------ names

    def _metric(self) -> MetricPlan | None:
        name = self.cell("metric")
        metric = self.prepared.metrics.get(name)
        if metric is not None:
            return metric
        plan = self.prepared.plan
        expected = listed(list(self.prepared.metrics), "or") if self.prepared.metrics else "no metric"
        if any(words.kind == "calculation" and words.name == name for words in plan.words):
            message = f"the contract calculates {name} itself, so it is not reported"
            problem = Problem("SIB921", message, expected, "delete the row, and report what it is calculated from")
        elif name in self.prepared.facts:
            message = f"{name} is a fact, not a metric"
            problem = Problem("SIB920", message, expected, "move the row to the facts")
        else:
            near = nearest_name(name, list(self.prepared.metrics))
            message = f"the contract has no metric {quoted(name)}" if name else "the row names no metric"
            problem = Problem("SIB920", message, expected, f"write {near}" if near else "check the name")
        self.fail("metric", problem)
        return None

    def _fact(self) -> FactPlan | None:
        name = self.cell("fact")
        fact = self.prepared.facts.get(name)
        if fact is None:
            known = list(self.prepared.facts)
            near = nearest_name(name, known)
            message = f"the contract has no fact {quoted(name)}" if name else "the row names no fact"
            expected = listed(known, "or") if known else "no fact"
            self.fail("fact", Problem("SIB922", message, expected, f"write {near}" if near else "check the name"))
        return fact

    def _cohort(self, metric: MetricPlan) -> str | None:
        name = self.cell("cohort")
        if metric.cohorts is None:
            if name:
                message = f"{metric.name} is not reported by cohort, but the row names {quoted(name)}"
                self.fail("cohort", Problem("SIB945", message, "an empty cell", "empty the cell"))
            return None
        if name in metric.cohorts:
            return name
        near = nearest_name(name, list(metric.cohorts))
        help = f"write {near}" if near else "write the cohort that the value is about"
        expected = listed(list(metric.cohorts), "or")
        if name:
            problem = Problem("SIB943", f"{metric.name} has no cohort {quoted(name)}", expected, help)
        else:
            problem = Problem("SIB944", f"{metric.name} is reported by cohort, but the row names none", expected, help)
        self.fail("cohort", problem)
        return None

    # ------------------------------------------------------------ dates

    def _period_end(self, metric: MetricPlan) -> date | None:
        text = self.cell("period_end")
        if metric.periods is None:
            if text:
                message = f"{metric.name} is not reported by period, but the row has the period end {quoted(text)}"
                self.fail("period_end", Problem("SIB947", message, "an empty cell", "empty the cell"))
            return None
        day = self.day_in("period_end", f"the last day of the period of {metric.name}")
        if day is None:
            return None
        ends = self.prepared.periods[metric.name]
        if day not in ends:
            message = f"no period of {metric.name} ends on {day}"
            self.fail("period_end", date_not_among("SIB942", message, day, list(ends)))
        return day

    def _fact_date(self, fact: FactPlan) -> date | None:
        text = self.cell("date")
        if fact.dates is None:
            if text:
                message = f"{fact.name} has one value without a date, but the row has the date {quoted(text)}"
                self.fail("date", Problem("SIB947", message, "an empty cell", "empty the cell"))
            return None
        day = self.day_in("date", f"the date of the value of {fact.name}")
        if day is not None and day not in fact.dates:
            message = f"{fact.name} has no value for {day}"
            self.fail("date", date_not_among("SIB948", message, day, fact.dates))
        return day

    def _verified_on(self, metric: MetricPlan) -> date | None:
        if self.cell("verified_on"):
            return self.day_in("verified_on", "the day of verification")
        if metric.name in self.prepared.due_from_validation:
            message = f"the day on which {metric.name} was verified is missing, and a payment is due from it"
            expected = "a date as year-month-day, such as 2016-08-31"
            self.fail("verified_on", Problem("SIB954", message, expected, "fill in the day of verification"))
        return None

    def _verifier(self, metric: MetricPlan) -> str:
        name = self.cell("verified_by")
        if not metric.verifiers or name in metric.verifiers:
            return name
        titles = self.prepared.party_titles
        expected = listed([with_title(party, titles.get(party, "")) for party in metric.verifiers], "or")
        if not name:
            message = f"the row does not say who verified {metric.name}"
            help = f"write {metric.verifiers[0]} once it is verified"
            self.fail("verified_by", Problem("SIB952", message, expected, help))
            return name
        by_title = [party for party in metric.verifiers if titles.get(party) == name]
        near = by_title[0] if by_title else nearest_name(name, list(metric.verifiers))
        message = f"{metric.name} is not verified by {quoted(name)}"
        help = f"write {near}" if near else "have it verified by the party that the contract names"
        self.fail("verified_by", Problem("SIB953", message, expected, help))
        return name
