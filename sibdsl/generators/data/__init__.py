"""A contract as data for other programs: the checked contract, and the payment IR."""
