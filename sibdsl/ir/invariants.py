"""What every program guarantees to its readers, each guarantee with a name.

In: a program.
Out: nothing, or the first guarantee that it breaks, with every place where it does.
Relies on: the guarantees about names, expressions and plans, listed here in the order in which each may
rely on those before it.
Guarantees: a program that passes can be evaluated for any evidence; whoever reads one may rely on every
sentence below. It is called after every lowering, so that a fault of the compiler is found where it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sibdsl.diagnostics.internal import InternalError
from sibdsl.ir import (
    capital_invariants,
    claims_invariants,
    expression_invariants,
    name_invariants,
    plan_invariants,
    table_invariants,
)
from sibdsl.ir.breach import Breach
from sibdsl.ir.program import Program
from sibdsl.ir.reads import reads_of

__all__ = ["INVARIANTS", "Breach", "breaches", "check_program", "reads_of"]

Invariant = Callable[[Program], Iterator[Breach]]


def reads_are_complete(program: Program) -> Iterator[Breach]:
    """The reads of each payment are exactly what its rule reads."""
    payments = {payment.name: payment for payment in program.plan.payments}
    for rule in program.rules:
        stated, actual = set(payments[rule.payment].reads), set(reads_of(rule, program))
        for read in sorted(actual - stated, key=repr):
            yield Breach(f"payment {rule.payment}", f"its rule reads {read}, which its reads do not list")
        for read in sorted(stated - actual, key=repr):
            yield Breach(f"payment {rule.payment}", f"its reads list {read}, which its rule does not read")


INVARIANTS: tuple[Invariant, ...] = (
    name_invariants.words_are_known,
    name_invariants.names_are_unique,
    name_invariants.names_resolve,
    name_invariants.only_earlier_is_named,
    expression_invariants.nesting_is_bounded,
    expression_invariants.operations_have_operands,
    expression_invariants.subjects_stand_in_rows,
    expression_invariants.state_is_used_by_rules_alone,
    expression_invariants.rounding_steps_are_positive,
    table_invariants.steps_are_total,
    table_invariants.rows_have_words,
    table_invariants.brackets_end_open,
    table_invariants.stages_end_open,
    table_invariants.dates_cover_determinations,
    plan_invariants.rules_match_payments,
    plan_invariants.payers_pay_all,
    plan_invariants.limits_are_payable,
    plan_invariants.caps_are_applied,
    plan_invariants.determinations_have_dates,
    plan_invariants.periods_are_in_order,
    claims_invariants.claims_words_are_known,
    claims_invariants.cards_match_payments,
    claims_invariants.claims_names_are_unique,
    claims_invariants.claims_names_resolve,
    claims_invariants.prerequisites_have_an_order,
    claims_invariants.claims_limits_can_be_kept,
    claims_invariants.claims_have_payers,
    capital_invariants.capital_words_are_known,
    capital_invariants.capital_names_are_unique,
    capital_invariants.capital_names_resolve,
    capital_invariants.capital_shares_are_whole,
    capital_invariants.capital_is_drawn_and_repaid,
    capital_invariants.guarantees_have_an_order,
    capital_invariants.waterfalls_pass_on_all,
    reads_are_complete,
)
"""Every guarantee, in the order of checking."""


def breaches(program: Program) -> tuple[str, list[Breach]] | None:
    """Give the name of the first invariant that the program breaks with all its breaches, or None."""
    for invariant in INVARIANTS:
        found = list(invariant(program))
        if found:
            return invariant.__name__, found
    return None


def check_program(program: Program) -> None:
    """Check every invariant.

    Raises:
        InternalError: the program breaks one; the message names it, and the places.
    """
    broken = breaches(program)
    if broken is None:
        return
    name, found = broken
    told = "; ".join(f"{breach.place}: {breach.what}" for breach in found[:5])
    more = f"; and {len(found) - 5} more" if len(found) > 5 else ""
    raise InternalError(f"the program of {program.plan.contract} breaks the invariant `{name}`: {told}{more}")
