"""The rules by area: one module an area, one constant a rule.

A module of this package only declares rules, with `sibdsl.diagnostics.registry.rule`. Messages are lower
case, in the words of a contract: the message says what was found, `expected` what should stand there, and
`help` one thing to do next. A code that was published is never given to another rule.
"""
