"""The wording of documents in English: small functions from parts of the checked contract to phrases.

In: models, the names of the contract (``names.Names``) and the decimals of its currency.
Out: phrases and sentences in plain English, as text without markup.
Relies on a checked contract: every name resolves, every table is complete.
Guarantees: both ends of every range are stated; every amount is exact; nothing is said of what the
contract leaves out. Texts of the contract's author are repeated, never interpreted.
"""
