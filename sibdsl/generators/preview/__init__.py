"""A page on which people try a contract out: sliders, curves and the summary, in one file or live."""
