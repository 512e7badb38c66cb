"""The sections of a summary: from the checked contract to blocks, one file for each subject.

In: the names of a contract, and for some sections the limits and examples that were handed over.
Out: drafts of sections, which ``summary`` numbers and links.
Relies on the wording of ``english``.
Guarantees: a section without content is not drafted; everything that the contract says about money stands
in some section.
"""
