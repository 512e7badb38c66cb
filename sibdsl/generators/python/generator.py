"""The Python generator, as the command line and embedders find it.

In: a compiled contract.
Out: one file, named after the contract.
Relies on: `module` for the text.
Guarantees: only the payment IR is asked for, so that no document of the model is made.
"""

from __future__ import annotations

from sibdsl.generators.api import Artifact, Compiled
from sibdsl.generators.python.module import generate_python
from sibdsl.generators.python.names import Names


class PythonGenerator:
    """Writes a contract as one Python module."""

    name = "python"
    description = "one Python module that settles evidence, with nothing to install"

    def generate(self, compiled: Compiled) -> list[Artifact]:
        """Write the module."""
        program = compiled.program
        # A module that is to be imported needs a name that Python can say.
        path = f"{Names().claim(program.plan.contract)}.py"
        return [Artifact(path, generate_python(program, path))]
