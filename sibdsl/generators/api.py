"""What a generator is, for ours and for those of third parties.

In: nothing. Out: the types that generators and their callers share.
Relies on: nothing at import time.
Guarantees: a generator sees a contract only through `Compiled`, so that what it needs is made when it asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from sibdsl.ir.program import Program
    from sibdsl.model.contract import Contract


class Artifact(msgspec.Struct, frozen=True):
    """A generated file: its path below the output directory, with `/` between parts, and what is in it."""

    path: str
    text: str | bytes


class Compiled(Protocol):
    """A contract without errors, as generators see it. Each stage is made when it is first asked for."""

    @property
    def title(self) -> str:
        """The contract's title, or its name where it has none."""

    @property
    def model(self) -> Contract:
        """The checked contract."""

    @property
    def program(self) -> Program:
        """The payment IR."""


class Generator(Protocol):
    """Turns a contract into files. A class without parameters; an entry point of `sibdsl.generators` names it.

    `name` is what the command line calls it; `description` is one line for lists.
    """

    name: str
    description: str

    def generate(self, compiled: Compiled) -> list[Artifact]:
        """Write the files of one contract: the same contract, the same bytes."""


class GeneratorProblem(Exception):
    """A generator that cannot be used, in a sentence for the person who asked for it."""
