"""Rules about how a contract is written: SIB100 to SIB199."""
