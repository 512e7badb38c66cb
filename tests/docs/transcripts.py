"""Pages that show a session: files that are written, commands that are run, and what they print.

In: a page. Out: its commands run in a directory of their own, and for each what was shown and what came.

    ```sib title="contract.sib"     the block is written to that file
    ```sib change="contract.sib"    the declaration replaces the one of that name, or is added at the end
    ```console                      lines after `$ ` are run, the lines below are what they print

Relies on bash, and on `sib` of the environment that runs the tests.
Guarantees: a line `...` stands for any number of lines; nothing outside the directory is written.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.markdown import ROOT, Block, blocks_of

_DECLARATION = re.compile(
    r'^(?:contract|party|population|metric|fact|parameter|threshold|payment|cap) \w+|^scenario "[^"]*"', re.M
)


@dataclass(frozen=True)
class Step:
    """A command of a page, what the page says it prints, and what it printed."""

    place: str
    command: str
    shown: str
    printed: str
    status: int

    @property
    def agrees(self) -> bool:
        """Whether the page tells the truth."""
        pattern = "".join(
            r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line) + r"\n" for line in self.shown.splitlines()
        )
        return re.fullmatch(pattern, self.printed) is not None


def play(page: Path, directory: Path) -> Iterator[Step]:
    """Run the commands of a page, one after the other."""
    here = directory
    for block in blocks_of(page):
        _write(block, here)
        for command, shown in commands_of(block):
            target = re.fullmatch(r"cd (\S+)", command)
            if target:
                here = here / target[1]
                continue
            run = _run(command, here)
            yield Step(block.place, command, shown, run.stdout, run.returncode)


def commands_of(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output below it."""
    if block.language != "console":
        return
    for part in re.split(r"^\$ ", block.text, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown.rstrip("\n") + "\n" if shown.strip() else ""


def _write(block: Block, here: Path) -> None:
    if "title" in block.settings:
        target = here / block.settings["title"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block.text, encoding="utf-8")
    if "change" in block.settings:
        target = here / block.settings["change"]
        target.write_text(changed(target.read_text(encoding="utf-8"), block.text), encoding="utf-8")


def changed(contract: str, declaration: str) -> str:
    """A contract in which a declaration takes the place of the one of that name, or is added at the end."""
    head = _DECLARATION.match(declaration)
    for match in _DECLARATION.finditer(contract):
        if head is not None and match[0] == head[0]:
            end = contract.index("\n}\n", match.start()) + 3
            return contract[: match.start()] + declaration + contract[end:]
    return contract.rstrip("\n") + "\n\n" + declaration


def _run(command: str, here: Path) -> subprocess.CompletedProcess[str]:
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("SIB_", "FORCE_COLOR"))}
    environment = keep | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        # As on a terminal, where findings and results appear in the order in which they were written.
        "PYTHONUNBUFFERED": "1",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }
    run = subprocess.run(
        ["bash", "-c", command],
        cwd=here,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    run.stdout = run.stdout.replace(f"{ROOT}/", "")
    return run
