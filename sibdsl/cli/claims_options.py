"""Options of commands that settle claims: where they are, which engine settles them, and the files that are written.

In: a command. Out: the command with the options, which come to it as `claims`, a `ClaimsWanted`.
Relies on: `workspace.claims` for what they mean. Guarantees: one wording on every command.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

import click

from sibdsl.cli.console import Command, Console
from sibdsl.cli.contract import show_findings
from sibdsl.workspace.claims_engines import ENGINES

claims_place_option: Final = click.option(
    "--claims",
    "claims_place",
    metavar="PLACE",
    help="Where enrolment, spells and claims are, if not with the other evidence: a directory, a DuckDB file or "
    "postgresql://...",
)
engine_option: Final = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="auto",
    help="What settles claims; all give the same result. auto: by the number of claims.",
)
key_option: Final = click.option(
    "--pseudonym-key",
    metavar="FILE",
    help="Read people under pseudonyms made with the key in this file (env:NAME: in this variable).",
)
ledger_option: Final = click.option(
    "--ledger", metavar="FILE", help="The ledger of earlier statements: what is in it stays as it is."
)
_WRITTEN: Final = (
    click.option("--record", is_flag=True, help="Close the determinations of this statement in the ledger."),
    click.option("--rejects", metavar="FILE", help="Write the rejected rows with their reasons, to .csv or .parquet."),
    click.option("--lines", metavar="FILE", help="Write what became of each claim, to .csv or .parquet."),
)
_READ: Final = (claims_place_option, engine_option, ledger_option, key_option)
_spark_option: Final = click.option(
    "--spark-master", default="local[*]", metavar="URL", help="Which Spark settles, with --engine spark."
)
_memory_option: Final = click.option(
    "--memory", default="1GB", metavar="SIZE", help="How much memory claims in bulk may take. Default: 1GB."
)


def with_claims(*, writes: bool) -> Callable[[Command], Command]:
    """Give a command the options of claims, and those of files that it writes where it `writes`."""
    options = (*_READ, *(_WRITTEN if writes else ()), _memory_option, _spark_option)

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(claims_place: str | None, **given: Any) -> int:
            from sibdsl.workspace.claims_engines import ClaimsProblem
            from sibdsl.workspace.claims_wanted import ClaimsWanted
            from sibdsl.workspace.settling import findings_of

            ours = {name: given.pop(name) for name in ClaimsWanted.__struct_fields__ if name in given}
            wanted = ClaimsWanted(place=claims_place, **ours)
            try:
                return command(claims=wanted, **given)
            except ClaimsProblem as problem:
                if problem.finding is None:
                    raise click.UsageError(str(problem)) from None
                place = wanted.place or given.get("evidence") or ""
                # The command makes its console from these; it stands inside, so there is none here yet.
                console = Console(given["color"], given["quiet"], given["verbose"])
                show_findings(findings_of([problem.finding], place), console)
                return 1

        for option in reversed(options):
            run = option(run)
        return run

    return decorate
