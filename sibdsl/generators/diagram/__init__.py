"""A drawing of a contract's capital: who puts money in, who pays for results, and in which order money is passed on."""
