"""`sib build`: a contract written as code, documents or data.

In: a contract, and the names of generators.
Out: files in a directory, or one of them on standard output.
Relies on: `workspace.generating`.
Guarantees: nothing is written when the contract has errors or a generator fails; a file that is replaced
is never seen half written; a generator of another package that fails is named, not blamed on us.
"""

import os
from typing import Final

import click

from sibdsl.cli.console import Console, with_console
from sibdsl.cli.contract import (
    contract_argument,
    find_contract_options,
    read_contract,
    show_findings,
    stdin_filename_option,
)
from sibdsl.cli.files import write_files
from sibdsl.generators.api import Artifact, GeneratorProblem
from sibdsl.generators.registry import BUILT_IN
from sibdsl.workspace.compilation import Compilation
from sibdsl.workspace.generating import generate

STANDARD_OUTPUT: Final = "-"


@click.command(
    epilog="\b\nExample:\n  sib build contract.sib --to summary\n"
    "  sib build contract.sib --to python --to html --out out\n"
    "  sib build contract.sib --to html --templates our_templates --out out\n"
    "  sib build contract.sib.md --to html --with-prose --out out",
)
@contract_argument
@click.option(
    "--to",
    "targets",
    metavar="FORM",
    multiple=True,
    required=True,
    help="python, javascript, sql, sql-postgres, sql-spark, summary (Markdown), html, json (the checked contract), "
    "ir, ir-text, diagram (of the capital), "
    "or what an installed package adds. May be given several times.",
)
@click.option(
    "--out",
    "directory",
    type=click.Path(),
    default=STANDARD_OUTPUT,
    help="The directory to write to, or - for standard output, the default.",
)
@click.option("--with-prose", is_flag=True, help="Weave the prose of a .sib.md file into the summary or the page.")
@click.option("--templates", type=click.Path(), help="A directory whose templates take the place of ours.")
@stdin_filename_option
@with_console
def build(
    console: Console,
    contract: str,
    targets: tuple[str, ...],
    directory: str,
    with_prose: bool,
    templates: str | None,
    stdin_filename: str | None,
) -> int:
    """Write CONTRACT as Python, a summary, JSON and more."""
    options = find_contract_options(contract, stdin_filename)
    compilation = read_contract(contract, stdin_filename)
    if not compilation.ok:
        show_findings(compilation.diagnostics, console)
        return 1
    templates = templates or options.templates
    if templates is not None and not os.path.isdir(templates):
        raise click.UsageError(f"there is no directory of templates `{templates}`")
    artifacts: dict[str, Artifact] = {}
    with console.progress("building") as report:
        for target in dict.fromkeys(targets):
            report(target)
            for artifact in _generate(compilation, target, templates, with_prose):
                _add(artifact, target, artifacts)
    if directory != STANDARD_OUTPUT:
        write_files(directory, [(each.path, each.text) for each in artifacts.values()], console)
        return 0
    if len(artifacts) != 1:
        names = ", ".join(artifacts)
        raise click.UsageError(f"standard output takes one file, not {names}; name a directory with --out")
    (artifact,) = artifacts.values()
    if isinstance(artifact.text, bytes):
        console.result_bytes(artifact.text)
    else:
        console.result(artifact.text)
    return 0


def _generate(compilation: Compilation, target: str, templates: str | None, with_prose: bool) -> list[Artifact]:
    try:
        return generate(compilation, target, templates=templates, with_prose=with_prose)
    except GeneratorProblem as problem:
        raise click.UsageError(str(problem)) from None
    except Exception as fault:
        if target not in BUILT_IN:
            what = f"{type(fault).__name__}: {fault}"
            raise click.UsageError(f"the generator `{target}` of an installed package failed: {what}") from fault
        from sibdsl.generators.documents import TemplateProblem

        if isinstance(fault, TemplateProblem):
            raise click.UsageError(str(fault)) from None
        raise


def _add(artifact: Artifact, target: str, artifacts: dict[str, Artifact]) -> None:
    other = artifacts.setdefault(artifact.path, artifact)
    if other is not artifact:
        raise click.UsageError(f"`{target}` and another form both write `{artifact.path}`; build them one by one")
