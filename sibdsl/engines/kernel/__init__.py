"""Settling claims on one machine with compiled code over columns of integers.

`settle` has the function to call. Everything else is one step of it each.
"""
