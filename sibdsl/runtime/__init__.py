"""The small part of the language that travels with generated Python.

In: exact numbers and dates. Out: exact numbers, dates and the texts that show them.
Relies on the standard library alone, so that its files can be copied beside a generated module.
Guarantees that the interpreter and generated code round, split and roll by the very same lines.
"""
