"""The generators of data: the contract as people declared it, and as it is computed.

In: a compiled contract.
Out: one file each, named after the contract: `NAME.contract.json`, `NAME.ir.json`, `NAME.ir.txt`.
Relies on: the model and the IR writing themselves.
Guarantees: each file reads back to what it was written from, and is valid under `sib schema`.
"""

from __future__ import annotations

from sibdsl.generators.api import Artifact, Compiled


class ModelGenerator:
    """Writes the checked contract."""

    name = "json"
    description = "the checked contract: every name resolved, every date worked out"

    def generate(self, compiled: Compiled) -> list[Artifact]:
        """Write `NAME.contract.json`."""
        model = compiled.model
        return [Artifact(f"{model.name}.contract.json", model.model_dump_json(indent=2) + "\n")]


class IrGenerator:
    """Writes the payment IR as JSON."""

    name = "ir"
    description = "the payment IR: what is computed, for programs in any language"

    def generate(self, compiled: Compiled) -> list[Artifact]:
        """Write `NAME.ir.json`."""
        from sibdsl.ir.codec import to_json

        program = compiled.program
        return [Artifact(f"{program.plan.contract}.ir.json", to_json(program))]


class IrTextGenerator:
    """Writes the payment IR as text."""

    name = "ir-text"
    description = "the payment IR in a form that people read and compare"

    def generate(self, compiled: Compiled) -> list[Artifact]:
        """Write `NAME.ir.txt`."""
        from sibdsl.ir.text import to_text

        program = compiled.program
        return [Artifact(f"{program.plan.contract}.ir.txt", to_text(program))]
