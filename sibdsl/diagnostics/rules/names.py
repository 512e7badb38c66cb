"""Rules about names: declared, used, and what they stand for: SIB200 to SIB299."""
