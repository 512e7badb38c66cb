"""What the compiler tells people: rules with their codes, diagnostics, fixes, and their rendering.

A pass reports to a `Sink` by naming a rule from `rules/`; `render/` turns what the sink collected into
text or into the formats of other tools.
"""
