"""From a checked surface tree to the pydantic model: one file an area of the language.

Imported only when somebody asks for the model: this package loads pydantic.
"""
