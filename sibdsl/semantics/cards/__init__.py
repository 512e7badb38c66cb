"""Outcomes and rate cards: from what is written to what it means, each part of a card in a file of its own.

``found`` holds what was worked out; the checks of ``sibdsl.semantics.checks`` ask for it once and keep it in
``known.outcomes`` and ``known.cards``, from which ``sibdsl.semantics.building`` builds the model.
"""
