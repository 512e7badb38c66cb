"""Rules about scenarios and what they expect: SIB800 to SIB899."""
