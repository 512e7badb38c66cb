"""A language and compiler for outcomes contracts.

In: contracts written in `.sib`, and the evidence that was gathered under them.
Out: checked models, payment statements with their derivations, documents and code.
Relies on: nothing at import time; every public name is found when it is first used.
Guarantees: importing this package loads no parser and no third-party library.
"""

__version__ = "0.1.0"
