"""Running the generated module of a contract with rate cards from the command line.

In: the plan, rate cards and rules of the module, and the arguments. Out: the statement on standard output, and a
status as in ``script``, 1 also where a row of claims is at fault.
Relies on ``claims_run`` and ``presentation``. Guarantees: no traceback for any argument.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sibdsl.runtime.claims_cards import rejected_for_faults
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_run import read_with_claims, settle_with_claims
from sibdsl.runtime.plan import Plan
from sibdsl.runtime.script import argument_parser, print_statement
from sibdsl.runtime.settlement import RuleFunction


def main_with_claims(
    plan: Plan, claims: ClaimsPlan, rules: Mapping[str, RuleFunction], argv: Sequence[str] | None = None
) -> int:
    """Settle the evidence and the claims that the arguments name, and print the statement."""
    arguments = argument_parser(plan).parse_args(argv)
    evidence, people = read_with_claims(plan, claims, arguments.evidence)
    statement = settle_with_claims(plan, claims, rules, evidence, people, arguments.as_of)
    status = print_statement(statement, arguments.output_format)
    return 1 if rejected_for_faults(statement.cards) else status
