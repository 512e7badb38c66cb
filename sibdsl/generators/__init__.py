"""What a compiled contract can be turned into: documents for people, code for machines.

``api`` says what a generator is, ``registry`` finds them by name, ``writer`` lays out code. Each generator is
a package of its own beside these, and imports no other.
"""
