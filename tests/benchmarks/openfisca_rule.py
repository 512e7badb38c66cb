"""The national rate card in OpenFisca, for measuring; run by an interpreter that has `openfisca-core`.

In: a directory with the columns of claims as integers (`.npy`), and the limits. Out: JSON with the seconds it took to
load and to compute, and what is paid by quarter, outcome and cohort.
Relies on nothing of sibdsl. Guarantees: the same rule in whole pence, claim by claim; sorted once by day, and then by
outcome and by person with sorts that keep that order, as somebody would write it who wants it to be quick.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

import numpy
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

YEAR = "2015"
"""The one period of all variables: OpenFisca has none without a formula for it."""

claim = Entity("claim", "claims", "A claim", "")
person = GroupEntity("person", "people", "A person with claims", "", roles=[{"key": "member"}])


def variable(name, formula=None):
    """Make a variable of claims: a whole number, given or computed."""
    parts = {"value_type": int, "entity": claim, "definition_period": DateUnit.YEAR}
    return type(name, (Variable,), parts if formula is None else {**parts, "formula": formula})


def asked(claim, period):
    """Pence, rounded half up."""
    return (claim("pence", period) * claim("hundredths", period) * 2 + 100) // 200


def taken(claim, period):
    """The claims in the order in which they are taken."""
    return numpy.lexsort((claim("number", period), claim("reached", period), claim("quarter", period)))


def counted(claim, period):
    """Pence of the first so many claims of each outcome."""
    order = claim("taken", period)
    order = order[numpy.argsort(claim("outcome", period)[order], kind="stable")]
    outcome = claim("outcome", period)[order]
    place = numpy.arange(len(order)) - numpy.searchsorted(outcome, outcome)
    result = numpy.zeros(len(order), dtype=numpy.int32)
    result[order] = numpy.where(place < LIMITS["claims"], claim("asked", period)[order], 0)
    return result


def left_to_people(claim, period):
    """Pence of each claim up to the cap of its person."""
    order, of_person = claim("taken", period), claim("person_of", period)
    order = order[numpy.argsort(of_person[order], kind="stable")]
    return capped(claim("counted", period), order, LIMITS["person"], of_person[order])


def paid(claim, period):
    """Pence of each claim up to the cap of the contract."""
    return capped(claim("left_to_people", period), claim("taken", period), LIMITS["total"])


def capped(pence, order, cap, group=None):
    """Cut amounts, in an order, where their sum reaches a cap, for each run of a group."""
    in_order = pence[order].astype(numpy.int64)
    before = numpy.cumsum(in_order) - in_order
    if group is not None:
        before -= before[numpy.searchsorted(group, group)]
    result = numpy.empty(len(order), dtype=numpy.int32)
    result[order] = numpy.clip(cap - before, 0, in_order)
    return result


def main(directory: Path) -> None:
    """Compute the rule for the columns in a directory."""
    started = perf_counter()
    columns = {path.stem: numpy.load(path) for path in sorted(directory.glob("*.npy"))}
    system = TaxBenefitSystem([claim, person])
    names = [name for name in columns if name != "person"]
    computed = (asked, taken, counted, left_to_people, paid)
    system.add_variables(*(variable(name) for name in names), variable("person_of"))
    system.add_variables(*(variable(formula.__name__, formula) for formula in computed))
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("claim", numpy.arange(len(columns["person"])))
    people = builder.declare_entity("person", numpy.arange(int(columns["person"].max()) + 1))
    builder.join_with_persons(people, columns["person"], numpy.full(len(columns["person"]), "member"))
    simulation = builder.build(system)
    simulation.set_input("person_of", YEAR, simulation.populations["person"].members_entity_id)
    for name in names:
        simulation.set_input(name, YEAR, columns[name])
    loaded = perf_counter()
    amounts = simulation.calculate("paid", YEAR)
    cohorts = int(columns["cohort"].max()) + 1
    outcomes = int(columns["outcome"].max()) + 1
    cell = (columns["quarter"].astype(numpy.int64) * outcomes + columns["outcome"]) * cohorts + columns["cohort"]
    totals = numpy.zeros((int(columns["quarter"].max()) + 1) * outcomes * cohorts, dtype=numpy.int64)
    numpy.add.at(totals, cell, amounts)
    done = perf_counter()
    print(json.dumps({"load": loaded - started, "rule": done - loaded, "paid": totals.tolist()}))


if __name__ == "__main__":
    LIMITS = json.loads(sys.argv[2])
    main(Path(sys.argv[1]))
