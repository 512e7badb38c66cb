"""Rules about what is lawful but probably not meant: SIB700 to SIB799."""
