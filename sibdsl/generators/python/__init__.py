"""Python: a contract as one module that needs nothing but Python.

``generator`` is the entry; ``module`` puts a module together from ``rules`` (what the contract says),
``plan_literal`` (what a settlement knows besides) and ``support`` (the runtime, copied in).
"""
