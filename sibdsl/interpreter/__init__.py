"""The interpreter: payment IR and evidence in, a statement with derivations out.

It is the meaning of the language and the oracle of every code generator. Evidence, order, caps, rounding,
splits and explanations are those of ``sibdsl.runtime``; only expressions are evaluated here.
"""
