"""From the surface tree to the checked model.

``check`` reports everything that is wrong with a tree to the sink; it builds nothing heavier than intervals,
so that checking stays fast to start. ``build`` turns a tree without errors into the pydantic model.
"""
