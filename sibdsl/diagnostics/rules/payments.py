"""Rules about payments, caps, shares and waterfalls: SIB600 to SIB699."""
