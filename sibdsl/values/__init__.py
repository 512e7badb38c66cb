"""Quantities as a contract means them: exact, with one meaning everywhere.

In: fractions, dates, nouns and codes. Out: intervals, units, periods, calendars and currencies.
Relies on `sibdsl.runtime` for rounding, splitting and rolling.
Guarantees that no binary floating-point number takes part, and that equal inputs give equal results.
Import the module that is needed (`sibdsl.values.interval`, ...); this package loads none of them.
"""
