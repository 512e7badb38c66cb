"""Running a generated module from the command line.

In: the plan and rules of the module, and the arguments. Out: the statement on standard output, and a
status: 0, or 1 when a finding is an error, or 2 when the arguments cannot be understood.
Relies on ``reading``, ``settlement`` and ``presentation``. Guarantees: no traceback for any argument.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date

from sibdsl.runtime.evidence_cells import Problem, read_date
from sibdsl.runtime.plan import Plan
from sibdsl.runtime.presentation import OUTPUT_FORMATS, present
from sibdsl.runtime.reading import read_evidence
from sibdsl.runtime.settlement import RuleFunction, settle
from sibdsl.runtime.statement import Statement


def main(plan: Plan, rules: Mapping[str, RuleFunction], argv: Sequence[str] | None = None) -> int:
    """Settle the evidence that the arguments name, and print the statement."""
    arguments = argument_parser(plan).parse_args(argv)
    evidence = read_evidence(plan, arguments.evidence)
    return print_statement(settle(plan, rules, evidence, arguments.as_of), arguments.output_format)


def print_statement(statement: Statement, output_format: str) -> int:
    """Print a statement, and give the status with which the program ends."""
    # The bytes are the same on every machine, whatever its encoding and line ends are.
    sys.stdout.flush()
    sys.stdout.buffer.write(present(statement, output_format).encode("utf-8"))
    sys.stdout.buffer.flush()
    return 1 if any(finding.severity == "error" for finding in statement.findings) else 0


def argument_parser(plan: Plan) -> argparse.ArgumentParser:
    """Say what arguments there are."""
    # In argparse a percent sign begins a placeholder.
    parser = argparse.ArgumentParser(description=f"Settle: {plan.title}".replace("%", "%%"))
    parser.add_argument("evidence", help="a directory, a CSV file or a JSON file of evidence")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="count only what was known by this day")
    parser.add_argument("--output-format", choices=OUTPUT_FORMATS, default="table")
    return parser


def _day(text: str) -> date:
    day = read_date(text)
    if isinstance(day, Problem):
        raise argparse.ArgumentTypeError(f"{day.message}: {day.help}")
    return day
