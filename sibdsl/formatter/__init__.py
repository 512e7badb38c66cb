"""Consumer: the one printer of .sib, from a surface tree or from any text to canonical text."""

from sibdsl.formatter.canonical import Formatted, NotFormatted, format_source
from sibdsl.formatter.edits import format_edits, format_range
from sibdsl.formatter.printer import print_tree

__all__ = ["Formatted", "NotFormatted", "format_edits", "format_range", "format_source", "print_tree"]
