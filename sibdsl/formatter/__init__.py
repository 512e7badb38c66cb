"""Consumer: the one printer of .sib, from the surface tree to canonical text."""

from sibdsl.formatter.printer import print_tree

__all__ = ["print_tree"]
