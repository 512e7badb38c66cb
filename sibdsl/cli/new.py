"""`sib new`: a contract to start from.

In: the name of the contract, and a directory.
Out: a contract that checks clean with scenarios that pass, empty evidence files, options, and a README.
Relies on: the files in `starter/`, and the evidence templates that any contract has.
Guarantees: nothing that is there already is overwritten.
"""

import re
from importlib.resources import files
from typing import Final

import click

from sibdsl.cli.console import Console, with_console
from sibdsl.cli.files import write_new_files
from sibdsl.workspace.compilation import compile
from sibdsl.workspace.settling import evidence_files

CONTRACT: Final = "contract.sib"

_NAME: Final = re.compile(r"[^\W\d]\w*")
_NAME_IN_STARTER: Final = "new_contract"
_TITLE_IN_STARTER: Final = "New contract"


@click.command(epilog="\b\nExample:\n  sib new my_contract\n  sib new my_contract --dir contracts/mine")
@click.argument("name")
@click.option("--dir", "directory", type=click.Path(), help="Where to write it. Default: a directory of that name.")
@with_console
def new(console: Console, name: str, directory: str | None) -> int:
    """Start a contract that checks clean, with a scenario that passes.

    NAME is what the contract is called in its first line: letters, digits and underscores.
    """
    if not _NAME.fullmatch(name):
        raise click.UsageError(_unusable(name))
    place = directory or name
    texts = {file: _starter(file, name) for file in (CONTRACT, "README.md", "sib.toml")}
    evidence = evidence_files(compile(texts[CONTRACT], filename=CONTRACT))
    templates = [(f"evidence/{file}", text) for file, text in evidence.items()]
    write_new_files(place, [*texts.items(), *templates], console)
    console.log(f"next: cd {place} && sib check {CONTRACT}")
    return 0


def _starter(file: str, name: str) -> str:
    text = (files("sibdsl.cli") / "starter" / file).read_bytes().decode("utf-8").replace("\r\n", "\n")
    title = name.replace("_", " ").strip()
    return text.replace(_NAME_IN_STARTER, name).replace(_TITLE_IN_STARTER, title[:1].upper() + title[1:] or name)


def _unusable(name: str) -> str:
    if "/" in name or "\\" in name:
        return f"`{name}` is a path, not a name; name the directory with --dir"
    possible = re.sub(r"\W+", "_", name).strip("_")
    help = f"; did you mean `{possible}`?" if _NAME.fullmatch(possible) else ""
    return f"`{name}` cannot be the name of a contract: a letter, then letters, digits and underscores{help}"
