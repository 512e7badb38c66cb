"""Generating files from a contract: code, documents, data.

In: a compilation without errors, and the name of a generator.
Out: artifacts: relative paths with their content.
Relies on: the registry of generators, which knows ours and those of installed packages.
Guarantees: a generator sees the contract through `HandedOver` only, and each part of it is made when it
asks; the same contract gives the same artifacts.
"""

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sibdsl.generators.api import Artifact, GeneratorProblem
from sibdsl.generators.registry import find_generator
from sibdsl.workspace.compilation import Compilation

if TYPE_CHECKING:
    from sibdsl.analysis.limits import Limits
    from sibdsl.analysis.stakes_table import Stakes
    from sibdsl.analysis.worked_examples import SettledExample
    from sibdsl.ir.program import Program
    from sibdsl.model.contract import Contract
    from sibdsl.workspace.literate import Passage
    from sibdsl.workspace.scenarios import ScenarioResult


def generate(
    compilation: Compilation,
    target: str,
    *,
    templates: str | os.PathLike[str] | None = None,
    with_prose: bool = False,
) -> list[Artifact]:
    """Write a contract in another form.

    `target` is the name of a generator: `python`, `summary`, `html`, `json`, `ir`, `ir-text`, or one that an
    installed package offers. `templates` is a directory whose templates take the place of ours.
    `with_prose` weaves the prose of a contract in prose (`.sib.md`) into its summary.

    Raises:
        ContractHasErrors: when the contract has errors.
        GeneratorProblem: when there is no such generator, it cannot be loaded, or there is no prose to weave in.
        TemplateProblem: when a template of the user's is wrong.
    """
    generator = find_generator(target)
    directory = None if templates is None else Path(templates)
    prose = prose_of(compilation) if with_prose else None
    if with_prose and prose is None:
        raise GeneratorProblem(
            f"`{compilation.path}` has no prose to weave in; a contract in prose is a file whose name ends with .sib.md"
        )
    return generator.generate(HandedOver(compilation, directory, prose))


def prose_of(compilation: Compilation) -> "tuple[Passage, ...] | None":
    """The prose of a contract in prose; None for any other."""
    source, tree = compilation.source, compilation.tree
    if source is None or tree is None or not source.fences:
        return None
    from sibdsl.workspace.literate import passages_of

    return passages_of(source, tree)


class HandedOver:
    """A contract without errors, as generators see it."""

    def __init__(
        self, compilation: Compilation, templates: Path | None = None, prose: "tuple[Passage, ...] | None" = None
    ) -> None:
        self._compilation = compilation
        self.templates = templates
        self.prose = prose

    @property
    def title(self) -> str:
        """The contract's title, or its name where it has none."""
        return self.program.plan.title or self.program.plan.contract

    @property
    def model(self) -> "Contract":
        """The checked contract."""
        return self._compilation.model

    @property
    def program(self) -> "Program":
        """The payment IR."""
        return self._compilation.program

    @property
    def limits(self) -> "Limits":
        """The least and the most that each party can pay and receive."""
        return self._compilation.limits

    @cached_property
    def stakes(self) -> "Stakes | None":
        """What is at stake for each party, level by level; None where the contract has no finance."""
        from sibdsl.analysis.stakes import stakes

        capital = self.program.capital
        return None if capital is None else stakes(self.program, capital)

    @cached_property
    def examples(self) -> "list[SettledExample]":
        """Worked examples, settled by the interpreter."""
        from sibdsl.analysis.worked_examples import settled, worked_examples
        from sibdsl.interpreter.settle import settle

        program = self.program
        return settled(worked_examples(program, self.model), lambda evidence, as_of: settle(program, evidence, as_of))

    @property
    def javascript(self) -> str:
        """The contract as a module of JavaScript."""
        return self.text_of("javascript")

    @property
    def summary_page(self) -> str:
        """The summary as a page of HTML."""
        return self.text_of("html")

    @property
    def scenarios(self) -> "tuple[ScenarioResult, ...]":
        """The scenarios of the contract, run."""
        from sibdsl.workspace.scenarios import run_scenarios

        return run_scenarios(self._compilation)

    def text_of(self, target: str) -> str:
        """What one of our generators writes, of those that write one text."""
        (artifact,) = find_generator(target).generate(self)
        assert isinstance(artifact.text, str), f"`{target}` writes text"
        return artifact.text
