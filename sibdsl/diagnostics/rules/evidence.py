"""Rules about evidence: observations and claims, row by row: SIB900 to SIB999."""
