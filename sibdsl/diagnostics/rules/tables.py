"""Rules about payment tables: gaps, overlaps, rows that are never reached: SIB400 to SIB499."""
