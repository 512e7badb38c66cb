"""A generator of our own: when each payment of a contract is determined, as CSV.

In: a contract without errors. Out: one CSV file, a row a determination, in the order of the dates.
Relies on the plan, which is part of the payment IR.
Guarantees: the same contract gives the same bytes.
"""

import csv
import io
from collections.abc import Iterator

from sibdsl import Artifact
from sibdsl.generators.api import Compiled
from sibdsl.runtime.plan import PaymentPlan


class DatesGenerator:
    """Writes the calendar of a contract."""

    name = "dates"
    description = "when each payment is determined, as CSV"

    def generate(self, compiled: Compiled) -> list[Artifact]:
        """Write `CONTRACT.dates.csv`."""
        plan = compiled.program.plan
        rows = sorted(row for payment in plan.payments for row in _determinations(payment))
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(("date", "payment", "cohort"))
        writer.writerows(rows)
        return [Artifact(f"{plan.contract}.dates.csv", text.getvalue())]


def _determinations(payment: PaymentPlan) -> Iterator[tuple[str, str, str]]:
    """Date, payment and cohort of each determination; payments on termination have no date yet."""
    timing = payment.timing
    for place, cohort in enumerate(timing.cohorts or ("",)):
        days = [period.end for period in timing.periods or ()]
        if timing.cohort_dates is not None:
            days = [timing.cohort_dates[place]]
        elif timing.day is not None:
            days = [timing.day]
        for day in days:
            yield day.isoformat(), payment.name, cohort
