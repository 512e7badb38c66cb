"""Colours for contracts in whatever colours with Pygments: documentation, wikis, terminals.

In: the text of a contract. Out: tokens of Pygments.
Relies on: Pygments, which only `pygments_lexer` imports, and on nothing else of sibdsl.
Guarantees: the same keywords as the grammar has, by the generated `vocabulary`.
"""
