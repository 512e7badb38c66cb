"""The payment IR: a small, total language of exact rational piecewise functions and ordered accumulations.

Data only: ``expressions`` (what an amount is), ``program`` (a whole contract), ``codec`` (JSON and its schema),
``text`` (a form for people that parses back) and ``invariants`` (what every program guarantees).
Made by ``sibdsl.lowering``; read by the interpreter and by every code generator.
"""
