"""The JavaScript generator, as the command line and embedders find it.

In: a compiled contract. Out: one file, named after the contract.
Relies on ``module`` for the text.
Guarantees: only the payment IR is asked for, so that no document of the model is made.
"""

from __future__ import annotations

import re

from sibdsl.generators.api import Artifact, Compiled
from sibdsl.generators.javascript.module import generate_javascript


class JavaScriptGenerator:
    """Writes a contract as one module of JavaScript."""

    name = "javascript"
    description = "one JavaScript module that computes what-if amounts in a browser, exactly"

    def generate(self, compiled: Compiled) -> list[Artifact]:
        """Write the module."""
        program = compiled.program
        # A name may hold anything; a path below the output directory may not.
        name = re.sub(r"\W+", "_", program.plan.contract).strip("_") or "contract"
        path = f"{name}.mjs"
        return [Artifact(path, generate_javascript(program, path))]
