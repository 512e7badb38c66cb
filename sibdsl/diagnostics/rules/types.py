"""Rules about kinds of quantities: money, percent, counts, time: SIB300 to SIB399."""
