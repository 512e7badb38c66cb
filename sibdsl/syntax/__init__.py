"""Pass: text to the concrete tree with every comment, and from there to the surface."""
