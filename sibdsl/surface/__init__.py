"""The surface tree: a .sib file as written, with the span of every piece.

Data only. Made by ``sibdsl.syntax`` (or by importers), read by ``sibdsl.semantics`` and ``sibdsl.formatter``.
Nothing here knows what a name refers to or what a number is worth.
"""
