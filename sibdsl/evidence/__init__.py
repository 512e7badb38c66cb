"""Reading evidence for a compiled contract, with findings as diagnostics.

The reader itself is `sibdsl.runtime.reading`, because generated code reads the same files by the same lines.
"""
